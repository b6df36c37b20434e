"""Down for missing fields, across to another team."""

import pytest

from bot.cases import events as e
from bot.cases.ending import reopen, resolve
from bot.cases.holding import assign, claim, move, pass_up, return_
from bot.cases.talking import ask
from tests.cases.desk import (
    BILLING,
    HOUR,
    HOUSE,
    NOON,
    Story,
    a_case,
    a_house,
    ended,
    escalated,
    ids,
    in_custody,
    stands,
    waiting,
    wall,
    why_not,
)

WHY = "needs expertise"
INVOICE = {"category": "invoice", "known": ("invoice number",)}
FINISHED = {
    "what is resolved": (ended(), "ended"),
    "what is closed": (ended("closed"), "ended"),
    "what is dismissed": (ended("dismissed"), "ended"),
    "what was merged": (ended("merged", merged_into=17), "merged"),
}
BY_ANA = {"first_claimers": (("support", "ana"),)}


# Move


MOVES = {
    "by its owner": (a_case(), "ana"),
    "by a lead": (a_case(), "sol"),
    "from custody": (in_custody(), "lea"),
    "from the middle": (a_case("ivo", tier=1), "ivo"),
    "from the top, not escalated": (a_case("cleo", tier=2), "cleo"),
}


@pytest.mark.parametrize(("case", "by"), **ids(MOVES))
def test_a_first_move_goes_to_the_lowest_tier_of_the_other_team(case, by):
    moved = move(case, HOUSE, by, NOON, to="billing", why="an invoice")

    assert (moved.team, moved.owner, moved.tier, moved.from_, moved.to) == ("billing", "bea", 0, "support", "billing")


@pytest.mark.parametrize(
    ("category", "left"),
    [("invoice", "invoice"), ("delivery", None), (None, None)],
    ids=["that team has it", "that team has it not", "none"],
)
def test_the_category_stays_if_the_other_team_has_it(category, left):
    assert move(a_case(category=category), HOUSE, "ana", NOON, to="billing", why="why").category == left


NO_MOVES = {
    **{name: (case, "ana", "billing", "why", why) for name, (case, why) in FINISHED.items()},
    "by a colleague": (a_case("ben"), "ana", "billing", "why", "owner-or-lead"),
    "by the other team's lead": (a_case(), "bea", "billing", "why", "owner-or-lead"),
    "while waiting": (waiting(), "ana", "billing", "why", "waiting"),
    "once escalated": (escalated(), "cleo", "billing", "why", "stays-at-top"),
    "to no team": (a_case(), "ana", "sales", "why", "no-such-team"),
    "to its own team": (a_case(), "ana", "support", "why", "same-team"),
    "without a reason": (a_case(), "ana", "billing", None, "move-needs-why"),
    "a third time": (a_case("cleo", tier=2, moves=2), "cleo", "billing", "why", "moved-twice"),
}


@pytest.mark.parametrize(("case", "by", "to", "reason", "why"), **ids(NO_MOVES))
def test_a_move_is_refused(case, by, to, reason, why):
    assert why_not(move, case, HOUSE, by, NOON, to=to, why=reason) == why


@pytest.mark.parametrize("to", ["support", "night", "billing"])
def test_a_second_move_goes_to_the_first_teams_top_person_wherever_it_is_aimed(to):
    moved_once = a_case("tom", team="billing", first_team="support", moves=1)

    moved = move(moved_once, HOUSE, "tom", NOON, to=to, why="not ours")

    assert (moved.team, moved.owner, moved.tier, moved.to) == ("support", "cleo", 2, "support")


def test_clock_and_deadline_run_on_through_a_move_and_later_pauses_count_on_the_new_clock():
    story = Story(now=wall("2026-11-20 12:00")).opens("ana")
    due = story.case.deadline
    story.says("ana", move, to="billing", why="an invoice")

    assert stands(story.case) == ("bea", False, 0)
    assert (story.case.deadline, story.case.team, story.case.clock_team) == (due, "billing", "support")
    assert story.held() == [("ana", "moved"), ("bea", None)]

    story.says("tom", claim)
    story.says("tom", ask, question="which?")
    story.sleeps_until("2026-11-21 12:00")  # a Saturday, which counts for billing
    story.customer_writes()

    assert story.case.deadline == due + 24 * HOUR
    assert BILLING.clock.between(wall("2026-11-20 12:00"), wall("2026-11-21 12:00")) == story.case.paused


def test_a_third_move_is_refused_though_the_case_was_reopened_since():
    story = Story().opens("ana")
    story.says("ana", move, to="night", why="why")
    story.says("nia", move, to="billing", why="why")
    assert stands(story.case) == ("cleo", False, 2)
    story.record("cleo", e.Resolved("solved", "unknown", "phone"))
    story.record("customer", e.Reopened("cleo", True, 2, NOON + 20 * HOUR, NOON, "wrote", None))

    assert why_not(move, story.case, HOUSE, "cleo", story.now, to="billing", why="why") == "moved-twice"


# Return


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
