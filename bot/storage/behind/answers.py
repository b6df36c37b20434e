"""The cases behind what the customer heard, was promised and said: under whoever wrote, owned or resolved."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.sql.expression import ColumnElement

from bot.cases.figures.answers import UNKNOWN_CAUSE, Score
from bot.storage.behind.found import Behind, Found, Look, is_theirs
from bot.storage.counting.answers import answered_in_month, due_in_month, told_anew
from bot.storage.counting.month import Month
from bot.storage.counting.resolutions import cohort_of, failed_at_once, reopened, reopened_soon, resolved_in_month
from bot.storage.counting.verdicts import hidden, rated
from bot.storage.lanes import word
from bot.storage.schema import promises, resolutions, responses
from bot.storage.wire import Statement


def _grouped(case_id: Any, whose: Any, *where: ColumnElement[bool]) -> Statement:
    asked = select(case_id, whose, func.count()).where(*where, is_theirs(whose))
    return Statement(asked.group_by(case_id, whose))


def _resolved(*where: ColumnElement[bool]) -> Statement:
    return _grouped(resolutions.c.case_id, resolutions.c.by_, resolved_in_month, *where)


RESPONSES = _grouped(responses.c.case_id, responses.c.by_, answered_in_month)
KEPT = _grouped(promises.c.case_id, promises.c.owner, due_in_month, promises.c.kept)
BROKEN = _grouped(promises.c.case_id, promises.c.owner, due_in_month, ~promises.c.kept)
ALL = _resolved()
FIRST = _resolved(resolutions.c.first)
AT_ONCE = _resolved(resolutions.c.at_once)
UNKNOWN = _resolved(resolutions.c.cause == word(UNKNOWN_CAUSE))
# Who resolved a case last in the month, of whom it is said what its customer made of that.
SOLVERS = Statement(
    select(resolutions.c.case_id, resolutions.c.seq, resolutions.c.by_)
    .where(resolved_in_month)
    .order_by(resolutions.c.case_id, resolutions.c.seq)
)
ASKED: Mapping[str, Statement] = {
    "responses": RESPONSES,
    "kept": KEPT,
    "broken": BROKEN,
    "resolutions": ALL,
    "first": FIRST,
    "at once": AT_ONCE,
    "unknown": UNKNOWN,
    "solvers": SOLVERS,
}


def _rows(month: Month, asked: Statement, values: dict[str, Any], person: str | None) -> list[Behind]:
    return [Behind(*row) for row in month.reader._asked().all(asked, **values, person=person)]


def _of(person: str | None, found: Iterable[Behind]) -> Found:
    return [one for one in found if person in (None, one.person)]


def _month_of(asked: Statement) -> Look:
    return lambda month, person: _rows(month, asked, month.values, person)


def _responses(month: Month, person: str | None) -> Found:
    anew = told_anew(month)
    found = [one for one in _rows(month, RESPONSES, month.values, person) if one.case not in anew.cases]
    return [*found, *_of(person, (Behind(one.case, one.by, 1) for one in anew.responses))]


def _promises(asked: Statement, *, kept: bool) -> Look:
    def look(month: Month, person: str | None) -> Found:
        anew = told_anew(month)
        more = [Behind(one.case, one.owner, 1) for one in anew.promises if one.kept is kept]
        less = [Behind(one.case, one.owner, -1) for one in anew.instead_of if one.kept is kept]
        return [*_rows(month, asked, month.values, person), *_of(person, (*more, *less))]

    return look


def _final(month: Month, person: str | None) -> Found:
    again = {(one.case, one.seq) for one in reopened(month)}
    rows = month.reader._asked().all(SOLVERS, **month.values)
    return _of(person, (Behind(case, by, 1) for case, seq, by in rows if (case, seq) not in again))


def _fcr(month: Month, person: str | None) -> Found:
    failed = failed_at_once(month, reopened_soon(month, reopened(month)))
    return [one for one in _rows(month, AT_ONCE, cohort_of(month), person) if one.case not in failed]


def _reopened(month: Month, person: str | None) -> Found:
    return _of(person, (Behind(one.case, one.solver, 1) for one in reopened_soon(month, reopened(month))))


def _scored(is_meant: Callable[[Score], bool], question: str = "resolution") -> Look:
    def look(month: Month, person: str | None) -> Found:
        found = (one for one in rated(month) if question in one.scores and is_meant(one.scores[question]))
        return _of(person, [Behind(one.case, one.solver, 1) for one in found])

    return look


def _hidden(*, by_sign: bool) -> Look:
    def look(month: Month, person: str | None) -> Found:
        found = hidden(month, rated(month), reopened(month))
        solvers = {case: by for case, _, by in month.reader._asked().all(SOLVERS, **month.values)}
        cases = [case for cases in found.signs.values() for case in cases] if by_sign else found.cases
        return _of(person, (Behind(case, solvers[case], 1) for case in cases))

    return look


# A ratio is opened by what stands above its line; what stands below it, less that, has a name of its own.
LOOKS: Mapping[str, Look] = {
    "first_response": _responses,
    "time_to_first_resolution": _month_of(FIRST),
    "time_to_final_resolution": _final,
    "age_at_resolution": _month_of(ALL),
    "fcr": _fcr,
    "reopen_rate": _reopened,
    "promises": _promises(KEPT, kept=True),
    "promises_broken": _promises(BROKEN, kept=False),
    "satisfaction": _scored(lambda score: True),
    "fives": _scored(lambda score: score.score == 5),
    "ones_and_twos": _scored(lambda score: score.score <= 2),
    "later": _scored(lambda score: True, "later"),
    "hidden_dissatisfaction": _hidden(by_sign=False),
    "hidden_signs": _hidden(by_sign=True),
    "causes": _month_of(ALL),
    "unknown_causes": _month_of(UNKNOWN),
}
