"""Cards as messages: every part shows, what is too long is cut where it may be, and all can be heard."""

import json
from itertools import count

import pytest

from bot.messages.values import Address, Answer, Button, Card, Field, Form, Say, Table
from bot.platforms.slack.blocks import message, said, url_of
from bot.platforms.slack.us import Us
from tests.platforms.cards import COLUMNS, READER, buttons, list_card
from tests.platforms.slack.cards import ROWS, THREAD, US, case_card
from tests.platforms.slack.limits_of import faults_of_message, words_of


def drawn(card: Card) -> dict:
    made = message(card, US, READER)
    assert faults_of_message(made) == []
    return made


def kinds(made: dict) -> list[str]:
    return [block["type"] for block in made["blocks"]]


def words(made: dict) -> str:
    return "\n".join("".join(words_of(block)) for block in made["blocks"])


def pressable(made: dict) -> list[dict]:
    rows = [block.get("elements", [block.get("accessory")]) for block in made["blocks"]]
    return [one for row in rows for one in row if one and one["type"] == "button"]


def test_a_card_of_a_case_shows_all_its_parts_in_order():
    assert drawn(case_card()) == {
        "text": "C-42 · Maria · charged twice\n"
        "Owner: Ana Pop · Front line\n"
        "Due: today 18:50 · 2 h 6 left\n"
        "invoice number: 77\n"
        "Maria: I was charged twice.\n"
        "Ana Pop replied: I see to it.\n"
        "Customer’s thread: https://acme.slack.com/archives/C0HELP/p1700000000000100",
        "blocks": [
            rich({"type": "text", "text": "C-42 · Maria · charged twice", "style": {"bold": True}}),
            rich(
                {"type": "text", "text": "Owner:", "style": {"bold": True}},
                {"type": "text", "text": " Ana Pop · Front line"},
                {"type": "text", "text": "\nDue:", "style": {"bold": True}},
                {"type": "text", "text": " today 18:50 · 2 h 6 left"},
                {"type": "text", "text": "\ninvoice number: 77"},
                {"type": "text", "text": "\n"},
                {
                    "type": "link",
                    "url": "https://acme.slack.com/archives/C0HELP/p1700000000000100",
                    "text": "Customer’s thread",
                },
            ),
            rich({"type": "text", "text": "Maria: I was charged twice.\nAna Pop replied: I see to it."}),
            {
                "type": "actions",
                "elements": [
                    {
                        "type": "button",
                        "action_id": "says:0",
                        "text": {"type": "plain_text", "text": "Reply", "emoji": False},
                        "value": '{"s":"reply C-42","n":3,"c":42}',
                        "style": "primary",
                        "accessibility_label": "Reply C-42",
                    },
                    {
                        "type": "button",
                        "action_id": "says:1",
                        "text": {"type": "plain_text", "text": "Resolve", "emoji": False},
                        "value": '{"s":"resolve C-42","n":3,"c":42}',
                        "accessibility_label": "Resolve C-42",
                    },
                ],
            },
        ],
    }


def rich(*elements: dict) -> dict:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}


def test_a_sentence_alone_is_no_headline():
    made = drawn(Card("C-42 went up to Cleo Marin (Top).", case=42))

    assert made["blocks"] == [rich({"type": "text", "text": "C-42 went up to Cleo Marin (Top)."})]
    assert made["text"] == "C-42 went up to Cleo Marin (Top)."


def test_a_list_is_a_table_under_its_headline():
    made = drawn(list_card(title="Your cases: 2", table=Table(COLUMNS, ROWS)))

    assert kinds(made) == ["header", "table"]
    table = made["blocks"][1]
    assert [["".join(words_of(cell)) for cell in row] for row in table["rows"]] == [list(COLUMNS), *map(list, ROWS)]
    assert [one["align"] for one in table["column_settings"]] == ["left", "left", "left", "right"]


def test_a_list_is_read_aloud_with_the_heads_of_its_columns():
    assert drawn(list_card(title="Your cases: 2", table=Table(COLUMNS, ROWS)))["text"].splitlines() == [
        "Your cases: 2",
        "Case: C-42, Customer: Maria, About: charged twice, Left: 2 h 40",
        "Case: C-43, Customer: Ion, About: parcel lost, Left: 19 h",
    ]


