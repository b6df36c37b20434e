"""What stops the clock and starts it again: ask, wait, wake."""

from datetime import timedelta

import pytest

from bot.cases import events as e
from bot.cases.holding import assign, claim, give, move, pass_up, return_
from bot.cases.talking import (
    ask,
    urgent,
    wait,
    wake,
)
from tests.cases.desk import (
    DAY,
    HOUR,
    HOUSE,
    NOON,
    Story,
    a_case,
    asked_at_noon,
    clock_shows,
    ended,
    ids,
    rang,
    stands,
    waiting,
    wall,
    why_not,
)

# Ask


def test_a_question_stops_the_clock_and_leaves_the_case_with_its_owner():
    story = asked_at_noon()

    assert (story.case.state, stands(story.case)) == ("waiting", ("ana", True, 0))
    assert rang(story.until("2026-11-22 11:59")) == []


def test_the_customers_word_wakes_it_at_once_in_two_lines():
    story = asked_at_noon().sleeps_until("2026-11-19 15:00")

    story.customer_writes()

    assert [line.event.kind for line in story.lines[-2:]] == ["customer_wrote", "woken"]
    assert (story.case.state, story.case.pause, story.case.paused) == ("open", None, 3 * HOUR)
    assert clock_shows(story.case.deadline) == "2026-11-20 09:00"


def test_unanswered_for_72_hours_it_is_asked_once_more_and_after_72_more_it_wakes():
    story = asked_at_noon()

    struck = story.until("2026-11-25 12:00")

    assert rang(struck) == [("2026-11-22 12:00", "asked"), ("2026-11-25 12:00", "woken")]
    assert struck[0][1] == e.Asked(text="which invoice?")
    assert story.case.state == "open"
    assert clock_shows(story.case.deadline) == "2026-11-26 06:00"  # 96 h of weekdays were paused
    assert story.case.paused == 96 * HOUR


@pytest.mark.parametrize(
    ("at", "struck"),
    [("2026-11-22 11:59", []), ("2026-11-22 12:00", ["asked"]), ("2026-11-30 12:00", ["asked"])],
    ids=["a minute before 72 hours", "exactly at 72 hours", "a week late"],
)
def test_after_72_hours_the_question_goes_out_once(at, struck):
    story = asked_at_noon().sleeps_until(at)

    assert [event.kind for event in story.strikes()] == struck
    assert story.case.state == "waiting"


def test_an_answer_after_the_second_question_wakes_it_as_well():
    story = asked_at_noon()
    story.until("2026-11-23 12:00")
    assert story.case.pause.again

    story.customer_writes()

    assert clock_shows(story.case.deadline) == "2026-11-24 06:00"  # 18 h were left


def test_a_new_question_after_waking_has_its_own_two_times_72_hours():
    story = asked_at_noon()
    story.until("2026-11-25 12:00")
    story.says("ana", ask, question="still there?")

    assert rang(story.until("2026-12-01 12:00")) == [("2026-11-28 12:00", "asked"), ("2026-12-01 12:00", "woken")]


def test_a_weekend_paused_costs_no_clock_time():
    story = Story(now=wall("2026-11-20 20:00")).opens("ana")
    due = story.case.deadline
    story.says("ana", ask, question="which?")
    story.sleeps_until("2026-11-22 20:00")

    story.customer_writes()

    assert (story.case.deadline - due, story.case.paused) == (4 * HOUR, 4 * HOUR)


@pytest.mark.parametrize(
    ("case", "by", "why"),
    [(a_case("ben"), "ana", "not-yours"), (waiting(), "ana", "waiting"), (ended(), "ana", "ended")],
    ids=["a colleague", "a second one while waiting", "resolved"],
)
def test_a_question_is_refused(case, by, why):
    assert why_not(ask, case, HOUSE, by, question="?") == why


def test_while_waiting_pass_give_return_and_move_are_refused_but_claim_and_assign_are_not():
    case = waiting("ivo", tier=1)
    custody = waiting("sol", tier=1, claimed=False)

    assert why_not(pass_up, case, HOUSE, "ivo", NOON, reason="needs expertise") == "waiting"
    assert why_not(give, case, HOUSE, "ivo", NOON, to="kim", reason="needs expertise") == "waiting"
    assert why_not(return_, case, HOUSE, "ivo", NOON, fields=("size",)) == "waiting"
    assert why_not(move, case, HOUSE, "ivo", NOON, to="billing", why="why") == "waiting"
    assert claim(custody, HOUSE, "kim", NOON).owner == "kim"
    assert assign(case, HOUSE, "sol", NOON, to="kim", why="why").owner == "kim"


# Wait


TUESDAY_ENDS = wall("2026-11-25 00:00")  # the third working day after Thursday
WAITS = {
    "the owner, until the third working day ends": ("ana", TUESDAY_ENDS, "courier"),
    "the owner, for an hour": ("ana", NOON + HOUR, "bank"),
    "a lead, beyond that": ("lea", TUESDAY_ENDS + timedelta(seconds=1), "courier"),
    "a lead, for a month": ("lea", NOON + 30 * DAY, "courier"),
}


@pytest.mark.parametrize(("by", "until", "on"), **ids(WAITS))
def test_somebody_outside_is_waited_for(by, until, on):
    assert wait(a_case(), HOUSE, by, NOON, until=until, on=on, why="lost parcel").until == until


