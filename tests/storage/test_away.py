"""PostgreSQL goes away in the midst of things, and comes back: nothing is lost and nothing done twice."""

import threading
import time
from contextlib import contextmanager

import psycopg
import pytest

from bot.cases.chain import Configured
from bot.storage import open_reader, open_store, verify
from bot.storage.errors import StoreAway
from tests.cable import Cable
from tests.postgres import running
from tests.rivals import Pause, at_once, somebody_waits
from tests.settled import BUSY_MACHINE_S
from tests.storage.desk import HOUSE, Clock, claiming, noting, opening
from tests.stores import ON_POSTGRESQL, Shelf

pytestmark = ON_POSTGRESQL


def known(key):
    """An act as deliveries are acts: it knows whether it was done before."""

    def act(tx):
        if (before := tx.answered([key])) is not None:
            return f"{before} again"
        number = opening()(tx)
        tx.remember([key], str(number), number)
        return str(number)

    return act


def everybody_is_thrown_out(url):
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture
def store(store):
    store.act(lambda tx: tx.append_house(Configured({}), "clock"))
    return store


# --- connections that are gone ----------------------------------------------------------------------------------------


def test_who_wrote_and_read_before_goes_on_with_new_connections(store, url):
    assert store.act(known("a")) == "1"
    assert store.read(lambda reader: reader.case(1).owner) == "lea"

    for n in range(3):
        everybody_is_thrown_out(url)
        assert store.act(known(f"b{n}")) == str(n + 2)
        assert store.read(lambda reader, n=n: reader.case(n + 2).owner) == "lea"


def test_many_who_were_thrown_out_at_once_go_on(store, url):
    at_once(*(lambda n=n: store.act(known(f"a{n}")) for n in range(8)))
    at_once(*(lambda: store.read(lambda reader: (reader.case(1), time.sleep(0.05))) for n in range(8)))
    everybody_is_thrown_out(url)

    read = at_once(*(lambda: store.read(lambda reader: reader.case(1).owner) for n in range(8)))
    opened = at_once(*(lambda n=n: store.act(known(f"b{n}")) for n in range(8)))

    assert read == ["lea"] * 8
    assert sorted(map(int, opened)) == list(range(9, 17))


def test_an_act_that_was_thrown_out_in_its_midst_is_done_once(store, url):
    slow = Pause(known("a"))
    done = store.submit(slow)
    slow.reached()
    everybody_is_thrown_out(url)
    slow.goes_on()

    assert done.result(10) == "1"
    assert slow.runs == 2
    assert store.act(known("a")) == "1 again"
    assert faults(url) == []


def test_a_question_that_was_thrown_out_in_its_midst_says_so_and_the_next_one_is_answered(store, url):
    store.act(opening())

    def asks(reader):
        reader.case(1)
        everybody_is_thrown_out(url)
        return reader.case(1)

    with pytest.raises(StoreAway, match="cannot be reached"):
        store.read(asks)
    assert store.read(lambda reader: reader.case(1).owner) == "lea"


def test_an_act_that_is_thrown_out_each_time_fails_with_words_and_keeps_nothing(store, url):
    def thrown_out(tx):
        known("a")(tx)
        everybody_is_thrown_out(url)

    with pytest.raises(StoreAway, match="See that it runs"):
        store.act(thrown_out)

    assert store.act(known("a")) == "1"


# --- at the commit ----------------------------------------------------------------------------------------------------


@contextmanager
def through_a_cable(url):
    cable = Cable(url)
    try:
        with open_store(cable.url, Clock(), HOUSE, synchronous="OFF") as store:
            yield store, cable
    finally:
        cable.close()


def test_a_commit_whose_answer_was_lost_has_one_effect(url, store):
    with through_a_cable(url) as (far, cable):
        cable.cut_after("COMMIT")

        assert far.act(known("a")) == "1 again"

        assert cable.cuts == 1
        cable.cut_after("COMMIT")
        assert far.act(claiming(1, "ana")) == "ana holds it"
        assert cable.cuts == 2
    assert [line.event.kind for line in store.read(lambda reader: reader.lines(1))] == ["opened", "claimed"]
    assert store.act(lambda tx: tx.next_number()) == 2
    assert faults(url) == []


def test_a_commit_that_did_not_get_there_is_done_once(url, store):
    with through_a_cable(url) as (far, cable):
        cable.cut_before("COMMIT")

        assert far.act(known("a")) == "1"

        assert cable.cuts == 1
    assert faults(url) == []


