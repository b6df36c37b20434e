"""What leaves, and in which lane: the statements of the outbox and the surfaces, built once."""

from typing import Any

from sqlalchemy import Table, and_, bindparam, case, delete, func, literal_column, null, or_, select, union, update
from sqlalchemy.sql.expression import ColumnElement

from bot.storage.schema import FLEETING, HANDED_SAID, HANDED_SHOWN, UNSENT, UNSHOWN, lanes, outbox, surfaces
from bot.storage.wire import Insert, Statement


def word(text: str) -> ColumnElement[Any]:
    return literal_column(f"'{text}'")


def _for(column: ColumnElement[Any]) -> ColumnElement[bool]:
    return column == bindparam(f"for_{column.key}")


NONE: ColumnElement[int] = literal_column("0")
HANDED_OUT: ColumnElement[int] = literal_column("1")
DOUBTED: ColumnElement[int] = literal_column("2")  # since before it was handed out this time, and until that is settled
_now: Any = bindparam("now")
_limit: Any = bindparam("limit")

# --- to be said, to be shown --------------------------------------------------------------------------------

SAID = ("key", "lane", "to_", "kind", "say", "case_id", "person", "thread", "not_before", "at", "next_at")
SAY = Statement(
    lambda insert: insert(outbox).inline().on_conflict_do_nothing(index_elements=["key"]), *SAID, columns=SAID
)

SHOWN = ("key", "kind", "lane", "to_", "subject", "thread", "wanted", "next_at")


def _show(insert: Insert) -> Any:
    """Raise what is wanted. One hidden, or now shown elsewhere, is posted anew; one given up is tried again."""
    fresh = insert(surfaces)
    new, old = fresh.excluded, surfaces.c
    moved = (old.state == word("hidden")) | (old.to_ != new.to_)
    again = (old.state != word("live")) | (old.to_ != new.to_)
    wanted = old.wanted + new.wanted
    return fresh.on_conflict_do_update(
        index_elements=["key"],
        set_={
            "kind": new.kind,
            "lane": new.lane,
            "to_": new.to_,
            "subject": new.subject,
            "thread": new.thread,
            "wanted": wanted,
            "anew": case((moved, wanted), else_=old.anew),
            "receipt": case((moved, null()), else_=old.receipt),
            "unsure": case((moved, NONE), else_=old.unsure),
            "next_at": case((again, new.next_at), else_=old.next_at),
            "attempts": case((again, NONE), else_=old.attempts),
            "state": word("live"),
        },
    )


SHOW = Statement(_show, *SHOWN, columns=SHOWN)
AGAIN = Statement(
    update(surfaces)
    .where(_for(surfaces.c.key), surfaces.c.state == word("live"))
    .values(wanted=surfaces.c.wanted + HANDED_OUT),
    "for_key",
)
HIDE = Statement(update(surfaces).where(_for(surfaces.c.key)).values(state=word("hidden")))

# --- lanes ----------------------------------------------------------------------------------------------------

_unposted = (
    select(surfaces.c.key)
    .where(surfaces.c.key == outbox.c.thread, surfaces.c.state == word("live"), surfaces.c.receipt.is_(None))
    .correlate(outbox)
    .exists()
)


def _with_something(table: Table, open_: Any) -> Any:
    """The lanes in which something waits, each found by one look into the index however much waits there."""
    first = select(func.min(table.c.lane).label("lane")).where(open_).cte(f"{table.name}_lanes", recursive=True)
    next_ = select(func.min(table.c.lane)).where(open_, table.c.lane > first.c.lane).scalar_subquery()
    return first.union_all(select(next_).where(first.c.lane.is_not(None)))


