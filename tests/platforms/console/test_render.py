"""Cards, tables and forms as text: every part shows, aligned in any script, and nobody's words act."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.messages.harmless import in_line
from bot.messages.values import Button, Card, Field, Form, Table
from bot.messages.wording import Reader
from bot.platforms.console.filling import OpenForm
from bot.platforms.console.render import card_rows, changed_rows, form_rows, plain, table_rows
from bot.platforms.console.widths import width, wrapped
from tests.platforms.console.desk import PASS, a_card

READER = Reader(datetime(2026, 11, 19, 14, 44, tzinfo=UTC), "Europe/Bucharest")


def text(rows):
    return "\n".join(plain(row) for row in rows)


def test_every_part_of_a_card_shows():
    card = Card(
        "C-1 · Maria · charged twice",
        (("Owner", "Ana Pop"), ("", "order number: 77"), ("Promise", "today 12:30")),
        ("First she wrote.\nThen again.", "Then Ana did."),
        Table(("Case", "About"), (("C-2", "parcel"),)),
        (Button("Claim", "claim C-1"), Button("Pass up", "pass C-1")),
    )

    assert text(card_rows(card)).splitlines() == [
        "C-1 · Maria · charged twice",
        "Owner    Ana Pop",
        "         order number: 77",
        "Promise  today 12:30",
        "First she wrote.",
        "Then again.",
        "Then Ana did.",
        "Case  About",
        "C-2   parcel",
        "[Claim] [Pass up]",
    ]


def test_where_the_customers_page_is_stands_above_the_buttons_and_once_it_is_there_in_an_edit():
    card = Card("Ana has C-1.", buttons=(Button("Claim", "claim C-1"),), case=1)
    linked = replace(card, link=("Your case", "https://help.example.com/c/x"))

    assert text(card_rows(linked)) == "Ana has C-1.\nYour case: https://help.example.com/c/x\n[Claim]"
    assert text(changed_rows(card, linked)) == "C-1\nYour case: https://help.example.com/c/x"
    assert changed_rows(linked, linked) == []


def test_no_part_of_a_card_lets_a_control_character_through():
    evil = "\x1b[31m\x9b\u202e\n#front  all is well"
    card = Card(evil, ((evil, evil),), (evil,), Table((evil,), ((evil, evil),)), (Button(evil, evil),))

    shown = text(card_rows(card))

    assert not set(shown) & set("\x1b\x9b\u202e\r")
    assert in_line(evil) == "␛[31m⟨9B⟩⟨202E⟩ ↵ #front  all is well"


def test_columns_stand_under_each_other_in_any_script():
    table = Table(
        ("Case", "About", "Owner"),
        (("C-1", "漢字漢字", "Ana"), ("C-22", "e\u0301te\u0301", "李"), ("C-333", "👩‍👩‍👧 ok", "Lea"), ("C-4",)),
    )

    lines = text(table_rows(table)).splitlines()

    assert lines[0] == "Case   About     Owner"
    starts = [
        width(line[: line.rindex(owner)]) for line, owner in zip(lines, ("Owner", "Ana", "李", "Lea"), strict=False)
    ]
    assert starts == [17, 17, 17, 17]


@pytest.mark.parametrize("columns", [24, 40, 80])
def test_a_wide_table_goes_on_in_the_next_line_and_loses_nothing(columns):
    table = Table(
        ("You type", "What it does"), (("claim [C]", "I have it, and nobody else does, for good"), ("漢" * 30, "x"))
    )

    lines = text(table_rows(table, columns)).splitlines()

    assert all(width(line) <= columns for line in lines)
    assert sum(line.count("漢") for line in lines) == 30
    for word in ("claim", "nobody", "good"):
        assert any(word in line for line in lines)


@pytest.mark.parametrize("columns", [102, 110])
def test_in_a_table_of_many_columns_everything_stands_under_its_head(columns):
    heads = ("Person", "We said no", "No answer", "Given", "Returned", "Lost to the clock", "Hold time", "Gave help")
    heads += ("Asked", "Taken", "Marked urgent", "Rightly so")
    rows = [(name, *"0123", "6 %", "23 min", *"45678") for name in ("Ana Pop", "Ben Ionescu", "Dan Radu")]

    lines = text(table_rows(Table(heads, tuple(rows)), columns)).splitlines()

    assert all(width(line) <= columns for line in lines)
    given = lines[0].index("Given")
    assert [line[given] for line in lines if line.startswith(("Ana", "Ben", "Dan"))] == ["2", "2", "2"]
    assert all(any(word in line for line in lines) for word in ("Ionescu", "Returned", "Rightly"))


@pytest.mark.parametrize("columns", [8, 10, 21])
@pytest.mark.parametrize(
    "said", ["a few words that are longer", "漢字" * 20, "e\u0301" * 40, "x" * 50, " lead", "a  b " * 9, ""]
)
def test_no_wrapped_line_is_too_wide_and_no_letter_is_lost(said, columns):
    lines = wrapped(said, columns)

    assert all(width(line) <= columns for line in lines)
    assert "".join("".join(lines).split()) == "".join(said.split())


def test_without_a_width_nothing_is_wrapped():
    assert wrapped("x " * 500 + "\ny", None) == ["x " * 500, "y"]


def test_of_an_edit_only_what_changed_shows():
    before = a_card(1, "Claim", "Pass up")
    after = Card(before.title, (("Owner", "Ana Pop"), before.facts[1]), buttons=before.buttons, case=1)

    assert text(changed_rows(before, after)).splitlines() == ["C-1", "Owner  Ana Pop"]
    assert changed_rows(after, after) == []
    assert text(changed_rows(before, Card("C-1 went up to Top", case=1))) == "C-1 went up to Top"
    assert changed_rows("a", "a") == []
    assert text(changed_rows("a", "b")) == "b"


def test_a_form_shows_its_fields_with_what_is_in_them_and_how_to_go_on():
    opened = OpenForm(PASS)
    opened.fill("note: first\nsecond")

    lines = text(
        form_rows(opened, {"reason": "Please choose one.", "other": "Not now."}, "ana", READER, None)
    ).splitlines()

    assert lines[:10] == [
        "Pass C-1 up",
        "* Reason: –",
        "    needs expertise · other (say why)",
        "    ✗ Please choose one.",
        "  Note: first",
        "        second",
        "* order number: –",
        "    or “cannot say”",
        "  Straight to the top: no",
        "    no · yes",
    ]
    assert lines[10] == "✗ Not now."
    assert "`ana> Reason: …`" in lines[11]
    assert "`ana> send`" in lines[11]


def test_a_form_without_fields_can_be_shown_and_sent():
    assert "send" in text(form_rows(OpenForm(Form("Sure?", "yes", ())), {}, "ana", READER, 30))


def test_a_long_form_fits_the_terminal():
    form = Form(
        "T",
        "t",
        (Field("a", "Label " * 5, "choice", tuple((str(n), f"choice {n}") for n in range(30))),),
        intro="x " * 99,
    )

    assert all(width(plain(row)) <= 40 for row in form_rows(OpenForm(form), {}, "ana", READER, 40))
