"""What is misshapen gets 400 or 401 and never 500, though its token is genuine; nothing of it is logged as an error."""

import asyncio
import gzip
import json
import logging
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.messages.values import Form
from bot.platforms.door import LARGEST
from tests.platforms.teams.a_room import a_room
from tests.platforms.teams.activities import (
    CLAIM,
    US,
    activity,
    client,
    direct,
    extension,
    form_data,
    group,
    invoke,
    mention,
    pressed,
    quotable,
    to_us,
    with_event,
    without,
    written,
)
from tests.settled import settled

SERVICE = "https://smba.trafficmanager.net/emea/"
WITHIN = ("id", "name", "aadObjectId", "tenantId", "data", "action", "verb", "s", "n", "c", "f", "form", "a", "text")
EVERYTHING = {
    "message": written(),
    "mention": to_us("claim C-1"),
    "direct": written("home", where=direct()),
    "group": written("charged twice", where=group()),
    "edit": with_event(written(type="messageUpdate"), "editMessage"),
    "deletion": with_event(activity("messageDelete"), "softDeleteMessage"),
    "press": pressed(CLAIM),
    "fetch": invoke("task/fetch", {"data": CLAIM}),
    "submit": invoke("task/submit", {"data": form_data(Form("Ask", "ask C-1", ()))}),
    "extension": extension(message=quotable()),
    "compose": extension("newCase"),
    "compose, nobody says where": without(extension("newCase"), "conversation"),
    "installation": activity("installationUpdate", action="add"),
    "members": activity("conversationUpdate", membersAdded=[{"id": US.id}]),
    "reaction": activity("messageReaction", reactionsAdded=[{"type": "like"}]),
}


def status_of(raw, token=None, **headers):
    async def told():
        async with a_room() as room:
            token_ = room.wire.keys.token(SERVICE) if token is None else token
            status = await room.takes(raw, token_, **headers)
            await settled()
            return status, room.desk.said

    return asyncio.run(told())


@contextmanager
def rooms():
    """One room for many deliveries."""
    with asyncio.Runner() as runner:
        around = a_room()
        room = runner.run(around.__aenter__())

        def takes(body):
            async def taken():
                status = await room.takes(body, room.wire.keys.token(SERVICE))
                await settled()
                return status

            return runner.run(taken())

        try:
            yield takes
        finally:
            runner.run(around.__aexit__(None, None, None))


def deep(levels, inside="0"):
    return b"[" * levels + inside.encode() + b"]" * levels


@pytest.mark.parametrize("kind", EVERYTHING)
def test_everything_that_teams_sends_is_let_in(kind, caplog):
    with caplog.at_level(logging.ERROR), rooms() as takes:
        assert takes(EVERYTHING[kind]) == 200
    assert caplog.records == []


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        b'"hello"',
        b"null",
        b"NaN",
        b"7",
        b"\xff\xfe{}",
        json.dumps(written()).encode("utf-16"),
        deep(100_000),
        b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
        b"{}",
        json.dumps(without(written(), "type")).encode(),
        json.dumps(without(written(), "serviceUrl")).encode(),
        json.dumps(without(written(), "channelId")).encode(),
        json.dumps(written() | {"type": 7}).encode(),
        json.dumps(written() | {"serviceUrl": [SERVICE]}).encode(),
        json.dumps(written() | {"channelId": {}}).encode(),
        json.dumps(without(written(), "from")).encode(),
        json.dumps(without(written(), "conversation")).encode(),
        json.dumps(written() | {"from": {"id": ""}}).encode(),
        json.dumps(written() | {"from": {"id": 7}}).encode(),
        json.dumps(
            written() | {"conversation": {"id": 7, "tenantId": "72f988bf-86f1-41af-91ab-2d7cd011db47"}}
        ).encode(),
        json.dumps(invoke("task/fetch", [CLAIM])).encode(),
        json.dumps(invoke(7, {})).encode(),
        json.dumps(pressed({"s": ["claim C-1"]})).encode(),
        json.dumps(pressed(CLAIM | {"n": -1})).encode(),
    ],
    ids=lambda one: f"{one[:40]!r} {len(one)}",
)
def test_what_is_misshapen_gets_400_though_its_token_is_genuine(raw, caplog):
    with caplog.at_level(logging.WARNING):
        assert status_of(raw) == (400, [])
    assert caplog.records == []


