"""Holds: they tile the time a case is open or waiting; how each ends, how long it was, and whether it counts."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from bot.cases import events as e
from bot.cases.case import Line
from bot.cases.ending import dismiss, reopen, resolve
from bot.cases.holding import assign, claim, give, hand_over, move, pass_up, return_
from bot.cases.holds import TeamsAt, folded_with_holds, is_late
from bot.cases.people import Duty
from bot.cases.talking import ask, categorise, consult, note, reply, set_field, wait
from tests.cases.desk import DAY, HOUR, NOON, TEAMS, THURSDAY, Story, a_case, a_house, escalated, ids, in_custody, wall

WHY = "needs expertise"
PHONE = {"outcome": "solved", "cause": "unknown", "told": "phone"}
NOTHING = timedelta(0)


def accepted(story: Story) -> None:
    story.says(story.case.owner, give, to="ben", reason=WHY)
    story.says("ben", claim)


def goes_away(story: Story) -> None:
    story.house = a_house(away=(story.case.owner,))
    story.record(story.case.owner, hand_over(story.case, story.house, story.now, why="away", by_owner=True))


ENDINGS = {
    "claimed": lambda story: story.says("ben", claim),
    "assigned": lambda story: story.says("lea", assign, to="ben", why="why"),
    "handed_over": goes_away,
    "passed_up": lambda story: story.says(story.case.owner, pass_up, reason=WHY),
    "given": accepted,
    "moved": lambda story: story.says(story.case.owner, move, to="billing", why="why"),
    "escalated": lambda story: story.until("2026-11-20 06:00"),
    "resolved": lambda story: story.says(story.case.owner, resolve, **PHONE),
    "merged": lambda story: story.record(story.case.owner, e.Merged(2)),
    "dismissed": lambda story: story.says(story.case.owner, dismiss, why="spam"),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_custody_ended_by_claim_assignment_or_hand_over_stands_in_no_figure(ending):
    story = Story().opens()

    ENDINGS[ending](story)

    assert (story.holds[1].custody, story.holds[1].ending) == (True, ending)
    assert story.holds[1].counts is (ending not in ("claimed", "assigned", "handed_over"))


@pytest.mark.parametrize("ending", [ending for ending in ENDINGS if ending != "claimed"])
def test_a_claimed_hold_counts_however_it_ends(ending):
    story = Story().opens("ana")

    ENDINGS[ending](story)

    assert (story.holds[1].custody, story.holds[1].ending, story.holds[1].counts) == (False, ending, True)


def test_a_returned_hold_ends_so():
    story = Story().opens("ana")
    story.says("ana", pass_up, reason=WHY)
    story.says("ivo", claim)

    story.says("ivo", return_, fields=("size",))

    assert story.held() == [("ana", "passed_up"), ("sol", "claimed"), ("ivo", "returned"), ("ana", None)]


def test_holds_tile_the_time_a_case_is_open_or_waiting_and_lie_apart_where_it_was_resolved():
    story = Story().opens()
    story.sleeps_until("2026-11-19 11:00").says("ana", claim)
    story.sleeps_until("2026-11-19 12:00").says("ana", ask, question="?")
    story.sleeps_until("2026-11-19 13:00").customer_writes()
    story.sleeps_until("2026-11-19 14:00").says("ana", pass_up, reason=WHY)
    story.sleeps_until("2026-11-19 15:00").says("ivo", claim)
    story.sleeps_until("2026-11-19 16:00").says("ivo", resolve, **PHONE)
    story.sleeps_until("2026-11-20 16:00").says("customer", reopen, spoken_at=story.now, why="wrote")

    holds = list(story.holds.values())

    assert [hold.person for hold in holds] == ["lea", "ana", "sol", "ivo", "ivo"]
    assert [later.started_at - earlier.ended_at for earlier, later in pairwise(holds)] == [NOTHING] * 3 + [DAY]
    assert [hold.opening for hold in holds] == [1, 1, 1, 1, 2]
    assert [hold.length for hold in holds[:4]] == [HOUR, 2 * HOUR, HOUR, HOUR]
    assert holds[4].ended_at is None


LENGTHS = {
    "a weekend stands still": ("2026-11-20 20:00", "2026-11-23 02:00", 6 * HOUR),
    "of no length at all": ("2026-11-20 20:00", "2026-11-20 20:00", NOTHING),
    "wholly over a weekend": ("2026-11-21 10:00", "2026-11-22 10:00", NOTHING),
}


@pytest.mark.parametrize(("opened", "ended", "length"), **ids(LENGTHS))
def test_a_holds_length_is_clock_time(opened, ended, length):
    story = Story(now=wall(opened)).opens("ana").sleeps_until(ended)

    story.says("ana", resolve, **PHONE)

    assert story.holds[1].length == length


def test_a_pause_belongs_to_the_holds_in_which_it_was_waited():
    story = Story().opens("ana").sleeps_until("2026-11-19 11:00")
    story.says("ana", ask, question="?")
    story.sleeps_until("2026-11-19 13:00").says("lea", assign, to="ben", why="why")
    story.sleeps_until("2026-11-19 16:00").customer_writes()
    story.sleeps_until("2026-11-19 17:00").says("ben", resolve, **PHONE)

    assert [hold.length for hold in story.holds.values()] == [HOUR, HOUR]


def test_a_hold_that_ends_while_waiting_ends_its_pause_with_it():
    story = Story().opens("ana").sleeps_until("2026-11-19 11:00")
    story.says("ana", wait, until=NOON + DAY, on="bank", why="why")

    story.sleeps_until("2026-11-19 15:00").says("ana", resolve, **PHONE)

    assert story.holds[1].length == HOUR


def test_hold_time_is_measured_by_the_clock_of_the_openings_first_team_and_belongs_to_the_team_it_was_held_in():
    story = Story(now=wall("2026-11-20 20:00")).opens("ana")
    story.says("ana", move, to="billing", why="why")
    story.says("tom", claim)

    story.sleeps_until("2026-11-23 02:00").says("tom", resolve, outcome="solved", cause="tax", told="phone")

    assert [(hold.person, hold.team, hold.length) for hold in story.holds.values()] == [
        ("ana", "support", NOTHING),
        ("bea", "billing", NOTHING),
        ("tom", "billing", 6 * HOUR),  # support's weekdays, though billing works on
    ]


def test_from_a_reopening_on_the_team_that_has_it_measures():
    story = Story(now=wall("2026-11-20 10:00")).opens("ana")
    story.says("ana", move, to="billing", why="why")
    story.says("bea", resolve, outcome="solved", cause="tax", told="phone")
    story.sleeps_until("2026-11-20 20:00").says("customer", reopen, spoken_at=story.now, why="wrote")

    story.sleeps_until("2026-11-23 02:00").says("bea", resolve, outcome="solved", cause="tax", told="phone")

    assert story.holds[3].length == 54 * HOUR


def test_unclaimed_time_is_desk_time_less_what_was_waited():
    story = Story(now=wall("2026-11-19 16:00")).opens()
    story.says("lea", ask, question="?")
    story.sleeps_until("2026-11-19 17:00").customer_writes()

    story.sleeps_until("2026-11-20 10:00").says("ana", claim)

    assert story.holds[1].unclaimed == 2 * HOUR
    assert story.holds[2].unclaimed is None


@pytest.mark.parametrize(
    ("case", "at", "late"),
    [
        (a_case(), "2026-11-20 01:00", False),
        (a_case(), "2026-11-20 01:01", True),
        (a_case(), "2026-11-20 07:00", True),
        (a_case(urgent=True), "2026-11-20 05:30", False),
        (a_case(urgent=True), "2026-11-20 05:31", True),
        (escalated(), "2026-11-20 21:00", False),
        (escalated(), "2026-11-20 21:01", True),
    ],
    ids=[
        "a quarter left is not less than a quarter",
        "a minute less is",
        "over the deadline",
        "urgent: half an hour left",
        "urgent: less than half an hour left",
        "at the top, a quarter of its limit left",
        "at the top, less",
    ],
)
def test_a_pass_is_late_with_less_than_a_quarter_of_the_limit_left(case, at, late):
    assert is_late(case, wall(at), TEAMS["support"]) is late


TOUCHES = {
    "a note": ("ana", note, {"text": "words"}, True),
    "a reply": ("ana", reply, {"text": "words"}, True),
    "a question": ("ana", ask, {"question": "?"}, True),
    "a consult": ("ana", consult, {"whom": "ivo", "question": "?"}, True),
    "a field": ("ana", set_field, {"name": "size", "text": "M"}, True),
    "a colleague's note": ("ben", note, {"text": "words"}, False),
    "a colleague's reply": ("ben", reply, {"text": "words"}, False),
    "the customer's field": ("customer", set_field, {"name": "size", "text": "M"}, False),
    "a category": ("ana", categorise, {"category": "other"}, False),
}


@pytest.mark.parametrize(("by", "rule", "told", "touched"), **ids(TOUCHES))
def test_a_hold_is_not_empty_for(by, rule, told, touched):
    story = Story().opens("ana")
    story.says(by, rule, **told)
    if story.case.pause:
        story.customer_writes()

    story.says("ana", pass_up, reason=WHY)

    assert story.holds[1].touched is touched


def test_a_note_typed_with_a_pass_or_a_gift_is_a_note():
    passed, given = Story().opens("ana"), Story().opens("ana")

    passed.says("ana", pass_up, reason=WHY, note="words")
    given.says("ana", give, to="ben", reason=WHY, note="words")
    given.says("ben", claim)

    assert (passed.holds[1].touched, given.holds[1].touched) == (True, True)
    assert not passed.holds[2].touched
    assert not given.case.touched


def test_the_touch_of_one_holder_is_not_the_next_ones():
    story = Story().opens("ana")
    story.says("ana", note, text="words")
    story.says("lea", assign, to="ben", why="why")
    story.says("ben", pass_up, reason=WHY)

    assert [hold.touched for hold in story.holds.values()] == [True, False, False]


def test_the_category_of_a_hold_is_the_one_at_its_end():
    story = Story().opens("ana", category="other")
    story.says("ana", categorise, category="delivery")
    story.says("ana", move, to="billing", why="why")

    assert story.holds[1].category == "delivery"
    assert story.case.category is None


# Undo


def test_a_hold_cut_off_by_undo_stands_in_no_figure_and_the_earlier_one_goes_on():
    story = Story().opens("ana").sleeps_until("2026-11-19 11:00")
    story.says("ana", pass_up, reason=WHY)
    story.sleeps_until("2026-11-19 11:05").undoes("ana")
    story.sleeps_until("2026-11-19 12:00").says("ana", resolve, **PHONE)

    mine, cut = story.holds[1], story.holds[2]

    assert (mine.ending, mine.length, mine.started_at, mine.ended_at) == ("resolved", 2 * HOUR, THURSDAY, NOON)
    assert (cut.person, cut.ending, cut.counts, cut.length) == ("sol", "undone", False, NOTHING)


def test_an_undone_dismissal_leaves_no_gap():
    story = Story().opens("ana").sleeps_until("2026-11-19 11:00")
    story.says("ana", dismiss, why="spam")
    assert story.held() == [("ana", "dismissed")]

    story.sleeps_until("2026-11-19 11:05").undoes("ana")

    assert story.held() == [("ana", None)]
    assert story.holds[1].started_at == THURSDAY


def test_an_undone_gift_changes_no_hold():
    story = Story().opens("ana")
    story.says("ana", give, to="ben", reason=WHY)
    story.undoes("ana")

    assert story.held() == [("ana", None)]
    assert story.case.offer is None


# From the ledger


def test_a_case_and_its_holds_are_rebuilt_from_its_lines():
    story = Story().opens()
    story.until("2026-11-19 13:00")
    story.says("ana", claim)
    story.says("ana", pass_up, reason=WHY)
    story.undoes("ana")
    story.until("2026-11-24 10:00")
    story.house = a_house(duties={("support", 2): Duty("sol", NOON + 30 * DAY)})
    story.record("clock", hand_over(story.case, story.house, story.now, why="duty"))
    story.says("sol", resolve, **PHONE)

    case, holds = folded_with_holds(story.lines, TeamsAt([(THURSDAY, TEAMS)]))

    assert case == story.case
    assert holds == [hold for _, hold in sorted(story.holds.items())]


def test_a_ledger_without_a_line_is_no_case():
    with pytest.raises(ValueError, match="without any line"):
        folded_with_holds([], TeamsAt([(THURSDAY, TEAMS)]))


@pytest.mark.parametrize(
    ("asked_at", "limit"),
    [(THURSDAY - DAY, 20), (THURSDAY, 20), (NOON, 10), (NOON + DAY, 10)],
    ids=["before the first", "at the first", "at the change", "later"],
)
def test_a_team_is_taken_as_it_was_configured_then(asked_at, limit):
    changed = TEAMS | {"support": replace(TEAMS["support"], limit=10 * HOUR)}
    teams_at = TeamsAt([(NOON, changed), (THURSDAY, TEAMS)])

    assert teams_at("support", asked_at).limit == limit * HOUR


def test_custody_is_a_hold_of_the_person_on_duty():
    line = Line(1, 1, THURSDAY, "customer", Story().opens().lines[0].event)

    _, holds = folded_with_holds([line], TeamsAt([(THURSDAY, TEAMS)]))

    assert [(hold.person, hold.custody, hold.counts) for hold in holds] == [(in_custody().owner, True, None)]


def test_a_person_under_another_key_goes_on_holding_and_nobody_s_figures_change():
    story = Story().opens("ana")
    story.record("clock", e.Renamed(owner="anna", from_="ana"))

    assert (story.case.owner, story.case.claimed) == ("anna", True)
    assert [(hold.person, hold.ending, hold.counts) for hold in story.holds.values()] == [
        ("ana", "renamed", False),
        ("anna", None, None),
    ]
