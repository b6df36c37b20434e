import asyncio
from collections.abc import Iterator

import pytest

from tests.commands.desk import handled, in_help
from tests.scheduler.office import Office


@pytest.fixture
def office(store_url: str) -> Iterator[Office]:
    with asyncio.Runner() as runner:
        office = Office(store_url, runner.run)
        yield office
        office.app.store.close()


@pytest.fixture
def opened(office: Office) -> Office:
    """C-1 is Maria's, opened in thread 1 of the intake channel."""
    handled(office, in_help(office, "charged twice", "slack:ts:1"))
    return office
