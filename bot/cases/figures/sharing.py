"""Share of the clock: who held an escalated case for how much of the time from the customer's word to the deadline."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.cases.figures.measures import MICROSECOND, Part, seconds
from bot.cases.figures.steps import Step, as_it_stands
from bot.cases.figures.values import Share
from bot.cases.hours import ALWAYS, Hours

# What an owner, a pause or a deadline may come from; a case's other lines need not be looked at.
KINDS = (
    *("opened", "reopened", "claimed", "assigned", "passed_up", "returned", "moved", "handed_over", "renamed"),
    *("asked", "waited", "woken", "marked_urgent", "absorbed", "undone", "escalated"),
)


@dataclass(frozen=True, slots=True)
class Shared:
    """One escalation: microseconds of clock time by holder."""

    case: int
    parts: Mapping[str, int]


def shared(case: int, steps: Sequence[Step], clock: Hours) -> Shared:
    """Of the steps of an opening, the last of which escalates. Before it was filed, it was its first holder's."""
    *before, escalated = as_it_stands(steps)
    opened, last = before[0], before[-1]
    start, end = opened.spoken_at or opened.at, min(last.deadline, escalated.at)
    marked = next((step.at for step in before if step.kind == "marked_urgent"), None)
    parts: dict[str, int] = defaultdict(int)
    parts[opened.owner] += _ran(clock, marked, start, min(opened.at, end))
    waiting = False
    for step, following in zip(before, [*before[1:], escalated], strict=True):
        waiting = step.kind in ("asked", "waited") or (waiting and step.kind != "woken")
        if not waiting:
            parts[step.owner] += _ran(clock, marked, max(step.at, start), min(following.at, end))
    return Shared(case, {holder: part for holder, part in parts.items() if part} or {last.owner: 0})


def _ran(clock: Hours, marked: datetime | None, a: datetime, b: datetime) -> int:
    """What the case's clock ran between two instants: its team's, and day and night once it was marked urgent."""
    if b <= a:
        return 0
    if marked is None or marked >= b:
        return clock.between(a, b) // MICROSECOND
    day_and_night: timedelta = ALWAYS.between(max(a, marked), b)
    return (clock.between(a, marked) + day_and_night) // MICROSECOND


def shares(counted: Iterable[Shared]) -> tuple[Share, ...]:
    """By the cases' numbers; one that escalated twice stands there twice."""
    return tuple(
        Share(one.case, {who: Part(seconds(part), seconds(sum(one.parts.values()))) for who, part in _sorted(one)})
        for one in counted
    )


def _sorted(one: Shared) -> list[tuple[str, int]]:
    return sorted(one.parts.items())
