"""Single stories of answers, promises and verdicts; September 2026 of the support desk ends on a Wednesday."""

from datetime import timedelta

import pytest

from bot.cases import ending, holding, talking
from bot.cases import events as e
from bot.cases.figures import Figures, Ratio, Spread, month_of
from bot.storage import Store
from bot.storage.behind import cases_behind
from bot.storage.figures import figures_of
from tests.cases.desk import HOUSE, SUPPORT, Story, wall
from tests.reports.months import keep

HOUR = 3600  # seconds
SOLVED = {"outcome": "solved", "cause": "unknown", "told": "phone"}


def anas(at: str = "2026-09-30 10:00", number: int = 1, customer: int = 1, category: str = "invoice") -> Story:
    story = Story(HOUSE, wall(at), number).opens("customer", customer=customer, category=category)
    story.says("ana", holding.claim)
    return story


def month(store: Store, name: str = "2026-09", now: str | None = None) -> Figures:
    period = month_of(name, SUPPORT.zone)
    return store.read(lambda reader: figures_of(reader, SUPPORT, period, now and wall(now)))


def behind(store: Store, figure: str, name: str = "2026-09") -> list[tuple[int, str, int]]:
    period = month_of(name, SUPPORT.zone)
    found = store.read(lambda reader: cases_behind(reader, SUPPORT, period, figure))
    return [(one.case, one.person, one.n) for one in found]


@pytest.fixture
def undone_after_midnight(store) -> Store:
    """A question just before the month is over kept a promise for one minute later; it was undone in the next month."""
    story = anas()
    story.until("2026-09-30 17:00")
    story.says("ana", talking.promise, until=wall("2026-09-30 23:59"))
    story.until("2026-09-30 23:58")
    story.says("ana", talking.ask, question="?")
    story.until("2026-10-01 00:03")
    story.undoes("ana")
    story.sleeps_until("2026-10-01 05:00").says("ana", talking.reply, text="words")
    keep(store, [story])
    return store


def test_a_question_that_is_undone_next_month_was_asked_in_this_one(undone_after_midnight):
    september = month(undone_after_midnight)

    assert september.team_figures.first_response == Spread(1, 13 * HOUR + 58 * 60, 13 * HOUR + 58 * 60)
    assert september.people["ana"].promises == Ratio(1, 1)
    assert behind(undone_after_midnight, "first_response") == [(1, "ana", 1)]
    assert behind(undone_after_midnight, "promises") == [(1, "ana", 1)]
    assert behind(undone_after_midnight, "promises_broken") == []


def test_in_the_month_of_the_undo_the_next_message_was_the_first(undone_after_midnight):
    october = month(undone_after_midnight, "2026-10")

    assert october.team_figures.first_response == Spread(1, 19 * HOUR, 19 * HOUR)
    assert october.team_figures.promises == Ratio(0, 0)  # it was dated in September


def test_a_promise_is_broken_at_its_time_though_the_clock_has_not_struck(store):
    keep(store, [anas()])

    assert month(store, now="2026-09-30 17:58").team_figures.promises == Ratio(0, 0)
    assert month(store, now="2026-09-30 18:00").team_figures.promises == Ratio(0, 1)
    assert month(store).people["ana"].promises == Ratio(0, 1)
    assert behind(store, "promises_broken") == [(1, "ana", 1)]


@pytest.mark.parametrize(
    ("after", "reopened"),
    [(timedelta(days=7), 1), (timedelta(days=7, microseconds=1), 0)],
    ids=["the last instant of the week", "just after it"],
)
def test_within_seven_days_includes_the_last_instant(store, after, reopened):
    story = anas("2026-09-28 10:00")
    story.says("ana", ending.resolve, **SOLVED)
    story.now += after
    story.says("customer", ending.reopen, spoken_at=story.now, why="not_solved")
    keep(store, [story])

    october = month(store, "2026-10")

    assert october.people["ana"].reopen_rate == Ratio(reopened, 1)
    assert october.team_figures.fcr == Ratio(1 - reopened, 1)
    assert month(store).team_figures.fcr == Ratio(0, 0)  # its week was not over


@pytest.mark.parametrize(
    ("told", "at_once"),
    [
        ({}, 0),
        ({"customer": 2}, 1),
        ({"category": "delivery"}, 1),
        ({"at": "2026-09-29 10:00"}, 1),
    ],
    ids=["the same matter", "another customer", "another category", "more than a week later"],
)
def test_who_comes_back_with_the_same_matter_was_not_helped_at_first(store, told, at_once):
    first = anas("2026-09-21 10:00")
    first.says("ana", ending.resolve, **SOLVED)
    keep(store, [first, anas(**({"at": "2026-09-24 10:00", "number": 2} | told))])

    assert month(store).team_figures.fcr == Ratio(at_once, 1)


def test_cases_that_were_filed_for_nobody_are_not_of_one_customer(store):
    unnamed = [anas("2026-09-21 10:00", customer=3), anas("2026-09-22 10:00", number=2, customer=3)]
    unnamed[0].says("ana", ending.resolve, **SOLVED)
    keep(store, unnamed)

    assert month(store).team_figures.fcr == Ratio(1, 1)
    assert month(store).team_figures.hidden_dissatisfaction == Ratio(0, 1)


def test_what_a_case_is_about_is_what_it_was_about_when_the_month_was_over(store):
    first, second = anas("2026-09-21 10:00"), anas("2026-09-22 10:00", number=2, category="delivery")
    first.says("ana", ending.resolve, **SOLVED)
    second.sleeps_until("2026-10-02 10:00").says("ana", talking.categorise, category="invoice")
    keep(store, [first, second])

    assert month(store).team_figures.fcr == Ratio(1, 1)


def test_a_score_that_is_changed_counts_as_it_was_said_last_and_again_in_the_next_month(store):
    story = anas("2026-09-29 10:00")
    story.says("ana", ending.resolve, **SOLVED)
    for at, score in (("2026-09-29 12:00", 5), ("2026-09-29 13:00", 4), ("2026-10-01 09:00", 1)):
        story.sleeps_until(at).record("customer", e.Rated("resolution", score, "speed"))
    keep(store, [story])

    assert month(store).team_figures.satisfaction.at_resolution == {"1": 0, "2": 0, "3": 0, "4": 1, "5": 0}
    assert month(store, "2026-10").team_figures.satisfaction.ones_and_twos == 1


def test_causes_stand_beside_those_of_the_month_before(store):
    stories = [anas(f"2026-{day} 10:00", number) for number, day in enumerate(("09-21", "10-05", "10-06"), 1)]
    for story in stories:
        story.until(story.now + timedelta(hours=1))
        story.says("ana", ending.resolve, **(SOLVED | {"cause": "billing/tariff"}))
    keep(store, stories)

    (only,) = month(store, "2026-10").team_figures.causes

    assert (only.cause, only.resolutions, only.held_s) == ("billing/tariff", 2, 2 * HOUR)
    assert (only.before.resolutions, only.before.held_s) == (1, HOUR)
