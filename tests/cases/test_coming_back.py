"""What nobody asked for: a case returned from above, handed over for an absence, and who is on duty then."""

import pytest

from bot.cases.ending import reopen, resolve
from bot.cases.holding import assign, claim, hand_over, leaves_with_absence, pass_up, return_
from bot.cases.people import Duty
from tests.cases.desk import (
    DAY,
    HOUR,
    HOUSE,
    NOON,
    THURSDAY,
    Story,
    a_case,
    a_house,
    ended,
    escalated,
    in_custody,
    stands,
    waiting,
    wall,
    why_not,
)

INVOICE = {"category": "invoice", "known": ("invoice number",)}
BY_ANA = {"first_claimers": (("support", "ana"),)}


def ids(table: dict[str, object]) -> dict[str, object]:
    return {"argvalues": table.values(), "ids": list(table)}


# --- return -------------------------------------------------------------------


RETURNS = {
    "to who first claimed it at the lowest tier": (BY_ANA, HOUSE, ("ana", True, 0)),
    "on duty there, if they are away": (BY_ANA, a_house(away=("ana",)), ("lea", False, 0)),
    "on duty there, if they are gone": (BY_ANA, a_house(gone=("ana",)), ("lea", False, 0)),
    "on duty there, if nobody claimed it there": ({}, HOUSE, ("lea", False, 0)),
    "on duty there, if they are of that tier no more": (
        {"first_claimers": (("support", "ivo"),)},
        HOUSE,
        ("lea", False, 0),
    ),
    "on duty there, if they claimed it in another team": (
        {"first_claimers": (("billing", "tom"),)},
        HOUSE,
        ("lea", False, 0),
    ),
    "to the deputy, if they and the lead are away": (BY_ANA, a_house(away=("ana", "lea")), ("dan", False, 0)),
}


@pytest.mark.parametrize(("told", "house", "expected"), **ids(RETURNS))
def test_a_returned_case_goes(told, house, expected):
    case = a_case("ivo", tier=1, **INVOICE, **told)

    assert stands(return_(case, house, "ivo", NOON, fields=("invoice number",))) == expected


@pytest.mark.parametrize("case", [in_custody("sol", tier=1, **BY_ANA), a_case("cleo", tier=2, **BY_ANA)])
def test_it_is_returned_from_custody_and_from_the_top_while_not_escalated(case):
    assert stands(return_(case, HOUSE, case.owner, NOON, fields=("size",))) == ("ana", True, 0)


NO_RETURNS = {
    "of what is resolved": (ended(tier=1, by="ivo"), "ivo", ("size",), "ended"),
    "by a colleague": (a_case("ivo", tier=1), "kim", ("size",), "not-yours"),
    "by the lead, who does not own it": (a_case("ivo", tier=1), "sol", ("size",), "not-yours"),
    "while waiting": (waiting("ivo", tier=1), "ivo", ("size",), "waiting"),
    "from the lowest tier": (a_case(), "ana", ("size",), "lowest-tier"),
    "once escalated": (escalated(), "cleo", ("size",), "stays-at-top"),
    "without a field": (a_case("ivo", tier=1), "ivo", (), "return-needs-fields"),
    "for no known field": (a_case("ivo", tier=1), "ivo", ("mood",), "no-such-field"),
    "for another category's field": (a_case("ivo", tier=1, **INVOICE), "ivo", ("size",), "no-such-field"),
    "for another team's field": (a_case("ivo", tier=1), "ivo", ("amount",), "no-such-field"),
}


@pytest.mark.parametrize(("case", "by", "fields", "why"), **ids(NO_RETURNS))
def test_a_return_is_refused(case, by, fields, why):
    assert why_not(return_, case, HOUSE, by, NOON, fields=fields) == why


def test_a_return_to_oneself_is_refused():
    lea_above = a_case("lea", tier=1, first_claimers=(("support", "lea"),))
    lea_on_duty_below = a_case("lea", tier=1)

    for case in (lea_above, lea_on_duty_below):
        assert why_not(return_, case, HOUSE, "lea", NOON, fields=("size",)) == "return-to-self"


def test_the_fields_named_in_a_return_are_missing_again():
    told = {"category": "delivery", "known": ("size",), "unknowable": ("order number",)}
    story = Story().opens("ana", category="delivery")
    story.states[-1] = a_case("ivo", tier=1, **told, **BY_ANA)

    story.says("ivo", return_, fields=("size", "order number"))

    assert (story.case.known, story.case.unknowable) == ((), ())
    assert why_not(pass_up, story.case, HOUSE, "ana", NOON, reason="needs expertise") == "fields-missing"


FIRST_CLAIMS = {
    "who claimed it first, not who claimed it last": (("ben", claim, {}), ("lea", assign, {"to": "ana", "why": "why"})),
    "who was assigned it first": (("lea", assign, {"to": "ben"}), ("lea", assign, {"to": "ana", "why": "why"})),
}


@pytest.mark.parametrize("moves", **ids(FIRST_CLAIMS))
def test_a_return_knows(moves):
    story = Story().opens()
    for by, rule, told in moves:
        story.says(by, rule, **told)
    story.says("ana", pass_up, reason="needs expertise")

    story.says("sol", return_, fields=("size",))

    assert stands(story.case) == ("ben", True, 0)


def test_a_return_knows_who_opened_it_themselves_and_remembers_it_through_a_reopening():
    story = Story().opens("ben")
    story.says("ben", pass_up, reason="needs expertise")
    story.says("ivo", claim)
    story.says("ivo", resolve, outcome="solved", cause="unknown", told="phone")
    story.says("customer", reopen, spoken_at=story.now, why="wrote")

    story.says("ivo", return_, fields=("size",))

    assert stands(story.case) == ("ben", True, 0)


def test_who_claimed_it_at_a_higher_tier_is_not_the_first():
    story = Story().opens()
    story.says("ivo", claim)
    story.says("ivo", pass_up, reason="needs expertise")

    story.says("cleo", return_, fields=("size",))

    assert stands(story.case) == ("lea", False, 0)


def test_a_claim_that_was_undone_was_not_the_first():
    story = Story().opens()
    story.says("ben", claim)
    story.undoes("ben")
    story.says("ana", claim)
    story.says("ana", pass_up, reason="needs expertise")

    story.says("sol", return_, fields=("size",))

    assert stands(story.case) == ("ana", True, 0)


# --- hand over -------------------------------------------------------------------


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

    assert (story.case.passes, story.case.passed_by) == (1, "ana")
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


# --- on duty -------------------------------------------------------------------


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
