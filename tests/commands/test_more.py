"""Behind *More* stands what is lawful now for whoever asks, and nothing else."""

import pytest

from bot.commands.absence import leave
from tests.commands.desk import handled, in_help, inbound, later


def more(office, who: str, number: int = 1) -> set[str]:
    """What the buttons behind it say, without the case."""
    card = handled(office, inbound(office, who, f"help C-{number}", kind="press")).card
    return {one.says.removesuffix(f" C-{number}") for one in card.buttons}


@pytest.fixture
def claimed(opened):
    """C-1 is Ana's since ten minutes and more: nothing is to be undone."""
    handled(opened, inbound(opened, "ana", "claim C-1"))
    later(opened, minutes=11)
    return opened


def test_the_owner_is_offered_what_an_owner_may(claimed):
    assert more(claimed, "ana") == (
        {"show", "note", "ask", "wait", "give", "consult", "set", "promise", "urgent", "not a case", "follow up"}
    )


def test_a_colleague_may_look_and_note(claimed):
    assert more(claimed, "ben") == {"show", "note", "set", "follow up"}


def test_a_manager_may_look(claimed):
    assert more(claimed, "mira") == {"show"}


def test_a_lead_may_assign_and_mark_it_urgent_and_let_it_wait(claimed):
    assert more(claimed, "lea") == {"show", "note", "set", "assign", "urgent", "wait", "follow up"}


def test_what_is_urgent_is_not_marked_again(claimed):
    handled(claimed, inbound(claimed, "lea", "urgent C-1: people are in it"))

    assert "urgent" not in more(claimed, "lea")


def test_undo_is_offered_for_ten_minutes_to_whoever_did_it_last(opened):
    handled(opened, inbound(opened, "ana", "claim C-1"))
    assert "undo" in more(opened, "ana")
    assert "undo" not in more(opened, "lea")

    later(opened, minutes=11)

    assert "undo" not in more(opened, "ana")


def test_merge_is_offered_once_its_customer_has_another_case(claimed):
    later(claimed, hours=1)
    handled(claimed, in_help(claimed, "and the parcel is late", thread="2"))
    assert "merge" in more(claimed, "ana")

    handled(claimed, inbound(claimed, "lea", "not a case C-2 spam"))

    assert "merge" not in more(claimed, "ana")


def test_return_is_offered_above_the_lowest_tier(claimed):
    handled(claimed, inbound(claimed, "ana", "pass C-1 needs permission"))
    handled(claimed, inbound(claimed, "cleo", "claim C-1"))

    assert "return" in more(claimed, "cleo")


def test_return_is_not_offered_where_it_would_come_back_to_oneself(claimed):
    handled(claimed, inbound(claimed, "ana", "pass C-1 needs permission"))
    for who in ("ana", "ben", "lea", "dan"):
        claimed.app.store.act(lambda tx, who=who: leave(tx, who))

    assert "return" not in more(claimed, "cleo")


def test_nothing_is_given_where_nobody_else_is_there(claimed):
    for who in ("lea", "dan", "ben"):
        handled(claimed, inbound(claimed, who, "away until 2026-11-25"))

    assert "give" not in more(claimed, "ana")
    assert "consult" in more(claimed, "ana")


def test_while_waiting_nothing_that_moves_it_is_offered(claimed):
    handled(claimed, inbound(claimed, "ana", "ask C-1: which invoice?"))

    assert more(claimed, "ana") & {"ask", "wait", "give", "return", "move"} == set()


def test_who_was_asked_may_advise_and_who_was_offered_it_decline(claimed):
    handled(claimed, inbound(claimed, "ana", "consult C-1 @ben: what do you think?"))
    handled(claimed, inbound(claimed, "ana", "give C-1 @ben outside my hours"))

    assert {"advise", "decline"} <= more(claimed, "ben")
    assert more(claimed, "dan") & {"advise", "decline"} == set()


def test_what_is_resolved_can_be_reopened_for_fourteen_days(claimed):
    form = handled(claimed, inbound(claimed, "ana", "resolve C-1")).form
    answers = {"text": "paid back", "outcome": "solved"}
    handled(claimed, inbound(claimed, "ana", form.says, kind="form", answers=answers))
    assert more(claimed, "ana") == {"show", "note", "reopen", "follow up"}

    later(claimed, days=15)

    assert more(claimed, "ana") == {"show", "note", "follow up"}


@pytest.mark.parametrize("who", ["ana", "ben", "lea", "cleo"])
def test_each_button_does_something_or_opens_its_form(claimed, who):
    for says in more(claimed, who):
        assert not handled(claimed, inbound(claimed, who, f"{says} C-1", kind="press", about=1)).refused, says
