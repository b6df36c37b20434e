"""What lines of a case are in the figures: first words, promises, resolutions."""

from datetime import timedelta

import pytest

from bot.cases import ending, holding, talking
from bot.cases import events as e
from bot.cases.deeds import Deeds, broken_by, folded_with_deeds
from bot.cases.holds import TeamsAt
from tests.cases.desk import HOUR, TEAMS, THURSDAY, Story, wall

MINUTE = timedelta(minutes=1)


def deeds(story: Story) -> Deeds:
    return folded_with_deeds(story.lines, TeamsAt([(THURSDAY, TEAMS)]))[2]


def resolves(story: Story, by: str = "ana", **told: object) -> Story:
    story.says(by, ending.resolve, **({"outcome": "solved", "cause": "unknown", "told": "phone"} | told))
    return story


def anas(*, customer: bool = True) -> Story:
    """Written on Thursday at 10:00, to be answered by Friday at 06:00; Ana has it."""
    story = Story().opens("customer" if customer else "ana")
    if customer:
        story.says("ana", holding.claim)
    return story


# --- the first word -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (talking.reply, {"text": "words"}),
        (talking.ask, {"question": "?"}),
        (talking.wait, {"until": wall("2026-11-20 10:00"), "on": "bank", "why": "words"}),
        (ending.resolve, {"outcome": "solved", "cause": "unknown", "told": "text", "text": "words"}),
        (ending.dismiss, {"why": "other", "text": "words"}),
    ],
    ids=["reply", "question", "wait", "resolution", "not a case"],
)
def test_the_first_human_message_is_the_first_response(rule, told):
    story = anas().sleeps_until("2026-11-19 11:30")

    story.says("ana", rule, **told)

    ((only,)) = deeds(story).responses
    assert (only.by, only.team, only.length) == ("ana", "support", 90 * MINUTE)


@pytest.mark.parametrize(
    ("rule", "told"),
    [(talking.note, {"text": "words"}), (ending.dismiss, {"why": "spam", "text": None})],
    ids=["note", "spam"],
)
def test_what_does_not_reach_the_customer_is_no_response(rule, told):
    story = anas()

    story.says("ana", rule, **told)

    assert deeds(story).responses == ()


def test_only_the_first_message_of_an_opening_is_its_response():
    story = anas()
    story.says("ana", talking.reply, text="words")
    story.says("ben", talking.reply, text="words")
    resolves(story)
    story.says("customer", ending.reopen, spoken_at=story.now, why="wrote")
    story.sleeps_until("2026-11-19 12:00").says("ben", talking.reply, text="words")

    assert [(one.by, one.length) for one in deeds(story).responses] == [("ana", 0 * HOUR), ("ben", 2 * HOUR)]


def test_a_question_that_was_undone_was_no_response():
    story = anas()
    story.says("ana", talking.ask, question="?")
    story.undoes("ana")
    story.sleeps_until("2026-11-19 13:00").says("ben", talking.reply, text="words")

    assert [one.by for one in deeds(story).responses] == ["ben"]


# --- promises -----------------------------------------------------------------------------------------------------


def promised(story: Story) -> list[tuple[str, bool]]:
    return [(one.owner, one.kept) for one in deeds(story).promises]


def test_a_promise_is_kept_by_a_message_before_its_time_whoever_writes_it():
    story = anas()

    story.sleeps_until("2026-11-19 12:00").says("ben", talking.reply, text="words")

    assert promised(story) == [("ana", True)]


def test_a_promise_is_broken_under_who_owned_it_at_its_time():
    story = anas()
    due = story.case.promise
    assert due == wall("2026-11-19 17:59")

    story.until(due)
    story.says("ana", talking.reply, text="words")

    ((only,)) = deeds(story).promises
    assert (only.due, only.owner, only.kept) == (due, "ana", False)


def test_it_is_broken_though_the_clock_was_down_and_somebody_else_has_the_case_since():
    story = anas().sleeps_until("2026-11-20 09:00")
    story.says("ana", holding.pass_up, reason="other", to_top=True, note="words")

    assert promised(story) == [("ana", False)]


def test_a_promise_whose_time_came_after_the_newest_line_is_broken_then():
    case = anas().case

    assert [one.owner for one in broken_by(case, case.promise + MINUTE)] == ["ana"]
    assert broken_by(case, case.promise) == ()


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (talking.promise, {"until": wall("2026-11-23 10:00")}),
        (talking.wait, {"until": wall("2026-11-20 10:00"), "on": "bank", "why": "words"}),
        (ending.resolve, {"outcome": "solved", "cause": "unknown", "told": "text", "text": "words"}),
    ],
    ids=["another date", "a wait", "the end of the case"],
)
def test_what_replaces_a_promise_neither_keeps_nor_breaks_it(rule, told):
    story = anas()

    story.says("ana", rule, **told)

    assert promised(story) == []


