"""Whatever is typed: a line of the terminal's own says what to do, nothing is lost, and nothing raises."""

import asyncio
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.messages.values import Address, Answer, Card, Say, Table
from bot.platforms.console.complete import completions
from bot.platforms.console.lines import SLASHES
from tests.platforms.console.desk import FRONT, NOON, PASS, PEOPLE, Terminal, a_card

WORDS = """
    ana maria lea: ana: ana> ana@ maria@help: maria@C-1: @ > : ＠ ＞ ： # / - 's “ ” send cancel form press Claim Pass
    reason: note: to_top: other C-1 c-0 C-99999999999999999999 #front @lea help front 20h 16:50 2026-11-20 tomorrow
    console: slack: slack:C0TOP 漢字 ، شكرا \u202e \u2066 \x1b[31m \x9b \0 \x85 \u2028 \ud800 \U0001f469\u200d\U0001f467
"""
TYPED = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from([*WORDS.split(), *(f"/{word}" for word in SLASHES)]) | st.text(max_size=6), max_size=8
    ).map(" ".join),
    st.lists(st.sampled_from(WORDS.split()) | st.characters(), max_size=8).map("".join),
)
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=200)
ACTS = set("\x1b\x9b\x00\r\x85\u2028\u202e\u2066") | {chr(code) for code in range(0xD800, 0xE000)}


def a_desk():
    desk = Terminal()
    desk.answers = {
        "pass": Answer(form=PASS),
        "claim": Answer((Say("console-bye"),), card=a_card(2)),
        "list": Answer(card=Card("Yours", table=Table(("Case", "About"), (("C-1", "漢\x1b"), ("C-2",))))),
        "resolve": Answer(faults={"reason": Say("console-bye"), "nowhere": Say("console-who")}, refused=True),
    }
    desk.shows(FRONT, a_card(1))
    desk.shows(Address("console", "help/1"), Card("Lea’s desk has C-1."))
    return desk


@pytest.mark.parametrize("settled", [True, False], ids=["as somebody", "as nobody"])
@given(lines=st.lists(TYPED, max_size=6))
@settings(max_examples=80, deadline=None)
def test_whatever_is_typed_the_terminal_goes_on(settled, lines):
    desk = a_desk()
    desk.types("ana: pass C-1", "ana> note: my words")
    if settled:
        desk.types("/as ana")
    desk.session.done = False

    for line in lines:
        shown = desk.types(line)
        assert not set(shown) & ACTS
        assert "went wrong" not in shown
        assert desk.now >= NOON

    desk.types("ana: list")
    assert desk.last.text == "list"
    mine = desk.console.form("ana")
    sent_or_retyped = any(one.kind == "form" for one in desk.heard) or any("n" in line.casefold() for line in lines)
    assert sent_or_retyped or (mine is not None and mine.values["note"] == "my words")


@given(said=ANYTHING, columns=st.none() | st.integers(1, 60))
@settings(max_examples=100, deadline=None)
def test_whatever_anybody_says_is_shown_harmlessly(said, columns):
    desk = Terminal(columns=lambda: columns)
    evil = Card(said, ((said, said),), (said,), Table((said,), ((said, said),)), a_card(1).buttons)

    desk.shows(FRONT, evil)
    desk.shows(FRONT, said)
    asyncio.run(desk.session.line(f"maria@help: {said}"))

    for line in desk.out:
        assert not set(line) & ACTS
        assert "\n" not in line
        assert not line or line.startswith(("    ", "#front", "›", "─── ", "·", "→ "))


@given(before=TYPED, settled=st.booleans())
@settings(max_examples=100, deadline=None)
def test_whatever_stands_before_the_cursor_can_be_completed(before, settled):
    desk = a_desk()
    if settled:
        desk.types("/as ana", "pass C-1")

    stem, names = completions(before, desk.session.around(), desk.console)

    assert before.endswith(stem)
    assert all(name.casefold().startswith(stem.casefold()) for name, _ in names)


@pytest.mark.parametrize("line", ["/wait 3660d"] * 2, ids=str)
def test_ten_years_are_only_ten_years(line):
    desk = Terminal()

    desk.types(line)

    assert desk.now - NOON == timedelta(days=3660)


def test_a_very_long_line_is_said_whole_and_shown_short():
    desk = Terminal()

    shown = desk.types("ana: note C-1: " + "long " * 100_000)

    assert len(desk.last.text) > 400_000
    assert len(shown) < 3000


def test_everybody_of_the_house_can_be_somebody():
    desk = Terminal()

    for person in PEOPLE:
        assert "now" in desk.types(f"/as {person}")
