from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cases import events as e
from bot.cases.alarms import alarms
from bot.cases.ending import close, reopen, resolve
from bot.cases.rating import because_of, is_asked_later, lot, may_be_asked, must_be_ratable, rate, rated_until
from tests.cases.desk import DAY, HOUR, SUPPORT, Story, a_case, a_house, ended, wall, why_not

HOUSE = a_house()
RESOLVED = wall("2026-11-19 17:00")  # a Thursday; so is the 26th
SOLVED = {"outcome": "solved", "cause": "unknown", "told": "phone"}


def resolved(question: str = "resolution", number: int = 1) -> Story:
    story = Story(number=number).opens("ana")
    story.until("2026-11-19 17:00")
    story.says("ana", resolve, **SOLVED)
    story.record("ana", e.RatingAsked("resolution"))
    if question == "later":
        story.until("2026-11-26 17:00")
    return story


# Who may give a score, and until when


@pytest.mark.parametrize(
    ("case", "score", "why"),
    [
        (a_case(), 5, "not-resolved"),
        (ended("dismissed"), 5, "ended"),
        (replace(ended("merged"), merged_into=2), 5, "merged"),
        (ended(), 0, "no-such-score"),
        (ended(), 6, "no-such-score"),
    ],
    ids=["open", "dismissed", "merged", "0", "6"],
)
def test_a_score_is_refused(case, score, why):
    assert why_not(rate, case, case.at, score=score) == why


@pytest.mark.parametrize("state", ["resolved", "closed"])
def test_a_resolution_is_rated_from_1_to_5(state):
    case = ended(state)

    assert [rate(case, case.at, score=score, because="heard").score for score in (1, 5)] == [1, 5]


@pytest.mark.parametrize(("question", "last"), [("resolution", RESOLVED + 14 * DAY), ("later", RESOLVED + 21 * DAY)])
def test_a_score_can_be_given_and_changed_for_fourteen_days_from_the_question(question, last):
    case = resolved(question).case

    assert rated_until(case) == last
    assert rate(case, last, score=4).question == question
    assert why_not(rate, case, last + timedelta(microseconds=1), score=4) == "too-late-to-rate"


def test_who_was_not_asked_may_say_it_all_the_same():
    case = ended()

    must_be_ratable(case, case.at)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("stayed solved", "stayed_solved"),
        ("Speed.", "speed"),
        ("other", "other"),
        ("Ana was kind", "other"),
        ("", None),
        (None, None),
    ],
)
def test_what_made_it_so_is_one_of_the_usual_reasons_or_other(said, code):
    assert because_of(said) == code


# Who is asked, and when


@pytest.mark.parametrize(
    ("case", "asked"),
    [(a_case(), True), (a_case(via="follow_up"), False), (resolved().case, False)],
    ids=["a customer's", "a follow-up", "asked already"],
)
def test_who_may_be_asked(case, asked):
    assert may_be_asked(case) is asked


def test_seven_days_on_the_clock_asks_once_more():
    story = resolved()
    assert alarms(story.case, HOUSE) == [(RESOLVED + 7 * DAY, "ask_later"), (RESOLVED + 14 * DAY, "close")]

    story.until("2026-11-26 16:59")
    assert story.case.asked_later_at is None
    story.until("2026-11-26 17:00")

    assert story.lines[-1].event == e.RatingAsked("later")
    assert story.lines[-1].by == "clock"
    assert alarms(story.case, HOUSE) == [(RESOLVED + 14 * DAY, "close")]


def test_at_a_desk_that_is_shut_then_it_asks_at_the_next_opening():
    story = Story(now=wall("2026-11-23 10:00")).opens("ana")
    story.until("2026-11-23 11:00")
    story.says("ana", resolve, **SOLVED)
    story.record("ana", e.RatingAsked("resolution"))

    assert alarms(story.case, HOUSE)[0] == (wall("2026-12-02 09:00"), "ask_later")  # the 30th and the 1st are holidays


def test_who_said_that_it_is_solved_is_asked_as_well():
    story = resolved()

    story.says("customer", lambda case, house, by: close(case))

    assert story.due_at == RESOLVED + 7 * DAY


def test_after_the_end_nothing_more_is_due():
    story = resolved()

    story.until("2027-01-10 12:00")

    assert [line.event.kind for line in story.lines[-4:]] == ["resolved", "rating_asked", "rating_asked", "closed"]
    assert story.due_at is None


def test_a_reopening_ends_the_survey():
    story = resolved()

    story.says("customer", reopen, spoken_at=RESOLVED + HOUR, why="not_solved")

    assert (story.case.asked_at, story.case.asked_later_at) == (None, None)
    assert "ask_later" not in [name for _, name in alarms(story.case, HOUSE)]


def test_who_was_not_asked_at_first_is_not_asked_later():
    case = ended()

    assert [name for _, name in alarms(case, HOUSE)] == ["close"]


def test_a_team_that_is_no_longer_configured_asks_nobody():
    case = replace(resolved().case, team="sales")

    assert [name for _, name in alarms(case, HOUSE)] == ["close"]


# The lot


@pytest.mark.parametrize("one_in", [1, 2, 4, 10])
def test_one_in_so_many_is_drawn_and_the_same_every_time(one_in):
    drawn = [number for number in range(1, 20_001) if is_asked_later(a_case(id=number), one_in)]

    assert abs(len(drawn) - 20_000 / one_in) < 200
    assert drawn == [number for number in range(1, 20_001) if lot(number, 1) < 1 / one_in]


def test_nobody_is_drawn_where_nobody_is_to_be_asked():
    assert not any(is_asked_later(a_case(id=number), 0) for number in range(1, 1000))


def test_every_team_decides_for_itself():
    house = replace(HOUSE, teams={**HOUSE.teams, "support": replace(SUPPORT, ask_later=0)})

    assert [name for _, name in alarms(resolved().case, house)] == ["close"]
