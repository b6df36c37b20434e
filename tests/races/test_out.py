"""Several workers say what waits: in order, at the platform's pace, each thing once, though they are killed."""

import asyncio

from tests.races.out import said
from tests.stores import ON_POSTGRESQL


@ON_POSTGRESQL
def test_whatever_workers_are_killed_each_thing_is_said_once_in_order_and_no_faster_than_allowed(store_url):
    told = asyncio.run(said(store_url, seed=1, workers=3, places=5, rows=20, kills=2))

    assert list(told.faults()) == []
    assert told.figures["posts"] == 100
    assert told.figures["answers lost"] > 0
