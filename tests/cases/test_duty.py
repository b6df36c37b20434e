"""Who is on duty, and what is handed over to them."""

import pytest

from bot.cases.ending import resolve
from bot.cases.holding import claim, hand_over, leaves_with_absence, move, pass_up
from bot.cases.people import Duty
from bot.cases.talking import answer_for, note, reply, urgent
from tests.cases.desk import (
    DAY,
    HOUR,
    HOUSE,
    NOON,
    THURSDAY,
    Story,
    a_case,
    a_house,
    escalated,
    ids,
    in_custody,
    stands,
    waiting,
    wall,
    why_not,
)

INVOICE = {"category": "invoice", "known": ("invoice number",)}
BY_ANA = {"first_claimers": (("support", "ana"),)}


# Hand over


DUE_AT_SIX = {"deadline": wall("2026-11-20 06:00")}
LAST_QUARTER = {
    "5 h left is not less than a quarter": (a_case(**DUE_AT_SIX), "2026-11-20 01:00", False),
    "a minute less is": (a_case(**DUE_AT_SIX), "2026-11-20 01:01", True),
    "past the deadline": (a_case(**DUE_AT_SIX), "2026-11-20 06:01", True),
    "early on": (a_case(**DUE_AT_SIX), "2026-11-19 12:00", False),
    "custody never counts": (in_custody("lea", **DUE_AT_SIX), "2026-11-20 05:00", False),
    "urgent: half an hour left": (a_case(urgent=True, **DUE_AT_SIX), "2026-11-20 05:30", False),
    "urgent: less than half an hour": (a_case(urgent=True, **DUE_AT_SIX), "2026-11-20 05:31", True),
    "over a weekend only clock time counts": (
        a_case(deadline=wall("2026-11-23 04:59")),
        "2026-11-21 12:00",
        True,
    ),
    "five hours of Monday are a quarter": (a_case(deadline=wall("2026-11-23 05:00")), "2026-11-21 12:00", False),
}


@pytest.mark.parametrize(("case", "at", "counts"), **ids(LAST_QUARTER))
def test_away_in_the_last_quarter_counts_as_a_pass(case, at, counts):
    house = a_house(away=(case.owner,))

    handed = hand_over(case, house, wall(at), why="away", by_owner=True)

    assert (handed.owner, handed.counts_as_pass) == ("dan" if case.owner == "lea" else "lea", counts)


@pytest.mark.parametrize(
    ("why", "by_owner"),
    [("away", False), ("left", False), ("duty", False)],
    ids=["a lead typed the absence", "they left", "duty changed"],
)
def test_what_is_not_ones_own_doing_never_counts_as_a_pass(why, by_owner):
    handed = hand_over(a_case(**DUE_AT_SIX), HOUSE, wall("2026-11-20 05:00"), why=why, by_owner=by_owner)

    assert not handed.counts_as_pass


def test_handed_over_it_lies_unclaimed_at_its_tier():
    story = Story().opens("ana")
    story.house = a_house(away=("ana",))

    story.record("ana", hand_over(story.case, story.house, story.now, why="away", by_owner=True))

    assert stands(story.case) == ("lea", False, 0)
    assert (story.case.unclaimed_since, story.case.passes) == (story.now, 0)
    assert story.held() == [("ana", "handed_over"), ("lea", None)]


def test_an_absence_that_counts_as_a_pass_is_remembered_as_one():
    story = Story().opens("ana").sleeps_until("2026-11-20 05:00")
    story.house = a_house(away=("ana",))

    story.record("ana", hand_over(story.case, story.house, story.now, why="away", by_owner=True))

    assert story.case.passes == 1
    assert (story.holds[1].ending, story.holds[1].late, story.holds[1].counts) == ("handed_over", True, True)


def test_custody_goes_along_with_duty_and_its_unclaimed_time_runs_on():
    story = Story().opens()
    story.until("2026-11-19 12:30")
    story.house = a_house(duties={("support", 0): Duty("ben", NOON + DAY)})

    story.record("lea", hand_over(story.case, story.house, story.now, why="duty"))

    assert stands(story.case) == ("ben", False, 0)
    assert (story.case.unclaimed_since, story.case.rung) == (THURSDAY, ("unclaimed_1",))
    assert [(hold.person, hold.ending, hold.counts) for hold in story.holds.values()] == [
        ("lea", "handed_over", False),
        ("ben", None, None),
    ]


def test_a_hand_over_to_who_owns_it_already_is_nothing():
    assert hand_over(in_custody("lea"), HOUSE, NOON, why="duty") is None
    assert hand_over(a_case("lea"), a_house(away=("lea", "dan")), NOON, why="away") is None


NEXT_WEEK = wall("2026-11-27 18:00")
ABSENCES = {
    "a case due before the end": (a_case(), NEXT_WEEK, True),
    "a case due exactly at the end stays": (a_case(deadline=NEXT_WEEK), NEXT_WEEK, False),
    "a case due after the end stays": (a_case(), wall("2026-11-19 18:00"), False),
    "a waiting case stays": (waiting(), NEXT_WEEK, False),
    "an escalated case stays": (escalated(), NEXT_WEEK, False),
    "custody always goes along with duty": (in_custody(), wall("2026-11-19 18:00"), True),
}


@pytest.mark.parametrize(("case", "until", "leaves"), **ids(ABSENCES))
def test_with_an_absence_goes(case, until, leaves):
    assert leaves_with_absence(case, until) is leaves


# On duty


