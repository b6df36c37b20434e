"""What an undo has taken back since: the month stands as it was, and what comes later counts when it happens."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, bindparam, exists, select
from sqlalchemy.sql.expression import ColumnElement

from bot.cases import events as e
from bot.cases.case import Hold, Line
from bot.cases.ending import UNDO_WITHIN
from bot.cases.figures.counts import UNDONE
from bot.cases.holds import folded_with_holds
from bot.storage.counting.month import ONE, B, Month, is_kind, of_customers
from bot.storage.rows import micros
from bot.storage.schema import events
from bot.storage.wire import Statement

_taken_back = events.alias("taken_back")
UNDONE_LATER = Statement(
    select(events.c.case_id)
    .distinct()
    .join_from(
        events,
        _taken_back,
        and_(_taken_back.c.case_id == events.c.case_id, _taken_back.c.seq == events.c.seq - ONE),
    )
    .where(is_kind(events, "undone"), events.c.at >= B, events.c.at <= bindparam("c"), _taken_back.c.at < B)
    .where(of_customers(events))
    .order_by(events.c.case_id)
)


def not_undone(line: Any) -> ColumnElement[bool]:
    """Of a line before b: it was not undone before b."""
    undo = events.alias("undo")
    return ~exists().where(
        undo.c.case_id == line.c.case_id,
        undo.c.seq == line.c.seq + ONE,  # nothing can come between a line and its undoing
        is_kind(undo, "undone"),
        undo.c.at < B,
    )


@dataclass(frozen=True, slots=True)
class Again:
    """A case with a move that was undone after the month: its lines and holds as they stood at the month's end."""

    number: int
    lines: tuple[Line, ...]
    holds: tuple[Hold, ...]
    resumed: tuple[Hold, ...]  # of the team: they ended in the month, and go on again since

    def line(self, seq: int | None) -> Line:
        return next(line for line in self.lines if line.seq == seq)

    def offer_before(self, seq: int) -> e.Given:
        """The offer that the line with that number accepts."""
        undone = {line.event.seq for line in self.lines if isinstance(line.event, e.Undone)}
        earlier = (line for line in reversed(self.lines) if line.seq < seq and line.seq not in undone)
        return next(line.event for line in earlier if isinstance(line.event, e.Given))

    def resolved_in(self, month: Month) -> bool:
        return any(
            hold.ending == "resolved"
            and hold.team == month.team.key
            and month.period.holds(hold.ended_at or hold.started_at)
            for hold in self.holds
        )


def undone_later(month: Month) -> Iterator[Again]:
    reader, period = month.reader, month.period
    undone = reader._asked().all(UNDONE_LATER, b=micros(period.b), c=micros(period.b + UNDO_WITHIN))
    if not undone:
        return
    for (number,) in undone:
        lines = tuple(line for line in reader.lines(number) if line.at < period.b)
        now = {hold.number: hold.ended_at for hold in reader.holds(number)}
        holds = tuple(folded_with_holds(lines, month.teams)[1])
        resumed = tuple(
            hold
            for hold in holds
            if hold.ended_at is not None
            and period.holds(hold.ended_at)
            and hold.ending != UNDONE
            and hold.team == month.team.key
            and hold.ended_at != now.get(hold.number)
        )
        yield Again(number, lines, holds, resumed)
