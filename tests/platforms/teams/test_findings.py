"""What a beginner forgot in Teams, said by `check` before anybody misses it; each line says what to do."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from bot.messages.delivery import NotDelivered
from bot.messages.values import Address, Whereabouts
from bot.messages.wording import text, utc_reader
from bot.platforms.teams.findings import findings, staff
from bot.platforms.teams.us import Us
from bot.settings import parse_config
from tests.platforms.teams.a_tenant import ANA, CHAT, GENERAL, HELP, LEA, US, ATenant, a_member

FRONT = "19:front@thread.tacv2"
HOUSE = f"""
[people.ana]
name = "Ana Pop"
teams = "{ANA}"
[people.lea]
name = "Lea Kern"
teams = "{LEA}"
slack = "U0LEA"
[people.old]
name = "Old Hand"
teams = "0d0d0d0d-0000-4000-8000-000000000000"
left = true

[teams.support]
title = "Customer support"
timezone = "Europe/Bucharest"
intake = ["teams:{HELP}", "teams:dm", "slack:C0HELP"]
supervisors = "teams:{CHAT}"

[[teams.support.tiers]]
name = "Front line"
channel = "teams:{FRONT}"
lead = "lea"
deputy = "ana"

[[teams.support.tiers]]
name = "Top"
channel = "slack:C0TOP"
lead = "ana"
deputy = "lea"
"""
HOUSE_ = parse_config(HOUSE).house
LINKED = f"Channel {HELP}, intake of Customer support"


@pytest.fixture
def teams() -> Iterator[ATenant]:
    with asyncio.Runner() as runner, ATenant(runner.run) as teams:
        for place in (GENERAL, HELP, FRONT, CHAT):
            teams.rosters[place] = [a_member(ANA, "Ana Pop"), a_member(LEA, "Lea Kern")]
        yield teams


def all_known(teams: ATenant) -> list[Whereabouts]:
    return [
        teams.whereabouts(HELP, GENERAL, hears_all=True),
        teams.whereabouts(FRONT, GENERAL),
        teams.whereabouts(CHAT),
    ]


def found(
    teams: ATenant,
    known: list[Whereabouts] | None = None,
    *,
    why: str = "",
    url: str | None = "https://desk.acme.example",
    us: Us = US,
) -> list[tuple[str, bool]]:
    """What is said, and whether it is more than a warning."""

    async def token() -> str:
        if why:
            raise NotDelivered(why)
        return "a-token"

    async def ask() -> Any:
        places = all_known(teams) if known is None else known
        return await findings(teams.connector, us, HOUSE_, places, token, url=url, pace_s=0.0)

    return [(text(one.say, utc_reader()), one.wrong) for one in teams.do(ask())]


def test_where_everything_is_in_order_nothing_is_said(teams):
    assert found(teams) == []
    assert {one.partition("/")[0] for one in teams.asked} == {GENERAL, HELP, FRONT, CHAT}


def test_those_of_the_house_are_named_by_their_ids_but_for_those_who_left():
    assert staff(HOUSE_) == {ANA: "Ana Pop", LEA: "Lea Kern"}


def test_without_a_public_address_teams_cannot_reach_us(teams):
    ((line, wrong),) = found(teams, url=None)

    assert line.startswith("BUCKSTOP_URL is missing")
    assert "/api/messages" in line
    assert not wrong


def test_where_all_is_local_nobody_has_to(teams):
    assert found(teams, url=None, us=Us("", "", local=True)) == []


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("token_refused: invalid_client", "Entra does not take MICROSOFT_APP_PASSWORD (token_refused: invalid_client)"),
        ("token_refused: unauthorized_client", "Entra finds no app MICROSOFT_APP_ID in the organisation"),
        ("token_refused: invalid_request", "Entra finds no app MICROSOFT_APP_ID in the organisation"),
        ("token_out_of_reach: ValueError", "Entra finds no app MICROSOFT_APP_ID in the organisation"),
        ("token_refused: unknown", "Entra does not take MICROSOFT_APP_ID and MICROSOFT_APP_PASSWORD"),
        ("token_out_of_reach: ConnectionError", "Entra cannot be reached (token_out_of_reach: ConnectionError)"),
    ],
)
def test_a_wrong_secret_or_a_wrong_organisation_is_one_line_and_nothing_is_asked(teams, why, said):
    ((line, wrong),) = found(teams, why=why)

    assert line.startswith(said)
    assert wrong
    assert teams.asked == []


def test_where_nothing_has_come_from_teams_yet_that_is_one_line(teams):
    ((line, wrong),) = found(teams, [])

    assert line.startswith("Nothing has come from Teams yet, so nothing could be asked there.")
    assert (wrong, teams.asked) == (False, [])


def test_a_channel_in_whose_team_the_bot_is_not_installed_is_named_with_what_it_is_for(teams):
    teams.refuses(HELP, "BotNotInConversationRoster", 403)

    ((line, wrong),) = found(teams)

    assert line.startswith(f"{LINKED}: the app is not installed in its team")
    assert wrong


def test_a_channel_that_teams_does_not_know_is_looked_for_by_its_link(teams):
    del teams.rosters[HELP]

    ((line, wrong),) = found(teams)

    assert line.startswith(f"{LINKED}: Teams knows no such channel. Choose “Get link to channel”")
    assert wrong


def test_a_channel_from_which_nothing_came_is_asked_about_all_the_same(teams):
    known = [one for one in all_known(teams) if one.place.place != FRONT]
    del teams.rosters[FRONT]

    (first, second) = found(teams, known)

    assert first[0].startswith(f"Channel {FRONT}, “Front line” of Customer support: Teams knows no such channel.")
    assert second[0].startswith(f"Only what mentions the bot has been heard so far in {FRONT}")


def test_where_only_mentions_were_heard_the_promise_is_weaker(teams):
    known = [teams.whereabouts(HELP, GENERAL), teams.whereabouts(FRONT, GENERAL), teams.whereabouts(CHAT)]

    ((line, wrong),) = found(teams, known)

    assert line.startswith(
        f"Only what mentions the bot has been heard so far in {HELP}, intake of Customer support and"
        f" {FRONT}, “Front line” of Customer support."
    )
    assert "an owner of the team has to consent" in line
    assert "no history" in line
    assert CHAT not in line  # the supervisors' place: there the bot only speaks
    assert not wrong


def test_another_team_consents_for_itself_alone(teams):
    other = "19:other@thread.tacv2"
    teams.rosters[other] = teams.rosters[GENERAL]
    known = [
        teams.whereabouts(HELP, GENERAL),
        teams.whereabouts(FRONT, other, hears_all=True),
        teams.whereabouts(CHAT, hears_all=True),
    ]

    ((line, _),) = found(teams, known)

    assert HELP in line
    assert FRONT not in line


def test_who_is_in_no_roster_cannot_be_reached_until_they_are(teams):
    for place in (GENERAL, CHAT):
        teams.rosters[place] = [a_member(ANA, "Ana Pop")]

    ((line, wrong),) = found(teams)

    assert line.startswith(f"Lea Kern ({LEA}) is in no team or chat with the bot and cannot be reached until they are")
    assert not wrong


def test_who_has_a_chat_with_the_bot_can_be(teams):
    for place in (GENERAL, CHAT):
        teams.rosters[place] = [a_member(ANA, "Ana Pop")]
    lea = Whereabouts(Address("teams", LEA), teams.url, US.tenant, conversation="a:direct", user="29:lea")

    assert found(teams, [*all_known(teams), lea]) == []


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ({"userRole": "guest"}, "is a guest in Teams, and guests count as customers"),
        ({"tenantId": "99999999-0000-4000-8000-000000000000"}, "belongs to another organisation"),
        ({"id": "28:a-bot"}, "is a bot in Teams, not a person"),
    ],
    ids=str,
)
def test_staff_whom_the_bot_would_not_obey_are_wrong(teams, what, said):
    for place in (GENERAL, CHAT):
        teams.rosters[place] = [a_member(ANA, "Ana Pop"), a_member(LEA, "Lea Kern", **what)]

    ((line, wrong),) = found(teams)

    assert line.startswith(f"Lea Kern ({LEA}) {said}")
    assert wrong


def test_nobody_is_missed_where_a_roster_cannot_be_read(teams):
    teams.rosters[CHAT] = teams.rosters[GENERAL] = [a_member(ANA, "Ana Pop")]
    teams.refuses(GENERAL, "Forbidden", 403)

    ((line, wrong),) = found(teams)

    assert line == f"the members of {GENERAL}: Teams did not say (Forbidden); run “buckstop check” once more."
    assert not wrong


def test_when_teams_does_not_answer_any_more_it_is_asked_no_further(teams):
    teams.refuses(HELP, "InternalServerError", 500)

    ((line, wrong),) = found(teams)

    assert line == (
        f"{HELP}, intake of Customer support: Teams did not say (InternalServerError); run “buckstop check” once more."
    )
    assert not wrong
    assert {one.partition("/")[0] for one in teams.asked} == {HELP}
