import asyncio
from collections.abc import Iterator

import pytest

from tests.scheduler.office import Office


@pytest.fixture
def office(store_url: str) -> Iterator[Office]:
    with asyncio.Runner() as runner:
        office = Office(store_url, runner.run)
        yield office
        office.app.store.close()
