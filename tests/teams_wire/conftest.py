"""Stories of the wire run in one loop each."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.teams_wire.bot import Bot, a_tenant
from tests.teams_wire.wire import Wire

Story = Callable[[Wire, Bot], Awaitable[Any]]


@pytest.fixture
def tell() -> Callable[..., Any]:
    """Runs a story with a wire and a bot, and gives what it gave."""

    def told(story: Story, *, hears_all: bool = True) -> Any:
        async def running() -> Any:
            async with a_tenant(hears_all=hears_all) as (wire, bot):
                return await story(wire, bot)

        return asyncio.run(running())

    return told