@pytest.mark.parametrize("kind", ["", "text/plain", "application/x-www-form-urlencoded", "application/jsonp", "json"])
def test_what_is_not_said_to_be_json_gets_400(kind):
    assert status_of(json.dumps(written()).encode(), Content_Type=kind) == (400, [])


@pytest.mark.parametrize("kind", ["application/json", "Application/JSON ; charset=UTF-8"])
def test_json_is_json_however_it_is_written(kind):
    status, said = status_of(json.dumps(written()).encode(), Content_Type=kind)

    assert (status, len(said)) == (200, 1)


def test_what_is_too_large_gets_400_before_anything_else_is_asked():
    assert status_of(b" " * (LARGEST + 1), "") == (400, [])
    assert status_of(json.dumps(written("x" * LARGEST)).encode()) == (400, [])


def test_what_is_as_large_as_teams_ever_sends_is_heard():
    status, said = status_of(json.dumps(written("x" * 100_000)).encode())

    assert status == 200
    assert len(said) == 1


def test_a_small_body_that_unpacks_to_too_much_gets_400():
    assert status_of(gzip.compress(b" " * 50_000_000), Content_Encoding="gzip") == (400, [])
    assert status_of(json.dumps(written()).encode(), Content_Encoding="gzip") == (400, [])


@pytest.mark.parametrize("levels", [50, 300, 600, 900, 990])
@pytest.mark.parametrize("where", ["value", "text", "entities", "attachments", "from", "conversation", "channelData"])
@pytest.mark.parametrize("kind", ["message", "press", "submit", "extension"])
def test_what_is_deep_never_gets_500(kind, where, levels, caplog):
    body = without(EVERYTHING[kind], where)
    head = json.dumps(body).encode()[:-1]

    with caplog.at_level(logging.ERROR), rooms() as takes:
        for inside in (deep(levels), b'{"data":' * levels + b"1" + b"}" * levels):
            assert takes(head + b', "%s": ' % where.encode() + inside + b"}") in (200, 400, 401)
    assert caplog.records == []


def test_a_form_without_a_bottom_never_gets_500(caplog):
    form = deep(5_000).decode()
    data = {"f": "ask C-1", "n": 1, "a": {}, "w": None, "form": form}

    with caplog.at_level(logging.ERROR), rooms() as takes:
        assert takes(invoke("task/submit", {"data": data})) == 400
    assert caplog.records == []


WORDS = st.text(st.characters(exclude_categories=()), max_size=10)  # lone surrogates too
LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | WORDS
JSONS = st.recursive(
    LEAVES, lambda one: st.lists(one, max_size=3) | st.dictionaries(st.sampled_from(WITHIN) | WORDS, one, max_size=3)
)


@pytest.fixture(scope="module")
def takes():
    with rooms() as takes_:
        yield takes_


NAMES = sorted({name for body in EVERYTHING.values() for name in body} - {"serviceUrl", "channelId"})


@given(st.sampled_from(sorted(EVERYTHING)), st.dictionaries(st.sampled_from(NAMES), JSONS, max_size=3))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_json_with_a_genuine_token_ever_gets_500(takes, caplog, kind, odd):
    with caplog.at_level(logging.ERROR):
        assert takes(EVERYTHING[kind] | odd) in (200, 400, 401)
    assert caplog.records == []


ODD_PARTS = st.dictionaries(st.sampled_from(WITHIN), JSONS, max_size=5)


@given(
    st.sampled_from(sorted(EVERYTHING)),
    st.dictionaries(st.sampled_from(["from", "value", "conversation", "channelData", "recipient"]), ODD_PARTS),
    st.lists(ODD_PARTS | st.just(mention()) | st.just(client()), max_size=3),
)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_part_that_is_odd_within_ever_gets_500(takes, caplog, kind, odd, entities):
    body = dict(EVERYTHING[kind])
    for name, parts in odd.items():
        whole = body.get(name)
        body[name] = (whole if isinstance(whole, dict) else {}) | parts
    with caplog.at_level(logging.ERROR):
        assert takes(body | {"entities": entities}) in (200, 400, 401)
    assert caplog.records == []


@given(st.binary(max_size=200))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_ever_get_500(takes, raw):
    assert takes(raw) == 400
