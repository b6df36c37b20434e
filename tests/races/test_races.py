"""All moves at random by many people on few cases, at two doors at once: always one owner, each with one effect."""

import asyncio

from tests.races.quick import raced


def test_whatever_is_done_at_once_has_one_owner_and_one_effect(store_url, kind_of_store):
    stores = 2 if kind_of_store == "postgresql" else 1

    _, found = asyncio.run(raced(store_url, seed=1, moves=600, stores=stores))

    assert found.faults == []
    assert found.figures["accepted"] > 150
    assert found.figures["doubled deliveries"] > 80
