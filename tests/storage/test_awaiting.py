"""Those who wait in an event loop, and what one act sees of another before the database does."""

import asyncio
import threading
import time
from datetime import timedelta

import pytest

from bot.messages.values import Address
from bot.storage import Store, Tx, open_store
from tests.settled import BUSY_MACHINE_S
from tests.storage.desk import HOUSE, MORNING, Clock, Gate, opening, resolving
from tests.stores import ON_SQLITE

MARIA = Address("slack", "U-Maria")


@pytest.fixture
def store(url: str, clock: Clock):
    with open_store(url, clock, HOUSE, synchronous="OFF") as store:
        yield store


def test_everybody_who_waits_in_a_loop_hears_their_own_answer(store: Store):
    async def wait() -> list[int]:
        return await asyncio.gather(*(store.acted(opening()) for _ in range(50)))

    assert sorted(asyncio.run(wait())) == list(range(1, 51))


@ON_SQLITE
def test_what_one_turn_of_a_loop_brings_is_one_commit_however_long_the_turn_is(store: Store):
    said: list[str] = []
    store.act(lambda tx: tx._wire._held.driver_connection.set_trace_callback(said.append))

    async def come() -> list[int]:
        first = asyncio.ensure_future(store.acted(opening()))
        await asyncio.sleep(0)
        time.sleep(0.05)  # in which the writer could have begun
        second = await store.acted(opening())
        return [await first, second]

    assert asyncio.run(come()) == [1, 2]

    store.act(lambda tx: tx._wire._held.driver_connection.set_trace_callback(None))
    assert said.count("COMMIT") == 2  # theirs, and before it that of the act that began to listen


@ON_SQLITE
def test_acts_keep_their_order_however_they_come(store: Store):
    async def come() -> list[int]:
        first = asyncio.ensure_future(store.acted(opening()))
        await asyncio.sleep(0)  # it is brought, and may still wait for others

        second = store.act(opening())
        return [await first, second]

    assert asyncio.run(come()) == [1, 2]


def test_what_a_loop_has_brought_is_written_before_the_store_is_closed(store: Store):
    async def come() -> int:
        last = asyncio.ensure_future(store.acted(opening()))
        await asyncio.sleep(0)

        store.close()
        return await last

    assert asyncio.run(come()) == 1


def test_what_a_loop_that_ended_had_brought_holds_up_nobody(store: Store):
    ended = asyncio.new_event_loop()
    brought = store.acted(opening())
    ended.call_soon(brought.send, None)
    ended.call_soon(ended.stop)
    ended.run_forever()
    ended.close()

    assert asyncio.run(store.acted(opening())) in (1, 2)
    assert store.act(opening()) == 3
    brought.close()


def test_an_act_that_fails_fails_only_whoever_asked_for_it(store: Store):
    def fails(tx: Tx) -> None:
        raise ZeroDivisionError

    async def wait() -> list[object]:
        acts = (opening(), fails, lambda tx: next(iter(())), opening())
        return await asyncio.gather(*(store.acted(act) for act in acts), return_exceptions=True)

    first, failed, ran_out, last = asyncio.run(wait())

    assert {first, last} == {1, 2}
    assert isinstance(failed, ZeroDivisionError)
    assert isinstance(ran_out, RuntimeError)


def test_who_stops_waiting_before_its_turn_takes_the_act_back(store: Store):
    async def leave() -> int:
        with Gate(store):
            left = asyncio.create_task(store.acted(opening("never mind")))
            stays = asyncio.create_task(store.acted(opening("still here")))
            await asyncio.sleep(0)
            left.cancel()
        return await stays

    assert asyncio.run(leave()) == 1


def test_who_leaves_with_the_loop_leaves_the_writer_at_work(store: Store):
    entered, go = threading.Event(), threading.Event()

    async def leave() -> None:
        busy = asyncio.create_task(store.acted(lambda tx: (entered.set(), go.wait(BUSY_MACHINE_S))))
        await asyncio.to_thread(entered.wait, 10)
        busy.cancel()

    asyncio.run(leave())
    go.set()

    assert store.act(opening()) == 1


def recent(tx: Tx) -> int | None:
    number = tx.customer_at(MARIA)
    assert number is not None
    case = tx.recent_case(number, MORNING - timedelta(minutes=10))
    return case.id if case else None


def test_a_customers_case_of_a_moment_ago_is_found_before_it_is_written_down(store: Store):
    assert store.act(lambda tx: (opening()(tx), recent(tx))[1]) == 1


@ON_SQLITE
def test_a_customers_case_is_found_by_those_in_the_same_commit(store: Store):
    with Gate(store):
        futures = [store.submit(act) for act in (opening(), recent, resolving(1), recent)]

    assert [future.result(10) for future in futures] == [1, 1, None, None]


@ON_SQLITE
def test_asking_for_a_customers_recent_case_writes_nothing_down_before_its_time(url: str, clock: Clock):
    said: list[str] = []

    def asks(tx: Tx) -> None:
        tx._wire._held.driver_connection.set_trace_callback(said.append)
        number = opening()(tx)
        tx.recent_case(tx.case(number).customer, MORNING)

    with open_store(url, clock, HOUSE, synchronous="OFF") as store:
        store.act(asks)

    assert not any("SAVEPOINT" in line for line in said)
