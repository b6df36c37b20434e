import asyncio
from collections.abc import Iterator

import pytest

from tests.platforms.web.a_site import Site


@pytest.fixture
def site(store_url: str) -> Iterator[Site]:
    with asyncio.Runner() as runner:
        site = Site(store_url, runner.run)
        with site.at_work():
            yield site


@pytest.fixture
def maria(site: Site):
    return site.visitor()
