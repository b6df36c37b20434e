"""Filling in a form: which field is meant, and which choice."""

import pytest

from bot.messages.values import Field, Form, Say
from bot.platforms.console.filling import Filled, OpenForm, spelled
from tests.platforms.console.desk import PASS


@pytest.mark.parametrize(
    ("typed", "name", "value"),
    [
        ("Reason: needs expertise", "reason", "needs expertise"),
        ("REASON: NEEDS EXP", "reason", "needs expertise"),
        ("reason：other", "reason", "other"),
        ("rea: other (say why)", "reason", "other"),
        ("reason: expertise", "reason", "needs expertise"),
        ("note: a: b: c", "note", "a: b: c"),
        ("note:", "note", ""),
        ("note: two\nlines", "note", "two\nlines"),
        ("Order Number: 77", "field:order number", "77"),
        ("field:order number: 77", "field:order number", "77"),
        ("field order: x", None, None),
        ("number: cannot say", "field:order number", "cannot say"),
        ("to_top: yes", "to_top", "yes"),
        ("straight: y", "to_top", "yes"),
    ],
)
def test_a_field_goes_by_its_label_or_its_name(typed, name, value):
    opened = OpenForm(PASS)

    filled = opened.fill(typed)

    if name is None:
        assert isinstance(filled, Say)
    else:
        assert isinstance(filled, Filled)
        assert (filled.field.name, opened.values[name]) == (name, value)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("colour: red", "console-no-field"),
        ("reason: whatever", "console-no-choice"),
        ("reason: o n", "console-no-choice"),
        (": red", "console-no-field"),
        ("red", "console-field-how"),
        ("", "console-field-how"),
    ],
)
def test_what_fits_nowhere_changes_nothing(typed, key):
    opened = OpenForm(PASS)
    opened.fill("reason: other")
    before = dict(opened.values)

    told = opened.fill(typed)

    assert isinstance(told, Say)
    assert told.key == key
    assert opened.values == before


def test_a_beginning_that_several_fields_share_is_asked_about():
    form = Form("Two", "two", (Field("a", "Reason"), Field("b", "Reason why")))

    assert OpenForm(form).fill("rea: x") == Say(
        "console-which-field", {"typed": "rea", "labels": ("Reason", "Reason why")}
    )
    assert isinstance(OpenForm(form).fill("reason: x"), Filled)


def test_a_label_may_have_a_colon_and_a_question_mark():
    form = Form("Odd", "odd", (Field("a", "Why: really?"), Field("b", "Could the sender have solved it?")))
    opened = OpenForm(form)

    opened.fill("why: really?: because")
    opened.fill("could the sender: yes")

    assert opened.values == {"a": "because", "b": "yes"}


def test_several_choices_are_separated_by_commas():
    form = Form(
        "Return", "return C-1", (Field("fields", "Missing", "choices", (("order", "Order"), ("size", "Size"))),)
    )
    opened = OpenForm(form)

    opened.fill("missing: size, ORD, size")

    assert opened.values == {"fields": "size, order"}
    assert spelled(form.fields[0], opened.values["fields"]) == "Size, Order"
    assert isinstance(opened.fill("missing: size, colour"), Say)
    assert opened.values == {"fields": "size, order"}


def test_a_person_may_be_written_with_a_mark_before():
    form = Form("Give", "give C-1", (Field("person", "Colleague", "person", (("ben", "Ben Ionescu"),)),))

    assert OpenForm(form).fill("colleague: @ben") == Filled(form.fields[0], "ben")


def test_filling_a_field_anew_takes_its_fault_away():
    opened = OpenForm(PASS, faults={"reason": Say("x"), "note": Say("y")})

    opened.fill("note: more")

    assert list(opened.faults) == ["reason"]