def test_in_a_long_list_the_heads_are_read_once():
    lines = drawn(list_card(60))["text"].splitlines()

    assert lines[1] == "Case, Customer, About, Left:"
    assert lines[61] == "C-60, Customer 60, charged twice, 2 h 40"


@pytest.mark.parametrize(("rows", "shown"), [(99, 99), (100, 99), (5000, 99)])
def test_a_table_has_a_hundred_rows_and_says_how_many_more_there_are(rows, shown):
    made = drawn(list_card(rows))

    table = next(block for block in made["blocks"] if block["type"] == "table")
    assert len(table["rows"]) == shown + 1
    assert (f"The first {shown} of {rows:,}:" in words(made)) == (shown < rows)


def test_a_table_too_wide_for_slack_is_told_row_by_row():
    heads = tuple(f"Figure {n}" for n in range(21))
    made = drawn(Card("Everything", table=Table(heads, (("Ana Pop", *map(str, range(1, 21))),))))

    assert "table" not in kinds(made)
    assert "Ana Pop\nFigure 1: 1 · Figure 2: 2" in words(made)


def test_rows_that_are_told_with_their_heads_fit_all_the_same():
    heads = tuple(f"A figure with a name as long as number {n} has" for n in range(21))

    made = drawn(Card("Everything", table=Table(heads, (("Ana Pop", *"1" * 20),) * 90)))

    assert "The first " in words(made)


def test_there_is_one_table_in_a_message_and_the_next_is_lines():
    made = drawn(list_card(parts=(list_card(), list_card())))

    assert kinds(made).count("table") == 1
    assert words(made).count("C-1 · Customer 1 · charged twice · 2 h 40") == 2


@pytest.mark.parametrize(("rows", "beside"), [(10, True), (11, False)])
def test_rows_have_their_buttons_beside_them_as_long_as_they_are_few(rows, beside):
    card = list_card(rows)
    shows = tuple(Button("Show", f"show {row[0]}", 7) for row in card.table.rows)
    made = drawn(list_card(rows, table=Table(COLUMNS, card.table.rows, shows)))

    assert ("table" in kinds(made)) is not beside
    assert len(pressable(made)) == (rows if beside else 0)
    if beside:
        assert pressable(made)[2]["accessibility_label"] == "Show C-3"
        assert json.loads(pressable(made)[2]["value"]) == {"s": "show C-3", "n": 7, "c": None}


def test_empty_cells_and_short_rows_are_no_harm():
    table = Table(("Case", ""), (("C-42", ""), ("C-43",), ("", "x", "y")))

    rows = drawn(Card("T", table=table))["blocks"][1]["rows"]
    assert [["".join(words_of(cell)).strip() for cell in row] for row in rows] == [
        ["Case", "", ""],
        ["C-42", "", ""],
        ["C-43", "", ""],
        ["", "x", "y"],
    ]


def test_parts_stand_below_with_a_line_between():
    made = drawn(Card("Yours", parts=(case_card(), Card("Nothing is unclaimed."))))

    assert kinds(made).count("divider") == 2
    assert [one["action_id"] for one in pressable(made)] == ["says:0", "says:1"]
    assert "Nothing is unclaimed." in made["text"]


def test_more_buttons_than_fit_in_a_row_go_on_in_the_next():
    made = drawn(case_card(buttons=buttons(*(f"verb{n}" for n in range(30)))))

    rows = [block for block in made["blocks"] if block["type"] == "actions"]
    assert [len(row["elements"]) for row in rows] == [5] * 5
    assert [one["action_id"] for one in pressable(made)] == [f"says:{n}" for n in range(25)]


def test_a_command_too_long_to_carry_has_no_button_rather_than_another_command():
    assert pressable(drawn(case_card(buttons=(Button("Reply", "reply C-42: " + "x" * 3000), *buttons("claim")))))[0][
        "value"
    ].startswith('{"s":"claim C-42"')


