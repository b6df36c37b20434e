"""A case that comes back: to whom, until when, and what begins anew."""

from datetime import timedelta

import pytest

from bot.cases.ending import (
    reopen,
    resolve,
)
from bot.cases.holding import claim, return_
from bot.cases.talking import ask, urgent
from tests.cases.desk import (
    DAY,
    HOUSE,
    NOON,
    Story,
    a_case,
    a_house,
    clock_shows,
    ended,
    ids,
    rang,
    stands,
    waiting,
    wall,
    why_not,
)

FORTNIGHT = 14 * DAY
PHONE = {"outcome": "solved", "cause": "unknown", "told": "phone"}
SECOND = timedelta(seconds=1)


BACK = {"spoken_at": NOON + DAY, "why": "wrote"}
REOPENED = {
    "who resolved it, claimed": (ended(), HOUSE, ("ana", True, 0)),
    "who dismissed it, claimed": (ended("dismissed"), HOUSE, ("ana", True, 0)),
    "who resolved it, though closed since": (ended("closed"), HOUSE, ("ana", True, 0)),
    "who resolved it out of custody, claimed": (ended(by="lea", claimed=False), HOUSE, ("lea", True, 0)),
    "on duty there, if they are away": (ended(), a_house(away=("ana",)), ("lea", False, 0)),
    "on duty there, if they are gone": (ended(), a_house(gone=("ana",)), ("lea", False, 0)),
    "on duty at that tier, if they are away": (ended(by="ivo", tier=1), a_house(away=("ivo",)), ("sol", False, 1)),
    "who resolved it at the top": (ended(by="cleo", tier=2), HOUSE, ("cleo", True, 2)),
    "the second time, on duty one tier up": (ended(reopenings=1), HOUSE, ("sol", False, 1)),
    "the third time, one more": (ended(by="ivo", tier=1, reopenings=2), HOUSE, ("cleo", False, 2)),
    "the second time at the top, there": (ended(by="cleo", tier=2, reopenings=1), HOUSE, ("cleo", False, 2)),
    "the second time, though they are away": (ended(reopenings=1), a_house(away=("ana",)), ("sol", False, 1)),
    "the second time at the only tier, there": (
        ended(by="ivo", team="night", reopenings=1),
        HOUSE,
        ("nia", False, 0),
    ),
}


@pytest.mark.parametrize(("case", "house", "expected"), **ids(REOPENED))
@pytest.mark.parametrize("by", ["customer", "an agent"])
def test_reopened_it_is_of(case, house, expected, by):
    agent = {"support": "ben", "night": "oto"}[case.team]
    told = {"text": "she called"} if by == "an agent" else {}

    opened_again = reopen(case, house, agent if told else "customer", NOON + DAY, **BACK, **told)

    assert stands(opened_again) == expected


NOT_REOPENED = {
    "while open": (a_case(), "customer", DAY, "open-already"),
    "while waiting": (waiting(), "customer", DAY, "open-already"),
    "merged": (ended("merged", merged_into=17), "customer", DAY, "merged"),
    "a second after 14 days": (ended(), "customer", FORTNIGHT + SECOND, "too-late-to-reopen"),
    "closed, a second after 14 days": (ended("closed"), "customer", FORTNIGHT + SECOND, "too-late-to-reopen"),
    "dismissed, a second after 14 days": (ended("dismissed"), "customer", FORTNIGHT + SECOND, "too-late-to-reopen"),
    "by an agent of another team": (ended(), "tom", DAY, "not-of-team"),
    "by an agent without a reason": (ended(), "ben", DAY, "reopen-needs-why"),
}


@pytest.mark.parametrize(("case", "by", "later", "why"), **ids(NOT_REOPENED))
def test_a_reopening_is_refused(case, by, later, why):
    assert why_not(reopen, case, HOUSE, by, NOON + later, **BACK) == why


@pytest.mark.parametrize("state", ["resolved", "closed", "dismissed"])
def test_exactly_fourteen_days_later_it_still_reopens(state):
    assert reopen(ended(state), HOUSE, "customer", NOON + FORTNIGHT, **BACK).owner == "ana"


def test_a_reopening_begins_anew_in_everything_but_its_life():
    story = Story().opens()
    story.until("2026-11-20 06:00")  # escalated
    story.says("cleo", claim)
    story.says("cleo", ask, question="?")
    story.sleeps_until("2026-11-20 07:00").customer_writes()
    story.says("cleo", urgent, why="why")
    story.says("cleo", resolve, **PHONE)
    story.sleeps_until("2026-11-23 10:00")

    story.says("customer", reopen, spoken_at=wall("2026-11-23 09:00"), why="not_solved")

    case = story.case
    assert (case.state, case.opening, case.reopenings, stands(case)) == ("open", 2, 1, ("cleo", True, 2))
    assert clock_shows(case.deadline) == "2026-11-24 05:00"
    assert clock_shows(case.promise) == "2026-11-23 17:59"
    assert (case.escalated_at, case.urgent, case.paused, case.rung, case.breached_at) == (
        None,
        False,
        timedelta(0),
        (),
        None,
    )
    assert clock_shows(case.spoken_at) == "2026-11-23 09:00"


def test_a_reopened_case_may_leave_the_top_again_and_escalates_once_more():
    story = Story().opens("ana")
    story.until("2026-11-20 06:00")
    story.says("cleo", claim)
    story.says("cleo", resolve, **PHONE)
    story.says("customer", reopen, spoken_at=story.now, why="wrote")

    story.says("cleo", return_, fields=("size",))

    assert stands(story.case) == ("ana", True, 0)
    assert "escalated" in [kind for _, kind in rang(story.until("2026-11-24 12:00"))]