def test_a_wait_is_due_two_desk_hours_after_it_wakes():
    story = anas()
    story.says("ana", talking.wait, until=wall("2026-11-20 10:00"), on="bank", why="words")

    story.until("2026-11-20 12:01")

    assert [(one.due, one.kept) for one in deeds(story).promises] == [(wall("2026-11-20 12:00"), False)]


def test_a_promise_stands_again_when_what_kept_it_is_undone_and_may_be_broken_meanwhile():
    story = anas().sleeps_until("2026-11-19 17:55")
    story.says("ana", talking.ask, question="?")
    story.sleeps_until("2026-11-19 18:01").undoes("ana")

    assert promised(story) == [("ana", False)]


def test_a_date_that_had_passed_when_it_was_given_is_no_promise():
    story = Story(now=wall("2026-11-20 09:00")).opens("customer", spoken_at=wall("2026-11-16 09:00"))
    assert story.case.promise < story.now

    story.says("lea", talking.reply, text="words")

    assert promised(story) == []


# --- resolutions --------------------------------------------------------------------------------------------------


def test_an_age_is_clock_time_since_the_customer_spoke_less_what_was_waited():
    story = anas().sleeps_until("2026-11-19 12:00")
    story.says("ana", talking.ask, question="?")
    story.sleeps_until("2026-11-19 15:00").customer_writes()

    resolves(story.sleeps_until("2026-11-19 16:00"))

    ((only,)) = deeds(story).resolutions
    assert (only.age, only.whole, only.held) == (3 * HOUR, 3 * HOUR, 3 * HOUR)
    assert (only.first, only.at_once, only.questions, only.hand_offs) == (True, False, 1, 0)


def test_the_time_to_the_final_resolution_runs_since_the_customer_first_spoke():
    story = resolves(anas().sleeps_until("2026-11-19 12:00"))
    story.sleeps_until("2026-11-20 10:00").says("customer", ending.reopen, spoken_at=story.now, why="not_solved")

    resolves(story.sleeps_until("2026-11-20 11:00"))

    first, final = deeds(story).resolutions
    assert (first.age, first.whole, first.first) == (2 * HOUR, 2 * HOUR, True)
    assert (final.age, final.whole, final.first) == (HOUR, 25 * HOUR, False)
    assert (final.held, final.hand_offs, final.at_once) == (HOUR, 1, False)


@pytest.mark.parametrize(
    ("after", "thanks", "at_once"),
    [(10 * MINUTE, False, True), (11 * MINUTE, False, False), (11 * MINUTE, True, True)],
    ids=["within ten minutes", "later", "thanks"],
)
def test_at_once_means_that_the_customer_had_to_write_only_once(after, thanks, at_once):
    story = anas()
    story.now += after
    story.customer_writes(thanks=thanks)

    ((only,)) = deeds(resolves(story)).resolutions

    assert only.at_once is at_once


def test_a_case_that_was_passed_was_not_resolved_at_once():
    story = anas()
    story.says("ana", holding.pass_up, reason="other", to_top=True, note="words")

    ((only,)) = deeds(resolves(story, "cleo")).resolutions

    assert (only.at_once, only.hand_offs) == (False, 1)


def test_custody_that_ended_in_a_claim_does_not_count_but_one_that_was_resolved_does():
    claimed, lay = resolves(anas()), resolves(Story().opens(), "lea")

    assert [deeds(story).resolutions[0].at_once for story in (claimed, lay)] == [True, True]
    assert [deeds(story).resolutions[0].hand_offs for story in (claimed, lay)] == [0, 0]


def test_questions_are_those_of_people_in_one_opening():
    story = anas()
    for day in (20, 23, 25):
        story.says("ana", talking.ask, question="?")
        story.until(f"2026-11-{day} 11:00")
        if story.case.state == "waiting":
            story.customer_writes()
        if isinstance(story.lines[-1].event, e.Escalated) or story.case.owner != "ana":
            break

    ((only,)) = deeds(resolves(story, story.case.owner)).resolutions

    assert only.questions == sum(isinstance(one.event, e.Asked) and one.by != "clock" for one in story.lines)
