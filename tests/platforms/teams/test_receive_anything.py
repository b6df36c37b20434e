"""Whatever comes in is understood, passed over or misshapen, and nothing else."""

import copy
import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.messages.encoding import dump, load
from bot.messages.values import Field, Form
from bot.platforms.teams.markup import words_in
from bot.platforms.teams.receive import Misshapen, inbound_of, whereabouts_of
from bot.platforms.teams.unreadable import unreadable
from tests.platforms.teams.activities import (
    CLAIM,
    NOW,
    US,
    Known,
    activity,
    channel,
    direct,
    extension,
    form_data,
    group,
    invoke,
    mention,
    pressed,
    quotable,
    to_us,
    twin,
    with_event,
    written,
)

NOTE = Form("Note", "note C-1", (Field("text", "Words", "long"),), seen=3)
FILE = {"contentType": "application/vnd.microsoft.teams.file.download.info", "name": "a.pdf", "contentUrl": "https://x"}
BODIES: list[dict[str, Any]] = [
    to_us("give C-1 <at>Ben Ito</at>: now", "ana", None, "ben"),
    written("home", where=direct(), attachments=[FILE, twin("<p>x<attachment id='a'></attachment></p>")]),
    written("<p>x <at>Ben Ito</at></p>", mentions=(mention("ben"),), textFormat="xml", where=group()),
    with_event(written("x"), "editMessage") | {"type": "messageUpdate"},
    with_event(activity("messageDelete", where=direct()), "softDeleteMessage"),
    pressed(CLAIM),
    pressed(form_data(NOTE, text="x"), "form"),
    invoke("task/fetch", {"data": CLAIM}),
    invoke("task/submit", {"data": form_data(NOTE, text="x")}),
    extension(message=quotable("<b>x</b>", attachments=[{"contentType": "messageReference", "content": "{}"}])),
    extension("newCase"),
    activity("message", value=CLAIM),
    activity("installationUpdate", where=direct(), action="add"),
    activity("conversationUpdate", where=channel(None), membersAdded=[{"id": US.id}]),
]
DEEP: Any = json.loads('{"a":' * 900 + "1" + "}" * 900)
GONE = object()
LONG = "x<at>" * 20_000
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.text(st.characters(codec=None), max_size=20),
    st.sampled_from(
        ["", " ", "\x00", "\ud800", "a/b", "29:x", US.id, "19:x", ";messageid=", ":", "\u00a0", DEEP, LONG]
    ),
    st.lists(st.one_of(st.none(), st.text(max_size=3), st.just({})), max_size=3),
    st.dictionaries(st.sampled_from(["id", "type", "text", "s", "f", "data", "user"]), st.none() | st.text(max_size=3)),
)


def ways(of: Any) -> list[tuple[Any, ...]]:
    """To every part of it."""
    inside = of.items() if isinstance(of, dict) else enumerate(of) if isinstance(of, list) else ()
    return [way for key, one in inside for way in ((key,), *((key, *further) for further in ways(one)))]


WAYS = [ways(body) for body in BODIES]


@st.composite
def mutated(draw: st.DrawFn) -> Any:
    """A delivery of which up to three parts are gone or others."""
    which = draw(st.integers(0, len(BODIES) - 1))
    body = copy.deepcopy(BODIES[which])
    for way in draw(st.lists(st.sampled_from(WAYS[which]), min_size=1, max_size=3)):
        odd = draw(st.just(GONE) | ODD)
        with suppress(KeyError, IndexError, TypeError):  # what it was in is gone already
            _put(body, way, odd)
    return body


def _put(body: Any, way: tuple[Any, ...], odd: Any) -> None:
    for key in way[:-1]:
        body = body[key]
    if odd is GONE:
        del body[way[-1]]
    else:
        body[way[-1]] = odd


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(mutated())
def test_whatever_comes_is_understood_passed_over_or_misshapen(body):
    whereabouts_of(body, US)
    try:
        inbound = inbound_of(body, US, Known(maria="person", ben="guest"), NOW)
    except Misshapen:
        inbound = unreadable(body, US, NOW)
    if inbound is None:
        return

    kept = dump(inbound)

    assert load(kept) == inbound
    assert "\x00" not in kept
    kept.encode()  # no halves of characters
    assert inbound.keys
    assert all(key.startswith("teams:") for key in inbound.keys)
    assert inbound.at <= NOW
    assert inbound.speaker.address.place
    assert inbound.speaker.name


@settings(max_examples=100, deadline=None)
@given(st.recursive(ODD, lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=5), inside)))
def test_what_is_nothing_at_all_is_misshapen_or_passed_over(body):
    whereabouts_of(body, US)
    assert unreadable(body, US, NOW) is None
    try:
        assert inbound_of(body, US, Known(), NOW) is None
    except Misshapen:
        assert not isinstance(body, dict) or not isinstance(body.get("type"), str)


@pytest.mark.parametrize("body", BODIES, ids=lambda body: str(body.get("name") or body["type"]))
def test_what_is_whole_is_understood(body):
    assert inbound_of(body, US, Known(), NOW) is not None


TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<br>",
        "<li>",
        "<a href='x'>",
        "</a>",
        "<pre>",
        "</pre>",
        "<at>",
        "</at>",
        "<!--",
        "-->",
        "<![",
        "<?",
        "<!DOCTYPE",
        "<script>",
        "</script>",
        "<td>",
        "&#x110000;",
        "&#99999999999;",
        "&amp",
        "&",
        "<",
        ">",
        "'",
        "<a <b",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(TAGS | st.text(st.characters(codec=None), max_size=5), max_size=20).map("".join))
def test_any_html_is_read(content):
    words_in(content).encode()


@given(st.lists(st.sampled_from(["one", "two", "<p>", "</p>", "<b>", "</b>", "<br>", "<ul><li>", "</li></ul>"])))
def test_no_word_is_lost(parts):
    words = [part for part in parts if part in ("one", "two")]

    read = words_in(" ".join(parts)).replace("•", " ").split()

    assert read == words
