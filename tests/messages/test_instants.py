"""An instant in a text is its words to whoever reads them, and the moment itself to who can show it."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.messages.instants import Instant, genuine, marked, parts, plain, zoned
from bot.messages.values import Say
from bot.messages.wording import LONGEST_BLANK, Reader, phrase, text, when

THURSDAY = datetime(2026, 11, 19, 8, 0, tzinfo=UTC)
SIX = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
HERE = Reader(THURSDAY, "Europe/Bucharest")
MARKED = Reader(THURSDAY, "Europe/Bucharest", marked=True)
TOMORROW = Instant(SIX, "tomorrow 06:00", "EET")


def test_without_being_asked_for_nothing_is_marked():
    assert when(SIX, HERE) == "tomorrow 06:00"


def test_a_marked_instant_has_the_same_words():
    assert plain(when(SIX, MARKED)) == when(SIX, HERE)
    assert list(parts(when(SIX, MARKED))) == [TOMORROW]


def test_in_a_sentence_it_stands_where_its_words_stand():
    said = phrase("deadline-left", MARKED, deadline=SIX, left=timedelta(hours=19, minutes=59))

    assert plain(said) == phrase("deadline-left", HERE, deadline=SIX, left=timedelta(hours=19, minutes=59))
    assert TOMORROW in list(parts(said))
    assert "".join(one if isinstance(one, str) else one.words for one in parts(said)) == plain(said)


def test_a_sentence_within_a_sentence_keeps_its_instants():
    inner = phrase("list-of", MARKED, what=(SIX, THURSDAY))
    outer = phrase("list-of", MARKED, what=(inner,))

    assert [one.at for one in parts(outer) if isinstance(one, Instant)] == [SIX, THURSDAY]
    assert plain(outer) == "tomorrow 06:00 and today 10:00"


def test_so_does_a_long_one():
    words = "x" * LONGEST_BLANK + when(SIX, MARKED)

    assert TOMORROW in list(parts(text(Say("customer-reply", {"who": "Ana", "words": words}), MARKED)))


@pytest.mark.parametrize(
    ("zone", "at", "named"),
    [
        ("Europe/Bucharest", datetime(2026, 7, 1, tzinfo=UTC), "EEST"),
        ("UTC", SIX, "UTC"),
        ("Asia/Dubai", SIX, "UTC+04"),
        ("America/Sao_Paulo", SIX, "UTC-03"),
    ],
)
def test_the_zone_is_called_as_it_is_called_at_that_moment(zone, at, named):
    (instant,) = parts(when(at, Reader(THURSDAY, zone, marked=True)))

    assert instant.zone == named
    assert str(instant).endswith(f" ({named})")


def test_a_moment_before_the_epoch_is_one_too():
    long_ago = datetime(1969, 12, 31, tzinfo=UTC)

    assert list(parts(marked(long_ago, "long ago", "UTC"))) == [Instant(long_ago, "long ago", "UTC")]


@pytest.mark.parametrize("end", range(1, len(marked(SIX, "tomorrow 06:00", "EET"))))
def test_what_is_left_of_a_mark_that_was_cut_is_words(end):
    whole = marked(SIX, "tomorrow 06:00", "EET")
    begun, rest = f"by {whole[:end]}", f"{whole[end:]}, he said"

    assert all(isinstance(one, str) for one in (*parts(begun), *parts(rest)))
    assert "".join(map(str, parts(begun))) + "".join(map(str, parts(rest))) == "by tomorrow 06:00, he said"
    assert list(parts(f"{begun}… {whole}"))[-1] == TOMORROW


def forged() -> str:
    """A mark as somebody could write it who had read how they are made."""
    whole = marked(SIX, "tomorrow 06:00", "EET")
    at = whole.index("\ue011")
    return whole[: at - 1] + chr(ord(whole[at - 1]) ^ 1) + whole[at:]


@pytest.mark.parametrize(
    "typed",
    [forged(), "\ue010tomorrow 06:00\ue012", "\ue0111700000000\ue012", "\ue010" * 3],
    ids=["forged", "half a mark", "another half", "beginnings"],
)
def test_what_people_type_is_never_an_instant(typed):
    said = phrase("customer-reply", MARKED, who="Ana", words=f"until {typed}!")

    assert said == plain(said)
    assert list(parts(typed + when(SIX, MARKED)))[-1] == TOMORROW
    assert all(isinstance(one, str) for one in parts(typed))


def test_where_nothing_is_marked_peoples_words_stay_as_they_are():
    assert forged() in phrase("customer-reply", HERE, who="Ana", words=forged())


def test_only_marks_of_ours_are_left_in_a_text():
    ours = when(SIX, MARKED)

    assert genuine(f"\ue012{forged()}\ue010{ours}\ue011") == f"tomorrow 06:00{ours}"
    assert zoned(f"by {ours}") == "by tomorrow 06:00 (EET)"
