"""Undo: one's own last move, within ten minutes, if nothing happened since."""

import pytest


@pytest.fixture
def hers(desk):
    """C-1 is Ana's."""
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.wait(minutes=20)
    return desk


def test_a_claim_is_taken_back_and_custody_counts_on(desk):
    desk.writes("maria", "charged twice")
    desk.wait(minutes=30)
    desk.says("ana", "claim C-1")
    desk.wait(minutes=5)

    answer = desk.says("ana", "undo")

    assert answer == "Taken back: C-1 is with Lea Stan as before."
    assert (desk.owner_of("C-1"), desk.case("C-1").claimed) == ("lea", False)
    assert desk.holds("C-1") == [("lea", None), ("ana", "undone")]

    desk.at("2026-11-19 11:59")
    assert desk.heard("lea") == ""

    desk.wait(minutes=1)
    assert "One unclaimed with you: C-1, 2 h." in desk.heard("lea")


def test_a_pass_is_taken_back_and_the_case_is_hers_again_at_her_tier(hers):
    hers.says("ana", "pass C-1 needs permission")

    hers.says("ana", "undo")

    assert (hers.owner_of("C-1"), hers.case("C-1").claimed, hers.case("C-1").tier) == ("ana", True, 0)
    assert "Ana Pop · Front line" in hers.channel("front")
    assert hers.kinds("C-1")[-2:] == ["passed_up", "undone"]


def test_a_give_is_taken_back(hers):
    hers.says("ana", "give C-1 @ben needs expertise")

    hers.says("ana", "undo")

    assert hers.case("C-1").offer is None
    assert "Ana Pop has C-1" in hers.says("ben", "claim C-1")


def test_an_assignment_is_taken_back(hers):
    hers.says("lea", "assign C-1 @ben: he is free")

    hers.says("lea", "undo")

    assert hers.owner_of("C-1") == "ana"


def test_an_undone_question_adds_no_pause_and_the_promise_it_kept_stands_again(hers):
    deadline, promise = hers.deadline_of("C-1"), hers.promise_of("C-1")
    hers.says("ana", "ask C-1: which invoice?")
    hers.wait(minutes=9)

    hers.says("ana", "undo")

    assert hers.case("C-1").state == "open"
    assert (hers.deadline_of("C-1"), hers.promise_of("C-1")) == (deadline, promise)
    assert not hers.case("C-1").paused


def test_a_wait_is_taken_back(hers):
    hers.says("ana", "wait C-1 until tomorrow on courier: being traced")

    hers.says("ana", "undo")

    assert (hers.case("C-1").state, hers.promise_of("C-1")) == ("open", "2026-11-19 17:59")


def test_not_a_case_is_taken_back(hers):
    hers.says("ana", "not a case C-1 spam")

    hers.says("ana", "undo C-1")

    assert (hers.case("C-1").state, hers.owner_of("C-1")) == ("open", "ana")


def test_after_ten_minutes_it_is_too_late(hers):
    hers.says("ana", "pass C-1 needs permission")
    hers.wait(minutes=10, seconds=1)

    answer = hers.says("ana", "undo C-1")

    assert "only the last ten minutes can be taken back" in answer
    assert hers.owner_of("C-1") == "cleo"


def test_at_the_tenth_minute_it_is_not(hers):
    hers.says("ana", "pass C-1 needs permission")
    hers.wait(minutes=10)

    hers.says("ana", "undo")

    assert hers.owner_of("C-1") == "ana"


def test_whatever_happened_since_ends_it(hers):
    hers.says("ana", "pass C-1 needs permission")
    hers.says("cleo", "claim C-1")

    answer = hers.says("ana", "undo C-1")

    assert answer == "The last thing on C-1 was done by Cleo Marin; only they can take it back."
    assert hers.owner_of("C-1") == "cleo"


def test_the_clocks_own_line_ends_it_too(desk):
    desk.writes("maria", "charged twice")
    desk.at("2026-11-19 11:55")
    desk.says("lea", "assign C-1 @ben: he is free")
    desk.says("ben", "pass C-1 needs permission")
    desk.at("2026-11-19 13:50")
    desk.says("cleo", "claim C-1")
    desk.says("cleo", "undo")
    desk.at("2026-11-19 13:56")

    answer = desk.says("cleo", "undo C-1")

    assert "The clock has gone on with C-1 since" in answer


def test_a_reply_cannot_be_unsaid(hers):
    hers.says("ana", "reply C-1: you are wrong")

    assert hers.says("ana", "undo C-1") == "The last thing on C-1 cannot be taken back."


def test_nothing_to_take_back_is_said_so(desk):
    assert desk.says("ana", "undo") == "There is nothing of yours in the last ten minutes to take back."


def test_what_was_undone_stands_in_nobodys_figures(hers):
    hers.says("ana", "pass C-1 needs permission")
    hers.says("ana", "undo")
    hers.resolves("ana")

    report = hers.says("ana", "report me")

    assert "Passed up" in report
    assert any(line.split()[:3] == ["Passed", "up", "0"] for line in report.splitlines()), report
