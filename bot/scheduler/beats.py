"""The beats: a handful of intervals that only knock. What is due is asked of the store; a restart loses nothing."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from apscheduler.schedulers.asyncio import AsyncIOScheduler

SWEEP_EVERY_S = 2
DELIVER_EVERY_S = 1

log = logging.getLogger(__name__)


@asynccontextmanager
async def beating(tick: Callable[[], object], deliver: Callable[[], Awaitable[object]]) -> AsyncIterator[None]:
    """Knock at the clock's door and at delivery's until it is left; then what is under way is finished."""
    under_way = asyncio.Lock()

    async def sweep() -> None:
        async with under_way:
            await _safely("sweep", asyncio.to_thread(tick))

    async def send() -> None:
        await _safely("delivery", deliver())

    # In UTC and by intervals only: cron triggers have skipped and doubled days when summer time begins and ends
    # (agronholm/apscheduler#606, #1021, #1059).
    scheduler = AsyncIOScheduler(
        timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    )
    scheduler.add_job(sweep, "interval", seconds=SWEEP_EVERY_S)
    scheduler.add_job(send, "interval", seconds=DELIVER_EVERY_S)
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
        async with under_way:
            pass


async def _safely(what: str, work: Awaitable[object]) -> None:
    """A database that is away for a moment must not end the beat."""
    try:
        await work
    except Exception:
        log.exception("beat failed", extra={"beat": what})
