"""Forms as modals: each field as Slack's own input, nothing typed is lost, and what is sent was read before."""

import json

import pytest

from bot.messages.values import Answer, Field, Form, Say
from bot.platforms.slack.modals import about_of, answers_of, faults_of, is_previewed, modal, told
from tests.platforms.cards import READER, list_card
from tests.platforms.slack.cards import US, case_card
from tests.platforms.slack.limits_of import faults_of_view, nodes_of, words_of

PASS = Form(
    "Pass C-42 up",
    "pass C-42",
    (
        Field("reason", "Reason", "choice", (("needs expertise", "needs expertise"), ("other", "other"))),
        Field("note", "Note", "long", required=False),
    ),
    seen=3,
)
REPLY = Form("Reply on C-42", "reply C-42", (Field("text", "Text", "long"), Field("at", "At", "time")), previews=True)


def opened(form: Form, **about: str) -> dict:
    view = modal(form, about, READER)
    assert faults_of_view(view) == []
    return view


def filled(view: dict, **given: dict) -> dict:
    """The view as it comes back: with what was there and what was put in."""
    held = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            names = {"initial_value": "value", "initial_option": "selected_option", "initial_time": "selected_time"}
            state = {held: element.get(initial) for initial, held in names.items()} | {"type": element["type"]}
            held[block["block_id"]] = {element["action_id"]: state}
    for name, state in given.items():
        (action,) = held[name]
        held[name][action] |= state
    return view | {"state": {"values": held}}


def say(words: str) -> Say:
    return Say("said-store", {"what": words})


def test_a_form_knows_where_it_comes_from():
    view = opened(PASS, place="slack:C0FRONT", thread="slack:C0FRONT/1.2", says="not this")

    assert about_of(view) == {"says": "pass C-42", "seen": "3", "place": "slack:C0FRONT", "thread": "slack:C0FRONT/1.2"}
    assert view["callback_id"] == "form"
    assert (view["title"]["text"], view["submit"]["text"], view["close"]["text"]) == ("Pass C-42 up", "Send", "Cancel")


def test_what_a_form_knows_is_cut_to_what_slack_keeps():
    view = opened(PASS, place="slack:C0FRONT", words="<&" * 2000)

    assert about_of(view) == {"says": "pass C-42", "seen": "3", "place": "slack:C0FRONT"}


def test_a_title_too_long_for_slack_stands_whole_above_the_fields():
    view = opened(Form("Give C-42000 to a colleague", "give C-42000", PASS.fields))

    assert view["title"]["text"] == "Give C-42000 to a colle…"
    assert list(words_of(view["blocks"][0])) == ["Give C-42000 to a colleague"]


def test_what_is_missing_is_said_before_the_fields():
    view = opened(Form("Pass C-42 up", "pass C-42", PASS.fields, intro="Fill in the invoice number first."))

    assert list(words_of(view["blocks"][0])) == ["Fill in the invoice number first."]


@pytest.mark.parametrize("form", [PASS, Form("Sure?", "undo", ())], ids=["with fields", "without"])
def test_a_form_of_nobodys_words_is_sent_at_once(form):
    view = opened(form)

    assert view["submit"]["text"] == "Send"
    assert is_previewed(filled(view))


def test_words_for_a_customer_are_previewed_before_they_are_sent():
    view = opened(REPLY)

    assert view["submit"]["text"] == "Preview"
    assert not is_previewed(filled(view, text={"value": "We have paid back 40 €."}))


def preview_of(words: str) -> dict:
    fields = (Field("text", "Text", "long", value=words), REPLY.fields[1])
    return opened(Form(REPLY.title, REPLY.says, fields, previews=True, preview=f"Ana Pop: {words}"))


def test_a_preview_stands_above_the_fields_as_a_quotation():
    view = preview_of("We have\npaid back.")

    assert view["submit"]["text"] == "Send"
    assert list(words_of(view["blocks"][0])) == ["The customer will read:"]
    assert view["blocks"][1]["elements"][0]["type"] == "rich_text_quote"
    assert list(words_of(view["blocks"][1])) == ["Ana Pop: We have\npaid back."]


