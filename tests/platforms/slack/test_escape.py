"""People's words are data: nothing in them acts in Slack, in no part of a card, and not in what is read aloud."""

import pytest

from bot.messages.values import Answer, Button, Card, Field, Form, Say, Table
from bot.platforms.slack.blocks import message, said
from bot.platforms.slack.escape import escaped, plain_text, span
from bot.platforms.slack.home import home_view
from bot.platforms.slack.modals import modal, told
from tests.platforms.anything import ACTING
from tests.platforms.cards import READER
from tests.platforms.slack.cards import THREAD, US
from tests.platforms.slack.limits_of import SIGNS, nodes_of, words_of

EVERYWHERE = Card(
    ACTING,
    ((ACTING, ACTING), ("", ACTING)),
    (ACTING,),
    Table((ACTING, "About"), ((ACTING, ACTING), ("C-43", ACTING))),
    (Button(ACTING, "claim C-42"),),
    42,
    THREAD,
    (Card(ACTING, table=Table((ACTING,), ((ACTING,),), (Button(ACTING, "show C-42"),))),),
)
FORM = Form(
    ACTING,
    "reply C-42",
    (
        Field("text", ACTING, "long", value=ACTING, hint=ACTING),
        Field("reason", ACTING, "choice", ((ACTING, ACTING), ("b", "B")), ACTING),
        Field("fields", ACTING, "choices", (("a", ACTING),), ACTING),
        Field("person", ACTING, "person", value=ACTING),
        Field("until", ACTING, "date", value=ACTING),
        Field("field:size", ACTING, "number", value=ACTING),
    ),
    ACTING,
    ACTING,
    previews=True,
    preview=ACTING,
)
ANSWER = Answer((Say("said-store", {"what": ACTING}),), EVERYWHERE, FORM)
DRAWN = {
    "message": message(EVERYWHERE, US, READER),
    "answer": said(ANSWER, READER, US),
    "home": home_view(EVERYWHERE, US, READER),
    "form": modal(FORM, {}, READER),
    "told": told(ANSWER, ACTING, READER, US),
}


@pytest.mark.parametrize("drawn", DRAWN.values(), ids=DRAWN)
def test_no_word_of_anybodys_is_read_as_markup_by_slack(drawn):
    kinds = {node.get("type") for node in nodes_of(drawn)}

    assert not kinds & {"mrkdwn", "markdown", "user", "usergroup", "channel", "broadcast", "emoji", "date"}
    assert all(node["emoji"] is False for node in nodes_of(drawn) if node.get("type") == "plain_text")


@pytest.mark.parametrize("drawn", DRAWN.values(), ids=DRAWN)
def test_the_words_stand_there_as_they_were_written(drawn):
    words = list(words_of(drawn))

    assert any("<!channel> <!here|x> <@U0ANA>" in one for one in words)
    assert not any("&lt;" in one for one in words if one != drawn.get("text"))
    assert not any(SIGNS.search(one) for one in words)


@pytest.mark.parametrize("drawn", DRAWN.values(), ids=DRAWN)
def test_the_only_link_is_our_own(drawn):
    urls = {node["url"] for node in nodes_of(drawn) if "url" in node}

    assert urls <= {"https://acme.slack.com/archives/C0HELP/p1700000000000100"}


@pytest.mark.parametrize("drawn", [DRAWN["message"], DRAWN["answer"]], ids=["message", "answer"])
def test_what_is_read_aloud_calls_nobody_either(drawn):
    ours = "Customer’s thread: https://acme.slack.com/archives/C0HELP/p1700000000000100"

    assert drawn["text"].endswith(ours)
    assert not set(drawn["text"].removesuffix(ours)) & set("<>")
    assert "&lt;!channel&gt; &lt;!here|x&gt; &lt;@U0ANA&gt;" in drawn["text"]
    assert not SIGNS.search(drawn["text"])


def test_what_was_typed_comes_back_into_a_form_as_it_was():
    (text, *_) = (block for block in modal(FORM, {}, READER)["blocks"] if block["type"] == "input")

    assert text["element"]["initial_value"] == ACTING


def test_half_a_character_is_never_sent():
    form = Form("Reply on C-42", "reply C-42", (Field("text", "Text", "long", value="half \ud83d a character"),))

    modal(form, {}, READER)["blocks"][0]["element"]["initial_value"].encode()
    message(Card("half \ud83d a character"), US, READER)["text"].encode()


def test_a_text_on_one_line_shows_where_its_lines_ended():
    assert plain_text("charged\ntwice", 75)["text"] == "charged ↵ twice"
    assert plain_text("charged\ntwice", 75, lines=True)["text"] == "charged\ntwice"


def test_slack_gets_no_empty_text():
    assert plain_text(" \n ", 75)["text"] == "–"
    assert span("") == []


def test_each_sign_is_escaped_once():
    assert escaped("<a> & b &amp;") == "&lt;a&gt; &amp; b &amp;amp;"
