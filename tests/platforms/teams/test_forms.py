"""Forms in Teams: how they are drawn, what comes back, and that nothing typed is lost."""

import pytest

from bot.messages.values import Answer, Field, Form, Say
from bot.platforms.payload import Misshapen
from bot.platforms.teams.forms import (
    about_of,
    again,
    answers_of,
    form_card,
    is_form,
    is_previewed,
    says_of,
    seen_of,
    task,
    told,
)
from tests.platforms.cards import READER
from tests.platforms.teams.cards import US, actions, case_card, inputs, lines, order, resolve_form, sent
from tests.teams_wire.cards import faults

ABOUT = {"place": "teams:19:help@thread.tacv2", "thread": "teams:19:help@thread.tacv2/1700000000000"}


def drawn(form=None, **how):
    return form_card(form or resolve_form(), ABOUT, READER, **({"dialog": True} | how))


def test_a_form_in_a_dialog_is_sent_by_one_button():
    card = drawn(resolve_form(previews=False))

    [send] = actions(card).values()
    assert (send["type"], send["title"], send["style"]) == ("Action.Submit", "Resolve", "positive")
    assert faults(card) == []


def test_a_form_in_the_chat_shows_its_title_and_is_executed():
    card = drawn(resolve_form(previews=False), dialog=False)

    [send] = actions(card).values()
    assert (send["type"], send["verb"]) == ("Action.Execute", "form")
    assert lines(card)[0] == "Resolve C-42"


def test_a_dialog_says_its_title_itself():
    assert "Resolve C-42" not in lines(drawn())


def test_what_a_customer_will_read_is_previewed_before_it_is_sent():
    first, second = drawn(), drawn(resolve_form(preview="Ana Pop: You have your money back.\n\nSorry."))

    assert list(actions(first)) == ["Preview"]
    assert list(actions(second)) == ["Resolve"]
    assert lines(second)[:4] == ["The customer will read:", "Ana Pop: You have your money back.", "\u00a0", "Sorry."]


def test_words_that_were_changed_behind_the_preview_are_not_previewed():
    fields = (Field("text", "Text", "long", value="You have your money back."),)
    card = drawn(resolve_form(fields=fields, preview="You have your money back."))

    assert is_previewed(sent(card))
    assert not is_previewed(sent(card, f_text="You get nothing."))
    assert not is_previewed(sent(drawn(resolve_form(fields=fields))))
    assert is_previewed(sent(drawn(resolve_form(fields=fields, previews=False))))


def test_what_comes_back_says_what_it_is_about():
    data = sent(drawn(), f_text="Done.", f_outcome="no-answer")

    assert is_form(data)
    assert (says_of(data), seen_of(data), about_of(data)) == ("resolve C-42", 3, ABOUT)
    assert answers_of(data) == {"text": "Done.", "outcome": "no-answer"}


def test_a_form_that_was_wrong_comes_again_with_all_that_was_typed():
    data = sent(drawn(), f_text="Done.", f_outcome="no-answer")

    card = again(data, READER, dialog=True, faults={"outcome": "That is not true."}, said=("Something is wrong.",))

    assert inputs(card)["f:text"]["value"] == "Done."
    assert inputs(card)["f:outcome"]["value"] == "no-answer"
    assert list(order(card)) == ["Something is wrong.", "f:text", "f:outcome", "That is not true."]
    assert (says_of(sent(card)), about_of(sent(card))) == ("resolve C-42", ABOUT)
    assert faults(card) == []


def test_a_form_that_comes_again_keeps_its_preview_as_long_as_it_is_true():
    fields = (Field("text", "Text", "long", value="Done."),)
    card = drawn(resolve_form(fields=fields, preview="Ana Pop: Done."))

    same = again(sent(card), READER, dialog=True)
    other = again(sent(card, f_text="Gone."), READER, dialog=True)

    assert "Ana Pop: Done." in lines(same)
    assert is_previewed(sent(same))
    assert "Ana Pop: Done." not in lines(other)
    assert not is_previewed(sent(other))


def test_a_fault_that_is_about_no_field_stands_above():
    card = drawn(faults={"person": "Nobody is called Cleo."})

    assert next(iter(order(card))) == "Nobody is called Cleo."


def fields_of(text):
    return '{"$":"Form","title":"x","says":"y","fields":' + text + "}"


@pytest.mark.parametrize(
    "form",
    [
        None,
        7,
        "{",
        "[" * 100_000,
        '{"$":"Nobody"}',
        '{"$":"Card","title":"x"}',
        '{"$":"Form","title":"x"}',
        fields_of("5"),
        fields_of('[{"$":"Field","name":5,"label":""}]'),
        fields_of('[{"$":"Field","name":"a","label":"","choices":5}]'),
        fields_of('[{"$":"Field","name":"a","label":"","choices":["ab"]}]'),
    ],
)
def test_what_is_no_form_of_ours_is_misshapen(form):
    data = {"f": "resolve C-42", "form": form}

    with pytest.raises(Misshapen):
        answers_of(data)
    with pytest.raises(Misshapen):
        is_previewed(data)


@pytest.mark.parametrize("changed", [{"n": "3"}, {"n": None}, {"n": True}, {"f": 3}, {"a": "x"}, {"a": {"place": 5}}])
def test_what_was_altered_on_the_way_is_misshapen(changed):
    data = {**sent(drawn()), **changed}

    def read():
        return says_of(data), seen_of(data), about_of(data)

    with pytest.raises(Misshapen):
        read()


@pytest.mark.parametrize("data", [None, 5, "x", [], {}, {"s": "claim C-42", "n": 3}, {"f": 5, "form": "x"}])
def test_nothing_else_is_taken_for_a_form(data):
    assert not is_form(data)


def test_of_too_much_about_it_the_longest_is_left_out():
    card = form_card(resolve_form(), {**ABOUT, "long": "x" * 5000}, READER, dialog=True)

    assert about_of(sent(card)) == ABOUT


def test_nothing_that_was_typed_is_cut_while_anything_else_can_be():
    said = ("You have your money back. " * 115).strip()
    choices = tuple((f"v{n}", f"choice {n}") for n in range(200))
    fields = (Field("text", "Text", "long", value=said), Field("into", "Into", "choice", choices))

    card = drawn(resolve_form(fields=fields, preview=said, intro=said))

    assert inputs(card)["f:text"]["value"] == said
    assert answers_of(sent(card))["text"] == said


def test_what_came_of_it_has_no_inputs():
    card = told(Answer((Say("said-store", {"what": "C-42 is resolved."}),), case_card()), READER, US)

    assert lines(card)[0] == "C-42 is resolved."
    assert not inputs(card)
    assert {one["type"] for one in actions(card).values()} == {"Action.Submit", "Action.OpenUrl"}


def test_a_dialog_is_as_high_as_there_is_to_fill_in():
    small, high = (
        task(drawn(), "Resolve C-42"),
        task(drawn(Form("x", "y", tuple(Field(n, n) for n in "abc"))), "x" * 99),
    )

    value = small["task"]["value"]
    assert (small["task"]["type"], value["title"], value["height"]) == ("continue", "Resolve C-42", "medium")
    assert value["card"]["contentType"] == "application/vnd.microsoft.card.adaptive"
    assert high["task"]["value"]["height"] == "large"
    assert len(high["task"]["value"]["title"]) == 60
