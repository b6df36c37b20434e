"""Who held the cases: how the holds of the month ended, how long they were, and what was resolved."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, and_, case, func, or_, select
from sqlalchemy.sql.expression import ColumnElement

from bot.cases.case import Hold
from bot.cases.figures.counts import Endings, Judged, Length, Resolutions, counted
from bot.storage.counting.month import ONE, Month, ended_in_month, in_month, is_kind
from bot.storage.counting.said import says
from bot.storage.lanes import word
from bot.storage.schema import events, holds
from bot.storage.wire import Statement

_how = (holds.c.person, holds.c.ending, holds.c.late, holds.c.custody, holds.c.counts, holds.c.touched)
ENDINGS = Statement(select(*_how, func.count()).where(ended_in_month).group_by(*_how).order_by(*_how))
LENGTHS = Statement(
    select(
        *(holds.c.person, holds.c.tier, holds.c.category),
        *(holds.c.custody, holds.c.counts, holds.c.length, holds.c.unclaimed),
    ).where(ended_in_month)
)


def endings(month: Month, resumed: Iterable[Hold]) -> list[Endings]:
    found = counted(resumed)[0]
    for person, ending, late, custody, counts, touched, n in month.reader._asked().all(ENDINGS, **month.values):
        found.append(Endings(person, ending, bool(late), bool(custody), bool(counts), n, bool(touched)))
    return found


def lengths(month: Month, resumed: Iterable[Hold]) -> Iterator[Length]:
    more = counted(resumed)[1]
    rows = month.reader._asked().stream(LENGTHS, **month.values)
    for person, tier, category, custody, counts, held, unclaimed in rows:
        yield Length(person, tier, held if counts else None, unclaimed if custody else None, category)
    yield from more


# --- what was resolved, and what of it the customer reopened ---------------------------------------------------------

OUTCOMES = ("said_no", "no_answer")  # those that stand by themselves
SOLVED = "solved"
resolution, _earlier = events.alias("ending"), events.alias("earlier")
_last_end = (
    select(func.max(_earlier.c.seq))
    .where(
        _earlier.c.case_id == events.c.case_id,
        _earlier.c.seq < events.c.seq,
        is_kind(_earlier, "resolved", "dismissed"),
    )
    .scalar_subquery()
)


def outcome_of(line: Any) -> ColumnElement[str]:
    return case(*((says(line, "outcome", one), word(one)) for one in OUTCOMES), else_=word(SOLVED))


def reopened(*wanted: Any) -> Select[Any]:
    """What the customer reopened, joined with the resolution that it takes back."""
    return (
        select(*wanted)
        .join_from(events, resolution, and_(resolution.c.case_id == events.c.case_id, resolution.c.seq == _last_end))
        .where(in_month("reopened"), events.c.by_ == word("customer"), resolution.c.kind == word("resolved"))
    )


# Who marked the opening urgent, if the solver says whether rightly so.
_mark = events.alias("mark")
marker = (
    select(_mark.c.by_)
    .where(_mark.c.case_id == events.c.case_id, _mark.c.seq < events.c.seq, is_kind(_mark, "marked_urgent"))
    .order_by(_mark.c.seq.desc())
    .limit(ONE)
    .scalar_subquery()
)
rightly, wrongly = says(events, "rightly_urgent", True), says(events, "rightly_urgent", False)
_whose = case((or_(rightly, wrongly), marker))


def _grouped(asked: Select[Any]) -> Statement:
    found = asked.subquery()
    return Statement(select(*found.c, func.count()).group_by(*found.c).order_by(*found.c))


RESOLVED = _grouped(
    select(events.c.by_, outcome_of(events).label("outcome"), _whose.label("marker"), rightly.label("rightly")).where(
        in_month("resolved")
    )
)
TAKEN_BACK = _grouped(reopened(resolution.c.by_, outcome_of(resolution).label("outcome")))


@dataclass(slots=True)
class Resolved:
    """The month's resolutions, by person; and what the solvers judged of who had marked their cases urgent."""

    resolutions: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    taken_back: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    outcomes: list[Resolutions] = field(default_factory=list)
    rightly: list[Judged] = field(default_factory=list)


def resolved(month: Month) -> Resolved:
    wire, values, found = month.reader._asked(), month.values, Resolved()
    for person, outcome, marked_by, so, n in wire.all(RESOLVED, **values):
        found.resolutions[person] += n
        found.outcomes.append(Resolutions(person, outcome, n))
        if marked_by is not None:
            found.rightly.append(Judged(marked_by, bool(so), n))
    for person, outcome, n in wire.all(TAKEN_BACK, **values):
        found.taken_back[person] += n
        found.outcomes.append(Resolutions(person, outcome, -n))
    return found
