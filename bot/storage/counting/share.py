"""Whose hands an escalated case was in for how much of the clock."""

from collections.abc import Iterator

from sqlalchemy import select

from bot.cases.figures.sharing import KINDS, Shared, shared
from bot.storage.counting.month import Month, in_month
from bot.storage.counting.steps import steps_of, walks
from bot.storage.schema import events

ESCALATIONS = steps_of(
    select(events.c.case_id, events.c.seq.label("key")).where(in_month("escalated")),
    KINDS,
    lambda line, escalation: line.c.seq <= escalation.c.key,
)


def shares(month: Month) -> Iterator[Shared]:
    for number, steps in walks(month, ESCALATIONS):
        opening = max(n for n, step in enumerate(steps) if step.kind in ("opened", "reopened"))
        of_it = steps[opening:]
        yield shared(number, of_it, month.clock(of_it[0].team, of_it[-1].at))
