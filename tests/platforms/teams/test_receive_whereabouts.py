"""What a delivery says of where it came from."""

import pytest

from bot.messages.values import Address, Whereabouts
from bot.platforms.teams.receive import whereabouts_of
from tests.platforms.teams.activities import (
    CLAIM,
    GROUP,
    PLACE,
    TEAM,
    TENANT,
    US,
    Payload,
    activity,
    direct,
    extension,
    group,
    person,
    pressed,
    quotable,
    to_us,
    without,
    written,
)

SERVICE = "https://smba.trafficmanager.net/emea/"


def place(name: str, **more: object) -> Whereabouts:
    return Whereabouts(Address("teams", name), SERVICE, TENANT, **more)  # type: ignore[arg-type]  # by name


def somebody(who: str, chat: str = "") -> Whereabouts:
    return Whereabouts(person(who), SERVICE, TENANT, conversation=chat, user=f"29:1{who}")


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (written(), [place(PLACE, team=TEAM, hears_all=True), somebody("maria")]),
        (to_us("list"), [place(PLACE, team=TEAM), somebody("ana")]),
        (pressed(CLAIM), [place(PLACE, team=TEAM), somebody("ana")]),
        (written(where=group()), [place(GROUP, hears_all=True), somebody("maria")]),
        (written(where=direct()), [somebody("maria", "a:maria")]),
        (activity("installationUpdate", "ana", direct("ana"), action="add"), [somebody("ana", "a:ana")]),
        (without(activity("conversationUpdate", membersAdded=[]), "from"), [place(PLACE, team=TEAM)]),
        (written() | {"from": {"id": US.id}}, [place(PLACE, team=TEAM, hears_all=True)]),
        (extension(message=quotable()), [somebody("ana")]),
        (extension(message=quotable(), where=direct("ana")), [somebody("ana")]),
    ],
    ids=[
        "a channel that is heard whole",
        "a channel",
        "a press",
        "a group chat that is heard whole",
        "a direct chat",
        "an installation",
        "an event of nobody's",
        "a program",
        "a message extension, which works where we are not",
        "a message extension in a chat of two others, perhaps",
    ],
)
def test_a_delivery_says_where_it_came_from(body, found):
    assert whereabouts_of(body, US) == found


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {},
        written() | {"serviceUrl": None},
        written() | {"serviceUrl": 7},
        written() | {"conversation": None},
        written() | {"channelData": "x"},
        written() | {"from": {"id": 7}},
    ],
    ids=["nothing", "a list", "empty", "no service", "a number", "nowhere", "odd data", "nobody"],
)
def test_what_is_misshapen_says_nothing(body: Payload):
    assert whereabouts_of(body, US) == []
