"""What was typed before a form opened stands in it, as its fields know it."""

import pytest


@pytest.fixture
def claimed(office):
    office.says("maria", "charged twice", at="help")
    office.says("ana", "claim C-1")
    return office


def typed(office, who: str, line: str) -> dict[str, str]:
    return {one.name: one.value for one in office.says(who, line).form.fields}


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ("tomorrow", "2026-11-20"),
        ("Friday 15:00", "2026-11-20 15:00"),
        ("3h", "2026-11-19 13:00"),
        ("the cows come home", "the cows come home"),
    ],
)
def test_a_date_stands_there_by_the_calendar(claimed, said, stands):
    assert typed(claimed, "ana", f"wait C-1 until {said}")["until"] == stands


@pytest.mark.parametrize("said", ["@ben", "Ben Ionescu", "<@UBEN>"])
def test_a_colleague_is_chosen_however_they_were_named(claimed, said):
    assert typed(claimed, "ana", f"give C-1 {said}")["person"] == "ben"


def test_a_form_that_a_refusal_opens_has_all_that_was_said(claimed):
    assert typed(claimed, "lea", "assign C-1 @ben")["person"] == "ben"


def test_words_are_there_still(claimed):
    assert typed(claimed, "ana", "resolve C-1: it is paid back")["text"] == "it is paid back"
