"""A case from somebody's message in Teams, or from nothing."""

import json
from datetime import UTC, datetime

import pytest

from bot.messages.values import Address
from bot.platforms.teams.receive import Misshapen, inbound_of
from bot.platforms.teams.us import Us
from tests.platforms.teams.activities import (
    GROUP,
    HELP,
    KNOWN,
    NOBODY,
    NOW,
    PLACE,
    ROOT,
    TS,
    US,
    Known,
    channel,
    direct,
    extension,
    group,
    heard,
    person,
    quotable,
    sure,
    without,
    written,
)


def quote(content="charged twice", **more):
    said = sure(extension(message=quotable(content, **more))).quoted
    assert said is not None
    return said


def test_a_message_is_quoted_for_a_new_case():
    inbound = sure(extension(message=quotable("charged <b>twice</b>")))

    assert (inbound.kind, inbound.text, inbound.keys) == ("command", "new", (f"teams:{HELP}:f:bc319b1d",))
    assert inbound.speaker.address == person("ana")
    assert inbound.quoted is not None
    assert (inbound.quoted.by.address, inbound.quoted.by.name) == (person("maria"), "Maria Silva")
    assert inbound.quoted.by.trusted
    assert inbound.quoted.text == "charged twice"
    assert inbound.quoted.at == datetime(2026, 11, 19, 14, 44, 0, 123000, tzinfo=UTC)


def test_a_message_and_what_quotes_it_are_known_by_one_key():
    assert quote().keys == sure(written(where=channel(ROOT))).keys
    assert quote().keys == sure(written()).keys


@pytest.mark.parametrize(
    ("where", "message", "place", "thread"),
    [
        (channel(TS), quotable(), PLACE, f"{PLACE}/{TS}"),
        (channel(ROOT), quotable(replyToId=ROOT), PLACE, f"{PLACE}/{ROOT}"),
        (channel(None), quotable(replyToId=ROOT), PLACE, f"{PLACE}/{ROOT}"),
        (channel(None), quotable(), PLACE, f"{PLACE}/{TS}"),
        (group(), quotable(), GROUP, None),
        (direct("ana"), quotable(), person("ana").place, None),
    ],
    ids=["at the top", "in a thread", "in a thread not named", "at a top not named", "group chat", "direct chat"],
)
def test_the_case_belongs_where_the_message_stands(where, message, place, thread):
    inbound = sure(extension(message=message, where=where))

    assert inbound.place == Address("teams", place)
    assert inbound.thread == (Address("teams", thread) if thread else None)


def test_it_works_in_conversations_that_we_are_not_in():
    between_two = {"conversation": {"id": "19:a_b@unq.gbl.spaces", "conversationType": "personal"}}
    unnamed = without(extension(message=quotable()), "conversation")

    assert sure(extension(message=quotable(), where=direct("ana") | between_two)).place is None
    assert sure(unnamed).place is None
    assert sure(unnamed).quoted is not None


def test_our_own_words_come_under_no_key():
    app = {"applicationIdentityType": "bot", "id": US.app, "displayName": "Buckstop"}

    said = quote(**{"from": {"user": None, "application": app}})

    assert (said.keys, said.text, said.by.bot) == ((), "", True)


@pytest.mark.parametrize("named", ["b0710000", "28:b0710000", None])
def test_where_everything_is_local_our_own_words_are_known_by_who_is_written_to(named):
    app = {"applicationIdentityType": "bot", "id": named, "displayName": "Buckstop"}
    body = extension(message=quotable(**{"from": {"user": None, "application": app}}))
    body["recipient"] = {"id": "28:b0710000", "name": "Buckstop"}

    inbound = inbound_of(body, Us("", "", local=True), Known(), NOW)

    assert inbound is not None
    assert inbound.quoted is not None
    assert (inbound.quoted.keys, inbound.quoted.by.bot) == ((), True)


def test_the_words_of_another_program_are_nobodys():
    app = {"applicationIdentityType": "webhook", "id": "b8c1c68c", "displayName": "Shop"}

    said = quote(**{"from": {"user": None, "application": app}})

    assert (said.by.name, said.by.bot, said.by.trusted) == ("Shop", True, False)
    assert said.keys == (f"teams:{HELP}:{TS}",)


@pytest.mark.parametrize(
    ("user", "known"),
    [
        ({"userIdentityType": "anonymousGuest"}, KNOWN),
        ({"userIdentityType": "federatedUser"}, KNOWN),
        ({"tenantId": "another"}, KNOWN),
        ({}, Known(maria="guest")),
        ({}, Known(maria="stranger")),
        ({}, NOBODY),
    ],
    ids=["anonymous", "of another organisation", "of another tenant", "a guest", "a stranger", "not looked up yet"],
)
def test_whose_message_it_is_may_be_nobody_to_trust(user, known):
    message = quotable()
    message["from"]["user"] |= user

    said = sure(extension(message=message), known).quoted

    assert said is not None
    assert not said.by.trusted


