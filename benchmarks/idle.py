"""What idle cases cost: a sweep with nothing due, and a claim, at a thousand open cases and at a great many."""

import random
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks import crowd
from benchmarks.acts import claimed, sent
from benchmarks.desk import DeskClock, open_desk
from benchmarks.laps import Lap, middle, table
from bot.scheduler.rounds import sweep
from bot.storage import Store

SWEEPS = 50
CLAIMS = {1: 100, 16: 800}  # of a lap, by how many wait


@dataclass(slots=True)
class Found:
    sweeps: list[float] = field(default_factory=list)
    alone: list[Lap] = field(default_factory=list)
    together: list[Lap] = field(default_factory=list)


def measure(folder: Path, thousand: Path, many: Path, count: int, rounds: int) -> str:
    """Both stores in turns; the claims of the larger once among its newest cases, once spread over all of them."""
    found: dict[str, Found] = {}
    with open_desk(many, DeskClock()) as large:
        newest, anywhere = _unclaimed(large, range(count, 0, -1)), _unclaimed(large, _spread(count))
        for n in range(rounds + 1):
            few = folder / f"few-{n}.db"
            shutil.copy(thousand, few)
            with open_desk(few, DeskClock()) as small:
                ways = [
                    (f"{crowd.THOUSAND:,} open", small, iter(range(1, crowd.THOUSAND + 1))),
                    (f"{count:,} open, the newest", large, newest),
                    (f"{count:,} open, anywhere", large, anywhere),
                ]
                for turn in range(len(ways)):
                    name, store, numbers = ways[(n + turn) % len(ways)]
                    ran = _ran(store, numbers)
                    if n:  # the first round warms up
                        one = found.setdefault(name, Found())
                        one.sweeps += ran.sweeps
                        one.alone += ran.alone
                        one.together += ran.together
            sent(many)
    rows = [(name, *_figures(found[name])) for name, _, _ in ways]
    head = ("cases", "idle sweep ms", "claim p50 ms", "16 waiting: p50 ms", "p99 ms", "claims/s", "CPU µs")
    return table(head, rows) + f"\n({rounds} rounds, medians)"


def _ran(store: Store, numbers: Iterator[int]) -> Found:
    sweeps = []
    for _ in range(SWEEPS):
        began = perf_counter()
        if sweep(store):
            raise AssertionError("something was due")
        sweeps.append((perf_counter() - began) * 1e3)
    alone, together = (claimed(store, list(islice(numbers, acts)), waiting) for waiting, acts in CLAIMS.items())
    return Found(sweeps, [alone], [together])


def _unclaimed(store: Store, numbers: Iterable[int]) -> Iterator[int]:
    """Those that no earlier run has claimed."""
    for number in numbers:
        if not store.read(lambda reader: reader.case(number)).claimed:  # noqa: B023 # asked at once
            yield number


def _spread(count: int) -> Iterator[int]:
    """Every number once, in no order; but none of the newest."""
    return iter(random.Random(count).sample(range(1, count * 9 // 10), count // 10))


def _figures(found: Found) -> tuple[str, ...]:
    alone, together = middle(found.alone), middle(found.together)
    return (
        f"{median(found.sweeps):.3f}",
        f"{alone.p50:.2f}",
        f"{together.p50:.2f}",
        f"{together.p99:.2f}",
        f"{together.rate:,.0f}",
        f"{together.cpu:.0f}",
    )
