"""Whatever Slack delivers is heard, is nothing, or is Misshapen; and a command does not wait for its reading."""

import copy
from datetime import UTC
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.messages.encoding import dump, load
from bot.messages.values import Inbound
from bot.platforms.slack.receive import Misshapen
from tests.platforms.slack.hearing import heard
from tests.platforms.slack.payloads import (
    ANA,
    US,
    Payload,
    button,
    command,
    deleted,
    direct,
    edited,
    event,
    file,
    home,
    interaction,
    membership,
    mentioned,
    press,
    press_at_home,
    profile_event,
    shared,
    shortcut,
    shortcut_on,
    written,
)

FORM = interaction(
    "view_submission",
    view={
        "callback_id": "form",
        "private_metadata": '{"says": "reply C-1", "seen": 3, "previewed": "", "place": "slack:C0FRONT"}',
        "state": {"values": {"text": {"value": {"type": "plain_text_input", "value": "On its way."}}}},
    },
)
ALL: dict[str, Payload] = {
    "message": event(written()),
    "files": event(written(subtype="file_share", files=[file()], attachments=[shared()])),
    "mention": event(mentioned("<@U0BOT> give C-1 <@U0BEN> other: ask <@U0CLEO>")),
    "direct": event(direct("claim C-1", thread_ts="1795090000.000200")),
    "edit": event(edited()),
    "deletion": event(deleted(written())),
    "home": event(home()),
    "joined": event(membership("member_joined_channel")),
    "profile": event(profile_event()),
    "command": command(),
    "press": press(button(), thread="1795090000.000200"),
    "press at home": press_at_home(),
    "form": FORM,
    "shortcut": shortcut(),
    "shortcut on a message": shortcut_on(written()),
}
NONSENSE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize("name", ALL)
def test_each_of_the_payloads_below_is_heard_and_can_be_kept(name):
    inbound = heard(ALL[name])

    assert inbound is not None
    assert load(dump(inbound)) == inbound


@pytest.mark.parametrize(
    "body",
    [
        {"type": "url_verification", "challenge": "3eZbrw1a"},
        {"type": "app_rate_limited", "team_id": US.team, "minute_rate_limited": 1795099440},
        {"ssl_check": "1", "token": "XXYYZZ"},
        event({"type": "reaction_added", "user": ANA, "reaction": "eyes", "item": {"type": "message"}}),
        event({"type": "never_heard_of"}),
        {**press(), "type": "block_suggestion"},
        {**press(), "type": "interactive_message"},
        {**press(), "type": "never_heard_of"},
    ],
    ids=lambda body: str(body.get("type") or sorted(body)),
)
def test_what_nobody_said_is_nothing(body):
    assert heard(body) is None


@pytest.mark.parametrize(
    "body",
    [
        None,
        True,
        7,
        1.5,
        "event_callback",
        [],
        [event(written())],
        {},
        {"type": None},
        {"type": 7},
        {"type": {}},
        {"type": "event_callback"},
        event(None),
        event([]),
        event("message"),
        event({}),
        {**event(written()), "event_id": 7},
    ],
    ids=lambda body: str(body)[:40],
)
def test_what_is_no_delivery_at_all_is_misshapen(body):
    with pytest.raises(Misshapen):
        heard(body)


@given(NONSENSE)
def test_nonsense_is_misshapen_or_nothing(body):
    _is_heard_or_misshapen(body)


@settings(max_examples=600, deadline=None)
@given(st.data())
def test_a_payload_with_any_part_of_it_replaced_is_heard_is_nothing_or_is_misshapen(data):
    body = copy.deepcopy(ALL[data.draw(st.sampled_from(sorted(ALL)))])
    for _ in range(data.draw(st.integers(1, 3))):
        _replace_a_part(body, data)

    _is_heard_or_misshapen(body)


def _replace_a_part(body: Any, data: st.DataObject) -> None:
    """Go down some way, and put something else there, or nothing."""
    at = body
    while True:
        keys = sorted(at) if isinstance(at, dict) else list(range(len(at)))
        if not keys:
            return
        key = data.draw(st.sampled_from(keys))
        if isinstance(at[key], dict | list) and at[key] and data.draw(st.integers(0, 4)):
            at = at[key]
            continue
        if data.draw(st.integers(0, 3)) == 0:
            del at[key]
        else:
            at[key] = data.draw(NONSENSE)
        return


def _is_heard_or_misshapen(body: object) -> None:
    try:
        inbound = heard(body)
    except Misshapen:
        return
    assert inbound is None or isinstance(inbound, Inbound)
    if inbound is not None:
        assert all(isinstance(key, str) and key.startswith("slack:") for key in inbound.keys)
        assert inbound.keys
        assert inbound.at.tzinfo is UTC
        dump(inbound).encode()  # everything in it can be kept
