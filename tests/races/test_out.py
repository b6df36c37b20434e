"""Several workers say what waits: in order, at the platform's pace, each thing once, though they are killed."""

import asyncio
from collections import Counter
from datetime import timedelta

from bot.messages.delivery import Budget, NotDelivered
from tests.races.out import said
from tests.scheduler.office import Office
from tests.stores import ON_POSTGRESQL

GONE = NotDelivered("is_archived", permanent=True)


@ON_POSTGRESQL
def test_whatever_workers_are_killed_each_thing_is_said_once_in_order_and_no_faster_than_allowed(store_url):
    told = asyncio.run(said(store_url, seed=1, workers=3, places=4, rows=10, kills=1))

    assert list(told.faults()) == []
    assert told.figures["posts"] == 40


def test_trouble_that_can_be_told_nowhere_comes_to_rest(store_url):
    """Everything fails for good, the notices of it as well: each place is tried a few times, and then no more."""
    with asyncio.Runner() as runner:
        office = Office(store_url, runner.run)
        for place in ("C0HELP/1", "C0HELP/2", "C0HELP/3", "C0FRONT", "C0TOP", "C0LEADS"):
            office.fails[place] = GONE
        for person in ("ANA", "BEN", "LEA", "DAN", "CLEO", "VERA", "MIRA"):
            office.fails[f"U{person}"] = GONE

        for customer in ("maria", "ivan", "cora"):
            office.says(customer, "charged twice", at="help")
        office.settles()
        once = len(office.tried)
        office.settles()
        again = len(office.tried)
        office.clock.now += timedelta(hours=3)
        office.says("ana", "note C-1: looked into it")
        office.settles()
        office.app.store.close()

    assert again == once <= 20
    assert max(Counter(where for where, _ in office.tried).values()) <= 10


def test_after_a_crash_what_its_platform_puts_off_is_overtaken_by_nothing(store_url):
    """All of a lane is in doubt then; of the first it was found out that it is not there, and it could not go yet."""
    with asyncio.Runner() as runner:
        office = Office(store_url, runner.run)
        office.posts("C0FRONT", *"ABCDE")
        office.dies("C0FRONT")
        office.fails["C0FRONT"] = NotDelivered("out of order", retry_after=timedelta(seconds=1))
        office.settles()
        office.fails.clear()

        office.waits(minutes=1)
        office.app.store.close()

    assert office.names("C0FRONT") == [*"ABCDE"]


def test_after_a_crash_what_must_wait_for_its_budget_is_overtaken_by_nothing(store_url):
    """Nor is anybody asked about the others before they could be sent."""
    with asyncio.Runner() as runner:
        office = Office(store_url, runner.run)
        office.posts("C0FRONT", *"ABCDE")
        office.dies("C0FRONT")
        office.budgets = lambda to, edit: (Budget("post", timedelta(seconds=1)),)
        office.app.store.act(lambda tx: tx.spend((Budget("post", timedelta(seconds=1)),)))
        office.settles()
        office.silent["C0FRONT"] = NotDelivered("ratelimited", retry_after=timedelta(seconds=1))
        office.waits(seconds=1)
        office.silent.clear()

        office.waits(minutes=1)
        office.app.store.close()

    assert office.names("C0FRONT") == [*"ABCDE"]
    assert len(office.asked) <= 2 * len("ABCDE")
