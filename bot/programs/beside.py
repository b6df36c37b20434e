"""What a program does beside hearing: for as long as it runs."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar

T = TypeVar("T")

log = logging.getLogger(__name__)


@asynccontextmanager
async def beside(work: Coroutine[Any, Any, None], name: str) -> AsyncIterator[None]:
    """Work that goes on meanwhile, and is broken off at the end."""
    task = asyncio.create_task(work, name=name)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def safely(what: str, work: Awaitable[T]) -> T | None:
    """What goes wrong once must not end what is done every day."""
    try:
        return await work
    except Exception:
        log.exception("went wrong", extra={"what": what})
        return None
