"""Somebody's own page: a card with parts, rows with buttons beside them, never more than Slack shows."""

import json

import pytest

from bot.messages.values import Button, Card, Table
from bot.platforms.slack.home import home_view
from tests.platforms.cards import COLUMNS, READER, buttons, list_card
from tests.platforms.slack.cards import ROWS, US, case_card
from tests.platforms.slack.limits_of import faults_of_view, nodes_of, words_of


def drawn(card: Card) -> dict:
    view = home_view(card, US, READER)
    assert faults_of_view(view) == []
    return view


def with_buttons(rows: int) -> Card:
    card = list_card(rows)
    return list_card(
        rows,
        table=Table(COLUMNS, card.table.rows, tuple(Button("Show", f"show {row[0]}", 4) for row in card.table.rows)),
    )


def test_a_page_shows_its_parts_with_rows_and_their_buttons():
    beside = (Button("Claim", "claim C-42", 2), Button("Claim", "claim C-43", 9))
    queue = Card("Unclaimed: 2", table=Table(COLUMNS, ROWS, beside), buttons=(Button("Claim next", "claim next"),))

    view = drawn(Card("Your desk", parts=(queue, Card("You are here.", buttons=buttons("away")))))

    assert [(block["type"], "".join(words_of(block))) for block in view["blocks"]] == [
        ("header", "Your desk"),
        ("divider", ""),
        ("header", "Unclaimed: 2"),
        ("context", "Case · Customer · About · Left"),
        ("section", "C-42 · Maria · charged twice · 2 h 40Claim"),
        ("section", "C-43 · Ion · parcel lost · 19 hClaim"),
        ("actions", "Claim next"),
        ("divider", ""),
        ("rich_text", "You are here."),
        ("actions", "Away"),
    ]
    pressed = [node for node in nodes_of(view) if node.get("type") == "button"]
    assert [one["action_id"] for one in pressed] == ["says:0", "says:1", "says:2", "says:3"]
    assert [one.get("accessibility_label") for one in pressed] == ["Claim C-42", "Claim C-43", None, None]
    assert json.loads(pressed[1]["value"]) == {"s": "claim C-43", "n": 9, "c": None}


def test_a_part_has_a_headline_unless_it_is_about_a_case_or_a_sentence():
    parts = (Card("Questions: 1"), case_card(), Card("Your month", (("Resolved", "12"),)), Card("You are here."))

    view = drawn(Card("Your desk", parts=parts))

    heads = ["".join(words_of(block)) for block in view["blocks"] if block["type"] == "header"]
    assert heads == ["Your desk", "Questions: 1", "Your month"]


def test_figures_are_told_line_by_line():
    month = Card("Your month", table=Table(("Figure", "Support"), (("Resolved", "12"), ("Passed up", "3"))))

    view = drawn(Card("Your desk", parts=(month,)))

    assert "".join(words_of(view["blocks"][-1])) == "Resolved · 12\nPassed up · 3"


@pytest.mark.parametrize("rows", [90, 99, 400])
def test_rows_for_whose_buttons_there_is_no_room_show_without(rows):
    view = drawn(Card("Your desk", parts=(with_buttons(rows), case_card())))

    assert len(view["blocks"]) <= 100
    assert "C-99 · Customer 99" in "".join(words_of(view)) or rows < 99
    assert sum("accessory" in block for block in view["blocks"]) > 70
    assert "Resolve" in list(words_of(view))


def test_two_long_lists_share_the_page():
    view = drawn(Card("Your desk", parts=(with_buttons(90), with_buttons(90), with_buttons(3))))

    beside = [block["accessory"]["accessibility_label"] for block in view["blocks"] if "accessory" in block]
    assert beside.count("Show C-3") == 3
    assert 30 < beside.index("Show C-1", 1) < 50


def test_parts_for_which_there_is_no_room_are_counted():
    view = drawn(Card("Your desk", parts=(case_card(),) * 60))

    assert "left out here" in "".join(words_of(view))
    assert len(view["blocks"]) > 80


def test_an_empty_page_is_a_page():
    assert drawn(Card(""))["blocks"]
