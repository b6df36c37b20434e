"""What opens a form is refused as the full line would be: nobody fills one in for nothing."""

import pytest

# The bare line opens the form; the full one acts at once. Both by somebody who could, but for what the test arranges.
LINES = {
    "reply": ("reply C-1", "reply C-1: words"),
    "note": ("note C-1", "note C-1: words"),
    "ask": ("ask C-1", "ask C-1: which?"),
    "wait": ("wait C-1", "wait C-1 until tomorrow on courier: lost"),
    "pass": ("pass C-1", "pass C-1 needs expertise"),
    "give": ("give C-1", "give C-1 @dan needs expertise"),
    "return": ("return C-1", "return C-1: invoice number"),
    "move": ("move C-1", "move C-1 to billing: theirs"),
    "consult": ("consult C-1", "consult C-1 @dan: how?"),
    "advise": ("advise C-1", "advise C-1: so"),
    "urgent": ("urgent C-1", "urgent C-1: a nursery"),
    "promise": ("promise C-1", "promise C-1 tomorrow"),
    "merge": ("merge C-1", "merge C-1 into C-2"),
    "not a case": ("not a case C-1", "not a case C-1 spam"),
    "assign": ("assign C-1", "assign C-1 @dan: because"),
    "answer for": ("answer for C-1", "answer for C-1 by tomorrow: I do"),
    "reopen": ("reopen C-1", "reopen C-1: it came back"),
}
IDS = list(LINES)


def answers(desk, who: str, lines: tuple[str, str]) -> tuple[str, str]:
    """What the bare and the full line are answered; neither may have done anything."""
    before = desk.ledger("C-1")
    bare, full = (desk.says(who, line) for line in lines)
    assert desk.ledger("C-1") == before
    return bare, full


@pytest.fixture
def two_cases(two_teams):
    desk = two_teams
    desk.writes("maria", "charged twice")
    desk.wait(minutes=11)
    desk.writes("maria", "and once more")
    desk.says("ana", "claim C-1")
    return desk


@pytest.mark.parametrize("verb", IDS)
def test_somebody_of_another_team_learns_nothing_by_either(two_cases, verb):
    bare, full = answers(two_cases, "tom", LINES[verb])

    assert bare == full


@pytest.mark.parametrize("verb", [verb for verb in IDS if verb not in ("note", "reply", "reopen")])
def test_of_a_case_that_has_ended_both_say_so(two_cases, verb):
    two_cases.resolves("ana")

    bare, full = answers(two_cases, "ana", LINES[verb])

    assert bare == full


@pytest.mark.parametrize("verb", ["ask", "wait", "pass", "give", "return", "move"])
def test_of_a_case_that_waits_both_say_that_it_must_wake_first(two_cases, verb):
    two_cases.says("ana", "ask C-1: which invoice?")

    bare, full = answers(two_cases, "ana", LINES[verb])

    assert bare == full


@pytest.mark.parametrize(
    "verb",
    ["ask", "wait", "pass", "give", "return", "move", "consult", "urgent", "promise", "merge", "not a case", "assign"],
)
def test_who_is_of_the_tier_but_neither_owner_nor_lead_is_told_whose_it_is(two_cases, verb):
    bare, full = answers(two_cases, "ben", LINES[verb])

    assert bare == full
