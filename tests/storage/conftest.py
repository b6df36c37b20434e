from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.storage import Store, open_store
from tests.storage.desk import HOUSE, Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def url(store_url: str) -> str:
    return store_url


@pytest.fixture
def file(url: str) -> Path:
    """Of a store that is one."""
    return Path(url.removeprefix("sqlite:///"))


@pytest.fixture
def store(url: str, clock: Clock) -> Iterator[Store]:
    with open_store(url, clock, HOUSE, synchronous="OFF") as store:
        yield store
