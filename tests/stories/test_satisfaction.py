"""How it was for the customer: asked once in a while, once more for some, heard by the lead, rung by lot."""

import pytest

from tests.stories import houses

EVERYBODY_LATER = houses.TWO_TIERS.replace('clock = "weekdays"', 'clock = "weekdays"\nask_later = 1')
ASKED = "from 1 (poor) to 5 (excellent)"


@pytest.fixture
def desk(a_desk):
    return a_desk(EVERYBODY_LATER)


def resolved(desk, case="C-1", who="maria", said="charged twice"):
    desk.writes(who, said)
    desk.says("ana", f"claim {case}")
    desk.resolves("ana", case)


def asked(desk, case):
    return [line["data"]["question"] for line in desk.ledger(case) if line["kind"] == "rating_asked"]


def scores(desk, case="C-1"):
    return [
        (line["data"]["question"], line["data"]["score"], line["data"]["because"])
        for line in desk.ledger(case)
        if line["kind"] == "rated"
    ]


def test_at_the_resolution_a_customer_is_asked_how_it_was(desk):
    resolved(desk)

    assert ASKED in desk.customer_saw("maria")
    assert asked(desk, "C-1") == ["resolution"]


def test_nobody_is_asked_twice_in_thirty_days(desk):
    resolved(desk)
    desk.at("2026-12-18 11:00")
    resolved(desk, "C-2", said="and again")
    desk.at("2026-12-21 11:00")
    resolved(desk, "C-3", said="and once more")

    assert (asked(desk, "C-1"), asked(desk, "C-2"), asked(desk, "C-3")) == (
        ["resolution", "later"],
        [],
        ["resolution"],
    )
    assert "Is it solved? Say “solved C-2” or “not solved C-2”." in desk.customer_saw("maria")


def test_another_customer_is_asked_the_same_day(desk):
    resolved(desk)
    resolved(desk, "C-2", who="paul")

    assert asked(desk, "C-2") == ["resolution"]


def test_a_week_later_they_are_asked_once_more_and_answer_that_question(desk):
    resolved(desk)
    desk.presses("maria", "5", of="C-1")

    desk.wait(days=7)
    assert "A week ago Ana Pop finished C-1. Looking back, how was it for you?" in desk.customer_saw("maria")
    assert "Maria was asked once more how it was." in desk.thread("C-1")
    desk.presses("maria", "3", of="C-1")

    assert scores(desk) == [("resolution", 5, None), ("later", 3, None)]


def test_a_case_that_is_open_again_is_not_asked_about(desk):
    resolved(desk)
    desk.presses("maria", "Not solved", of="C-1")

    desk.wait(days=8)

    assert "Looking back" not in desk.customer_saw("maria")


def test_what_is_no_case_is_not_asked_about(desk):
    desk.writes("maria", "buy now")
    desk.says("ana", "claim C-1")
    desk.says("ana", "not a case C-1 spam")

    desk.wait(days=8)

    assert asked(desk, "C-1") == []


def test_a_score_can_be_changed_and_the_last_one_counts(desk):
    resolved(desk)

    desk.presses("maria", "2", of="C-1")
    desk.presses("maria", "4", of="C-1")
    desk.presses("maria", "the speed", of="C-1")
    desk.presses("maria", "4", of="C-1")

    assert scores(desk) == [
        ("resolution", 2, None),
        ("resolution", 4, None),
        ("resolution", 4, "speed"),
        ("resolution", 4, None),
    ]


def test_the_same_press_twice_is_one_score(desk):
    resolved(desk)

    first = desk.presses("maria", "4", of="C-1")
    desk.presses("maria", "the speed", of="C-1")
    desk.presses("maria", "the speed", of="C-1")

    assert "What made it so, with C-1?" in first
    assert scores(desk) == [("resolution", 4, None), ("resolution", 4, "speed")]


def test_after_a_fortnight_it_is_too_late(desk):
    resolved(desk)
    desk.wait(days=21, minutes=1)

    answer = desk.says("maria", "rate C-1 5")

    assert "C-1 can no longer be rated" in answer
    assert scores(desk) == []


def test_the_lead_hears_of_a_bad_score_once_and_with_the_reason(desk):
    resolved(desk)

    desk.presses("maria", "2", of="C-1")
    desk.presses("maria", "being heard", of="C-1")
    assert "rated C-1" not in desk.heard("lea")
    desk.wait(minutes=10)

    (ping,) = [one for one in desk.pings("lea") if "rated C-1" in one]
    assert "Maria rated C-1 2 of 5, because of how they were heard (charged twice)." in ping


def test_who_thinks_better_of_it_leaves_the_lead_in_peace(desk):
    resolved(desk)

    desk.presses("maria", "1", of="C-1")
    desk.presses("maria", "5", of="C-1")
    desk.wait(hours=1)

    assert "rated C-1" not in desk.heard("lea")


def test_at_night_the_lead_is_left_in_peace_until_the_desk_opens(desk):
    resolved(desk)
    desk.at("2026-11-19 22:00")

    desk.presses("maria", "1", of="C-1")
    desk.at("2026-11-20 08:59")
    assert "rated C-1" not in desk.heard("lea")
    desk.at("2026-11-20 09:00")

    assert "Maria rated C-1 1 of 5" in desk.heard("lea")


def test_a_staff_member_gives_no_score_for_a_customer(desk):
    resolved(desk)

    assert "Only the customer can say “rate”." in desk.says("lea", "rate C-1 5")


# --- a call by lot ----------------------------------------------------------------------------------------------------


def test_on_monday_the_lead_is_given_satisfied_and_silent_customers_to_ring(desk):
    for number, who in enumerate(("maria", "paul", "nina", "omar"), start=1):
        resolved(desk, f"C-{number}", who=who)
    desk.presses("maria", "5", of="C-1")
    desk.presses("paul", "2", of="C-2")

    desk.at("2026-11-30 08:59")
    assert "For a call" not in desk.heard("lea")
    desk.at("2026-11-30 09:00")

    (ping,) = [one for one in desk.pings("lea") if "For a call this week" in one]
    assert "Satisfied: C-1 (Maria, 5 of 5: charged twice)." in ping
    assert "C-3 (Nina: charged twice)" in ping
    assert "C-2" not in ping
    assert "For a call" not in desk.heard("cleo")


def test_the_list_comes_once_however_often_it_starts_anew(desk):
    resolved(desk)
    desk.at("2026-11-30 09:00")
    desk.is_down(minutes=5)
    desk.wait(hours=3)

    assert len([one for one in desk.pings("lea") if "For a call this week" in one]) == 1


def test_what_was_missed_on_monday_comes_later_that_week(desk):
    resolved(desk)
    desk.is_down(until="2026-12-02 10:00")
    desk.wait(minutes=1)

    assert "Silent: C-1 (Maria: charged twice)." in desk.heard("lea")


def test_what_is_open_again_by_then_is_not_rung(desk):
    resolved(desk)
    desk.presses("maria", "Not solved", of="C-1")
    desk.at("2026-11-30 09:00")

    assert "For a call" not in desk.heard("lea")


def test_a_team_that_rings_nobody_hears_nothing(a_desk):
    desk = a_desk(EVERYBODY_LATER.replace("ask_later = 1", "calls = 0"))
    resolved(desk)

    desk.at("2026-11-30 12:00")

    assert "For a call" not in desk.heard("lea")
