"""Small acts on a store, without the rules: a case is opened, claimed, noted, resolved. Each returns an act."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from bot.cases import events as e
from bot.cases.case import Case, Hold, Line
from bot.cases.event import Event
from bot.cases.people import House, Person
from bot.messages.values import Address, Outgoing, Say, Surface
from bot.storage import Store, Tx
from tests.settled import BUSY_MACHINE_S

MORNING = datetime(2026, 11, 19, 9, 0, 0, 123456, tzinfo=UTC)
HOUR = timedelta(hours=1)
HOUSE = House({key: Person(key, key.title()) for key in ("ana", "ben", "lea", "cleo")}, {})
FRONT = Address("slack", "C0FRONT")

Act = Callable[[Tx], Any]


class Clock:
    def __init__(self, now: datetime = MORNING) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


class Gate:
    """Keeps all busy who write, so that what is submitted meanwhile waits together."""

    def __init__(self, store: Store) -> None:
        self._store, self._go = store, threading.Event()

    def __enter__(self) -> Self:
        busy = threading.Barrier(len(self._store._scribes) + 1)
        for _ in self._store._scribes:
            self._store.submit(lambda tx: (busy.wait(BUSY_MACHINE_S), self._go.wait(BUSY_MACHINE_S)))
        busy.wait(BUSY_MACHINE_S)
        return self

    def __exit__(self, *_: object) -> None:
        self._go.set()


def opening(
    words: str = "charged twice",
    owner: str = "lea",
    *,
    team: str = "support",
    tier: int = 0,
    customer: str = "Maria",
    left: timedelta = 20 * HOUR,
    due_in: timedelta | None = 2 * HOUR,
    request: str | None = None,
) -> Act:
    def opened(tx: Tx) -> int:
        at, number = tx.now, tx.next_number()
        place = Address("slack", f"U-{customer}")
        who = tx.customer_at(place) or tx.add_customer(customer, [place], "ro", "Europe/Bucharest")
        text, promise = tx.keep(number, words), at + 18 * HOUR
        event = e.Opened(team, owner, False, tier, at + left, at, "message", who, "invoice", promise, text=text)
        case = Case(
            id=number,
            team=team,
            customer=who,
            owner=owner,
            claimed=False,
            tier=tier,
            state="open",
            deadline=at + left,
            seq=1,
            at=at,
            spoken_at=at,
            opened_at=at,
            deadline_set_at=at,
            first_team=team,
            clock_team=team,
            category="invoice",
            promise=promise,
            unclaimed_since=at,
            hold=1,
            held_since=at,
        )
        hold = Hold(number, 1, 1, owner, team, tier, True, None, at, 1)
        tx.append(Line(number, 1, at, "customer", event, request), case, at + due_in if due_in else None, [hold])
        return number

    return opened


def appending(number: int, by: str, event: Event, due_in: timedelta | None = 2 * HOUR, **changes: Any) -> Act:
    def appended(tx: Tx) -> Case:
        case = tx.case(number)
        after = replace(case, seq=case.seq + 1, at=tx.now, **changes)
        tx.append(Line(number, after.seq, tx.now, by, event), after, tx.now + due_in if due_in else None)
        return after

    return appended


def noting(number: int, words: str = "called her", by: str = "ana") -> Act:
    return lambda tx: appending(number, by, e.Noted(text=tx.keep(number, words)))(tx)


def claiming(number: int, by: str) -> Act:
    """The answer says who holds the case now."""

    def claimed(tx: Tx) -> str:
        case = tx.case(number)
        if case.claimed:
            return f"{case.owner} holds it"
        at = tx.now
        after = replace(
            case, owner=by, claimed=True, seq=case.seq + 1, at=at, unclaimed_since=None, hold=2, held_since=at
        )
        custody = Hold(number, 1, 1, case.owner, case.team, case.tier, True, None, case.opened_at, 1)
        custody = replace(
            custody, ended_at=at, last_seq=after.seq, ending="claimed", length=HOUR, unclaimed=HOUR, counts=False
        )
        own = Hold(number, 2, 1, by, case.team, case.tier, False, None, at, after.seq)
        line = Line(number, after.seq, at, by, e.Claimed(by, case.tier), f"slack:claim-{number}")
        tx.append(line, after, at + 18 * HOUR, [custody, own])
        tx.say(Outgoing(f"{number}/{after.seq}", FRONT, "story", Say("claimed", {"who": by}), number))
        tx.show(Surface(f"card:{number}", "card", FRONT, str(number)))
        return f"{by} holds it"

    return claimed


def resolving(number: int) -> Act:
    def resolved(tx: Tx) -> None:
        case, at = tx.case(number), tx.now
        after = replace(
            case, seq=case.seq + 1, at=at, state="resolved", ended_at=at, ended_by=case.owner, held_since=None
        )
        hold = tx.holds(number)[-1]
        hold = replace(hold, ended_at=at, last_seq=after.seq, ending="resolved", length=HOUR, counts=True)
        event = e.Resolved("solved", "billing/tariff", "phone")
        tx.append(Line(number, after.seq, at, case.owner, event), after, at + timedelta(days=14), [hold])

    return resolved


def reopening(number: int) -> Act:
    def reopened(tx: Tx) -> None:
        case, at = tx.case(number), tx.now
        event = e.Reopened(case.owner, True, case.tier, at + 20 * HOUR, at, "wrote", None)
        begun = {"opened_at": at, "held_since": at, "ended_at": None, "ended_by": None}
        after = replace(case, seq=case.seq + 1, at=at, state="open", deadline=event.deadline, **begun)
        after = replace(after, hold=case.hold + 1, opening=case.opening + 1)
        held = (number, after.hold, after.opening, case.owner, case.team, case.tier, False, case.category)
        hold = Hold(*held, started_at=at, first_seq=after.seq)
        tx.append(Line(number, after.seq, at, "customer", event), after, at + 2 * HOUR, [hold])

    return reopened
