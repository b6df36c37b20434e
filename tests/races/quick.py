"""A race within one process: several Buckstops over one store, and a clock that runs faster than ours."""

import asyncio
import time
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.app import App, build
from bot.cases.alarms import due_at
from bot.cases.deeds import folded_with_deeds
from bot.cases.people import addressed
from bot.settings import parse_config
from bot.storage.configured import teams_at
from bot.storage.errors import Outpaced, StoreError
from bot.storage.ledger import export_ledger
from bot.storage.reading import Reader
from bot.storage.verify import verify
from tests.races.check import Checked, checked
from tests.races.doors import Inside
from tests.races.history import History
from tests.races.house import house
from tests.races.plan import plan
from tests.races.race import Race

START = datetime(2026, 11, 19, 8, 0, tzinfo=UTC)
FASTER = 1200  # a second is twenty minutes
TICKS_EVERY_S = 0.1


class Racing:
    """The clock of the race."""

    def __init__(self, faster: float = FASTER) -> None:
        self._began, self._faster = time.perf_counter(), faster

    def __call__(self) -> datetime:
        return START + timedelta(seconds=(time.perf_counter() - self._began) * self._faster)


async def raced(url: str, seed: int, moves: int, *, stores: int) -> tuple[History, Checked]:
    """Over one store; what happened, and what is wrong with it."""
    config = parse_config(house())
    clock = Racing()
    apps = [build(config, url, {}, clock=clock, synchronous="OFF", writer=f"serve-{n}") for n in range(stores)]
    try:
        for app in apps:
            app.start()
        race = Race(apps[0].store, [Inside(app, n, clock) for n, app in enumerate(apps)], clock, seed)
        async with AsyncExitStack() as beside:
            for app in apps:
                await beside.enter_async_context(_ticking(app))
            await race.run(plan(seed, moves))
        exported = apps[0].store.read(lambda tx: list(export_ledger(tx)))
        history = History.of(race.operations, exported)
        found = checked(history, addressed(config.house), timedelta(seconds=10 * FASTER))
        found.faults += apps[0].store.read(rows_apart)
        return history, found
    finally:
        for app in apps:
            app.store.close()


@asynccontextmanager
async def _ticking(app: App):
    """As the clock process does: what is due, again and again."""
    stopped = asyncio.Event()

    async def ticks() -> None:
        while not stopped.is_set():
            try:
                await asyncio.to_thread(app.tick)
            except StoreError as error:
                if not isinstance(error.__cause__, Outpaced):  # then there is another beat, as in life
                    raise
            await asyncio.sleep(TICKS_EVERY_S)

    async with asyncio.TaskGroup() as going_on:
        going_on.create_task(ticks())
        yield
        stopped.set()


def rows_apart(reader: Reader) -> list[str]:
    """What `buckstop verify` says."""
    teams = teams_at(reader, reader.house.teams)
    as_it_is = replace(reader.house, teams=teams.newest())
    return list(verify(reader, lambda lines: folded_with_deeds(lines, teams), lambda case: due_at(case, as_it_is)))
