"""A start with another configuration: what it changes, and what it must not."""

import pytest

from bot.commands.house import TeamVanished, Vanished
from tests.stories.houses import TWO_TEAMS, TWO_TIERS


def named(person, **more):
    """How people are written, with something more for some of them."""
    return lambda key, name: person(key, name) + more.get(key, "")


def shorter(teams):
    return teams.replace('clock = "weekdays"', 'clock = "weekdays"\nlimit = "10h"')


def test_a_running_case_keeps_its_deadline_when_limits_change(desk):
    desk.writes("maria", "charged twice")

    desk.is_down(minutes=20, teams=shorter(TWO_TIERS))
    desk.writes("ivan", "the lift stands still")

    assert desk.deadline_of("C-1") == "2026-11-20 06:00"
    assert desk.deadline_of("C-2") == "2026-11-19 20:20"


def test_reminders_of_running_cases_follow_a_changed_configuration(desk):
    sooner = TWO_TIERS.replace('clock = "weekdays"', 'clock = "weekdays"\nclaim_within = "30m"')
    desk.writes("maria", "charged twice")

    desk.is_down(minutes=10, teams=sooner)
    desk.wait(minutes=25)

    assert [line["data"]["alarm"] for line in desk.ledger("C-1") if line["kind"] == "nudged"] == ["unclaimed_1"]


def test_a_changed_configuration_is_a_line_of_the_houses_own_chain(desk):
    desk.is_down(minutes=1)
    before = len([line for line in desk.ledger("C-0") if line["kind"] == "configured"])

    desk.is_down(minutes=1, teams=shorter(TWO_TIERS))

    assert before == 1
    assert len([line for line in desk.ledger("C-0") if line["kind"] == "configured"]) == 2


def test_the_cases_of_somebody_who_is_called_otherwise_now_come_along(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")

    renamed = TWO_TIERS.replace('"ana"', '"ben"', 1).replace('members = ["ben", "ben"]', 'members = ["ben"]')
    desk.platform.person = named(desk.platform.person, ben='was = ["ana"]\n')
    desk.is_down(minutes=1, teams=renamed)

    assert (desk.owner_of("C-1"), desk.case("C-1").claimed) == ("ben", True)
    assert desk.last("C-1")["by"] == "clock"


def test_nobody_who_owns_cases_vanishes(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    gone = TWO_TIERS.replace('members = ["ana", "ben"]', 'members = ["ben"]')

    with pytest.raises(Vanished) as vanished:
        desk.is_down(minutes=1, teams=gone)

    assert vanished.value.people == {"ana": 1}


def test_nor_does_a_team_that_has_cases(two_teams):
    two_teams.writes("maria", "charged twice", at="bills")
    without = TWO_TEAMS[: TWO_TEAMS.index("[teams.billing]")] + '\n# "bea" "tom" "max"\n'

    with pytest.raises(TeamVanished):
        two_teams.is_down(minutes=1, teams=without)


def test_somebody_new_at_the_desk_can_claim_at_once(desk):
    desk.writes("maria", "charged twice")

    desk.is_down(minutes=1, teams=TWO_TIERS.replace('"ben"]', '"ben", "tom"]'))

    assert "C-1 is yours" in desk.says("tom", "claim C-1")


def test_when_the_lead_changes_custodies_go_along(desk):
    desk.writes("maria", "charged twice")

    ben_leads = TWO_TIERS.replace('lead = "lea"', 'lead = "ben"').replace('"ana", "ben"', '"ana", "lea"')
    desk.is_down(minutes=1, teams=ben_leads)

    assert (desk.owner_of("C-1"), desk.case("C-1").claimed) == ("ben", False)
