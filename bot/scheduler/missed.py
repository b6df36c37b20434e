"""What was said while a platform could not tell us: read from its history, through the same door as everything else.

Each intake channel has a mark, up to which it was read to its end. Only a reading moves it, never an event, and only
once everything that was found is kept; what is read twice is known by its keys.

All direct chats together have one mark. There may be hundreds of them, so they are read only when something may have
been missed, some in each round; the mark stays where it was until all were.
"""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from bot.cases.fold import CLOSE_AFTER
from bot.commands.late import may_be_too_late, put_aside
from bot.commands.record import customers_threads
from bot.messages.delivery import NotDelivered
from bot.messages.looking import History, Page
from bot.messages.values import Address, Answer, Inbound
from bot.storage.reading import Reader
from bot.storage.store import Store
from bot.storage.tx import Tx

READ_EVERY = timedelta(minutes=5)
# After so long without a whole reading, threads are read too: Slack tries at once, a minute later, and five minutes
# after that, and then gives up. What it tried first in a shorter gap it tries once more after it.
OUTAGE = timedelta(minutes=6)
CHATS_EVERY = timedelta(hours=4)  # without an outage that we know of: of a delivery that it gave up nobody tells us
MOST_CHATS = 100  # in one round: the channels are not to wait
MOST_ENDED = 100  # whose threads are read after an outage: each takes Slack's patience for two seconds
MOST_FAILURES = 5  # of ours, with what was said in one channel, or in as many chats
DIRECT = "dm"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Unread:
    """A channel of which nobody knows what was missed: until it can be read, the promise is weaker there."""

    place: str
    team: str
    why: str
    lasts: bool = False  # until somebody does something about it; else the next round may well read it


@dataclass(frozen=True, slots=True)
class _Channel:
    place: Address
    team: str
    history: History


@dataclass(frozen=True, slots=True)
class _Outage:
    """A channel whose threads are to be read, too, before its mark moves; or all direct chats."""

    channel: _Channel
    since: str
    until: str
    within: Collection[Address]


@dataclass(frozen=True, slots=True)
class _Reading:
    """Direct chats, being read over as many rounds as it takes."""

    outage: _Outage
    left: deque[Address]


@dataclass(slots=True)
class _Round:
    unread: dict[Address, Unread] = field(default_factory=dict)
    outages: list[_Outage] = field(default_factory=list)
    resting: dict[str, str] = field(default_factory=dict)  # platform -> why it is to be left alone for now
    failing: set[str] = field(default_factory=set)  # platforms that could not answer for something just now
    answering: set[str] = field(default_factory=set)


class _NotKept(Exception):
    """Something that was said could not be handled: a fault of ours, which the log tells."""


def to_nobody(inbound: Inbound, answer: Answer) -> None:
    """Whoever wrote it sees nothing of it."""


