"""Several workers say what waits: in order, at the platform's pace, each thing once, though they are killed."""

import asyncio
from collections import Counter
from datetime import timedelta

from bot.messages.delivery import NotDelivered
from tests.races.out import said
from tests.scheduler.office import Office
from tests.stores import ON_POSTGRESQL

GONE = NotDelivered("is_archived", permanent=True)


@ON_POSTGRESQL
def test_whatever_workers_are_killed_each_thing_is_said_once_in_order_and_no_faster_than_allowed(store_url):
    told = asyncio.run(said(store_url, seed=1, workers=3, places=5, rows=20, kills=2))

    assert list(told.faults()) == []
    assert told.figures["posts"] == 100
    assert told.figures["answers lost"] > 0


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
