"""The forms: what they ask for, with what was typed already filled in."""

import pytest

from bot.commands.line import Line, parse
from bot.commands.table import ALWAYS_BY_FORM, NEEDS
from bot.messages.forms import FORMS, form_for
from bot.messages.wording import Reader
from tests.cases.desk import HOUSE, NOON, a_case, a_house

READER = Reader(NOON, "Europe/Bucharest")
CASE = a_case(category="delivery", known=("size",), passes=1, urgent=True)


def form(verb, case=CASE, house=HOUSE, **typed):
    return form_for(verb, case, house, "ana", NOON, READER, typed)


def fields(verb, **how):
    return {field.name: field for field in form(verb, **how).fields}


@pytest.mark.parametrize("verb", FORMS)
def test_every_form_can_be_drawn_and_says_its_verb_when_it_is_sent(verb):
    drawn = form(verb)

    sent = parse(drawn.says)
    assert isinstance(sent, Line)
    assert sent.verb == verb
    assert all(field.label for field in drawn.fields)
    assert len({field.label for field in drawn.fields}) == len(drawn.fields)


@pytest.mark.parametrize("verb", [*NEEDS, *ALWAYS_BY_FORM])
def test_every_verb_that_needs_something_has_a_form_that_asks_for_it(verb):
    asked = fields(verb)

    for name in NEEDS.get(verb, ()) if verb != "set" else ():  # one field by a line, all of them by the form
        assert asked[name].required


def test_what_was_typed_is_filled_in():
    assert fields("wait", until="tomorrow", on="courier")["until"].value == "tomorrow"


def test_pass_asks_for_the_fields_that_are_missing_and_no_others():
    assert [name for name in fields("pass") if name.startswith("field:")] == ["field:order number"]


def test_straight_to_the_top_is_asked_only_where_there_is_a_tier_between():
    assert "to_top" in fields("pass")
    assert "to_top" not in fields("pass", case=a_case(tier=1))


def test_colleagues_who_are_away_are_not_offered():
    assert "ben" in dict(fields("give")["person"].choices)
    assert "ben" not in dict(fields("give", house=a_house(away=("ben",)))["person"].choices)
    assert "ana" not in dict(fields("give")["person"].choices)


def test_resolve_asks_about_the_sender_only_if_it_was_passed_and_about_urgency_only_if_it_was():
    assert {"avoidable", "rightly_urgent"} <= set(fields("resolve"))
    assert not {"avoidable", "rightly_urgent"} & set(fields("resolve", case=a_case()))


def test_the_form_knows_what_it_showed():
    assert form("pass", case=a_case(seq=5)).seen == 5
