"""Waiting: how much of the month cases stood still, for an answer of the customer or for somebody outside the house."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from bot.cases.figures.measures import seconds
from bot.cases.figures.values import Waiting, Waits


@dataclass(frozen=True, slots=True)
class Paused:
    """What of one pause lies in the month: clock time in microseconds."""

    case: int
    owner: str  # when it began
    on: str | None  # a name outside the house; None: the customer
    length: int


def waiting(pauses: Iterable[Paused]) -> Waiting:
    n: dict[str | None, int] = defaultdict(int)
    total: dict[str | None, int] = defaultdict(int)
    for one in pauses:
        n[one.on] += 1
        total[one.on] += one.length
    outside = sorted(name for name in n if name is not None)
    return Waiting(
        Waits(n[None], seconds(total[None])), {name: Waits(n[name], seconds(total[name])) for name in outside}
    )
