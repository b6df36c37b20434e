"""Listening to a mailbox: what comes is read, handed to the house, and only then flagged.

The mark says up to which UID everything was taken in; it moves once that is committed. What is read twice, after a
crash or where UIDs were dealt anew, is known by its keys.
"""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NoReturn

from bot.messages.delivery import NotDelivered
from bot.messages.values import Answer, Inbound
from bot.platforms.mail.child import Child
from bot.platforms.mail.login import Login
from bot.platforms.mail.mailbox import Mailbox, Mark
from bot.platforms.mail.receive import Around, Raw, unreadable

# How long it waits to be told: what comes between our last look and the waiting may be told to nobody, and who stands
# between forgets connections over which nothing goes.
IDLES_S = 60.0
POLLS_S = 60.0  # where the server cannot tell us
SHORTEST_PATIENCE_S, LONGEST_PATIENCE_S = 1.0, 300.0
MOST_FAILURES = 3  # to take a mail in; then it becomes a case that says so
AT_ONCE = 50  # mails that are handed over together

Read = tuple[int, Raw, Inbound | None]

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Desk:
    """What listening asks of the house."""

    handle: Callable[[Inbound], Awaitable[Answer]]
    mark: Callable[[], Awaitable[str | None]]
    move: Callable[[str], Awaitable[None]]
    told: Callable[[str], None] = field(default=lambda why: None)  # out of reach, or there ("")


class Listening:
    """To one folder, for as long as it runs."""

    def __init__(self, login: Login, around: Around, desk: Desk, *, polls_s: float = POLLS_S) -> None:
        self._login, self._around, self._desk, self._polls_s = login, around, desk, polls_s
        self._child = Child(around)
        self._mailbox: Mailbox | None = None
        self._failed: dict[int, int] = {}
        self._why: str | None = None

    async def run(self) -> None:
        """Until it is cancelled; whatever the server does, it is asked again, with growing patience."""
        patience = SHORTEST_PATIENCE_S
        try:
            while True:
                try:
                    await self._listen()
                except NotDelivered as no:
                    why = no.why
                except Exception:
                    log.exception("mail was not read")
                    why = "a fault of ours"
                if self._why == "":  # it was there until now
                    patience = SHORTEST_PATIENCE_S
                self._tell(why)
                await asyncio.sleep(patience * (1 + random.random() / 4))
                patience = min(patience * 2, LONGEST_PATIENCE_S)
        finally:
            await self.close()

    async def close(self) -> None:
        if self._mailbox is not None:
            self._mailbox.break_off()
        await asyncio.to_thread(self._close)

    def _close(self) -> None:
        if self._mailbox is not None:
            self._mailbox.close()
        self._child.close()

    async def _listen(self) -> NoReturn:
        mailbox = self._mailbox = Mailbox(self._login)
        try:
            await self._open(mailbox)
            while True:
                while await self.take_in(mailbox):
                    self._tell("")
                self._tell("")
                if not mailbox.idles:
                    await asyncio.sleep(self._polls_s)
                    await asyncio.to_thread(mailbox.is_there)
                else:
                    await asyncio.to_thread(mailbox.wait, IDLES_S)
        finally:
            mailbox.break_off()
            await asyncio.shield(asyncio.to_thread(mailbox.close))

    async def _open(self, mailbox: Mailbox) -> None:
        """The child takes a second until it can read."""
        await asyncio.gather(asyncio.to_thread(mailbox.open), asyncio.to_thread(self._child.begin))

    async def once(self) -> int:
        """Whatever is new now; how many mails."""
        mailbox = Mailbox(self._login)
        try:
            await self._open(mailbox)
            return await self.take_in(mailbox)
        finally:
            await asyncio.to_thread(mailbox.close)

    # --- what is new ------------------------------------------------------------------------------------------------

    async def take_in(self, mailbox: Mailbox) -> int:
        """Whatever is new, in its order; how many mails."""
        kept = await self._desk.mark()
        mark = Mark.read(kept) if kept else None
        last = await asyncio.to_thread(mailbox.last)
        uids = await asyncio.to_thread(mailbox.new, mark)
        self._failed = {uid: times for uid, times in self._failed.items() if uid in uids}  # others are there no more
        before = mark.uid if mark is not None and mark.validity == mailbox.validity else 0
        taken, pages = 0, mailbox.fetch(uids)
        ahead = asyncio.create_task(asyncio.to_thread(self._read, pages))
        try:
            while page := await ahead:
                ahead = asyncio.create_task(asyncio.to_thread(self._read, pages))  # while this one is being taken in
                done = await self._take(page)
                taken += len(done)
                await asyncio.to_thread(mailbox.taken, done)
                if mark is not None:  # before the first reading there is none, and so all that is unread is looked at
                    await self._move(mailbox, max([before, *(uid for uid, _, _ in page)]))
        finally:
            ahead.cancel()
            await asyncio.gather(ahead, return_exceptions=True)
        await self._move(mailbox, max([before, last, *uids]))
        return taken

    def _read(self, pages: Iterator[list[tuple[int, Raw]]]) -> list[Read]:
        """The next page, each mail as the child has read it."""
        return [(uid, raw, self._child.read(raw)) for uid, raw in next(pages, ())]

    async def _move(self, mailbox: Mailbox, uid: int) -> None:
        """Not past what could not be taken in yet."""
        if self._failed:
            uid = min(uid, min(self._failed) - 1)
        await self._desk.move(str(Mark(mailbox.validity, uid)))

    async def _take(self, page: Sequence[Read]) -> list[int]:
        """Those that are committed. Of one sender, and what refers to another of the page, goes in its order."""
        done: list[int] = []
        wave: list[tuple[int, Raw, Inbound]] = []
        names: set[str] = set()
        for uid, raw, heard in page:
            if heard is None:
                done.append(uid)
                continue
            mine = {str(heard.speaker.address), *heard.keys, *(heard.letter.known_as if heard.letter else ())}
            refers = set(heard.letter.refers) if heard.letter else set()
            if len(wave) == AT_ONCE or names & (mine | refers):
                done += await self._handed(wave)
                wave, names = [], set()
            wave.append((uid, raw, heard))
            names |= mine
        return done + await self._handed(wave)

    async def _handed(self, wave: Sequence[tuple[int, Raw, Inbound]]) -> list[int]:
        answers = await asyncio.gather(*(self._desk.handle(heard) for _, _, heard in wave), return_exceptions=True)
        done = []
        for (uid, raw, heard), answer in zip(wave, answers, strict=True):
            if not isinstance(answer, BaseException) or await self._given_up(uid, raw, answer):
                self._failed.pop(uid, None)
                done.append(uid)
            else:
                log.error("a mail was not taken in", exc_info=answer, extra={"key": heard.keys[0]})
        return done

    async def _given_up(self, uid: int, raw: Raw, error: BaseException) -> bool:
        """What fails again and again while others do not is a case that says so; whether that is written now."""
        if not isinstance(error, Exception):
            raise error
        self._failed[uid] = self._failed.get(uid, 0) + 1
        if self._failed[uid] < MOST_FAILURES:
            return False
        try:
            await self._desk.handle(unreadable(raw, self._around, "ours"))
        except Exception:  # then it is not this mail
            return False
        return True

    def _tell(self, why: str) -> None:
        """Once when it begins, once when it is over."""
        if why != self._why:
            self._why = why
            self._desk.told(why)
