"""A message that nobody understands: its author is not left waiting."""

import pytest

from bot.messages.values import Address
from bot.platforms.teams.receive import Misshapen
from bot.platforms.teams.unreadable import unreadable
from tests.platforms.teams.activities import (
    CLAIM,
    HELP,
    NOW,
    PLACE,
    ROOT,
    TENANT,
    TS,
    US,
    activity,
    channel,
    direct,
    group,
    heard,
    person,
    pressed,
    sure,
    without,
    written,
)

LINK = f"https://teams.microsoft.com/l/message/19:HeLp@thread.tacv2/{ROOT}?tenantId={TENANT}&parentMessageId={ROOT}"


@pytest.mark.parametrize(
    "odd",
    [
        {"text": ["charged"]},
        {"entities": 7},
        {"attachments": "x"},
        {"timestamp": 7},
        {"channelData": "x"},
        {"channelData": {"tenant": 7}},
        {"recipient": "x", "entities": {}},
    ],
    ids=str,
)
def test_what_cannot_be_understood_becomes_somebodys_all_the_same(odd):
    body = written(where=channel(ROOT)) | odd
    with pytest.raises(Misshapen):
        heard(body)

    inbound = unreadable(body, US, NOW)

    assert inbound is not None
    assert (inbound.kind, inbound.speaker.name, inbound.speaker.address) == ("thread", "Maria Silva", person("maria"))
    assert inbound.keys == sure(written(where=channel(ROOT))).keys
    assert (inbound.place, inbound.thread) == (Address("teams", PLACE), Address("teams", f"{PLACE}/{ROOT}"))
    assert inbound.text == (f"Maria Silva wrote something that cannot be shown here. Read it where it stands: {LINK}")


@pytest.mark.parametrize("part", ["from", "conversation"])
def test_who_and_where_may_be_half_told(part):
    body = written()
    body[part] = body[part] | {"name": 7, "tenantId": [], "conversationType": 7}

    inbound = unreadable(body, US, NOW)

    assert inbound is not None
    assert inbound.keys == (f"teams:{HELP}:{TS}",)


def test_where_nobody_else_can_look_they_are_asked_to_write_again():
    inbound = unreadable(written(where=direct()) | {"text": 7}, US, NOW)

    assert inbound is not None
    assert (inbound.kind, inbound.place) == ("dm", person("maria"))
    assert inbound.thread == Address("teams", f"{person('maria').place}/{TS}")
    assert inbound.text.endswith("Ask them to write it once more.")


def test_in_a_group_chat_there_is_a_place_to_look():
    inbound = unreadable(written(where=group()) | {"text": 7}, US, NOW)

    assert inbound is not None
    assert f"https://teams.microsoft.com/l/message/19:group@thread.v2/{TS}?" in inbound.text


def test_where_the_tenant_is_not_told_nobody_is_trusted():
    body = written() | {"channelData": 7, "conversation": {"id": HELP, "conversationType": "channel"}}

    inbound = unreadable(body, US, NOW)

    assert inbound is not None
    assert not inbound.speaker.trusted


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        activity("messageUpdate", text=7),
        activity("message", value=CLAIM | {"n": "x"}),
        pressed({"s": 7}),
        without(written(text="x") | {"entities": 7}, "from"),
        without(written(text="x") | {"entities": 7}, "id"),
        without(written(text="x") | {"entities": 7}, "conversation"),
        written() | {"text": 7, "from": {"id": US.id}},
    ],
    ids=["nothing", "a list", "an edit", "a button", "a press", "nobody", "no id", "nowhere", "the bot itself"],
)
def test_what_nobody_wrote_is_nothing(body):
    assert unreadable(body, US, NOW) is None
