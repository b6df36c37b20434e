"""Words that are taken out of the store, and out of its files; what the beat asks goes by an index."""

import re
import sqlite3
from datetime import timedelta

import pytest

from bot.messages.values import Address, Outgoing, Say
from bot.storage import StoreLocked, erasing, open_reader, open_store
from bot.storage.wiping import wipe
from tests.storage.desk import HOUSE, noting, opening, resolving
from tests.stores import ON_SQLITE, everything_in

YEAR = timedelta(days=365)


def forgotten(store) -> None:
    def forget(tx):
        with erasing.overwriting(tx):
            erasing.drop_texts(tx, 1)

    store.act(forget)


@ON_SQLITE
def test_a_file_is_written_anew_without_what_was_deleted(file, url, clock):
    with open_store(url, clock, HOUSE, synchronous="OFF") as store:
        store.act(opening("about the QUIXOTL" + " and more" * 1000))
        store.act(opening("about the parcel"))
    with sqlite3.connect(file) as db:
        db.execute("PRAGMA secure_delete = OFF")  # which some builds have on from the start
        db.execute("DELETE FROM texts WHERE case_id = 1")
    db.close()
    assert b"QUIXOTL" in everything_in(url)

    wipe(url)

    assert b"QUIXOTL" not in everything_in(url)
    assert b"about the parcel" in everything_in(url)


@ON_SQLITE
def test_while_somebody_reads_from_before_nobody_says_that_it_is_gone(file, url, clock):
    with open_store(url, clock, HOUSE, synchronous="OFF") as store:
        store.act(opening("about the QUIXOTL"))

    with open_reader(url) as reader:
        reader.case(1)
        with sqlite3.connect(file) as db:
            db.execute("DELETE FROM texts")
        db.close()
        with pytest.raises(StoreLocked):
            wipe(url)

    wipe(url)
    assert b"QUIXOTL" not in everything_in(url)


@ON_SQLITE
def test_what_the_beat_deletes_is_written_over_in_the_running_store(file, url, clock):
    with open_store(url, clock, HOUSE, synchronous="OFF") as store:
        store.act(opening("about the QUIXOTL" + " and more" * 1000))
        store.act(lambda tx: tx._asked().run("PRAGMA secure_delete = OFF"))
        forgotten(store)
        assert store.act(lambda tx: tx._asked().one(erasing.OVERWRITES)[0]) == 0

    assert b"QUIXOTL" not in everything_in(url)


def test_words_that_an_act_of_the_same_commit_knows_are_gone_for_the_next_one(store):
    number = store.act(opening("charged twice"))

    def reads_and_drops(tx):
        before = tx.opening_words(number)
        erasing.drop_texts(tx, number)
        return before, tx.opening_words(number)

    assert store.act(reads_and_drops) == ("charged twice", None)


def test_old_are_cases_that_have_ended_and_of_which_nobody_has_said_anything_since(store, clock):
    begun = clock.now
    for _ in range(4):
        store.act(opening())
    for number in (1, 2, 3):
        store.act(resolving(number))
    clock.now = begun + YEAR
    store.act(noting(2))
    clock.now += YEAR

    def old(before, limit=10):
        return store.act(lambda tx: erasing.old_cases(tx, before, limit))

    assert old(begun) == []
    assert old(begun + timedelta(seconds=1)) == [1, 3]
    assert old(begun + timedelta(seconds=1), limit=1) == [1]
    assert old(clock.now) == [1, 2, 3]


def test_what_was_sent_long_ago_goes_a_page_at_a_time_and_what_waits_stays(store, clock):
    say = [Outgoing(str(n), Address("slack", "C0FRONT"), "story", Say("said-back", {"who": "ana"})) for n in range(5)]
    store.act(lambda tx: [tx.say(one) for one in say])
    leased = store.act(lambda tx: tx.pending("slack:C0FRONT"))
    store.act(lambda tx: [tx.sent(row) for row in leased[1:]])
    clock.now += YEAR

    def forget():
        return store.act(lambda tx: erasing.forget_said(tx, tx.now - timedelta(days=1), 3))

    assert [forget(), forget(), forget()] == [2, 2, 0]
    assert [row.id for row in store.act(lambda tx: tx.pending("slack:C0FRONT"))] == [leased[0].id]


@ON_SQLITE
@pytest.mark.parametrize("statement", ["NEWEST_OPENED", "OLD", "FORGET_SAID", "DROP_TEXTS"])
def test_what_the_beat_asks_reads_no_table_from_end_to_end(store, statement):
    def explained(tx):
        sql, order = getattr(erasing, statement).spoken(tx._wire.dialect)
        tx._wire._cursor.execute("EXPLAIN QUERY PLAN " + sql, [None] * len(order))
        return [row[3] for row in tx._wire._cursor.fetchall()]

    steps = store.act(explained)

    # Of the oldest rows of the outbox so many are counted off, and no more.
    whole = [step for step in steps if re.match(r"SCAN (?!oldest|\(subquery)", step)]
    assert whole in ([], ["SCAN outbox"]), steps
    assert any(step.startswith("SEARCH") for step in steps), steps
