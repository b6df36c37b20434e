"""What is counted of what the customer heard and said, and the figures that are more than a count or a ratio."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise

from bot.cases.figures.measures import NO_RATIO, Counted, Ratio, seconds

COHORT = timedelta(days=7)  # so long a resolution is watched, so it counts in the month in which they are over
NEW_CASE_WITHIN = timedelta(days=14)
SCORES = ("1", "2", "3", "4", "5")
AGES_H = (1, 2, 4, 8, 12, 16, 20, 40)  # up to and with so many hours
OLDER = "more"
SIGNS = ("reopened", "new_case", "escalated", "two_questions", "three_hand_offs", "lower_later")
MANY_QUESTIONS, MANY_HAND_OFFS = 2, 3
UNKNOWN_CAUSE = "unknown"
_HOUR = 3_600_000_000


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """The last score of each resolution and question in the month."""

    at_resolution: Counted = field(default_factory=dict)
    later: Counted = field(default_factory=dict)
    fives: Ratio = NO_RATIO  # of the replies at resolution
    ones_and_twos: int = 0
    replies: Ratio = NO_RATIO
    later_replies: Ratio = NO_RATIO
    because: Mapping[str, Counted] = field(default_factory=dict)  # what made it so -> the scores


@dataclass(frozen=True, slots=True)
class Put:
    """What was put down to a cause: resolutions, and how long the openings they ended were held."""

    resolutions: int = 0
    held_s: float = 0


@dataclass(frozen=True, slots=True)
class Cause:
    cause: str  # department/step
    resolutions: int
    held_s: float
    before: Put  # in the month before


@dataclass(frozen=True, slots=True)
class ResolutionCounts:
    """Lengths are microseconds."""

    first: Sequence[int] = ()  # of the first of each case, since the customer first spoke
    final: Sequence[int] = ()  # of those that stand
    ages: Iterable[int] = ()
    at_once: Ratio = NO_RATIO
    cohort: Mapping[str, int] = field(default_factory=dict)  # who resolved -> how many
    reopened: Mapping[str, int] = field(default_factory=dict)  # of those, by the customer within 7 days
    causes: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # cause -> resolutions, held
    causes_before: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Score:
    score: int
    because: str | None = None


@dataclass(frozen=True, slots=True)
class VerdictCounts:
    at_resolution: Sequence[Score] = ()
    later: Sequence[Score] = ()
    asked: Mapping[str, int] = field(default_factory=dict)  # question -> how often
    content: int = 0  # cases resolved and rated 4 or 5, or not at all
    hidden: int = 0  # of those, with a sign at least
    signs: Mapping[str, int] = field(default_factory=dict)


def distribution(scores: Iterable[Score]) -> Counted:
    """Of scores 1 to 5; nothing of none."""
    counts = dict.fromkeys(SCORES, 0)
    for one in scores:
        counts[str(one.score)] += 1
    return counts if any(counts.values()) else {}


def satisfaction(counts: VerdictCounts) -> Satisfaction:
    first, asked = counts.at_resolution, counts.asked
    why = sorted({one.because for one in first if one.because})
    return Satisfaction(
        at_resolution=distribution(first),
        later=distribution(counts.later),
        fives=Ratio(sum(one.score == 5 for one in first), len(first)),
        ones_and_twos=sum(one.score <= 2 for one in first),
        replies=Ratio(len(first), asked.get("resolution", 0)),
        later_replies=Ratio(len(counts.later), asked.get("later", 0)),
        because={reason: distribution(one for one in first if one.because == reason) for reason in why},
    )


def by_age(ages: Iterable[int]) -> Counted:
    """How many were how old, by the hours they were at most."""
    ordered = sorted(ages)
    if not ordered:
        return {}
    upto = [0, *(bisect_right(ordered, hours * _HOUR) for hours in AGES_H), len(ordered)]
    return {name: b - a for name, (a, b) in zip((*map(str, AGES_H), OLDER), pairwise(upto), strict=True)}


def pareto(counts: ResolutionCounts) -> tuple[Cause, ...]:
    """What most was put down to comes first; of as many, what took longer. What was only put down to in the month
    before stands at the end."""
    if not counts.causes:
        return ()
    found = [
        (cause, *counts.causes.get(cause, (0, 0)), *counts.causes_before.get(cause, (0, 0)))
        for cause in {*counts.causes, *counts.causes_before}
    ]
    found.sort(key=lambda one: (-one[1], -one[2], one[0]))
    return tuple(Cause(cause, n, seconds(held), Put(n0, seconds(held0))) for cause, n, held, n0, held0 in found)
