"""The hours: a table of the rules, and a second computation that walks every minute of the wall clock."""

import pickle
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import accumulate, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cases.hours import ALWAYS, Hours

HOUR, MINUTE, DAY = timedelta(hours=1), timedelta(minutes=1), timedelta(days=1)
BUCHAREST, NEW_YORK, KATHMANDU, LORD_HOWE = (
    "Europe/Bucharest",
    "America/New_York",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
)
SHUT: tuple[tuple[int, int], ...] = ()
FULL = ((0, 1440),)


def desk(zone: str = BUCHAREST, *holidays: str) -> Hours:
    """Mon-Fri 09:00-18:00."""
    return Hours(zone, (((540, 1080),),) * 5 + (SHUT,) * 2, frozenset(map(date.fromisoformat, holidays)))


def weekdays(zone: str = BUCHAREST, *holidays: str) -> Hours:
    """Mon-Fri, day and night."""
    return Hours(zone, (FULL,) * 5 + (SHUT,) * 2, frozenset(map(date.fromisoformat, holidays)))


def always(zone: str = BUCHAREST) -> Hours:
    return Hours(zone)


def nights(zone: str = BUCHAREST) -> Hours:
    """22:00-06:00, the nights beginning Mon to Fri."""
    late, early = (1320, 1440), (0, 360)
    return Hours(zone, ((late,), (early, late), (early, late), (early, late), (early, late), (early,), SHUT))


def every_day(opens: int, closes: int, zone: str) -> Hours:
    return Hours(zone, (((opens, closes),),) * 7)


def at(wall: str, hours: Hours, fold: int = 0) -> datetime:
    """A wall time of the desk; 2026-11-20 is a Friday."""
    return datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(hours.zone), fold=fold).astimezone(UTC)


def says(hours: Hours, instant: datetime | None) -> str | None:
    return instant and instant.astimezone(ZoneInfo(hours.zone)).strftime("%Y-%m-%d %H:%M")


ADDED = {
    "Friday 17:00 + 20 h weekdays is Monday 13:00": (weekdays(), "2026-11-20 17:00", 20, "2026-11-23 13:00"),
    "Friday 17:00 + 20 h always is Saturday 13:00": (always(), "2026-11-20 17:00", 20, "2026-11-21 13:00"),
    "Friday 17:00 + 20 h desk hours is Wednesday 10:00": (desk(), "2026-11-20 17:00", 20, "2026-11-25 10:00"),
    "written on Saturday, it runs from Monday": (weekdays(), "2026-11-21 11:00", 20, "2026-11-23 20:00"),
    "ending exactly at a closing, it falls there": (desk(), "2026-11-20 15:00", 3, "2026-11-20 18:00"),
    "ending exactly at the weekend, it falls there": (weekdays(), "2026-11-20 20:00", 4, "2026-11-21 00:00"),
    "a whole desk day from the opening is that day's closing": (desk(), "2026-11-23 09:00", 9, "2026-11-23 18:00"),
    "from a closing, it runs from the next opening": (desk(), "2026-11-20 18:00", 1, "2026-11-23 10:00"),
    "a minute past the closing is a minute into Monday": (desk(), "2026-11-20 15:01", 3, "2026-11-23 09:01"),
    "no length is the start itself, though shut": (desk(), "2026-11-21 11:00", 0, "2026-11-21 11:00"),
    "a holiday stands still": (weekdays(BUCHAREST, "2026-11-23"), "2026-11-20 17:00", 20, "2026-11-24 13:00"),
    "a holiday on a weekend costs nothing": (
        weekdays(BUCHAREST, "2026-11-21"),
        "2026-11-20 17:00",
        20,
        "2026-11-23 13:00",
    ),
    "two holidays and a weekend": (
        desk(BUCHAREST, "2026-12-24", "2026-12-25"),
        "2026-12-23 17:00",
        2,
        "2026-12-28 10:00",
    ),
    "a night shift goes on over midnight": (nights(), "2026-11-20 23:00", 6, "2026-11-21 05:00"),
    "day and night: spring takes no hour of the 20": (always(), "2026-03-28 20:00", 20, "2026-03-29 17:00"),
    "day and night: autumn gives no hour to the 20": (always(), "2026-10-24 20:00", 20, "2026-10-25 15:00"),
    "a desk of Mon-Sun 00:00-24:00 with a holiday, spring": (
        Hours(BUCHAREST, holidays=frozenset({date(2026, 5, 1)})),
        "2026-03-28 20:00",
        20,
        "2026-03-29 17:00",
    ),
    "New York, open through the skipped hour": (
        every_day(60, 300, NEW_YORK),
        "2026-03-08 01:00",
        2,
        "2026-03-08 04:00",
    ),
    "New York, open through the doubled hour": (every_day(0, 300, NEW_YORK), "2026-11-01 00:00", 6, "2026-11-01 05:00"),
    "New York, opening in the skipped hour is the jump": (
        every_day(150, 300, NEW_YORK),
        "2026-03-08 00:00",
        1,
        "2026-03-08 04:00",
    ),
    "New York, closing in the skipped hour is the jump": (
        every_day(60, 150, NEW_YORK),
        "2026-03-08 00:00",
        1,
        "2026-03-08 03:00",
    ),
    "New York, opening in the doubled hour is its first coming": (
        every_day(90, 300, NEW_YORK),
        "2026-11-01 00:00",
        2,
        "2026-11-01 02:30",
    ),
    "Lord Howe, half an hour is skipped": (every_day(60, 300, LORD_HOWE), "2026-10-04 01:00", 2, "2026-10-04 03:30"),
    "Lord Howe, half an hour comes twice": (every_day(60, 300, LORD_HOWE), "2026-04-05 01:00", 2, "2026-04-05 02:30"),
    "Kathmandu, 45 minutes off": (desk(KATHMANDU), "2026-11-20 17:00", 2, "2026-11-23 10:00"),
}


