"""Pauses of the team's cases, and what of them lies in the month."""

import json
from collections.abc import Iterator

from sqlalchemy import and_, case, or_, select, union_all

from bot.cases.figures.measures import MICROSECOND
from bot.cases.figures.waiting import Paused
from bot.storage.counting.month import ENDS, ONE, TEAM, A, B, Month, in_month, is_kind, of_customers
from bot.storage.counting.undone import not_undone
from bot.storage.lanes import word
from bot.storage.rows import instant
from bot.storage.schema import ENDED, RUNNING, cases, events, holds
from bot.storage.wire import Statement

_end, _opening = events.alias("pause_end"), events.alias("opening")
_ends_it = and_(
    _end.c.case_id == events.c.case_id,
    _end.c.seq > events.c.seq,
    is_kind(_end, "woken", *ENDS),
    _end.c.at < B,
    not_undone(_end),
)
_end_at = select(_end.c.at).where(_ends_it).order_by(_end.c.seq).limit(ONE).scalar_subquery()
_first_team = (
    select(_opening.c.team)
    .where(
        _opening.c.case_id == events.c.case_id,
        _opening.c.seq < events.c.seq,
        is_kind(_opening, "opened", "reopened"),
    )
    .order_by(_opening.c.seq.desc())
    .limit(ONE)
    .scalar_subquery()
)
_PAUSE = (
    events.c.case_id,
    events.c.owner,
    events.c.at,
    _end_at.label("end_at"),
    case((is_kind(events, "waited"), events.c.data)).label("data"),
    _first_team.label("first_team"),
)
# What is asked once more by the clock goes on with the same pause.
_begins = and_(events.c.by_ != word("clock"), not_undone(events))
BEGUN = Statement(select(*_PAUSE).where(in_month("asked", "waited"), _begins))
# A pause lies in one hold: what was under way when the month began lies in a hold that was.
_under_way = union_all(
    select(holds.c.case_id).where(ENDED, holds.c.team == TEAM, holds.c.ended_at >= A, holds.c.started_at < A),
    select(cases.c.id.label("case_id")).where(RUNNING, cases.c.team == TEAM),
).subquery()
_running = select(_under_way.c.case_id).distinct().subquery()
UNDER_WAY = Statement(
    select(*_PAUSE)
    .join_from(_running, events, events.c.case_id == _running.c.case_id)
    .where(
        *(is_kind(events, "asked", "waited"), events.c.at < A, events.c.team == TEAM, _begins),
        of_customers(events),
        or_(_end_at.is_(None), _end_at > A),
    )
)


def pauses(month: Month) -> Iterator[Paused]:
    period = month.period
    for asked in (UNDER_WAY, BEGUN):
        for number, owner, since, ended, data, first_team in month.reader._asked().stream(asked, **month.values):
            until = month.until if ended is None else instant(ended)
            lasted = month.clock(first_team, until).between(max(instant(since), period.a), until)
            yield Paused(number, owner, json.loads(data)["on"] if data else None, lasted // MICROSECOND)
