"""Edits and deletions are history when people made them; and what is misshapen is no message."""

from datetime import UTC, datetime

import pytest

from bot.messages.values import Address
from bot.platforms.slack.receive import Misshapen
from tests.platforms.slack.hearing import heard, is_nothing, told
from tests.platforms.slack.payloads import (
    ANA,
    LATER,
    MARIA,
    ROOT,
    TS,
    US,
    changed,
    deleted,
    edited,
    event,
    mentioned,
    of_ours,
    tombstone,
    without,
    written,
)


def test_an_edit_is_keyed_with_its_own_time_and_tells_the_new_words():
    inbound = told(edited("charged <@U0ANA> times"))

    assert inbound.kind == "edit"
    assert inbound.keys == ("slack:C0HELP:1795099440.000100:edited:1795099499.000000", "slack:event:Ev07K61TELMR")
    assert inbound.text == "charged @Ana Pop times"
    assert inbound.speaker.address == Address("slack", MARIA)
    assert inbound.at == datetime(2026, 11, 19, 14, 44, 59, tzinfo=UTC)
    assert inbound.place == Address("slack", "C0HELP")
    assert inbound.thread == Address("slack", f"C0HELP/{TS}")


def test_an_edit_in_a_thread_names_the_thread():
    assert told(edited(thread_ts=ROOT)).thread == Address("slack", f"C0HELP/{ROOT}")
    assert told(edited(thread_ts=ROOT, subtype="thread_broadcast")).thread == Address("slack", f"C0HELP/{ROOT}")


def test_an_edited_mention_comes_as_two_events_and_is_one_edit_and_no_command():
    stamp = {"user": ANA, "ts": "1795099499.000000"}
    new = written("<@U0BOT> claim C-2", ANA, edited=stamp)

    one = told(changed(new, written("<@U0BOT> claim C-1", ANA)))
    twin = told(mentioned("<@U0BOT> claim C-2", edited=stamp))

    assert one.kind == "edit"
    assert one == twin


EDIT = {"user": MARIA, "ts": "1795099499.000000"}


@pytest.mark.parametrize(
    "inner",
    [
        changed(written(attachments=[{"text": "A shop"}]), written()),
        changed(written(edited=EDIT, attachments=[{"text": "A shop"}]), written(edited=EDIT)),
        changed(written(edited=EDIT), written()),
        changed(written("charged twice, translated"), written()),
        changed(written(thread_ts=TS, reply_count=1, latest_reply=LATER), written()),
        changed(written("translated", edited={"user": "U0ADMIN", "ts": LATER}), written()),
        changed(of_ours("C-1 is Ana's", edited={"user": US.user, "ts": LATER}), of_ours()),
        changed(written("new", by=US.user, edited={"user": US.user, "ts": LATER}), written(by=US.user)),
        changed(written("x", bot_id="B0OTHER", edited=EDIT), written(bot_id="B0OTHER")),
        changed(written("x", subtype="channel_topic", edited=EDIT), written(subtype="channel_topic")),
        changed(tombstone(), None),
        changed(tombstone(), of_ours()),
        {"type": "message", "subtype": "message_changed", "channel": "C0HELP", "ts": LATER},
    ],
    ids=[
        "a link was unfolded",
        "a link was unfolded after an edit",
        "the same words once more",
        "Slack changed its words",
        "somebody answered in its thread",
        "somebody else's change",
        "our card was redrawn",
        "our own words",
        "a bot's",
        "a topic",
        "the place of a deleted one",
        "our own was deleted",
        "nothing at all",
    ],
)
def test_what_people_did_not_change_themselves_is_no_edit(inner):
    assert is_nothing(inner)


def test_a_deletion_names_the_message_and_holds_no_words():
    inbound = told(deleted(written(thread_ts=ROOT)))

    assert inbound.kind == "deletion"
    assert inbound.keys == ("slack:C0HELP:1795099440.000100:deleted", "slack:event:Ev07K61TELMR")
    assert inbound.text == ""
    assert inbound.speaker.name == "Maria Silva"
    assert inbound.thread == Address("slack", f"C0HELP/{ROOT}")
    assert inbound.at == datetime(2026, 11, 19, 14, 45, 0, 123456, tzinfo=UTC)


def test_the_first_of_a_thread_leaves_a_tombstone_when_it_is_deleted():
    inbound = told(changed(tombstone(), written(thread_ts=TS)))

    assert inbound.kind == "deletion"
    assert inbound.keys[0] == "slack:C0HELP:1795099440.000100:deleted"


@pytest.mark.parametrize(
    "inner",
    [deleted(None), deleted(of_ours()), deleted(tombstone()), deleted(written(bot_id="B0X"))],
    ids=["whose is not known", "our own", "a tombstone, once its thread is empty", "a bot's"],
)
def test_what_people_did_not_write_is_no_loss(inner):
    assert is_nothing(inner)


# --- misshapen --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "inner",
    [
        without(written(), "user"),
        written(by=None),
        written(by=7),
        written(by="U0ANA; drop table"),
        without(written(), "channel"),
        written(channel=None),
        written(channel=["C0HELP"]),
        written(channel="C0HELP/1795099440.000100"),
        without(written(), "ts"),
        written(ts=1795099440.0001),
        written(ts="1795099440"),
        written(ts="yesterday"),
        written(ts="١٧٩٥٠٩٩٤٤٠.000100"),
        written(ts="999999999999.000000"),
        written(ts="-1.000000"),
        written(ts="1795099440.000100\n"),
        written(thread_ts="1795"),
        written(text=["charged", "twice"]),
        written(subtype=4),
        written(team={"id": "T0ACME"}),
        written(client_msg_id=17),
        changed(written("new", edited="yes"), written()),
        changed(written("new", edited={"user": MARIA}), written()),
        {**edited(), "message": "new"},
        {**edited(), "previous_message": ["old"]},
        without(edited(), "channel"),
        {**deleted(written()), "ts": None},
        {**deleted(written()), "previous_message": "old"},
        deleted(without(written(), "user")),
        deleted(without(written(), "ts")),
    ],
    ids=lambda inner: str(sorted(inner))[:40],
)
def test_what_is_not_as_slack_writes_it_is_misshapen(inner):
    with pytest.raises(Misshapen) as wrong:
        heard(event(inner))

    assert "charged" not in str(wrong.value)
    assert "drop" not in str(wrong.value)
    assert len(str(wrong.value)) < 60
