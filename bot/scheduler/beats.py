"""The beats: a handful of intervals that only knock. What is due is asked of the store; a restart loses nothing."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from time import monotonic

from apscheduler.schedulers.asyncio import AsyncIOScheduler

SWEEP_EVERY_S = 2
KNOCK_EVERY_S = 1  # whoever writes something to be sent knocks too; this is for what waits for its time
FORGET_EVERY_S = 600
REDRAW_EVERY_S = 3600
AUDIT_EVERY_S = 300
PATIENCE_S = 2.0  # with a beat that is under way when it stops; what it does is whole or not at all
WATCH_EVERY_S = 1
TOLERATED = timedelta(seconds=1)

_DEFAULTS = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}

log = logging.getLogger(__name__)


@asynccontextmanager
async def beating(
    tick: Callable[[], int],
    knock: Callable[[], None],
    forget: Callable[[], object],
    redraw: Callable[[], int],
    audit: Callable[[], int],
    *,
    beat: Callable[[str, float, bool], None] = lambda name, seconds, well: None,
    sweep_every_s: float = SWEEP_EVERY_S,
    knock_every_s: float = KNOCK_EVERY_S,
    forget_every_s: float = FORGET_EVERY_S,
    redraw_every_s: float = REDRAW_EVERY_S,
    audit_every_s: float = AUDIT_EVERY_S,
) -> AsyncIterator[None]:
    """Beat until it is left; then what is under way is finished, if it does not take long. A beat that did something
    that is to be seen knocks at once. `beat` is told of each, how long it took and whether it went well."""
    striking, auditing = asyncio.Lock(), asyncio.Lock()  # to look at what was done must not hold up what is to be

    async def once(name: str, work: Callable[[], object], under_way: asyncio.Lock = striking) -> object:
        """A database that is away for a moment must not end the beat."""
        async with under_way:
            began, done, well = monotonic(), None, False
            try:
                done = await asyncio.to_thread(work)
                well = True
            except Exception:
                log.exception("beat failed", extra={"beat": name})
            beat(name, monotonic() - began, well)
            return done

    async def sweep() -> None:
        if await once("sweep", tick):
            knock()

    async def forgetting() -> None:
        await once("forget", forget)

    async def redrawing() -> None:
        if await once("redraw", redraw):
            knock()

    async def looking() -> None:
        if await once("audit", audit, auditing):
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
    scheduler.add_job(looking, "interval", seconds=audit_every_s)
    async with _started(scheduler):
        knock()  # what waited while nothing ran
        try:
            yield
        finally:
            scheduler.pause()  # what is under way is not cut off
            try:
                async with asyncio.timeout(PATIENCE_S), striking, auditing:
                    pass
            except TimeoutError:
                log.warning("a beat was left alone")


@asynccontextmanager
async def knocking(knock: Callable[[], None], *, knock_every_s: float = KNOCK_EVERY_S) -> AsyncIterator[None]:
    """Where the clock is another process: only what waits for its time to be sent is looked for."""

    async def knocks() -> None:
        knock()

    scheduler = AsyncIOScheduler(timezone="UTC", job_defaults=_DEFAULTS)
    scheduler.add_job(knocks, "interval", seconds=knock_every_s)
    async with _started(scheduler):
        knock()
        yield


@asynccontextmanager
async def _started(scheduler: AsyncIOScheduler) -> AsyncIterator[None]:
    scheduler.start()
    watching = asyncio.create_task(_watch(scheduler), name="watching the clock")
    try:
        yield
    finally:
        watching.cancel()
        scheduler.shutdown(wait=False)


async def _watch(scheduler: AsyncIOScheduler) -> None:
    while True:
        await asyncio.sleep(WATCH_EVERY_S)
        beat_on(scheduler, datetime.now(UTC))


def beat_on(scheduler: AsyncIOScheduler, now: datetime) -> None:
    """APScheduler waits for a time of day: for an hour, if the clock is set back by an hour."""
    for job in scheduler.get_jobs():
        if job.next_run_time - now > job.trigger.interval + TOLERATED:
            job.modify(next_run_time=now)
