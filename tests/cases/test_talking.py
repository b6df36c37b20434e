"""What is said: urgent, promises, answers, replies, notes, fields, advice."""

import pytest

from bot.cases import events as e
from bot.cases.case import Consult
from bot.cases.holding import give
from bot.cases.talking import (
    advise,
    answer_for,
    ask,
    categorise,
    consult,
    note,
    promise,
    reply,
    set_field,
    urgent,
    wake,
)
from tests.cases.desk import (
    DAY,
    HOUR,
    HOUSE,
    NOON,
    THURSDAY,
    Story,
    a_case,
    a_house,
    asked_at_noon,
    clock_shows,
    ended,
    escalated,
    ids,
    in_custody,
    rang,
    stands,
    waiting,
    wall,
    why_not,
)

# Urgent


URGENT = {
    "by the owner": (a_case(), "ana", "2026-11-19 14:00"),
    "by a lead": (a_case(), "lea", "2026-11-19 14:00"),
    "with less than two hours left, the old deadline": (
        a_case(deadline=wall("2026-11-19 13:59")),
        "ana",
        "2026-11-19 13:59",
    ),
    "past its deadline": (a_case(deadline=wall("2026-11-19 11:00")), "ana", "2026-11-19 11:00"),
    "at the top, escalated": (escalated(), "cleo", "2026-11-19 14:00"),
    "while waiting": (waiting(), "ana", "2026-11-19 14:00"),
}


@pytest.mark.parametrize(("case", "by", "due"), **ids(URGENT))
def test_urgent_is_due_two_hours_from_the_mark(case, by, due):
    assert clock_shows(urgent(case, HOUSE, by, NOON, why="the bank closes").deadline) == due


@pytest.mark.parametrize(
    ("case", "by", "reason", "why"),
    [
        (a_case("ben"), "ana", "why", "owner-or-lead"),
        (a_case(), "bea", "why", "owner-or-lead"),
        (a_case(), "ana", None, "urgent-needs-why"),
        (a_case(urgent=True), "ana", "why", "urgent-already"),
        (ended(), "ana", "why", "ended"),
    ],
    ids=["a colleague", "another team's lead", "without why", "twice", "resolved"],
)
def test_an_urgent_mark_is_refused(case, by, reason, why):
    assert why_not(urgent, case, HOUSE, by, NOON, why=reason) == why


def test_urgent_runs_day_and_night_and_at_the_top_has_two_hours_more():
    story = Story(now=wall("2026-11-20 23:00")).opens("ana")  # a Friday night
    story.says("ana", urgent, why="the bank closes")

    struck = story.until("2026-11-21 12:00")

    assert [one for one in rang(struck) if one[1] in ("escalated", "breached")] == [
        ("2026-11-21 01:00", "escalated"),
        ("2026-11-21 03:00", "breached"),
    ]


def test_marked_while_waiting_its_two_hours_run_from_the_mark_and_move_by_the_pause_since():
    story = asked_at_noon().sleeps_until("2026-11-19 15:00")
    story.says("ana", urgent, why="the bank closes")
    assert clock_shows(story.case.deadline) == "2026-11-19 17:00"

    story.sleeps_until("2026-11-19 16:30").customer_writes()

    assert clock_shows(story.case.deadline) == "2026-11-19 18:30"
    assert story.case.paused == 4.5 * HOUR


def test_urgent_does_not_change_the_promise_and_ends_with_the_opening():
    story = Story().opens("ana")
    promised = story.case.promise
    story.says("ana", urgent, why="why")
    assert (story.case.urgent, story.case.promise) == (True, promised)

    story.record("ana", e.Resolved("solved", "unknown", "phone"))
    story.record("customer", e.Reopened("ana", True, 0, story.now + DAY, story.now, "wrote", None))

    assert not story.case.urgent


# Promises


def test_the_first_human_message_keeps_the_promise_and_none_stands_until_the_next():
    for rule, told in ((reply, {"text": "we see to it"}), (ask, {"question": "which?"})):
        story = Story().opens("ana")
        assert story.case.promise is not None

        story.says("ana", rule, **told)

        assert story.case.promise is None


def test_a_note_or_the_clocks_second_question_keeps_no_promise():
    story = asked_at_noon()
    story.says("ana", note, text="words")
    story.says("ana", promise, until=NOON + 10 * DAY)

    story.until("2026-11-22 12:00")

    assert story.case.pause.again
    assert story.case.promise == NOON + 10 * DAY


@pytest.mark.parametrize(
    ("case", "by", "until", "why"),
    [
        (a_case("ben"), "ana", NOON + DAY, "not-yours"),
        (a_case(), "lea", NOON + DAY, "not-yours"),
        (a_case(), "ana", NOON, "date-past"),
        (ended(), "ana", NOON + DAY, "ended"),
    ],
    ids=["a colleague", "a lead who does not own it", "until now", "resolved"],
)
def test_a_promise_is_refused(case, by, until, why):
    assert why_not(promise, case, HOUSE, by, NOON, until=until) == why


# Answer for


@pytest.mark.parametrize(
    ("case", "by"),
    [(escalated("sol"), "sol"), (escalated("sol"), "cleo"), (escalated(claimed=False), "cleo")],
    ids=["the owner at the top", "the person on duty there", "the one who has it in custody"],
)
def test_an_escalated_case_is_answered_for_by(case, by):
    assert answer_for(case, HOUSE, by, NOON, until=NOON + DAY, sentence="I see to it").until == NOON + DAY