@pytest.mark.parametrize("part", ["title", "facts", "lines", "labels", "table", "everything"])
def test_however_long_anything_is_number_owner_and_buttons_stay(part):
    long = "charged & charged & " * 5000
    changed = {
        "title": {"title": "C-42 · Maria · " + long},
        "facts": {"facts": (("Owner", "Ana Pop"), *((f"field {n}", long) for n in range(100)))},
        "lines": {"lines": tuple(f"{n} {long}" for n in range(100))},
        "labels": {"buttons": (*buttons("reply", "resolve"), *(Button(long, f"set C-42 {n}") for n in range(40)))},
        "table": {"table": Table((long,) * 30, ((long,) * 30,) * 300)},
    }
    card = case_card(
        **{"facts": (("Owner", "Ana Pop"),)}
        | (changed[part] if part != "everything" else {k: v for one in changed.values() for k, v in one.items()})
    )

    made = drawn(card)

    assert made["text"].startswith("C-42")
    assert "Owner: Ana Pop" in made["text"]
    assert "C-42 · Maria" in words(made)
    assert "Owner: Ana Pop" in words(made)
    assert [one["text"]["text"] for one in pressable(made)][:2] == ["Reply", "Resolve"]
    assert "…" in words(made)


def test_of_a_long_story_the_middle_is_left_out_and_it_says_so():
    made = drawn(case_card(lines=tuple(f"line {n}." for n in range(1, 101))))

    assert "line 15.\n… 40 left out here …\nline 56." in words(made)
    assert "line 100." in words(made)


def test_a_reply_of_many_words_reaches_the_customer_whole():
    reply = "Ana Pop: " + "We have paid back 40 € & more. " * 250

    assert words(drawn(Card(reply))) == reply.strip()


@pytest.mark.parametrize(
    ("place", "url"),
    [
        (THREAD, "https://acme.slack.com/archives/C0HELP/p1700000000000100"),
        (Address("slack", "C0HELP"), "https://acme.slack.com/archives/C0HELP"),
        (Address("slack", "G0HELP/1700000000.000100"), "https://acme.slack.com/archives/G0HELP/p1700000000000100"),
        (Address("slack", "D0ANA/1700000000.000100"), ""),
        (Address("slack", "U0ANA"), ""),
        (Address("slack", "C0HELP/../../evil"), ""),
        (Address("console", "C0HELP"), ""),
        (None, ""),
    ],
    ids=str,
)
def test_only_what_others_may_see_in_our_workspace_is_linked(place, url):
    assert url_of(place, US) == url


def test_without_its_own_address_the_bot_links_nothing():
    assert url_of(THREAD, Us("T", "U", "B")) == ""
    assert message(case_card(), Us("T", "U", "B"), READER)["text"].endswith("I see to it.")


def test_an_answer_says_its_sentences_over_its_card():
    answer = Answer((Say("said-store", {"what": "Ana claimed it 2 minutes ago."}),), case_card(), refused=True)

    made = said(answer, READER, US)

    assert faults_of_message(made) == []
    assert words(made).startswith("Ana claimed it 2 minutes ago.\nC-42 · Maria")
    assert made["text"].startswith("Ana claimed it 2 minutes ago.\nC-42 · Maria")


def test_a_form_that_cannot_be_opened_here_is_one_button():
    form = Form("Pass C-42 up", "pass C-42", (Field("text", "Text"),), seen=5)

    made = said(Answer(form=form), READER, US)

    assert made["text"] == "Pass C-42 up"
    (button,) = pressable(made)
    assert button["text"]["text"] == "Open the form"
    assert button["accessibility_label"] == "Open the form “Pass C-42 up”"
    assert json.loads(button["value"]) == {"s": "pass C-42", "n": 5, "c": None}


def test_faults_without_a_form_to_stand_in_are_said():
    made = said(Answer(faults={"until": Say("said-store", {"what": "That is past."})}, refused=True), READER, US)

    assert made["text"] == "That is past."


def test_an_answer_of_nothing_is_still_a_message():
    assert faults_of_message(said(Answer(), READER, US)) == []
    assert faults_of_message(message(Card(""), US)) == []


def test_the_buttons_of_an_answer_are_all_told_apart():
    form = Form("Pass C-42 up", "pass C-42", (Field("text", "Text"),))

    made = said(Answer(card=case_card(), form=form), READER, US)

    assert [one["action_id"] for one in pressable(made)] == [
        f"says:{n}" for n, _ in zip(count(), range(3), strict=False)
    ]
