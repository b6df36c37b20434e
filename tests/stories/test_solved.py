"""The message at the end of a case: it can be answered with a press, by the customer alone, wherever they see it."""

import pytest


@pytest.fixture
def resolved(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.resolves("ana")
    return desk


def test_its_solved_closes_the_case(resolved):
    answer = resolved.presses("maria", "It’s solved", of="C-1")

    assert answer == "Good to hear. C-1 is closed; should it come back, just write."
    assert resolved.case("C-1").state == "closed"


def test_not_solved_opens_it_again_with_who_had_it(resolved):
    answer = resolved.presses("maria", "Not solved", of="C-1")

    assert answer == "Sorry about that. C-1 is open again."
    assert resolved.last("C-1")["data"]["why"] == "not_solved"
    assert resolved.owner_of("C-1") == "ana"


@pytest.mark.parametrize("label", ["It’s solved", "Not solved"])
def test_a_second_press_answers_as_the_first(resolved, label):
    first = resolved.presses("maria", label, of="C-1")
    before = resolved.kinds("C-1")

    assert resolved.presses("maria", label, of="C-1") == first
    assert resolved.kinds("C-1") == before


def test_a_score_asks_and_what_made_it_so(resolved):
    asked = resolved.presses("maria", "5", of="C-1")
    assert "What made it so" in asked
    assert "being told the truth" in asked

    resolved.presses("maria", "In my own words", of="C-1")
    answer = resolved.sends("maria", Score="5", What_made_it_so="being heard", Text="Ana was kind")

    assert answer.startswith("Thank you. You gave C-1 5 of 5; you can change that until ")
    rated = resolved.last("C-1")["data"]
    assert (rated["score"], rated["because"]) == (5, "heard")


def test_a_score_alone_is_enough(resolved):
    resolved.presses("maria", "4", of="C-1")

    rated = resolved.last("C-1")["data"]
    assert (rated["score"], rated["because"]) == (4, None)


def test_who_said_that_it_is_solved_can_still_rate_it(resolved):
    resolved.presses("maria", "It’s solved", of="C-1")

    answer = resolved.presses("maria", "5", of="C-1")

    assert answer.startswith("Thank you. You gave C-1 5 of 5; ")


def test_what_is_open_again_is_not_rated(resolved):
    resolved.presses("maria", "Not solved", of="C-1")

    answer = resolved.presses("maria", "3", of="C-1")

    assert "Ana Pop has it" in answer
    assert "What made it so" not in answer


def test_what_was_told_by_phone_asks_just_so(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.resolves("ana", Customer_was_told="told by phone")

    desk.presses("maria", "It’s solved", of="C-1")

    assert desk.case("C-1").state == "closed"


def test_in_a_direct_chat_it_is_pressed_as_well(desk):
    desk.says("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.resolves("ana")

    desk.presses("maria", "It’s solved", of="C-1")

    assert desk.case("C-1").state == "closed"
