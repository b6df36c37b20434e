"""The floor, the product's claim and the product's open, in turns: at 1, 16 and 64 waiting."""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks import crowd
from benchmarks.desk import AGENTS, DeskClock, claiming, open_desk, writing
from benchmarks.floor import Floor
from benchmarks.laps import Lap, lap, middle, table
from bot.commands.handle import handle
from bot.storage import Store

BEHIND = 0.24e-3  # s of CPU that Bolt takes for a request, as docs/performance.md measured it
# How the acts of a lap come: how many, how many of them wait at a time, and what each costs before it is handled.
WAYS = {
    "1 waiting": (300, 1, 0.0),
    "16 waiting": (2400, 16, 0.0),
    "64 waiting": (4800, 64, 0.0),
    "16, behind a platform": (1200, 16, BEHIND),
}
NAMES = ("floor", "claim", "open")
FEWEST = 3  # rounds, however long they take

Laps = dict[tuple[str, str], list[Lap]]


def measure(folder: Path, thousand: Path, *, rounds: int, seconds: float, part: float = 1) -> str:
    """Rounds in which each kind has its lap, and each in its turn is first; the table of their medians."""
    ways = {way: (int(acts * part), waiting, before) for way, (acts, waiting, before) in WAYS.items()}
    cases = (rounds + 1) * sum(acts for acts, _, _ in ways.values())
    crowd.many(folder / "claims.db", thousand, -(-cases // crowd.THOUSAND) * crowd.THOUSAND)
    floor = Floor(folder / "floor.db", cases)
    laps: Laps = {(name, way): [] for way in ways for name in NAMES}
    with open_desk(folder / "claims.db", DeskClock()) as claims, open_desk(folder / "opens.db", DeskClock()) as opens:
        runs: dict[str, Callable[[range, int, float], Lap]] = {
            "floor": partial(_floor, floor),
            "claim": partial(claimed, claims),
            "open": partial(_opened, opens),
        }
        begun, until = 0, perf_counter() + seconds
        for n in range(rounds + 1):
            if n > FEWEST and perf_counter() > until:
                break
            for way, (acts, waiting, before) in ways.items():
                for turn in range(len(NAMES)):
                    name = NAMES[(n + turn) % len(NAMES)]
                    ran = runs[name](range(begun + 1, begun + acts + 1), waiting, before)
                    if n:  # the first round warms up
                        laps[name, way].append(ran)
                begun += acts
            sent(folder / "claims.db")
            sent(folder / "opens.db")
    floor.close()
    return _told(laps)


def _floor(floor: Floor, numbers: range, waiting: int, before: float) -> Lap:
    async def claim(number: int) -> int:
        return await asyncio.wrap_future(floor.claim(number, AGENTS[number % len(AGENTS)].place))

    ran, won = lap(claim, numbers, waiting, before)
    if sum(won) != len(numbers):
        raise AssertionError(f"{len(numbers) - sum(won)} claims of the floor's were lost")
    return ran


def claimed(store: Store, numbers: Sequence[int], waiting: int, before: float = 0) -> Lap:
    """These cases are claimed, each by somebody of the front line."""
    ran, answers = lap(partial(handle, store=store), [claiming(number) for number in numbers], waiting, before)
    for answer in answers:
        if answer.refused or answer.said[0].key != "said-claimed":
            raise AssertionError(f"a claim was refused: {answer}")
    return ran


def _opened(store: Store, numbers: range, waiting: int, before: float) -> Lap:
    ran, _ = lap(partial(handle, store=store), [writing(number) for number in numbers], waiting, before)
    if (cases := sum(store.read(lambda reader: reader.owners()).values())) != numbers[-1]:
        raise AssertionError(f"{cases} cases are open instead of {numbers[-1]}")
    return ran


def sent(file: Path) -> None:
    """Between rounds all that waits outside is sent and shown, as delivery would have: its rows do not pile up."""
    database = sqlite3.connect(file, isolation_level=None)
    database.execute("UPDATE outbox SET state = 'sent', receipt = '{}' WHERE state = 'waiting'")
    database.execute("UPDATE surfaces SET shown = wanted, receipt = '{}' WHERE state = 'live' AND wanted > shown")
    database.close()


def _told(laps: Laps) -> str:
    rows = []
    for (name, way), ran in laps.items():
        it = middle(ran)
        of_floor = median(mine.rate / floor.rate for mine, floor in zip(ran, laps["floor", way], strict=True))
        figures = (f"{it.rate:,.0f}", f"{it.p50:.2f}", f"{it.p99:.2f}", f"{it.cpu:.0f}", f"{of_floor:.2f}")
        rows.append((f"{name}, {way}", *figures))
    rounds = len(laps["floor", "1 waiting"])
    return table(("act", "acts/s", "p50 ms", "p99 ms", "CPU µs", "of floor"), rows) + f"\n({rounds} rounds, medians)"
