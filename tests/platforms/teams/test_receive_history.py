"""Messages of Teams that say something else now, or are gone."""

from datetime import UTC, datetime

import pytest

from bot.messages.values import Address
from tests.platforms.teams.activities import (
    HELP,
    PLACE,
    ROOT,
    TS,
    US,
    Known,
    activity,
    channel,
    direct,
    group,
    heard,
    mention,
    person,
    sure,
    to_us,
    with_event,
    without,
    written,
)

STAMP = "2026-11-19T14:50:00.123Z"


def edited(body, event="editMessage", **more):
    return with_event(body, event) | {"type": "messageUpdate", "timestamp": STAMP, **more}


def gone(where=None, by="maria", event="softDeleteMessage"):
    return with_event(activity("messageDelete", by, where, timestamp=STAMP), event)


def test_an_edit_says_what_the_message_says_now():
    inbound = sure(edited(written("charged thrice", mentions=(mention("ben"),), where=channel(ROOT))))

    assert (inbound.kind, inbound.was, inbound.text) == ("edit", "thread", "charged thrice")
    assert inbound.place == Address("teams", PLACE)
    assert inbound.thread == Address("teams", f"{PLACE}/{ROOT}")
    assert inbound.speaker.address == person("maria")
    assert inbound.at == datetime(2026, 11, 19, 14, 50, 0, 123000, tzinfo=UTC)


def test_an_edit_is_known_by_its_message_and_its_time():
    message = sure(written())

    assert sure(edited(written("x"))).keys == (f"{message.keys[0]}:edited:{STAMP}",)
    assert sure(edited(written("x"))).keys[0].startswith(f"teams:{HELP}:{TS}:edited:")


def test_an_edit_without_a_time_is_known_by_what_it_says():
    first, second = (sure(without(edited(written(text)), "timestamp")).keys[0] for text in ("x", "y"))

    assert first != second
    assert first == sure(without(edited(written("x")), "timestamp")).keys[0]


@pytest.mark.parametrize(
    ("body", "was"),
    [
        (written(), "message"),
        (written(where=channel(ROOT)), "thread"),
        (to_us("claim C-1"), "command"),
        (written(where=direct()), "dm"),
        (written(where=group()), "message"),
    ],
    ids=["message", "thread", "command", "direct", "group chat"],
)
def test_an_edit_says_what_was_edited(body, was):
    assert sure(edited(body)).was == was


def test_in_an_edit_all_mentions_are_names():
    body = to_us("give C-1 <at>Ben Ito</at>", "ana", None, "ben")

    assert sure(edited(body)).text == "@Buckstop give C-1 @Ben Ito"


@pytest.mark.parametrize("event", ["editMessage", "undeleteMessage", None])
def test_what_comes_back_is_an_edit_too(event):
    assert sure(edited(written(), event)).kind == "edit"


def test_another_change_of_a_message_is_nothing():
    assert heard(edited(written(), "somethingNew")) is None
    assert heard(gone(event="somethingNew")) is None


@pytest.mark.parametrize(
    ("where", "was"),
    [(None, "message"), (channel(ROOT), "thread"), (direct(), "dm"), (group(), "message")],
    ids=["message", "thread", "direct", "group chat"],
)
def test_a_deletion_says_what_was_deleted(where, was):
    inbound = sure(gone(where))

    assert (inbound.kind, inbound.was, inbound.text) == ("deletion", was, "")


def test_a_deletion_is_known_by_its_message():
    message = sure(written(where=channel(ROOT)))
    inbound = sure(gone(channel(ROOT)))

    assert inbound.keys == (f"{message.keys[0]}:deleted",)
    assert (inbound.place, inbound.thread) == (message.place, message.thread)


def test_what_programs_change_and_delete_is_nothing():
    ours = {"from": {"id": US.id, "name": "Buckstop"}}

    assert heard(edited(written()) | ours) is None
    assert heard(gone() | ours) is None
    assert heard(edited(written()), Known(maria="bot")) is None
    assert heard(gone(), Known(maria="bot")) is None


def test_the_same_edit_under_another_time_is_alike_and_another_is_not():
    first = sure(edited(written("x")))

    assert sure(edited(written("x"), timestamp="2026-11-19T14:50:30Z")).alike == first.alike
    assert sure(edited(written("y"))).alike != first.alike
    assert sure(edited(written("x"), id="1795099440009")).alike != first.alike
