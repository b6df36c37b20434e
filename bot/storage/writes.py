"""What an act may write, built once, in the order in which a batch is written down."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Table, bindparam, delete, insert, literal_column, null, or_, select, text, update
from sqlalchemy.sql.expression import ColumnElement

from bot.storage import lanes, rows
from bot.storage.questions import ROSTER_TURN
from bot.storage.schema import (
    absences,
    addresses,
    budgets,
    cases,
    customers,
    duties,
    early,
    events,
    follow_ups,
    gone,
    holds,
    marks,
    profiles,
    promises,
    resolutions,
    responses,
    seen,
    texts,
    threads,
    turns,
    whereabouts,
)
from bot.storage.wire import Insert, Statement


def _new(table: Table, *columns: str) -> Statement:
    names = columns or tuple(column.name for column in table.columns)
    return Statement(insert(table), *names, columns=names)


def _put(table: Table, keys: Sequence[str], columns: Sequence[str]) -> Statement:
    """Insert, or bring the row with that key up to date."""

    def put(insert: Insert) -> Any:
        fresh = insert(table)
        return fresh.on_conflict_do_update(
            index_elements=keys, set_={name: fresh.excluded[name] for name in columns if name not in keys}
        )

    return Statement(put, *columns, columns=columns)


def _is(column: ColumnElement[Any], name: str = "") -> ColumnElement[bool]:
    return column == bindparam(name or f"for_{column.key}")


NEW_CUSTOMER = _new(customers, "id", "name", "locale", "zone")
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
NEW_RESPONSE = _new(responses)
NEW_PROMISE = _new(promises)
NEW_RESOLUTION = _new(resolutions)
DROP_RESPONSE = Statement(
    delete(responses).where(_is(responses.c.case_id), _is(responses.c.seq)), "for_case_id", "for_seq"
)
DROP_PROMISE = Statement(
    delete(promises).where(_is(promises.c.case_id), _is(promises.c.seq), promises.c.kept), "for_case_id", "for_seq"
)
NEW_THREAD = _new(threads, "place", "case_id", "role", "at")
MOVE_THREAD = Statement(
    update(threads).where(_is(threads.c.place), _is(threads.c.case_id)),
    *("case_id", "role", "at", "for_place", "for_case_id"),
    columns=["case_id", "role", "at"],
)
NEW_EVENT = _new(events)
NEW_FOLLOW_UP = _new(follow_ups)
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
SURVEY = Statement(  # if they were not asked since: of two at the same instant one finds it done
    update(customers).where(
        _is(customers.c.id),
        or_(customers.c.surveyed_at.is_(None), customers.c.surveyed_at <= bindparam("before")),
    ),
    *("surveyed_at", "for_id", "before"),
    columns=["surveyed_at"],
)
_WHEREABOUTS = ("place", "service", "tenant", "team", "conversation", "user_", "hears_all", "at")
PUT_WHEREABOUTS = _put(whereabouts, ("place",), _WHEREABOUTS)
DROP_WHEREABOUTS = Statement(delete(whereabouts).where(_is(whereabouts.c.place)), "for_place")


def _mark(insert: Insert) -> Any:
    fresh = insert(marks)
    return fresh.on_conflict_do_update(
        index_elements=["place"], set_={"mark": fresh.excluded.mark, "read_at": fresh.excluded.read_at}
    )


_MARK = ("place", "mark", "at", "read_at")
PUT_MARK = Statement(_mark, *_MARK, columns=_MARK)
_EARLY = ("thread", "key", "delivery", "at")
KEEP_EARLY = Statement(lambda insert: insert(early).on_conflict_do_nothing(), *_EARLY, columns=_EARLY)
DROP_EARLY = Statement(delete(early).where(_is(early.c.thread)), "for_thread")
FORGET_EARLY = Statement(delete(early).where(early.c.at < bindparam("before")), "before")
NEW_BUDGET = Statement(
    lambda insert: insert(budgets).on_conflict_do_nothing(), "key", "free_at", columns=("key", "free_at")
)
SPEND = Statement(update(budgets).where(_is(budgets.c.key)), "free_at", "for_key", columns=["free_at"])

# What is told of people changes one after the other, and whoever was given a case meanwhile is looked at again.
# Locks on a row that are shared pass one that waits for it alone: where claims never cease nobody would ever go away.
# So a lock of the transaction's goes before, which PostgreSQL gives in the order of asking.
# https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS
_AMONG_OTHERS = literal_column("pg_advisory_xact_lock_shared(4257)").is_not(None)
_ALONE = literal_column("pg_advisory_xact_lock(4257)").is_not(None)
ROSTER_MOVES = Statement(
    update(turns)
    .where(turns.c.name == ROSTER_TURN, _ALONE, _is(turns.c.version))
    .values(version=turns.c.version + text("1")),
    "for_version",
)
ROSTER_STANDS = Statement(
    select(turns.c.version)
    .where(turns.c.name == ROSTER_TURN, _AMONG_OTHERS, _is(turns.c.version))
    .with_for_update(read=True),
    "for_version",
)
# Whoever locks cases before they are written locks this before them: who changes the roster has it, and wants cases.
HOLD_ROSTER = Statement(
    select(turns.c.version).where(turns.c.name == ROSTER_TURN, _AMONG_OTHERS).with_for_update(read=True)
)
TAKE_NUMBERS = Statement(select(turns.c.version).where(turns.c.name == literal_column("'numbers'")).with_for_update())
HOLD_CUSTOMER = Statement(select(customers.c.id).where(_is(customers.c.id)).with_for_update(key_share=True), "for_id")

PUT_AWAY = _put(absences, ("person",), ("person", "until"))
DROP_AWAY = Statement(delete(absences).where(_is(absences.c.person)), "for_person")
PUT_DUTY = _put(duties, ("team", "tier"), ("team", "tier", "person", "until"))
DROP_DUTY = Statement(delete(duties).where(_is(duties.c.team), _is(duties.c.tier)), "for_team", "for_tier")
PUT_GONE = Statement(lambda insert: insert(gone).on_conflict_do_nothing(), "person", columns=["person"])
DROP_GONE = Statement(delete(gone).where(_is(gone.c.person)), "for_person")

BEFORE_CASES = (NEW_CUSTOMER, NEW_ADDRESS, NEW_CASE)
AFTER_CASES = (
    PUT_HOLD,
    NEW_RESPONSE,
    NEW_PROMISE,
    NEW_RESOLUTION,
    DROP_RESPONSE,  # what is undone was done in an earlier line
    DROP_PROMISE,
    NEW_THREAD,
    NEW_EVENT,
    NEW_FOLLOW_UP,
    NEW_TEXT,
    NEW_SEEN,
    PUT_PROFILE,
    lanes.NO_LONGER_TRUE,
    lanes.SAY,
    lanes.SHOW,
    lanes.AGAIN,
)