@pytest.mark.parametrize(("hours", "start", "length", "due"), ADDED.values(), ids=ADDED)
def test_clock_time_falls_due(hours, start, length, due):
    assert says(hours, hours.add(at(start, hours), length * HOUR)) == due


BACK = {
    "2 desk hours before Friday 17:00 is 15:00": (desk(), "2026-11-20 17:00", 2, "2026-11-20 15:00"),
    "2 desk hours before Monday 10:00 is Friday 17:00": (desk(), "2026-11-23 10:00", 2, "2026-11-20 17:00"),
    "beginning exactly at an opening, it is the opening": (desk(), "2026-11-23 11:00", 2, "2026-11-23 09:00"),
    "from an opening, it runs back from the last closing": (desk(), "2026-11-23 09:00", 2, "2026-11-20 16:00"),
    "from the weekend, it runs back from Friday": (weekdays(), "2026-11-22 12:00", 2, "2026-11-20 22:00"),
    "no length is the end itself, though shut": (desk(), "2026-11-21 11:00", 0, "2026-11-21 11:00"),
    "over a holiday": (desk(BUCHAREST, "2026-11-20"), "2026-11-23 10:00", 2, "2026-11-19 17:00"),
    "day and night, over the skipped hour": (always(), "2026-03-29 17:00", 20, "2026-03-28 20:00"),
    "weekends only, over the doubled hour": (
        Hours(BUCHAREST, (SHUT,) * 5 + (FULL,) * 2),
        "2026-10-25 15:00",
        20,
        "2026-10-24 20:00",
    ),
}


@pytest.mark.parametrize(("hours", "end", "length", "began"), BACK.values(), ids=BACK)
def test_clock_time_before_an_instant(hours, end, length, began):
    assert says(hours, hours.back(at(end, hours), length * HOUR)) == began


