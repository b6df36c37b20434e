"""How a case begins: what opens one, what does not, and what the customer is told."""

import re

import pytest


def test_a_message_becomes_a_case_that_the_person_on_duty_has_and_nobody_claimed(desk):
    desk.writes("maria", "I was charged twice")

    assert desk.owner_of("C-1") == "lea"
    assert not desk.case("C-1").claimed
    assert desk.deadline_of("C-1") == "2026-11-20 06:00"
    assert "nobody yet; it lies with Lea Stan" in desk.card_text("C-1")
    assert "Maria wrote: I was charged twice" in desk.thread("C-1")


def test_the_customer_is_told_whose_desk_has_it_and_by_when_a_person_writes(desk):
    desk.writes("maria", "I was charged twice")

    assert "Lea Stan’s desk has C-1. A person writes to you by today 17:59." in desk.customer_saw("maria")


def test_the_promise_is_the_deadline_rounded_down_to_the_half_hour(desk):
    desk.at("2026-11-19 16:44")

    desk.writes("maria", "I was charged twice")

    assert desk.deadline_of("C-1") == "2026-11-20 12:44"
    assert "by tomorrow 12:30" in desk.customer_saw("maria")


def test_the_clock_stands_still_on_the_weekend(desk):
    desk.at("2026-11-20 17:00")

    desk.writes("maria", "I was charged twice")

    assert desk.deadline_of("C-1") == "2026-11-23 13:00"


def test_the_acknowledgement_is_edited_to_the_claimers_name(desk):
    desk.writes("maria", "I was charged twice")

    desk.says("ana", "claim C-1")

    assert "Ana Pop has C-1 and writes to you by today 17:59." in desk.customer_saw("maria")
    assert "Lea Stan" not in desk.customer_saw("maria")


def test_what_the_same_person_writes_within_ten_minutes_joins_the_case(desk):
    desk.writes("maria", "I was charged twice")
    desk.wait(minutes=10)

    desk.writes("maria", "for October, that is")

    assert desk.kinds("C-1") == ["opened", "customer_wrote"]
    assert "Maria wrote: for October, that is" in desk.thread("C-1")


def test_what_they_write_later_is_another_case_and_the_cards_know_of_each_other(desk):
    desk.writes("maria", "I was charged twice")
    desk.wait(minutes=10, seconds=1)

    desk.writes("maria", "and my parcel is missing")

    assert desk.kinds("C-2") == ["opened"]
    assert re.search(r"Same customer\W+C-1", desk.card_text("C-2"))


def test_what_somebody_else_writes_within_ten_minutes_is_their_own_case(desk):
    desk.writes("maria", "I was charged twice")

    desk.writes("ivan", "me too")

    assert desk.case("C-2").customer != desk.case("C-1").customer


@pytest.mark.parametrize("text", ["hello", "Hi!", "Good morning 👋", "bună ziua", "你好", "thanks!", "   "])
def test_a_mere_greeting_opens_no_case(desk, text):
    desk.writes("maria", text)

    assert [line["case"] for line in desk.ledger() if line["case"]] == []
    assert desk.customer_saw("maria") == ""


def test_a_greeting_with_a_matter_opens_one(desk):
    desk.writes("maria", "hello, charged twice")

    assert desk.kinds("C-1") == ["opened"]


@pytest.mark.parametrize("who", ["ana", "lea", "cleo", "mira"])
def test_what_people_of_the_team_say_where_customers_write_opens_nothing(desk, who):
    answer = desk.writes(who, "shall we close at noon today?")

    assert answer == ""
    assert [line["case"] for line in desk.ledger() if line["case"]] == []


def test_in_the_customers_thread_words_of_the_team_are_replies(desk):
    desk.writes("maria", "I was charged twice")

    desk.writes("ana", "we are looking into it", in_thread_of="C-1")

    assert desk.last("C-1")["kind"] == "replied"
    assert desk.case("C-1").owner == "lea"
    assert "Ana Pop replied to Maria: we are looking into it" in desk.thread("C-1")


def test_the_customer_who_has_read_them_there_is_not_told_again(desk):
    desk.writes("maria", "I was charged twice")

    desk.writes("ana", "we are looking into it", in_thread_of="C-1")

    assert "we are looking into it" not in desk.customer_saw("maria")  # of the bot


def test_in_the_customers_thread_words_of_others_are_notes(two_teams):
    two_teams.writes("maria", "I was charged twice")

    two_teams.writes("ivan", "same here", in_thread_of="C-1")
    two_teams.writes("tom", "ours, I think", in_thread_of="C-1")

    assert two_teams.kinds("C-1") == ["opened", "noted", "noted"]
    assert [line["by"] for line in two_teams.ledger("C-1")[1:]] == ["customer", "tom"]


def test_a_customers_direct_message_is_a_case_and_is_answered_there(desk):
    desk.says("maria", "I was charged twice")

    assert desk.customer_saw("maria").count("C-1. A person writes to you by today 17:59.") == 1
    assert desk.kinds("C-1") == ["opened"]


def test_a_customers_words_that_sound_like_a_verb_are_heard_as_words(desk):
    desk.says("maria", "claim for double charge: I want my money back")

    assert desk.kinds("C-1") == ["opened"]
    assert "claim for double charge" in desk.card_text("C-1")


def test_an_agent_files_what_they_were_told_and_has_it_at_once(desk):
    answer = desk.says("ana", "new for Maria Pop at 09:05: she called, charged twice")

    assert "C-1 is open and yours." in answer
    assert desk.owner_of("C-1") == "ana"
    assert desk.case("C-1").claimed
    assert desk.deadline_of("C-1") == "2026-11-20 05:05"
    assert desk.last("C-1")["data"]["spoken_at"] == "2026-11-19T07:05:00Z"


def test_a_case_filed_without_a_name_has_the_customer_unknown(desk):
    desk.says("ana", "new: somebody called about the lift")

    assert "unknown" in desk.card_text("C-1")


def test_an_agent_at_the_top_files_at_their_own_tier(desk):
    desk.says("cleo", "new for Ivan: the mayor called")

    assert (desk.owner_of("C-1"), desk.case("C-1").tier) == ("cleo", 1)


def test_new_without_words_opens_the_form(desk):
    desk.says("ana", "new")

    answer = desk.sends("ana", Customer="Maria Pop", Text="she called, charged twice")

    assert "C-1 is open and yours." in answer
