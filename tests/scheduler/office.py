"""A desk whose post goes through one courier that can be told to fail, to hang or to lose the answer, and keeps what
was sent."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from bot.app import HandClock, build, draw_digest
from bot.messages.delivery import Budget, Courier, NotDelivered
from bot.messages.values import Address, Answer, Card, Form, Inbound, Outgoing, Receipt, Say, Speaker, Surface
from bot.scheduler.deliver import Delivery
from bot.scheduler.draw import DrawDigest
from bot.settings import parse_config
from bot.storage.errors import StoreClosed
from tests.settled import BUSY_MACHINE_S
from tests.stores import prepared
from tests.stories.houses import TWO_TIERS, written

THURSDAY_AT_TEN = datetime(2026, 11, 19, 8, 0, tzinfo=UTC)
LOST = NotDelivered("the answer was lost", unsure=True)
SENT = tuple[str, str, str]  # where, what, and what was edited or below what it stands


class Office:
    def __init__(self, url: str, do: Callable[[Any], Any], teams: str = TWO_TIERS) -> None:
        self.do = do
        self._teams = teams
        self.clock = HandClock(THURSDAY_AT_TEN)
        self.sent: list[SENT] = []
        self.cards: list[Card] = []  # the same, whole
        self.fails: dict[str, NotDelivered] = {}  # where -> how, before it got there
        self.loses: dict[str, NotDelivered] = {}  # where -> how, once it was there
        self.silent: dict[str, NotDelivered] = {}  # where -> why nobody can be asked there now
        self.hangs: dict[str, asyncio.Event] = {}  # where -> what it waits for
        self.hanging: list[str] = []
        self.dies_at: str | None = None  # where the power fails once something was posted
        self.tried: list[tuple[str, datetime]] = []  # where and when, whether it went or not
        self.asked: list[tuple[str, str, datetime]] = []  # where, for which mark, since when
        self.budgets: Callable[[Address, bool], tuple[Budget, ...]] = lambda to, edit: ()
        self.couriers: dict[str, Courier] = {}
        self._posted: dict[tuple[str, str], Receipt] = {}  # by place and mark
        self._numbers = count(1)
        self._moved = asyncio.Event()
        self._url = prepared(url)
        self.can_be_asked()
        self.opens()

    def opens(self) -> None:
        config = parse_config(
            written(
                self._teams, lambda key, name: f'[people.{key}]\nname = "{name}"\nslack = "U{key.upper()}"\n', _place
            )
        )
        self.app = build(config, self._url, self.couriers, clock=self.clock, synchronous="OFF")
        self.app.start()

    # --- the courier --------------------------------------------------------------------------------------------

    def can_be_asked(self, can: bool = True) -> None:
        self.couriers["slack"] = Courier(self.send, self.find if can else None, self._budgets)

    async def send(
        self, to: Address, card: Card, *, thread: Receipt | None = None, edit: Receipt | None = None, mark: str = ""
    ) -> Receipt:
        assert not (edit and mark), "only a new post is marked"
        self.tried.append((to.place, self.clock.now))
        if hangs := self.hangs.get(to.place):
            self.hanging.append(to.place)
            self._moved.set()
            await hangs.wait()
        if no := self.fails.get(to.place):
            raise no
        how = f"edit {edit.id}" if edit else f"below {thread.id}" if thread else ""
        self.sent.append((to.place, card.title, how))
        self.cards.append(card)
        receipt = edit or Receipt(str(to), str(next(self._numbers)))
        self._posted[to.place, mark] = receipt
        self._moved.set()
        if to.place == self.dies_at:
            self.app.store.close()
        if no := self.loses.get(to.place):
            raise no
        return receipt

    async def find(self, to: Address, mark: str, since: datetime, *, thread: Receipt | None = None) -> Receipt | None:
        self.asked.append((to.place, mark, since))
        if no := self.silent.get(to.place):
            raise no
        return self._posted.get((to.place, mark))

    def _budgets(self, to: Address, edit: bool) -> tuple[Budget, ...]:
        return self.budgets(to, edit)

    async def until(self, come: Callable[[], object]) -> None:
        """Let things go on until that is so; it is a mistake if they never get there."""
        async with asyncio.timeout(BUSY_MACHINE_S):
            while not come():
                self._moved.clear()
                await self._moved.wait()

    async def quiet(self, hanging: int = 0) -> None:
        """Let everything come to rest but what hangs."""
        async with asyncio.timeout(BUSY_MACHINE_S):
            while len(asyncio.all_tasks()) > 1 + hanging:
                await asyncio.sleep(0)

    # --- what people and the house do ---------------------------------------------------------------------------

    def says(self, who: str, text: str, *, at: str | None = None) -> Answer:
        """A line of staff, or a message in a channel."""
        return self.do(self.hears(who, text, at=at))

    async def hears(self, who: str, text: str, *, at: str | None = None) -> Answer:
        place = Address.read(_place(at)) if at else None
        thread = Address("slack", f"{place.place}/{next(self._numbers)}") if place else None
        return await self._handles(who, text, place=place, thread=thread, kind="message" if at else "command")

    def sends(self, who: str, form: Form, answers: Mapping[str, str]) -> Answer:
        """A form, filled in."""
        return self.do(self._handles(who, form.says, kind="form", answers=answers, seen=form.seen))

    async def _handles(self, who: str, text: str, **how: Any) -> Answer:
        speaker = Speaker(Address("slack", f"U{who.upper()}"), who.title())
        inbound = Inbound((f"slack:{next(self._numbers)}",), speaker, text, self.clock.now, **how)
        answer = await self.app.handle(inbound)
        assert isinstance(answer, Answer)
        return answer

    def posts(self, place: str, *names: str, kind: str = "story", **how: Any) -> None:
        """Rows of the outbox, each of which says that somebody of that name is back."""
        said = [
            Outgoing(f"test:{place}:{name}", Address("slack", place), kind, Say("said-back", {"who": name}), **how)
            for name in names
        ]
        self.app.store.act(lambda tx: [tx.say(one) for one in said])

    def shows(self, key: str, place: str) -> None:
        """A list of what is unclaimed with Ana, drawn anew."""
        self.app.store.act(lambda tx: tx.show(Surface(key, "unclaimed", Address("slack", place), "support/ana")))

    def dies(self, place: str, down: timedelta = timedelta(minutes=1)) -> None:
        """The power fails right after something was posted there; so long after that everything is on again."""
        self.dies_at = place
        with pytest.raises(StoreClosed):
            self.settles()
        self.dies_at = None
        self.clock.now += down
        self.opens()

    # --- delivery -----------------------------------------------------------------------------------------------

    def settles(self) -> None:
        self.do(self.app.settle())

    def delivers_with(self, couriers: Mapping[str, Courier], digest: DrawDigest = draw_digest) -> None:
        """Another delivery over the same store."""
        self.do(Delivery(self.app.store, couriers, digest, holder="another").deliver())

    def waits(self, **length: float) -> None:
        self.do(self.app.advance(self.clock, self.clock.now + timedelta(**length)))

    def to(self, place: str) -> list[str]:
        """What was sent there, one after the other."""
        return [what for where, what, _ in self.sent if where == place]

    def names(self, place: str) -> list[str]:
        """Of whom was said there that they are back."""
        return [what.removesuffix(" is back.") for what in self.to(place)]


def _place(name: str) -> str:
    return f"slack:{name}" if name == "dm" else f"slack:C0{name.upper()}"
