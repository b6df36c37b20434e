"""People's words made fit to be shown, wherever they are."""

import pytest

from bot.messages.harmless import harmless, in_line


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("\x1b[2J\x1b]0;title\x07", "␛[2J␛]0;title␇"),
        ("\x9b31m", "⟨9B⟩31m"),
        ("a\rb\r\nc\vd\0e\x7f\b", "a\nb\nc␋d␀e␡␈"),
        ("user\u202egpj.exe", "user⟨202E⟩gpj.exe"),
        ("\u2066x\u2069\u2028y", "⟨2066⟩x⟨2069⟩\ny"),
        ("half \ud83d a character", "half ⟨D83D⟩ a character"),
        ("tab\there", "tab    here"),
        ("مرحبا، שלום 👩‍👩‍👧 e\u0301", "مرحبا، שלום 👩‍👩‍👧 e\u0301"),
        ("[bold]red[/bold] <b> *x* {a}", "[bold]red[/bold] <b> *x* {a}"),
    ],
)
def test_peoples_words_never_act(said, shown):
    assert harmless(said) == shown


def test_on_one_line_a_break_is_shown_as_one():
    assert in_line("first\r\nsecond\x85third\t.") == "first ↵ second ↵ third    ."
