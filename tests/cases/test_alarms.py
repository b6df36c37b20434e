"""What the clock says of a case before its deadline: which alarm rings when, and what it overtakes."""

from datetime import timedelta

import pytest

from bot.cases.alarms import alarms, clock_strikes, due_at
from bot.cases.holding import hand_over, pass_up
from bot.cases.people import Duty
from bot.cases.talking import ask, promise, reply
from tests.cases.desk import (
    DAY,
    HOUR,
    HOUSE,
    NOON,
    THURSDAY,
    Story,
    a_case,
    a_house,
    clock_shows,
    ended,
    ids,
    in_custody,
    offered,
    rang,
    waiting,
    wall,
)

SECOND = timedelta(seconds=1)
PHONE = {"outcome": "solved", "cause": "unknown", "told": "phone"}


def opened_friday(by: str = "customer") -> Story:
    """Due on Monday at 13:00, promised for then."""
    return Story(now=wall("2026-11-20 17:00")).opens(by)


def test_a_case_nobody_touches_tells_its_whole_story_by_itself():
    struck = opened_friday().until("2026-11-25 09:00")

    assert rang(struck) == [
        ("2026-11-23 10:00", "unclaimed_1"),
        ("2026-11-23 11:00", "deadline_near"),
        ("2026-11-23 12:00", "unclaimed_2"),
        ("2026-11-23 13:00", "escalated"),
        ("2026-11-23 15:00", "unclaimed_1"),
        ("2026-11-23 16:00", "deadline_near"),
        ("2026-11-23 17:00", "unclaimed_2"),
        ("2026-11-24 09:00", "breached"),
        ("2026-11-24 12:00", "unclaimed_3"),
        ("2026-11-25 09:00", "breached"),
    ]
    assert [event.overtaken for _, event in struck if getattr(event, "overtaken", ())] == [
        ("promise_near",),
        ("promise_past",),
    ]


def test_a_claimed_case_hears_only_of_its_deadline_and_promise():
    story = opened_friday("ana")

    assert rang(story.until("2026-11-23 13:00")) == [
        ("2026-11-23 11:00", "deadline_near"),
        ("2026-11-23 13:00", "escalated"),
    ]


OVERTAKEN = {
    "nothing is due": ("2026-11-23 09:59", None, ()),
    "one is due": ("2026-11-23 10:00", "unclaimed_1", ()),
    "two of the same instant": ("2026-11-23 11:00", "deadline_near", ("unclaimed_1", "promise_near")),
    "the deadline's warning is graver than what came after": (
        "2026-11-23 12:30",
        "deadline_near",
        ("unclaimed_1", "promise_near", "unclaimed_2"),
    ),
    "after the deadline only the escalation": (
        "2026-11-24 10:00",
        "escalated",
        ("unclaimed_1", "promise_near", "deadline_near", "unclaimed_2", "promise_past", "unclaimed_3"),
    ),
}


@pytest.mark.parametrize(("up_again", "said", "overtaken"), **ids(OVERTAKEN))
def test_after_downtime_only_the_gravest_is_said_and_lists_the_others(up_again, said, overtaken):
    story = opened_friday().sleeps_until(up_again)

    struck = clock_strikes(story.case, HOUSE, story.now)

    assert struck is None or said in (struck.kind, getattr(struck, "alarm", None))
    assert getattr(struck, "overtaken", ()) == overtaken


def test_an_alarm_that_was_overtaken_never_rings():
    story = opened_friday().sleeps_until("2026-11-23 12:30")

    assert len(story.strikes()) == 1
    assert rang(story.until("2026-11-23 12:59")) == []


def test_a_promise_broken_rings_once_and_its_warning_no_more():
    story = Story().opens("ana")
    story.says("ana", promise, until=wall("2026-11-19 15:00"))

    struck = story.until("2026-11-20 05:59")

    assert [one for one in rang(struck) if "promise" in one[1]] == [
        ("2026-11-19 13:00", "promise_near"),
        ("2026-11-19 15:00", "promise_past"),
    ]
    assert not [name for _, name in alarms(story.case, HOUSE) if "promise" in name]


