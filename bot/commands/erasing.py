"""Forgetting: one customer because they asked for it, everybody's words once they are old enough.

What happened stays: every line, every hold, every figure. What was said goes, and who it was.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.cases import events as e
from bot.cases.alarms import due_at
from bot.cases.case import Case, Line
from bot.cases.deeds import deeds_of
from bot.cases.fold import after as stands_after
from bot.commands.absence import CLOCK
from bot.commands.asked import CUSTOMER
from bot.commands.record import CUSTOMERS, about, card_key
from bot.messages.notices import UNKNOWN
from bot.messages.values import Address
from bot.messages.wording import phrase, utc_reader
from bot.storage import erasing as store
from bot.storage.erasing import Gone
from bot.storage.reading import Reader
from bot.storage.tx import Tx
from bot.storage.unsaying import Whose

PAGE = 100  # cases, or rows, in one act: others are to get their turn
ALL = 10**9  # of somebody's cases; nobody has as many


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who is to be forgotten: a customer with all their cases, or one case whose customer nobody named."""

    customer: int
    case: int | None = None

    def cases(self, tx: Reader) -> list[Case]:
        """The oldest first, each with what was asked for upstream because of it: that speaks of them, too."""
        mine = [tx.case(self.case)] if self.case is not None else tx.of_customer(self.customer, ALL)[::-1]
        for case in mine:
            mine += [tx.case(number) for number in case.follow_ups]
        return list({case.id: case for case in mine}.values())

    def running(self, tx: Reader) -> list[Case]:
        return [case for case in self.cases(tx) if not case.ended]


def is_nobody(tx: Reader, customer: int) -> bool:
    """Is it who stands for all whom nobody has named, or for a desk that asks another?"""
    known = tx.customer(customer)
    nobodys = {UNKNOWN, *(team.title for team in tx.house.teams.values())}
    return known.name in nobodys and not known.addresses


def erased_name() -> str:
    return phrase("erased", utc_reader())


def known_by(tx: Reader, somebody: Somebody) -> Whose:
    """By what it is known to be about them; asked before they are forgotten."""
    cases = somebody.cases(tx)
    name = "" if somebody.case is not None else tx.customer(somebody.customer).name
    name = "" if name == erased_name() else name
    places = frozenset(str(one.conversation) for one in _their_own(tx, somebody))
    problems = tuple({about(tx, case)[1] for case in cases} - {""})
    return Whose(frozenset(case.id for case in cases), name, problems, places)


def _their_own(tx: Reader, somebody: Somebody) -> list[Address]:
    """Addresses at which they are nobody else; of a colleague who is another team's customer, none."""
    if somebody.case is not None:
        return []
    return [one for one in tx.customer(somebody.customer).addresses if str(one) not in tx.house.by_address]


def erase_cases(tx: Tx, numbers: Sequence[int], by: str = CUSTOMER) -> Gone:
    """The words of these cases; each has a line that says so, and its card is drawn anew without them.

    One that was reopened meanwhile is passed over: whoever owns it needs the words.
    """
    gone = Gone()
    for case in (case for number in numbers if (case := tx.case(number)).ended):
        number, texts = case.id, store.drop_texts(tx, case.id)
        for opening in range(1, case.opening + 1):
            store.drop_surface(tx, f"ack:{number}:{opening}")
        for place, role in tx.places(number):
            if role == CUSTOMERS:
                _leave(tx, place, number)
        if texts or not store.was_erased_once(tx, number):
            _record(tx, case, by)
            tx.again(card_key(case))
            gone += Gone(cases=1, texts=texts)
    return gone


def _leave(tx: Tx, place: str, number: int) -> None:
    """What they say in the old thread of a channel begins a case, as it would beside it."""
    conversation = str(Address.read(place).conversation)
    if any(conversation in team.intake for team in tx.house.teams.values()):
        store.leave_thread(tx, place, number)
    else:
        store.drop_thread(tx, place)


def _record(tx: Tx, case: Case, by: str) -> None:
    """By itself, as nobody is told; and the team of a case that ended years ago may be no more."""
    line = Line(case.id, case.seq + 1, tx.now, by, e.Erased())
    now = stands_after(case, line)
    deeds = deeds_of(case, line, now, tx.house.teams.__getitem__, lambda: ((), ()))  # a promise, at most
    tx.append(line, now, due_at(now, tx.house), deeds=deeds)


def erase_person(tx: Tx, somebody: Somebody) -> Gone:
    """Who it was, and where they write; whoever writes there next is somebody new."""
    store.drop_answers(tx)
    store.drop_drafts(tx)
    if somebody.case is not None:
        return Gone()
    known, theirs = tx.customer(somebody.customer), _their_own(tx, somebody)
    heard = store.drop_early(tx, known.addresses)
    if known.addresses or known.name != erased_name():
        store.drop_person(tx, somebody.customer, erased_name(), theirs)
    return Gone(addresses=len(known.addresses), heard=heard)


def forget_texts(tx: Tx, before: datetime, limit: int = PAGE) -> int:
    """A page of cases that have ended and of which nobody has said anything since then; how many.

    What stands on the platforms stays as it is: to edit what is years old would only draw eyes to it.
    """
    numbers = store.old_cases(tx, before, limit)
    with store.overwriting(tx):
        for number in numbers:
            store.drop_texts(tx, number)
    for number in numbers:
        _record(tx, tx.case(number), CLOCK)
    return len(numbers)


def forget_said(tx: Tx, before: datetime, limit: int = PAGE) -> int:
    """A page of what was sent before then; how much."""
    with store.overwriting(tx):
        return store.forget_said(tx, before, limit)
