from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.storage import Store, migrate, open_store
from tests.cases.desk import HOUSE
from tests.reports.months import START


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    migrate(url, synchronous="OFF")
    with open_store(url, lambda: START, HOUSE, synchronous="OFF") as store:
        yield store
