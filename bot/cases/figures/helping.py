"""Help among colleagues: who asked, who answered, and how long the answer took."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.cases.figures.measures import MICROSECOND
from bot.cases.figures.steps import Step, as_it_stands
from bot.cases.hours import Hours

# What an answer is measured by; a case's other lines need not be looked at.
KINDS = (
    *("opened", "reopened", "consulted", "advised", "asked", "waited", "woken"),
    *("resolved", "dismissed", "merged", "undone"),
)
_ENDS = ("resolved", "dismissed", "merged")


@dataclass(frozen=True, slots=True)
class Advice:
    """One answer, and the clock time since its question in microseconds."""

    case: int
    by: str
    took: int


@dataclass(frozen=True, slots=True)
class Answered:
    """A colleague's answer, from when to when it took, and in which pauses nobody counts."""

    by: str
    asked_at: datetime
    at: datetime
    team: str
    first_team: str  # of the opening, by whose clock it is measured
    pauses: tuple[tuple[datetime, datetime], ...]

    def took(self, clock: Hours) -> int:
        total = clock.between(self.asked_at, self.at)
        for a, b in self.pauses:
            total -= clock.between(max(a, self.asked_at), min(b, self.at))
        return total // MICROSECOND


def answers(steps: Sequence[Step]) -> Iterator[Answered]:
    """Each answer of a case with the oldest question to that colleague that was still open; an end closes them all."""
    open_: dict[str, list[datetime]] = defaultdict(list)
    pauses: list[tuple[datetime, datetime]] = []
    since: datetime | None = None
    first_team = ""
    for step in as_it_stands(steps):
        if step.kind in ("opened", "reopened"):
            first_team, pauses, since = step.team, [], None
        elif step.kind in ("asked", "waited"):
            since = since or step.at
        elif step.kind == "woken" and since is not None:
            pauses.append((since, step.at))
            since = None
        elif step.kind == "consulted":
            open_[step.whom or ""].append(step.at)
        elif step.kind in _ENDS:
            open_.clear()
            since = None
        elif step.kind == "advised" and open_[step.by]:
            paused = (*pauses, (since, step.at)) if since else tuple(pauses)
            yield Answered(step.by, open_[step.by].pop(0), step.at, step.team, first_team, paused)


def times(counted: Iterable[Advice]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for one in counted:
        found[one.by].append(one.took)
    return found