BETWEEN = {
    "over a weekend": (desk(), "2026-11-20 17:00", "2026-11-23 10:00", 2),
    "a week of desk hours": (desk(), "2026-11-16 00:00", "2026-11-23 00:00", 45),
    "a week of desk days": (weekdays(), "2026-11-16 00:00", "2026-11-23 00:00", 120),
    "while shut": (desk(), "2026-11-20 18:00", "2026-11-23 09:00", 0),
    "backwards": (desk(), "2026-11-20 17:00", "2026-11-20 16:00", 0),
    "backwards, day and night": (always(), "2026-11-20 17:00", "2026-11-20 16:00", 0),
    "over a holiday": (desk(BUCHAREST, "2026-11-19"), "2026-11-18 17:00", "2026-11-20 10:00", 2),
    "a day of 25 hours": (always(), "2026-10-25 00:00", "2026-10-26 00:00", 25),
    "a day of 23 hours": (always(), "2026-03-29 00:00", "2026-03-30 00:00", 23),
    "a desk day of 25 hours": (Hours(BUCHAREST, (SHUT,) * 6 + (FULL,)), "2026-10-20 00:00", "2026-10-30 00:00", 25),
    "an opening in the doubled hour is its first coming, a closing its last": (
        every_day(75, 105, NEW_YORK),
        "2026-11-01 00:00",
        "2026-11-02 00:00",
        1.5,
    ),
    "a closing at the minute that the clocks fall back to is its last coming": (
        every_day(0, 60, NEW_YORK),
        "2026-11-01 00:00",
        "2026-11-02 00:00",
        2,
    ),
    "hours that lie wholly in the skipped hour": (
        every_day(135, 165, NEW_YORK),
        "2026-03-08 00:00",
        "2026-03-09 00:00",
        0,
    ),
    "Lord Howe, a day of 24 and a half hours": (always(LORD_HOWE), "2026-04-05 00:00", "2026-04-06 00:00", 24.5),
    "Lord Howe, a desk day of 23 and a half hours": (
        Hours(LORD_HOWE, (SHUT,) * 6 + (FULL,)),
        "2026-10-04 00:00",
        "2026-10-05 00:00",
        23.5,
    ),
    "two intervals that overlap count once": (
        Hours(BUCHAREST, (((600, 720), (540, 660)),) * 7),
        "2026-11-20 00:00",
        "2026-11-21 00:00",
        3,
    ),
}


@pytest.mark.parametrize(("hours", "a", "b", "length"), BETWEEN.values(), ids=BETWEEN)
def test_open_time_between(hours, a, b, length):
    assert hours.between(at(a, hours), at(b, hours)) == length * HOUR


OPEN = {
    "the start belongs to it": (desk(), "2026-11-20 09:00", True),
    "the last desk minute is 17:59": (desk(), "2026-11-20 17:59", True),
    "the end does not belong to it": (desk(), "2026-11-20 18:00", False),
    "the minute before opening": (desk(), "2026-11-20 08:59", False),
    "a weekend": (desk(), "2026-11-21 12:00", False),
    "a holiday": (desk(BUCHAREST, "2026-11-20"), "2026-11-20 12:00", False),
    "day and night": (always(), "2026-11-21 03:00", True),
    "a night shift at midnight": (nights(), "2026-11-21 00:00", True),
    "a holiday cuts the night shift at midnight": (
        replace(nights(), holidays=frozenset({date(2026, 11, 20)})),
        "2026-11-20 00:00",
        False,
    ),
}


@pytest.mark.parametrize(("hours", "when", "is_open"), OPEN.values(), ids=OPEN)
def test_open_or_shut(hours, when, is_open):
    assert hours.is_open(at(when, hours)) is is_open


