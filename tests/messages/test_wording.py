"""Instants, lengths and lists as their reader says them; a sentence with an empty blank is a bug, never a text."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.messages.values import Say
from bot.messages.wording import MissingText, Reader, length, phrase, text, when

THURSDAY = datetime(2026, 11, 19, 14, 44, tzinfo=UTC)  # 16:44 in Bucharest
HERE = Reader(THURSDAY, "Europe/Bucharest")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (THURSDAY, "today 16:44"),
        (THURSDAY + 8 * HOUR, "tomorrow 00:44"),
        (THURSDAY - 17 * HOUR, "yesterday 23:44"),
        (THURSDAY + 4 * DAY, "Monday 16:44"),
        (THURSDAY + 6 * DAY, "Wednesday 16:44"),
        (THURSDAY + 7 * DAY, "26 Nov 16:44"),
        (THURSDAY - 2 * DAY, "17 Nov 16:44"),
        (THURSDAY + 60 * DAY, "18 Jan 2027 16:44"),
    ],
)
def test_an_instant_is_said_as_near_as_it_is(at, said):
    assert when(at, HERE) == said


def test_it_is_said_in_the_readers_own_zone():
    assert when(THURSDAY, Reader(THURSDAY, "Asia/Tokyo")) == "today 23:44"
    assert when(THURSDAY + HOUR, Reader(THURSDAY, "Asia/Tokyo")) == "tomorrow 00:44"


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (timedelta(0), "0 min"),
        (40 * MINUTE, "40 min"),
        (HOUR, "1 h"),
        (2 * HOUR + 5 * MINUTE, "2 h 05"),
        (71 * HOUR + 59 * MINUTE, "71 h 59"),
        (76 * HOUR, "3 d 4 h"),
        (-20 * HOUR, "20 h"),
    ],
)
def test_a_length_of_time_is_said_in_its_own_size(span, said):
    assert length(span, HERE) == said


def test_a_list_is_said_as_one_would():
    assert phrase("list-of", HERE, what=("S", "M", "L")) == "S, M and L"
    assert phrase("list-of", HERE, what=("S",)) == "S"
    assert phrase("list-of", HERE, what=()) == "–"


def test_a_sentence_that_is_not_in_the_catalogue_is_never_shown():
    with pytest.raises(MissingText):
        text(Say("no-such-sentence"), HERE)


def test_nor_is_one_with_a_blank_that_nobody_filled():
    with pytest.raises(MissingText):
        text(Say("said-replied", {"case": "C-1"}), HERE)


def test_an_unknown_language_is_answered_in_english():
    assert phrase("said-noted", Reader(THURSDAY, "UTC", "tlh"), case="C-1").startswith("Noted on C-1")


@pytest.mark.parametrize("words", ["{ $case }", '{"x"}', "a\n b = c", "x" * 5000, "\u2068ltr\u2069", "<@U0ANA> *bold*"])
def test_peoples_words_go_in_and_come_out_as_they_are(words):
    assert words in phrase("customer-reply", HERE, who="Ana", words=words)


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("en", "24 Dec 12:00"),
        ("en-GB", "24 Dec 12:00"),
        ("en-US", "Dec 24 12:00"),
        ("en_US", "Dec 24 12:00"),
        ("pt-PT", "24 Dec 12:00"),  # no catalogue of theirs: English, and its dates with it
        ("xx-YY", "24 Dec 12:00"),
        ("", "24 Dec 12:00"),
        ("no locale at all", "24 Dec 12:00"),
    ],
)
def test_a_locale_as_platforms_write_them_chooses_the_language_and_its_dates(locale, said):
    reader = Reader(datetime(2026, 11, 26, 8, 0, tzinfo=UTC), "UTC", locale)

    assert when(datetime(2026, 12, 24, 12, 0, tzinfo=UTC), reader) == said
