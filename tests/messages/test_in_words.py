"""What a customer's own words say of the fields that are missing: only what cannot be meant otherwise."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cases.people import Field
from bot.messages.in_words import taken
from bot.messages.wording import Reader

FIELDS = (
    Field("invoice number"),
    Field("size", "choice", ("S", "M", "L")),
    Field("amount", "number"),
    Field("delivered on", "date"),
    Field("尺码", "choice", ("大", "小")),
    Field("număr de client"),
    Field("receipt", "file"),
)
NAMES = tuple(one.name for one in FIELDS)
READER = Reader(datetime(2026, 11, 19, 8, tzinfo=UTC), "Europe/Bucharest")


def said(words: str, *wanted: str, lone: bool = False) -> dict[str, str]:
    return taken(words, FIELDS, wanted or NAMES, READER, lone=lone)


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("the invoice number is 4711, size M", {"invoice number": "4711", "size": "M"}),
        (
            "Invoice number: 4711\nSize: m\nAmount: 1,234.50",
            {"invoice number": "4711", "size": "M", "amount": "1234.5"},
        ),
        (
            "invoice number: A 17 / 2, and the size is L. amount 12,5",
            {"invoice number": "A 17 / 2", "size": "L", "amount": "12.5"},
        ),
        ("my invoice number #4711, please look", {"invoice number": "4711"}),
        ("invoice number INV-2231 and amount 5", {"invoice number": "INV-2231", "amount": "5"}),
        ("delivered on 24 Nov 2026", {"delivered on": "2026-11-24"}),
        ("delivered on: 24/11/2026.", {"delivered on": "2026-11-24"}),
        ("amount = 5", {"amount": "5"}),
        ("Size - M", {"size": "M"}),
        ("size is “M”", {"size": "M"}),
        ("我的尺码是大，谢谢", {"尺码": "大"}),
        ("尺码：小", {"尺码": "小"}),
        ("Număr de client: RO 4711", {"număr de client": "RO 4711"}),
        ("numărul meu, număr de client este 4711", {"număr de client": "4711"}),
        ("invoice number: the blue one, from May", {"invoice number": "the blue one, from May"}),
    ],
)
def test_what_is_said_plainly_is_taken(words, values):
    assert said(words) == values


@pytest.mark.parametrize(
    "words",
    [
        *(
            "the invoice number is wrong",
            "the invoice number is on page 2",
            "what is the invoice number? 4711",
            "is the size M?",
        ),
        *("if the size is M then no", "I have no invoice number: sorry", "invoice number: I don't know", "size S or M"),
        *(
            "size: S, size: M",
            "> invoice number: 1\nhello",
            "my invoice number isn't 4711",
            "invoice number is not 4711",
        ),
        *(
            "size m please",
            "invoice number: 4711?",
            "resize M",
            "sizes: M",
            "amount: a lot",
            "amount: 5 or 6",
            "receipt: a.pdf",
        ),
        *(
            "not size M",
            "invoice number:",
            "invoice number: ?",
            "invoice number: -",
            "număr de client: nu știu",
            "尺码不是大",
            "尺码：不知道",
        ),
    ],
)
def test_what_could_be_meant_otherwise_is_not(words):
    assert said(words) == {}


@pytest.mark.parametrize(
    ("words", "wanted", "values"),
    [
        ("4711", ("invoice number",), {"invoice number": "4711"}),
        ("It's M.", ("size", "invoice number"), {"size": "M"}),
        ("“INV-2231”", ("invoice number", "size"), {"invoice number": "INV-2231"}),
        ("24.11.2026", ("delivered on", "size"), {"delivered on": "2026-11-24"}),
        ("4711", ("invoice number", "amount"), {}),
        ("24.11.2026", ("delivered on", "invoice number"), {}),
        ("大", ("尺码",), {"尺码": "大"}),
        ("hello", ("invoice number",), {}),
        ("M or S", ("size",), {}),
        ("4711?", ("invoice number",), {}),
        ("4711\nand more", ("invoice number",), {}),
        ("a.pdf", ("receipt",), {}),
    ],
)
def test_a_value_alone_is_for_the_one_field_that_it_fits(words, wanted, values):
    assert said(words, *wanted, lone=True) == values


def test_a_value_alone_is_nothing_where_it_may_be_an_answer_to_somebody():
    assert said("4711", "invoice number") == {}


def test_what_is_filled_already_is_left_alone():
    assert said("invoice number: 4711, size: M", "size") == {"size": "M"}


WORDS = st.text(
    alphabet="invoice number size amount:=,.?#-MSL0123456789 \n>isnot„”“'尺码是大：，", max_size=120
) | st.text(max_size=120)


@given(WORDS, st.booleans())
def test_anything_can_be_said_and_what_is_taken_stood_in_it(words, lone):
    for name, value in said(words, lone=lone).items():
        assert name in NAMES
        if name in ("invoice number", "număr de client"):
            assert value in words


@pytest.mark.parametrize("sign", [" ", ":", "is ", "size ", ",", "?", "“", "invoice number "])
def test_long_messages_take_no_time(sign):
    assert said(sign * 8000) in ({}, {"size": "M"})
