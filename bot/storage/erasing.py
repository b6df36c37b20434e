"""What is taken out of the store for good: words, names, addresses. The ledger's lines stay, and still verify.

A text stands beside its line under a salted digest; without text and salt the line says nothing, and is as it was.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, literal_column, or_, select, text

from bot.messages.encoding import load
from bot.messages.values import Address
from bot.storage import writes
from bot.storage.lanes import word
from bot.storage.reading import ERASED, Customer
from bot.storage.rows import micros, storable
from bot.storage.schema import (
    addresses,
    budgets,
    cases,
    customers,
    drafts,
    early,
    events,
    lanes,
    marks,
    outbox,
    profiles,
    seen,
    surfaces,
    texts,
    threads,
    whereabouts,
)
from bot.storage.tx import Tx
from bot.storage.wire import Statement

# Every table that something is taken out of: what is to be vacuumed where the database is no file of ours.
TOUCHED = (texts, outbox, surfaces, threads, seen, early, drafts, customers, addresses, profiles, whereabouts)


@dataclass(frozen=True, slots=True)
class Gone:
    """How much of what is no longer kept."""

    cases: int = 0
    texts: int = 0
    said: int = 0  # rows of the outbox that no longer say anything
    unsent: int = 0  # of those, what was still to be sent
    heard: int = 0  # deliveries that nobody had heard yet
    addresses: int = 0

    def __add__(self, other: "Gone") -> "Gone":
        return Gone(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    def __bool__(self) -> bool:
        return any(getattr(self, one.name) for one in fields(self))


# --- a case ---------------------------------------------------------------------------------------------------

_case: Any = bindparam("case_id")
DROP_TEXTS = Statement(delete(texts).where(texts.c.case_id == _case))
DROP_THREAD = Statement(delete(threads).where(threads.c.place == bindparam("place")))
DROP_SURFACE = Statement(delete(surfaces).where(surfaces.c.key == bindparam("key")))
ERASED_ONCE = Statement(
    select(events.c.seq).where(events.c.case_id == _case, events.c.kind == word("erased")).limit(literal_column("1"))
)


def drop_texts(tx: Tx, case: int) -> int:
    """The words of a case, with their salts; how many texts."""
    dropped = tx._at_once(DROP_TEXTS, case_id=case)
    tx._batch.known.words.clear()  # what an act of the same commit has read is not read again
    return dropped


def was_erased_once(tx: Tx, case: int) -> bool:
    return bool(tx._asked().all(ERASED_ONCE, case_id=case))


def drop_surface(tx: Tx, key: str) -> None:
    """It is not drawn any more, and where it stands is not known any more."""
    tx._at_once(DROP_SURFACE, key=key)


def drop_thread(tx: Tx, place: str) -> None:
    """It belongs to no case, and never did."""
    tx._at_once(DROP_THREAD, place=place)
    tx._known.threads[place] = None


def leave_thread(tx: Tx, place: str, case: int) -> None:
    """It belongs to no case any more; what is said there next begins another."""
    tx.bind(place, case, ERASED)


# --- a person -------------------------------------------------------------------------------------------------

_names: list[Any] = [bindparam(name) for name in ("begins", "holds", "ends")]
DROP_ADDRESSES = Statement(delete(addresses).where(addresses.c.customer_id == bindparam("customer_id")))
DROP_PROFILE = Statement(delete(profiles).where(profiles.c.place == bindparam("place")))
DROP_LANE = Statement(delete(lanes).where(lanes.c.lane == bindparam("place")))
DROP_MARK = Statement(delete(marks).where(marks.c.place == bindparam("place")))
DROP_BUDGETS = Statement(delete(budgets).where(budgets.c.key.like(bindparam("ends"), escape="\\")))
DROP_SEEN = Statement(delete(seen).where(or_(*(seen.c.key.like(one, escape="\\") for one in _names))))
DROP_EARLY = Statement(delete(early).where(early.c.thread == bindparam("thread"), early.c.key == bindparam("key")))
DROP_DRAFTS = Statement(delete(drafts))
ALL_EARLY = Statement(select(early.c.thread, early.c.key, early.c.delivery))


def drop_person(tx: Tx, customer: int, name: str, theirs: Iterable[Address]) -> None:
    """A number is left, under a name that says so. `theirs` are the addresses at which they are nobody else."""
    known = tx.customer(customer)
    tx._at_once(DROP_ADDRESSES, customer_id=customer)
    tx._at_once_many(writes.PUT_CUSTOMER, [(name, None, None, customer)])
    tx._known.customers[customer] = Customer(customer, name)
    for address in known.addresses:
        tx._known.addresses[address.platform, address.place] = None
    for address in theirs:
        place, named = storable(str(address)), _escaped(storable(address.place))
        tx._at_once(DROP_PROFILE, place=place)
        tx._known.profiles[place] = None
        tx.drop_whereabouts(address)
        drop_surface(tx, f"home:{place}")
        # Deliveries are known by where and when they were said; but presses and profiles may be by who it was.
        tx._at_once(DROP_SEEN, begins=f"%:{named}:%", holds=f"%:{named}@%", ends=f"%:{named}")
        tx._at_once(DROP_LANE, place=place)
        tx._at_once(DROP_MARK, place=place)
        tx._at_once(DROP_BUDGETS, ends=f"%:{named}")


def drop_early(tx: Tx, theirs: Iterable[Address]) -> int:
    """What they said where no case was bound yet, and what others quoted of it; how much."""
    who, dropped = set(theirs), 0
    for thread, key, delivery in tx._asked().all(ALL_EARLY):
        inbound = load(delivery)
        if inbound.speaker.address in who or (inbound.quoted and inbound.quoted.by.address in who):
            dropped += tx._at_once(DROP_EARLY, thread=thread, key=key)
    return dropped


def drop_answers(tx: Tx) -> None:
    """All that are kept, as any of them may quote anybody; it is an hour's, and what comes again has its one effect."""
    tx._at_once(writes.FORGET_ANSWERS, before=micros(tx.now) + 1)


