"""The questions behind the figures, built once. Each month's question reads one stretch of one covering index."""

from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, func, literal_column, or_, select
from sqlalchemy.sql.expression import ColumnElement

from bot.storage import rows
from bot.storage.lanes import word
from bot.storage.schema import ENDED, cases, events, holds
from bot.storage.wire import Statement

_team: Any = bindparam("team")
_a: Any = bindparam("a")
_b: Any = bindparam("b")
_ONE: ColumnElement[Any] = literal_column("1")
_ENDS = ("resolved", "dismissed", "merged")


def _kind(table: Any, *kinds: str) -> ColumnElement[bool]:
    found: ColumnElement[bool] = table.c.kind.in_([word(kind) for kind in kinds])
    return found if len(kinds) > 1 else table.c.kind == word(kinds[0])


def in_month(*kinds: str) -> ColumnElement[bool]:
    """Events of a team between two instants."""
    return and_(_kind(events, *kinds), events.c.at >= _a, events.c.at < _b, events.c.team == _team)


ended_in_month = and_(
    ENDED, holds.c.team == _team, holds.c.ended_at >= _a, holds.c.ended_at < _b, holds.c.ending != word("undone")
)

# --- holds ------------------------------------------------------------------------------------------------------

_how = (holds.c.person, holds.c.ending, holds.c.late, holds.c.custody, holds.c.counts)
ENDINGS = Statement(select(*_how, func.count()).where(ended_in_month).group_by(*_how).order_by(*_how))
LENGTHS = Statement(
    select(holds.c.person, holds.c.tier, holds.c.custody, holds.c.counts, holds.c.length, holds.c.unclaimed).where(
        ended_in_month
    )
)

# --- openings, resolutions, escalations -----------------------------------------------------------------------------

EVENTS = Statement(
    select(events.c.kind, events.c.by_, func.count())
    .where(in_month("opened", "resolved", "escalated"))
    .group_by(events.c.kind, events.c.by_)
)

resolution, _later = events.alias("ending"), events.alias("later")
_last_end = (
    select(func.max(_later.c.seq))
    .where(_later.c.case_id == events.c.case_id, _later.c.seq < events.c.seq, _kind(_later, "resolved", "dismissed"))
    .scalar_subquery()
)


def reopened(*wanted: Any) -> Select[Any]:
    """What the customer reopened, joined with the resolution that it takes back."""
    return (
        select(*wanted)
        .join_from(events, resolution, and_(resolution.c.case_id == events.c.case_id, resolution.c.seq == _last_end))
        .where(in_month("reopened"), events.c.by_ == word("customer"), resolution.c.kind == word("resolved"))
    )


TAKEN_BACK = Statement(reopened(resolution.c.by_, func.count()).group_by(resolution.c.by_).order_by(resolution.c.by_))

# --- at the top -------------------------------------------------------------------------------------------------------

_undo = events.alias("undo")
_not_undone = ~exists().where(
    _undo.c.case_id == _later.c.case_id,
    _undo.c.seq == _later.c.seq + _ONE,  # nothing can come between a line and its undoing
    _undo.c.kind == word("undone"),
    _undo.c.at < _b,
)
_next_end = (
    select(func.min(_later.c.seq))
    .where(
        _later.c.case_id == events.c.case_id,
        _later.c.seq > events.c.seq,
        _later.c.at < _b,
        _kind(_later, *_ENDS),
        _not_undone,
    )
    .scalar_subquery()
)
_escalated = and_(_kind(events, "escalated"), events.c.at < _b, events.c.team == _team)


def resolved_at_top(*wanted: Any) -> Select[Any]:
    """Openings that had escalated at any time and were resolved in the month, joined with that resolution."""
    return (
        select(*wanted)
        .join_from(events, resolution, and_(resolution.c.case_id == events.c.case_id, resolution.c.seq == _next_end))
        .where(_escalated, resolution.c.kind == word("resolved"), resolution.c.at >= _a)
    )


RESOLVED_AT_TOP = Statement(
    resolved_at_top(resolution.c.by_, func.count()).group_by(resolution.c.by_).order_by(resolution.c.by_)
)
_on_desk = select(events.c.case_id).where(_escalated, _next_end.is_(None)).scalar_subquery()
_line = events.alias("line")
LINES_AT_TOP = Statement(
    select(*(_line.c[name] for name in rows.EVENT))
    .where(_line.c.case_id.in_(_on_desk), _line.c.at < _b)
    .order_by(_line.c.case_id, _line.c.seq)
)
_nth = (
    select(func.count())
    .where(_later.c.case_id == events.c.case_id, _later.c.seq <= events.c.seq, _later.c.kind == word("answered_for"))
    .scalar_subquery()
)
ANSWERED = Statement(
    select(events.c.case_id, events.c.by_, _nth)
    .where(in_month("answered_for"))
    .order_by(events.c.case_id, events.c.seq)
)
BREACHED = Statement(
    select(events.c.owner, func.count(events.c.case_id.distinct()))
    .where(in_month("breached"))
    .group_by(events.c.owner)
    .order_by(events.c.owner)
)

# --- beside -----------------------------------------------------------------------------------------------------------

SEAL = Statement(
    select(events.c.data)
    .where(_kind(events, "sealed"), events.c.case_id == literal_column("0"), events.c.at < _b)
    .order_by(events.c.at.desc(), events.c.seq.desc())
    .limit(_ONE)
)
UNDONE_LATER = Statement(
    select(events.c.case_id)
    .distinct()
    .join_from(
        events, resolution, and_(resolution.c.case_id == events.c.case_id, resolution.c.seq == events.c.seq - _ONE)
    )
    .where(_kind(events, "undone"), events.c.at >= _b, events.c.at <= bindparam("c"), resolution.c.at < _b)
    .order_by(events.c.case_id)
)
# A team that never had a case would be looked for in all of the ledger; one that had has a hold, ended or running.
_had_any = or_(exists().where(ENDED, holds.c.team == _team), exists().where(cases.c.team == _team))
FIRST_CASE = Statement(
    select(events.c.at)
    .where(_kind(events, "opened"), events.c.team == _team, _had_any)
    .order_by(events.c.at)
    .limit(_ONE)
)
