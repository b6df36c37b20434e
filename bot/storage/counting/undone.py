"""What an undo has taken back since: the month stands as it was, and what comes later counts when it happens."""

from collections.abc import Iterator

from sqlalchemy import and_, bindparam, select

from bot.cases.case import Hold
from bot.cases.ending import UNDO_WITHIN
from bot.cases.figures.counts import UNDONE
from bot.cases.holds import folded_with_holds
from bot.storage.configured import teams_at
from bot.storage.counting.month import ONE, B, Month, is_kind
from bot.storage.rows import micros
from bot.storage.schema import events
from bot.storage.wire import Statement

_taken_back = events.alias("ending")
UNDONE_LATER = Statement(
    select(events.c.case_id)
    .distinct()
    .join_from(
        events,
        _taken_back,
        and_(_taken_back.c.case_id == events.c.case_id, _taken_back.c.seq == events.c.seq - ONE),
    )
    .where(is_kind(events, "undone"), events.c.at >= B, events.c.at <= bindparam("c"), _taken_back.c.at < B)
    .order_by(events.c.case_id)
)


def undone_later(month: Month) -> Iterator[Hold]:
    """Holds that ended in the period and go on again, because the end was undone after it."""
    reader, period = month.reader, month.period
    undone = reader._asked().all(UNDONE_LATER, b=micros(period.b), c=micros(period.b + UNDO_WITHIN))
    if not undone:
        return
    teams = teams_at(reader, reader.house.teams)
    for (number,) in undone:
        lines = [line for line in reader.lines(number) if line.at < period.b]
        now = {hold.number: hold.ended_at for hold in reader.holds(number)}
        for hold in folded_with_holds(lines, teams)[1]:
            ended = hold.ended_at is not None and period.holds(hold.ended_at) and hold.ending != UNDONE
            if ended and hold.team == month.team.key and hold.ended_at != now.get(hold.number):
                yield hold
