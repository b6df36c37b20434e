"""How a case begins and ends: open, resolve, close, merge, not a case, rate."""

from datetime import timedelta

import pytest

from bot.cases import events as e
from bot.cases.ending import (
    cause_of,
    close,
    dismiss,
    merge,
    open_,
    resolve,
)
from bot.cases.holding import give
from bot.cases.talking import ask
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
    ids,
    in_custody,
    stands,
    waiting,
    wall,
    why_not,
)

FORTNIGHT = 14 * DAY
PHONE = {"outcome": "solved", "cause": "unknown", "told": "phone"}
SECOND = timedelta(seconds=1)


# Open


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


# Resolve


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
    assert cause_of(SUPPORT, "Billing: tariff") == cause_of(SUPPORT, "tariff") == "billing/tariff"
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


# Close


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


# Merge


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

    merged, absorbed = merge(case, target, HOUSE, "ana", case.at)

    assert merged == e.Merged(into=2)
    assert absorbed == e.Absorbed(deadline=expected, case=1, promise=expected)


@pytest.mark.parametrize(
    ("mine", "its", "expected"), [(EARLY, None, EARLY), (None, LATE, LATE), (None, None, None)], ids=str
)
def test_a_promise_that_is_kept_is_not_taken(mine, its, expected):
    case = a_case(promise=mine)
    _, absorbed = merge(case, a_case(**OTHER, promise=its), HOUSE, "ana", case.at)

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
    assert why_not(merge, case, target, HOUSE, "ana", NOON) == why


@pytest.mark.parametrize("case", [a_case(), in_custody("ana"), waiting()], ids=["held", "in custody", "waiting"])
@pytest.mark.parametrize("state", ["open", "waiting"])
def test_a_merge_goes_into_what_is_open_or_waiting(case, state):
    target = waiting("tom", id=2, team="billing") if state == "waiting" else a_case(**OTHER)

    assert merge(case, target, HOUSE, "ana", case.at)[0].into == 2


def test_merging_a_waiting_case_ends_its_pause_and_counts_it():
    case, at = waiting(), NOON + 4 * HOUR
    target = a_case(**OTHER, deadline=case.deadline + 20 * HOUR)

    moved = HOUSE.teams["support"].clock.add(case.deadline, 4 * HOUR)
    assert merge(case, target, HOUSE, "ana", at)[1].deadline == moved


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


# Not a case


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
