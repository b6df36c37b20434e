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
