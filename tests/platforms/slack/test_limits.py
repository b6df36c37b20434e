"""How long a text is for Slack, and how it is cut: at the end, between characters, and so that one sees it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.platforms.cutting import shares
from bot.platforms.slack.limits import cut, pieces, size

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=80)


@pytest.mark.parametrize(
    ("text", "limit", "left"),
    [
        ("charged twice", 13, "charged twice"),
        ("charged twice", 12, "charged twi…"),
        ("charged twice", 9, "charged…"),
        ("a & b", 9, "a & b"),
        ("a & b", 8, "a &…"),
        ("e\u0301e\u0301e\u0301", 4, "e\u0301…"),
        ("👩‍👩‍👧 ok", 8, "…"),
        ("👩‍👩‍👧 ok", 9, "👩‍👩‍👧…"),
        ("👍🏽👍🏽", 7, "👍🏽…"),
        ("🇷🇴🇫🇷🇮🇹", 11, "🇷🇴🇫🇷…"),
        ("🇷🇴🇫🇷🇮🇹", 8, "🇷🇴…"),
        ("漢字漢字", 3, "漢字…"),
        ("abc", 1, "…"),
        ("", 1, ""),
    ],
    ids=str,
)
def test_a_text_is_cut_between_characters(text, limit, left):
    assert cut(text, limit) == left


@given(text=ANYTHING, limit=st.integers(1, 90))
def test_what_is_cut_fits_and_shows_it(text, limit):
    left = cut(text, limit)

    assert size(left) <= limit
    assert left == text or (left.endswith("…") and text.startswith(left[:-1]))


@given(text=ANYTHING, limit=st.integers(12, 90))
def test_in_pieces_nothing_is_lost(text, limit):
    parts = pieces(text, limit)

    assert "".join(parts) == text
    assert all(0 < size(part) <= limit for part in parts)


def test_a_very_long_text_is_cut_in_no_time():
    assert len(cut("word & " * 1_000_000, 3000)) < 3000
    assert size(cut("e" + "\u0301" * 100_000, 3000)) <= 3000


@given(wants=st.lists(st.integers(0, 1000), max_size=20), room=st.integers(-5, 5000))
def test_the_small_get_what_they_want_and_the_large_share_the_rest(wants, room):
    got = shares(wants, room)

    assert all(0 <= mine <= wanted for mine, wanted in zip(got, wants, strict=True))
    assert sum(got) <= max(room, 0)
    if sum(wants) <= room:
        assert got == wants
    short = [mine for mine, wanted in zip(got, wants, strict=True) if mine < wanted]
    assert all(mine <= least + 1 for mine in got for least in short)
