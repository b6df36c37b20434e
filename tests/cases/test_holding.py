"""Who holds a case: claim, assign and pass."""

import pytest

from bot.cases.holding import assign, claim, pass_up
from bot.cases.standing import REASONS
from tests.cases.desk import (
    HOUSE,
    NOON,
    Story,
    a_case,
    a_house,
    ended,
    escalated,
    ids,
    in_custody,
    offered,
    stands,
    waiting,
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


# Claim


CLAIMS = {
    "a member claims at their tier": (in_custody(), "ana", 0),
    "the deputy is a member": (in_custody(), "dan", 0),
    "the lead on duty claims what lies in their custody": (in_custody(), "lea", 0),
    "one of a tier above takes it to their tier": (in_custody(), "ivo", 1),
    "the top takes it to the top": (in_custody(), "cleo", 2),
    "somebody of several tiers acts in the case's own": (in_custody("cleo", tier=2), "sol", 2),
    "somebody of several tiers above acts in the lowest of them": (in_custody(), "sol", 1),
    "what waits unclaimed can be claimed": (waiting("lea", claimed=False, unclaimed_since=NOON), "ana", 0),
    "what is offered to them, though claimed": (offered("ben"), "ben", 0),
    "what is offered to them, waiting": (waiting(offer=offered("ben").offer), "ben", 0),
    "what is escalated, at the top": (escalated(claimed=False), "sol", 2),
    "what is offered to another but claimed by nobody": (offered("ben", "lea", claimed=False), "ana", 0),
}


@pytest.mark.parametrize(("case", "by", "tier"), **ids(CLAIMS))
def test_a_claim_makes_the_claimer_owner(case, by, tier):
    claimed = claim(case, HOUSE, by, NOON)

    assert (claimed.owner, claimed.tier) == (by, tier)


NO_CLAIMS = FINISHED | {
    "what another holds": (a_case("ben"), "held"),
    "what the lead holds": (a_case("lea"), "held"),
    "what they hold already": (a_case("ana"), "yours-already"),
    "what they hold already and offer to another": (offered("ben", "ana"), "yours-already"),
    "what is offered to somebody else": (offered("dan", "ben"), "held"),
    "what lies a tier above": (in_custody("sol", tier=1), "not-of-tier"),
    "what lies in another team": (in_custody("bea", team="billing"), "not-of-tier"),
    "what the clock brought to the top": (escalated(claimed=False), "not-of-tier"),
}


@pytest.mark.parametrize(("case", "why"), **ids(NO_CLAIMS))
def test_ana_cannot_claim(case, why):
    assert why_not(claim, case, HOUSE, "ana", NOON) == why


@pytest.mark.parametrize("by", ["lea", "ivo", "sol", "cleo"])
@pytest.mark.parametrize(
    "case", [a_case("ben"), offered("dan", "ben"), waiting("ben")], ids=["held", "offered", "waiting"]
)
def test_nobody_takes_a_case_out_of_anothers_hands_be_they_lead_or_top(case, by):
    assert why_not(claim, case, HOUSE, by, NOON) == "held"


def test_nobody_who_left_claims_though_it_was_offered_to_them():
    assert why_not(claim, offered("ben"), a_house(gone=("ben",)), "ben", NOON) == "not-of-tier"


def test_a_claim_ends_the_custody_and_its_alarms():
    story = Story().opens()
    story.until("2026-11-19 12:30")

    story.says("ana", claim, next=True)

    assert stands(story.case) == ("ana", True, 0)
    assert (story.case.unclaimed_since, story.case.rung) == (None, ())
    assert story.held() == [("lea", "claimed"), ("ana", None)]
    assert story.lines[-1].event.next


# Assign


ASSIGNED = {
    "to a colleague of the tier": (in_custody(), "ana", 0),
    "to the lead themselves": (in_custody(), "lea", 0),
    "to who holds it already": (a_case("ana"), "ana", 0),
    "up, to somebody only above": (a_case("ben"), "ivo", 1),
    "up, to the lowest of several tiers above": (a_case("ben"), "sol", 1),
    "in the case's own tier, if they are in several": (a_case("cleo", tier=2), "sol", 2),
    "down, to somebody only below": (a_case("cleo", tier=2), "ana", 0),
    "down, to somebody one tier below": (a_case("cleo", tier=2), "kim", 1),
    "at the top, of an escalated case": (escalated(), "sol", 2),
    "while it waits": (waiting("ben"), "ana", 0),
}


@pytest.mark.parametrize(("case", "to", "tier"), **ids(ASSIGNED))
@pytest.mark.parametrize("by", ["lea", "sol", "cleo"])
def test_a_lead_of_the_team_assigns(case, by, to, tier):
    given = assign(case, HOUSE, by, NOON, to=to, why="she knows them")

    assert (given.owner, given.tier) == (to, tier)


UNASSIGNED = {
    **{name: (case, "lea", "ana", "why", why) for name, (case, why) in FINISHED.items()},
    "by a member": (in_custody(), "ana", "ben", "why", "leads-only"),
    "by the deputy while the lead is here": (in_custody(), "dan", "ben", "why", "leads-only"),
    "by the owner who is no lead": (a_case("ana"), "ana", "ben", "why", "leads-only"),
    "by another team's lead": (in_custody(), "bea", "ben", "why", "leads-only"),
    "of a claimed case without a reason": (a_case("ben"), "lea", "ana", None, "assign-needs-why"),
    "to somebody of another team": (in_custody(), "lea", "tom", "why", "not-a-member"),
    "to a manager": (in_custody(), "lea", "mira", "why", "not-a-member"),
    "below, once escalated": (escalated(), "cleo", "ana", "why", "stays-at-top"),
    "one tier below, once escalated": (escalated(), "cleo", "kim", "why", "stays-at-top"),
}


@pytest.mark.parametrize(("case", "by", "to", "reason", "why"), **ids(UNASSIGNED))
def test_an_assignment_is_refused(case, by, to, reason, why):
    assert why_not(assign, case, HOUSE, by, NOON, to=to, why=reason) == why


def test_an_unclaimed_case_is_assigned_without_a_reason():
    assert assign(in_custody(), HOUSE, "lea", NOON, to="ana").owner == "ana"


@pytest.mark.parametrize(("house", "why"), [(a_house(away=("ana",)), "is-away"), (a_house(gone=("ana",)), "gone")])
def test_nobody_away_or_gone_is_assigned_a_case(house, why):
    assert why_not(assign, in_custody(), house, "lea", NOON, to="ana") == why


def test_the_deputy_on_duty_for_an_absent_lead_assigns():
    assert assign(in_custody("dan"), a_house(away=("lea",)), "dan", NOON, to="ana").owner == "ana"


def test_assigning_to_the_same_person_ends_their_hold_and_begins_another():
    story = Story().opens()
    story.says("ana", claim)

    story.says("lea", assign, to="ana", why="keep it")

    assert story.held() == [("lea", "claimed"), ("ana", "assigned"), ("ana", None)]


# Pass


PASSES = {
    "one tier up, to the person on duty": (a_case(), False, ("sol", 1, ())),
    "from the middle to the top": (a_case("ivo", tier=1), False, ("cleo", 2, ())),
    "to the top, skipping": (a_case(), True, ("cleo", 2, (1,))),
    "to the top from just below it skips nothing": (a_case("ivo", tier=1), True, ("cleo", 2, ())),
    "from custody, by the person on duty": (in_custody(), False, ("sol", 1, ())),
    "with the fields filled": (a_case(**INVOICE), False, ("sol", 1, ())),
    "with a field the customer cannot say": (
        a_case(category="delivery", known=("size",), unknowable=("order number",)),
        False,
        ("sol", 1, ()),
    ),
    "to the top with missing fields, which are excused": (a_case(category="invoice"), True, ("cleo", 2, (1,))),
    "of a category that requires nothing": (a_case(category="other"), False, ("sol", 1, ())),
    "though it is offered to a colleague": (offered("ben"), False, ("sol", 1, ())),
}


@pytest.mark.parametrize(("case", "to_top", "expected"), **ids(PASSES))
def test_passed_up_it_lies_unclaimed_with_the_person_on_duty(case, to_top, expected):
    passed = pass_up(case, HOUSE, case.owner, NOON, reason=WHY, to_top=to_top)

    assert (passed.owner, passed.tier, passed.skipped) == expected
    assert passed.to == passed.owner


NO_PASSES = {
    **{name: (case, "ana", WHY, False, why) for name, (case, why) in FINISHED.items()},
    "by a colleague": (a_case("ben"), "ana", WHY, False, "not-yours"),
    "by the lead, who does not own it": (a_case("ana"), "lea", WHY, False, "not-yours"),
    "while waiting": (waiting(), "ana", WHY, False, "waiting"),
    "at the top": (a_case("cleo", tier=2), "cleo", WHY, False, "buck-stops-here"),
    "to the top at the top": (a_case("cleo", tier=2), "cleo", WHY, True, "buck-stops-here"),
    "at the top, escalated": (escalated(), "cleo", WHY, False, "buck-stops-here"),
    "at the only tier": (a_case("ivo", team="night"), "ivo", WHY, False, "buck-stops-here"),
    "for no known reason": (a_case(), "ana", "too hard", False, "unknown-reason"),
    "to the top for no reason": (a_case(), "ana", "", True, "needs-reason"),
    "for another reason without a text": (a_case(), "ana", "other", False, "other-needs-text"),
    "with a missing field": (a_case(category="invoice"), "ana", WHY, False, "fields-missing"),
    "with one of two fields": (a_case(category="delivery", known=("size",)), "ana", WHY, False, "fields-missing"),
    "with another category's field": (
        a_case(category="delivery", known=("invoice number",)),
        "ana",
        WHY,
        False,
        "fields-missing",
    ),
}


@pytest.mark.parametrize(("case", "by", "reason", "to_top", "why"), **ids(NO_PASSES))
def test_a_pass_is_refused(case, by, reason, to_top, why):
    assert why_not(pass_up, case, HOUSE, by, NOON, reason=reason, to_top=to_top) == why


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_code_passes_with_a_note(reason):
    assert pass_up(a_case(), HOUSE, "ana", NOON, reason=reason, note="words").reason == reason


def test_the_lead_of_two_tiers_passes_to_whoever_is_on_duty_above_be_it_themselves():
    passed = pass_up(a_case("sol", tier=1), a_house(away=("cleo",)), "sol", NOON, reason=WHY)

    assert (passed.owner, passed.tier) == ("sol", 2)


def test_a_pass_leaves_the_deadline_alone_and_begins_a_new_custody():
    story = Story().opens("ana")
    due = story.case.deadline
    story.sleeps_until("2026-11-19 11:00")

    story.says("ana", pass_up, reason=WHY)

    assert stands(story.case) == ("sol", False, 1)
    assert story.case.deadline == due
    assert story.case.unclaimed_since == story.now
    assert story.held() == [("ana", "passed_up"), ("sol", None)]
