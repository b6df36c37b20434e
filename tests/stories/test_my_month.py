"""Everybody's own month: how my passes went; and every number can be opened by those who may see it."""

import pytest


@pytest.fixture
def month(desk):
    """Ana passed C-1 and C-2 up; Cleo solved C-1 and says that Ana could have."""
    for n, problem in enumerate(("charged twice", "the parcel is late"), 1):
        desk.writes(f"customer{n}", problem)
        desk.says("ana", f"claim C-{n}")
        desk.says("ana", f"pass C-{n} needs permission: may I?")
    desk.says("cleo", "claim C-1")
    desk.resolves("cleo", "C-1", Could_the_sender_have_solved_it="yes")
    return desk


def test_my_month_says_how_my_passes_went(month):
    report = month.says("ana", "report me")

    assert "2 passes up, as they stand now: 1 solved above (Cleo Marin 1)" in report
    assert "1 still running" in report
    assert "1 the sender could have solved, says who did" in report
    assert "How the passes went" in report
    assert "the parcel is late" in report


def test_a_number_below_it_is_a_button(month):
    month.says("ana", "report me")

    opened = month.presses("ana", "Cases: Passed up")

    assert "C-1" in opened
    assert "charged twice" in opened
    assert "the parcel is late" in opened


def test_any_other_number_is_asked_for_by_a_form(month):
    month.says("lea", "report team")

    month.presses("lea", "Open a number")
    opened = month.sends("lea", Figure="Passed up", Whose="Ana Pop")

    assert "Passed up of Ana Pop, November 2026: 2" in opened


def test_the_form_alone_asks_for_everybodys(month):
    month.says("mira", "report team cases")
    opened = month.sends("mira", Figure="Passed up")

    assert "Passed up, November 2026: 2" in opened
    assert "Ana Pop" in opened


@pytest.mark.parametrize("line", ["report @ana", "report of @ana this month", "report team cases passed up @ana"])
def test_leads_look_at_anybody_of_their_team(month, line):
    assert "Ana Pop, November 2026" in month.says("lea", line)


@pytest.mark.parametrize("line", ["report @cleo", "report team", "report team cases passed up @cleo", "report support"])
def test_agents_see_only_their_own(month, line):
    assert "Only leads and managers see the team’s figures." in month.says("ben", line)


def test_oneself_by_name_is_me(month):
    assert "Ana Pop, November 2026 so far" in month.says("ana", "report @ana")


@pytest.mark.parametrize("line", ["report support", "report team support", "report customer support"])
def test_a_team_is_named_by_key_or_title(month, line):
    assert "Customer support, November 2026 so far" in month.says("mira", line)


def test_leads_of_another_team_see_nothing_of_it(two_teams):
    assert "Only leads and managers" in two_teams.says("max", "report support")
