"""What people write stays what they wrote, wherever in Teams it shows."""

import re

import pytest

from bot.messages.values import Answer, Card, Field, Form, Say, Table
from bot.platforms.teams.buttons import value_of
from bot.platforms.teams.cards import activity, content, said
from bot.platforms.teams.escape import as_typed, label, unmentioned, words
from bot.platforms.teams.forms import answers_of, form_card, says_of, told
from tests.platforms.anything import ACTING
from tests.platforms.cards import READER, buttons
from tests.platforms.teams.cards import THREAD, US, case_card, inputs, lines, sent
from tests.teams_wire.cards import faults, nodes_of, words_of

DATES = re.compile(r"\{\{(DATE|TIME)\(")
MENTIONS = re.compile(r"</?at\b", re.IGNORECASE)


def everywhere():
    field = Field("text", ACTING, "choice", ((ACTING, ACTING), ("b", "b")), ACTING, hint=ACTING)
    long = Field("why", ACTING, "long", value=ACTING)
    table = Table((ACTING, ACTING), ((ACTING, ACTING),))
    card = case_card(title=ACTING, facts=((ACTING, ACTING), ("", ACTING)), lines=(ACTING,), table=table)
    form = Form(ACTING, "resolve C-42", (field, long), ACTING, ACTING, 3, True, ACTING)
    say = Say("said-store", {"what": ACTING})
    yield content(card, US, READER)
    yield activity(Card(ACTING, lines=(ACTING,)), US, READER)
    yield activity(Card(ACTING, buttons=buttons("claim"), parts=(card,)), US, READER)
    yield said(Answer((say,), card, form), READER, US)
    yield form_card(form, {ACTING: ACTING}, READER, dialog=True, faults={"text": ACTING}, said=(ACTING,))
    yield told(Answer((say,), card), READER, US)


@pytest.mark.parametrize("drawn", list(everywhere()), ids=["card", "text", "parts", "answer", "form", "told"])
def test_no_date_no_mention_and_no_control_sign_of_theirs_acts(drawn):
    shown = [*words_of(drawn), drawn.get("summary", "")]

    assert not [one for one in shown if DATES.search(one) or MENTIONS.search(one)]
    assert not set("".join(shown)) & set("\x1b\u202e")


@pytest.mark.parametrize("drawn", list(everywhere()), ids=["card", "text", "parts", "answer", "form", "told"])
def test_their_words_stand_only_where_nothing_is_markdown(drawn):
    kinds = {node["type"] for node in nodes_of(drawn)}

    assert not kinds & {"TextBlock", "FactSet"}
    assert drawn.get("textFormat", "plain") == "plain"


def test_words_show_as_they_were_typed():
    card = content(Card("Maria", lines=("*bold* [bank](http://evil.example) <b>&amp;</b> `x`",), case=1), US, READER)

    assert lines(card)[-1] == "*bold* [bank](http://evil.example) <b>&amp;</b> `x`"


def test_a_mention_is_broken_by_what_nobody_sees():
    assert words("<at>Jo</at>").replace("\u2060", "") == "<at>Jo</at>"
    assert words("{{DATE(2026-11-24T15:00:00Z)}}").replace("\u2060", "") == "{{DATE(2026-11-24T15:00:00Z)}}"


@pytest.mark.parametrize(
    "typed",
    [
        "*bold*",
        "_it_",
        "**b**",
        "~~gone~~",
        "[bank](http://evil.example)",
        "<http://evil.example>",
        "- a",
        "1. a",
        "# a",
    ],
)
def test_no_mark_in_a_label_touches_what_it_would_mark(typed):
    shown = label(typed, 100)

    assert not re.search(r"[*_~]\w|\w[*_~]|\]\(|<h|://|^[-#0-9]", shown)
    assert shown.translate({0x2060: None, 0x200A: None}) == typed


def test_what_comes_back_is_what_was_typed():
    form = Form("Reply", "reply <at>Jo</at>", (Field("<at>x</at>", "Text", "long", value="ask <at>Jo</at>"),))

    card = form_card(form, {}, READER, dialog=True)

    assert faults(card) == []
    assert says_of(sent(card)) == "reply <at>Jo</at>"
    assert answers_of(sent(card)) == {"<at>x</at>": "ask <at>Jo</at>"}
    assert as_typed(value_of(buttons("claim")[0], 1)["s"]) == "claim C-42"


def test_a_chosen_value_comes_back_as_it_is():
    form = Form("Set", "set C-1", (Field("text", "Which", "choice", (("<at>a</at>", "*a*"),), "<at>a</at>"),))

    card = form_card(form, {}, READER, dialog=True)

    assert inputs(card)["f:text"]["value"] == inputs(card)["f:text"]["choices"][0]["value"]
    assert answers_of(sent(card)) == {"text": "<at>a</at>"}


@pytest.mark.parametrize("typed", ["<at>Jo</at>", "a < b", "<attic>", "<AT id=1>", "</at>", ""])
def test_unmentioned_words_come_back_whole(typed):
    assert as_typed(unmentioned(typed)) == typed


def test_a_link_of_ours_is_the_only_one():
    card = content(case_card(place=THREAD, lines=("http://evil.example",)), US, READER)

    urls = [one["url"] for node in nodes_of(card) for one in node.get("actions", ()) if "url" in one]
    assert [url.split("/l/")[0] for url in urls] == ["https://teams.microsoft.com"]