OPENINGS = {
    "the next morning": (desk(), "2026-11-19 17:00", "2026-11-20 09:00"),
    "strictly after: from an opening to the next": (desk(), "2026-11-20 09:00", "2026-11-23 09:00"),
    "a minute before": (desk(), "2026-11-20 08:59", "2026-11-20 09:00"),
    "over a holiday": (desk(BUCHAREST, "2026-11-23"), "2026-11-20 18:00", "2026-11-24 09:00"),
    "a desk that never shuts opens at midnight": (always(), "2026-11-20 17:00", "2026-11-21 00:00"),
    "from midnight, at the next one": (always(), "2026-11-21 00:00", "2026-11-22 00:00"),
    "midnight where the desk is": (always(KATHMANDU), "2026-11-20 17:00", "2026-11-21 00:00"),
    "desk days open at each midnight": (weekdays(), "2026-11-18 17:00", "2026-11-19 00:00"),
    "desk days open after the weekend": (weekdays(), "2026-11-20 17:00", "2026-11-23 00:00"),
    "desk days open after a holiday": (weekdays(BUCHAREST, "2026-11-23"), "2026-11-20 17:00", "2026-11-24 00:00"),
    "a night shift opens in the evening, not at midnight": (nights(), "2026-11-19 22:00", "2026-11-20 22:00"),
    "a night shift after a holiday opens at midnight": (
        replace(nights(), holidays=frozenset({date(2026, 11, 19)})),
        "2026-11-19 12:00",
        "2026-11-20 00:00",
    ),
    "a full day after an evening opens at midnight": (
        Hours(BUCHAREST, (((1080, 1440),),) * 5 + (FULL,) * 2),
        "2026-11-20 19:00",
        "2026-11-21 00:00",
    ),
    "an early morning after a full day does not open": (
        Hours(BUCHAREST, (((0, 360), (540, 1080)),) + (FULL,) * 6),
        "2026-11-22 12:00",
        "2026-11-23 09:00",
    ),
    "a lunch break": (Hours(BUCHAREST, (((540, 720), (780, 1080)),) * 7), "2026-11-20 10:00", "2026-11-20 13:00"),
    "two halves that touch open once": (
        Hours(BUCHAREST, (((540, 720), (720, 1080)),) * 7),
        "2026-11-20 10:00",
        "2026-11-21 09:00",
    ),
    "halves that touch at noon make a full day": (
        Hours(BUCHAREST, (((0, 720), (720, 1440)),) * 7),
        "2026-11-20 10:00",
        "2026-11-21 00:00",
    ),
    "an opening that the clocks jump over": (every_day(150, 300, NEW_YORK), "2026-03-08 00:00", "2026-03-08 03:00"),
    "hours that the clocks jump over do not open": (
        every_day(135, 165, NEW_YORK),
        "2026-03-08 00:00",
        "2026-03-09 02:15",
    ),
    "Apia, a night shift goes on over a day that never was": (
        Hours("Pacific/Apia", (SHUT,) * 3 + (((1320, 1440),), SHUT, ((0, 360), (540, 720)), SHUT)),
        "2011-12-29 22:00",
        "2011-12-31 09:00",
    ),
    "a midnight that the clocks jump over": (always("America/Havana"), "2026-03-07 12:00", "2026-03-08 01:00"),
}


@pytest.mark.parametrize(("hours", "after", "opening"), OPENINGS.values(), ids=OPENINGS)
def test_the_next_opening(hours, after, opening):
    assert says(hours, hours.next_opening(at(after, hours))) == opening


def test_open_from_is_the_instant_itself_only_while_it_is_open():
    assert says(desk(), desk().open_from(at("2026-11-20 17:59", desk()))) == "2026-11-20 17:59"
    assert says(desk(), desk().open_from(at("2026-11-20 18:00", desk()))) == "2026-11-23 09:00"
    assert says(nights(), nights().open_from(at("2026-11-20 03:00", nights()))) == "2026-11-20 03:00"