@pytest.mark.parametrize("word", ["BEGIN", "SELECT", "INSERT INTO events", "INSERT INTO seen"])
@pytest.mark.parametrize("how", ["cut_before", "cut_after"])
def test_wherever_the_line_is_cut_the_act_is_done_once(url, store, word, how):
    with through_a_cable(url) as (far, cable):
        getattr(cable, how)(word)

        assert far.act(known("a")) in ("1", "1 again")

        assert cable.cuts == 1
        assert far.act(known("a")) == "1 again"
    assert store.act(lambda tx: tx.next_number()) == 2
    assert faults(url) == []


# --- the server -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def own():
    """A server that a test may stop, and that keeps what it has said to have."""
    with running(synchronous_commit="on") as postgres:
        yield postgres


@pytest.fixture(scope="module")
def own_shelf(own):
    return Shelf(own)


@pytest.fixture
def own_url(kind_of_store, own_shelf):
    return own_shelf.take()


@pytest.mark.parametrize("at_once_", [False, True], ids=["in good order", "as if the power failed"])
def test_while_it_is_stopped_it_is_said_so_and_all_goes_on_when_it_is_back(own, own_url, at_once_):
    with open_store(own_url, Clock(), HOUSE) as store:
        store.act(lambda tx: tx.append_house(Configured({}), "clock"))
        assert store.act(known("a")) == "1"
        store.read(lambda reader: reader.case(1))

        own.stop(at_once=at_once_)
        try:
            with pytest.raises(StoreAway, match="See that it runs, and check DATABASE_URL"):
                store.act(known("b"))
            with pytest.raises(StoreAway, match="cannot be reached"):
                store.read(lambda reader: reader.case(1))
            with pytest.raises(StoreAway, match="cannot be reached"):
                open_store(own_url, Clock(), HOUSE)
        finally:
            own.start()

        assert store.act(known("b")) == "2"
        assert store.act(known("a")) == "1 again"
        assert store.read(lambda reader: reader.case(2).owner) == "lea"
    assert faults(own_url) == []


def test_of_what_many_wrote_while_the_power_failed_everything_that_was_answered_is_there(own, own_url):
    answered, stop = [], threading.Event()
    with open_store(own_url, Clock(), HOUSE) as store:
        store.act(lambda tx: tx.append_house(Configured({}), "clock"))

        def writes(name):
            n = 0
            while not stop.is_set():
                n += 1
                try:
                    answered.append((f"{name}{n}", store.act(known(f"{name}{n}")).split()[0]))
                except StoreAway:
                    time.sleep(0.02)

        writers = [threading.Thread(target=writes, args=(name,)) for name in "abcd"]
        for writer in writers:
            writer.start()
        for _ in range(2):
            time.sleep(0.15)
            own.stop(at_once=True)
            own.start()
        time.sleep(0.15)
        stop.set()
        for writer in writers:
            writer.join()

        assert len(answered) > 8
        assert len({number for _, number in answered}) == len(answered)
        for key, number in answered:
            assert store.act(known(key)) == f"{number} again"
        newest = store.act(lambda tx: tx.next_number()) - 1
        assert all(store.read(lambda reader, n=n: reader.case(n).seq) == 1 for n in range(1, newest + 1))
    assert faults(own_url) == []


# --- others who have rows ---------------------------------------------------------------------------------------------


def test_who_finds_a_row_locked_for_longer_than_it_waits_tries_again(store, url):
    store.act(opening())
    with psycopg.connect(url) as shell:
        shell.execute("SELECT 1 FROM cases WHERE id = 1 FOR UPDATE")
        claims = store.submit(claiming(1, "ana"))
        somebody_waits(url)
        time.sleep(1.3)  # the lock timeout is a second
        assert not claims.done()
        shell.rollback()

    assert claims.result(10) == "ana holds it"


def test_two_who_wait_for_each_other_both_get_through(store, url):
    for _ in range(2):
        store.act(opening())
    both = threading.Barrier(2)

    def notes(first, second):
        turns = []

        def act(tx):
            tx._wire.run(f"SELECT 1 FROM cases WHERE id = {first} FOR UPDATE")
            if not turns:
                turns.append(1)
                both.wait(BUSY_MACHINE_S)
            tx._wire.run(f"SELECT 1 FROM cases WHERE id = {second} FOR UPDATE")
            return noting(first)(tx).seq

        return lambda: store.act(act)

    assert at_once(notes(1, 2), notes(2, 1)) == [2, 2]


def faults(url):
    with open_reader(url) as reader:
        return list(verify(reader))
