"""What the clock does at the deadline and after it: escalate, and breach."""

from datetime import timedelta

import pytest

from bot.cases import events as e
from bot.cases.alarms import alarms, clock_strikes, escalate
from bot.cases.ending import reopen, resolve
from bot.cases.holding import claim, give, pass_up
from bot.cases.talking import answer_for, ask, reply, urgent, wait
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
    escalated,
    ids,
    in_custody,
    offered,
    rang,
    stands,
    wall,
)

SECOND = timedelta(seconds=1)
PHONE = {"outcome": "solved", "cause": "unknown", "told": "phone"}


def opened_friday(by: str = "customer") -> Story:
    """Due on Monday at 13:00, promised for then."""
    return Story(now=wall("2026-11-20 17:00")).opens(by)


# Escalate


ESCALATED = {
    "claimed at the front line": (a_case(), HOUSE, ("cleo", False, 2)),
    "claimed in the middle": (a_case("ivo", tier=1), HOUSE, ("cleo", False, 2)),
    "out of custody": (in_custody(), HOUSE, ("cleo", False, 2)),
    "in custody at the top already": (in_custody("cleo", tier=2), HOUSE, ("cleo", False, 2)),
    "held claimed by the top person at the top": (a_case("cleo", tier=2), HOUSE, ("cleo", True, 2)),
    "held claimed by the top person at a lower tier": (a_case("cleo", tier=1), HOUSE, ("cleo", True, 2)),
    "held by the top's deputy at the top": (a_case("sol", tier=2), HOUSE, ("cleo", False, 2)),
    "held by the deputy who is on duty at the top": (a_case("sol", tier=1), a_house(away=("cleo",)), ("sol", True, 2)),
    "while the top person is away": (a_case(), a_house(away=("cleo",)), ("sol", False, 2)),
    "while both at the top are away": (a_case(), a_house(away=("cleo", "sol")), ("cleo", False, 2)),
    "at the only tier": (a_case("ivo", team="night"), HOUSE, ("nia", False, 0)),
    "though offered to a colleague": (offered("ben", until=NOON + DAY), HOUSE, ("cleo", False, 2)),
}


@pytest.mark.parametrize(("case", "house", "expected"), **ids(ESCALATED))
def test_twenty_hours_after_the_customer_spoke_the_case_is_the_top_persons(case, house, expected):
    assert not isinstance(clock_strikes(case, house, case.deadline - SECOND), e.Escalated)

    escalation = clock_strikes(case, house, case.deadline)

    assert isinstance(escalation, e.Escalated)
    assert stands(escalation) == expected


def test_the_top_has_a_limit_of_its_own_from_the_moment_of_the_escalation():
    story = Story().opens().sleeps_until("2026-11-20 07:00")  # an hour late

    escalation = story.strikes()[0]

    assert isinstance(escalation, e.Escalated)
    assert (escalation.late_s, clock_shows(escalation.deadline)) == (HOUR, "2026-11-23 03:00")


def test_lateness_counts_from_the_line_that_set_the_deadline_if_that_came_later():
    case = a_case(deadline=NOON, deadline_set_at=NOON + HOUR)

    assert escalate(case, HOUSE, NOON + 3 * HOUR).late_s == 2 * HOUR


def test_a_case_escalates_once_per_opening():
    story = Story().opens()

    struck = story.until("2026-12-18 12:00")

    assert [event.kind for _, event in struck].count("escalated") == 1


def test_reopened_it_escalates_once_more_and_no_oftener():
    story = Story().opens()
    story.until("2026-11-20 06:00")
    story.says("cleo", resolve, **PHONE)
    story.says("customer", reopen, spoken_at=story.now, why="wrote")

    assert [event.kind for _, event in story.until("2026-12-18 12:00")].count("escalated") == 1


def test_what_the_top_person_holds_claimed_goes_on_in_one_hold():
    story = Story().opens("cleo")

    story.until("2026-11-20 06:00")

    assert story.case.escalated_at == story.now
    assert story.held() == [("cleo", None)]


def test_custody_at_the_top_goes_on_through_the_escalation_with_its_alarms():
    story = Story(now=wall("2026-11-19 17:00")).opens("ivo")
    story.says("ivo", reply, text="words")
    story.says("ivo", pass_up, reason="needs expertise")
    story.until("2026-11-20 12:30")
    assert [name for name in story.case.rung if "unclaimed" in name] == ["unclaimed_1", "unclaimed_2"]

    struck = story.until("2026-11-20 16:00")

    assert rang(struck) == [
        ("2026-11-20 13:00", "escalated"),
        ("2026-11-20 16:00", "unclaimed_3"),
        ("2026-11-20 16:00", "deadline_near"),
    ]
    assert clock_shows(story.case.unclaimed_since) == "2026-11-19 17:00"
    assert story.held() == [("ivo", "passed_up"), ("cleo", "escalated"), ("cleo", None)]


def test_an_offer_that_ran_out_before_the_deadline_lapses_first():
    story = Story().opens("ana")
    story.says("ana", give, to="ben", reason="needs expertise")  # until 14:00

    assert [event.kind for event in story.sleeps_until("2026-11-20 07:00").strikes()][:2] == ["lapsed", "escalated"]


def test_an_offer_that_runs_out_after_the_deadline_never_lapses():
    story = Story().opens("ana").sleeps_until("2026-11-19 17:00")
    story.says("ana", give, to="ben", reason="needs expertise")  # until Friday 12:00

    assert "lapsed" not in [event.kind for event in story.sleeps_until("2026-11-20 14:00").strikes()]


