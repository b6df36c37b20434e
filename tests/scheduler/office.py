"""A desk whose post goes through one sender that can be told to fail, and keeps what was sent."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from bot.app import HandClock, build, draw_digest
from bot.messages.delivery import Courier, NotDelivered
from bot.messages.values import Address, Answer, Card, Form, Inbound, Receipt, Speaker
from bot.scheduler.deliver import Delivery
from bot.scheduler.draw import DrawDigest
from bot.settings import parse_config
from bot.storage.migrate import migrate
from tests.stories.houses import TWO_TIERS, written

THURSDAY_AT_TEN = datetime(2026, 11, 19, 8, 0, tzinfo=UTC)
SENT = tuple[str, str, str]  # where, what, and what was edited or below what it stands


class Office:
    def __init__(self, file: Path, do: Callable[[Any], Any]) -> None:
        self.do = do
        self.clock = HandClock(THURSDAY_AT_TEN)
        self.sent: list[SENT] = []
        self.fails: dict[str, NotDelivered] = {}  # where -> how
        self.tried: list[tuple[str, datetime]] = []  # where and when, whether it went or not
        self._numbers = count(1)
        migrate(f"sqlite:///{file}", synchronous="OFF")
        config = parse_config(
            written(TWO_TIERS, lambda key, name: f'[people.{key}]\nname = "{name}"\nslack = "U{key.upper()}"\n', _place)
        )
        self.app = build(
            config, f"sqlite:///{file}", {"slack": Courier(self.send)}, clock=self.clock, synchronous="OFF"
        )
        self.app.start()

    async def send(
        self, to: Address, card: Card, *, thread: Receipt | None = None, edit: Receipt | None = None, mark: str = ""
    ) -> Receipt:
        self.tried.append((to.place, self.clock.now))
        if no := self.fails.get(to.place):
            raise no
        how = f"edit {edit.id}" if edit else f"below {thread.id}" if thread else ""
        self.sent.append((to.place, card.title, how))
        return edit or Receipt(str(to), str(next(self._numbers)))

    def says(self, who: str, text: str, *, at: str | None = None) -> Answer:
        """A line of staff, or a message in a channel."""
        place = Address.read(_place(at)) if at else None
        thread = Address("slack", f"{place.place}/{next(self._numbers)}") if place else None
        return self._handles(who, text, place=place, thread=thread, kind="message" if at else "command")

    def sends(self, who: str, form: Form, answers: Mapping[str, str]) -> Answer:
        """A form, filled in."""
        return self._handles(who, form.says, kind="form", answers=answers, seen=form.seen)

    def _handles(self, who: str, text: str, **how: Any) -> Answer:
        speaker = Speaker(Address("slack", f"U{who.upper()}"), who.title())
        inbound = Inbound((f"slack:{next(self._numbers)}",), speaker, text, self.clock.now, **how)
        answer = self.do(self.app.handle(inbound))
        assert isinstance(answer, Answer)
        return answer

    def settles(self) -> None:
        self.do(self.app.settle())

    def delivers_with(self, couriers: Mapping[str, Courier], digest: DrawDigest = draw_digest) -> None:
        """One round of another delivery over the same store."""
        self.do(Delivery(self.app.store, couriers, digest, holder="another").deliver())

    def waits(self, **length: float) -> None:
        self.do(self.app.advance(self.clock, self.clock.now + timedelta(**length)))

    def to(self, place: str) -> list[str]:
        """What was sent there, one after the other."""
        return [what for where, what, _ in self.sent if where == place]


def _place(name: str) -> str:
    return f"slack:{name}" if name == "dm" else f"slack:C0{name.upper()}"
