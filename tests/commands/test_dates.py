"""Dates as people type them; it is Thursday, 19 November 2026, 12:00 in Bucharest, and desk hours end at 18:00."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cases.hours import Hours
from bot.commands.dates import parse_clock_time, parse_date

DESK = Hours("Europe/Bucharest", (*(((540, 1080),),) * 5, (), ()))
NOW = datetime(2026, 11, 19, 10, 0, tzinfo=UTC)


def shown(at: datetime | None) -> str | None:
    if at is None:
        return None
    assert at.tzinfo is UTC
    return f"{DESK.local(at):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("2026-11-24", "2026-11-24 18:00", id="a date ends with its desk hours"),
        pytest.param("2026-11-24 15:00", "2026-11-24 15:00", id="a date and a time"),
        pytest.param("2026-11-24T15:00", "2026-11-24 15:00", id="with a T"),
        pytest.param("2026–11–24\u00a015：00.", "2026-11-24 15:00", id="typed on a phone"),
        pytest.param("2026-11-24, at 9:05", "2026-11-24 09:05", id="with at"),
        pytest.param("2026/11/24", "2026-11-24 18:00", id="with slashes, year first"),
        pytest.param("24.11.2026", "2026-11-24 18:00", id="with dots"),
        pytest.param("24.11.2026 15:00", "2026-11-24 15:00", id="with dots and a time"),
        pytest.param("24 Nov", "2026-11-24 18:00", id="day and month"),
        pytest.param("24th of November 15:00", "2026-11-24 15:00", id="day and month in words"),
        pytest.param("nov 24, 2027", "2027-11-24 18:00", id="month first"),
        pytest.param("1 Jan", "2027-01-01 18:00", id="a month that has passed is next year's"),
        pytest.param("19 Nov", "2026-11-19 18:00", id="this very day is this year's"),
        pytest.param("today", "2026-11-19 18:00", id="today"),
        pytest.param("TODAY 15:00", "2026-11-19 15:00", id="today at a time"),
        pytest.param("15:00", "2026-11-19 15:00", id="a time alone is today's"),
        pytest.param("3pm", "2026-11-19 15:00", id="in the afternoon"),
        pytest.param("12:30 am", "2026-11-19 00:30", id="after midnight"),
        pytest.param("tomorrow", "2026-11-20 18:00", id="tomorrow"),
        pytest.param("tomorrow 15:00", "2026-11-20 15:00", id="tomorrow at a time"),
        pytest.param("15:00 tomorrow", "2026-11-20 15:00", id="the time first"),
        pytest.param("friday", "2026-11-20 18:00", id="a weekday"),
        pytest.param("fri", "2026-11-20 18:00", id="a short weekday"),
        pytest.param("mon 9:00", "2026-11-23 09:00", id="a weekday and a time"),
        pytest.param("next monday", "2026-11-23 18:00", id="next monday is the coming one"),
        pytest.param("by Wednesday", "2026-11-25 18:00", id="with by"),
        pytest.param("thursday", "2026-11-26 18:00", id="today's own name is in a week"),
        pytest.param("saturday", "2026-11-22 00:00", id="a day without desk hours ends at midnight"),
        pytest.param("1d", "2026-11-20 18:00", id="a day ends with its desk hours"),
        pytest.param("in 4 days", "2026-11-23 18:00", id="days in words"),
        pytest.param("2w", "2026-12-03 18:00", id="weeks"),
        pytest.param("4 days 15:00", "2026-11-23 15:00", id="days and a time"),
        pytest.param("2h", "2026-11-19 14:00", id="hours from now"),
        pytest.param("90m", "2026-11-19 13:30", id="minutes from now"),
        pytest.param("90 minutes", "2026-11-19 13:30", id="minutes in words"),
        pytest.param("24h", "2026-11-20 12:00", id="24 hours are hours"),
        pytest.param("1d12h", "2026-11-21 00:00", id="days and hours"),
        pytest.param("1 hour and 30 min", "2026-11-19 13:30", id="hours and minutes in words"),
        pytest.param("2027-03-27 03:30", "2027-03-27 03:30", id="the night before summer time"),
    ],
)
def test_a_date_is_an_instant_of_the_desk(typed, meant):
    assert shown(parse_date(typed, NOW, DESK)) == meant


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("", id="nothing"),
        pytest.param("soon", id="no date"),
        pytest.param("2026-02-30", id="30 February"),
        pytest.param("2027-02-29", id="29 February of a common year"),
        pytest.param("29 Feb", id="29 February, next year being common"),
        pytest.param("2026-13-01", id="month 13"),
        pytest.param("25:00", id="hour 25"),
        pytest.param("24:00", id="hour 24"),
        pytest.param("tomorrow 12:60", id="minute 60"),
        pytest.param("13pm", id="13 in the afternoon"),
        pytest.param("2027-03-28 03:30", id="an hour that summer time skips"),
        pytest.param("01/02/2026", id="January or February"),
        pytest.param("24/11/2026", id="slashes, day first"),
        pytest.param("24.11", id="a day or a time"),
        pytest.param("5", id="a number"),
        pytest.param("0d", id="no time at all"),
        pytest.param("-3d", id="into the past"),
        pytest.param("5mm", id="months or minutes"),
        pytest.param("3 fortnights", id="a unit nobody has"),
        pytest.param("99999d", id="too far away"),
        pytest.param("9999-12-31", id="the end of time"),
        pytest.param("0001-01-01", id="the beginning of time"),
        pytest.param("friday friday", id="twice"),
        pytest.param("２０２６-11-24x", id="something behind it"),
        pytest.param("9" * 100_000, id="a hundred thousand digits"),
    ],
)
def test_what_is_no_date_or_could_be_two_is_none(typed):
    assert parse_date(typed, NOW, DESK) is None


def test_the_days_are_those_of_the_teams_zone():
    late = datetime(2026, 11, 19, 22, 30, tzinfo=UTC)  # half past midnight on Friday in Bucharest

    assert shown(parse_date("today", late, DESK)) == "2026-11-20 18:00"
    assert shown(parse_date("friday", late, DESK)) == "2026-11-27 18:00"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("9:05", "2026-11-19 09:05", id="today"),
        pytest.param("12:00", "2026-11-19 12:00", id="this very minute"),
        pytest.param("14:05", "2026-11-18 14:05", id="yesterday, as today's lies ahead"),
        pytest.param("2pm", "2026-11-18 14:00", id="in the afternoon"),
        pytest.param("yesterday 9:05", "2026-11-18 09:05", id="yesterday in words"),
        pytest.param("today 09:05", "2026-11-19 09:05", id="today in words"),
        pytest.param("2026-11-17 14:05", "2026-11-17 14:05", id="a full date"),
        pytest.param("17.11.2026 14:05", "2026-11-17 14:05", id="a full date with dots"),
        pytest.param("17 Nov 14:05", "2026-11-17 14:05", id="a month that is this year's"),
        pytest.param("24 Dec 14:05", "2025-12-24 14:05", id="a month that is last year's"),
        pytest.param("monday 14:05", "2026-11-16 14:05", id="a weekday is the last one"),
        pytest.param("thursday 9:05", "2026-11-12 09:05", id="today's own name is a week ago"),
        pytest.param("2h ago", "2026-11-19 10:00", id="two hours ago"),
        pytest.param("now", "2026-11-19 12:00", id="now"),
        pytest.param("2026-11-17", None, id="a date without a time"),
        pytest.param("noonish", None, id="no time"),
        pytest.param("25:00", None, id="hour 25"),
        pytest.param("0m ago", None, id="no time at all ago"),
    ],
)
def test_when_a_customer_spoke_lies_in_the_past(typed, meant):
    assert shown(parse_clock_time(typed, NOW, DESK)) == meant


WORDS = st.sampled_from(
    [
        "2026-11-24",
        "15:00",
        "monday",
        "next",
        "3d",
        "2h",
        "24",
        "nov",
        "at",
        "0",
        "99999",
        "w",
        "pm",
        ".",
        "-",
        "9999",
        "ago",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join), st.lists(WORDS).map("".join)))
def test_no_text_whatever_is_too_much(typed):
    for at in (parse_date(typed, NOW, DESK), parse_clock_time(typed, NOW, DESK)):
        assert at is None or at.tzinfo is UTC


@settings(max_examples=200, deadline=None)
@given(st.datetimes(datetime(2026, 1, 1), datetime(2099, 1, 1)))  # noqa: DTZ001, a wall time
def test_a_full_date_and_time_is_that_wall_time_or_none(wall):
    typed = f"{wall:%Y-%m-%d %H:%M}"

    assert shown(parse_date(typed, NOW, DESK)) in (typed, None)
