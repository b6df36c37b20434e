"""The cases behind a figure, by the same definitions as the figure itself."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, bindparam, func, or_, select
from sqlalchemy.sql.expression import ColumnElement

from bot.cases.figures import Endings, Period, counted, kind_of
from bot.cases.people import Team
from bot.storage import counting as ask
from bot.storage.figures import figures_of, undone_later
from bot.storage.lanes import word
from bot.storage.reading import Reader
from bot.storage.rows import micros
from bot.storage.schema import events, holds
from bot.storage.wire import Statement


@dataclass(frozen=True, slots=True)
class Behind:
    """A case, in whose figure it stands, and how often; what a reopening took back counts −1."""

    case: int
    person: str
    n: int


_person: Any = bindparam("person")
_escaped = word("escalated")
_passed = or_(holds.c.ending == word("passed_up"), and_(holds.c.ending == word("handed_over"), holds.c.late))


def _holds(*where: ColumnElement[bool]) -> Statement:
    whose = (holds.c.case_id, holds.c.person)
    mine = holds.c.person == func.coalesce(_person, holds.c.person)
    return Statement(select(*whose, func.count()).where(ask.ended_in_month, mine, *where).group_by(*whose))


def _events(kind: str, whose: Any = events.c.by_) -> Statement:
    mine = whose == func.coalesce(_person, whose)
    asked = select(events.c.case_id, whose, func.count()).where(ask.in_month(kind), mine)
    return Statement(asked.group_by(events.c.case_id, whose))


def _ended_as(kind: str) -> Callable[[Endings], bool]:
    return lambda hold: hold.counts and kind_of(hold.ending, hold.late) == kind


_HOLDS: Mapping[str, tuple[Statement, Callable[[Endings], bool]]] = {
    "passed_up": (_holds(holds.c.counts, _passed), _ended_as("passed_up")),
    "given": (_holds(holds.c.counts, holds.c.ending == word("given")), _ended_as("given")),
    "returned": (_holds(holds.c.counts, holds.c.ending == word("returned")), _ended_as("returned")),
    "escalated_from": (_holds(holds.c.counts, holds.c.ending == _escaped), _ended_as("escalated")),
    "never_claimed": (
        _holds(holds.c.custody, holds.c.ending == _escaped),
        lambda hold: hold.custody and hold.ending == "escalated",
    ),
    "hold_time": (_holds(holds.c.counts), lambda hold: hold.counts),
    "unclaimed_time": (_holds(holds.c.custody), lambda hold: hold.custody),
}
_EVENTS: Mapping[str, Statement] = {
    "resolutions": _events("resolved"),
    "received": _events("opened", events.c.owner),
    "escalated": _events("escalated", events.c.owner),
}
_by = ask.resolution.c.by_
_TAKEN_BACK = Statement(
    ask.reopened(events.c.case_id, _by, func.count())
    .where(_by == func.coalesce(_person, _by))
    .group_by(events.c.case_id, _by)
)
# A ratio is opened by what stands above its line.
_SAME = {"lost_to_the_clock": "escalated_from", "resolve_share": "resolutions", "limit": "escalated"}

OF_A_TEAM = ("received", "resolved", "escalated", "never_claimed", "limit", "at_the_top")


def cases_behind(reader: Reader, team: Team, period: Period, figure: str, person: str | None = None) -> list[Behind]:
    """The cases of a team's figure, or of one person's, by number."""
    figure = _SAME.get(figure, figure)
    values = {"team": team.key, "a": micros(period.a), "b": micros(period.b), "person": person}
    found: dict[tuple[int, str], int] = defaultdict(int)

    def add(statement: Statement, sign: int = 1) -> None:
        for number, whose, n in reader._asked().all(statement, **values):
            found[number, whose] += sign * n

    if figure == "resolved":
        add(_EVENTS["resolutions"])
        add(_TAKEN_BACK, -1)
    elif figure in _EVENTS:
        add(_EVENTS[figure])
    elif figure == "at_the_top":
        for one in figures_of(reader, team, period).team_figures.at_the_top.still_on_the_desk:
            found[one.case, one.owner] += 1
    else:
        statement, stands = _HOLDS[figure]
        add(statement)
        for hold in undone_later(reader, team, period):
            if person in (None, hold.person) and stands(counted([hold])[0][0]):
                found[hold.case, hold.person] += 1
    return [Behind(number, whose, n) for (number, whose), n in sorted(found.items()) if n]
