"""What a figure is, if it is more than a count: a ratio, a spread of lengths of time, a distribution."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

MICROSECOND = timedelta(microseconds=1)
Counted = Mapping[str, int]  # name -> how many


@dataclass(frozen=True, slots=True)
class Ratio:
    n: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class Spread:
    """How lengths of time lie, in seconds: the mean of the middle two, and the nearest rank to nine tenths."""

    n: int = 0
    median_s: float | None = None
    p90_s: float | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """So many seconds, of so many."""

    n: float
    of: float


NO_RATIO, NO_SPREAD = Ratio(), Spread()


def spread(lengths: Iterable[int]) -> Spread:
    """Of lengths in microseconds."""
    ordered = sorted(lengths)
    n = len(ordered)
    if not n:
        return NO_SPREAD
    middle_two = ordered[(n - 1) // 2] + ordered[n // 2]
    return Spread(n, seconds(middle_two, 2), seconds(ordered[(9 * n + 9) // 10 - 1]))


def seconds(microseconds: int, parts: int = 1) -> float:
    """Whole seconds as an int, so that they print as such."""
    whole, rest = divmod(microseconds, parts * 1_000_000)
    return whole if not rest else microseconds / (parts * 1_000_000)
