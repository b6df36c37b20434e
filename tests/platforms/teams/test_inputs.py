"""Each kind of field as an input in Teams, and what comes back from it."""

import pytest

from bot.messages.values import Field, Form
from bot.platforms.teams.forms import answers_of, form_card
from tests.platforms.cards import READER
from tests.platforms.teams.cards import inputs, lines, sent
from tests.teams_wire.cards import faults

PEOPLE = (("ana", "Ana Pop"), ("ion", "Ion Rus"))


def drawn(*fields):
    card = form_card(Form("Form", "wait C-42", fields), {}, READER, dialog=True)
    assert faults(card) == []
    return card


def test_words_are_typed_on_one_line_and_what_is_long_on_several():
    card = drawn(Field("into", "Into", value="C-2"), Field("text", "Text", "long"))

    assert inputs(card)["f:into"]["value"] == "C-2"
    assert "isMultiline" not in inputs(card)["f:into"]
    assert inputs(card)["f:text"]["isMultiline"] is True


def test_what_must_be_filled_in_says_so():
    card = drawn(Field("text", "Text"), Field("note", "Note", required=False))

    assert inputs(card)["f:text"]["isRequired"] is True
    assert inputs(card)["f:text"]["errorMessage"] == "Text is needed."
    assert "isRequired" not in inputs(card)["f:note"]


def test_a_person_is_found_by_typing():
    card = drawn(Field("person", "Colleague", "person", PEOPLE, "ion"))

    asked = inputs(card)["f:person"]
    assert (asked["style"], asked["value"]) == ("filtered", "ion")
    assert [one["title"] for one in asked["choices"]] == ["Ana Pop", "Ion Rus"]


def test_a_person_is_typed_where_there_is_nobody_to_choose():
    assert inputs(drawn(Field("person", "Colleague", "person")))["f:person"]["type"] == "Input.Text"


def test_several_are_ticked():
    card = drawn(Field("fields", "Missing", "choices", (("amount", "amount"), ("date", "date")), "date, colour"))

    assert inputs(card)["f:fields"]["value"] == "date"
    assert "You typed “colour”." in lines(card)
    assert answers_of(sent(card, f_fields="amount,date")) == {"fields": "amount, date"}


def test_a_date_has_its_time_beside_it():
    card = drawn(Field("until", "Until", "date", value="2026-11-24 15:00"))

    assert inputs(card)["f:until"]["value"] == "2026-11-24"
    assert inputs(card)["t:until"]["value"] == "15:00"
    assert inputs(card)["t:until"]["label"] == "Until (time)"
    assert answers_of(sent(card)) == {"until": "2026-11-24 15:00"}
    assert answers_of(sent(card, t_until="")) == {"until": "2026-11-24"}


def test_a_day_that_was_typed_otherwise_is_said():
    assert "You typed “tomorrow”." in lines(drawn(Field("until", "Until", "date", value="tomorrow")))


def test_a_time_is_picked():
    card = drawn(Field("at", "Spoken at", "time", value="14:05", hint="14:05; empty means now"))

    assert inputs(card)["f:at"]["value"] == "14:05"
    assert "14:05; empty means now" in lines(card)


@pytest.mark.parametrize(
    ("typed", "value"), [("5", 5), ("-1,5", -1.5), ("1e9", None), ("", None), ("9" * 20, None)], ids=str
)
def test_a_number_is_a_number(typed, value):
    card = drawn(Field("score", "Score", "number", value=typed))

    assert inputs(card)["f:score"].get("value") == value


@pytest.mark.parametrize(
    ("filled", "answer"),
    [(5, "5"), (5.0, "5"), (2.5, "2.5"), ("2.5", "2.5"), (None, ""), (True, ""), ([1], "")],
    ids=str,
)
def test_clients_send_numbers_as_they_like(filled, answer):
    card = drawn(Field("score", "Score", "number"))

    assert answers_of(sent(card, f_score=filled)) == {"score": answer}


@pytest.mark.parametrize("kind", ["number", "date"])
def test_that_a_customer_cannot_say_it_is_ticked(kind):
    card = drawn(Field("field:born", "born", kind, value="cannot say"))

    assert inputs(card)["u:field:born"]["value"] == "yes"
    assert "isRequired" not in inputs(card)["f:field:born"]
    assert answers_of(sent(card)) == {"field:born": "cannot say"}
    assert answers_of({**sent(card), "u:field:born": "no"}) == {"field:born": ""}


def test_that_a_customer_cannot_say_it_is_one_of_the_choices():
    card = drawn(Field("field:size", "size", "choice", (("s", "S"), ("m", "M")), "cannot say"))

    assert inputs(card)["f:field:size"]["choices"][-1] == {"title": "the customer cannot say", "value": "cannot say"}
    assert answers_of(sent(card)) == {"field:size": "cannot say"}


def test_what_is_no_choice_any_more_is_said():
    card = drawn(Field("cause", "Cause", "choice", (("a", "A"),), "b"))

    assert "value" not in inputs(card)["f:cause"]
    assert "You typed “b”." in lines(card)


def test_a_field_that_is_there_twice_is_asked_once():
    assert list(inputs(drawn(Field("text", "Text"), Field("text", "Again")))) == ["f:text"]


def test_what_was_left_empty_is_an_empty_answer():
    assert answers_of(sent(drawn(Field("text", "Text", required=False)))) == {"text": ""}


@pytest.mark.parametrize("kind", ["number", "date", "choice"])
def test_a_customer_fills_in_what_is_theirs_without_being_asked_whether_the_customer_can_say_it(kind):
    card = drawn(Field("field:size", "Size", kind, (("S", "S"),) if kind == "choice" else (), own=True))

    (asked,) = inputs(card).values()
    assert asked["isRequired"]
    assert "cannot say" not in str(asked)


def test_a_number_with_three_decimals_comes_back_as_no_thousand():
    card = drawn(Field("field:amount", "Amount", "number"))

    assert answers_of({**sent(card), "f:field:amount": 1.234}) == {"field:amount": "1.2340"}
