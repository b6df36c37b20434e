"""Those who wait in an event loop, and what one act sees of another before the database does."""

import asyncio
import sqlite3
import threading
import time
from contextlib import closing
from datetime import timedelta

import pytest

from bot.messages.values import Address
from bot.storage import Store, Tx, open_store
from bot.storage.errors import StoreBroken, StoreError
from bot.storage.sqlite import BUSY_S
from bot.storage.writers import MOST_HERE, QUIET_TURNS
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
        return await asyncio.gather(*(store.acted(opening()) for _ in range(2 * MOST_HERE + 1)))

    assert sorted(asyncio.run(wait())) == list(range(1, 2 * MOST_HERE + 2))


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
        await asyncio.sleep(0)
        store.submit(lambda tx: None)  # what comes before it is written by the same thread
        await asyncio.to_thread(entered.wait, BUSY_MACHINE_S)
        busy.cancel()

    asyncio.run(leave())
    go.set()

    assert store.act(opening()) == 1


@ON_SQLITE
def test_an_act_that_the_database_refuses_spoils_no_other_of_its_loop(store: Store):
    async def wait() -> list[object]:
        return await asyncio.gather(
            *(store.acted(act) for act in (opening(), no_such_case, opening())), return_exceptions=True
        )

    first, refused, last = asyncio.run(wait())

    assert {first, last} == {1, 2}
    assert isinstance(refused, StoreError)


@ON_SQLITE
def test_a_commit_that_fails_is_heard_of_by_everybody_in_it(store: Store):
    def breaks_the_commit(tx: Tx) -> None:
        tx._wire.run("PRAGMA defer_foreign_keys = ON")
        no_such_case(tx)

    async def wait() -> list[object]:
        acts = (opening(), breaks_the_commit, opening())
        return await asyncio.gather(*(store.acted(act) for act in acts), return_exceptions=True)

    assert [type(answer) for answer in asyncio.run(wait())] == [StoreBroken] * 3
    assert asyncio.run(store.acted(opening())) == 1


@ON_SQLITE
def test_a_loop_goes_on_while_another_program_writes(store: Store, url: str):
    async def wait() -> int:
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            waits, began = asyncio.ensure_future(store.acted(opening())), time.monotonic()
            for _ in range(20):
                await asyncio.sleep(0.01)
            assert time.monotonic() - began < BUSY_S  # so long SQLite waits
            assert not waits.done()
        return await waits

    assert asyncio.run(wait()) == 1


def test_an_act_cannot_wait_for_another_wherever_it_runs(store: Store):
    with pytest.raises(RuntimeError, match="cannot wait for another"):
        asyncio.run(store.acted(lambda tx: store.act(opening())))


def test_a_loop_and_a_thread_take_turns_however_much_the_other_brings(store: Store):
    """Neither has to wait until the other has nothing more."""
    thread_is_done, loop_is_done = threading.Event(), threading.Event()

    def brings() -> int:
        acts = 0
        while acts < 20 or not loop_is_done.is_set():
            store.act(opening())
            acts += 1
            if acts == 20:
                thread_is_done.set()
        return acts

    async def come() -> int:
        acts = 0
        while acts < 20 or not thread_is_done.is_set():
            await store.acted(opening())
            acts += 1
            if acts == 20:
                loop_is_done.set()
        return acts

    async def both() -> list[int]:
        async with asyncio.timeout(BUSY_MACHINE_S):
            return await asyncio.gather(asyncio.to_thread(brings), come(), come())

    acts = asyncio.run(both())

    assert store.act(opening()) == sum(acts) + 1


@ON_SQLITE
@pytest.mark.parametrize("turns", range(1, QUIET_TURNS + 5))
def test_whatever_it_is_at_a_closing_store_answers_what_was_brought(store: Store, turns):
    async def leave() -> list[object]:
        brought = [asyncio.ensure_future(store.acted(opening())) for _ in range(3)]
        for _ in range(turns):
            await asyncio.sleep(0)
        store.close()
        return await asyncio.gather(*brought)

    assert asyncio.run(leave()) == [1, 2, 3]


def no_such_case(tx: Tx) -> None:
    tx.bind("slack:C1", 4711, "customer")


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
