"""A preview shows what the customer would read, and nothing has happened yet."""

import pytest

from bot.cases.refusals import Refused
from bot.commands.asked import Asked
from bot.commands.line import parse
from bot.commands.previews import preview
from bot.commands.table import ACTS
from bot.messages.forms import PREVIEWED
from bot.messages.values import PREVIEW, Address, Inbound, Speaker


def previewed(office, who: str, line: str, **answers: str):
    """What a form is answered that asks for its preview."""
    speaker = Speaker(Address("slack", f"U{who.upper()}"), who.title(), person=who)
    inbound = Inbound(("slack:form",), speaker, line, office.clock.now, kind="form", answers=answers)

    def act(tx):
        asked = Asked(who, parse(line), inbound, tx.now)
        return preview(asked, tx, ACTS[asked.line.verb])

    return office.app.store.act(act)


def lines(office) -> list[str]:
    return [line.event.kind for line in office.app.store.read(lambda tx: tx.lines(1))]


@pytest.fixture
def claimed(office):
    office.says("maria", "charged twice", at="help")
    office.says("ana", "claim C-1")
    office.settles()
    office.sent.clear()
    return office


def test_it_is_the_form_again_with_what_was_typed_and_what_the_customer_would_read(claimed):
    answer = previewed(claimed, "ana", "reply C-1", text="we pay it back today")

    assert answer.form.preview == "Ana Pop: we pay it back today"
    assert {one.name: one.value for one in answer.form.fields} == {"text": "we pay it back today"}
    assert answer.form.previews
    assert answer.form.seen == 2


def test_nothing_has_happened_by_it(claimed):
    previewed(claimed, "ana", "reply C-1", text="we pay it back today")
    claimed.settles()

    assert lines(claimed) == ["opened", "claimed"]
    assert claimed.sent == []


def test_dates_are_read_in_the_customers_own_zone(office):
    nuno = Speaker(Address("slack", "UNUNO"), "Nuno", zone="Europe/Lisbon")
    help_, thread = Address("slack", "C0HELP"), Address("slack", "C0HELP/17")
    wrote = Inbound(("slack:nuno",), nuno, "my parcel?", office.clock.now, place=help_, thread=thread, kind="message")
    office.do(office.app.handle(wrote))
    office.says("ana", "claim C-1")

    answer = previewed(office, "ana", "wait C-1", until="2026-11-20 15:00", on="courier", text="we look for it")

    assert "We wait for courier until tomorrow 13:00" in answer.form.preview


def test_a_resolution_is_read_with_its_question(claimed):
    answer = previewed(claimed, "ana", "resolve C-1", text="paid back", outcome="solved", cause="unknown", told="text")

    assert answer.form.preview.startswith("Ana Pop: paid back")
    assert "Is it solved?" in answer.form.preview
    assert lines(claimed) == ["opened", "claimed"]


def test_fields_filled_in_beside_it_are_there_still(claimed):
    claimed.says("ana", "set C-1 category: delivery")

    answer = previewed(claimed, "ana", "resolve C-1", text="sent anew", outcome="solved", category="invoice")

    assert {one.name: one.value for one in answer.form.fields}["category"] == "invoice"
    assert lines(claimed) == ["opened", "claimed", "categorised"]


def test_a_refusal_is_one_as_at_sending(claimed):
    with pytest.raises(Refused, match="resolve-needs-text"):
        previewed(claimed, "ana", "resolve C-1", outcome="solved", told="text")


def test_what_reaches_no_customer_is_done(claimed):
    answer = previewed(claimed, "ana", "not a case C-1", reason="spam")

    assert answer.form is None
    assert answer.said[0].key == "said-dismissed"
    assert lines(claimed) == ["opened", "claimed", "dismissed"]


@pytest.mark.parametrize("verb", PREVIEWED)
def test_forms_whose_words_go_to_a_customer_can_be_previewed(claimed, verb):
    if verb == "answer_for":
        claimed.waits(hours=20)
    who = "cleo" if verb == "answer_for" else "ana"
    answers = {"text": "so it is", "until": "tomorrow", "on": "courier", "reason": "chatter", "outcome": "solved"}

    answer = previewed(claimed, who, f"{verb.replace('_', ' ')} C-1", **answers)

    assert "so it is" in answer.form.preview


def test_who_has_no_address_is_told_nothing_so_it_is_done(office):
    office.says("ana", "new for Olga: no parcel came")

    answer = previewed(office, "ana", "reply C-1", text="we looked")

    assert answer.form is None
    assert answer.said[0].key == "said-no-address"


def test_a_form_is_previewed_before_it_is_sent_and_then_sent(claimed):
    form = claimed.says("ana", "reply C-1").form

    shown = claimed.sends("ana", form, {"text": "we pay it back", PREVIEW: "yes"}).form
    claimed.settles()
    assert (shown.says, shown.preview) == (form.says, "Ana Pop: we pay it back")
    assert claimed.sent == []

    answer = claimed.sends("ana", shown, {"text": "we pay it back"})
    claimed.settles()
    assert answer.said[0].key == "said-replied"
    assert claimed.to("C0HELP/1") == ["Ana Pop: we pay it back"]


def test_what_is_wrong_with_it_stands_beside_the_field_at_the_preview_already(claimed):
    form = claimed.says("ana", "resolve C-1").form

    answer = claimed.sends("ana", form, {"outcome": "solved", "told": "text", PREVIEW: "yes"})

    assert answer.faults["text"].key == "no-resolve-needs-text"
