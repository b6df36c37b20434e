"""Who asked a colleague, who answered and after how long, and who takes cases as they come."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Select, and_, func, select

from bot.cases import events as e
from bot.cases.figures.counts import Judged
from bot.cases.figures.helping import KINDS, Advice, answers
from bot.storage.counting.month import (
    ONE,
    TEAM,
    ZERO,
    A,
    B,
    Month,
    ended_in_month,
    in_month,
    is_kind,
    of_customers,
)
from bot.storage.counting.said import says
from bot.storage.counting.steps import steps_of, walks
from bot.storage.counting.undone import Again
from bot.storage.lanes import word
from bot.storage.schema import events, holds
from bot.storage.wire import Statement


def _by_person(kind: str) -> Statement:
    return Statement(
        select(events.c.by_, func.count()).where(in_month(kind)).group_by(events.c.by_).order_by(events.c.by_)
    )


QUESTIONS = _by_person("consulted")
MARKS = _by_person("marked_urgent")


def questions(month: Month) -> dict[str, int]:
    return dict(month.reader._asked().all(QUESTIONS, **month.values))


def urgent(month: Month) -> dict[str, int]:
    return dict(month.reader._asked().all(MARKS, **month.values))


ANSWERS = steps_of(
    select(events.c.case_id, ZERO.label("key")).where(in_month("advised")).distinct(),
    KINDS,
    lambda line, _: line.c.at < B,
)


def advice(month: Month) -> Iterator[Advice]:
    for number, steps in walks(month, ANSWERS):
        for one in answers(steps):
            if month.period.holds(one.at) and one.team == month.team.key:
                yield Advice(number, one.by, one.took(month.clock(one.first_team, one.at)))


# --- as they come: claims, less those that accepted an offer or were undone ----------------------------------------

_as_they_come = says(events, "next", True)
_how = (events.c.case_id, events.c.by_, _as_they_come.label("next"))


def _counted(asked: Select[Any]) -> Statement:
    found = asked.subquery()
    return Statement(select(found.c.by_, found.c.next, func.count()).group_by(found.c.by_, found.c.next))


claimed = select(*_how).where(in_month("claimed"))
accepted = (
    select(*_how)
    .join_from(holds, events, and_(events.c.case_id == holds.c.case_id, events.c.seq == holds.c.last_seq))
    .where(ended_in_month, holds.c.ending == word("given"), of_customers(holds))
)
_undo = events.alias("undo")
taken_back = (
    select(*_how)
    .join_from(_undo, events, and_(events.c.case_id == _undo.c.case_id, events.c.seq == _undo.c.seq - ONE))
    .where(
        *(is_kind(_undo, "undone"), _undo.c.at >= A, _undo.c.at < B),
        *(is_kind(events, "claimed"), events.c.at >= A, events.c.team == TEAM, of_customers(events)),
    )
)
CLAIMED, ACCEPTED, TAKEN_BACK = _counted(claimed), _counted(accepted), _counted(taken_back)


def claims(month: Month, again: Iterable[Again]) -> list[Judged]:
    wire = month.reader._asked()
    found: dict[tuple[str, bool], int] = defaultdict(int)
    for asked, sign in ((CLAIMED, 1), (ACCEPTED, -1), (TAKEN_BACK, -1)):
        for by, as_they_come, n in wire.all(asked, **month.values):
            found[by, bool(as_they_come)] += sign * n
    for _, by, as_they_come in accepted_then(again):
        found[by, as_they_come] -= 1
    return [Judged(by, as_they_come, n) for (by, as_they_come), n in sorted(found.items()) if n]


def accepted_then(again: Iterable[Again]) -> Iterator[tuple[int, str, bool]]:
    """Offers that were accepted in the month and are open again since: case, by whom, and as the next one or not."""
    for one in again:
        for hold in one.resumed:
            line = one.line(hold.last_seq)
            if hold.ending == "given" and isinstance(line.event, e.Claimed):
                yield one.number, line.by, line.event.next
