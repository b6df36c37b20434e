"""What our stand-in for Teams refuses of a card."""

import pytest

from bot.platforms.teams.cards import content
from tests.platforms.cards import READER
from tests.platforms.teams.cards import US, case_card
from tests.teams_wire.cards import faults

RUN = {"type": "TextRun", "text": "x"}
SEND = {"type": "Action.Submit", "title": "Send"}
TYPED = {"type": "Input.Text", "id": "a", "label": "A"}


def card(*body, **changed):
    return {"type": "AdaptiveCard", "version": "1.5", "body": list(body)} | changed


@pytest.mark.parametrize(
    "wrong",
    [
        card({"type": "RichTextBlock", "inlines": [RUN]}, version="1.6"),
        card({"type": "RichTextBlock", "inlines": [RUN]}, version=1.5),
        card(),
        card({"type": "Media", "sources": []}),
        card({"type": "TextBlock"}),
        card({"type": "TextBlock", "text": 5}),
        card({"type": "TextBlock", "text": "x", "wrapped": True}),
        card({"type": "FactSet", "facts": [{"title": "Age", "value": 5}]}),
        card({"type": "RichTextBlock", "inlines": [{"type": "TextBlock", "text": "x"}]}),
        card({"type": "ColumnSet", "columns": [{"type": "TextBlock", "text": "x"}]}),
        card(TYPED, TYPED),
        card({**TYPED, "isRequired": True}),
        card({**TYPED, "value": 5}),
        card({**TYPED, "value": "long", "maxLength": 2}),
        card({"type": "Input.Number", "id": "a", "label": "A", "value": "5"}),
        card({"type": "Input.Date", "id": "a", "label": "A", "value": "tomorrow"}),
        card({"type": "Input.ChoiceSet", "id": "a", "label": "A", "choices": [{"title": "x", "value": 1}]}),
        card(
            {
                "type": "Input.ChoiceSet",
                "id": "a",
                "label": "A",
                "choices": [{"title": "x", "value": "x"}],
                "value": "y",
            }
        ),
        card({"type": "ActionSet", "actions": [SEND] * 7}),
        card({"type": "ActionSet", "actions": [{"type": "Action.Submit"}]}),
        card({"type": "ActionSet", "actions": [{"type": "Action.OpenUrl", "title": "x", "url": "javascript:1"}]}),
        card({"type": "ActionSet", "actions": [{"type": "Action.Execute", "title": "x", "verb": 5}]}),
        card({"type": "TextBlock", "text": "<at>Jo</at>"}),
        card({"type": "TextBlock", "text": "x"}, refresh={"action": SEND}),
        card(
            {"type": "TextBlock", "text": "x"},
            refresh={"action": {"type": "Action.Execute", "title": "x", "verb": "x"}, "userIds": ["29:a"] * 61},
        ),
        card({"type": "TextBlock", "text": "x"}, msteams={"entities": [{"type": "mention", "text": "<at>Jo</at>"}]}),
    ],
)
def test_a_card_that_teams_would_not_take_or_not_show_has_a_fault(wrong):
    assert faults(wrong)


def test_a_lawful_card_has_none():
    assert faults(content(case_card(), US, READER)) == []
    assert faults(card(TYPED, {"type": "ActionSet", "actions": [SEND] * 6})) == []
