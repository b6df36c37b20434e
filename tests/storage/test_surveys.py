"""A customer is asked how it was once in thirty days, however many ask at the same instant."""

from datetime import timedelta

import pytest

from bot.storage import open_store
from tests.rivals import Pause, at_once
from tests.storage.desk import HOUSE, opening
from tests.stores import ON_POSTGRESQL

MONTH = timedelta(days=30)


@pytest.fixture
def asks(store):
    store.act(opening(customer="maria"))
    customer = store.read(lambda tx: tx.case(1).customer)
    return lambda: store.act(lambda tx: tx.survey(customer, MONTH))


def test_a_customer_is_asked_again_after_thirty_days_and_not_before(asks, clock):
    assert asks()
    clock.now += MONTH - timedelta(microseconds=1)
    assert not asks()
    clock.now += timedelta(microseconds=1)
    assert asks()


def test_what_was_taken_back_counts_for_nothing(store, asks):
    customer = store.read(lambda tx: tx.case(1).customer)

    def preview(tx):
        asked = tx.survey(customer, MONTH)
        tx.discard()
        return asked

    assert store.act(preview)
    assert asks()


def test_of_many_who_ask_at_once_one_does(asks):
    assert sorted(at_once(*[asks] * 6)) == [False] * 5 + [True]


@ON_POSTGRESQL
def test_of_two_processes_that_ask_at_once_one_does(url, clock):
    with (
        open_store(url, clock, HOUSE, synchronous="OFF") as one,
        open_store(url, clock, HOUSE, synchronous="OFF") as other,
    ):
        one.act(opening(customer="maria"))
        customer = one.read(lambda tx: tx.case(1).customer)

        def ask(tx):
            return tx.survey(customer, MONTH)

        slow = Pause(ask)
        first = one.submit(slow)
        slow.reached()
        second = other.submit(ask)
        slow.goes_on()

        assert sorted((first.result(10), second.result(10))) == [False, True]
