"""What the clock makes of a case: the first promise, the top's limit, age and time left."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cases.case import Pause
from bot.cases.hours import Hours
from bot.cases.times import age, deadline_from, first_promise, time_left, top_deadline
from tests.cases.desk import (
    BILLING,
    BUCHAREST,
    HOUR,
    HOUSE,
    NIGHT,
    NOON,
    SUPPORT,
    a_case,
    clock_shows,
    escalated,
    waiting,
    wall,
)

DESK_HOURS = replace(SUPPORT, clock_kind="hours", clock=SUPPORT.desk)

DEADLINES = {
    "Friday 17:00 is due Monday 13:00": (SUPPORT, "2026-11-20 17:00", "2026-11-23 13:00"),
    "Thursday 10:00 is due Friday 06:00": (SUPPORT, "2026-11-19 10:00", "2026-11-20 06:00"),
    "over two holidays": (SUPPORT, "2026-11-27 17:00", "2026-12-02 13:00"),
    "day and night": (BILLING, "2026-11-20 17:00", "2026-11-21 13:00"),
    "in desk hours only": (DESK_HOURS, "2026-11-20 17:00", "2026-11-25 10:00"),
    "ending exactly at midnight before a weekend": (SUPPORT, "2026-11-20 04:00", "2026-11-21 00:00"),
}


@pytest.mark.parametrize(("team", "spoken_at", "due"), DEADLINES.values(), ids=list(DEADLINES))
def test_the_limit_ends(team, spoken_at, due):
    assert clock_shows(deadline_from(team, wall(spoken_at))) == due


PROMISES = {
    "in desk hours on the half hour, the deadline": ("2026-11-23 13:00", "2026-11-23 13:00"),
    "rounded down to the half hour": ("2026-11-23 13:29", "2026-11-23 13:00"),
    "rounded down from a minute before the hour": ("2026-11-23 13:59", "2026-11-23 13:30"),
    "at the opening, the opening": ("2026-11-23 09:00", "2026-11-23 09:00"),
    "in the first half hour, the opening": ("2026-11-23 09:29", "2026-11-23 09:00"),
    "before the opening, the last desk minute of Friday": ("2026-11-23 08:59", "2026-11-20 17:59"),
    "at the closing, the last desk minute": ("2026-11-23 18:00", "2026-11-23 17:59"),
    "just after the closing, the last desk minute": ("2026-11-23 18:10", "2026-11-23 17:59"),
    "in the last half hour, the half hour": ("2026-11-23 17:59", "2026-11-23 17:30"),
    "at night, the last desk minute": ("2026-11-24 03:00", "2026-11-23 17:59"),
    "after holidays, the last desk minute before them": ("2026-12-02 06:00", "2026-11-27 17:59"),
}


@pytest.mark.parametrize(("deadline", "promised"), PROMISES.values(), ids=list(PROMISES))
def test_the_first_promise_is(deadline, promised):
    assert clock_shows(first_promise(SUPPORT, wall(deadline), wall("2026-11-19 10:00"))) == promised


NONE_BETWEEN = {
    "no desk minute between opening and deadline": ("2026-11-19 19:00", "2026-11-20 06:00", "2026-11-20 06:00"),
    "opened in the last desk minute itself": ("2026-11-19 17:59", "2026-11-20 06:00", "2026-11-20 06:00"),
    "opened a minute before the last": ("2026-11-19 17:58", "2026-11-20 06:00", "2026-11-19 17:59"),
    "opened in the half hour of the deadline": ("2026-11-19 13:10", "2026-11-19 13:20", "2026-11-19 13:20"),
    "filed after the deadline": ("2026-11-20 10:00", "2026-11-20 06:00", "2026-11-20 06:00"),
}


@pytest.mark.parametrize(("at", "deadline", "promised"), NONE_BETWEEN.values(), ids=list(NONE_BETWEEN))
def test_with_none_in_between_it_is_the_deadline_itself(at, deadline, promised):
    assert clock_shows(first_promise(SUPPORT, wall(deadline), wall(at))) == promised


def test_a_half_hour_before_a_late_opening_is_moved_back_to_the_day_before():
    opens_late = replace(SUPPORT, desk=Hours(BUCHAREST, (((555, 1080),),) * 5 + ((), ())))  # 09:15

    promised = first_promise(opens_late, wall("2026-11-20 09:20"), wall("2026-11-19 13:20"))

    assert clock_shows(promised) == "2026-11-19 17:59"


def test_a_desk_that_never_opened_promises_the_deadline_itself():
    shut = replace(SUPPORT, desk=Hours(BUCHAREST, ((),) * 7))

    assert first_promise(shut, wall("2026-11-20 06:10"), NOON) == wall("2026-11-20 06:10")


def test_a_zone_off_by_a_quarter_rounds_by_its_own_wall_clock():
    kathmandu = replace(NIGHT, desk=Hours("Asia/Kathmandu"))  # 05:45 ahead of UTC

    promised = first_promise(kathmandu, wall("2026-11-20 10:20"), NOON)

    assert clock_shows(promised, "Asia/Kathmandu") == "2026-11-20 14:00"


@pytest.mark.parametrize(
    ("case", "due"),
    [
        (a_case(), "2026-11-23 10:00"),
        (a_case(urgent=True), "2026-11-20 16:00"),
        (a_case(urgent=True, team="billing"), "2026-11-20 16:00"),
        (a_case(team="billing"), "2026-11-21 10:00"),
    ],
    ids=["20 h of weekdays", "urgent: 2 h", "urgent in a team day and night", "20 h day and night"],
)
def test_the_top_limit_ends(case, due):
    assert clock_shows(top_deadline(case, HOUSE, wall("2026-11-20 14:00"))) == due


AGES = {
    "since the customer spoke": (a_case(), "2026-11-19 12:00", 2 * HOUR),
    "over a weekend": (a_case(), "2026-11-23 10:00", 48 * HOUR),
    "less what was paused": (a_case(paused=HOUR), "2026-11-19 12:00", HOUR),
    "standing still while it waits": (waiting(), "2026-11-20 12:00", 2 * HOUR),
    "day and night once urgent": (
        a_case(urgent=True, urgent_at=wall("2026-11-22 10:00")),  # a Sunday: 38 h of desk days before it, 24 h since
        "2026-11-23 10:00",
        62 * HOUR,
    ),
}


@pytest.mark.parametrize(("case", "at", "expected"), AGES.values(), ids=list(AGES))
def test_the_age_of_a_case_is_clock_time(case, at, expected):
    assert age(case, HOUSE, wall(at)) == expected


MARKED = Pause("ask", NOON, NOON + 72 * HOUR, counts_from=NOON + 3 * HOUR)
LEFT = {
    "at noon": (a_case(), "2026-11-19 12:00", 18 * HOUR),
    "at the deadline none": (a_case(), "2026-11-20 06:00", timedelta(0)),
    "below none after it": (a_case(), "2026-11-20 07:00", -HOUR),
    "over a weekend": (a_case(deadline=wall("2026-11-23 01:00")), "2026-11-21 12:00", HOUR),
    "standing still while it waits": (waiting(), "2026-11-22 12:00", 18 * HOUR),
    "of the top's limit, escalated": (escalated(), "2026-11-20 06:00", 20 * HOUR),
    "two hours, marked urgent while waiting": (
        a_case(urgent=True, deadline=NOON + 5 * HOUR, state="waiting", pause=MARKED),
        "2026-11-19 16:00",
        2 * HOUR,
    ),
}


@pytest.mark.parametrize(("case", "at", "expected"), LEFT.values(), ids=list(LEFT))
def test_the_time_left_is(case, at, expected):
    assert time_left(case, HOUSE, wall(at)) == expected