def test_holidays_are_no_working_days_to_wait():
    thursday_before = wall("2026-11-26 12:00")  # Monday and Tuesday are holidays
    limit = wall("2026-12-04 00:00")

    assert wait(a_case(), HOUSE, "ana", thursday_before, until=limit, on="bank", why="why").until == limit
    late = limit + timedelta(minutes=1)
    assert why_not(wait, a_case(), HOUSE, "ana", thursday_before, until=late, on="bank", why="why") == "wait-too-long"


NO_WAITS = {
    "by the owner beyond three working days": (
        a_case(),
        "ana",
        TUESDAY_ENDS + timedelta(minutes=1),
        "courier",
        "wait-too-long",
    ),
    "by a colleague": (a_case("ben"), "ana", NOON + DAY, "courier", "not-yours"),
    "until now": (a_case(), "ana", NOON, "courier", "date-past"),
    "while waiting": (waiting(), "ana", NOON + DAY, "courier", "waiting"),
    "when resolved": (ended(), "ana", NOON + DAY, "courier", "ended"),
    "for our own department": (a_case(), "ana", NOON + DAY, "Billing", "wait-for-ourselves"),
    "for a tier of ours, by a lead": (a_case(), "lea", NOON + DAY, "back office", "wait-for-ourselves"),
    "for a colleague": (a_case(), "ana", NOON + DAY, "Sol Pop", "wait-for-ourselves"),
    "for a department that causes are put down to": (a_case(), "ana", NOON + DAY, "sales", "wait-for-ourselves"),
    "for one that another team's causes name": (a_case(), "ana", NOON + DAY, "Tax", "wait-for-ourselves"),
    "for our own department, as people say it": (a_case(), "ana", NOON + DAY, "our Sales team", "wait-for-ourselves"),
    "for a colleague, as people type it": (a_case(), "ana", NOON + DAY, "@sol", "wait-for-ourselves"),
}


@pytest.mark.parametrize(("case", "by", "until", "on", "why"), **ids(NO_WAITS))
def test_a_wait_is_refused(case, by, until, on, why):
    assert why_not(wait, case, HOUSE, by, NOON, until=until, on=on, why="why") == why


@pytest.mark.parametrize(
    ("said", "on"),
    [("Courier", "courier"), ("BANK", "bank"), ("the  bank", "bank"), ("the moon", "other"), ("unknown", "other")],
)
def test_a_wait_is_reported_by_the_names_outside_or_as_other(said, on):
    assert wait(a_case(), HOUSE, "ana", NOON, until=NOON + DAY, on=said, why="why").on == on


@pytest.mark.parametrize(
    ("until", "due"),
    [
        ("2026-11-20 12:00", "2026-11-20 14:00"),
        ("2026-11-20 17:00", "2026-11-23 10:00"),
        ("2026-11-20 16:00", "2026-11-20 18:00"),
    ],
    ids=["the same day", "over the weekend", "exactly at the closing"],
)
def test_a_waits_promise_is_due_two_desk_hours_after_it_wakes(until, due):
    story = Story().opens("ana")

    story.says("ana", wait, until=wall(until), on="courier", why="lost parcel")

    assert clock_shows(story.case.promise) == due


def test_a_wait_wakes_at_its_date_with_the_deadline_moved():
    story = Story().opens("ana").sleeps_until("2026-11-19 12:00")
    story.says("ana", wait, until=wall("2026-11-20 12:00"), on="courier", why="lost parcel")

    struck = story.until("2026-11-20 13:59")

    assert rang(struck) == [("2026-11-20 12:00", "woken"), ("2026-11-20 12:00", "promise_near")]
    assert clock_shows(story.case.deadline) == "2026-11-23 06:00"  # 18 h were left
    assert stands(story.case) == ("ana", True, 0)


# Wake


@pytest.mark.parametrize("by", ["ana", "customer", "clock"])
def test_a_case_is_woken_by_its_owner_the_customer_or_the_clock(by):
    assert wake(waiting(), HOUSE, by, NOON + HOUR).paused_s == HOUR


@pytest.mark.parametrize(
    ("case", "by", "why"),
    [(waiting("ben"), "ana", "not-yours"), (a_case(), "ana", "not-waiting"), (ended(), "ana", "ended")],
    ids=["a colleague", "it does not wait", "resolved"],
)
def test_waking_is_refused(case, by, why):
    assert why_not(wake, case, HOUSE, by, NOON) == why


def test_unclaimed_alarms_stand_still_while_a_custody_waits():
    story = Story(now=wall("2026-11-19 14:00")).opens()  # unclaimed_1 would ring at 16:00
    story.sleeps_until("2026-11-19 15:00").says("lea", ask, question="which?")
    story.until("2026-11-20 10:00")  # four desk hours later
    story.customer_writes()

    assert rang(story.until("2026-11-20 11:59"))[:1] == [("2026-11-20 11:00", "unclaimed_1")]


def test_what_was_waited_before_an_urgent_mark_is_counted_on_the_teams_clock():
    """Half an hour of desk days was waited before Sunday's mark, an hour of the clock that never stops after it."""
    story = Story(now=wall("2026-11-20 04:30")).opens("ana")
    for when, rule, given in (
        ("2026-11-20 23:30", ask, {"question": "which?"}),
        ("2026-11-22 23:00", urgent, {"why": "a nursery"}),
        ("2026-11-23 00:00", wake, {}),
    ):
        story.now = wall(when)
        story.says("ana", rule, **given)

    assert clock_shows(story.case.deadline) == "2026-11-23 02:00"
