"""Forms that come back: what they say, with the answers beside."""

import json

import pytest

from bot.messages.values import PREVIEW, Address, Field, Form, Inbound
from bot.platforms.slack.modals import modal
from bot.platforms.slack.receive import Misshapen
from tests.platforms.slack.hearing import NOW, heard, sure
from tests.platforms.slack.payloads import ROOT, US, Payload, interaction, without

FRONT = Address("slack", "C0FRONT")
TRIGGERED = ("slack:trigger:944799105734.773906753841.38b5894552bdd4a780554ee59d1f3638",)
PASS = Form(
    "Pass C-1 up",
    "pass C-1",
    (
        Field("reason", "Reason", "choice", (("needs expertise", "Needs expertise"), ("other", "Other"))),
        Field("note", "Note", "long", required=False),
    ),
    seen=4,
)
FILLED = {
    "reason": {"value": {"type": "static_select", "selected_option": {"value": "needs expertise"}}},
    "note": {"value": {"type": "plain_text_input", "value": "tried <twice> & again\x00"}},
}
ABOUT = {"place": "slack:C0FRONT", "thread": f"slack:C0FRONT/{ROOT}"}


def form_sent(form: Form = PASS, about: dict[str, str] = ABOUT, filled: object = FILLED, **more: object) -> Payload:
    drawn = modal(form, about)
    view = {"id": "V0FORM", "team_id": US.team, "hash": "156772938.1827394", "bot_id": US.bot, **drawn}
    return interaction("view_submission", view={**view, "state": {"values": filled}, **more}, response_urls=[])


def test_a_form_that_is_sent_says_its_words_with_the_answers_beside():
    inbound = sure(form_sent())

    assert inbound == Inbound(
        TRIGGERED,
        inbound.speaker,
        "pass C-1",
        NOW,
        FRONT,
        Address("slack", f"C0FRONT/{ROOT}"),
        kind="form",
        seen=4,
        answers={"reason": "needs expertise", "note": "tried <twice> & again\N{REPLACEMENT CHARACTER}"},
    )


def test_a_form_from_nowhere_is_about_what_it_says_only():
    inbound = sure(form_sent(about={}))

    assert (inbound.place, inbound.thread, inbound.about) == (None, None, None)
    assert sure(form_sent(about={"case": "17", "place": "teams:19:x", "thread": "slack:"})).about == 17
    assert sure(form_sent(about={"case": "9" * 5000, "place": "teams:19:x", "thread": "slack:"})).place is None


def test_words_for_a_customer_are_shown_to_their_writer_first_and_once():
    reply = Form("Reply", "reply C-1", (Field("text", "Text", "long"),), previews=True)
    words = {"text": {"value": {"type": "plain_text_input", "value": "On its way."}}}
    shown = Form(
        "Reply", "reply C-1", (Field("text", "Text", "long", value="On its way."),), previews=True, preview="…"
    )

    assert sure(form_sent(reply, filled=words)).answers == {"text": "On its way.", PREVIEW: "yes"}
    assert sure(form_sent(shown, filled=words)).answers == {"text": "On its way."}
    words["text"]["value"]["value"] = "Not on its way."
    assert sure(form_sent(shown, filled=words)).answers == {"text": "Not on its way.", PREVIEW: "yes"}


def test_a_form_sent_twice_is_two_things_and_without_a_trigger_nobody_could_tell():
    assert sure({**form_sent(), "trigger_id": "1.2.a"}).keys != sure({**form_sent(), "trigger_id": "1.3.b"}).keys

    with pytest.raises(Misshapen):
        heard(without(form_sent(), "trigger_id"))


def test_other_peoples_forms_and_closed_ones_say_nothing():
    assert heard(form_sent(callback_id="told")) is None
    assert heard(form_sent(callback_id=None)) is None
    assert heard({**form_sent(), "type": "view_closed", "is_cleared": False}) is None


@pytest.mark.parametrize(
    "values", [None, 7, [], {"note": 7}, {"note": {"value": None}}, {"note": {"value": {}}}], ids=str
)
def test_a_form_that_was_left_empty_has_no_answers_to_trip_over(values):
    answers = sure(form_sent(filled=values)).answers

    assert answers is not None
    assert not any(answers.values())


@pytest.mark.parametrize(
    "metadata",
    [None, "", "{}", "[]", "says", 7, json.dumps({"says": ""}), "[" * 100_000],
    ids=["none", "empty", "without words", "a list", "no JSON", "a number", "empty words", "without a bottom"],
)
def test_a_form_that_we_cannot_have_drawn_is_misshapen(metadata):
    with pytest.raises(Misshapen):
        heard(form_sent(private_metadata=metadata))
