"""The floor, the product's claim and the product's open, in turns: at 1, 16 and 64 waiting."""

import asyncio
import sqlite3
from collections.abc import Callable, Mapping
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

LENGTHS = {1: 300, 16: 2400, 64: 4800}  # acts of a lap, by how many wait
NAMES = ("floor", "claim", "open")
FEWEST = 3  # rounds, however long they take


def measure(folder: Path, thousand: Path, *, rounds: int, seconds: float, part: float = 1) -> str:
    """Rounds in which each kind has its lap, and each in its turn is first; the table of their medians."""
    lengths = {waiting: int(acts * part) for waiting, acts in LENGTHS.items()}
    cases = (rounds + 1) * sum(lengths.values())
    crowd.many(folder / "claims.db", thousand, -(-cases // crowd.THOUSAND) * crowd.THOUSAND)
    floor = Floor(folder / "floor.db", cases)
    laps: dict[tuple[str, int], list[Lap]] = {(name, waiting): [] for name in NAMES for waiting in lengths}
    with open_desk(folder / "claims.db", DeskClock()) as claims, open_desk(folder / "opens.db", DeskClock()) as opens:
        runs: dict[str, Callable[[int, int, int], Lap]] = {
            "floor": partial(_floor, floor),
            "claim": partial(_claim, claims),
            "open": partial(_open, opens),
        }
        begun, until = 0, perf_counter() + seconds
        for n in range(rounds + 1):
            if n > FEWEST and perf_counter() > until:
                break
            for waiting, acts in lengths.items():
                for turn in range(len(NAMES)):
                    name = NAMES[(n + turn) % len(NAMES)]
                    ran = runs[name](begun, acts, waiting)
                    if n:  # the first round warms up
                        laps[name, waiting].append(ran)
                begun += acts
            sent(folder / "claims.db")
            sent(folder / "opens.db")
    floor.close()
    return _told(laps)


def _floor(floor: Floor, begun: int, acts: int, waiting: int) -> Lap:
    async def claim(number: int) -> int:
        return await asyncio.wrap_future(floor.claim(number, AGENTS[number % len(AGENTS)].place))

    ran, won = lap(claim, range(begun + 1, begun + acts + 1), waiting)
    if sum(won) != acts:
        raise AssertionError(f"{acts - sum(won)} claims of the floor's were lost")
    return ran


def _claim(store: Store, begun: int, acts: int, waiting: int) -> Lap:
    return claimed(store, range(begun + 1, begun + acts + 1), waiting)


def claimed(store: Store, numbers: range | list[int], waiting: int) -> Lap:
    """These cases are claimed, each by somebody of the front line."""
    ran, answers = lap(partial(handle, store=store), [claiming(number) for number in numbers], waiting)
    for answer in answers:
        if answer.refused or answer.said[0].key != "said-claimed":
            raise AssertionError(f"a claim was refused: {answer}")
    return ran


def _open(store: Store, begun: int, acts: int, waiting: int) -> Lap:
    ran, _ = lap(partial(handle, store=store), [writing(n) for n in range(begun, begun + acts)], waiting)
    if (cases := sum(store.read(lambda reader: reader.owners()).values())) != begun + acts:
        raise AssertionError(f"{cases} cases are open instead of {begun + acts}")
    return ran


def sent(file: Path) -> None:
    """Between rounds all that waits outside is sent and shown, as delivery would have: its rows do not pile up."""
    database = sqlite3.connect(file, isolation_level=None)
    database.execute("UPDATE outbox SET state = 'sent', receipt = '{}' WHERE state = 'waiting'")
    database.execute("UPDATE surfaces SET shown = wanted, receipt = '{}' WHERE state = 'live' AND wanted > shown")
    database.close()


def _told(laps: Mapping[tuple[str, int], list[Lap]]) -> str:
    rows = []
    for (name, waiting), ran in sorted(laps.items(), key=lambda one: one[0][1]):
        it = middle(ran)
        of_floor = median(mine.rate / floor.rate for mine, floor in zip(ran, laps["floor", waiting], strict=True))
        figures = (f"{it.rate:,.0f}", f"{it.p50:.2f}", f"{it.p99:.2f}", f"{it.cpu:.0f}", f"{of_floor:.2f}")
        rows.append((f"{name}, {waiting} waiting", *figures))
    rounds = len(laps["floor", 1])
    return table(("act", "acts/s", "p50 ms", "p99 ms", "CPU µs", "of floor"), rows) + f"\n({rounds} rounds, medians)"
