from collections.abc import Iterator

import pytest

from tests.races.doorway import Doorway


@pytest.fixture
def doorway(store_url: str, kind_of_store: str) -> Iterator[Doorway]:
    """Two Buckstops over one store; where one alone may write, both doors are its."""
    opened = Doorway(store_url, stores=2 if kind_of_store == "postgresql" else 1)
    yield opened
    opened.closes()