def drop_drafts(tx: Tx) -> None:
    """All of them: whose they are nobody knows until they are sent, and what was typed there can be typed once more."""
    tx._at_once(DROP_DRAFTS)


def _escaped(place: str) -> str:
    return place.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


OVERWRITES = Statement(text("PRAGMA secure_delete"))


@contextmanager
def overwriting(tx: Tx) -> Iterator[None]:
    """Where the database is a file, what is deleted meanwhile is written over, and not only marked as free."""
    if tx._wire.dialect.name != "sqlite":
        yield
        return
    before = tx._asked().one(OVERWRITES)[0]  # some builds do it always
    tx._wire.run("PRAGMA secure_delete = ON")
    try:
        yield
    finally:
        tx._wire.run(f"PRAGMA secure_delete = {int(before)}")


# --- what is old ----------------------------------------------------------------------------------------------

_before: Any = bindparam("before")
_limit: Any = bindparam("limit")
NEWEST_OPENED = Statement(
    select(events.c.case_id)
    .where(events.c.kind == word("opened"), events.c.at < _before)
    .order_by(events.c.at.desc(), events.c.case_id.desc())  # several may be of one instant
    .limit(literal_column("1"))
)
# Numbers grow with time: behind the newest that is old enough nobody looks, and what was erased is no longer there.
OLD = Statement(
    select(texts.c.case_id)
    .join_from(texts, cases, cases.c.id == texts.c.case_id)
    .where(texts.c.case_id <= bindparam("newest"), cases.c.state.not_in((word("open"), word("waiting"))))
    .group_by(texts.c.case_id)
    .having(func.max(texts.c.at) < _before)
    .order_by(texts.c.case_id)
    .limit(_limit)
)
_oldest = select(outbox.c.id).order_by(outbox.c.id).limit(_limit).subquery("oldest")
FORGET_SAID = Statement(
    delete(outbox).where(
        outbox.c.id <= select(func.max(_oldest.c.id)).scalar_subquery(),
        outbox.c.at < _before,
        outbox.c.state != word("waiting"),
    )
)


def old_cases(tx: Tx, before: datetime, limit: int) -> list[int]:
    """Cases that have ended and whose last words were said before then, by number."""
    wire = tx._asked()
    newest = wire.all(NEWEST_OPENED, before=micros(before))
    if not newest:
        return []
    return [row[0] for row in wire.all(OLD, newest=newest[0][0], before=micros(before), limit=limit)]


def forget_said(tx: Tx, before: datetime, limit: int) -> int:
    """What was sent, or was not, before then, of the oldest so many; nobody says it again. How much."""
    return tx._at_once(FORGET_SAID, before=micros(before), limit=limit)
