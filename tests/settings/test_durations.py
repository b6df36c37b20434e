from datetime import timedelta

import pytest

from bot.settings.durations import parse_duration


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("30s", timedelta(seconds=30)),
        ("30m", timedelta(minutes=30)),
        ("20h", timedelta(hours=20)),
        ("3d", timedelta(days=3)),
        ("1h30m", timedelta(minutes=90)),
        (" 1H 30M ", timedelta(minutes=90)),
        ("1.5h", timedelta(minutes=90)),
        ("2w", timedelta(days=14)),
    ],
)
def test_lengths_of_time_are_read_as_people_write_them(text, length):
    assert parse_duration(text) == length


@pytest.mark.parametrize(
    "text",
    [
        "",
        "20",
        "h",
        "20 hours",
        "-3h",
        "0h",
        "0s",
        "1h@@30m",
        "5mm",
        "5y",
        "5ms",
        "0.5s",
        "..5h",
        "1e9d",
        "99999d",
        "٣h",
    ],
)
def test_anything_else_is_refused_with_an_example(text):
    with pytest.raises(ValueError, match="write it like"):
        parse_duration(text)
