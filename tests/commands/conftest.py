import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scheduler.office import Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with asyncio.Runner() as runner:
        office = Office(tmp_path / "desk.db", runner.run)
        yield office
        office.app.store.close()