def _leasable() -> Statement:
    """Lanes at rest, and those that others hold, are passed over before anybody looks what is due in them: behind one
    post a second thousands may wait. Where cards wait nobody looks for lines too, of which each may wait for its card.
    """
    said_in, shown_in = _with_something(outbox, UNSENT), _with_something(surfaces, UNSHOWN)
    named = union(select(said_in.c.lane), select(shown_in.c.lane)).subquery("named")
    busy = or_(func.coalesce(lanes.c.until, NONE) > _now, func.coalesce(lanes.c.next_at, NONE) > _now)
    resting = select(lanes.c.lane).where(lanes.c.lane == named.c.lane, busy).exists()
    said = (
        select(outbox.c.next_at)
        .where(outbox.c.lane == named.c.lane, UNSENT, outbox.c.next_at <= _now, ~_unposted)
        .order_by(outbox.c.id)
        .limit(HANDED_OUT)
        .scalar_subquery()
    )
    shown = (
        select(surfaces.c.next_at)
        .where(surfaces.c.lane == named.c.lane, UNSHOWN, surfaces.c.next_at <= _now)
        .limit(HANDED_OUT)
        .scalar_subquery()
    )
    due = select(named.c.lane, said.label("said"), shown.label("shown")).where(named.c.lane.is_not(None), ~resting)
    one = due.subquery("due")
    since = case((one.c.shown.is_(None), one.c.said), else_=one.c.shown)
    return Statement(select(one.c.lane).where(since.is_not(None)).order_by(since, one.c.lane).limit(_limit))


LEASABLE = _leasable()


def _lease(insert: Insert) -> Any:
    """If nobody has it by now, nor has had it since it was found free and put it to rest: what was put off in it would
    be overtaken."""
    fresh = insert(lanes)
    free = or_(lanes.c.until.is_(None), lanes.c.until <= bindparam("free_at"))
    rested = or_(lanes.c.next_at.is_(None), lanes.c.next_at <= bindparam("rested_at"))
    return fresh.on_conflict_do_update(
        index_elements=["lane"],
        set_={name: fresh.excluded[name] for name in ("holder", "until")},
        where=and_(free, rested),
    )


_LEASED = ("lane", "holder", "until")
LEASE = Statement(_lease, *_LEASED, "free_at", "rested_at", columns=_LEASED)
_mine = func.coalesce(lanes.c.holder, "") == func.coalesce(bindparam("for_holder"), lanes.c.holder, "")
FREE = Statement(delete(lanes).where(_for(lanes.c.lane), _mine))
FREE_LATER = Statement(
    update(lanes).where(_for(lanes.c.lane), _mine).values(holder=null(), until=null(), next_at=bindparam("later"))
)

# --- what waits in a lane ---------------------------------------------------------------------------------------

_receipt = select(surfaces.c.receipt).where(surfaces.c.key == outbox.c.thread).scalar_subquery()
_said = select(
    *(outbox.c[name] for name in ("id", "key", "to_", "kind", "say", "case_id", "person", "thread", "not_before")),
    *(outbox.c[name] for name in ("at", "attempts", "unsure")),
    _receipt,
)
TO_SAY = Statement(
    _said.where(outbox.c.lane == bindparam("lane"), UNSENT, outbox.c.next_at <= _now, ~_unposted)
    .order_by(outbox.c.id)
    .limit(_limit)
)
TO_SHOW = Statement(
    select(
        *(surfaces.c[name] for name in ("key", "kind", "to_", "subject", "thread", "wanted", "shown", "receipt")),
        *(surfaces.c[name] for name in ("attempts", "unsure", "anew", "handed_at")),
    )
    .where(surfaces.c.lane == bindparam("lane"), UNSHOWN, surfaces.c.next_at <= _now)
    .order_by(surfaces.c.receipt.is_not(None), surfaces.c.next_at, surfaces.c.key)
    .limit(_limit)
)


def _handed_out(table: Table, key: ColumnElement[Any], **also: ColumnElement[Any]) -> Statement:
    unsure = case((table.c.unsure == NONE, HANDED_OUT), else_=DOUBTED)
    hand_out = update(table).where(_for(key)).values(unsure=unsure, **also)
    return Statement(hand_out, *(["now"] if also else []), f"for_{key.key}")


