"""Ask, wait, wake: the only things that stop the clock."""

import pytest


def ana_has(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")


def test_a_question_stops_the_clock_until_the_customer_answers(desk):
    ana_has(desk)

    desk.says("ana", "ask C-1: which invoice?")

    assert "Ana Pop asks: which invoice?" in desk.customer_saw("maria")
    assert desk.case("C-1").state == "waiting"

    desk.wait(hours=5)
    desk.writes("maria", "the one of October", in_thread_of="C-1")

    assert desk.case("C-1").state == "open"
    assert desk.deadline_of("C-1") == "2026-11-20 11:00"
    assert "Maria answered on C-1" in desk.heard("ana")
    assert "The clock runs again; it is due tomorrow 11:00." in desk.heard("ana")


def test_the_customers_word_on_a_waiting_case_is_two_lines(desk):
    ana_has(desk)
    desk.says("ana", "ask C-1: which invoice?")

    desk.writes("maria", "the one of October", in_thread_of="C-1")

    assert desk.kinds("C-1") == ["opened", "claimed", "asked", "customer_wrote", "woken"]
    assert [line["by"] for line in desk.ledger("C-1")[-2:]] == ["customer", "customer"]


@pytest.mark.parametrize("words", ["ok", "Okay!", "👍"])
def test_a_mere_yes_is_the_answer_to_a_question(desk, words):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.says("ana", "ask C-1: shall I pay it back by card?")

    desk.writes("maria", words, in_thread_of="C-1")

    assert desk.case("C-1").state == "open"


def test_thanks_alone_wake_nothing(desk):
    ana_has(desk)
    desk.says("ana", "ask C-1: which invoice?")

    desk.writes("maria", "thanks Ana!", in_thread_of="C-1")

    assert desk.case("C-1").state == "waiting"
    assert desk.last("C-1")["data"]["thanks"] is True


def test_an_answer_at_the_top_of_the_channel_within_ten_minutes_wakes_it_too(desk):
    ana_has(desk)
    desk.says("ana", "ask C-1: which invoice?")

    desk.writes("maria", "the one of October")

    assert desk.case("C-1").state == "open"


def test_a_question_unanswered_for_72_hours_is_sent_once_more_and_then_the_case_wakes(desk):
    ana_has(desk)
    desk.says("ana", "ask C-1: which invoice?")

    desk.wait(hours=71, minutes=59)
    assert desk.kinds("C-1") == ["opened", "claimed", "asked"]

    desk.wait(minutes=1)
    assert desk.last("C-1")["by"] == "clock"
    assert "We still need your answer to go on with C-1: which invoice?" in desk.customer_saw("maria")
    assert desk.case("C-1").state == "waiting"

    desk.wait(hours=72)
    assert desk.kinds("C-1") == ["opened", "claimed", "asked", "asked", "woken"]
    assert desk.deadline_of("C-1") == "2026-11-26 06:00"
    assert "C-1 (Maria: charged twice) woke; the clock runs again" in desk.heard("ana")


def test_no_answer_is_an_outcome(desk):
    ana_has(desk)
    desk.says("ana", "ask C-1: which invoice?")
    desk.wait(days=6)

    answer = desk.resolves("ana", Outcome="no answer", Text="we close this for now")

    assert "C-1 is resolved without an answer." in answer
    assert desk.last("C-1")["data"]["outcome"] == "no_answer"


def test_waiting_for_somebody_outside_tells_the_customer_why_and_until_when(desk):
    ana_has(desk)

    answer = desk.says("ana", "wait C-1 until tomorrow on courier: the parcel is being traced")

    assert "C-1 waits for courier until tomorrow 18:00; its clock stands still" in answer
    assert "Ana Pop: the parcel is being traced" in desk.customer_saw("maria")
    assert "We wait for courier until tomorrow 18:00 and write to you by Monday 11:00." in desk.customer_saw("maria")
    assert desk.promise_of("C-1") == "2026-11-23 11:00"
    assert desk.last("C-1")["data"]["on"] == "courier"


def test_it_wakes_at_the_date_and_the_owner_is_told(desk):
    ana_has(desk)
    desk.says("ana", "wait C-1 until tomorrow 15:00 on bank: the transfer is on its way")

    desk.at("2026-11-20 15:00")

    assert desk.case("C-1").state == "open"
    assert desk.deadline_of("C-1") == "2026-11-23 11:00"
    assert "C-1 (Maria: charged twice) woke" in desk.heard("ana")


def test_a_promise_of_a_wait_that_nobody_keeps_is_said_to_owner_and_lead(desk):
    ana_has(desk)
    desk.says("ana", "wait C-1 until tomorrow 15:00 on bank: the transfer is on its way")

    desk.at("2026-11-20 17:00")

    assert "We promised Maria word on C-1" in desk.heard("ana")
    assert "We promised Maria word on C-1" in desk.heard("lea")


def test_the_owner_waits_three_working_days_and_a_lead_longer(desk):
    ana_has(desk)

    refused = desk.says("ana", "wait C-1 until 2026-11-25 on courier: it comes by ship")

    assert "You can wait until" in refused
    assert "For longer, ask Lea Stan." in refused
    assert desk.case("C-1").state == "open"
    assert "C-1 waits" in desk.says("lea", "wait C-1 until 2026-12-09 on courier: it comes by ship")
    assert desk.owner_of("C-1") == "ana"


def test_the_third_working_day_belongs_to_the_three(desk):
    ana_has(desk)

    assert "C-1 waits" in desk.says("ana", "wait C-1 until 2026-11-24 23:00 on courier: it comes by ship")


@pytest.mark.parametrize("whom", ["billing", "Lea Stan", "ben", "Front line", "sales", "our sales team"])
def test_our_own_departments_stop_no_clock(two_teams, whom):
    ana_has(two_teams)

    answer = two_teams.says("ana", f"wait C-1 until tomorrow on {whom}: they are slow")

    assert "is one of us, and our own departments stop no clock" in answer
    assert two_teams.case("C-1").state == "open"


def test_somebody_outside_whom_the_team_does_not_list_is_other(desk):
    ana_has(desk)

    answer = desk.says("ana", "wait C-1 until tomorrow on the landlord: he has the key")

    assert desk.last("C-1")["data"]["on"] == "other"
    assert "We wait for somebody outside our house until tomorrow" in desk.customer_saw("maria")
    assert "waits for somebody outside our house until" in answer
    assert "Ana Pop waits for somebody outside our house until" in desk.thread("C-1")
    assert "waiting for somebody outside our house until" in desk.card_text("C-1")


@pytest.mark.parametrize(
    "line",
    [
        "pass C-1 needs permission",
        "give C-1 @ben needs permission",
        "move C-1 to billing: theirs",
        "ask C-1: and which month?",
        "wait C-1 until tomorrow on bank: slow",
    ],
)
def test_a_waiting_case_does_not_change_hands_until_it_is_woken(two_teams, line):
    ana_has(two_teams)
    two_teams.says("ana", "ask C-1: which invoice?")

    answer = two_teams.says("ana", line)

    assert answer == "C-1 waits for the customer’s answer. “wake C-1” first."
    assert two_teams.kinds("C-1") == ["opened", "claimed", "asked"]


def test_the_owner_wakes_it(desk):
    ana_has(desk)
    desk.says("ana", "ask C-1: which invoice?")
    desk.wait(hours=2)

    desk.presses("ana", "Wake", of="C-1")

    assert desk.case("C-1").state == "open"
    assert desk.deadline_of("C-1") == "2026-11-20 08:00"


def test_a_colleague_does_not_wake_it(desk):
    ana_has(desk)
    desk.says("ana", "ask C-1: which invoice?")

    assert "Ana Pop has C-1." in desk.says("ben", "wake C-1")


def test_resolving_a_waiting_case_ends_the_pause(desk):
    ana_has(desk)
    desk.says("ana", "ask C-1: which invoice?")

    desk.resolves("ana")

    assert desk.case("C-1").state == "resolved"
    assert desk.case("C-1").pause is None


def test_the_deadline_of_a_waiting_case_rings_nothing(desk):
    ana_has(desk)
    desk.says("ana", "ask C-1: which invoice?")

    desk.wait(hours=24)

    assert desk.owner_of("C-1") == "ana"
    assert "24 h paused" in desk.says("ana", "show C-1")