LAST_MINUTES = {
    "Tuesday 05:00 is Monday 17:59": (desk(), "2026-11-24 05:00", "2026-11-23 17:59"),
    "the closing is the minute before": (desk(), "2026-11-23 18:00", "2026-11-23 17:59"),
    "within a minute, its beginning": (desk(), "2026-11-23 17:30:40.5", "2026-11-23 17:30"),
    "within the last minute, its beginning": (desk(), "2026-11-23 17:59:59", "2026-11-23 17:59"),
    "the opening itself": (desk(), "2026-11-23 09:00", "2026-11-23 09:00"),
    "just before the opening, on Friday": (desk(), "2026-11-23 08:59:59", "2026-11-20 17:59"),
    "a minute that is open is itself": (desk(), "2026-11-23 12:34", "2026-11-23 12:34"),
    "over a holiday": (desk(BUCHAREST, "2026-11-20"), "2026-11-21 12:00", "2026-11-19 17:59"),
    "day and night": (always(), "2026-11-21 03:04:05", "2026-11-21 03:04"),
    "desk days": (weekdays(), "2026-11-21 12:00", "2026-11-20 23:59"),
    "Kathmandu": (desk(KATHMANDU), "2026-11-23 18:00:30", "2026-11-23 17:59"),
    "hours that never open have none": (Hours(BUCHAREST, (SHUT,) * 7), "2026-11-23 12:00", None),
}


@pytest.mark.parametrize(("hours", "before", "minute"), LAST_MINUTES.values(), ids=LAST_MINUTES)
def test_the_last_open_minute(hours, before, minute):
    found = hours.last_minute(at(before, hours))

    assert says(hours, found) == minute
    assert found is None or (found.second, found.microsecond) == (0, 0)


def test_working_days_are_those_that_open_and_are_no_holiday():
    hours = desk(BUCHAREST, "2026-11-23")

    assert [hours.is_working_day(date(2026, 11, day)) for day in (20, 21, 22, 23, 24)] == [
        True,
        False,
        False,
        False,
        True,
    ]
    assert hours.working_day_after(at("2026-11-20 23:30", hours), 1) == date(2026, 11, 24)
    assert hours.working_day_after(at("2026-11-20 23:30", hours), 3) == date(2026, 11, 26)
    assert hours.working_day_after(at("2026-11-21 00:30", hours), 1) == date(2026, 11, 24)


def test_a_day_ends_at_its_last_closing_or_at_midnight():
    lunch = Hours(BUCHAREST, (((540, 720), (780, 1080)),) * 5 + (SHUT,) * 2)

    assert says(lunch, lunch.end_of_day(date(2026, 11, 20))) == "2026-11-20 18:00"
    assert says(lunch, lunch.end_of_day(date(2026, 11, 21))) == "2026-11-22 00:00"
    assert says(weekdays(), weekdays().end_of_day(date(2026, 11, 20))) == "2026-11-21 00:00"
    assert says(lunch, lunch.midnight_after(date(2026, 11, 20))) == "2026-11-21 00:00"


def test_wall_times_become_instants_though_the_clocks_change():
    new_york = desk(NEW_YORK)

    assert new_york.at_local(date(2026, 11, 20), 16, 30) == at("2026-11-20 16:30", new_york)
    assert new_york.at_local(date(2026, 3, 8), 2, 30) == datetime(2026, 3, 8, 7, tzinfo=UTC)  # the jump from 02 to 03
    assert new_york.at_local(date(2026, 11, 1), 1, 30) == at("2026-11-01 01:30", new_york, fold=0)
    assert new_york.local(datetime(2026, 11, 20, 12, tzinfo=UTC)).hour == 7


def test_where_the_clocks_fall_back_over_midnight_a_day_has_begun_once_it_began():
    sundays = Hours("America/St_Johns", (SHUT,) * 6 + (FULL,))
    began = at("2010-11-07 00:00", sundays)
    saturday_again = at("2010-11-06 23:30", sundays, fold=1)

    assert saturday_again == began + 30 * MINUTE
    assert sundays.is_open(saturday_again)
    assert sundays.between(began, saturday_again) == 30 * MINUTE
    assert sundays.back(saturday_again, 10 * MINUTE) == began + 20 * MINUTE


def test_long_clock_time_runs_over_years():
    hours = desk()
    start = at("2026-11-20 17:00", hours)

    due = hours.add(start, 3 * 52 * 45 * HOUR)

    assert says(hours, due) == "2029-11-16 17:00"
    assert hours.back(due, 3 * 52 * 45 * HOUR) == start
    assert hours.between(start, due) == 3 * 52 * 45 * HOUR
    assert hours.working_day_after(start, 4 * 52 * 5) == date(2030, 11, 15)


