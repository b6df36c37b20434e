"""What customers say is heard, whatever verb it happens to begin with."""

import pytest

SENTENCES = [
    "help me please, the lift stands still",
    "help! the lift",
    "return my money",
    "show me where my parcel is",
    "find my parcel please",
    "list of charges is wrong",
    "report a broken lift",
    "note that I have moved",
    "ask your boss to call me",
    "urgent: water everywhere",
    "give me my money back",
    "wait until I tell my lawyer",
    "new lift is broken",
    "solved nothing last week, and the lift stands still",
    "it's solved: no",
    "rate of exchange is wrong",
    "resolve this now",
    "reopen my account please",
    "close my account",
    "pass me to your boss",
    "C-1 is wrong",
]


@pytest.mark.parametrize("words", SENTENCES)
def test_a_direct_message_is_a_case_however_it_begins(desk, words):
    desk.says("ivan", words)

    assert desk.kinds("C-1") == ["opened"]
    assert words in desk.thread("C-1")


@pytest.mark.parametrize(
    "words", ["solved nothing, I was charged again", "rate of exchange is wrong", "not solved, by the way", "solved?"]
)
def test_in_their_thread_words_on_an_open_case_are_words(desk, words):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")

    desk.writes("maria", words, in_thread_of="C-1")

    assert desk.kinds("C-1") == ["opened", "claimed", "customer_wrote"]
    assert words in desk.thread("C-1")


@pytest.mark.parametrize("words", ["solved nothing, I was charged again", "rate of exchange is wrong"])
def test_what_only_begins_like_a_verdict_reopens_a_resolved_case(desk, words):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.resolves("ana")

    desk.writes("maria", words, in_thread_of="C-1")

    assert desk.kinds("C-1")[-1] == "reopened"


@pytest.mark.parametrize("words", ["solved", "Solved!", "it's solved", "solved, thank you!", "solved C-1"])
def test_a_verdict_with_thanks_is_a_verdict(desk, words):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.resolves("ana")

    desk.writes("maria", words, in_thread_of="C-1")

    assert desk.case("C-1").state == "closed"


def test_somebody_elses_verdict_in_the_thread_is_a_note(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.resolves("ana")

    desk.writes("ivan", "solved", in_thread_of="C-1")

    assert desk.case("C-1").state == "resolved"
    assert desk.last("C-1")["kind"] == "noted"


def test_not_solved_after_fourteen_days_is_a_new_case_that_follows(desk):
    desk.says("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.resolves("ana")
    desk.wait(days=15)

    answer = desk.says("maria", "not solved C-1: a third time")

    assert answer.startswith("Thank you; we have C-2.")
    assert desk.case("C-2").follows == 1


@pytest.mark.parametrize("place", ["front", "top", "leads", "report"])
def test_only_where_customers_write_do_words_open_a_case(desk, place):
    desk.writes("ivan", "the lift stands still", at=place)

    assert [line["case"] for line in desk.ledger() if line["case"]] == []


def test_a_message_that_names_their_case_joins_it_from_anywhere(desk):
    desk.writes("maria", "charged twice")
    desk.wait(hours=1)

    desk.writes("maria", "about C-1: it is the invoice of October")

    assert desk.kinds("C-1") == ["opened", "customer_wrote"]


def test_naming_somebody_elses_case_joins_nothing(desk):
    desk.writes("maria", "charged twice")

    desk.writes("ivan", "I have the same as in C-1")

    assert desk.kinds("C-1") == ["opened"]
    assert desk.kinds("C-2") == ["opened"]


def test_naming_a_resolved_case_reopens_it(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.resolves("ana")
    desk.wait(days=1)

    desk.writes("maria", "C-1 is not over, I was charged again")

    assert desk.kinds("C-1")[-1] == "reopened"


def test_the_answer_to_a_question_in_the_direct_chat_wakes_the_case_that_asked(desk):
    desk.says("ivan", "the lift stands still")
    desk.says("ana", "claim C-1")
    desk.says("ana", "ask C-1: which house?")
    desk.wait(hours=1)

    desk.says("ivan", "number 5")

    assert desk.kinds("C-1")[-2:] == ["customer_wrote", "woken"]
    assert desk.case("C-1").state == "open"


def test_without_a_question_a_later_direct_message_is_another_case(desk):
    desk.says("ivan", "the lift stands still")
    desk.wait(hours=1)

    desk.says("ivan", "and the cellar is full of water")

    assert desk.kinds("C-2") == ["opened"]
