"""Escalated cases, by name: resolved, answered for, past the top's own limit, and still on the desk."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Select, and_, func, select

from bot.cases import events as e
from bot.cases.case import Case, Line
from bot.cases.figures.counts import OFTEN
from bot.cases.figures.measures import MICROSECOND, seconds
from bot.cases.figures.values import AnsweredFor, AtTheTop, OnDesk
from bot.cases.fold import after
from bot.cases.hours import Hours
from bot.storage import rows
from bot.storage.counting.month import ENDS, TEAM, A, B, Month, in_month, is_kind, of_customers
from bot.storage.counting.undone import not_undone
from bot.storage.lanes import word
from bot.storage.rows import line_of
from bot.storage.schema import events
from bot.storage.wire import Statement

resolution, _later = events.alias("ending"), events.alias("later")
_next_end = (
    select(func.min(_later.c.seq))
    .where(
        _later.c.case_id == events.c.case_id,
        _later.c.seq > events.c.seq,
        _later.c.at < B,
        is_kind(_later, *ENDS),
        not_undone(_later),
    )
    .scalar_subquery()
)
_escalated = and_(is_kind(events, "escalated"), events.c.at < B, events.c.team == TEAM, of_customers(events))


def resolved_at_top(*wanted: Any) -> Select[Any]:
    """Openings that had escalated at any time and were resolved in the month, joined with that resolution."""
    return (
        select(*wanted)
        .join_from(events, resolution, and_(resolution.c.case_id == events.c.case_id, resolution.c.seq == _next_end))
        .where(_escalated, resolution.c.kind == word("resolved"), resolution.c.at >= A)
    )


RESOLVED_AT_TOP = Statement(
    resolved_at_top(resolution.c.by_, func.count()).group_by(resolution.c.by_).order_by(resolution.c.by_)
)
_left = select(events.c.case_id).where(_escalated, _next_end.is_(None)).scalar_subquery()
_line = events.alias("line")
LINES_AT_TOP = Statement(
    select(*(_line.c[name] for name in rows.EVENT))
    .where(_line.c.case_id.in_(_left), _line.c.at < B)
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


def at_the_top(month: Month) -> AtTheTop:
    wire, values = month.reader._asked(), month.values
    often: dict[int, AnsweredFor] = {}
    answered: dict[str, set[int]] = defaultdict(set)
    for number, by, nth in wire.all(ANSWERED, **values):
        answered[by].add(number)
        if nth >= OFTEN:
            often[number] = AnsweredFor(number, by, nth)
    stories = groupby(map(line_of, wire.all(LINES_AT_TOP, team=values["team"], b=values["b"])), lambda line: line.case)
    return AtTheTop(
        resolved=dict(sorted(wire.all(RESOLVED_AT_TOP, **values))),
        answered_for={by: len(cases) for by, cases in sorted(answered.items())},
        breached=dict(sorted(wire.all(BREACHED, **values))),
        answered_often=tuple(often[number] for number in sorted(often)),
        still_on_the_desk=tuple(_on_desk(story, month) for _, story in stories),
    )


def _on_desk(lines: Iterable[Line], month: Month) -> OnDesk:
    until = month.until
    case: Case | None = None
    before: Case | None = None
    paused: list[tuple[datetime, datetime]] = []
    for line in lines:
        now = after(case, line, before)
        if case is None or now.opening != case.opening:
            paused = []
        elif case.pause and isinstance(line.event, e.Woken):
            paused.append((case.pause.since, line.at))
        case, before = now, case
    assert case is not None
    if case.pause:
        paused.append((case.pause.since, until))
    clock = month.clock(case.clock_team, until)  # as it was configured then
    age = _between(clock, case.spoken_at, until) - sum(_between(clock, *one) for one in paused)
    return OnDesk(case.id, case.owner, seconds(age), case.answers, case.breached_at is not None)


def _between(clock: Hours, a: datetime, b: datetime) -> int:
    return clock.between(a, b) // MICROSECOND
