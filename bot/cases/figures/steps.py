"""The steps of a case that a figure looks at, one after the other: of each line what it left behind, and no more."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple


class Step(NamedTuple):
    """How a case stood after one of its lines."""

    seq: int
    at: datetime
    kind: str
    by: str
    team: str
    owner: str
    deadline: datetime
    spoken_at: datetime | None = None  # of an opening
    whom: str | None = None  # of a question to a colleague


def as_it_stands(steps: Iterable[Step]) -> list[Step]:
    """Without what was undone, and the undoing."""
    kept: list[Step] = []
    for step in steps:
        if step.kind != "undone":
            kept.append(step)
        elif kept and kept[-1].seq == step.seq - 1:
            kept.pop()
    return kept
