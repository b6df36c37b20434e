"""Several clocks over one store: they share what is due, and each alarm rings once."""

from collections import Counter
from datetime import timedelta
from functools import partial

import pytest

from bot.commands.clock import strike_due
from bot.scheduler import rounds
from tests.commands.desk import act_of, in_help, in_thread, line
from tests.commands.test_anything import faults
from tests.rivals import Pause, at_once
from tests.scheduler.office import Office
from tests.stores import ON_POSTGRESQL

pytestmark = ON_POSTGRESQL


@pytest.fixture
def clocks(office, store_url):
    other = Office(store_url, office.do)
    yield office, other
    other.app.store.close()


@pytest.fixture(autouse=True)
def whole(office):
    yield
    office.settles()
    assert faults(office) == []


def due(clocks, cases, **length):
    office, other = clocks
    for n in range(cases):
        office.says(f"customer{n}", "charged twice", at="help")
    office.clock.now += timedelta(**length)
    other.clock.now = office.clock.now


def rang(office, cases):
    """How often each thing was done to any of them."""
    return Counter(
        (number, line.event.kind)
        for number in range(1, cases + 1)
        for line in office.app.store.read(lambda tx, number=number: tx.lines(number))
    )


@pytest.mark.parametrize(
    "length", [{"hours": 2}, {"hours": 21}, {"days": 5}], ids=["unclaimed", "the deadline", "down"]
)
def test_two_that_sweep_at_once_strike_each_case_once(clocks, length):
    due(clocks, 12, **length)

    struck = at_once(*(lambda n=n: rounds.sweep(clocks[n % 2].app.store) for n in range(4)))

    assert sum(struck) == 12
    assert rounds.sweep(clocks[0].app.store) == 0
    assert set(rang(clocks[0], 12).values()) == {1}


def test_what_one_is_striking_the_other_passes_over_and_takes_the_next(clocks):
    due(clocks, 6, hours=21)
    slow = Pause(partial(strike_due, limit=4))
    first = clocks[0].app.store.submit(slow)
    slow.reached()

    assert clocks[1].app.store.act(partial(strike_due, limit=4)) == 2
    slow.goes_on()

    assert first.result(10) == 4
    assert slow.runs == 1
    assert rang(clocks[0], 6)[1, "escalated"] == 1


def test_who_claims_what_is_being_struck_finds_it_struck(clocks):
    office, other = clocks
    due(clocks, 1, hours=21)
    slow = Pause(strike_due)
    struck = office.app.store.submit(slow)
    slow.reached()
    claims = other.app.store.submit(act_of(line(other, "ana", "claim C-1")))
    slow.goes_on()
    struck.result(10)

    case = office.app.store.read(lambda tx: tx.case(1))
    assert case.owner == "cleo"
    assert rang(office, 1)[1, "escalated"] == 1
    assert claims.result(10).refused


@pytest.mark.parametrize("slow_one", ["the clock", "the customer"])
def test_a_customer_who_answers_as_their_time_is_over_wakes_the_case_once(clocks, slow_one):
    office, other = clocks
    office.do(office.app.handle(in_help(office, "charged twice")))
    office.says("ana", "claim C-1")
    office.says("ana", "ask C-1: which invoice?")
    office.clock.now += timedelta(hours=72)
    other.clock.now = office.clock.now
    deeds = {"the clock": strike_due, "the customer": act_of(in_thread(office, "maria", "the one of May"))}
    slow = Pause(deeds.pop(slow_one))
    slowly = office.app.store.submit(slow)
    slow.reached()
    quickly = other.app.store.submit(*deeds.values())
    slow.goes_on()
    slowly.result(10)
    quickly.result(10)

    assert rang(office, 1)[1, "woken"] == 1
    assert rang(office, 1)[1, "customer_wrote"] == 1
    assert office.app.store.read(lambda tx: tx.case(1)).state == "open"


def test_two_digests_of_the_same_month_are_one(clocks):
    office, other = clocks
    office.says("maria", "charged twice", at="help")
    office.clock.now += timedelta(days=20)
    other.clock.now = office.clock.now

    posted = at_once(*(lambda n=n: clocks[n % 2].app.month_ends.post_due() for n in range(4)))

    office.settles()
    assert not [one for one in posted if isinstance(one, Exception)]
    said = [what for where, what, _ in (*office.sent, *other.sent) if where == "C0REPORT"]
    assert said[0] == "Customer support, November 2026"
    assert len(set(said)) == len(said)


def test_whole_ticks_of_two_clocks_at_once_do_everything_once(clocks):
    office, other = clocks
    for n in range(5):
        office.says(f"customer{n}", "charged twice", at="help")
    office.says("lea", "away until tomorrow 10:00")
    office.says("dan", "claim C-1")
    for _ in range(20):
        office.clock.now += timedelta(hours=5)
        other.clock.now = office.clock.now
        done = at_once(*(lambda n=n: clocks[n % 2].app.tick() for n in range(4)))
        assert not [one for one in done if isinstance(one, Exception)]

    found = rang(office, 5)
    assert {found[number, "escalated"] for number in range(1, 6)} == {1}
    back = office.app.store.read(lambda tx: tx.house_lines("came_back"))
    assert [line.event.person for line in back] == ["lea"]
