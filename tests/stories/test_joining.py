"""Merge, and what is no case at all."""

import pytest


@pytest.fixture
def twice(desk):
    """Maria wrote twice about one matter: C-1 is Ben's, C-2 is Ana's."""
    desk.writes("maria", "charged twice")
    desk.says("ben", "claim C-1")
    desk.wait(minutes=30)
    desk.writes("maria", "did you see that I was charged twice?")
    desk.says("ana", "claim C-2")
    return desk


def test_two_cases_of_one_customer_become_one_and_its_owner_is_told(twice):
    answer = twice.says("ana", "merge C-2 into C-1")

    assert answer.startswith("C-2 was merged into C-1")
    assert twice.case("C-2").state == "merged"
    assert twice.last("C-1")["kind"] == "absorbed"
    assert "Ana Pop merged C-2 into your C-1." in twice.heard("ben")
    assert twice.holds("C-2") == [("lea", "claimed"), ("ana", "merged")]


def test_the_target_takes_the_earlier_deadline_and_promise(twice):
    deadline, promise = twice.deadline_of("C-1"), twice.promise_of("C-1")

    twice.says("ben", "merge C-1 into C-2")

    assert (twice.deadline_of("C-2"), twice.promise_of("C-2")) == (deadline, promise)
    assert twice.owner_of("C-2") == "ana"


def test_later_words_join_the_target(twice):
    twice.says("ana", "merge C-2 into C-1")

    twice.writes("maria", "any news?", in_thread_of="C-2")

    assert twice.last("C-1")["kind"] == "customer_wrote"
    assert twice.kinds("C-2")[-1] == "merged"


def test_cases_of_different_customers_are_not_merged(twice):
    twice.writes("ivan", "charged twice too")
    twice.says("ana", "claim C-3")

    answer = twice.says("ana", "merge C-3 into C-1")

    assert answer == "C-3 and C-1 are of different customers; only one customer’s duplicates are merged."


def test_nothing_is_merged_into_what_has_ended(twice):
    twice.resolves("ben", "C-1")

    answer = twice.says("ana", "merge C-2 into C-1")

    assert "C-1 was resolved by Ben Ionescu" in answer
    assert twice.case("C-2").state == "open"


def test_only_the_owner_merges(twice):
    assert "Ana Pop has C-2." in twice.says("ben", "merge C-2 into C-1")


def test_merging_ends_the_pause(twice):
    twice.says("ana", "ask C-2: which invoice?")

    twice.says("ana", "merge C-2 into C-1")

    assert twice.case("C-2").state == "merged"


def test_a_case_is_merged_into_one_of_another_team(two_teams):
    two_teams.writes("maria", "charged twice")
    two_teams.says("ana", "claim C-1")
    two_teams.writes("maria", "charged twice!", at="bills")
    two_teams.says("tom", "claim C-2")

    two_teams.says("tom", "merge C-2 into C-1")

    assert two_teams.case("C-2").state == "merged"
    assert "Tom Olar merged C-2 into your C-1." in two_teams.heard("ana")


def test_the_card_shows_the_same_customers_other_case_and_merges_into_it_at_a_press(twice):
    assert "C-1 (message, today 10:00)" in twice.card_text("C-2")

    answer = twice.presses("ana", "Merge into C-1", of="C-2")

    assert answer.startswith("C-2 was merged into C-1")
    assert twice.case("C-2").merged_into == 1
    assert "Same customer" not in twice.card_text("C-1")
    assert not [label for label in twice.card("C-1").labels if label.startswith("Merge")]


def test_whoever_does_not_own_it_is_told_whose_it_is_by_the_press_as_by_the_line(twice):
    assert twice.presses("ben", "Merge into C-1", of="C-2") == twice.says("ben", "merge C-2 into C-1")
    assert twice.case("C-2").state == "open"


def test_of_several_others_none_is_preferred(twice):
    twice.wait(minutes=30)
    twice.writes("maria", "hello, is anybody reading this?")

    assert "C-2 (message, today 10:30) and C-1 (message, today 10:00)" in twice.card_text("C-3")
    assert not [label for label in twice.card("C-3").labels if label.startswith("Merge")]


def test_show_offers_the_merge_to_who_may(twice):
    twice.says("ana", "show C-2")
    assert twice.presses("ana", "Merge into C-1", of="C-2").startswith("C-2 was merged into C-1")


def test_another_customers_case_is_no_same_customer(twice):
    twice.writes("ivan", "the lift stands still")

    assert "Same customer" not in twice.card_text("C-3")


def test_spam_ends_without_a_word_to_anybody(desk):
    desk.writes("bargain", "cheap watches")

    desk.says("lea", "not a case C-1 spam")

    assert desk.case("C-1").state == "dismissed"
    assert "watches" not in desk.customer_saw("bargain")
    assert len(desk.platform.customer_saw("bargain")) == 1  # the acknowledgement


@pytest.mark.parametrize("why", ["chatter", "test", "other"])
def test_anything_else_needs_a_line_to_the_customer(desk, why):
    desk.writes("ivan", "is this thing on?")
    desk.says("ana", "claim C-1")

    asked = desk.says("ana", f"not a case C-1 {why}")
    desk.sends("ana", Text="It is. Write whenever you need us.")

    assert "C-1 is not a case" in asked
    assert desk.case("C-1").state == "dismissed"
    assert "Ana Pop: It is. Write whenever you need us." in desk.customer_saw("ivan")


def test_a_full_line_dismisses_at_once(desk):
    desk.writes("ivan", "is this thing on?")
    desk.says("ana", "claim C-1")

    desk.says("ana", "not a case C-1 test: it is")

    assert desk.last("C-1")["data"]["why"] == "test"


def test_the_customers_next_word_reopens_it(desk):
    desk.writes("ivan", "is this thing on?")
    desk.says("ana", "claim C-1")
    desk.says("ana", "not a case C-1 test: it is")

    desk.writes("ivan", "good, because the lift stands still", in_thread_of="C-1")

    assert (desk.case("C-1").state, desk.owner_of("C-1")) == ("open", "ana")


def test_a_tenth_of_them_go_to_the_lead_to_look_at(desk):
    for n in range(20):
        desk.writes(f"bargain{n}", f"cheap watches, offer {n}")
        desk.says("ana", f"claim C-{n + 1}")
        desk.says("ana", f"not a case C-{n + 1} spam")

    samples = desk.heard("lea").count("A sample to look at: Ana Pop said")
    assert 1 <= samples <= 4
