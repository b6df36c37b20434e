"""The cases themselves: what came in, what the customer heard and when, and what they said of it."""

from sqlalchemy import func, select

from bot.cases.figures.counts import CaseCounts
from bot.storage.counting.month import Month, in_month
from bot.storage.schema import events
from bot.storage.wire import Statement

KINDS = Statement(select(events.c.kind, func.count()).where(in_month("opened", "escalated")).group_by(events.c.kind))


def counted_cases(month: Month) -> CaseCounts:
    kinds = dict(month.reader._asked().all(KINDS, **month.values))
    return CaseCounts(received=kinds.get("opened", 0), escalated=kinds.get("escalated", 0))
