"""Ways in: a delivery is handed to one of several Buckstops over one store, and what it answers is understood."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import count
from typing import Protocol

from bot.app import App
from bot.messages.values import Address, Answer, Inbound, Profile, Say, Speaker
from bot.messages.wording import Reader, text
from bot.storage.errors import StoreError
from tests.races.history import Attempt
from tests.races.house import user

PLAIN = Reader(datetime.fromisoformat("2026-11-19T08:00:00Z"))
_events = count(1)


class Door(Protocol):
    async def __call__(self, delivery: Inbound) -> Attempt: ...


def address(who: str) -> Address:
    return Address("slack", user(who))


def delivery(request: str, who: str, said: str, at: datetime, kind: str, thread: str | None = None) -> Inbound:
    """As Slack would make it; `thread` is channel/ts."""
    speaker = Speaker(address(who), who.title())
    place = Address("slack", thread.partition("/")[0]) if thread else None
    where = Address("slack", thread) if thread else None
    one = Inbound((request,), speaker, said, at, place, where, kind=kind)
    if kind == "profile":
        return replace(one, text="", profile=Profile(address(who), who.title(), said))
    return again(one) if kind in ("message", "thread") or thread else one


def again(one: Inbound) -> Inbound:
    """The same post by another event: a retry under a new name, or the twin of a mention."""
    if one.keys[0].startswith("slack:C0"):
        return replace(one, keys=(one.keys[0], f"slack:event:Ev{next(_events)}"))
    return one


class Inside:
    """In this process."""

    def __init__(self, app: App, number: int, clock: Callable[[], datetime]) -> None:
        self.app, self.number, self.clock = app, number, clock

    async def __call__(self, delivery: Inbound) -> Attempt:
        began = self.clock()
        try:
            answer = await self.app.handle(delivery)
        except StoreError as error:
            return Attempt(began, self.clock(), "failed", str(error), door=self.number)
        return judged(answer, began, self.clock(), self.number)


def judged(answer: Answer, began: datetime, ended: datetime, door: int) -> Attempt:
    says = [*answer.faults.values(), *answer.said]
    word, facts = "", {}
    if says:
        word = bare(says[0].key)
        facts = {name: _plain(value) for name, value in says[0].blanks.items() if isinstance(value, str | int | Say)}
    looked = (answer.form or answer.card) and not says  # what was done may bring a card with it: why that score?
    fate = "refused" if answer.refused or answer.faults else "looked" if looked else "accepted"
    return Attempt(began, ended, fate, word, facts, door)


def bare(key: str) -> str:
    """The word of a sentence, whoever it is said to."""
    word = key.removeprefix("no-").removeprefix("said-")
    return word if word == "other-customer" else word.removesuffix("-customer")


def _plain(value: object) -> str:
    return text(value, PLAIN) if isinstance(value, Say) else str(value)
