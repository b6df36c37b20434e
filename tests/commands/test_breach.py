"""The ping that says that a case is past the top's limit: with what is lawful for whoever reads it."""

import pytest

from bot.commands.absence import leave


@pytest.fixture
def escalated(office):
    """C-1 reached its limit with nobody at 06:00 on Friday; it is Cleo's now, unclaimed, until Monday 02:00."""
    office.says("maria", "charged twice", at="help")
    office.waits(hours=24)
    return office


def buttons(office, who: str) -> list[str]:
    """Of the last that somebody heard of a breach."""
    cards = [card for (where, _, _), card in zip(office.sent, office.cards, strict=True) if where == f"U{who.upper()}"]
    (*_, last) = (card for card in cards if "past its limit" in card.title)
    return [one.says for one in last.buttons]


def test_the_top_person_may_claim_answer_for_it_or_resolve_it_and_others_look(escalated):
    escalated.waits(days=3)

    assert buttons(escalated, "cleo") == ["claim C-1", "answer for C-1", "resolve C-1", "show C-1"]
    assert buttons(escalated, "lea") == buttons(escalated, "mira") == ["show C-1"]


def test_what_is_claimed_is_not_claimed_again(escalated):
    escalated.says("cleo", "claim C-1")

    escalated.waits(days=3)

    assert buttons(escalated, "cleo") == ["answer for C-1", "resolve C-1", "show C-1"]


@pytest.mark.parametrize("says", ["claim C-1", "answer for C-1", "resolve C-1", "show C-1"])
def test_each_of_them_is_lawful(escalated, says):
    escalated.waits(days=3)

    assert not escalated.says("cleo", says).refused


def test_a_lead_who_left_is_not_told_but_who_is_on_duty_there(escalated):
    escalated.app.store.act(lambda tx: leave(tx, "lea"))

    escalated.waits(days=3)

    assert not [line for line in escalated.to("ULEA") if "past its limit" in line]
    assert buttons(escalated, "dan") == ["show C-1"]