def test_hours_that_never_open_say_so():
    never = Hours(BUCHAREST, (SHUT,) * 7)
    now = at("2026-11-20 12:00", never)

    for ask in (
        lambda: never.add(now, HOUR),
        lambda: never.back(now, HOUR),
        lambda: never.next_opening(now),
        lambda: never.open_from(now),
        lambda: never.working_day_after(now, 1),
    ):
        with pytest.raises(ValueError, match="shut for a whole year"):
            ask()
    assert not never.is_open(now)
    assert never.between(now, now + 30 * DAY) == timedelta(0)


def test_a_week_that_cannot_be_is_refused():
    with pytest.raises(ValueError, match="seven days"):
        Hours(BUCHAREST, (FULL,) * 5)
    with pytest.raises(ValueError, match="not possible"):
        Hours(BUCHAREST, (((1080, 540),),) * 7)


def test_day_and_night_is_plain_arithmetic_in_every_zone():
    now = datetime(2026, 3, 28, 20, tzinfo=UTC)

    for hours in (ALWAYS, always(NEW_YORK), Hours(LORD_HOWE, (((720, 1440), (0, 720)),) * 7)):
        assert hours.add(now, 20 * HOUR) == now + 20 * HOUR
        assert hours.back(now, 20 * HOUR) == now - 20 * HOUR
        assert hours.between(now, now + 20 * HOUR) == 20 * HOUR
        assert hours.is_open(now)
        assert hours.between(hours.local(now), hours.local(now + 100 * DAY)) == 100 * DAY


def test_hours_are_values_and_answer_in_utc_whatever_they_are_asked_in():
    hours = desk()
    hours.add(at("2026-11-20 17:00", hours), HOUR)

    assert pickle.loads(pickle.dumps(hours)) == hours == desk()
    assert hash(hours) == hash(desk())
    asked = hours.local(at("2026-11-20 17:00", hours))
    for instant in (
        hours.add(asked, HOUR),
        hours.add(asked, 0 * HOUR),
        hours.back(asked, HOUR),
        hours.next_opening(asked),
        hours.open_from(asked),
        hours.last_minute(asked),
        hours.at_local(asked.date(), 9, 0),
    ):
        assert instant is not None
        assert instant.tzinfo is UTC


# The second computation: every minute of twelve days, read off the wall.

CHANGES = [
    (BUCHAREST, date(2026, 3, 29)),
    (BUCHAREST, date(2026, 10, 25)),
    (NEW_YORK, date(2026, 3, 8)),
    (NEW_YORK, date(2026, 11, 1)),
    (KATHMANDU, date(2026, 11, 20)),
    (LORD_HOWE, date(2026, 4, 5)),
    (LORD_HOWE, date(2026, 10, 4)),
    ("America/Havana", date(2026, 3, 8)),  # midnight is skipped
    ("America/Havana", date(2026, 11, 1)),  # midnight comes twice
    ("America/St_Johns", date(2010, 11, 7)),  # a minute after midnight the day before comes back
    ("Pacific/Apia", date(2011, 12, 30)),  # a whole day is skipped
    ("Africa/Cairo", date(2026, 4, 24)),  # midnight is skipped on a Friday
    ("Africa/Cairo", date(2026, 10, 29)),  # the last hour of a day comes twice
    ("Africa/Casablanca", date(2026, 2, 15)),  # by the moon
    ("Antarctica/Troll", date(2026, 10, 25)),  # by two hours
]
BEFORE, SPAN = 6, 12  # days
MINUTES = SPAN * 1440


@dataclass(frozen=True)
class Wall:
    """What the wall clock showed in each minute, and at which minute each day first came."""

    begins: datetime
    shown: list[int]  # wall minutes since the first day's midnight
    first_day: date
    midnights: list[int]