@pytest.mark.parametrize(
    ("given", "previewed"),
    [
        ({}, True),
        ({"text": {"value": " We have\r\n paid back.\n"}}, True),
        ({"text": {"value": "We have paid back!"}}, False),
        ({"text": {"value": None}}, False),
        ({"at": {"selected_time": "14:05"}}, False),
    ],
    ids=["untouched", "spaced otherwise", "other words", "emptied", "another field"],
)
def test_only_what_was_previewed_is_sent(given, previewed):
    assert is_previewed(filled(preview_of("We have\npaid back."), **given)) is previewed


def test_a_previewed_form_can_always_be_sent_as_it_stands():
    fields = (
        Field("text", "Text", "long", value="x" * 5000),
        Field("told", "Told", "choice", (("text", "by this text"), ("phone", "by phone")), "text", required=False),
        Field("number", "Number", "number", value="5,5"),
        Field("until", "Until", "date", value="2026-11-24 15:00"),
    )
    view = opened(Form("Resolve C-42", "resolve C-42", fields, previews=True, preview="…"))
    told_block = next(block for block in view["blocks"] if block.get("block_id") == "told")

    assert told_block["optional"] is False  # emptied, it would come back filled in, and never be as previewed
    state = {
        "text": {"value": {"value": view["blocks"][2]["element"]["initial_value"]}},
        "told": {"value": {"selected_option": told_block["element"]["initial_option"]}},
        "number": {"value": {"value": "5.5"}},
        "until": {"value": {"selected_date": "2026-11-24"}},
        "until:time": {"time": {"selected_time": "15:00"}},
    }
    assert is_previewed(view | {"state": {"values": state}})


def test_a_fault_stands_beside_its_field():
    faults = faults_of(Answer(faults={"reason": say("Which one?")}, refused=True), opened(PASS), READER)

    assert faults == {"reason": "Which one?"}


def test_what_is_about_no_field_stands_beside_the_first_text():
    view = opened(PASS)

    assert faults_of(Answer((say("Ana holds it."), say("Ask her.")), refused=True), view, READER) == {
        "note": "Ana holds it. Ask her."
    }
    assert faults_of(Answer(faults={"until": say("Past."), "note": say("Why?")}, refused=True), view, READER) == {
        "note": "Past. Why?"
    }


def test_without_a_text_the_first_field_says_it():
    view = opened(Form("Away", "away", (Field("until", "Until", "date"),)))

    assert faults_of(Answer((say("That is past."),), refused=True), view, READER) == {"until": "That is past."}


@pytest.mark.parametrize(
    ("answer", "form"),
    [(Answer((say("Done."),)), PASS), (Answer((say("No."),), refused=True), Form("Sure?", "undo", ()))],
    ids=["nothing wrong", "no field"],
)
def test_where_nothing_can_stand_beside_a_field_nothing_does(answer, form):
    assert faults_of(answer, opened(form), READER) == {}


def test_a_sent_form_turns_into_what_came_of_it():
    view = told(Answer((say("C-42 went up."),), case_card()), "Pass C-42 up", READER, US)

    assert faults_of_view(view) == []
    assert view["callback_id"] != "form"
    assert "submit" not in view
    assert view["close"]["text"] == "Close"
    words = list(words_of(view["blocks"]))
    assert words[0] == "C-42 went up."
    assert "C-42 · Maria · charged twice" in words
    assert json.loads(next(node for node in nodes_of(view) if node.get("type") == "button")["value"])["c"] == 42


def test_a_list_is_lines_where_slack_has_no_tables():
    view = told(Answer(card=list_card(120)), "", READER, US)

    assert faults_of_view(view) == []
    assert view["title"]["text"] == "What came of it"
    assert "\nC-99 · Customer 99 · charged twice · 2 h 40" in "".join(words_of(view["blocks"]))


@pytest.mark.parametrize(
    "view",
    [{}, {"state": None}, {"state": {"values": None}}, {"private_metadata": "not json"}, {"private_metadata": "[]"}],
    ids=str,
)
def test_a_view_of_nothing_says_nothing(view):
    assert answers_of(view) == {}
    assert about_of(view) == {}
    assert is_previewed(view)
