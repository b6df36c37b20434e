"""Values become rows and come back the same."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cases.case import Case, Consult, Hold, Offer, Pause
from bot.storage.rows import CASE, case_of, case_row, hold_of, hold_row, instant, micros, storable
from tests.storage.desk import HOUR, MORNING

instants = st.datetimes(timezones=st.just(UTC))
lengths = st.timedeltas(min_value=-timedelta(days=9999), max_value=timedelta(days=9999))
st.register_type_strategy(datetime, instants)
st.register_type_strategy(timedelta, lengths)
cases = st.builds(Case)
holds = st.builds(Hold)


def returned(case: Case) -> Case:
    return case_of(case_row(case, "head", None))


@given(cases)
def test_any_case_comes_back_from_its_row(case):
    assert returned(case) == case


@given(holds)
def test_any_hold_comes_back_from_its_row(hold):
    assert hold_of(hold_row(hold)) == hold


@given(instants)
def test_any_instant_comes_back_to_the_microsecond(at):
    assert instant(micros(at)) == at


def test_a_case_with_everything_about_it_comes_back():
    case = Case(7, "support", 3, "ana", True, 1, "waiting", MORNING, 9, MORNING, MORNING, MORNING, MORNING, "a", "b")
    case = replace(
        case,
        pause=Pause("wait", MORNING, MORNING + HOUR, MORNING, on="courier", again=True),
        offer=Offer("ben", "ana", MORNING + HOUR),
        consults=(Consult(4, "ana", "lea"), Consult(6, "ana", "cleo")),
        first_claimers=(("support", "ana"), ("sales", "ben")),
        known=("invoice number",),
        paused=timedelta(microseconds=1),
        escalated_at=MORNING,
    )

    assert returned(case) == case
    assert case_row(case, "head", MORNING)[CASE.index("offer_to")] == "ben"
    assert hash(returned(case)) == hash(case)  # tuples stay tuples


def test_every_field_of_a_case_has_a_place_in_its_row():
    assert {field.name for field in fields(Case)} >= set(CASE) - {"head", "due_at", "offer_to", "rest", "sealed"}


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(TypeError):
        micros(datetime(2026, 11, 19))  # noqa: DTZ001  # meant


@given(st.text(st.characters(codec=None)))
def test_what_is_storable_can_be_stored_and_is_else_as_it_was(text):
    kept = storable(text)

    assert len(kept.encode()) > 0 or not text
    assert "\0" not in kept
    if "\0" not in text and not any("\ud800" <= character <= "\udfff" for character in text):
        assert kept == text
