"""Several workers over one store say what waits there, and are killed in the midst of it."""

import asyncio
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from bot.cases.people import addressed
from bot.messages.values import Address, Outgoing, Say
from bot.settings import parse_config
from bot.storage.store import Store, open_store
from bot.storage.tx import Tx
from tests.races.house import house
from tests.races.street import Posted, Street
from tests.races.worker import AT_ONCE, IN_A_PLACE, IN_ALL, faster
from tests.settled import BUSY_MACHINE_S

FASTER = 6.0  # a lease that nobody gives back is over after ten seconds; so long nobody stands still
LOOKED_AT = timedelta(seconds=10)  # the windows in which the pace is counted


@dataclass
class Said:
    expected: dict[str, list[str]]  # by place, in the order in which it was to be said
    posted: list[Posted]
    figures: Counter[str] = field(default_factory=Counter)

    def faults(self) -> Iterator[str]:
        for place, words in self.expected.items():
            said = [one.words for one in self.posted if one.place == place]
            if doubled := [one for one, often in Counter(said).items() if often > 1]:
                yield f"{place}: said twice: {doubled}"
            if lost := [one for one in words if one not in said]:
                yield f"{place}: never said: {lost}"
            if [*dict.fromkeys(said)] != words and not lost:
                yield f"{place}: in another order: {said}"
            yield from _too_fast(place, [one.at for one in self.posted if one.place == place], IN_A_PLACE, 1)
        yield from _too_fast("everywhere", [one.at for one in self.posted], IN_ALL, AT_ONCE)


def _too_fast(where: str, times: list[datetime], every: timedelta, burst: int) -> Iterator[str]:
    """More in some while than is allowed; what is under way may be late, so a few more are let pass."""
    allowed = 1.2 * (LOOKED_AT / every) + burst + 2
    for n, at in enumerate(times):
        many = sum(1 for later in times[n:] if later - at <= LOOKED_AT)
        if many > allowed:
            yield f"{where}: {many} posts in {LOOKED_AT.total_seconds():.0f} s, of which {allowed:.0f} are allowed"
            return


async def said(url: str, seed: int, *, workers: int, places: int, rows: int, kills: int) -> Said:
    draw, began = Random(seed), time.time()
    clock = faster(began, FASTER)
    expected = {f"C{place}": [f"P{place}x{n}" for n in range(rows)] for place in range(places)}
    async with Street(clock, seed).opened() as street:
        with open_store(url, clock, addressed(parse_config(house()).house), synchronous="OFF") as store:
            words = (sys.executable, "-m", "tests.races.worker", url, street.url, str(began), str(FASTER))
            going = [await asyncio.create_subprocess_exec(*words) for _ in range(workers)]
            try:
                await _written(store, expected, draw)
                wanted = {one for its in expected.values() for one in its}
                for kill in range(1, kills + 1):
                    await _until(lambda kill=kill: len(street.posted) >= len(wanted) * kill / (kills + 2))
                    which = draw.randrange(workers)
                    going[which].kill()
                    await going[which].wait()
                    going[which] = await asyncio.create_subprocess_exec(*words)
                await _until(
                    lambda: {one.words for one in street.posted} >= {one for its in expected.values() for one in its}
                )
                await asyncio.sleep(LOOKED_AT.total_seconds() / FASTER)  # for what would come twice
            finally:
                for one in going:
                    one.kill()
                    await one.wait()
        figures = {"posts": len(street.posted), "killed": kills, "answers lost": street.lost}
        figures |= {"turned away": street.turned_away, "asked for": street.asked}
        return Said(expected, street.posted, Counter(figures))


async def _written(store: Store, expected: dict[str, list[str]], draw: Random) -> None:
    """Some of it at a time, while the workers are at it already; what is of one place in its order."""
    waiting = {place: list(words) for place, words in expected.items()}
    while waiting:
        place = draw.choice(list(waiting))
        some = [waiting[place].pop(0) for _ in range(min(5, len(waiting[place])))]
        if not waiting[place]:
            del waiting[place]
        await store.acted(lambda tx, place=place, some=some: _say(tx, place, some))


def _say(tx: Tx, place: str, some: list[str]) -> None:
    for words in some:
        to = Address("slack", place)
        tx.say(Outgoing(f"races:{words}", to, "announcement", Say("said-back", {"who": words})))


async def _until(come) -> None:
    async with asyncio.timeout(BUSY_MACHINE_S):
        while not come():
            await asyncio.sleep(0.02)
