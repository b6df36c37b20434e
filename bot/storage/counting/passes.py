"""What was passed up, given or returned: why, what came of it, and through how many hands the resolved cases went."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Subquery, and_, bindparam, case, exists, func, or_, select
from sqlalchemy.sql.expression import ColumnElement

from bot.cases import events as e
from bot.cases.case import Hold
from bot.cases.figures.counts import HandOffs, Judged, Reasons
from bot.cases.figures.passing import AWAY, hands
from bot.storage.counting.month import ONE, ZERO, B, Month, ended_between, ended_in_month, in_month, is_kind, is_pass
from bot.storage.counting.said import says
from bot.storage.counting.undone import Again, not_undone
from bot.storage.lanes import word
from bot.storage.schema import events, holds
from bot.storage.wire import Statement

# --- why ----------------------------------------------------------------------------------------------------------

_given = events.alias("offered")
_last_offer = (
    select(_given.c.reason)
    .where(
        _given.c.case_id == holds.c.case_id,
        _given.c.seq < holds.c.last_seq,
        is_kind(_given, "given"),
        not_undone(_given),
    )
    .order_by(_given.c.seq.desc())
    .limit(ONE)
    .scalar_subquery()
)
_pass_line = (
    select(events.c.reason)
    .where(events.c.case_id == holds.c.case_id, events.c.seq == holds.c.last_seq)
    .scalar_subquery()
)
gone = or_(is_pass(holds), and_(holds.c.counts, holds.c.ending == word("given")))
_why = (
    select(
        case(
            (holds.c.ending == word("passed_up"), _pass_line),
            (holds.c.ending == word("given"), _last_offer),
            else_=word(AWAY),
        ).label("reason"),
        holds.c.category,
    )
    .where(ended_in_month, gone)
    .subquery()
)
WHY = Statement(select(*_why.c, func.count()).group_by(*_why.c).order_by(*_why.c))


def reasons(month: Month, again: Iterable[Again]) -> list[Reasons]:
    found = [Reasons(*row) for row in month.reader._asked().all(WHY, **month.values)]
    for one in again:
        found += [Reasons(reason, hold.category, 1) for hold in one.resumed if (reason := _reason(one, hold))]
    return found


def _reason(again: Again, hold: Hold) -> str | None:
    """Why a hold that has gone on since was passed or given away."""
    line = again.line(hold.last_seq)
    if isinstance(line.event, e.PassedUp):
        return line.event.reason
    if hold.ending == "given":
        return again.offer_before(line.seq).reason
    return AWAY if hold.late else None


RETURNED = Statement(
    select(events.c.data, func.count()).where(in_month("returned")).group_by(events.c.data).order_by(events.c.data)
)


def fields_returned(month: Month) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for data, n in month.reader._asked().all(RETURNED, **month.values):
        for name in json.loads(data)["fields"]:
            found[name] += n
    return dict(sorted(found.items()))


# --- what came of it: of the passes of the week before the month, and of all but its last week ---------------------

SINCE: Any = bindparam("since")
UP_TO: Any = bindparam("up_to")
_back, _again, _between = holds.alias("back"), holds.alias("again"), holds.alias("between_them")


def _later(hold: Any, *where: ColumnElement[bool]) -> ColumnElement[bool]:
    """Is there a later hold of the same opening of which this is true?"""
    return (
        exists()
        .where(
            hold.c.case_id == holds.c.case_id,
            hold.c.number > holds.c.number,
            hold.c.opening == holds.c.opening,
            *where,
        )
        .correlate(holds)
    )


_marked = (
    exists()
    .where(events.c.case_id == _back.c.case_id, events.c.seq == _back.c.last_seq, says(events, "avoidable", True))
    .correlate(_back)
)
_pass_between = (
    exists()
    .where(
        _between.c.case_id == holds.c.case_id,
        _between.c.number > holds.c.number,
        _between.c.number < _back.c.number,
        is_pass(_between),
    )
    .correlate(holds, _back)
)
# What is returned, or marked by its solver, tells of the last pass before it.
_told = _later(
    _back,
    _back.c.ended_at < B,
    or_(_back.c.ending == word("returned"), and_(_back.c.ending == word("resolved"), _marked)),
    ~_pass_between,
)
_came_back = _later(
    _again,
    _again.c.person == holds.c.person,
    ~_again.c.custody,
    _again.c.started_at < B,
    or_(_again.c.ending.is_(None), _again.c.ending != word("undone"), _again.c.ended_at >= B),
)
avoidable = or_(_told, _came_back)
made = and_(ended_between(SINCE, UP_TO), is_pass(holds))
_judged = select(holds.c.person, case((avoidable, ONE), else_=ZERO).label("so")).where(made).subquery()
AVOIDABLE = Statement(select(*_judged.c, func.count()).group_by(*_judged.c).order_by(*_judged.c))


def judged(month: Month) -> list[Judged]:
    rows = month.reader._asked().all(AVOIDABLE, **month.cohort)
    return [Judged(person, int(so) == 1, n) for person, so, n in rows]


# --- through how many hands -----------------------------------------------------------------------------------------


def _hands() -> Subquery:
    """Each case that was resolved in the month, with its holds that count: how many, and whether it came back."""
    solved = select(events.c.case_id).where(in_month("resolved")).distinct().subquery()
    before = func.lag(holds.c.person).over(partition_by=holds.c.case_id, order_by=holds.c.number)
    one = (
        select(holds.c.case_id, holds.c.person, case((before != holds.c.person, ONE)).label("changed"))
        .join_from(solved, holds, holds.c.case_id == solved.c.case_id)
        .where(holds.c.counts, holds.c.ended_at < B, holds.c.ending != word("undone"))
        .subquery()
    )
    persons, changes = func.count(one.c.person.distinct()), func.count(one.c.changed)
    return (
        select(
            one.c.case_id,
            (func.count() - ONE).label("hand_offs"),
            case((changes >= persons, ONE), else_=ZERO).label("came_back"),
        )
        .group_by(one.c.case_id)
        .subquery()
    )


of_each = _hands()
HANDS = Statement(
    select(of_each.c.hand_offs, of_each.c.came_back, func.count())
    .group_by(of_each.c.hand_offs, of_each.c.came_back)
    .order_by(of_each.c.hand_offs, of_each.c.came_back)
)


def hand_offs(month: Month, again: Iterable[Again]) -> Iterator[HandOffs]:
    for many, came_back, n in month.reader._asked().all(HANDS, **month.values):
        yield HandOffs(many, int(came_back) == 1, n)
    for one in again:
        if one.resolved_in(month):
            yield HandOffs(*through_hands(month.reader.holds(one.number), month), -1)
            yield HandOffs(*through_hands(one.holds, month), 1)


def through_hands(held: Iterable[Hold], month: Month) -> tuple[int, bool]:
    return hands(
        [
            one.person
            for one in held
            if one.counts and one.ending != "undone" and one.ended_at is not None and one.ended_at < month.period.b
        ]
    )