def _taken_back(table: Table, handed_out: Any) -> Statement:
    """What was handed out and not tried was not sent."""
    return Statement(update(table).where(_for(table.c.lane), handed_out).values(unsure=NONE), "for_lane")


def _postponed(table: Table, key: ColumnElement[Any], open_: Any) -> Statement:
    postponed = update(table).where(_for(key), open_).values(attempts=table.c.attempts + HANDED_OUT)
    names = ("next_at", "unsure", "why")
    return Statement(postponed, *names, f"for_{key.key}", columns=names)


def _given_up(table: Table, key: ColumnElement[Any], open_: Any) -> Statement:
    return Statement(
        update(table).where(_for(key), open_).values(state=word("failed")), "why", f"for_{key.key}", columns=["why"]
    )


HAND_OUT_SAID = _handed_out(outbox, outbox.c.id)
HAND_OUT_SHOWN = _handed_out(
    surfaces, surfaces.c.key, handed_at=case((surfaces.c.unsure == NONE, _now), else_=surfaces.c.handed_at)
)
TAKE_BACK_SAID = _taken_back(outbox, HANDED_SAID)
TAKE_BACK_SHOWN = _taken_back(surfaces, HANDED_SHOWN)
POSTPONE_SAID = _postponed(outbox, outbox.c.id, UNSENT)
POSTPONE_SHOWN = _postponed(surfaces, surfaces.c.key, UNSHOWN)
GIVE_UP_SAID = _given_up(outbox, outbox.c.id, UNSENT)
GIVE_UP_SHOWN = _given_up(surfaces, surfaces.c.key, UNSHOWN)
# What was given up in a lane, and what of it is tried again. Seldom asked, so that no index is kept for it.
FAILED_SAID = Statement(
    select(outbox.c.id, outbox.c.why).where(
        outbox.c.lane == bindparam("lane"), outbox.c.state == word("failed"), outbox.c.at >= bindparam("since")
    )
)
FAILED_SHOWN = Statement(
    select(surfaces.c.key, surfaces.c.why).where(
        surfaces.c.lane == bindparam("lane"), surfaces.c.state == word("failed")
    )
)
TRY_SAID_AGAIN = Statement(
    update(outbox)
    .where(_for(outbox.c.id), outbox.c.state == word("failed"))
    .values(state=word("waiting"), attempts=NONE, unsure=NONE),
    *("next_at", "for_id"),
    columns=["next_at"],
)
TRY_SHOWN_AGAIN = Statement(
    update(surfaces)
    .where(_for(surfaces.c.key), surfaces.c.state == word("failed"))
    .values(state=word("live"), wanted=surfaces.c.wanted + HANDED_OUT, attempts=NONE, unsure=NONE),
    *("next_at", "for_key"),
    columns=["next_at"],
)
SENT = Statement(
    update(outbox).where(_for(outbox.c.id)).values(state=word("sent"), unsure=NONE),
    "receipt",
    "for_id",
    columns=["receipt"],
)
DROP = Statement(update(outbox).where(_for(outbox.c.id), UNSENT).values(state=word("dropped")), "for_id")
# By what it is for, so that the index finds it; what was handed out already may be on its way.
NO_LONGER_TRUE = Statement(
    update(outbox)
    .where(_for(outbox.c.case_id), _for(outbox.c.kind), FLEETING, outbox.c.unsure == NONE)
    .values(state=word("dropped")),
    "for_case_id",
    "for_kind",
)
_version: Any = bindparam("version")
SHOWN_NOW = Statement(
    update(surfaces)
    .where(_for(surfaces.c.key), surfaces.c.anew <= bindparam("at_least"))
    .values(
        shown=case((surfaces.c.shown < _version, _version), else_=surfaces.c.shown),
        attempts=NONE,
        unsure=NONE,
        receipt=func.coalesce(bindparam("posted"), surfaces.c.receipt),
    )
)
