"""Resolutions: how old the cases were, how many held, what they were put down to."""

import json
from array import array
from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, case, exists, func, literal_column, select

from bot.cases.figures.answers import COHORT, ResolutionCounts
from bot.cases.figures.measures import MICROSECOND, Ratio
from bot.cases.figures.period import month_before, month_of
from bot.messages.notices import UNKNOWN
from bot.storage.counting.month import ONE, TEAM, A, B, Month, in_month, is_kind
from bot.storage.lanes import word
from bot.storage.rows import micros
from bot.storage.schema import addresses, cases, customers, events, resolutions
from bot.storage.wire import Statement

resolved_in_month = and_(resolutions.c.team == TEAM, resolutions.c.at >= A, resolutions.c.at < B)
AGES = Statement(
    select(*(resolutions.c[name] for name in ("case_id", "seq", "age", "whole", "first"))).where(resolved_in_month)
)
SOLVERS = Statement(select(resolutions.c.by_, func.count()).where(resolved_in_month).group_by(resolutions.c.by_))
AT_ONCE = Statement(
    select(
        func.count(resolutions.c.case_id.distinct()),
        func.sum(case((resolutions.c.at_once, ONE), else_=literal_column("0"))),
    ).where(resolved_in_month)
)
CAUSES = Statement(
    select(resolutions.c.cause, func.count(), func.sum(resolutions.c.held))
    .where(resolved_in_month)
    .group_by(resolutions.c.cause)
)

_earlier = events.alias("earlier")
_last_end = (
    select(func.max(_earlier.c.seq))
    .where(
        _earlier.c.case_id == events.c.case_id,
        _earlier.c.seq < events.c.seq,
        is_kind(_earlier, "resolved", "dismissed"),
    )
    .scalar_subquery()
)
_of_resolution = [resolutions.c[name] for name in ("case_id", "seq", "at", "by_", "at_once")]
REOPENED = Statement(
    select(*_of_resolution, events.c.at, events.c.by_)
    .join_from(events, resolutions, and_(resolutions.c.case_id == events.c.case_id, resolutions.c.seq == _last_end))
    .where(in_month("reopened"))
)


class Reopened(NamedTuple):
    case: int
    seq: int  # of the resolution
    resolved_at: int
    solver: str
    at_once: bool
    at: int
    by: str

    def by_customer_within(self, length: int) -> bool:
        return self.by == "customer" and self.at <= self.resolved_at + length


WEEK = COHORT // MICROSECOND


def cohort_of(month: Month) -> dict[str, Any]:
    """As the questions of the month, about those whose week was over by its end."""
    return month.between(month.period.a - COHORT, month.period.b - COHORT)


def reopened(month: Month) -> list[Reopened]:
    """What was reopened, of whatever was resolved in the month or in the week before it."""
    asked = month.between(month.period.a - COHORT, month.period.b)
    return [Reopened(*row) for row in month.reader._asked().all(REOPENED, **asked)]


def reopened_soon(month: Month, found: list[Reopened]) -> list[Reopened]:
    """Of the cohort, by the customer, within its week."""
    cohort = cohort_of(month)
    return [one for one in found if cohort["a"] <= one.resolved_at < cohort["b"] and one.by_customer_within(WEEK)]


# --- whoever comes again ------------------------------------------------------------------------------------------

_again, _opened, _other = cases.alias("again"), events.alias("opened"), events.alias("other")
_until: Any = bindparam("until")
_unnamed = (  # cases that were filed for nobody by name have one customer, who is nobody in particular
    select(customers.c.id).where(
        func.lower(customers.c.name) == word(UNKNOWN),
        ~exists().where(addresses.c.customer_id == customers.c.id),
    )
)
# Cases are numbered as they come, by clocks that agree within a few seconds: later ones need not be looked at.
_newest = (
    select(_other.c.case_id)
    .where(is_kind(_other, "opened"), _other.c.at < _until + literal_column("60000000"))
    .order_by(_other.c.at.desc(), _other.c.case_id.desc())
    .limit(ONE)
    .scalar_subquery()
)
came_again = and_(
    _again.c.customer == resolutions.c.customer,
    _again.c.id > resolutions.c.case_id,
    _again.c.id <= _newest,
    _opened.c.case_id == _again.c.id,
    _opened.c.seq == ONE,
    _opened.c.team == TEAM,
    _opened.c.at > resolutions.c.at,
    _opened.c.at <= resolutions.c.at + bindparam("within"),
    _opened.c.at < _until,
    resolutions.c.customer.not_in(_unnamed),
)


def _about(case_id: Any) -> Any:
    """The line that says what a case was about by then."""
    return (
        select(_other.c.data)
        .where(_other.c.case_id == case_id, _other.c.at < _until, is_kind(_other, "opened", "categorised", "moved"))
        .order_by(_other.c.seq.desc())
        .limit(ONE)
        .scalar_subquery()
    )


CAME_AGAIN = Statement(
    select(resolutions.c.case_id, _about(resolutions.c.case_id), _about(_again.c.id)).where(
        resolved_in_month, resolutions.c.at_once, came_again
    )
)


def failed_at_once(month: Month, soon: list[Reopened]) -> set[int]:
    """Cases resolved at once whose customer came back within the week, with the same matter or another of its kind."""
    asked = {**cohort_of(month), "until": micros(month.period.b), "within": WEEK}
    again = {
        number
        for number, about, other in month.reader._asked().all(CAME_AGAIN, **asked)
        if (category := json.loads(about).get("category")) is not None and json.loads(other).get("category") == category
    }
    return again | {one.case for one in soon if one.at_once}


# --- together -----------------------------------------------------------------------------------------------------


def counted_resolutions(month: Month, found: list[Reopened]) -> ResolutionCounts:
    wire, cohort = month.reader._asked(), cohort_of(month)
    ages, first, final = array("q"), array("q"), array("q")
    again = {(one.case, one.seq) for one in found}
    for number, seq, age, whole, is_first in wire.stream(AGES, **month.values):
        ages.append(age)
        if is_first:
            first.append(whole)
        if (number, seq) not in again:
            final.append(whole)
    soon = reopened_soon(month, found)
    before = month_of(month_before(month.period.month), month.team.zone)
    return ResolutionCounts(
        first=first,
        final=final,
        ages=ages,
        at_once=_at_once(month, soon),
        cohort=dict(wire.all(SOLVERS, **cohort)),
        reopened=Counter(one.solver for one in soon),
        causes=_causes(wire.all(CAUSES, **month.values)),
        causes_before=_causes(wire.all(CAUSES, **month.between(before.a, before.b))),
    )


def _at_once(month: Month, soon: list[Reopened]) -> Ratio:
    cohort = cohort_of(month)
    ((of, at_once),) = month.reader._asked().all(AT_ONCE, **cohort)
    if not at_once:
        return Ratio(0, of)
    return Ratio(int(at_once) - len(failed_at_once(month, soon)), of)


def _causes(found: list[Any]) -> Mapping[str, tuple[int, int]]:
    return {cause: (n, int(held)) for cause, n, held in found}
