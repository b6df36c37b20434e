from collections.abc import Iterator
from datetime import datetime

import pytest

from bot.storage import Store, open_store
from tests.cases.desk import HOUSE
from tests.reports.months import START


class Clock:
    """The store's clock; it stands still until a test moves it."""

    def __init__(self) -> None:
        self.now: datetime = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(store_url: str, clock: Clock) -> Iterator[Store]:
    with open_store(store_url, clock, HOUSE, synchronous="OFF") as store:
        yield store