class Missed:
    """Reads what was missed, one channel after the other; one that cannot be read stops no other.

    `answered` tells those who wrote what came of it.
    """

    def __init__(
        self,
        store: Store,
        handle: Callable[[Inbound], Awaitable[Answer]],
        histories: Mapping[str, History],
        *,
        answered: Callable[[Inbound, Answer], None] = to_nobody,
        outage: timedelta = OUTAGE,
    ) -> None:
        self._store = store
        self._handle = handle
        self._histories = histories
        self._answered = answered
        self._outage = outage
        self._one_at_a_time = asyncio.Lock()
        self._told: dict[Address, str] = {}  # what the log says already
        self._read_at: dict[Address, datetime] = {}  # when we moved its mark last
        self._followed: set[Address] = set()  # channels with their threads, since we were there last without a break
        self._listening: dict[Address, datetime] = {}  # direct chats -> when their platform was there last
        self._owed: set[Address] = set()  # direct chats in which something may have been missed
        self._readings: dict[Address, _Reading] = {}

    async def catch_up(self, *, reconnected: bool = False) -> tuple[Unread, ...]:
        """At the start, whenever a connection is there again, and every few minutes; what could not be read.

        First come all channels; then, where a delivery may have been given up since, the threads of the cases that
        run there or may be reopened; direct chats come last.
        """
        async with self._one_at_a_time:
            now = _Round()
            if reconnected:
                self._listening.clear()
                self._followed.clear()
            for channel in self._places(direct=False):
                await self._attempt(channel, partial(self._read_channel, channel, now.outages), now)
            for outage in now.outages:
                await self._attempt(outage.channel, partial(self._read_threads, outage), now)
            for chats in self._places(direct=True):
                if await self._are_to_be_read(chats.place, now):
                    await self._attempt(chats, partial(self._read_chats, chats), now)
            self._log(now.unread)
            return tuple(now.unread.values())

    def _places(self, *, direct: bool) -> Iterator[_Channel]:
        for team in self._store.house.teams.values():
            for place in map(Address.read, team.intake):
                history = self._histories.get(place.platform)
                if history is not None and (place.place == DIRECT) is direct:
                    yield _Channel(place, team.key, history)

    async def _attempt(self, channel: _Channel, read: Callable[[], Awaitable[None]], now: _Round) -> None:
        place = channel.place
        if why := now.resting.get(place.platform):
            now.unread[place] = Unread(str(place), channel.team, why)
            return
        try:
            await read()
            now.answering.add(place.platform)
        except NotDelivered as no:
            now.unread[place] = Unread(str(place), channel.team, no.why, lasts=no.permanent)
            if not no.permanent:
                now.failing.add(place.platform)
                if no.retry_after is not None:
                    now.resting[place.platform] = no.why
        except _NotKept as no:
            now.unread[place] = Unread(str(place), channel.team, str(no))

    async def _read_channel(self, channel: _Channel, outages: list[_Outage]) -> None:
        place, at = channel.place, self._store.clock()
        since, read_at = await self._mark(place) or (None, at)
        others = place in self._followed and read_at != self._read_at.get(place)
        if others and at - read_at < READ_EVERY / 2:
            return  # another process has just read it
        until = await self._heard(channel.history.channel(place, since, at))
        if since is not None and (place not in self._followed or at - read_at > self._outage):
            outages.append(_Outage(channel, since, until or since, {place}))
        elif until is not None:
            await self._move(place, until)
            self._followed.add(place)

    async def _read_threads(self, outage: _Outage) -> None:
        """In those of the cases with the least time left first, as far as the limits let us."""
        channel, still = outage.channel, self._store.clock() - CLOSE_AFTER
        for thread in await asyncio.to_thread(self._store.read, partial(_threads_in, outage.within, still)):
            await self._heard_if_there(channel.history.thread(thread, outage.since, self._store.clock()), thread)
        await self._move(channel.place, outage.until)
        self._followed.add(channel.place)

    # --- direct chats -------------------------------------------------------------------------------------------

    async def _are_to_be_read(self, place: Address, now: _Round) -> bool:
        """Before this process nobody listened; and who cannot be asked may not have been able to tell us, either."""
        at, platform = self._store.clock(), place.platform
        before = self._listening.get(place)
        if before is None or at - before > self._outage:
            self._owed.add(place)
        if platform in now.failing and platform not in now.answering:
            return False  # it would not answer for these, either
        self._listening[place] = at
        if place in self._owed or place in self._readings:
            return True
        _, read_at = await self._mark(place) or (None, at)
        if at - read_at > CHATS_EVERY:
            self._owed.add(place)
        return place in self._owed

    async def _read_chats(self, chats: _Channel) -> None:
        """Some of them; once all were read, the threads of the cases that run there."""
        place, at = chats.place, self._store.clock()
        if place in self._owed:
            since, _ = await self._mark(place) or (None, at)
            there = await chats.history.chats(at)
            self._owed.discard(place)
            if since is None:
                await self._move(place, there.until)
                return
            self._readings[place] = _Reading(_Outage(chats, since, there.until, set(there.places)), deque(there.places))
        if reading := self._readings.get(place):
            await self._read_some(reading)
            if not reading.left:
                await self._read_threads(reading.outage)
                del self._readings[place]

    async def _read_some(self, reading: _Reading) -> None:
        """What was read is not read again because Slack asks for patience in the midst of it."""
        history, since, failures = reading.outage.channel.history, reading.outage.since, 0
        for _ in range(min(MOST_CHATS, len(reading.left))):
            chat = reading.left[0]
            try:
                await self._heard_if_there(history.channel(chat, since, self._store.clock()), chat)
            except _NotKept:
                reading.left.rotate(-1)
                if (failures := failures + 1) == MOST_FAILURES:
                    break
            else:
                reading.left.popleft()
        if failures:
            raise _NotKept("not handled")

    # --- hearing ------------------------------------------------------------------------------------------------

    async def _heard_if_there(self, pages: AsyncIterator[Page], place: Address) -> None:
        """What is gone for good keeps nothing else from being read; a platform that lets us in nowhere does."""
        try:
            await self._heard(pages)
        except NotDelivered as no:
            if not no.permanent or no.retry_after is not None:
                raise
            log.info("not there any more", extra={"place": str(place), "why": no.why})

    async def _heard(self, pages: AsyncIterator[Page]) -> str | None:
        """Hand on what was said; how far it was read. One message that we cannot handle does not keep the next ones."""
        until, failures = None, 0
        async for page in pages:
            for inbound in page.heard:
                try:
                    await self._hear(inbound)
                except Exception:
                    log.exception("not handled", extra={"key": inbound.keys[0]})
                    if (failures := failures + 1) == MOST_FAILURES:
                        raise _NotKept("not handled") from None
            until = page.until
        if failures:
            raise _NotKept("not handled")
        return until

    async def _hear(self, inbound: Inbound) -> None:
        """Who was answered when it came is not answered again."""
        answer = None
        if may_be_too_late(inbound, self._store.clock()):
            answer = await self._store.acted(partial(put_aside, inbound))
        answer = answer or await self._handle(inbound)
        if not answer.again:
            self._answered(inbound, answer)

    # --- marks --------------------------------------------------------------------------------------------------

    async def _mark(self, place: Address) -> tuple[str, datetime] | None:
        return await asyncio.to_thread(self._store.read, lambda tx: tx.mark(str(place)))

    async def _move(self, place: Address, mark: str) -> None:
        def moved(tx: Tx) -> datetime:
            tx.put_mark(str(place), mark)
            return tx.now

        self._read_at[place] = await self._store.acted(moved)

    def _log(self, unread: Mapping[Address, Unread]) -> None:
        """Once when it begins, once when it is over."""
        for place, no in unread.items():
            if self._told.get(place) != no.why:
                log.warning("channel not read", extra={"place": no.place, "team": no.team, "why": no.why})
        for place in self._told.keys() - unread.keys():
            log.info("channel read again", extra={"place": str(place)})
        self._told = {place: no.why for place, no in unread.items()}


def _threads_in(channels: Collection[Address], still: datetime, tx: Reader) -> list[Address]:
    """Where customers wrote about the cases that run, in those channels; then about those ended last since `still`,
    which a word of theirs reopens."""
    running = sorted(tx.all_running(), key=lambda case: (case.deadline, case.id))
    numbers = [*(case.id for case in running), *tx.ended_since(still, MOST_ENDED)]
    places = (Address.read(bound) for number in numbers for bound in customers_threads(tx, number))
    return [place for place in dict.fromkeys(places) if place.conversation in channels and place.conversation != place]
