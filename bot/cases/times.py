"""What the clock makes of a case: its limit, its promise, its age. Instants in, instants out."""

from datetime import datetime, timedelta

from bot.cases.case import Case
from bot.cases.hours import ALWAYS, Hours
from bot.cases.people import House, Team

OFFER_LASTS = timedelta(hours=4)  # desk hours
NEAR = timedelta(hours=2)  # desk hours


def clock_of(case: Case, house: House) -> Hours:
    """An urgent case runs day and night; any other by its team's clock."""
    return ALWAYS if case.urgent else house.teams[case.team].clock


def clock_time(case: Case, house: House, a: datetime, b: datetime) -> timedelta:
    """What the case's clock ran between two instants, if nothing had stopped it: its team's clock, and day and night
    once it was marked urgent."""
    team = house.teams[case.team].clock
    marked = case.urgent_at
    if marked is None or marked >= b:
        return team.between(a, b)
    return team.between(a, marked) + ALWAYS.between(max(a, marked), b)


def deadline_from(team: Team, spoken_at: datetime) -> datetime:
    return team.clock.add(spoken_at, team.limit)


def top_deadline(case: Case, house: House, at: datetime) -> datetime:
    team = house.teams[case.team]
    return clock_of(case, house).add(at, team.urgent_limit if case.urgent else team.top_limit)


def first_promise(team: Team, deadline: datetime, at: datetime) -> datetime:
    """The deadline rounded down to the half hour, moved back to the last desk minute if it falls outside desk
    hours; the deadline itself, if there is none in between."""
    local = team.desk.local(deadline)
    rounded = deadline - timedelta(minutes=local.minute % 30, seconds=local.second, microseconds=local.microsecond)
    if not team.desk.is_open(rounded):
        last = team.desk.last_minute(rounded)
        if last is None:
            return deadline
        rounded = last
    return rounded if rounded > at else deadline


def promise_after(team: Team, woken_at: datetime) -> datetime:
    """A wait's promise is due two desk hours after it wakes."""
    return team.desk.add(woken_at, NEAR)


def paused_so_far(case: Case, house: House, at: datetime) -> timedelta:
    if case.pause is None:
        return case.paused
    return case.paused + clock_time(case, house, case.pause.since, at)


def age(case: Case, house: House, at: datetime) -> timedelta:
    """Clock time since the customer spoke, less what was paused."""
    return clock_time(case, house, case.spoken_at, at) - paused_so_far(case, house, at)


def time_left(case: Case, house: House, at: datetime) -> timedelta:
    """Clock time to the deadline; below nothing when it is over. While waiting it stands still."""
    clock = clock_of(case, house)
    if case.pause is not None:
        at = case.pause.counts_from
    if at <= case.deadline:
        return clock.between(at, case.deadline)
    return -clock.between(case.deadline, at)