def test_at_the_top_an_offer_outlives_an_escalation_that_changes_no_owner():
    story = Story().opens("cleo").sleeps_until("2026-11-19 17:00")
    story.says("cleo", give, to="sol", reason="needs permission")  # until Friday 12:00

    story.until("2026-11-20 06:00")

    assert story.says("sol", claim).owner == "sol"


def test_at_a_lower_tier_the_top_persons_offer_ends_with_the_escalation():
    story = Story(house=a_house(away=("cleo",))).opens("sol").sleeps_until("2026-11-19 17:00")
    story.says("sol", give, to="ivo", reason="needs permission")  # until Friday 12:00

    story.until("2026-11-20 06:00")

    assert (stands(story.case), story.case.offer) == (("sol", True, 2), None)


# Breach


def breaches(story: Story, until: str) -> list[str]:
    return [when for when, kind in rang(story.until(until)) if kind == "breached"]


def test_the_breach_comes_with_the_top_limit_and_again_at_every_desk_opening():
    story = Story().opens()  # escalated on Friday at 06:00

    assert breaches(story, "2026-11-25 12:00") == [
        "2026-11-23 02:00",
        "2026-11-23 09:00",
        "2026-11-24 09:00",
        "2026-11-25 09:00",
    ]
    assert stands(story.case) == ("cleo", False, 2)


def test_at_a_desk_that_never_shuts_a_breach_is_said_again_at_midnight():
    story = Story(now=wall("2026-11-19 12:00", "Asia/Tokyo")).opens(team="night")
    story.until(wall("2026-11-20 08:00", "Asia/Tokyo"))

    struck = story.until(wall("2026-11-22 12:00", "Asia/Tokyo"))

    assert [clock_shows(line.at, "Asia/Tokyo") for line in story.lines if line.event.kind == "breached"] == [
        "2026-11-21 04:00",
        "2026-11-22 00:00",
    ]
    assert struck


def test_a_breach_after_a_weekend_of_downtime_is_said_once():
    story = Story().opens()
    story.until("2026-11-20 07:00")

    struck = story.sleeps_until("2026-11-25 12:00").strikes()

    assert [event.kind for event in struck] == ["breached"]
    assert struck[0].late_s == wall("2026-11-25 12:00") - wall("2026-11-23 02:00")
    assert breaches(story, "2026-11-26 12:00") == ["2026-11-26 09:00"]


def test_answered_for_the_breach_rests_until_the_date_and_is_said_again_after_it():
    story = Story().opens()
    story.until("2026-11-23 12:00")

    story.says("cleo", answer_for, until=wall("2026-11-25 15:00"), sentence="words")

    assert breaches(story, "2026-11-27 12:00") == ["2026-11-25 15:00", "2026-11-26 09:00", "2026-11-27 09:00"]


def test_answered_for_before_the_top_limit_it_breaches_only_after_the_date():
    story = Story().opens()
    story.until("2026-11-20 07:00")

    story.says("cleo", answer_for, until=wall("2026-11-24 15:00"), sentence="words")

    assert breaches(story, "2026-11-25 12:00") == ["2026-11-24 15:00", "2026-11-25 09:00"]


def test_a_second_answer_rests_the_breach_anew():
    story = Story().opens()
    story.until("2026-11-23 12:00")
    story.says("cleo", answer_for, until=wall("2026-11-24 15:00"), sentence="words")
    assert breaches(story, "2026-11-24 16:00") == ["2026-11-24 15:00"]

    story.says("cleo", answer_for, until=wall("2026-11-26 15:00"), sentence="words")

    assert breaches(story, "2026-11-26 16:00") == ["2026-11-26 15:00"]


def test_a_breach_is_not_said_while_waiting_and_waking_does_not_make_up_for_it():
    story = Story().opens()
    story.until("2026-11-23 12:00")
    story.says("cleo", wait, until=wall("2026-11-25 12:00"), on="bank", why="words")

    assert breaches(story, "2026-11-26 09:00") == ["2026-11-26 09:00"]


def test_waiting_moves_the_tops_deadline():
    story = Story().opens()
    story.until("2026-11-20 06:00")
    story.says("cleo", ask, question="?")

    story.sleeps_until("2026-11-20 10:00").customer_writes()

    assert clock_shows(story.case.deadline) == "2026-11-23 06:00"
    assert breaches(story, "2026-11-23 08:00") == ["2026-11-23 06:00"]


def test_urgent_at_the_top_breaches_two_hours_from_the_mark():
    story = Story().opens()
    story.until("2026-11-20 10:00")
    story.says("cleo", urgent, why="words")

    assert breaches(story, "2026-11-23 10:00") == ["2026-11-20 12:00", "2026-11-23 09:00"]


def test_resolving_ends_the_breach():
    story = Story().opens()
    story.until("2026-11-23 12:00")
    story.says("cleo", resolve, **PHONE)

    assert breaches(story, "2026-12-31 12:00") == []


@pytest.mark.parametrize(
    "case",
    [
        escalated(),
        escalated(claimed=False, unclaimed_since=THURSDAY),
        escalated(breached_at=wall("2026-11-23 02:00")),
        escalated(breached_at=wall("2026-11-23 02:00"), answered_until=wall("2026-11-24 02:00")),
        escalated(answered_until=wall("2026-11-27 02:00")),
        escalated(urgent=True),
    ],
    ids=["escalated", "unclaimed", "breached", "answered for after", "answered for before", "urgent"],
)
def test_the_tops_clock_never_ends(case):
    assert "breach" in [name for _, name in alarms(case, HOUSE)]
