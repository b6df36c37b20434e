"""A month of a team, as instants; and how months follow each other."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.cases.hours import Hours

FIRST_YEAR, LAST_YEAR = 2000, 2199


@dataclass(frozen=True, slots=True)
class Period:
    """A month of a team, as instants: `a` belongs to it, `b` does not."""

    month: str  # 2026-10
    a: datetime
    b: datetime

    def holds(self, at: datetime) -> bool:
        return self.a <= at < self.b


def month_of(month: str, zone: str) -> Period:
    """The month as the zone's calendar has it. Raises ValueError if it is none."""
    first, hours = first_day(month), Hours(zone)
    following = first_day(following_month(month))
    return Period(month, hours.at_local(first, 0, 0), hours.at_local(following, 0, 0))


def first_day(month: str) -> date:
    year, dash, number = month.partition("-")
    if not (dash and len(year) == 4 and len(number) == 2 and month.isascii() and (year + number).isdigit()):
        raise ValueError(f"{month!r} is not a month like 2026-10")
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise ValueError(f"{month!r} is not a month like 2026-10")
    return date(int(year), int(number), 1)


def month_at(at: datetime, zone: str) -> str:
    return f"{Hours(zone).local(at):%Y-%m}"


def following_month(month: str) -> str:
    return f"{first_day(month) + timedelta(days=31):%Y-%m}"


def month_before(month: str) -> str:
    return f"{first_day(month) - timedelta(days=1):%Y-%m}"