# --- its words --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ('<at id="0">Ben Ito</at>&nbsp;- Hi', "@Ben Ito - Hi"),
        ('<span itemscope itemtype="http://schema.skype.com/Mention" itemid="0">Ben</span> hi', "@Ben hi"),
        ("<p>one</p>\n<p>two<br>three</p>four", "one\ntwo\nthree\nfour"),
        ("<ul><li>one<ul><li>two</li></ul></li></ul><ol><li><p>three</p></li></ol>", "• one\n• two\n• three"),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>", "a | b\n1 | 2"),
        ("<pre>if x:\n    y()</pre>", "if x:\n    y()"),
        ("R&amp;D &lt;data&gt; a\u00a0b", "R&D <data> a b"),
        ("<script>alert(1)</script><style>p {}</style>seen<!-- unseen -->", "seen"),
        ('<emoji id="x" alt="\N{WAVING HAND SIGN}"></emoji> <img alt="a duck" src="x">', "\N{WAVING HAND SIGN} a duck"),
        ('<a href="https://x.example/?a=1">this</a>', "this (https://x.example/?a=1)"),
        ('<a href="https://x.example/">x.example</a>', "x.example"),
        ('<a href="mailto:a@b.example">a@b.example</a>', "a@b.example"),
        ('<a href="https://x.example"></a>', "https://x.example"),
        ('<attachment id="9f3a"></attachment>words', "words"),
        ("x < y && <unknown>z</unknown>", "x < y && z"),
        ("https://x.example/notes.txt", "https://x.example/notes.txt"),
        ("a&#" + "9" * 5000 + ";", "a&#" + "9" * 5000 + ";"),
        ("<div>" * 15_000 + "deep", "deep"),
        ("", ""),
    ],
    ids=lambda text: text[:30],
)
def test_html_is_read_as_a_reader_sees_it(content, text):
    assert quote(content).text == text


def test_beyond_all_measure_the_layout_is_lost_and_no_word():
    assert quote("<p>word</p>" * 30_000).text.split() == ["word"] * 30_000


def test_plain_text_is_no_html():
    assert quote(body={"contentType": "text", "content": "a <b> &amp; c"}).text == "a <b> &amp; c"


def test_a_posts_subject_is_its_first_line():
    assert quote("it broke", subject="Order 17").text == "Order 17\nit broke"


def test_a_message_without_words_says_nothing():
    assert quote(body=None).text == ""


def test_what_is_forwarded_and_what_stands_on_cards_is_heard_along():
    forwarded = {
        "originalMessageContent": "<p>it broke</p>",
        "originalMessageSender": {"user": {"displayName": "Cleo"}},
    }
    card = {"type": "AdaptiveCard", "body": [{"type": "TextBlock", "text": "Order 17"}, {"facts": [{"value": "late"}]}]}
    deep = "[" * 50_000
    attachments = [
        {"id": "1", "contentType": "forwardedMessageReference", "content": json.dumps(forwarded)},
        {"id": "2", "contentType": "application/vnd.microsoft.card.adaptive", "content": json.dumps(card)},
        {"id": "3", "contentType": "application/vnd.microsoft.card.adaptive", "content": deep},
        {"id": "4", "contentType": "messageReference", "content": None},
    ]

    assert quote("see", attachments=attachments).text == "see\nCleo: it broke\nOrder 17\nlate"


def test_its_files_come_along():
    file = {
        "id": "9f3a",
        "contentType": "reference",
        "contentUrl": "https://acme.sharepoint.com/a.pdf",
        "name": "a.pdf",
    }

    inbound = sure(extension(message=quotable(attachments=[file])))

    assert inbound.files == ("a.pdf (https://acme.sharepoint.com/a.pdf)",)


# --- from nothing -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("body", [extension("newCase"), extension("openCase")], ids=["its own", "without a message"])
def test_a_case_from_nothing_asks_for_all(body):
    inbound = sure(body)

    assert (inbound.kind, inbound.text, inbound.quoted, inbound.thread) == ("command", "new", None, None)
    assert inbound.place == Address("teams", PLACE)


def test_another_command_is_nothing():
    assert heard(extension("search", quotable())) is None


@pytest.mark.parametrize(
    "message",
    [
        quotable(id=None),
        quotable(createdDateTime=7),
        quotable(body="x"),
        quotable(body={"contentType": "html", "content": 7}),
        quotable(attachments="x"),
        quotable(**{"from": "x"}),
        quotable(**{"from": {"user": {"displayName": "Maria"}}}),
        quotable(**{"from": {"user": {"id": "d", "displayName": 7}}}),
    ],
    ids=["id", "time", "body", "content", "attachments", "sender", "sender without id", "name"],
)
def test_a_message_that_teams_cannot_send_is_misshapen(message):
    with pytest.raises(Misshapen):
        heard(extension(message=message))


def test_a_message_of_no_time_is_of_now():
    assert quote(createdDateTime=None).at == NOW
