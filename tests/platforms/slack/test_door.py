"""The door: only what Slack has signed a moment ago comes in, in its own shapes; nothing makes it raise otherwise."""

import hashlib
import hmac
import json
from time import time
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.platforms.door import LARGEST, Turned
from bot.platforms.slack.door import Door, is_ours, opened, shaped

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
EVENT = {"type": "event_callback", "team_id": "T1", "event": {"type": "message", "text": "hello"}}
COMMAND = {"command": "/case", "text": "list", "user_id": "U1", "team_id": "T1"}
PRESS = {"type": "block_actions", "user": {"id": "U1"}, "team": {"id": "T1"}, "actions": [{"action_id": "says:0"}]}


def signed(body: bytes, kind: str = JSON, at: float | None = None, secret: str = SECRET) -> dict[str, str]:
    stamp = str(int(time() if at is None else at))
    mac = hmac.new(secret.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {"Content-Type": kind, "X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={mac}"}


def lets_in(body: bytes, headers: dict[str, str]) -> int | dict[str, object]:
    """What was carried, or the status with which it was turned away."""
    try:
        return Door(SECRET).opened(headers, body)
    except Turned as no:
        return no.status


def lets_in_shape(body: object) -> bool | int:
    """Is it ours? Or the status with which it was turned away."""
    try:
        return is_ours(shaped(body), "T1")
    except Turned as no:
        return no.status


def test_an_event_a_command_and_a_press_are_opened():
    for body, kind in (
        (json.dumps(EVENT), JSON),
        (urlencode(COMMAND), FORM),
        (urlencode({"payload": json.dumps(PRESS)}), FORM),
    ):
        raw = body.encode()
        assert lets_in(raw, signed(raw, kind)) in (EVENT, COMMAND, PRESS)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Slack-Request-Timestamp": "abc"},
        {"X-Slack-Request-Timestamp": "٣٤٥"},
        {"X-Slack-Request-Timestamp": "9" * 400},
        {"X-Slack-Request-Timestamp": "-1"},
        {"X-Slack-Signature": ""},
        {"X-Slack-Signature": "v0=ü" + "0" * 63},
        {"X-Slack-Signature": "v1=" + "0" * 64},
        {"X-Slack-Signature": "v0=" + "0" * 64},
    ],
    ids=str,
)
def test_unsigned_and_garbled_signatures_get_401(headers):
    raw = json.dumps(EVENT).encode()

    assert lets_in(raw, (signed(raw) | headers) if headers else {"Content-Type": JSON}) == 401


def test_what_was_signed_more_than_five_minutes_ago_or_with_another_secret_or_changed_gets_401():
    raw = json.dumps(EVENT).encode()

    assert lets_in(raw, signed(raw, at=time() - 301)) == 401
    assert lets_in(raw, signed(raw, at=time() + 301)) == 401
    assert lets_in(raw, signed(raw, secret="another")) == 401
    assert lets_in(raw + b" ", signed(raw)) == 401
    assert isinstance(lets_in(raw, signed(raw, at=time() - 290)), dict)


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"", JSON),
        (b"{", JSON),
        (b"[]", JSON),
        (b'"hello"', JSON),
        (b"null", JSON),
        (b"[" * 100_000, JSON),
        (b'{"type": "event_callback"}', JSON),
        (b'{"type": "event_callback", "event": []}', JSON),
        (b'{"type": "event_callback", "event": {"type": 7}}', JSON),
        (b'{"type": "url_verification"}', JSON),
        (b"\xff\xfe", JSON),
        (b"payload=%7B", FORM),
        (b"payload=[]", FORM),
        (b"hello=world", FORM),
        (b'{"type": "block_actions", "user": {"id": "U1"}, "actions": []}', JSON),
        (b'{"type": "block_actions", "user": {"id": "U1"}, "actions": [[]]}', JSON),
        (b'{"type": "block_actions", "user": {"id": "U1"}, "actions": [{}]}', JSON),
        (b'{"type": "view_submission", "user": {"id": "U1"}, "view": 0}', JSON),
        (b'{"type": "view_submission", "user": {"id": "U1"}, "view": {"callback_id": 7}}', JSON),
        (b'{"type": "shortcut", "user": {"id": "U1"}, "callback_id": ["new_case"]}', JSON),
        (b'{"type": "something_else", "user": {"id": "U1"}}', JSON),
        (b"&".join(b"a%d=1" % n for n in range(200)), FORM),
        (json.dumps(EVENT).encode(), "text/plain"),
        (json.dumps(EVENT).encode(), ""),
    ],
    ids=lambda one: repr(one)[:40],
)
def test_what_is_misshapen_gets_400(raw, kind):
    assert lets_in(raw, signed(raw, kind)) == 400


def test_what_is_too_large_gets_400_before_anything_else_is_asked():
    assert lets_in(b" " * (LARGEST + 1), {}) == 400


@given(st.binary(max_size=200), st.sampled_from([JSON, FORM, "multipart/form-data", "x"]))
def test_no_signed_bytes_make_the_door_do_anything_but_open_or_turn_away(raw, kind):
    assert isinstance(lets_in(raw, signed(raw, kind)), dict) or lets_in(raw, signed(raw, kind)) in (400, 401)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda one: (
            st.lists(one)
            | st.dictionaries(
                st.sampled_from(["type", "event", "user", "id", "team", "team_id", "payload", "authorizations"]), one
            )
        ),
    )
)
def test_no_json_makes_the_shape_do_anything_but_pass_or_turn_away(body):
    assert lets_in_shape(body) in (True, False, 400)


def test_the_reason_holds_nothing_of_what_was_brought():
    with pytest.raises(Turned) as no:
        opened(JSON, '{"type": "secret words"}')

    assert "secret" not in str(no.value)


@pytest.mark.parametrize(
    ("body", "ours"),
    [
        (EVENT, True),
        (COMMAND, True),
        (PRESS, True),
        (EVENT | {"team_id": "T2"}, False),
        (COMMAND | {"team_id": "T2"}, False),
        (PRESS | {"team": {"id": "T2"}}, False),
        (PRESS | {"team": None}, True),  # installed for a whole organisation: nobody's in particular
        (EVENT | {"team_id": "T2", "authorizations": [{"team_id": "T1"}]}, True),  # a shared channel
        (EVENT | {"team_id": "T2", "authorizations": [{"team_id": "T3"}]}, False),
        (EVENT | {"team_id": ["T1"], "authorizations": [[], {"team_id": {}}]}, True),  # ids that are none name nobody
    ],
)
def test_what_concerns_another_workspace_is_not_ours(body, ours):
    assert is_ours(body, "T1") is ours
