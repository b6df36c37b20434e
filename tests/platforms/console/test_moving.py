"""Moving the clock: what is a time, and what is none."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.platforms.console.moving import NotATime, after, is_month, typed, until

NOW = datetime(2026, 11, 19, 14, 44, tzinfo=UTC)  # a Thursday, 16:44 in Bucharest
ZONE = "Europe/Bucharest"


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("20h", timedelta(hours=20)),
        ("1h30m", timedelta(minutes=90)),
        ("20 H", timedelta(hours=20)),
        ("3 days", timedelta(days=3)),
        ("2 weeks", timedelta(weeks=2)),
        ("1 hour 5 minutes", timedelta(minutes=65)),
        ("90 min", timedelta(minutes=90)),
        ("45s", timedelta(seconds=45)),
        ("0.5h", timedelta(minutes=30)),
    ],
)
def test_a_length_of_time_goes_from_now(text, length):
    assert after(text, NOW) == NOW + length


@pytest.mark.parametrize("text", ["", "soon", "20", "-3h", "0h", "h", "3 moons", "1y", "٣h", "3h!", "20h 30", "1e9h"])
def test_what_is_no_length_says_so(text):
    with pytest.raises(NotATime) as no:
        after(text, NOW)
    assert no.value.why == "console-no-length"


@pytest.mark.parametrize("text", ["3661d", "999999999w", "999999999d999999999d"])
def test_ten_years_at_once_are_the_most(text):
    with pytest.raises(NotATime) as no:
        after(text, NOW)
    assert no.value.why == "console-too-far"


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-11-20 16:50", "2026-11-20 14:50"),
        ("2026-11-20T16:50", "2026-11-20 14:50"),
        ("2026-11-20, 16.50", "2026-11-20 14:50"),
        ("2027-07-01 9:00", "2027-07-01 06:00"),
        ("16:50", "2026-11-19 14:50"),
        ("16:44", "2026-11-20 14:44"),
        ("09:00", "2026-11-20 07:00"),
        ("tomorrow 9:00", "2026-11-20 07:00"),
        ("today 23:59", "2026-11-19 21:59"),
        ("Mon 9:00", "2026-11-23 07:00"),
        ("thursday 09:00", "2026-11-26 07:00"),
        ("Thursday 20:00", "2026-11-19 18:00"),
    ],
)
def test_an_instant_is_one_of_the_desks_zone(text, instant):
    assert until(text, NOW, ZONE, NOW) == datetime.fromisoformat(f"{instant}+00:00")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tomorrow",
        "2026-11-31 10:00",
        "2026-11-20",
        "25:00",
        "9",
        "noon",
        "2026-11-20 16:50 UTC",
        "0000-00-00 00:00",
    ],
)
def test_what_is_no_instant_says_so(text):
    with pytest.raises(NotATime) as no:
        until(text, NOW, ZONE, NOW)
    assert no.value.why == "console-no-instant"


@pytest.mark.parametrize("text", ["2026-11-19 16:44", "2026-11-19 16:43", "2020-01-01 10:00", "today 9:00"])
def test_the_clock_goes_forward_only(text):
    with pytest.raises(NotATime) as no:
        until(text, NOW, ZONE, NOW)
    assert no.value.why == "console-forward-only"


def test_before_anything_has_happened_it_may_be_any_time():
    assert until("2026-11-02 09:00", NOW, ZONE, datetime.min.replace(tzinfo=UTC)) < NOW


@pytest.mark.parametrize("text", ["9999-12-31 23:59", "2037-11-19 16:44"])
def test_no_instant_lies_too_far_off(text):
    with pytest.raises(NotATime) as no:
        until(text, NOW, ZONE, NOW)
    assert no.value.why == "console-too-far"


def test_of_an_hour_that_comes_twice_the_one_ahead_is_meant():
    between = datetime(2026, 10, 25, 0, 50, tzinfo=UTC)  # 03:50 for the first time

    assert until("2026-10-25 03:30", between, ZONE, between) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_an_instant_is_written_as_it_is_typed():
    assert typed(NOW, ZONE) == "2026-11-19 16:44"


@pytest.mark.parametrize(
    ("text", "is_one"), [("2026-10", True), ("2026-13", False), ("2026-1", False), ("October", False)]
)
def test_a_month_is_a_year_and_a_number(text, is_one):
    assert is_month(text) == is_one
