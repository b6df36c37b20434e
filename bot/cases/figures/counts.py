"""What is counted of a team's month, before it becomes figures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.cases.case import Hold
from bot.cases.figures.answers import ResolutionCounts, VerdictCounts
from bot.cases.figures.measures import MICROSECOND
from bot.cases.figures.values import AtTheTop

UNDONE = "undone"  # a hold that ended so stands in no figure
OFTEN = 3  # answered for so often, a case heads the digest


@dataclass(frozen=True, slots=True)
class Endings:
    """How many holds of one person ended in one way."""

    person: str
    ending: str
    late: bool
    custody: bool
    counts: bool
    n: int


@dataclass(frozen=True, slots=True)
class Length:
    """How long one hold was, in microseconds: clock time if it counts, desk time if it was custody."""

    person: str
    tier: int
    held: int | None
    unclaimed: int | None


@dataclass(frozen=True, slots=True)
class HoldCounts:
    """Of who held the cases: the holds that ended in the month, and what ended or moved them."""

    resolutions: Mapping[str, int] = field(default_factory=dict)  # who resolved -> how many
    taken_back: Mapping[str, int] = field(default_factory=dict)  # who had resolved what the customer reopened
    endings: Sequence[Endings] = ()
    lengths: Iterable[Length] = ()


@dataclass(frozen=True, slots=True)
class CaseCounts:
    """Of the cases themselves: their openings, what the customer heard and what they said of it."""

    received: int = 0
    escalated: int = 0
    responses: Mapping[str, Sequence[int]] = field(default_factory=dict)  # who wrote first -> after how long (µs)
    promises: Mapping[tuple[str, bool], int] = field(default_factory=dict)  # whose, and whether kept -> how many
    resolutions: ResolutionCounts = field(default_factory=ResolutionCounts)
    verdicts: VerdictCounts = field(default_factory=VerdictCounts)


@dataclass(frozen=True, slots=True)
class Counts:
    holds: HoldCounts = HoldCounts()
    cases: CaseCounts = CaseCounts()
    at_the_top: AtTheTop = field(default_factory=AtTheTop)
    seal: str | None = None


def kind_of(ending: str, late: bool) -> str:
    """What an ending counts as: going away in the last quarter of the limit (`late`) passes the case up."""
    return "passed_up" if ending == "handed_over" and late else ending


def counted(holds: Iterable[Hold]) -> tuple[list[Endings], list[Length]]:
    """Holds as counts, one by one."""
    endings: list[Endings] = []
    lengths: list[Length] = []
    for hold in holds:
        if hold.ended_at is not None and hold.ending not in (None, UNDONE):
            endings.append(Endings(hold.person, hold.ending or "", hold.late, hold.custody, bool(hold.counts), 1))
            held = hold.length // MICROSECOND if hold.length is not None and hold.counts else None
            unclaimed = hold.unclaimed // MICROSECOND if hold.unclaimed is not None and hold.custody else None
            lengths.append(Length(hold.person, hold.tier, held, unclaimed))
    return endings, lengths