@cache
def wall_around(zone: str, change: date) -> Wall:
    first_day = change - BEFORE * DAY
    there = ZoneInfo(zone)
    begins = datetime(first_day.year, first_day.month, first_day.day, tzinfo=there).astimezone(UTC)
    midnight = datetime(first_day.year, first_day.month, first_day.day)  # noqa: DTZ001 - the wall itself
    shown = [(begins + i * MINUTE).astimezone(there).replace(tzinfo=None) - midnight for i in range(MINUTES + 2 * 1440)]
    minutes = [int(wall.total_seconds()) // 60 for wall in shown]
    midnights = [next(i for i, wall in enumerate(minutes) if wall >= day * 1440) for day in range(SPAN + 1)]
    return Wall(begins, minutes, first_day, midnights)


def open_minutes(hours: Hours, wall: Wall) -> list[bool]:
    """Which minutes are open, found by looking for each opening and closing on the wall."""
    is_open = [False] * wall.midnights[-1]
    for day in range(SPAN):
        date_then = wall.first_day + day * DAY
        if date_then in hours.holidays:
            continue
        minutes = range(wall.midnights[day], wall.midnights[day + 1])
        for opens, closes in hours.week[date_then.weekday()]:
            since = [i for i in minutes if wall.shown[i] >= day * 1440 + opens]
            inside = [i for i in minutes if wall.shown[i] < day * 1440 + closes]
            comings = [i for i in minutes if wall.shown[i] == day * 1440 + closes]
            if since and inside:
                end = minutes.stop if closes == 1440 else max([inside[-1] + 1, *comings])
                is_open[since[0] : end] = [True] * max(0, end - since[0])
    return is_open


class Walked:
    """A desk, and which minutes it is open by the second computation."""

    def __init__(self, hours: Hours, wall: Wall) -> None:
        self.hours = hours
        self.wall = wall
        self.is_open = open_minutes(hours, wall)
        self.passed = [0, *accumulate(map(int, self.is_open))]  # open minutes before each minute

    def __repr__(self) -> str:
        return f"{self.hours} from {self.wall.begins}"

    def at(self, minute: int) -> datetime:
        return self.wall.begins + minute * MINUTE

    def minute(self, instant: datetime) -> float:
        return (instant - self.wall.begins) / MINUTE


minute_of_day = st.sampled_from([0, 30, 60, 75, 90, 120, 135, 150, 180, 540, 1080, 1380, 1400, 1440]) | st.integers(
    0, 1440
)
interval = st.tuples(minute_of_day, minute_of_day).map(sorted).filter(lambda pair: pair[0] < pair[1]).map(tuple)
a_day = st.just(FULL) | st.lists(interval, max_size=3).map(tuple)
the_minute = st.integers(0, MINUTES - 1441)


@st.composite
def walked(draw: st.DrawFn) -> Walked:
    zone, change = draw(st.sampled_from(CHANGES))
    week = tuple(draw(st.lists(a_day, min_size=7, max_size=7)))
    holidays = draw(st.frozensets(st.integers(-BEFORE, SPAN - BEFORE), max_size=2))
    hours = Hours(zone, week, frozenset(change + day * DAY for day in holidays))
    return Walked(hours, wall_around(zone, change))


def quickly(examples: int = 60):
    return settings(max_examples=examples, deadline=None, derandomize=True, database=None)


@quickly()
@given(walked(), st.lists(the_minute, min_size=1, max_size=30))
def test_open_or_shut_is_what_the_wall_says(desk, minutes):
    around = {i + d for i in range(1, len(desk.is_open)) if desk.is_open[i] != desk.is_open[i - 1] for d in (-1, 0)}

    for minute in around | set(minutes):
        assert desk.hours.is_open(desk.at(minute)) == desk.is_open[minute]


@quickly()
@given(walked(), st.lists(st.tuples(the_minute, the_minute), min_size=1, max_size=10))
def test_open_time_between_is_the_open_minutes_counted(desk, pairs):
    for a, b in pairs:
        counted = max(0, desk.passed[b] - desk.passed[a])

        assert desk.hours.between(desk.at(a), desk.at(b)) == counted * MINUTE


@quickly()
@given(walked(), st.lists(st.tuples(the_minute, st.integers(1, 4000)), min_size=1, max_size=5))
def test_adding_is_walking_forward_minute_by_minute(desk, walks):
    for start, length in walks:
        there = next((i for i in range(start, len(desk.passed)) if desk.passed[i] - desk.passed[start] == length), None)

        if there is not None:
            assert desk.minute(desk.hours.add(desk.at(start), length * MINUTE)) == there
        elif any(desk.hours.week):
            assert desk.minute(desk.hours.add(desk.at(start), length * MINUTE)) > len(desk.is_open)


@quickly()
@given(walked(), st.lists(st.tuples(the_minute, st.integers(1, 4000)), min_size=1, max_size=5))
def test_going_back_is_walking_backward_minute_by_minute(desk, walks):
    for end, length in walks:
        there = next((i for i in range(end, -1, -1) if desk.passed[end] - desk.passed[i] == length), None)

        if there is not None:
            assert desk.minute(desk.hours.back(desk.at(end), length * MINUTE)) == there
        elif any(desk.hours.week):
            assert desk.minute(desk.hours.back(desk.at(end), length * MINUTE)) < 0


@quickly()
@given(walked())
def test_openings_are_where_it_goes_from_shut_to_open_and_full_days_begin(desk):
    def is_full(day):
        week_day = desk.hours.week[(desk.wall.first_day + day * DAY).weekday()]
        skipped = desk.wall.midnights[day] == desk.wall.midnights[day + 1]
        return not skipped and len({minute for pair in week_day for minute in range(*pair)}) == 1440

    full_days = {desk.wall.midnights[day] for day in range(1, SPAN) if is_full(day)}
    openings = [
        i for i in range(1, len(desk.is_open)) if desk.is_open[i] and (not desk.is_open[i - 1] or i in full_days)
    ]

    for before, after in pairwise(openings):
        assert desk.minute(desk.hours.next_opening(desk.at(before))) == after
        assert desk.minute(desk.hours.next_opening(desk.at(after) - timedelta.resolution)) == after


@quickly()
@given(walked(), st.lists(the_minute, min_size=1, max_size=10), st.integers(0, 59_999_999))
def test_the_last_minute_is_the_newest_open_one(desk, minutes, microseconds):
    for minute in minutes:
        newest = next((i for i in range(minute, -1, -1) if desk.is_open[i]), None)
        found = desk.hours.last_minute(desk.at(minute) + timedelta(microseconds=microseconds))

        if newest is not None:
            assert found is not None
            assert desk.minute(found) == newest
        else:
            assert found is None or desk.minute(found) < 0


an_instant = st.builds(
    lambda minute, micro: timedelta(minutes=minute, microseconds=micro), the_minute, st.integers(0, 59_999_999)
)
a_length = st.integers(1, 5 * 86_400_000_000).map(lambda micro: timedelta(microseconds=micro))


@quickly(150)
@given(walked().filter(lambda desk: any(desk.hours.week)), an_instant, an_instant, a_length, a_length)
def test_adding_counting_and_going_back_agree_to_the_microsecond(desk, a, b, length, more):
    hours, a, b = desk.hours, desk.wall.begins + a, desk.wall.begins + b
    due = hours.add(a, length)

    assert hours.between(a, due) == length
    assert hours.between(hours.back(a, length), a) == length
    assert hours.add(due, more) == hours.add(a, length + more)
    assert due <= hours.add(a, length + timedelta.resolution)
    assert (hours.add(a, length) <= hours.add(b, length)) or b < a
    if hours.is_open(a):
        assert hours.back(due, length) == a
    if hours.is_open(a - timedelta.resolution):
        assert hours.add(hours.back(a, length), length) == a
    assert hours.add(a, -length) == hours.back(a, length)
    assert hours.back(a, -length) == due


@quickly()
@given(walked(), an_instant, an_instant, an_instant)
def test_open_time_adds_up_over_any_cut(desk, one, other, third):
    a, b, c = sorted(desk.wall.begins + instant for instant in (one, other, third))

    assert desk.hours.between(a, b) + desk.hours.between(b, c) == desk.hours.between(a, c)
