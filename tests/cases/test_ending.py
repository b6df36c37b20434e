"""How a case begins and ends: open, resolve, close, reopen, merge, not a case, undo, rate."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cases import events as e
from bot.cases.ending import (
    cause_of,
    close,
    dismiss,
    merge,
    open_,
    rate,
    reopen,
    resolve,
    undo,
)
from bot.cases.holding import assign, claim, give, pass_up, return_
from bot.cases.talking import ask, note, reply, urgent, wait, wake
from tests.cases.desk import (
    DAY,
    HOUR,
    HOUSE,
    NIGHT,
    NOON,
    SUPPORT,
    THURSDAY,
    Story,
    a_case,
    a_house,
    clock_shows,
    ended,
    escalated,
    in_custody,
    rang,
    stands,
    waiting,
    wall,
    why_not,
)

FORTNIGHT = 14 * DAY
PHONE = {"outcome": "solved", "cause": "unknown", "told": "phone"}
SECOND = timedelta(seconds=1)


def ids(table: dict[str, object]) -> dict[str, object]:
    return {"argvalues": table.values(), "ids": list(table)}


# --- open -------------------------------------------------------------------

OPENERS = {
    "for a message, on duty at the lowest tier": (HOUSE, None, ("lea", False, 0)),
    "the deputy, while the lead is away": (a_house(away=("lea",)), None, ("dan", False, 0)),
    "an agent owns what they open": (HOUSE, "ana", ("ana", True, 0)),
    "at their tier": (HOUSE, "ivo", ("ivo", True, 1)),
    "at the lowest of their tiers": (HOUSE, "sol", ("sol", True, 1)),
    "at the top": (HOUSE, "cleo", ("cleo", True, 2)),
    "somebody of another team is no agent here": (HOUSE, "tom", ("lea", False, 0)),
    "somebody who left is no agent": (a_house(gone=("ana",)), "ana", ("lea", False, 0)),
}


@pytest.mark.parametrize(("house", "by", "expected"), **ids(OPENERS))
def test_an_opened_case_is_of(house, by, expected):
    opened = open_(house, "support", THURSDAY, spoken_at=THURSDAY, via="new", customer=7, by=by)

    assert stands(opened) == expected


def test_the_limit_runs_from_when_the_customer_spoke_not_from_when_it_was_filed():
    story = Story(now=wall("2026-11-20 05:00")).opens(spoken_at=THURSDAY)

    assert clock_shows(story.case.deadline) == "2026-11-20 06:00"
    assert (story.case.spoken_at, story.case.opened_at) == (THURSDAY, story.now)


def test_what_is_filed_too_late_escalates_at_once_and_is_late_only_since_it_was_filed():
    story = Story(now=wall("2026-11-20 10:00")).opens(spoken_at=THURSDAY)

    escalation = story.strikes()[0]

    assert isinstance(escalation, e.Escalated)
    assert escalation.late_s == timedelta(0)


def test_the_only_category_of_a_team_is_every_cases():
    assert open_(HOUSE, "night", THURSDAY, spoken_at=THURSDAY, via="form", customer=7).category == "other"
    assert open_(HOUSE, "support", THURSDAY, spoken_at=THURSDAY, via="form", customer=7).category is None
    assert NIGHT.top == 0


# --- resolve -------------------------------------------------------------------

RESOLVED = {
    "with a text": (a_case(), {"told": "text", "text": "done"}),
    "by phone": (a_case(), {"told": "phone"}),
    "with the last reply": (a_case(replied=True), {"told": "last_reply"}),
    "from custody": (in_custody(), {"told": "phone"}),
    "while waiting": (waiting(), {"told": "phone"}),
    "at the top, escalated": (escalated(), {"told": "phone"}),
    "though offered to a colleague": (a_case(), {"told": "phone"}),
    "without an answer": (a_case(), {"told": "phone", "outcome": "no_answer"}),
    "as a no": (a_case(), {"told": "phone", "outcome": "said_no"}),
    "with a cause": (a_case(), {"told": "phone", "cause": "Billing/Tariff"}),
}


@pytest.mark.parametrize(("case", "told"), **ids(RESOLVED))
def test_its_owner_resolves(case, told):
    assert resolve(case, HOUSE, case.owner, **(PHONE | told)).kind == "resolved"


UNRESOLVED = {
    "twice": (ended(), "ana", {}, "ended"),
    "by a colleague": (a_case("ben"), "ana", {}, "not-yours"),
    "by the lead": (a_case(), "lea", {}, "not-yours"),
    "merged": (ended("merged", merged_into=2), "ana", {}, "merged"),
    "for no known outcome": (a_case(), "ana", {"outcome": "gone"}, "no-such-outcome"),
    "for no known cause": (a_case(), "ana", {"cause": "weather"}, "no-such-cause"),
    "told in no known way": (a_case(), "ana", {"told": "pigeon"}, "no-such-telling"),
    "with an empty text": (a_case(), "ana", {"told": "text", "text": ""}, "resolve-needs-text"),
    "with a last reply that never was": (a_case(), "ana", {"told": "last_reply"}, "no-reply-yet"),
}


@pytest.mark.parametrize(("case", "by", "told", "why"), **ids(UNRESOLVED))
def test_a_resolution_is_refused(case, by, told, why):
    assert why_not(resolve, case, HOUSE, by, **(PHONE | told)) == why


def test_a_cause_is_a_department_and_step_as_configured():
    assert cause_of(SUPPORT, "billing/DOUBLE charge") == "billing/double charge"
    assert cause_of(SUPPORT, "unknown") == "unknown"
    assert cause_of(HOUSE.teams["billing"], "tax") == "tax"


@pytest.mark.parametrize(("passes", "kept"), [(0, None), (1, True)], ids=["never passed", "passed"])
def test_whether_the_sender_could_have_solved_it_is_asked_of_what_was_passed(passes, kept):
    assert resolve(a_case(passes=passes), HOUSE, "ana", **PHONE, avoidable=True).avoidable is kept


@pytest.mark.parametrize("marked", [False, True])
def test_whether_it_was_rightly_urgent_is_asked_of_what_was_marked(marked):
    rightly = resolve(a_case(urgent=marked), HOUSE, "ana", **PHONE, rightly_urgent=False).rightly_urgent

    assert rightly is (False if marked else None)


def test_a_resolution_ends_pause_offer_promise_and_hold_and_keeps_the_owner():
    story = Story().opens("ana")
    story.says("ana", give, to="ben", reason="needs expertise")
    story.says("ana", ask, question="?")

    story.says("ana", resolve, **PHONE)

    assert (story.case.state, stands(story.case)) == ("resolved", ("ana", True, 0))
    assert (story.case.pause, story.case.offer, story.case.promise, story.case.held_since) == (None, None, None, None)
    assert story.held() == [("ana", "resolved")]


# --- close -------------------------------------------------------------------


def test_fourteen_days_after_it_was_resolved_it_closes_by_itself():
    story = Story().opens("ana")
    story.says("ana", resolve, **PHONE)
    resolved_at = story.now

    assert story.until(resolved_at + FORTNIGHT - SECOND) == []
    assert [event for _, event in story.until(resolved_at + FORTNIGHT)] == [e.Closed()]
    assert (story.case.state, story.due_at) == ("closed", None)


@pytest.mark.parametrize(
    ("case", "why"),
    [(a_case(), "not-resolved"), (ended("closed"), "closed-already"), (ended("dismissed"), "not-resolved")],
    ids=["open", "closed", "dismissed"],
)
def test_closing_is_refused(case, why):
    assert why_not(close, case) == why


# --- reopen -------------------------------------------------------------------

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


# --- merge -------------------------------------------------------------------

EARLY, LATE = wall("2026-11-20 06:00"), wall("2026-11-24 06:00")
OTHER = {"id": 2, "owner": "tom", "team": "billing"}
MERGES = {
    "the target's, if it is earlier": (LATE, EARLY, EARLY),
    "the duplicate's, if that is earlier": (EARLY, LATE, EARLY),
    "either, if both are the same": (EARLY, EARLY, EARLY),
}


@pytest.mark.parametrize(("mine", "its", "expected"), **ids(MERGES))
def test_the_target_of_a_merge_takes_the_deadline_and_promise_of(mine, its, expected):
    case, target = a_case(deadline=mine, promise=mine), a_case(**OTHER, deadline=its, promise=its)

    merged, absorbed = merge(case, target, HOUSE, "ana")

    assert merged == e.Merged(into=2)
    assert absorbed == e.Absorbed(deadline=expected, case=1, promise=expected)


@pytest.mark.parametrize(
    ("mine", "its", "expected"), [(EARLY, None, EARLY), (None, LATE, LATE), (None, None, None)], ids=str
)
def test_a_promise_that_is_kept_is_not_taken(mine, its, expected):
    _, absorbed = merge(a_case(promise=mine), a_case(**OTHER, promise=its), HOUSE, "ana")

    assert absorbed.promise == expected


NO_MERGES = {
    "by a colleague": (a_case("ben"), a_case(**OTHER), "not-yours"),
    "into itself": (a_case(), a_case(), "merge-with-itself"),
    "of another customer's": (a_case(), a_case(**OTHER, customer=8), "other-customer"),
    "into what is resolved": (a_case(), ended(**(OTHER | {"by": "tom"})), "ended"),
    "into what was merged": (a_case(), ended("merged", **(OTHER | {"by": "tom"}), merged_into=3), "merged"),
    "of what is resolved": (ended(), a_case(**OTHER), "ended"),
}


@pytest.mark.parametrize(("case", "target", "why"), **ids(NO_MERGES))
def test_a_merge_is_refused(case, target, why):
    assert why_not(merge, case, target, HOUSE, "ana") == why


@pytest.mark.parametrize("case", [a_case(), in_custody("ana"), waiting()], ids=["held", "in custody", "waiting"])
@pytest.mark.parametrize("state", ["open", "waiting"])
def test_a_merge_goes_into_what_is_open_or_waiting(case, state):
    target = waiting("tom", id=2, team="billing") if state == "waiting" else a_case(**OTHER)

    assert merge(case, target, HOUSE, "ana")[0].into == 2


def test_a_merged_case_is_over_and_its_target_rings_anew_for_the_earlier_deadline():
    story = Story().opens("ana")
    story.record("ana", e.Merged(into=2))
    target = Story(number=2, now=wall("2026-11-20 12:00")).opens("ben")
    target.until("2026-11-23 09:00")
    assert "deadline_near" not in target.case.rung

    target.record("ana", e.Absorbed(deadline=wall("2026-11-23 10:00"), case=1, promise=None))

    assert (story.case.state, story.case.merged_into, story.due_at) == ("merged", 2, None)
    assert target.case.promise is None
    assert [event.kind for event in target.strikes()] == ["nudged"]


# --- not a case -------------------------------------------------------------------


@pytest.mark.parametrize("why", ["chatter", "test", "other"])
def test_unless_it_is_spam_a_dismissal_needs_a_line_to_the_customer(why):
    assert why_not(dismiss, a_case(), HOUSE, "ana", why=why) == "dismiss-needs-line"
    assert dismiss(a_case(), HOUSE, "ana", why=why, text="have a nice day").why == why


def test_spam_is_dismissed_without_a_word_and_stays_so_for_good():
    story = Story().opens("ana")

    story.says("ana", dismiss, why="spam")

    assert (story.case.state, story.due_at) == ("dismissed", None)
    assert story.held() == [("ana", "dismissed")]


@pytest.mark.parametrize(
    ("case", "by", "kind", "why"),
    [
        (a_case("ben"), "ana", "spam", "not-yours"),
        (a_case(), "lea", "spam", "not-yours"),
        (ended(), "ana", "spam", "ended"),
        (a_case(), "ana", "boring", "no-such-dismissal"),
    ],
    ids=["by a colleague", "by the lead", "resolved", "for no known reason"],
)
def test_a_dismissal_is_refused(case, by, kind, why):
    assert why_not(dismiss, case, HOUSE, by, why=kind, text="words") == why


# --- undo -------------------------------------------------------------------

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


# --- rate -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("case", "score", "why"),
    [
        (a_case(), 5, "not-resolved"),
        (ended("dismissed"), 5, "not-resolved"),
        (ended(), 0, "no-such-score"),
        (ended(), 6, "no-such-score"),
    ],
    ids=["open", "dismissed", "0", "6"],
)
def test_a_score_is_refused(case, score, why):
    assert why_not(rate, case, score=score) == why


@pytest.mark.parametrize("state", ["resolved", "closed"])
def test_a_resolution_is_rated_from_1_to_5(state):
    assert [rate(ended(state), score=score, because="heard").score for score in (1, 5)] == [1, 5]
