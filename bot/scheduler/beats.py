"""The beats: a handful of intervals that only knock. What is due is asked of the store; a restart loses nothing."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from apscheduler.schedulers.asyncio import AsyncIOScheduler

SWEEP_EVERY_S = 2
KNOCK_EVERY_S = 1  # whoever writes something to be sent knocks too; this is for what waits for its time
FORGET_EVERY_S = 600
REDRAW_EVERY_S = 3600

_DEFAULTS = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}

log = logging.getLogger(__name__)


@asynccontextmanager
async def beating(
    tick: Callable[[], int],
    knock: Callable[[], None],
    forget: Callable[[], object],
    redraw: Callable[[], int],
    *,
    sweep_every_s: float = SWEEP_EVERY_S,
    knock_every_s: float = KNOCK_EVERY_S,
    forget_every_s: float = FORGET_EVERY_S,
    redraw_every_s: float = REDRAW_EVERY_S,
) -> AsyncIterator[None]:
    """Beat until it is left; then what is under way is finished. A tick or redraw that did something knocks at once."""
    under_way = asyncio.Lock()

    async def sweep() -> None:
        async with under_way:
            if await _safely("sweep", tick):
                knock()

    async def forgetting() -> None:
        async with under_way:
            await _safely("forgetting", forget)

    async def redrawing() -> None:
        async with under_way:
            if await _safely("redrawing", redraw):
                knock()

    async def knocking() -> None:
        knock()

    # In UTC and by intervals only: cron triggers have skipped and doubled days when summer time begins and ends
    # (agronholm/apscheduler#606, #1021, #1059).
    scheduler = AsyncIOScheduler(timezone="UTC", job_defaults=_DEFAULTS)
    scheduler.add_job(sweep, "interval", seconds=sweep_every_s)
    scheduler.add_job(knocking, "interval", seconds=knock_every_s)
    scheduler.add_job(forgetting, "interval", seconds=forget_every_s)
    scheduler.add_job(redrawing, "interval", seconds=redraw_every_s)
    scheduler.start()
    knock()  # what waited while nothing ran
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
        async with under_way:
            pass


@asynccontextmanager
async def knocking(knock: Callable[[], None], *, knock_every_s: float = KNOCK_EVERY_S) -> AsyncIterator[None]:
    """Where the clock is another process: only what waits for its time to be sent is looked for."""

    async def knocks() -> None:
        knock()

    scheduler = AsyncIOScheduler(timezone="UTC", job_defaults=_DEFAULTS)
    scheduler.add_job(knocks, "interval", seconds=knock_every_s)
    scheduler.start()
    knock()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)


async def _safely(what: str, work: Callable[[], object]) -> object:
    """A database that is away for a moment must not end the beat."""
    try:
        return await asyncio.to_thread(work)
    except Exception:
        log.exception("beat failed", extra={"beat": what})
        return None
