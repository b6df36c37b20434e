import asyncio
import logging
from collections.abc import Iterator

import pytest

from tests.platforms.web.a_site import Site
from tests.stories.conftest import FOR_STAFF


@pytest.fixture(autouse=True)
def nobody_reads_what_is_for_staff(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    with caplog.at_level(logging.WARNING):
        yield
    assert [one.__dict__["key"] for one in caplog.get_records("call") if one.getMessage() == FOR_STAFF] == []


@pytest.fixture
def site(store_url: str) -> Iterator[Site]:
    with asyncio.Runner() as runner:
        site = Site(store_url, runner.run)
        with site.at_work():
            yield site


@pytest.fixture
def maria(site: Site):
    return site.visitor()
