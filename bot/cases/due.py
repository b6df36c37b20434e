"""When a month's digest is due: on the first working day after it, at 09:00. Pure; a month missed is made up once."""

from collections.abc import Iterator, Mapping, Set
from datetime import datetime

from bot.cases.figures import first_day, following_month, month_at
from bot.cases.people import Team

AT_HOUR = 9
NOON = 12
Month = tuple[str, str]  # team, 2026-10


def digest_at(team: Team, month: str) -> datetime:
    """When the digest of a month is posted, by the team's calendar."""
    day = first_day(following_month(month))
    if not team.desk.is_working_day(day):
        day = team.desk.working_day_after(team.desk.at_local(day, NOON, 0), 1)
    return team.desk.at_local(day, AT_HOUR, 0)


def digests_due(
    teams: Mapping[str, Team], first: Mapping[str, datetime], already: Set[Month], now: datetime
) -> list[Month]:
    """The digests that should have been posted by now and were not, oldest first.

    `first` is when a team's first case came: its digests begin with that month, however short.
    """
    due = [
        (at, team.key, month)
        for team in teams.values()
        for at, month in _unposted(team, first, already, now)
        if at <= now
    ]
    return [(team, month) for _, team, month in sorted(due)]


def next_digest(
    teams: Mapping[str, Team], first: Mapping[str, datetime], already: Set[Month], now: datetime
) -> datetime | None:
    """When the next digest is due; `now` if one is overdue, None while there is nothing to tell."""
    times = [at for team in teams.values() for at, _ in _unposted(team, first, already, now)]
    return max(now, min(times)) if times else None


def _unposted(
    team: Team, first: Mapping[str, datetime], already: Set[Month], now: datetime
) -> Iterator[tuple[datetime, str]]:
    """The months whose digest was not posted, up to the first whose time has not come."""
    if team.key not in first or team.digest is None:  # nothing to tell, or nowhere to
        return
    month, at = month_at(first[team.key], team.zone), now
    while at <= now:
        at = digest_at(team, month)
        if (team.key, month) not in already:
            yield at, month
        month = following_month(month)
