"""Where the bot is added and removed, and what else happens around it."""

import pytest

from bot.messages.values import Address
from bot.platforms.teams.events import newcomers
from bot.platforms.teams.receive import Misshapen
from tests.platforms.teams.activities import (
    GROUP,
    HELP,
    PEOPLE,
    TEAM,
    TS,
    US,
    activity,
    channel,
    direct,
    group,
    heard,
    person,
    sure,
    with_event,
)

BOT = [{"id": US.id}]


def in_a_team():
    return channel(None) | {"conversation": {"isGroup": True, "conversationType": "channel", "id": TEAM}}


def installation(action="add", where=None, **more):
    return activity("installationUpdate", "ana", in_a_team() if where is None else where, action=action, **more)


def members(where=None, event="teamMemberAdded", **more):
    body = activity("conversationUpdate", "ana", in_a_team() if where is None else where, id="f:2", **more)
    return with_event(body, event)


@pytest.mark.parametrize(
    ("body", "kind", "place"),
    [
        (installation(), "joined", TEAM),
        (installation("remove"), "left", TEAM),
        (installation("add", group()), "joined", GROUP),
        (installation("remove", group()), "left", GROUP),
        (members(membersAdded=BOT), "joined", TEAM),
        (members(event="teamMemberRemoved", membersRemoved=BOT), "left", TEAM),
        (members(group(), None, membersAdded=[{"id": PEOPLE["ben"][0]}, *BOT]), "joined", GROUP),
    ],
    ids=[
        "installed in a team",
        "removed from a team",
        "installed in a chat",
        "removed from a chat",
        "a member of a team",
        "no member any more",
        "a member with somebody",
    ],
)
def test_the_bot_comes_and_goes(body, kind, place):
    inbound = sure(body)

    assert (inbound.kind, inbound.place, inbound.thread, inbound.text) == (kind, Address("teams", place), None, "")
    assert inbound.speaker.address == Address("teams", US.id)
    assert not inbound.speaker.trusted


def test_both_events_of_one_installation_are_one():
    first = sure(installation("remove", timestamp="2026-11-19T14:44:59.900Z"))
    second = sure(members(membersRemoved=BOT, timestamp="2026-11-19T14:45:00.100Z"))

    assert not set(first.keys).isdisjoint(second.keys)
    assert first.keys[0] != second.keys[0]


def test_another_installation_is_another():
    first = sure(installation("remove"))
    later = sure(installation("remove", id="9", timestamp="2026-11-19T14:54:00Z"))
    other = sure(installation("add"))

    assert set(first.keys).isdisjoint(later.keys)
    assert set(first.keys[1:]).isdisjoint(other.keys)


def test_who_installs_the_bot_for_themselves_sees_their_own_page():
    inbound = sure(installation("add", direct("ana")))

    assert (inbound.kind, inbound.place) == ("home", Address("teams", f"{person('ana').place}/home/{TS}"))
    assert inbound.speaker.address == person("ana")


@pytest.mark.parametrize(
    "body",
    [
        installation("remove", direct("ana")),
        installation("add-upgrade", direct("ana")),
        installation("remove-upgrade"),
        installation(None),
        installation("add", direct("ana")) | {"from": {"id": US.id}},
        members(direct("ana"), None, membersAdded=BOT),
        members(membersAdded=[{"id": PEOPLE["ben"][0], "aadObjectId": PEOPLE["ben"][1]}]),
        members(membersRemoved=[{"id": PEOPLE["ben"][0]}, None, {"id": 7}]),
        members(event="channelCreated"),
        members(event="channelRenamed", membersAdded=[]),
        members(event="teamDeleted"),
        members(event="somethingNew"),
    ],
    ids=[
        "removed by a person",
        "a new version",
        "an old version",
        "nothing said",
        "by the bot itself",
        "told twice",
        "somebody came",
        "somebody went",
        "a new channel",
        "a new name",
        "a team is gone",
        "something new",
    ],
)
def test_what_is_not_about_the_bot_is_nothing(body):
    assert heard(body) is None


@pytest.mark.parametrize(
    "body",
    [
        installation(7),
        installation() | {"conversation": {"id": HELP, "conversationType": []}},
        installation() | {"id": None},
        members(membersAdded="x"),
        members(membersAdded=BOT) | {"timestamp": 7},
    ],
    ids=["action", "conversation", "id", "members", "time"],
)
def test_an_event_that_teams_cannot_send_is_misshapen(body):
    with pytest.raises(Misshapen):
        heard(body)


def test_whoever_came_into_the_team_is_named_and_what_is_misshapen_names_nobody():
    came = {"id": "29:1maria", "aadObjectId": "7C2E", "name": "Maria"}
    body = members(membersAdded=[came, {"id": 7}, "29:1nobody", {"aadObjectId": "7c2f"}])

    assert [(account.address.place, account.wire, there) for account, there in newcomers(body)] == [
        ("7c2e", "29:1maria", TEAM)
    ]
    for odd in ({"conversation": []}, {"conversation": {"id": 7}}, {"membersAdded": 7}):
        assert list(newcomers(body | odd)) == []
