"""The floor, the product's claim and the product's open, in turns: at 1, 16 and 64 waiting."""

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks import crowd
from benchmarks.desk import AGENTS, DeskClock, claiming, open_desk, writing
from benchmarks.floor import Floor
from benchmarks.laps import Lap, lap, middle, table
from bot.commands.handle import handle
from bot.storage import Store

LENGTH = {1: 400, 16: 2400, 64: 4800}  # acts of a lap, by how many wait
NAMES = ("floor", "claim", "open")


def measure(folder: Path, thousand: Path, rounds: int, length: float) -> str:
    """Rounds of laps, each kind once a round and each first in its turn; the table."""
    lengths = {waiting: int(acts * length) for waiting, acts in LENGTH.items()}
    cases = (rounds + 1) * sum(lengths.values())
    crowd.many(folder / "claims.db", thousand, -(-cases // crowd.THOUSAND) * crowd.THOUSAND)
    floor = Floor(folder / "floor.db", cases)
    laps: dict[tuple[str, int], list[Lap]] = {(name, waiting): [] for name in NAMES for waiting in LENGTH}
    with open_desk(folder / "claims.db", DeskClock()) as claims, open_desk(folder / "opens.db", DeskClock()) as opens:
        runs: dict[str, Callable[[int, int, int], Lap]] = {
            "floor": partial(_floor, floor),
            "claim": partial(_claim, claims),
            "open": partial(_open, opens),
        }
        begun = 0
        for n in range(rounds + 1):
            for waiting, acts in lengths.items():
                for turn in range(len(NAMES)):
                    name = NAMES[(n + turn) % len(NAMES)]
                    ran = runs[name](begun, acts, waiting)
                    if n:  # the first round warms up
                        laps[name, waiting].append(ran)
                begun += acts
    floor.close()
    return _told(laps)


def _floor(floor: Floor, begun: int, acts: int, waiting: int) -> Lap:
    async def claim(number: int) -> int:
        return await asyncio.wrap_future(floor.claim(number, str(AGENTS[number % len(AGENTS)])))

    ran, won = lap(claim, range(begun + 1, begun + acts + 1), waiting)
    if sum(won) != acts:
        raise AssertionError(f"{acts - sum(won)} claims of the floor's were lost")
    return ran


def _claim(store: Store, begun: int, acts: int, waiting: int) -> Lap:
    said = [claiming(number) for number in range(begun + 1, begun + acts + 1)]
    ran, answers = lap(lambda inbound: handle(inbound, store), said, waiting)
    if any([say.key for say in answer.said] != ["said-claimed"] for answer in answers):
        raise AssertionError("a claim was refused")
    return ran


def _open(store: Store, begun: int, acts: int, waiting: int) -> Lap:
    said = [writing(n) for n in range(begun, begun + acts)]
    ran, _ = lap(lambda inbound: handle(inbound, store), said, waiting)
    if (cases := sum(store.read(lambda reader: reader.owners()).values())) != begun + acts:
        raise AssertionError(f"{cases} cases are open instead of {begun + acts}")
    return ran


def _told(laps: dict[tuple[str, int], list[Lap]]) -> str:
    rows = []
    for waiting in LENGTH:
        for name in NAMES:
            it = middle(laps[name, waiting])
            of_floor = median(
                mine.rate / floor.rate for mine, floor in zip(laps[name, waiting], laps["floor", waiting], strict=True)
            )
            figures = (f"{it.rate:,.0f}", f"{it.p50:.2f}", f"{it.p99:.2f}", f"{it.cpu:.0f}", f"{of_floor:.2f}")
            rows.append((f"{name}, {waiting} waiting", *figures))
    return table(("act", "acts/s", "p50 ms", "p99 ms", "CPU µs", "of floor"), rows)
