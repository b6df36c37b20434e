"""What is written into a field: read in its writer's form, kept as one, refused where it could be two."""

from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cases.people import Field
from bot.cases.refusals import Refused
from bot.messages.wording import Reader
from bot.messages.written import a_day, a_number, certain, read_date, read_number, shown, value_of

AT = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)  # in Bucharest it is the 20th
LOCALES = ("en", "en-US", "en-GB", "ro-RO", "zh-CN", "zh-Hant-TW", "de-DE", "fr-FR", "pt_BR", "xx", "")


def reader(locale: str) -> Reader:
    return Reader(AT, "Europe/Bucharest", locale)


@pytest.mark.parametrize(
    ("locale", "typed", "number"),
    [
        ("en", "1,234.5", "1234.5"),
        ("en", "1.234,5", "1234.5"),
        ("en", "1,234", "1234"),
        ("en", "1.234", "1.2340"),
        ("en", "1,5", "1.5"),
        ("ro-RO", "1.234,5", "1234.5"),
        ("ro-RO", "1.234", "1234"),
        ("ro-RO", "1,234", "1.2340"),
        ("ro-RO", "1.50", "1.5"),
        ("ro-RO", "1.2340", "1.2340"),
        ("zh-CN", "１２，３４５", "12345"),
        ("fr-FR", "1 234,5", "1234.5"),
        ("de-DE", "12.345.678", "12345678"),
        ("en", "-3", "-3"),
        ("en", "− 3", "-3"),
        ("en", "12'345", "12345"),
    ],
)
def test_a_number_is_its_writers(locale, typed, number):
    assert read_number(typed, reader(locale)) == number


@pytest.mark.parametrize(
    "typed", ["", "-", "a lot", "1e5", "inf", "nan", "1,23,456", "1.2.3", "12 EUR", "٣", "9" * 41, "0x10"]
)
@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_no_number_or_could_be_two_is_none(locale, typed):
    assert read_number(typed, reader(locale)) is None


@pytest.mark.parametrize(
    ("locale", "typed", "day"),
    [
        ("en", "2026-11-24", date(2026, 11, 24)),
        ("en", "24.11.2026", date(2026, 11, 24)),
        ("en", "03/04/2026", date(2026, 4, 3)),
        ("en-US", "03/04/2026", date(2026, 3, 4)),
        ("en-US", "24/11/2026", date(2026, 11, 24)),
        ("ro-RO", "3.4.2026", date(2026, 4, 3)),
        ("en-US", "3.4.2026", date(2026, 4, 3)),
        ("en-GB", "11/24/2026", date(2026, 11, 24)),
        ("en", "24 Nov 2026", date(2026, 11, 24)),
        ("en", "November 24th, 2026", date(2026, 11, 24)),
        ("ro-RO", "24 noiembrie 2026", date(2026, 11, 24)),
        ("en", "24 noiembrie 2026", date(2026, 11, 24)),
        ("zh-CN", "2026年11月24日", date(2026, 11, 24)),
        ("zh-CN", "２０２６年１１月２４号", date(2026, 11, 24)),
        ("en", "today", date(2026, 11, 20)),
        ("en", "Yesterday", date(2026, 11, 19)),
    ],
)
def test_a_day_is_its_writers(locale, typed, day):
    assert read_date(typed, reader(locale)) == day


@pytest.mark.parametrize(
    "typed",
    ["", "soon", "24 Nov", "24.11.26", "30.2.2026", "13/13/2026", "2026-13-01", "24.11.1026", "24 Foo 2026", "0"],
)
def test_what_is_no_day_is_none(typed):
    assert read_date(typed, reader("en")) is None


@pytest.mark.parametrize("locale", LOCALES)
def test_the_example_beside_a_fault_is_one_that_would_do(locale):
    assert read_number(a_number(reader(locale)), reader(locale)) == "1234.5"
    assert read_date(a_day(reader(locale)), reader(locale)) == date(2026, 11, 24)


@pytest.mark.parametrize("typed", ["1.234", "999.125", "-1.234"])
@pytest.mark.parametrize("locale", LOCALES)
def test_what_an_input_for_numbers_gives_is_the_same_for_every_reader(locale, typed):
    assert float(read_number(certain(typed), reader(locale)) or "nan") == float(typed)


@given(st.text(max_size=60), st.sampled_from(LOCALES), st.sampled_from(["text", "choice", "number", "date", "file"]))
def test_anything_typed_is_taken_or_refused_and_what_is_kept_is_read_again_as_itself(typed, locale, kind):
    field = Field("size", kind, ("S", "Straße", "大"))
    with suppress(Refused):
        value = value_of(field, typed, reader(locale))
        assert isinstance(shown(field, value, reader(locale)), str)
        assert value_of(field, value, reader("ro-RO")) == value_of(field, value, reader("en-US")) == value


@pytest.mark.parametrize("typed", ["s", " S ", "Ｓ"])
def test_a_choice_is_as_it_is_configured(typed):
    assert value_of(Field("size", "choice", ("S", "M")), typed, reader("en")) == "S"


def test_a_value_kept_while_the_field_was_another_type_is_shown_as_it_is():
    assert shown(Field("size", "number"), "large", reader("en")) == "large"
