"""Laps: so many acts, so many of them in flight, each awaiting its own; and what came of them."""

import asyncio
import gc
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter, process_time, thread_time
from typing import Any


@dataclass(frozen=True, slots=True)
class Lap:
    rate: float  # acts a second
    p50: float  # ms until an act is answered, so until it is on disk
    p99: float
    cpu: float  # µs an act, of the whole process, the one who asks included


def lap(
    act: Callable[[Any], Awaitable[Any]], acts: Sequence[Any], waiting: int, before: float = 0
) -> tuple[Lap, list[Any]]:
    """Run the acts with so many in flight; what it took, and what they answered.

    `before` is CPU that each costs the event loop first, as the platform that brings it would.
    """
    return asyncio.run(_lap(act, acts, waiting, before))


async def _lap(
    act: Callable[[Any], Awaitable[Any]], acts: Sequence[Any], waiting: int, before: float
) -> tuple[Lap, list[Any]]:
    times: list[float] = []
    answers: list[Any] = []
    left = iter(acts)

    async def one_after_another() -> None:
        for one in left:
            began = perf_counter()
            if before:
                _busy(before)
            answers.append(await act(one))
            times.append(perf_counter() - began)

    gc.collect()
    began, cpu = perf_counter(), process_time()
    await asyncio.gather(*(one_after_another() for _ in range(waiting)))
    took, cpu = perf_counter() - began, process_time() - cpu
    times.sort()
    return Lap(
        rate=len(acts) / took,
        p50=times[len(times) // 2] * 1e3,
        p99=times[len(times) * 99 // 100] * 1e3,
        cpu=cpu / len(acts) * 1e6,
    ), answers


def _busy(seconds: float) -> None:
    until = thread_time() + seconds
    while thread_time() < until:
        pass


def middle(laps: Iterable[Lap]) -> Lap:
    """The median of each figure."""
    rows = [(one.rate, one.p50, one.p99, one.cpu) for one in laps]
    return Lap(*(median(column) for column in zip(*rows, strict=True)))


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The first column to the left, figures to the right."""
    rows = [head, *rows]
    widths = [max(len(row[n]) for row in rows) for n in range(len(head))]
    lines = [
        "  ".join(c.ljust(w) if not n else c.rjust(w) for n, (c, w) in enumerate(zip(row, widths, strict=True)))
        for row in rows
    ]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])
