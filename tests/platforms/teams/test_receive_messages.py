"""Messages in Teams: who said what to whom, and where an answer goes."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.messages.values import Address
from bot.platforms.teams.receive import Misshapen
from tests.platforms.teams.activities import (
    GROUP,
    HELP,
    KNOWN,
    NOBODY,
    NOW,
    PLACE,
    ROOT,
    TENANT,
    TS,
    US,
    Known,
    activity,
    channel,
    client,
    direct,
    group,
    heard,
    mention,
    person,
    sure,
    to_us,
    without,
    written,
)

CHANNEL = Address("teams", PLACE)
CHAT, DIRECT = Address("teams", GROUP), Address("teams", f"{person('maria').place}/{TS}")
AT_ITS_TOP, IN_A_THREAD = Address("teams", f"{PLACE}/{TS}"), Address("teams", f"{PLACE}/{ROOT}")


# --- where ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "kind", "place", "thread"),
    [
        (written(), "message", CHANNEL, AT_ITS_TOP),
        (written(where=channel(None)), "message", CHANNEL, AT_ITS_TOP),
        (written(where=channel(ROOT)), "thread", CHANNEL, IN_A_THREAD),
        (to_us("list"), "command", CHANNEL, AT_ITS_TOP),
        (to_us("list", "ana", channel(ROOT)), "command", CHANNEL, IN_A_THREAD),
        (written(where=group()), "message", CHAT, Address("teams", f"{GROUP}/{TS}")),
        (to_us("list", "ana", group()), "command", CHAT, Address("teams", f"{GROUP}/{TS}")),
        (written(where=direct()), "dm", person("maria"), DIRECT),
        (to_us("list", "maria", direct()), "dm", person("maria"), DIRECT),
    ],
    ids=[
        "at the top of a channel",
        "at the top, by a client that names no thread",
        "in a thread",
        "to the bot at the top",
        "to the bot in a thread",
        "in a group chat",
        "to the bot in a group chat",
        "to the bot alone",
        "to the bot alone, with a mention",
    ],
)
def test_where_it_was_said(body, kind, place, thread):
    inbound = sure(body)

    assert (inbound.kind, inbound.place, inbound.thread) == (kind, place, thread)


def test_in_a_group_chat_an_answer_stands_beside_what_it_answers():
    assert sure(written(where=group())).in_chat
    assert not any(sure(written(where=where)).in_chat for where in (channel(), channel(ROOT), direct()))


@pytest.mark.parametrize("where", [channel, group, direct], ids=["channel", "group chat", "direct chat"])
def test_a_client_may_leave_out_what_kind_of_conversation_it_is(where):
    body = written(where=where())
    named = sure(body)
    del body["conversation"]["conversationType"]

    assert sure(body) == named


def test_a_stroke_in_an_id_is_no_border_between_places():
    there = channel("1/2")
    there["conversation"]["id"] = "19:He/Lp@thread.tacv2;messageid=1/2"

    inbound = sure(written(where=there))

    assert inbound.thread == Address("teams", "19:He%2FLp@thread.tacv2/1%2F2")
    assert inbound.keys == (f"teams:19:He/Lp@thread.tacv2:{TS}",)


def test_a_message_is_known_by_its_channel_and_its_id_whatever_thread_it_is_in():
    assert sure(written(where=channel(ROOT))).keys == (f"teams:{HELP}:{TS}",)
    assert sure(written(where=channel(None))).keys == sure(written()).keys == (f"teams:{HELP}:{TS}",)
    assert sure(written(where=direct())).keys == (f"teams:a:maria:{TS}",)


@pytest.mark.parametrize("text", ["home", " Home\n", "HOME", "<at>Buckstop</at>\u00a0home"])
def test_home_said_to_the_bot_alone_opens_ones_own_page(text):
    inbound = sure(written(text, "ana", direct("ana"), (mention(),)))

    assert (inbound.kind, inbound.text, inbound.thread) == ("home", "", None)
    assert inbound.place == Address("teams", f"{person('ana').place}/home/{TS}")
    assert inbound.speaker.address == person("ana")


def test_home_is_a_word_like_others_where_others_read_it():
    assert sure(to_us("home")).kind == "command"
    assert sure(written("I am home", where=direct())).kind == "dm"


# --- who --------------------------------------------------------------------------------------------------------------


def test_who_speaks():
    by = sure(written()).speaker

    assert (by.address, by.name, by.trusted, by.bot, by.person) == (person("maria"), "Maria Silva", True, False, None)
    assert (by.locale, by.zone, by.email) == ("en-GB", "Europe/Paris", "maria@acme.example")


def test_what_is_known_of_them_fills_the_gaps():
    body = without(written(), "locale", "localTimezone") | {"entities": []}
    body["from"] = without(body["from"], "name")

    by = sure(body).speaker

    assert (by.name, by.locale, by.zone, by.email) == ("Maria Silva", "ja-JP", "Asia/Tokyo", "maria@acme.example")


@pytest.mark.parametrize(
    ("zones", "zone"),
    [
        ({}, "Europe/Paris"),
        ({"entities": [client(timezone="Mars/Base")]}, "Europe/Bucharest"),
        ({"entities": [client(timezone=None)]}, "Europe/Bucharest"),
        ({"entities": [], "localTimezone": "../../etc/passwd"}, None),
        ({"entities": [], "localTimezone": "Europe"}, None),
        ({"entities": [], "localTimezone": 7}, None),
    ],
    ids=["of the client", "that is none", "not told", "a path", "a folder", "a number"],
)
def test_only_a_real_time_zone_is_believed(zones, zone):
    assert sure(written(**zones), NOBODY).speaker.zone == zone


@pytest.mark.parametrize(
    ("change", "known"),
    [
        ({}, Known(maria="guest")),
        ({}, Known(maria="stranger")),
        ({}, Known(maria="gone")),
        ({}, NOBODY),
        ({"from": {"id": "29:1maria", "name": "Maria Silva"}}, KNOWN),
        ({"from": {"id": "29:1maria", "aadObjectId": person("maria").place, "tenantId": "another"}}, KNOWN),
        ({"channelData": {"tenant": {"id": "another"}}}, KNOWN),
        ({"channelData": None, "conversation": {"conversationType": "personal", "id": "a:1"}}, KNOWN),
    ],
    ids=[
        "guest",
        "stranger",
        "gone",
        "not looked up yet",
        "without an id",
        "of another tenant",
        "in another tenant",
        "in no tenant",
    ],
)
def test_who_is_not_surely_of_the_house_is_not_trusted(change, known):
    assert not sure(written() | change, known).speaker.trusted


def test_a_strangers_address_proves_nothing():
    assert sure(written(), Known(maria="stranger")).speaker.email is None
    assert sure(written(), Known(maria="guest")).speaker.email == "maria@acme.example"


def test_the_tenant_may_be_written_in_capitals():
    assert sure(written() | {"channelData": {"tenant": {"id": TENANT.upper()}}}).speaker.trusted


def test_where_everything_is_local_nobody_asks_for_tenants():
    body = written() | {"channelData": None, "conversation": {"id": "local"}}

    local = replace(US, app="", tenant="", local=True)

    assert sure(body, NOBODY, local).speaker.trusted
    assert not sure(body | {"from": {"id": "29:1maria"}}, NOBODY, local).speaker.trusted


def test_somebody_without_an_object_id_is_known_by_the_wire():
    body = written(where=direct()) | {"from": {"id": "29:x/y", "name": "Maria"}}

    inbound = sure(body)

    assert inbound.speaker.address == inbound.place == Address("teams", "29:x%2Fy")


@pytest.mark.parametrize(
    "sender",
    [{"id": US.id, "name": "Buckstop"}, {"id": "28:another"}, {"id": "29:1", "role": "bot"}],
    ids=["the bot itself", "another bot", "one that says so"],
)
def test_programs_say_nothing(sender):
    assert heard(written() | {"from": sender}) is None


def test_a_known_program_says_nothing():
    assert heard(written(), Known(maria="bot")) is None


# --- when -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stamp", "at"),
    [
        ("2026-11-19T14:44:00.1234567Z", datetime(2026, 11, 19, 14, 44, 0, 123456, UTC)),
        ("2026-11-19T14:44:00.123Z", datetime(2026, 11, 19, 14, 44, 0, 123000, UTC)),
        ("2026-11-19T14:44:00Z", datetime(2026, 11, 19, 14, 44, tzinfo=UTC)),
        ("2026-11-19T16:44:00.123+02:00", datetime(2026, 11, 19, 14, 44, 0, 123000, UTC)),
        ("2026-11-19T14:44:00.123", datetime(2026, 11, 19, 14, 44, 0, 123000, UTC)),
        ("2027-01-01T00:00:00Z", NOW),
        ("0001-01-01T00:00:00+14:00", NOW),
        ("2026-02-30T00:00:00Z", NOW),
        ("yesterday", NOW),
        ("", NOW),
        (None, NOW),
    ],
    ids=str,
)
def test_when_it_was_said(stamp, at):
    assert sure(written(timestamp=stamp)).at == at


# --- what is sent again -----------------------------------------------------------------------------------------------


def test_what_comes_again_under_another_id_is_alike():
    first = sure(written())

    again = sure(written(where=channel("1795099999999"), id="1795099999999", timestamp="2026-11-19T14:45:00Z"))

    assert first.keys != again.keys
    assert first.alike == again.alike
    assert len(first.alike) == 64


@pytest.mark.parametrize(
    "other",
    [
        written("charged thrice"),
        written(by="ana"),
        written(where=direct()),
        written(where=channel(ROOT)),
        written(attachments=[{"contentType": "image/png", "contentUrl": "https://x.example", "name": "a.png"}]),
    ],
    ids=["words", "sender", "conversation", "thread", "files"],
)
def test_what_differs_is_not_alike(other):
    assert sure(other).alike != sure(written()).alike


def test_the_same_words_in_two_threads_are_not_alike():
    assert sure(written(where=channel(ROOT))).alike != sure(written(where=channel("1795090000001"))).alike


# --- what is none -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        activity("typing"),
        activity("messageReaction", reactionsAdded=[{"type": "like"}], replyToId=TS),
        activity("event", name="application/vnd.microsoft.readReceipt", value={"lastReadMessageId": TS}),
        activity("endOfConversation"),
        activity("somethingNew"),
    ],
    ids=lambda body: str(body["type"]),
)
def test_the_rest_is_nothing(body):
    assert heard(body) is None


def _broken() -> dict[str, Any]:
    whole = written()
    return {
        "no object": [whole],
        "no type": without(whole, "type"),
        "a type that is none": whole | {"type": 7},
        "no id": without(whole, "id"),
        "no sender": without(whole, "from"),
        "a sender without id": whole | {"from": {"name": "Maria"}},
        "a sender of another shape": whole | {"from": "maria"},
        "a name that is none": whole | {"from": {"id": "29:1", "name": ["Maria"]}},
        "an object id that is none": whole | {"from": {"id": "29:1", "aadObjectId": 7}},
        "no conversation": without(whole, "conversation"),
        "a conversation without id": whole | {"conversation": {"conversationType": "channel"}},
        "only a thread": whole | {"conversation": {"id": ";messageid=1"}},
        "a conversation of another shape": whole | {"conversation": []},
        "a kind that is none": whole | {"conversation": {"id": HELP, "conversationType": 1}},
        "a text that is none": whole | {"text": ["charged"]},
        "entities that are none": whole | {"entities": "x"},
        "attachments that are none": whole | {"attachments": {"a": 1}},
        "channel data that is none": whole | {"channelData": "x"},
        "a tenant that is none": whole | {"channelData": {"tenant": "x"}},
        "a timestamp that is none": whole | {"timestamp": 1795099440},
        "an id with half a character": whole | {"id": "1\ud800"},
    }


@pytest.mark.parametrize("body", _broken().values(), ids=_broken().keys())
def test_what_teams_cannot_send_is_misshapen(body):
    with pytest.raises(Misshapen):
        heard(body)
