"""Fix it twice: what may follow a case, to whom it can go, and by when it is due."""

import pytest

from bot.cases import events as e
from bot.cases.ending import open_, undo
from bot.cases.fold import after, folded
from bot.cases.following import follow_up, followed_up, withdraw
from bot.cases.talking import ask, reply
from tests.cases.desk import DAY, HOUSE, NOON, Story, a_case, a_house, clock_shows, ended, ids, stands, waiting, why_not


def asked(case=None, by="ana", whom="tom", *, house=HOUSE, at=NOON, text="send the tariff in advance", **told):
    return follow_up(case or a_case(), house, by, at, whom=whom, customer=99, text=text, **told)


def twice(**told):
    """The case that comes of it, as it stands."""
    story = Story(now=NOON, number=2)
    story.record("ana", asked(**told))
    return story


def test_somebody_of_another_team_has_it_there_claimed():
    opened = asked(whom="tom")

    assert (opened.team, *stands(opened)) == ("billing", "tom", True, 0)
    assert (opened.via, opened.follows, opened.for_team, opened.customer) == ("follow_up", 1, "support", 99)


def test_somebody_of_the_same_team_has_it_at_their_lowest_tier():
    assert (asked(whom="dan").team, asked(whom="dan").tier) == ("support", 0)


def test_it_may_be_oneself():
    assert asked(whom="ana").owner == "ana"


def test_without_a_date_it_is_due_and_promised_as_any_case_of_that_team():
    opened = asked(whom="tom")
    usual = open_(HOUSE, "billing", NOON, spoken_at=NOON, via="message", customer=99)

    assert (opened.deadline, opened.promise) == (usual.deadline, usual.promise)


def test_with_a_date_that_is_when_it_is_due():
    opened = asked(until=NOON + 8 * DAY)

    assert clock_shows(opened.deadline) == clock_shows(opened.promise) == "2026-11-27 12:00"


AFTER = {"open": a_case(), "waiting": waiting(), "resolved": ended(), "closed": ended("closed")}


@pytest.mark.parametrize("case", **ids(AFTER))
def test_any_case_that_was_one_may_be_followed(case):
    assert asked(case).follows == case.id


@pytest.mark.parametrize(
    ("case", "told", "why"),
    [
        pytest.param(ended("merged", merged_into=3), {}, "merged", id="it went into another"),
        pytest.param(ended("dismissed"), {}, "follow-up-no-case", id="it was none"),
        pytest.param(a_case(), {"by": "bea"}, "not-of-team", id="asked by another team"),
        pytest.param(a_case(), {"text": None}, "follow-up-needs-text", id="nothing is said"),
        pytest.param(a_case(), {"until": NOON}, "date-past", id="its date is now"),
        pytest.param(a_case(), {"whom": "zoe"}, "follow-up-no-tier", id="of no tier"),
        pytest.param(a_case(), {"whom": "nobody"}, "follow-up-left", id="not of the house"),
        pytest.param(a_case(), {"whom": "tom", "house": a_house(gone=("tom",))}, "follow-up-left", id="left"),
        pytest.param(a_case(), {"whom": "tom", "house": a_house(away=("tom",))}, "is-away", id="away"),
    ],
)
def test_what_is_refused(case, told, why):
    assert why_not(asked, case, **told) == why


def test_the_earlier_case_knows_its_follow_ups_and_stays_as_it_was():
    story = Story(now=NOON).opens("ana")
    before = story.case

    story.record("ana", followed_up(2, asked(story.case, until=NOON + DAY)))

    assert story.case.follow_ups == (2,)
    assert (story.case.owner, story.case.deadline, story.case.promise) == (
        before.owner,
        before.deadline,
        before.promise,
    )
    assert story.held() == [("ana", None)]


def test_undone_it_is_as_if_nobody_had_been_asked_though_the_case_has_ended():
    story = Story(now=NOON).opens("ana")
    story.record("ana", e.Resolved("solved", "unknown", "phone"))
    held = story.held()
    story.record("ana", followed_up(2, asked(story.case)))

    story.undoes("ana")

    assert story.case.follow_ups == ()
    assert story.held() == held == [("ana", "resolved")]


def test_what_was_asked_for_ends_with_the_asking_and_in_nobodys_figures():
    story = twice()

    story.record("ana", withdraw(story.case, "ana"))

    assert (story.case.state, story.case.ended_by) == ("dismissed", "tom")
    assert [(hold.ending, hold.counts) for hold in story.holds.values()] == [("withdrawn", False)]


def test_once_begun_it_is_not_taken_back():
    story = twice()
    story.record("tom", e.Noted())

    assert why_not(withdraw, story.case, "ana") == "follow-up-begun"


def test_only_who_asked_takes_it_back():
    assert why_not(withdraw, twice().case, "ben") == "not-yours-to-undo"


@pytest.mark.parametrize("rule", [lambda *given: reply(*given, text="words"), lambda *given: ask(*given, question="?")])
def test_there_is_no_customer_to_write_to(rule):
    assert why_not(rule, twice().case, HOUSE, "tom") == "no-customer"


def test_however_it_is_held_it_stands_in_no_figure_of_the_customers_cases():
    story = twice(until=NOON + 8 * DAY)
    story.until("2026-11-20 12:00")
    story.record("tom", e.PassedUp("max", 1, "needs permission", "max"))
    story.until("2026-11-28 12:00")

    assert [hold.ending for hold in story.holds.values()] == ["passed_up", "escalated", None]
    assert not any(hold.counts for hold in story.holds.values())
    assert all(hold.unclaimed is None for hold in story.holds.values())


def test_who_asked_is_known_from_the_line_that_opened_it():
    assert twice().case.asked_by == "ana"
    assert folded(Story().opens("ana").lines).asked_by is None


def test_an_undo_of_it_is_ended_by_any_later_line():
    story = Story(now=NOON).opens("ana")
    story.record("ana", followed_up(2, asked(story.case)))
    story.record("ana", e.Noted())

    assert why_not(undo, story.case, story.lines[-1], "ana", NOON) == "cannot-undo"
    assert after(story.case, story.lines[-1]).follow_ups == (2,)
