"""The cases themselves: what came in, what the customer heard and when, and what they said of it."""

from sqlalchemy import func, select

from bot.cases.figures.counts import CaseCounts
from bot.storage.counting.answers import counted_promises, counted_responses, told_anew
from bot.storage.counting.month import Month, in_month
from bot.storage.counting.resolutions import counted_resolutions, reopened
from bot.storage.counting.verdicts import counted_verdicts
from bot.storage.schema import events
from bot.storage.wire import Statement

KINDS = Statement(select(events.c.kind, func.count()).where(in_month("opened", "escalated")).group_by(events.c.kind))


def counted_cases(month: Month) -> CaseCounts:
    kinds = dict(month.reader._asked().all(KINDS, **month.values))
    anew, again = told_anew(month), reopened(month)
    return CaseCounts(
        received=kinds.get("opened", 0),
        escalated=kinds.get("escalated", 0),
        responses=counted_responses(month, anew),
        promises=counted_promises(month, anew),
        resolutions=counted_resolutions(month, again),
        verdicts=counted_verdicts(month, again),
    )
