"""What was said on a platform, kept where it can be read again, and an office that reads it now and then."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

from bot.messages.delivery import NotDelivered
from bot.messages.looking import Chats, Page
from bot.messages.values import Address, Answer, Inbound, Speaker
from bot.scheduler.missed import Missed, Unread
from tests.scheduler.office import Office

HELP = "C0HELP"


class Archive:
    """What was said on a platform, kept where it can be read again. Its marks are the numbers of its messages."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self.said: dict[str, list[Inbound]] = {}
        self.fails: dict[str, NotDelivered] = {}  # place -> why
        self.read: list[tuple[str, str | None]] = []
        self.gone: set[str] = set()  # direct chats of people who are not there any more
        self.lists = 0
        self.a_page = 2

    def says(self, who: str, text: str, at: str = HELP) -> Inbound:
        channel, _, thread = at.partition("/")
        number = sum(map(len, self.said.values())) + 1
        where = at if thread else f"{channel}/{number}"
        inbound = Inbound(
            (f"slack:{channel}:{number}",),
            Speaker(Address("slack", f"U{who.upper()}"), who.title()),
            text,
            self._office.clock.now,
            Address("slack", channel),
            Address("slack", where),
            "dm" if channel.startswith("D") else "thread" if thread else "message",
        )
        self.said.setdefault(at, []).append(inbound)
        return inbound

    async def chats(self, now: datetime) -> Chats:
        self.lists += 1
        if no := self.fails.get("dm"):
            raise no
        there = (place for place in self.said if place.startswith("D") and "/" not in place)
        places = [Address("slack", place) for place in there if place not in self.gone]
        return Chats(tuple(places), str(sum(map(len, self.said.values()))))

    async def channel(self, place: Address, since: str | None, now: datetime) -> AsyncIterator[Page]:
        self._asked(place, since)
        if since is None:
            yield Page((), str(sum(map(len, self.said.values()))))
            return
        async for page in self._after(place, since):
            yield page

    async def thread(self, place: Address, since: str, now: datetime) -> AsyncIterator[Page]:
        self._asked(place, since)
        async for page in self._after(place, since):
            yield page

    def _asked(self, place: Address, since: str | None) -> None:
        self.read.append((place.place, since))
        if no := self.fails.get(place.place):
            raise no

    async def _after(self, place: Address, since: str) -> AsyncIterator[Page]:
        said = [one for one in self.said.get(place.place, ()) if _number(one) > int(since)]
        for first in range(0, len(said), self.a_page):
            page = said[first : first + self.a_page]
            yield Page(tuple(page), str(_number(page[-1])))
        if not said:
            yield Page((), since)


def _number(inbound: Inbound) -> int:
    return int(inbound.keys[0].rpartition(":")[2])


class Reading:
    """An office that reads an archive now and then."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.archive = Archive(office)
        self.breaks: set[str] = set()  # words that we cannot handle
        self.answers: list[tuple[str, Answer]] = []  # to which words what was answered
        self.starts()

    def starts(self) -> None:
        """Another process, that knows only what is kept."""
        self.missed = Missed(
            self.office.app.store,
            self.handle,
            {"slack": self.archive},
            answered=lambda inbound, answer: self.answers.append((inbound.text, answer)),
        )

    async def handle(self, inbound: Inbound) -> Answer:
        if inbound.text in self.breaks:
            raise RuntimeError("a bug")
        return await self.office.app.handle(inbound)

    def catches_up(self, *, reconnected: bool = False) -> tuple[Unread, ...]:
        unread: tuple[Unread, ...] = self.office.do(self.missed.catch_up(reconnected=reconnected))
        return unread

    def passes(self, **length: float) -> None:
        self.office.clock.now += timedelta(**length)

    def cases(self) -> list[str]:
        """What they are about."""
        store = self.office.app.store
        numbers = store.read(lambda tx: sorted(case.id for case in tx.all_running()))
        return [store.read(lambda tx, number=number: tx.opening_words(number)) or "" for number in numbers]

    def mark(self, place: str = HELP) -> tuple[str, datetime] | None:
        return self.office.app.store.read(lambda tx: tx.mark(f"slack:{place}"))
