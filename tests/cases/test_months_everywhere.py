"""Months and their digests in every zone there is: cut where the calendar cuts them, each told once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cases.due import digest_at, digests_due, next_digest
from bot.cases.figures import first_day, following_month, month_at, month_of
from bot.cases.hours import Hours
from tests.cases.desk import NINE_TO_SIX, SUPPORT

ZONES = sorted(available_timezones())
YEARS = (2010, 2011, 2026, 2027)  # with a month's end that was skipped in Samoa, and those that come
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
MONTHS = [f"{year}-{month:02}" for year in YEARS for month in range(1, 13)]


def team_in(zone: str):
    desk = Hours(zone, (NINE_TO_SIX,) * 5 + ((), ()))
    return replace(SUPPORT, zone=zone, desk=desk, clock=desk, digest="slack:C0REPORT")


def wall(zone: str, at: datetime) -> datetime:
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def test_there_are_zones():
    assert len(ZONES) > 400


@pytest.mark.parametrize("letter", sorted({zone[0] for zone in ZONES}))
def test_every_instant_is_in_the_month_that_its_wall_calendar_says(letter):
    for zone in (zone for zone in ZONES if zone[0] == letter):
        for one, next_ in pairwise(month_of(month, zone) for month in MONTHS):
            assert wall(zone, one.a).day == 1, zone
            assert one.b == next_.a or one.month[5:] == "12", zone
            for at in (one.a, one.a + (one.b - one.a) / 2, one.b - timedelta.resolution):
                assert month_at(at, zone) == one.month, (zone, at)


@pytest.mark.parametrize("letter", sorted({zone[0] for zone in ZONES}))
def test_every_digest_is_due_at_nine_on_the_first_day_with_a_desk(letter):
    for zone in (zone for zone in ZONES if zone[0] == letter):
        team = team_in(zone)
        for month in MONTHS:
            at = digest_at(team, month)
            shown, first = wall(zone, at), first_day(following_month(month))
            assert (shown.hour, shown.minute) == (9, 0), (zone, month)
            assert shown.weekday() < 5, (zone, month)
            assert first <= shown.date() <= first + 3 * DAY, (zone, month)
            assert all((first + n * DAY).weekday() >= 5 for n in range((shown.date() - first).days)), (zone, month)
            assert at > month_of(month, zone).b, (zone, month)


@cache
def around(zone: str) -> tuple[datetime, ...]:
    """When in a year's months something could go wrong there: their ends, and the mornings of their digests."""
    team = team_in(zone)
    ends = [month_of(month, zone).b for month in MONTHS[24:36]] + [digest_at(team, month) for month in MONTHS[24:36]]
    return tuple(sorted(ends))


@st.composite
def a_clocks_way(draw: st.DrawFn) -> tuple[str, list[datetime]]:
    """A zone, and what the clock showed each time somebody looked: mostly forward, now and then back."""
    zone = draw(st.sampled_from(ZONES))
    near = st.sampled_from([-DAY, -MINUTE, -timedelta.resolution, 0 * DAY, MINUTE, DAY])
    times = st.builds(lambda at, off: at + off, st.sampled_from(around(zone)), near)
    return zone, draw(st.lists(times, min_size=1, max_size=20))


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(a_clocks_way())
def test_however_the_clock_goes_each_month_is_told_once_and_none_too_early(way):
    zone, looks = way
    team = team_in(zone)
    first = {team.key: datetime(2026, 1, 20, tzinfo=UTC)}
    told: list[tuple[str, str]] = []
    for now in looks:
        due = digests_due({team.key: team}, first, set(told), now)
        assert all(digest_at(team, month) <= now for _, month in due)
        told += due
        following = next_digest({team.key: team}, first, set(told), now)
        assert following is None or following > now

    assert len(told) == len(set(told))
    assert sorted(month for _, month in told) == list(_months_until(max(looks), team))


def _months_until(now: datetime, team) -> Iterator[str]:
    month = month_at(datetime(2026, 1, 20, tzinfo=UTC), team.zone)
    while digest_at(team, month) <= now:
        yield month
        month = following_month(month)


def test_a_holiday_on_the_first_puts_it_off_wherever_it_is():
    for zone in ("Pacific/Kiritimati", "Pacific/Niue", "Asia/Kathmandu", "America/St_Johns"):
        team = team_in(zone)
        free = replace(team, desk=replace(team.desk, holidays=frozenset({date(2026, 12, 1)})))
        assert wall(zone, digest_at(free, "2026-11")) == datetime(2026, 12, 2, 9, 0)  # noqa: DTZ001 - the wall itself
