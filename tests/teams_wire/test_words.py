"""What somebody reads of what was sent."""

import pytest

from tests.teams_wire.words import of_card, of_markdown


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("**Owner**: Ana", "Owner: Ana"),
        ("_so_ and *so*", "so and so"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("snake_case_name", "snake_case_name"),
        (r"\*not bold\*", "*not bold*"),
        ("[here](https://example.com) it is", "here it is"),
        (r"\[here\](https://example.com)", "[here](https://example.com)"),
        ("<at>Ana Pop</at> has it", "@Ana Pop has it"),
    ],
)
def test_markdown_is_read_without_its_marks(sent, read):
    assert of_markdown(sent) == read


def test_cards_are_read_line_by_line():
    def cell(text, kind="TableCell", **look):
        return {"type": kind, "items": [{"type": "TextBlock", "text": text}], **look}

    card = {
        "type": "AdaptiveCard",
        "body": [
            {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": "C-1 *Maria*"}]},
            {"type": "FactSet", "facts": [{"title": "Owner", "value": "Ana"}]},
            {"type": "Container", "items": [{"type": "TextBlock", "text": "within"}]},
            {"type": "TextBlock", "text": "hidden", "isVisible": False},
            {"type": "ColumnSet", "columns": [cell("invoice", "Column", width="90px"), cell("RO-1", "Column")]},
            {"type": "Table", "rows": [{"type": "TableRow", "cells": [cell("Passed up"), cell("0")]}]},
            {"type": "ActionSet", "actions": [{"type": "Action.Submit", "title": "Claim"}]},
        ],
        "actions": [{"type": "Action.Submit", "title": "More"}, {"type": "Action.OpenUrl", "title": "There"}],
    }

    assert of_card(card) == "C-1 *Maria*\nOwner  Ana\nwithin\ninvoice: RO-1\nPassed up  0\n[Claim]\n[More] There"


def test_what_is_wrong_with_a_field_is_marked_where_it_stands_below_it():
    red = {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": "too short", "color": "Attention"}]}
    field = {"type": "Input.Text", "id": "text", "label": "Text"}

    assert (
        of_card({"type": "AdaptiveCard", "body": [red, field, red, red]}) == "too short\nText:\n✗ too short\ntoo short"
    )
