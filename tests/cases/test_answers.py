"""From counts of answers to figures: tables worked out by hand."""

from dataclasses import fields

import pytest

from bot.cases.figures import (
    CaseCounts,
    Cause,
    Counts,
    Put,
    Ratio,
    ResolutionCounts,
    Score,
    Spread,
    VerdictCounts,
    figures,
    month_of,
)
from bot.cases.figures.answers import by_age, satisfaction
from tests.cases.desk import BUCHAREST

SECOND, HOUR = 1_000_000, 3_600_000_000
OCTOBER = month_of("2026-10", BUCHAREST)


def month(**told: object):
    """A month of which so much was counted."""
    parts = {}
    for name, kind in (("resolutions", ResolutionCounts), ("verdicts", VerdictCounts)):
        parts[name] = kind(**{field.name: told.pop(field.name) for field in fields(kind) if field.name in told})
    return figures("support", OCTOBER, ["Front line", "Top"], Counts(cases=CaseCounts(**parts, **told)))


def test_the_first_word_is_credited_to_who_wrote_it():
    found = month(responses={"ana": [10 * SECOND, 30 * SECOND], "ben": [50 * SECOND]})

    assert found.people["ana"].first_response == Spread(2, 20, 30)
    assert found.people["ben"].first_response == Spread(1, 50, 50)
    assert found.team_figures.first_response == Spread(3, 30, 50)


def test_promises_are_told_of_those_that_were_kept_or_broken():
    found = month(promises={("ana", True): 3, ("ana", False): 1, ("cleo", False): 2})

    assert found.people["ana"].promises == Ratio(3, 4)
    assert found.people["cleo"].promises == Ratio(0, 2)
    assert found.team_figures.promises == Ratio(3, 6)


def test_who_resolved_is_charged_with_what_was_reopened_within_the_week():
    found = month(cohort={"ana": 10, "ben": 2}, reopened={"ben": 1})

    assert found.people["ana"].reopen_rate == Ratio(0, 10)
    assert found.people["ben"].reopen_rate == Ratio(1, 2)
    assert found.team_figures.reopen_rate == Ratio(1, 12)


def test_who_only_resolved_in_the_week_before_is_listed_too():
    assert list(month(cohort={"zoe": 1}).people) == ["zoe"]


def test_the_time_to_the_first_resolution_is_not_that_to_the_final_one():
    found = month(first=[4 * HOUR, 2 * HOUR], final=[90 * HOUR]).team_figures

    assert found.time_to_first_resolution == Spread(2, 3 * 3600, 4 * 3600)
    assert found.time_to_final_resolution == Spread(1, 90 * 3600, 90 * 3600)


@pytest.mark.parametrize(
    ("age", "stands_under"),
    [
        (0, "1"),
        (HOUR, "1"),
        (HOUR + 1, "2"),
        (4 * HOUR, "4"),
        (19 * HOUR, "20"),
        (20 * HOUR, "20"),
        (20 * HOUR + 1, "40"),
        (40 * HOUR + 1, "more"),
    ],
)
def test_an_age_stands_under_the_hours_it_was_at_most(age, stands_under):
    found = by_age([age])

    assert list(found) == ["1", "2", "4", "8", "12", "16", "20", "40", "more"]
    assert [name for name, n in found.items() if n] == [stands_under]


def test_only_fives_are_counted_as_satisfied():
    scores = [Score(5, "speed"), Score(5, "heard"), Score(4, "speed"), Score(2), Score(1, "truth")]

    found = satisfaction(VerdictCounts(scores, [Score(3)], {"resolution": 8, "later": 4}))

    assert found.at_resolution == {"1": 1, "2": 1, "3": 0, "4": 1, "5": 2}
    assert found.later == {"1": 0, "2": 0, "3": 1, "4": 0, "5": 0}
    assert found.fives == Ratio(2, 5)
    assert found.ones_and_twos == 2
    assert found.replies == Ratio(5, 8)
    assert found.later_replies == Ratio(1, 4)
    assert list(found.because) == ["heard", "speed", "truth"]
    assert found.because["speed"] == {"1": 0, "2": 0, "3": 0, "4": 1, "5": 1}


def test_of_no_replies_there_is_no_distribution():
    found = satisfaction(VerdictCounts(asked={"resolution": 3}))

    assert found.at_resolution == {}
    assert found.replies == Ratio(0, 3)


def test_a_case_with_two_signs_is_hidden_once():
    found = month(content=20, hidden=2, signs={"reopened": 2, "new_case": 1}).team_figures

    assert found.hidden_dissatisfaction == Ratio(2, 20)
    assert found.hidden_signs == {
        "reopened": 2,
        "new_case": 1,
        "escalated": 0,
        "two_questions": 0,
        "three_hand_offs": 0,
        "lower_later": 0,
    }


def test_causes_stand_by_how_often_then_by_how_long():
    now = {"billing/tariff": (2, 10 * SECOND), "unknown": (5, SECOND), "sales/wrong promise": (2, 30 * SECOND)}

    found = month(causes=now, causes_before={"unknown": (4, SECOND), "tax": (9, SECOND)}).team_figures

    assert found.causes == (
        Cause("unknown", 5, 1, Put(4, 1)),
        Cause("sales/wrong promise", 2, 30, Put(0, 0)),
        Cause("billing/tariff", 2, 10, Put(0, 0)),
        Cause("tax", 0, 0, Put(9, 1)),
    )
    assert found.unknown_causes == Ratio(5, 9)


def test_a_month_without_resolutions_tells_no_causes_of_the_month_before():
    assert month(causes_before={"tax": (9, SECOND)}).is_empty
