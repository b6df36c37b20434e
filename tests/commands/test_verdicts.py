"""The buttons of a resolution stand where many see them; only its customer's press counts."""

from itertools import count

import pytest

from bot.messages.values import Address, Inbound, Speaker

NUMBERS = count()


def presses(office, who: str, says: str):
    speaker = Speaker(Address("slack", f"U{who.upper()}"), who.title())
    place = Address("slack", "C0HELP/1")
    key, at, seen = f"slack:press:{next(NUMBERS)}", office.clock.now, seq(office)
    pressed = Inbound((key,), speaker, says, at, place, place, kind="press", about=1, seen=seen)
    return office.do(office.app.handle(pressed))


def seq(office) -> int:
    return office.app.store.read(lambda tx: tx.case(1)).seq


def state(office) -> str:
    return office.app.store.read(lambda tx: tx.case(1)).state


@pytest.fixture
def resolved(office):
    office.says("maria", "charged twice", at="help")
    office.says("ana", "claim C-1")
    office.sends("ana", office.says("ana", "resolve C-1").form, {"text": "paid back", "outcome": "solved"})
    return office


@pytest.mark.parametrize("says", ["solved C-1", "not solved C-1", "rate C-1"])
def test_a_strangers_press_reveals_and_does_nothing(resolved, says):
    answer = presses(resolved, "ivan", says)

    assert [one.key for one in answer.said] == ["no-no-such-case-customer"]
    assert answer.form is None
    assert state(resolved) == "resolved"


@pytest.mark.parametrize("says", ["solved C-1", "not solved C-1"])
def test_staff_do_not_answer_for_the_customer(resolved, says):
    answer = presses(resolved, "ben", says)

    assert [one.key for one in answer.said] == ["no-customers-verb"]
    assert state(resolved) == "resolved"


def test_the_customers_own_press_does(resolved):
    assert presses(resolved, "maria", "rate C-1").form.title == "Rate C-1"
    presses(resolved, "maria", "solved C-1")

    assert state(resolved) == "closed"
