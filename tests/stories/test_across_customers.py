"""Customers who write in Slack and in Teams: one person, if both state the same verified e-mail."""

import re

import pytest

from tests.stories import houses

pytestmark = pytest.mark.parametrize("a_desk", ["across"], indirect=True)

WITH_A_COUNTER = houses.TWO_TIERS.replace('intake = ["@help", "@dm"]', 'intake = ["@help", "@walkin", "@dm"]')


@pytest.fixture
def maria_is_at_both(a_desk):
    """Slack and Entra state the same e-mail for her, who is in a team that has the app; she has written in Slack."""
    desk = a_desk(WITH_A_COUNTER)
    for at in (desk.platform.slack, desk.platform.teams):
        at.office.person("maria").user.email = "maria@customer.example"
    desk.platform.teams.office.joins("maria", "everybody")
    desk.is_down(minutes=1)  # whoever is on a roster is known from the start on
    desk.writes("maria", "charged twice", at="walkin")
    desk.wait(hours=1)
    return desk


def test_the_same_verified_mail_is_one_customer_and_her_cards_name_each_other(maria_is_at_both):
    desk = maria_is_at_both

    desk.writes("maria", "and the parcel is late", at="help")
    desk.wait(hours=1)
    desk.writes("maria", "and it rains in", at="help")

    assert desk.case("C-2").customer == desk.case("C-1").customer == desk.case("C-3").customer
    assert re.search(r"Same customer: C-2 .* and C-1 ", desk.card_text("C-3"))


def test_it_is_so_too_for_who_came_into_the_team_a_moment_ago(a_desk):
    desk = a_desk(WITH_A_COUNTER)
    for at in (desk.platform.slack, desk.platform.teams):
        at.office.person("maria").user.email = "maria@customer.example"
    desk.writes("maria", "charged twice", at="walkin")
    desk.wait(hours=1)
    office = desk.platform.teams.office
    desk._do(office.person("maria").joins(office.wire.team("everybody")))
    desk._do(office.settles())

    desk.writes("maria", "and the parcel is late", at="help")

    assert desk.case("C-2").customer == desk.case("C-1").customer


def test_it_is_so_too_for_who_writes_in_teams_first_and_is_on_no_roster(a_desk):
    desk = a_desk(WITH_A_COUNTER)
    for at in (desk.platform.slack, desk.platform.teams):
        at.office.person("maria").user.email = "maria@customer.example"
    desk.writes("maria", "charged twice", at="help")
    desk.wait(hours=1)

    desk.writes("maria", "and the parcel is late", at="walkin")

    assert desk.case("C-2").customer == desk.case("C-1").customer
    assert "Same customer: C-1" in desk.card_text("C-2")


def test_a_customer_of_two_platforms_is_answered_where_she_wrote_about_it(maria_is_at_both):
    desk = maria_is_at_both
    desk.writes("maria", "the parcel is late", at="help")

    desk.says("ana", "claim C-1")
    desk.says("ana", "reply C-1: paid back")
    desk.says("ana", "claim C-2")
    desk.says("ana", "reply C-2: it comes today")

    in_slack, in_teams = desk.platform.slack.customer_saw("maria"), desk.platform.teams.customer_saw("maria")
    assert [line for line in in_slack if line.startswith("Ana Pop:")] == ["Ana Pop: paid back"]
    assert [line for line in in_teams if line.startswith("Ana Pop:")] == ["Ana Pop: it comes today"]


def test_who_writes_in_a_chat_of_teams_is_answered_in_that_chat_though_slack_knows_her_too(maria_is_at_both):
    desk = maria_is_at_both
    desk.says("maria", "the parcel is late")

    desk.says("ana", "claim C-2")
    desk.says("ana", "reply C-2: it comes today")

    assert "Ana Pop: it comes today" in desk.platform.teams.customer_saw("maria")
    assert "Ana Pop: it comes today" not in desk.platform.slack.customer_saw("maria")


def test_the_same_name_alone_makes_nobody_the_same_customer(a_desk):
    desk = a_desk(WITH_A_COUNTER)
    desk.writes("maria", "charged twice", at="walkin")
    desk.wait(hours=1)

    desk.writes("maria", "and the parcel is late", at="help")

    assert desk.case("C-2").customer != desk.case("C-1").customer
    assert "Same customer" not in desk.card_text("C-2")
