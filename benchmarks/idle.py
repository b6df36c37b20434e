"""What idle cases cost: a sweep with nothing due, and a claim, at a thousand open cases and at a great many."""

import random
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks import crowd
from benchmarks.acts import claims
from benchmarks.desk import DeskClock, open_desk
from benchmarks.laps import Lap, middle, table
from bot.scheduler.rounds import sweep
from bot.storage import Store

SWEEPS = 60
ACTS = {1: 100, 16: 800}  # claims of a lap, by how many wait
WHERE = ("newest", "anywhere")


def measure(folder: Path, thousand: Path, many: Path, count: int, rounds: int) -> str:
    """Both stores in turns; the claims of the larger among its newest cases, and spread over all of them."""
    sweeps: dict[int, list[float]] = {crowd.THOUSAND: [], count: []}
    laps: dict[tuple[int, str, int], list[Lap]] = {}
    with open_desk(many, DeskClock()) as large:
        newest, anywhere = _unclaimed(large, range(count, 0, -1)), _unclaimed(large, _spread(count))
        for n in range(rounds + 1):
            file = folder / f"thousand-{n}.db"
            shutil.copy(thousand, file)
            with open_desk(file, DeskClock()) as small:
                for size, store in ((crowd.THOUSAND, small), (count, large)) if n % 2 else ((count, large), (crowd.THOUSAND, small)):
                    swept = [_sweep(store) for _ in range(SWEEPS)]
                    sweeps[size] += swept if n else []
                ...
    return ""