def test_a_promise_kept_rings_no_more_and_a_new_one_rings_anew():
    story = Story().opens("ana")
    story.says("ana", promise, until=wall("2026-11-19 15:00"))
    story.until("2026-11-19 14:00")
    story.says("ana", reply, text="words")
    assert not [name for _, name in alarms(story.case, HOUSE) if "promise" in name]

    story.says("ana", promise, until=wall("2026-11-19 17:00"))

    assert ("2026-11-19 15:00", "promise_near") in rang(story.until("2026-11-19 15:00"))


def test_a_promise_of_less_than_two_desk_hours_is_near_at_the_next_strike():
    story = Story().opens("ana")

    story.says("ana", promise, until=story.now + HOUR)

    assert [event.alarm for event in story.strikes()] == ["promise_near"]


def test_the_deadline_is_near_two_desk_hours_before_though_it_falls_at_night():
    story = Story().opens("ana")  # due on Friday at 06:00
    story.says("ana", reply, text="words")

    assert rang(story.until("2026-11-20 05:00")) == [("2026-11-19 16:00", "deadline_near")]


def test_a_moved_deadline_is_near_anew():
    story = opened_friday("ana")
    story.says("ana", reply, text="words")
    story.until("2026-11-23 11:30")  # it was near
    story.says("ana", ask, question="?")
    story.sleeps_until("2026-11-23 14:30").customer_writes()  # due at 16:00 now

    assert rang(story.until("2026-11-23 15:59")) == [("2026-11-23 14:30", "deadline_near")]


def test_unclaimed_alarms_ring_per_custody_in_desk_hours():
    story = Story(now=wall("2026-11-19 17:00")).opens()
    story.says("lea", reply, text="words")
    story.until("2026-11-20 10:00")
    story.says("lea", pass_up, reason="needs expertise")

    assert [one for one in rang(story.until("2026-11-20 12:59")) if "unclaimed" in one[1]] == [
        ("2026-11-20 12:00", "unclaimed_1")
    ]


def test_custody_handed_on_with_duty_rings_on_where_it_was():
    story = Story(now=wall("2026-11-19 09:00")).opens()
    story.until("2026-11-19 11:30")
    story.house = a_house(duties={("support", 0): Duty("ben", NOON + DAY)})
    story.record("lea", hand_over(story.case, story.house, story.now, why="duty"))

    rung = rang(story.until("2026-11-19 17:00"))

    assert [one for one in rung if "unclaimed" in one[1]] == [
        ("2026-11-19 13:00", "unclaimed_2"),
        ("2026-11-19 17:00", "unclaimed_3"),
    ]


@pytest.mark.parametrize("case", [waiting(), waiting("lea", claimed=False, unclaimed_since=THURSDAY)])
def test_while_waiting_no_deadline_and_no_custody_rings(case):
    assert [name for _, name in alarms(case, HOUSE)] == ["ask_again"]
    assert clock_strikes(case, HOUSE, NOON + 71 * HOUR) is None


@pytest.mark.parametrize(
    ("case", "due"),
    [
        (ended(), "2026-12-03 12:00"),
        (ended("closed"), None),
        (ended("dismissed"), None),
        (ended("merged", merged_into=2), None),
        (a_case(), "2026-11-19 16:00"),
        (in_custody(), "2026-11-19 12:00"),
        (waiting(), "2026-11-22 12:00"),
        (offered(until=wall("2026-11-19 15:00")), "2026-11-19 15:00"),
    ],
    ids=["resolved", "closed", "dismissed", "merged", "held", "in custody", "waiting", "offered"],
)
def test_the_sweep_looks_next_when_a_case_is(case, due):
    assert clock_shows(due_at(case, HOUSE)) == due


def test_that_nobody_has_claimed_it_rings_beside_a_warning_of_the_same_moment():
    """Spoken at noon: four desk hours later it is both unclaimed for the second time and near its deadline."""
    story = Story(now=wall("2026-11-23 12:00")).opens()

    assert rang(story.until("2026-11-23 16:00"))[-2:] == [
        ("2026-11-23 16:00", "unclaimed_2"),
        ("2026-11-23 16:00", "deadline_near"),
    ]
