"""Undo: what can be undone, by whom and until when; what is restored, and what stays."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cases.ending import (
    dismiss,
    resolve,
    undo,
)
from bot.cases.holding import assign, claim, give, pass_up
from bot.cases.talking import ask, note, reply, urgent, wait, wake
from tests.cases.desk import (
    DAY,
    HOUR,
    NOON,
    Story,
    ids,
    rang,
    why_not,
)

FORTNIGHT = 14 * DAY
PHONE = {"outcome": "solved", "cause": "unknown", "told": "phone"}
SECOND = timedelta(seconds=1)


UNDONE = {
    "a claim": ("customer", "ana", claim, {}),
    "a claim from above": ("customer", "ivo", claim, {}),
    "a pass": ("ana", "ana", pass_up, {"reason": "needs expertise"}),
    "a gift": ("ana", "ana", give, {"to": "ben", "reason": "needs expertise"}),
    "an assignment": ("ana", "lea", assign, {"to": "ben", "why": "why"}),
    "a question": ("ana", "ana", ask, {"question": "?"}),
    "a wait": ("ana", "ana", wait, {"until": NOON + DAY, "on": "bank", "why": "why"}),
    "not a case": ("ana", "ana", dismiss, {"why": "spam"}),
}


@pytest.mark.parametrize(("opener", "by", "rule", "told"), **ids(UNDONE))
def test_undoing_restores_all_as_it_stood(opener, by, rule, told):
    story = Story().opens(opener)
    before, held = story.case, story.held()
    story.says(by, rule, **told)
    story.sleeps_until("2026-11-19 10:10")  # exactly ten minutes

    story.undoes(by)

    again = story.case
    undone = story.states[1]  # its hold and card keep their numbers
    assert again == replace(before, seq=3, at=story.now, holds=undone.holds, cards=undone.cards)
    assert [one for one in story.held() if one[1] != "undone"] == held


def test_an_undone_question_adds_no_pause_and_the_promise_it_kept_stands_again():
    story = Story().opens("ana")
    promised, due = story.case.promise, story.case.deadline
    story.says("ana", ask, question="?")
    story.sleeps_until("2026-11-19 10:09")

    story.undoes("ana")

    assert (story.case.promise, story.case.deadline, story.case.paused) == (promised, due, timedelta(0))
    story.says("ana", resolve, **PHONE)
    assert story.holds[1].length == timedelta(minutes=9)


def test_custody_counts_on_through_an_undone_claim():
    story = Story().opens()
    story.sleeps_until("2026-11-19 11:55").says("ana", claim)
    story.sleeps_until("2026-11-19 12:05").undoes("ana")

    assert rang([("now", event) for event in story.strikes()]) == [("now", "unclaimed_1")]
    assert story.held() == [("lea", None), ("ana", "undone")]


NO_UNDO = {
    "after ten minutes": ("ana", claim, {}, 10 * 60 + 1, "ana", "too-late-to-undo"),
    "by somebody else": ("ana", claim, {}, 0, "lea", "not-yours-to-undo"),
    "of a note": ("ana", note, {"text": "words"}, 0, "ana", "cannot-undo"),
    "of a reply": ("ana", reply, {"text": "words"}, 0, "ana", "cannot-undo"),
    "of an urgent mark": ("lea", urgent, {"why": "why"}, 0, "lea", "cannot-undo"),
    "of a resolution": ("lea", resolve, PHONE, 0, "lea", "cannot-undo"),
}


@pytest.mark.parametrize(("by", "rule", "told", "later", "undoer", "why"), **ids(NO_UNDO))
def test_there_is_no_undo(by, rule, told, later, undoer, why):
    story = Story().opens()
    story.says(by, rule, **told)

    assert why_not(undo, story.case, story.lines[-1], undoer, story.now + timedelta(seconds=later)) == why


def test_any_later_line_ends_the_undo_the_clocks_too():
    story = Story().opens("ana").sleeps_until("2026-11-20 05:55")
    story.says("ana", give, to="ben", reason="needs expertise")
    story.until("2026-11-20 06:00")  # escalated

    assert why_not(undo, story.case, story.lines[-1], "ana", story.now) == "not-yours-to-undo"


def test_an_undo_is_not_undone_nor_is_the_clocks_question():
    story = Story().opens()
    story.says("ana", claim)
    story.undoes("ana")
    assert why_not(undo, story.case, story.lines[-1], "ana", story.now) == "cannot-undo"

    story.says("lea", ask, question="?")
    story.until(story.now + 72 * HOUR)

    assert why_not(undo, story.case, story.lines[-1], "lea", story.now) == "not-yours-to-undo"


def test_after_an_undo_holds_are_numbered_on():
    story = Story().opens()
    story.says("ana", claim)
    story.undoes("ana")

    story.says("ben", claim)

    assert [(hold.number, hold.person, hold.ending) for hold in story.holds.values()] == [
        (1, "lea", "claimed"),
        (2, "ana", "undone"),
        (3, "ben", None),
    ]


def test_waking_is_not_undone():
    story = Story().opens("ana")
    story.says("ana", ask, question="?")
    story.says("ana", wake)

    assert why_not(undo, story.case, story.lines[-1], "ana", story.now) == "cannot-undo"
