"""What is said of a move is true of it, and reads as a person would say it."""

import pytest


def called(desk):
    """C-1 is Maria's, who called: she has no address here. Ana has it."""
    desk.says("ana", "new for Maria: she called, charged twice")


def test_a_question_to_somebody_without_an_address_stops_no_clock(desk):
    called(desk)

    for line in ("ask C-1: which invoice?", "ask C-1"):
        assert "Maria has no address here" in desk.says("ana", line)

    assert desk.case("C-1").state == "open"


@pytest.mark.parametrize("line", ["wait C-1 until tomorrow on courier: it is lost", "promise C-1 tomorrow"])
def test_what_cannot_be_sent_is_not_said_to_have_been(desk, line):
    called(desk)

    answer = desk.says("ana", line)

    assert answer == "Nothing on C-1 was sent: Maria has no address here. Please tell them yourself."
    assert len(desk.kinds("C-1")) == 2


@pytest.mark.parametrize(("how", "untold"), [({}, True), ({"Customer_was_told": "told by phone"}, False)])
def test_what_was_resolved_by_text_is_to_be_told_to_who_has_no_address(desk, how, untold):
    called(desk)

    answer = desk.resolves("ana", **how)

    assert "C-1 is resolved." in answer
    assert ("Nothing on C-1 was sent" in answer) is untold


def test_who_had_a_case_that_has_ended_is_its_owner_plainly(desk):
    desk.writes("maria", "charged twice")

    desk.resolves("lea")

    assert "nobody yet" not in desk.card_text("C-1")
    assert "Lea Stan · Front line" in desk.card_text("C-1")


def test_a_lead_who_assigns_a_case_to_herself_took_it(desk):
    desk.writes("maria", "charged twice")

    answer = desk.says("lea", "assign C-1 @lea")

    assert answer.startswith("C-1 is yours")
    assert "Lea Stan took it over." in desk.thread("C-1")


def test_why_it_was_assigned_stands_in_a_line_of_its_own(desk):
    desk.writes("maria", "charged twice")

    desk.says("lea", "assign C-1 @ben: he is free")

    assert "It is yours now, due tomorrow 06:00.\nLea Stan writes: he is free" in desk.heard("ben")


def test_at_the_top_nobody_is_sent_further_up(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.says("ana", "pass C-1 to top needs expertise")
    desk.says("cleo", "claim C-1")

    answer = desk.says("cleo", "give C-1 @ben needs expertise")

    assert "You can “consult” them." in answer
    assert "pass" not in answer


def test_a_manager_is_told_what_a_manager_can_do(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")

    assert desk.says("mira", "resolve C-1") == ("Ana Pop has C-1. You can “show C-1”, or speak with Ana Pop.")
    assert desk.says("ben", "resolve C-1") == (
        "Ana Pop has C-1. You can “note” on it, or ask Ana Pop to give it to you."
    )


@pytest.mark.parametrize("line", ["claim C-1 C-2", "claim C-1, 2", "claim C-1 and #2"])
def test_cases_are_claimed_one_at_a_time(desk, line):
    desk.writes("maria", "charged twice")
    desk.writes("ivan", "the lift stands still")

    assert desk.says("ana", line).startswith("One case at a time, please: “claim C-1”")
    assert (desk.case("C-1").claimed, desk.case("C-2").claimed) == (False, False)


def test_the_longest_wait_is_said_by_its_last_day(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")

    answer = desk.says("ana", "wait C-1 until 2026-12-01 on courier: it is lost")

    assert "You can wait until Tuesday 18:00." in answer


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("ask C-1: which one?", "Ana Pop took the question back."),
        ("pass C-1 needs expertise", "Ana Pop took the passing up back."),
        ("give C-1 @ben needs expertise", "Ana Pop took the offer back."),
    ],
)
def test_the_story_names_what_was_taken_back(desk, line, said):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.says("ana", line)

    desk.says("ana", "undo")

    assert said in desk.thread("C-1")


def test_what_is_reopened_into_custody_lies_with_somebody(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.resolves("ana")
    desk.says("ana", "away until Monday")

    answer = desk.says("ben", "reopen C-1: it is not paid back")

    assert answer.startswith("C-1 is open again; it lies with Lea Stan until somebody claims it")


def test_a_merged_card_lists_no_other_cases(desk):
    desk.writes("maria", "charged twice")
    desk.wait(minutes=30)
    desk.writes("maria", "did you see that I was charged twice?")
    desk.says("ana", "claim C-2")

    desk.says("ana", "merge C-2 into C-1")

    assert "merged into C-1" in desk.card_text("C-2")
    assert "Same customer" not in desk.card_text("C-2")


def test_what_was_tried_is_short_and_without_thanks(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.says("ana", f"note C-1: {'very long ' * 50}")
    desk.writes("maria", "thank you", in_thread_of="C-1")
    desk.says("ana", "pass C-1 needs expertise")

    card = desk.card_text("C-1")

    assert "Ana Pop noted: very long" in card
    assert "very long " * 40 not in card
    assert "thank you" not in card


def test_the_only_resolved_case_is_rated_with_one_number(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.resolves("ana")

    assert desk.says("maria", "rate 1").startswith("Thank you. You gave C-1 1 of 5;")


@pytest.mark.parametrize(
    ("who", "words", "answer"),
    [
        ("ana", "thank you!", "You are welcome."),
        ("ana", "hi", "Hello! “help” lists what you can say, “list mine” your cases."),
        ("maria", "thanks", "You are welcome."),
    ],
)
def test_greetings_and_thanks_are_returned(desk, who, words, answer):
    assert desk.says(who, words) == answer


def test_a_customer_who_greets_is_told_what_to_write(desk):
    assert desk.says("maria", "hi").startswith("Hello! Write what it is about")


def test_of_several_verbs_each_is_named(desk):
    assert "Did you mean “reply”, “decline”" in desk.says("ana", "re C-1")
