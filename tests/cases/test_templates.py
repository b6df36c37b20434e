"""Kept texts: their blanks, what is left of them, and whether one went out as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cases.templates import blanks_of, filled, in_language, is_unchanged, left_in, own_blanks, plain

REFUND = "Dear {customer},\nwe pay {amount} back by {promise}. {me}"
VERSIONS = {"en": REFUND, "ro": "Bună, {customer}, vă dăm înapoi {amount}. {me}"}


def test_the_house_fills_what_it_knows_and_a_person_the_rest():
    assert blanks_of(REFUND) == ("customer", "amount", "promise", "me")
    assert own_blanks(REFUND) == ("amount",)


def test_what_stands_in_a_value_is_no_blank():
    assert filled("{customer} {me}", {"customer": "{me}", "me": "Ana"}) == "{me} Ana"
    assert left_in(filled("{customer}", {"customer": plain("{me} [x] ____")})) == ()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("we pay {amount} back", ("{amount}",)),
        ("we pay [amount] back", ("[amount]",)),
        ("we pay ____ back", ("____",)),
        ("我们退还｛金额｝", ("｛金额｝",)),
        ("vă dăm înapoi {sumă}", ("{sumă}",)),
        ("退还 [金额] 元", ("[金额]",)),
        ("{} and {}", ("{}",)),
        ("see [our page](https://example.com)", ()),
        ("items [1] and [2], snake_case, a_b__c", ()),
        ("all is said", ()),
    ],
)
def test_what_looks_like_a_blank_is_one_in_any_language(text, left):
    assert left_in(text) == left


@pytest.mark.parametrize(
    "sent",
    [
        "Dear Maria,\nwe pay 12 € back by Monday 12:00. Ana Pop",
        "Dear Maria,  we pay 12 € back by Monday 12:00. Ana Pop",
        "Bună, Maria, vă dăm înapoi 12 lei. Ana Pop",
    ],
)
def test_a_text_with_its_blanks_filled_went_out_unchanged(sent):
    assert is_unchanged(sent, VERSIONS)


@pytest.mark.parametrize(
    "sent",
    [
        "Dear Maria,\nwe pay 12 € back by Monday 12:00. Kind regards, Ana Pop" + "\nP.S. Sorry!" * 0 + ".",
        "Dear Maria,\nwe will pay 12 € back by Monday 12:00. Ana Pop",
        "Sorry!\nDear Maria,\nwe pay 12 € back by Monday 12:00. Ana Pop",
        "Dear ,\nwe pay",
        "",
    ],
)
def test_a_word_changed_around_the_blanks_is_a_change(sent):
    assert not is_unchanged(sent, {"en": "Dear {customer},\nwe pay {amount} back by {promise}. {me}\nSupport"})


@pytest.mark.parametrize(
    ("locale", "text"),
    [("ro-RO", "ro"), ("ro", "ro"), ("zh-CN", "zh"), ("zh_TW", "zh"), ("de-DE", "en"), ("", "en"), ("en-US", "en")],
)
def test_the_customers_language_decides(locale, text):
    assert in_language({"en": "en", "ro": "ro", "zh-Hans": "zh"}, locale) == text


@pytest.mark.parametrize(
    ("customers", "teams", "text"),
    [("de-DE", "ro", "ro"), (None, "ro", "ro"), ("en", "ro", "en"), ("de", "fr", "en"), (None, "zh-Hans", "zh")],
)
def test_where_there_is_none_in_the_customers_it_is_the_teams(customers, teams, text):
    assert in_language({"en": "en", "ro": "ro", "zh-Hans": "zh"}, customers, teams) == text


def test_where_there_is_no_other_language_it_is_the_one_there_is():
    assert in_language({"ro": "ro"}, "de") == "ro"


@given(st.text(alphabet="{}[]｛｝_ab \n", max_size=60), st.dictionaries(st.text(max_size=5), st.text(max_size=5)))
def test_any_text_can_be_looked_at(text, values):
    assert isinstance(left_in(filled(text, values)), tuple)
    if text.split() and not blanks_of(text):
        assert is_unchanged(text, {"en": text})
