"""What Slack refuses in blocks and views, one rule a line."""

import pytest

from tests.slack_wire.blocks import checked, checked_metadata, checked_view
from tests.slack_wire.workspace import No


def plain(words="words"):
    return {"type": "plain_text", "text": words}


def section(words="words", **more):
    return {"type": "section", "text": {"type": "mrkdwn", "text": words}, **more}


def button(**more):
    return {"type": "button", "text": plain(), "action_id": "says:0", **more}


def actions(*elements):
    return {"type": "actions", "elements": list(elements)}


def asked(element, **more):
    return {"type": "input", "label": plain(), "element": element, **more}


def typed(**more):
    return {"type": "plain_text_input", "action_id": "value", **more}


def select(options, **more):
    return {"type": "static_select", "action_id": "value", "options": options, **more}


def option(value):
    return {"text": plain(value), "value": value}


def table(rows, **more):
    return {"type": "table", "rows": rows, **more}


def rich(*elements):
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}


CELL = {"type": "raw_text", "text": "C-1"}
REFUSED = {
    "51 blocks": [section()] * 51,
    "no block": [],
    "no such block": [{"type": "paragraph"}],
    "a block without what it must have": [{"type": "header"}],
    "a field that no block has": [section(colour="red")],
    "a field that no button has": [actions(button(colour="red"))],
    "a text of nothing": [section("")],
    "a section of 3,001 characters": [section("x" * 3001)],
    "a header in mrkdwn": [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}],
    "a header of 151 characters": [{"type": "header", "text": plain("x" * 151)}],
    "one block_id twice": [section(block_id="a"), section(block_id="a")],
    "one action_id twice": [actions(button(), button())],
    "26 buttons in a row": [actions(*(button(action_id=str(n)) for n in range(26)))],
    "a button of 76 characters": [actions(button(text=plain("x" * 76)))],
    "a button that carries 2,001 characters": [actions(button(value="x" * 2001))],
    "a button in another colour": [actions(button(style="green"))],
    "a field to type in among buttons": [actions(typed())],
    "a button as an input": [asked(button())],
    "a select without options": [actions(select([]))],
    "a select with 101 options": [actions(select([option(str(n)) for n in range(101)]))],
    "an option of 76 characters": [actions(select([option("x" * 76)]))],
    "one value twice": [actions(select([option("a"), option("a")]))],
    "a first option that is none": [actions(select([option("a")], initial_option=option("b")))],
    "no date": [actions({"type": "datepicker", "action_id": "value", "initial_date": "19.11.2026"})],
    "no time": [actions({"type": "timepicker", "action_id": "value", "initial_time": "25:00"})],
    "more typed than there is room for": [asked(typed(initial_value="four", max_length=3))],
    "eleven fields": [{"type": "section", "fields": [plain()] * 11}],
    "an eleventh element of a context": [{"type": "context", "elements": [plain()] * 11}],
    "rich text of nothing": [rich({"type": "text", "text": ""})],
    "no such rich text": [rich({"type": "shout", "text": "x"})],
    "a style that no text has": [rich({"type": "text", "text": "x", "style": {"blink": True}})],
    "two tables": [table([[CELL]]), table([[CELL]])],
    "101 rows": [table([[CELL]] * 101)],
    "21 columns": [table([[CELL] * 21])],
    "a table of 10,001 characters": [table([[{"type": "raw_text", "text": "x" * 10_001}]])],
    "an empty cell": [table([[{"type": "raw_text", "text": ""}]])],
}


@pytest.mark.parametrize("blocks", REFUSED.values(), ids=REFUSED)
def test_blocks_are_refused(blocks):
    with pytest.raises(No, match="invalid_blocks"):
        checked(blocks)


def test_what_is_lawful_is_taken_and_every_block_gets_an_id():
    blocks = [section(), actions(button(), button(action_id="says:1", style="danger")), table([[CELL]])]

    taken = checked(blocks)

    assert [one["type"] for one in taken] == ["section", "actions", "table"]
    assert len({one["block_id"] for one in taken}) == 3


def test_too_many_words_altogether_are_refused():
    with pytest.raises(No, match="msg_blocks_too_long"):
        checked([section("x" * 3000)] * 5)


def a_modal(**more):
    return {"type": "modal", "title": plain(), "submit": plain("Send"), "blocks": [asked(typed())], **more}


@pytest.mark.parametrize(
    "view",
    [
        {"type": "modal", "blocks": []},
        a_modal(title=plain("x" * 25)),
        a_modal(submit=None),
        a_modal(private_metadata="x" * 3001),
        a_modal(colour="red"),
        a_modal(blocks=[section()] * 101),
        a_modal(blocks=[table([[CELL]])]),
        {"type": "home", "blocks": []},
    ],
    ids=[
        "no title",
        "a title of 25 characters",
        "inputs and no submit",
        "too much unseen",
        "an unknown field",
        "101 blocks",
        "a table",
        "no modal",
    ],
)
def test_views_are_refused(view):
    with pytest.raises(No, match="invalid_arguments"):
        checked_view(view, "modal")


def test_a_lawful_view_is_taken():
    assert checked_view(a_modal(), "modal")["blocks"][0]["block_id"]


@pytest.mark.parametrize("metadata", ["x", {}, {"event_type": "", "event_payload": {}}, {"event_type": "a"}])
def test_metadata_have_a_type_and_a_payload(metadata):
    with pytest.raises(No, match="invalid_metadata_format"):
        checked_metadata(metadata)
