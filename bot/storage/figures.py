"""The figures of a team's month: what is counted of it, and what that comes to."""

import json
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import exists, literal_column, or_, select

from bot.cases.figures import Counts, Figures, Period, figures, month_of
from bot.cases.people import Team
from bot.storage.configured import teams_at
from bot.storage.counting.cases import counted_cases
from bot.storage.counting.held import counted_holds
from bot.storage.counting.month import ONE, TEAM, B, Month, is_kind, of_customers
from bot.storage.counting.top import at_the_top
from bot.storage.reading import Reader
from bot.storage.rows import instant
from bot.storage.schema import ENDED, cases, events, holds
from bot.storage.wire import Statement

SEAL = Statement(
    select(events.c.data)
    .where(is_kind(events, "sealed"), events.c.case_id == literal_column("0"), events.c.at < B)
    .order_by(events.c.at.desc(), events.c.seq.desc())
    .limit(ONE)
)
# A team that never had a case would be looked for in all of the ledger; one that had has a hold, ended or running.
_had_any = or_(exists().where(ENDED, holds.c.team == TEAM), exists().where(cases.c.team == TEAM))
FIRST_CASE = Statement(
    select(events.c.at)
    .where(is_kind(events, "opened"), events.c.team == TEAM, _had_any, of_customers(events))
    .order_by(events.c.at)
    .limit(ONE)
)


def figures_of(reader: Reader, team: Team, period: Period, now: datetime | None = None) -> Figures:
    """A team's month; of one that still runs, what there is. What has not ended is as old as it is `now`."""
    month = Month.by(now, reader, team, period)
    return figures(team.key, period, [tier.name for tier in team.tiers], _counts(month))


def first_cases(reader: Reader, teams: Iterable[str]) -> dict[str, datetime]:
    """When the first case of each team came; a team without any is left out."""
    found = {team: reader._asked().all(FIRST_CASE, team=team) for team in teams}
    return {team: instant(row[0][0]) for team, row in found.items() if row}


def names_on(team: str, month: str, reader: Reader, now: datetime) -> bool:
    """Do the figures of that month name people? Not if it is switched off now, nor if it was then."""
    house = reader.house
    end = month_of(month, house.teams[team].zone).b
    return house.teams[team].digest_names and teams_at(reader, house.teams)(team, min(end, now)).digest_names


def _counts(month: Month) -> Counts:
    seal = month.reader._asked().all(SEAL, b=month.values["b"])
    return Counts(
        holds=counted_holds(month),
        cases=counted_cases(month),
        at_the_top=at_the_top(month),
        seal=json.loads(seal[0][0])["seal"] if seal else None,
    )
