from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.storage import Store, migrate, open_store
from tests.storage.desk import HOUSE, Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "desk's 100%.db"


@pytest.fixture
def url(file: Path) -> str:
    url = f"sqlite:///{file}"
    migrate(url, synchronous="OFF")
    return url


@pytest.fixture
def store(url: str, clock: Clock) -> Iterator[Store]:
    with open_store(url, clock, HOUSE, synchronous="OFF") as store:
        yield store
