"""What an act may write, built once, in the order in which a batch is written down."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Table, bindparam, delete, insert, null, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.sql.expression import ColumnElement

from bot.storage import lanes, rows
from bot.storage.schema import (
    absences,
    addresses,
    budgets,
    cases,
    customers,
    duties,
    early,
    events,
    gone,
    holds,
    marks,
    profiles,
    seen,
    texts,
    threads,
    whereabouts,
)
from bot.storage.wire import Statement


def _new(table: Table, *columns: str) -> Statement:
    names = columns or tuple(column.name for column in table.columns)
    return Statement(insert(table), *names, columns=names)


def _put(table: Table, keys: Sequence[str], columns: Sequence[str]) -> Statement:
    """Insert, or bring the row with that key up to date."""
    fresh = upsert(table)
    put = fresh.on_conflict_do_update(
        index_elements=keys, set_={name: fresh.excluded[name] for name in columns if name not in keys}
    )
    return Statement(put, *columns, columns=columns)


def _is(column: ColumnElement[Any], name: str = "") -> ColumnElement[bool]:
    return column == bindparam(name or f"for_{column.key}")


NEW_CUSTOMER = _new(customers)
NEW_ADDRESS = _new(addresses)
NEW_CASE = _new(cases)


@cache
def change_case(changed: tuple[int, ...]) -> Statement:
    """If it still is as read. Only what changed is written: SQLite touches every index of a column it is given."""
    names = [rows.CASE[n] for n in changed]
    change = update(cases).where(_is(cases.c.id), _is(cases.c.seq))
    return Statement(change, *names, "for_id", "for_seq", columns=names)


SEAL_CASE = Statement(
    update(cases).where(_is(cases.c.id), _is(cases.c.seq)), "sealed", "for_id", "for_seq", columns=["sealed"]
)
PUT_HOLD = _put(holds, ("case_id", "number"), rows.HOLD)
PUT_THREAD = _put(threads, ("place",), ("place", "case_id", "role", "at"))
NEW_EVENT = _new(events)
NEW_TEXT = _new(texts)
NEW_SEEN = _new(seen)
PUT_SEEN = _put(seen, ("key",), ("key", "case_id", "at", "answer"))
FORGET_ANSWERS = Statement(
    update(seen).where(seen.c.answer.is_not(None), seen.c.at < bindparam("before")).values(answer=null())
)

PUT_PROFILE = _put(profiles, ("place",), ("place", "name", "kind", "zone", "locale", "email", "at"))
PUT_CUSTOMER = Statement(
    update(customers).where(_is(customers.c.id)),
    *("name", "locale", "zone", "for_id"),
    columns=["name", "locale", "zone"],
)
_WHEREABOUTS = ("place", "service", "tenant", "team", "conversation", "user_", "hears_all", "at")
PUT_WHEREABOUTS = _put(whereabouts, ("place",), _WHEREABOUTS)
DROP_WHEREABOUTS = Statement(delete(whereabouts).where(_is(whereabouts.c.place)), "for_place")
_mark = upsert(marks)
PUT_MARK = Statement(
    _mark.on_conflict_do_update(
        index_elements=["place"], set_={"mark": _mark.excluded.mark, "read_at": _mark.excluded.read_at}
    ),
    *("place", "mark", "at", "read_at"),
    columns=["place", "mark", "at", "read_at"],
)
_EARLY = ("thread", "key", "delivery", "at")
KEEP_EARLY = Statement(upsert(early).on_conflict_do_nothing(), *_EARLY, columns=_EARLY)
DROP_EARLY = Statement(delete(early).where(_is(early.c.thread)), "for_thread")
FORGET_EARLY = Statement(delete(early).where(early.c.at < bindparam("before")), "before")
PUT_BUDGET = _put(budgets, ("key",), ("key", "free_at"))

PUT_AWAY = _put(absences, ("person",), ("person", "until"))
DROP_AWAY = Statement(delete(absences).where(_is(absences.c.person)), "for_person")
PUT_DUTY = _put(duties, ("team", "tier"), ("team", "tier", "person", "until"))
DROP_DUTY = Statement(delete(duties).where(_is(duties.c.team), _is(duties.c.tier)), "for_team", "for_tier")
PUT_GONE = Statement(upsert(gone).on_conflict_do_nothing(), "person", columns=["person"])
DROP_GONE = Statement(delete(gone).where(_is(gone.c.person)), "for_person")

BEFORE_CASES = (NEW_CUSTOMER, NEW_ADDRESS, NEW_CASE)
AFTER_CASES = (
    PUT_HOLD,
    PUT_THREAD,
    NEW_EVENT,
    NEW_TEXT,
    NEW_SEEN,
    PUT_PROFILE,
    lanes.NO_LONGER_TRUE,
    lanes.SAY,
    lanes.SHOW,
    lanes.AGAIN,
)