@pytest.mark.parametrize(
    ("case", "by", "until", "why"),
    [
        (a_case("cleo", tier=2), "cleo", NOON + DAY, "not-escalated"),
        (escalated(), "sol", NOON + DAY, "top-only"),
        (escalated(), "lea", NOON + DAY, "top-only"),
        (escalated(), "cleo", NOON, "date-past"),
        (ended(by="cleo", escalated_at=NOON), "cleo", NOON + DAY, "ended"),
    ],
    ids=["not escalated", "the deputy while the lead is here", "a lead below", "until now", "resolved"],
)
def test_an_answer_is_refused(case, by, until, why):
    assert why_not(answer_for, case, HOUSE, by, NOON, until=until, sentence="words") == why


def test_the_date_answered_for_is_the_promise_and_answers_are_counted_over_its_life():
    story = Story().opens()
    story.until("2026-11-20 06:00")
    story.says("cleo", answer_for, until=wall("2026-11-25 15:00"), sentence="words")
    story.says("cleo", answer_for, until=wall("2026-11-26 15:00"), sentence="words")
    assert (clock_shows(story.case.promise), story.case.answers) == ("2026-11-26 15:00", 2)

    story.record("cleo", e.Resolved("solved", "unknown", "phone"))
    story.record("customer", e.Reopened("cleo", True, 2, story.now + DAY, story.now, "wrote", None))

    assert (story.case.answers, story.case.answered_until) == (2, None)


# The rest


@pytest.mark.parametrize(
    ("case", "by"),
    [(a_case("ben"), "ana"), (a_case("ben"), "cleo"), (ended(by="ben"), "ana"), (a_case("ana", tier=1), "ana")],
    ids=["a member of its tier", "one of above", "after it was resolved", "its owner"],
)
def test_a_reply_is_written_by(case, by):
    assert reply(case, HOUSE, by, text="words").text == "words"


@pytest.mark.parametrize(
    ("case", "by", "why"),
    [
        (a_case("ivo", tier=1), "ana", "not-of-tier"),
        (a_case(), "tom", "not-of-tier"),
        (ended("closed"), "ana", "ended"),
        (ended("dismissed"), "ana", "ended"),
        (ended("merged", merged_into=2), "ana", "merged"),
    ],
    ids=["a tier below", "another team", "closed", "dismissed", "merged"],
)
def test_a_reply_is_refused(case, by, why):
    assert why_not(reply, case, HOUSE, by, text="words") == why


def test_notes_and_fields_come_from_any_agent_of_the_team_and_from_nobody_else():
    case = a_case("cleo", tier=2)

    assert note(case, HOUSE, "ana", text="words").kind == "noted"
    assert set_field(case, HOUSE, "ana", name="size", text="M").kind == "field_set"
    assert set_field(case, HOUSE, "customer", name="size", text="M").kind == "field_set"
    assert why_not(note, case, HOUSE, "tom", text="words") == "not-of-team"
    assert why_not(set_field, case, HOUSE, "tom", name="size", text="M") == "not-of-team"


def test_a_field_is_known_or_unknowable_never_both():
    story = Story().opens("ana", category="delivery")
    story.says("ana", set_field, name="size", text=None, cannot_say=True)
    story.says("ana", set_field, name="order number", text="17")
    story.says("ana", set_field, name="size", text="M")
    assert (story.case.known, story.case.unknowable) == (("order number", "size"), ())

    story.says("ana", set_field, name="size", text=None, cannot_say=True)

    assert (story.case.known, story.case.unknowable) == (("order number",), ("size",))


def test_a_category_is_one_of_the_teams():
    assert categorise(a_case(), HOUSE, "ana", category="Invoice").category == "invoice"
    assert why_not(categorise, a_case(), HOUSE, "ana", category="refund") == "no-such-category"


def test_a_consulted_colleague_advises_once_and_the_owner_stays_the_owner():
    story = Story().opens("ana")
    story.says("ana", consult, whom="tom", question="ever seen this?")
    assert story.case.consults == (Consult(2, "ana", "tom"),)

    story.says("tom", advise, text="yes")

    assert (stands(story.case), story.case.consults) == (("ana", True, 0), ())
    assert why_not(advise, story.case, HOUSE, "tom", text="and") == "not-consulted"


@pytest.mark.parametrize(
    ("case", "by", "whom", "house", "why"),
    [
        (a_case("ben"), "ana", "ivo", HOUSE, "not-yours"),
        (a_case(), "ana", "ana", HOUSE, "consult-self"),
        (a_case(), "ana", "ivo", a_house(gone=("ivo",)), "nobody"),
        (a_case(), "ana", "stranger", HOUSE, "nobody"),
        (ended(), "ana", "ivo", HOUSE, "ended"),
    ],
    ids=["by a colleague", "oneself", "somebody gone", "a stranger", "resolved"],
)
def test_a_consultation_is_refused(case, by, whom, house, why):
    assert why_not(consult, case, house, by, whom=whom, question="?") == why


def test_a_move_by_the_owner_of_an_unclaimed_case_does_not_claim_it():
    story = Story().opens()
    for rule, told in (
        (reply, {"text": "words"}),
        (note, {"text": "words"}),
        (consult, {"whom": "ivo", "question": "?"}),
        (promise, {"until": THURSDAY + DAY}),
        (urgent, {"why": "why"}),
        (give, {"to": "ben", "reason": "needs expertise"}),
        (ask, {"question": "?"}),
        (wake, {}),
    ):
        story.says("lea", rule, **told)

        assert stands(story.case) == ("lea", False, 0)
    assert in_custody().unclaimed
