import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cases.hours import Hours
from bot.cases.recorded import clock_of_kind
from bot.settings.desk_hours import desk_text, parse_desk

NINE_TO_SIX = ((540, 1080),)
ALL_DAY = ((0, 1440),)
SHUT = ()


@pytest.mark.parametrize(
    ("text", "week"),
    [
        ("Mon-Fri 09:00-18:00", (NINE_TO_SIX,) * 5 + (SHUT,) * 2),
        ("MON – fri  9:00 — 18:00", (NINE_TO_SIX,) * 5 + (SHUT,) * 2),
        ("Monday-Friday 9-18", (NINE_TO_SIX,) * 5 + (SHUT,) * 2),
        ("Mon-Sun 00:00-24:00", (ALL_DAY,) * 7),
        ("Sat-Mon 09:00-18:00", (NINE_TO_SIX,) + (SHUT,) * 4 + (NINE_TO_SIX,) * 2),
        ("Mon, Wed; Sun 09:00-18:00", (NINE_TO_SIX, SHUT, NINE_TO_SIX, SHUT, SHUT, SHUT, NINE_TO_SIX)),
        ("Mon 09:00-12:00, 13:00-17:00", (((540, 720), (780, 1020)),) + (SHUT,) * 6),
        ("Mon 09:00-12:00, Mon 11:00-18:00", (NINE_TO_SIX,) + (SHUT,) * 6),
        ("Mon 13:00-18:00, Mon 09:00-13:00", (NINE_TO_SIX,) + (SHUT,) * 6),
        ("Mon 22:00-06:00", (((1320, 1440),), ((0, 360),)) + (SHUT,) * 5),
        ("Sun 22:00-00:00", (SHUT,) * 6 + (((1320, 1440),),)),
        ("Sun 22:00-06:00", (((0, 360),),) + (SHUT,) * 5 + (((1320, 1440),),)),
    ],
    ids=[
        "the usual week",
        "capitals, dashes and spaces do not matter",
        "whole names, no minutes",
        "day and night",
        "a range over the weekend",
        "days in a list",
        "a lunch break",
        "overlapping hours are one",
        "hours that touch are one",
        "a night belongs to both of its days",
        "midnight is the end of the day",
        "Sunday's night ends on Monday",
    ],
)
def test_desk_hours_are_read_as_people_write_them(text, week):
    assert parse_desk(text) == week


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Mon-Fry 09:00-18:00", "'Fry' is not a day; write Mon-Fri 09:00-18:00"),
        ("Mnoday-Fry 10-16", "'Mnoday' is not a day; write Mon-Fri 10:00-16:00"),
        ("Mon-Xyzzy 10-16", "'Xyzzy' is not a day; write it like Mon-Fri 09:00-18:00"),
        ("M-F 10-16", "'M' is not a day; write"),
        ("Mon-Frix2 10-16", "'Frix2' is not a day; write it like"),
        ("Mon-Tue-Wed 10-16", "'Tue-Wed' is not a day"),
        ("Mon-Fri 9am-6pm", "'9am' is not a time of day"),
        ("Mon-Fri 09:00-25:00", "'25:00' is not a time of day"),
        ("Mon-Fri 09:61-18:00", "'09:61' is not a time of day"),
        ("Mon-Fri 24:00-06:00", "24:00 can only be an end"),
        ("Mon-Fri 09:00-09:00", "'09:00-09:00' is no time at all"),
        ("Mon-Fri 09:00", "'09:00' has no end"),
        ("Mon-Fri", "the days at the end have no hours"),
        ("09:00-18:00", "does not say which days"),
        ("09:00-18:00 Mon-Fri", "the days come before the hours"),
        (" , ;", "it is empty"),
    ],
)
def test_desk_hours_that_cannot_be_read_say_what_to_write(text, said):
    with pytest.raises(ValueError, match="write") as refused:
        parse_desk(text)

    assert said in str(refused.value)


def test_desk_days_are_whole_days_wherever_somebody_is_at_the_desk():
    desk = Hours("UTC", parse_desk("Mon-Fri 09:00-18:00"))

    assert clock_of_kind("weekdays", desk).week == (ALL_DAY,) * 5 + (SHUT,) * 2


def spans(marks):
    return tuple(zip(marks[::2], marks[1::2], strict=False))


SPANS = st.lists(st.integers(0, 1440), max_size=6, unique=True).map(sorted).map(spans)


@given(st.tuples(*[SPANS] * 7).filter(any))
def test_any_week_that_is_written_out_reads_back_the_same(week):
    assert parse_desk(desk_text(week)) == week


@given(st.text(alphabet="MonTueFri 0123456789:.-–,;x", max_size=40))
def test_any_text_is_a_week_or_a_reason(text):
    try:
        said = desk_text(parse_desk(text))
    except ValueError as wrong:
        said = str(wrong)
        assert "write" in said
    assert said
