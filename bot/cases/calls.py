"""Who is rung: once a week a few satisfied and a few silent customers, drawn by lot, so that somebody hears why."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

from bot.cases.case import Case
from bot.cases.people import Team
from bot.cases.rating import SATISFIED, lot

WEEK = timedelta(days=7)
SEED = 2  # another lot than who is asked once more


def week_of(team: Team, at: datetime) -> tuple[date, datetime]:
    """The Monday of the team's week, and when the desk first opens in it."""
    today = team.desk.local(at).date()
    monday = today - timedelta(days=today.weekday())
    begins = team.desk.at_local(monday, 0, 0)
    return monday, begins if team.desk.is_open(begins) else team.desk.next_opening(begins)


def asked_between(team: Team, monday: date) -> tuple[datetime, datetime]:
    """Whose turn it is that week: who was asked in the last week but one, and had a week to answer."""
    return team.desk.at_local(monday - 2 * WEEK, 0, 0), team.desk.at_local(monday - WEEK, 0, 0)


def satisfied_and_silent(asked: Iterable[int], scores: Mapping[int, int]) -> tuple[list[int], list[int]]:
    """The cases of both, each in the order of the lot."""
    drawn = sorted(asked, key=lambda number: lot(number, SEED))
    satisfied = [number for number in drawn if scores.get(number, 0) >= SATISFIED]
    return satisfied, [number for number in drawn if number not in scores]


def is_still_so(case: Case) -> bool:
    """What was reopened since has somebody who speaks with its customer."""
    return case.state in ("resolved", "closed") and case.asked_at is not None


def first(cases: Iterator[Case], most: int) -> list[Case]:
    """So many of them for whom it is still so, and no customer twice."""
    found: dict[int, Case] = {}
    for case in cases:
        if len(found) == most:
            break
        if is_still_so(case):
            found.setdefault(case.customer, case)
    return list(found.values())
