"""What the customer heard first and when, and which promises were kept: each is a row, written when it happened."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, func, select

from bot.cases.deeds import Deeds, Promise, Response, broken_by, folded_with_deeds
from bot.cases.ending import UNDO_WITHIN
from bot.cases.figures.measures import MICROSECOND
from bot.storage import rows
from bot.storage.counting.month import TEAM, A, B, Month
from bot.storage.counting.undone import UNDONE_LATER
from bot.storage.rows import micros, promise_of
from bot.storage.schema import DUE, cases, promises, responses
from bot.storage.wire import Statement

answered_in_month = and_(responses.c.team == TEAM, responses.c.at >= A, responses.c.at < B)
due_in_month = and_(promises.c.team == TEAM, promises.c.due >= A, promises.c.due < B)

RESPONSES = Statement(select(responses.c.case_id, responses.c.by_, responses.c.length).where(answered_in_month))
PROMISES = Statement(
    select(promises.c.owner, promises.c.kept, func.count())
    .where(due_in_month)
    .group_by(promises.c.owner, promises.c.kept)
)
# Until the clock has struck, nothing is written of a promise whose time has come.
UNSTRUCK = Statement(select(cases.c.id).where(DUE, cases.c.due_at < bindparam("until")).order_by(cases.c.id))
_number: Any = bindparam("number")
PROMISES_OF = Statement(select(*(promises.c[name] for name in rows.PROMISE)).where(promises.c.case_id == _number))


class Anew(NamedTuple):
    """What of a few cases is not as their rows say now: these stand no longer, and those do."""

    cases: frozenset[int] = frozenset()
    responses: tuple[Response, ...] = ()
    promises: tuple[Promise, ...] = ()
    instead_of: tuple[Promise, ...] = ()


def counted_responses(month: Month, anew: Anew) -> Mapping[str, Sequence[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, by, length in month.reader._asked().stream(RESPONSES, **month.values):
        if number not in anew.cases:
            found[by].append(length)
    for one in anew.responses:
        found[one.by].append(one.length // MICROSECOND)
    return found


def counted_promises(month: Month, anew: Anew) -> Mapping[tuple[str, bool], int]:
    found: dict[tuple[str, bool], int] = defaultdict(int)
    for owner, kept, n in month.reader._asked().all(PROMISES, **month.values):
        found[owner, bool(kept)] += n
    for one in anew.promises:
        found[one.owner, one.kept] += 1
    for one in anew.instead_of:
        found[one.owner, one.kept] -= 1
    return {key: n for key, n in found.items() if n}


# --- what the rows do not say -------------------------------------------------------------------------------------


def told_anew(month: Month) -> Anew:
    """Of cases of which a line was undone after the month, as it stood then; and of those for which the clock has not
    struck yet, which are none while it runs."""
    wire, b, until = month.reader._asked(), micros(month.period.b), micros(month.until)
    numbers = {row[0] for row in wire.all(UNDONE_LATER, b=b, c=micros(month.period.b + UNDO_WITHIN))}
    numbers |= {row[0] for row in wire.all(UNSTRUCK, until=until)}
    if not numbers:
        return Anew()
    answered: list[Response] = []
    promised: list[Promise] = []
    instead: list[Promise] = []
    for number, deeds in _told(month, numbers):
        answered += (one for one in deeds.responses if one.team == month.team.key and month.period.holds(one.at))
        promised += _of_the_month(month, deeds.promises)
        instead += _of_the_month(month, map(promise_of, wire.all(PROMISES_OF, number=number)))
    return Anew(frozenset(numbers), tuple(answered), tuple(promised), tuple(instead))


def _of_the_month(month: Month, found: Iterable[Promise]) -> list[Promise]:
    return [one for one in found if one.team == month.team.key and month.period.holds(one.due)]


def _told(month: Month, numbers: set[int]) -> Iterator[tuple[int, Deeds]]:
    for number in sorted(numbers):
        lines = [line for line in month.reader.lines(number) if line.at < month.period.b]
        if lines:
            case, _, deeds = folded_with_deeds(lines, month.teams)
            yield number, deeds.and_then(Deeds(promises=broken_by(case, month.until)))
