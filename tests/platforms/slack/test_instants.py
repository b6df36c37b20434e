"""Slack shows an instant to each reader in their own zone; where it cannot, and aloud, its words stand."""

from datetime import UTC, datetime

import pytest

from bot.messages.instants import marked
from bot.messages.values import Button, Card, Table
from bot.platforms.slack.blocks import message
from bot.platforms.slack.home import home_view
from bot.platforms.slack.limits import MESSAGE_TEXT, cut, size
from tests.platforms.cards import COLUMNS, READER
from tests.platforms.slack.cards import US
from tests.platforms.slack.limits_of import faults_of_message, faults_of_view, nodes_of, words_of

SIX = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
TOMORROW = marked(SIX, "tomorrow 06:00", "EET")
SUMMER = marked(datetime(2027, 7, 1, tzinfo=UTC), "1 Jul 2027 03:00", "EEST")
DATE = {
    "type": "date",
    "timestamp": int(SIX.timestamp()),
    "format": "{date_short_pretty} at {time}",
    "fallback": "tomorrow 06:00 (EET)",
}


def drawn(card: Card) -> dict:
    made = message(card, US, READER)
    assert faults_of_message(made) == []
    assert not unseen(made)
    return made


def unseen(made: dict) -> list[str]:
    """Signs of marks that are left somewhere."""
    return [words for words in words_of([made]) if any("\ue000" <= sign <= "\uf8ff" for sign in words)]


def dates(made: dict) -> list[dict]:
    return [one for one in nodes_of(made["blocks"]) if one.get("type") == "date"]


def test_in_facts_an_instant_is_a_date_between_words():
    made = drawn(Card("C-42", facts=(("Due", f"{TOMORROW} · 19 h 59 left"),)))

    (spans,) = [block["elements"][0]["elements"] for block in made["blocks"] if dates({"blocks": [block]})]
    assert spans == [
        {"type": "text", "text": "Due:", "style": {"bold": True}},
        {"type": "text", "text": " "},
        DATE,
        {"type": "text", "text": " · 19 h 59 left"},
    ]


@pytest.mark.parametrize(
    "card",
    [
        Card(f"We write to you by {TOMORROW}."),
        Card("C-42", lines=("Tried:", f"Ana waits until {TOMORROW}")),
        Card("Cases", table=Table(COLUMNS, (("C-42", "Maria", "parcel", TOMORROW),))),
    ],
)
def test_so_it_is_in_a_sentence_in_a_line_and_in_a_cell(card):
    assert dates(drawn(card)) == [DATE]


def test_a_bold_title_has_a_bold_date():
    made = drawn(Card(f"C-42 is due {TOMORROW}", lines=("…",)))

    assert dates(made) == [{**DATE, "style": {"bold": True}}]


def test_a_headline_a_button_and_a_row_with_a_button_are_plain():
    rows = Table(COLUMNS, ((TOMORROW, "Maria", "parcel", TOMORROW),), (Button(f"Show {TOMORROW}", "show C-42"),))
    card = Card(f"Due {TOMORROW}", table=rows, buttons=(Button(f"Until {TOMORROW}", "wait"),), case=42)
    view = home_view(card, US, READER)

    assert faults_of_view(view) == []
    assert dates(view) == []
    assert not unseen(view)
    words = "\n".join(words_of(view["blocks"]))
    assert "Due tomorrow 06:00\n" in words
    assert "Until tomorrow 06:00" in words
    assert "tomorrow 06:00 · Maria · parcel · tomorrow 06:00" in words


def test_a_column_of_instants_stands_as_one_of_their_words():
    in_words, marked_ = (
        drawn(Card("Cases", table=Table(("Case", "Until"), (("C-42", until),))))
        for until in ("24 Nov 12:00", marked(SIX, "24 Nov 12:00", "EET"))
    )

    (settings,), (others,) = (
        [block["column_settings"] for block in made["blocks"] if block["type"] == "table"]
        for made in (in_words, marked_)
    )
    assert settings == others


def test_in_many_narrow_columns_an_instant_is_still_read():
    narrow = Table(tuple(f"{n}" for n in range(200)), ((TOMORROW,) * 200,))

    assert "tomorr" in "\n".join(words_of(drawn(Card("Cases", table=narrow))["blocks"]))


def test_aloud_a_zone_is_named_with_its_first_instant():
    card = Card(f"Due {TOMORROW}", facts=(("Due", TOMORROW), ("Until", SUMMER)), lines=(f"and {TOMORROW}",))

    assert drawn(card)["text"].split("\n") == [
        "Due tomorrow 06:00 (EET)",
        "Due: tomorrow 06:00",
        "Until: 1 Jul 2027 03:00 (EEST)",
        "and tomorrow 06:00",
    ]


def test_an_instant_is_as_long_as_its_words_with_the_zone():
    assert size(f"by {TOMORROW}") == len("by tomorrow 06:00 (EET)")


@pytest.mark.parametrize("limit", range(1, 40))
def test_what_is_cut_has_a_whole_instant_or_its_first_words(limit):
    left = cut(f"by {TOMORROW} or so", limit)

    assert size(left) <= limit
    assert dates(drawn(Card(left))) in ([], [DATE])
    assert (dates(drawn(Card(left))) == [DATE]) == (limit > len("by tomorrow 06:00 (EET)"))


def test_many_instants_are_never_too_much():
    card = Card(TOMORROW * 500, facts=((TOMORROW * 50, TOMORROW * 500),) * 9, lines=(TOMORROW * 900,) * 20)
    made = drawn(card)

    assert dates(made)
    assert size(made["text"]) <= MESSAGE_TEXT


def test_signs_of_marks_that_people_typed_are_not_shown_and_take_no_room_of_others():
    typed = "\ue010\ue100\ue011\ue180\ue012" * 3000

    assert dates(drawn(Card(typed, facts=((typed, typed),), lines=(typed,), buttons=(Button(typed, "claim"),)))) == []
    drawn(Card("Cases", table=Table(COLUMNS, ((typed,) * 4,) * 3)))