FRONT = ("lea", "dan", "ana", "ben")
BEN = {("support", 0): Duty("ben", NOON + HOUR)}
DUTY = {
    "the lead": (a_house(), 0, "lea"),
    "the deputy, while the lead is away": (a_house(away=("lea",)), 0, "dan"),
    "the deputy, if the lead is gone": (a_house(gone=("lea",)), 0, "dan"),
    "the deputy, if the lead is gone, though away": (a_house(gone=("lea",), away=("dan",)), 0, "dan"),
    "the lead, if both are away": (a_house(away=("lea", "dan")), 0, "lea"),
    "the lead, if the deputy is gone": (a_house(away=("lea",), gone=("dan",)), 0, "lea"),
    "whom duty names": (a_house(duties=BEN), 0, "ben"),
    "whom duty names, though the lead is away": (a_house(duties=BEN, away=("lea",)), 0, "ben"),
    "the lead, while who has duty is away": (a_house(duties=BEN, away=("ben",)), 0, "lea"),
    "the lead, if who had duty is gone": (a_house(duties=BEN, gone=("ben",)), 0, "lea"),
    "the deputy, while lead and duty are away": (a_house(duties=BEN, away=("ben", "lea")), 0, "dan"),
    "a member who is here, if lead and deputy are gone": (a_house(gone=("lea", "dan"), away=("ana",)), 0, "ben"),
    "a member who is away, if all others are gone": (a_house(gone=("lea", "dan", "ben"), away=("ana",)), 0, "ana"),
    "who is on duty above, if all of a tier are gone": (a_house(gone=FRONT), 0, "sol"),
    "the deputy above, if the lead above is away": (a_house(gone=FRONT, away=("sol",)), 0, "kim"),
    "whom duty names above": (a_house(gone=FRONT, duties={("support", 1): Duty("ivo", NOON + HOUR)}), 0, "ivo"),
    "the top person, if nobody is left in between": (a_house(gone=(*FRONT, "kim", "ivo", "sol")), 0, "cleo"),
    "the nearest lead below, if all of the top are gone": (a_house(gone=("cleo", "sol")), 2, "lea"),
    "whoever is left below, if the leads are gone": (a_house(gone=("cleo", "sol", "lea")), 2, "kim"),
    "the lead as configured, if nobody at all is left": (
        a_house(gone=(*FRONT, "sol", "kim", "ivo", "cleo")),
        2,
        "cleo",
    ),
    "the lead, once duty ends": (a_house(duties={("support", 0): Duty("ben", NOON)}), 0, "lea"),
    "the lead, if duty names somebody of another tier": (
        a_house(duties={("support", 0): Duty("ivo", NOON + HOUR)}),
        0,
        "lea",
    ),
    "the lead of another tier, whatever duty says below": (a_house(duties=BEN), 1, "sol"),
    "the top person": (a_house(), 2, "cleo"),
    "the top's deputy": (a_house(away=("cleo",)), 2, "sol"),
    "the lead who is back exactly now": (a_house(away={"lea": NOON}), 0, "lea"),
    "the deputy until the lead is back": (a_house(away={"lea": NOON + HOUR}), 0, "dan"),
}


@pytest.mark.parametrize(("house", "tier", "expected"), **ids(DUTY))
def test_on_duty_is(house, tier, expected):
    assert house.on_duty("support", tier, NOON) == expected


def test_a_tier_is_empty_once_all_of_its_people_have_left():
    assert a_house(gone=FRONT).is_empty("support", 0)
    assert not a_house(gone=FRONT[1:], away=("lea",)).is_empty("support", 0)
    assert not a_house(gone=FRONT).is_empty("support", 1)


@pytest.mark.parametrize(
    ("house", "person", "leads"),
    [
        (HOUSE, "lea", True),
        (HOUSE, "dan", False),
        (HOUSE, "ana", False),
        (HOUSE, "bea", False),
        (a_house(away=("lea",)), "dan", True),
        (a_house(duties=BEN), "ben", True),
        (a_house(gone=("lea",)), "lea", False),
    ],
    ids=[
        "a lead",
        "a deputy",
        "a member",
        "another team's lead",
        "a deputy on duty",
        "who has duty",
        "a lead who left",
    ],
)
def test_a_leads_rights_has(house, person, leads):
    assert house.leads("support", person, NOON) is leads


LEFT = {
    "passes": (a_case(), pass_up, {"at": NOON, "reason": "needs expertise"}, "gone"),
    "resolves": (a_case(), resolve, {"outcome": "solved", "cause": "unknown", "told": "phone"}, "gone"),
    "moves": (a_case(), move, {"at": NOON, "to": "billing", "why": "why"}, "owner-or-lead"),
    "marks urgent": (a_case(), urgent, {"at": NOON, "why": "why"}, "owner-or-lead"),
    "notes": (a_case(), note, {"text": "words"}, "not-of-team"),
    "replies": (a_case(), reply, {"text": "words"}, "not-of-tier"),
    "claims": (in_custody(), claim, {"at": NOON}, "not-of-tier"),
    "answers for": (escalated("ana"), answer_for, {"at": NOON, "until": NOON + DAY, "sentence": "words"}, "top-only"),
}


@pytest.mark.parametrize(("case", "rule", "told", "why"), **ids(LEFT))
def test_nobody_who_left_though_it_still_stands_under_their_name(case, rule, told, why):
    assert why_not(rule, case, a_house(gone=("ana",)), "ana", **told) == why
