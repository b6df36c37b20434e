"""What the races have found, each brought down to the two acts that matter."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import timedelta
from threading import Event

import pytest

from bot.cases import chain
from bot.messages.values import Outgoing, Say
from bot.storage import lanes, open_store
from bot.storage.rows import micros
from bot.storage.verify import verify
from tests.storage.desk import FRONT, HOUSE, MORNING, Clock, claiming, noting, opening
from tests.stores import ON_POSTGRESQL

SOON = 5.0  # seconds that nothing here should take


@pytest.fixture
def stores(store_url, kind_of_store):
    """Of two processes, the second's clock a second behind; where one alone may write, the same one."""
    with ExitStack() as open_now:
        first = open_now.enter_context(open_store(store_url, Clock(), HOUSE, synchronous="OFF"))
        if kind_of_store == "sqlite":
            yield first, first
        else:
            late = Clock(MORNING - timedelta(seconds=1))
            yield first, open_now.enter_context(open_store(store_url, late, HOUSE, synchronous="OFF"))


@ON_POSTGRESQL
def test_a_seal_that_comes_between_covers_no_line_that_it_did_not_see(stores):
    one, other = stores
    one.act(opening())
    sealed = []

    def noted(tx):
        tx.case(1)
        if not sealed:
            sealed.append(other.act(lambda beside: beside.seal()))
        noting(1)(tx)

    one.act(noted)

    assert sealed == [1]
    assert one.read(lambda tx: tx.unsealed()).keys() == {1}
    assert one.read(lambda tx: list(verify(tx))) == []


@ON_POSTGRESQL
def test_a_clock_that_strikes_and_somebody_going_away_do_not_wait_for_each_other(stores):
    """The one holds cases that are due and asks who is there; the other changes who is there and hands over cases."""
    one, other = stores
    one.act(opening(due_in=timedelta(seconds=-1)))
    striking, leaving = Event(), Event()
    runs = []

    def strikes(tx):
        runs.append("strikes")
        assert [case.id for case in tx.due()] == [1]
        striking.set()
        leaving.wait(0.2)
        tx.house  # noqa: B018 # somebody is looked up
        noting(1)(tx)

    def leaves(tx):
        runs.append("leaves")
        assert striking.wait(SOON)
        tx.append_house(chain.WentAway("ana", MORNING), "ana")
        tx.set_away("ana", MORNING)
        leaving.set()
        noting(1)(tx)

    with ThreadPoolExecutor(2) as people:
        for done in (people.submit(one.act, strikes), people.submit(other.act, leaves)):
            done.result(SOON)

    assert sorted(runs) == ["leaves", "strikes"]


@ON_POSTGRESQL
def test_whoever_leaves_while_a_case_is_on_its_way_to_them_does_not_get_it(stores):
    one, other = stores
    one.act(opening())
    looked = []

    def gives(tx):
        looked.append(tx.house.is_gone("ana"))
        if len(looked) == 1:
            other.act(lambda beside: beside.set_gone("ana"))
        return "nobody" if looked[-1] else claiming(1, "ana")(tx)

    assert one.act(gives) == "nobody"
    assert looked == [False, True]
    assert one.read(lambda tx: tx.case(1).owner) == "lea"


@ON_POSTGRESQL
def test_of_what_is_due_two_clocks_at_once_take_each_their_own(stores):
    one, other = stores
    for customer in ("Maria", "Ivan"):
        one.act(opening(customer=customer, due_in=timedelta(seconds=-2)))

    def strikes(tx):
        mine = [case.id for case in tx.due(limit=1)]
        return mine, other.act(lambda beside: [case.id for case in beside.due(limit=1)])

    assert one.act(strikes) == ([1], [2])


def test_a_lane_that_was_put_to_rest_since_it_was_found_free_is_not_leased(stores):
    """Between looking and leasing another may have had it: what was put off in it would be overtaken."""
    one, other = stores
    length, later = timedelta(minutes=1), MORNING + timedelta(seconds=1)
    one.act(lambda tx: tx.say(Outgoing("a", FRONT, "story", Say("claimed", {}))))
    (lane,) = one.act(lambda tx: tx.lease("one", length))
    one.act(lambda tx: tx.release(lane, later, "one"))

    def leases(now):
        at = micros(now)
        return other.act(lambda tx: tx._wire.each(lanes.LEASE, [(lane, "other", at + 60_000_000, at, at)]))

    assert leases(MORNING) == [0]
    assert leases(later) == [1]
