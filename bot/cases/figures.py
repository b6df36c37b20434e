"""The month-end figures: what is counted, and what the counts come to. Pure; a month gives the same figures for ever.

A field of a figures value is a figure, under its name everywhere; docs/figures.md defines each of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Generic, TypeVar

from bot.cases.case import Hold
from bot.cases.hours import Hours

MICROSECOND = timedelta(microseconds=1)
About = TypeVar("About")
FIRST_YEAR, LAST_YEAR = 2000, 2199
UNDONE = "undone"  # a hold that ended so stands in no figure
OFTEN = 3  # answered for so often, a case heads the digest


@dataclass(frozen=True, slots=True)
class Period:
    """A month of a team, as instants: `a` belongs to it, `b` does not."""

    month: str  # 2026-10
    a: datetime
    b: datetime

    def holds(self, at: datetime) -> bool:
        return self.a <= at < self.b


def month_of(month: str, zone: str) -> Period:
    """The month as the zone's calendar has it. Raises ValueError if it is none."""
    first, hours = first_day(month), Hours(zone)
    following = first_day(following_month(month))
    return Period(month, hours.at_local(first, 0, 0), hours.at_local(following, 0, 0))


def first_day(month: str) -> date:
    year, dash, number = month.partition("-")
    if not (dash and len(year) == 4 and len(number) == 2 and month.isascii() and (year + number).isdigit()):
        raise ValueError(f"{month!r} is not a month like 2026-10")
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise ValueError(f"{month!r} is not a month like 2026-10")
    return date(int(year), int(number), 1)


def month_at(at: datetime, zone: str) -> str:
    return f"{Hours(zone).local(at):%Y-%m}"


def following_month(month: str) -> str:
    return f"{first_day(month) + timedelta(days=31):%Y-%m}"


def month_before(month: str) -> str:
    return f"{first_day(month) - timedelta(days=1):%Y-%m}"


# --- figures ----------------------------------------------------------------------------------------------------


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


NO_RATIO, NO_SPREAD = Ratio(), Spread()


@dataclass(frozen=True, slots=True)
class PersonFigures:
    resolved: int = 0
    passed_up: int = 0
    given: int = 0
    returned: int = 0
    escalated_from: int = 0
    resolve_share: Ratio = NO_RATIO
    lost_to_the_clock: Ratio = NO_RATIO
    hold_time: Spread = NO_SPREAD
    unclaimed_time: Spread = NO_SPREAD


@dataclass(frozen=True, slots=True)
class TierFigures:
    tier: int
    name: str
    hold_time: Spread
    unclaimed_time: Spread


@dataclass(frozen=True, slots=True)
class OnDesk:
    """A case that escalated and still lay at the top when the period ended."""

    case: int
    owner: str
    age_s: float
    answers: int = 0  # how often it was answered for, over its life
    breached: bool = False


@dataclass(frozen=True, slots=True)
class AnsweredFor:
    case: int
    by: str
    answers: int  # over its life, with this one


@dataclass(frozen=True, slots=True)
class AtTheTop:
    """Of escalated cases, by name: person -> how many cases."""

    resolved: Mapping[str, int] = field(default_factory=dict)
    answered_for: Mapping[str, int] = field(default_factory=dict)
    breached: Mapping[str, int] = field(default_factory=dict)
    answered_often: tuple[AnsweredFor, ...] = ()
    still_on_the_desk: tuple[OnDesk, ...] = ()


@dataclass(frozen=True, slots=True)
class TeamFigures:
    received: int = 0
    resolved: int = 0
    escalated: int = 0
    never_claimed: int = 0
    limit: Ratio = NO_RATIO
    hold_time: Spread = NO_SPREAD
    unclaimed_time: Spread = NO_SPREAD
    at_the_top: AtTheTop = AtTheTop()


@dataclass(frozen=True, slots=True)
class Figures:
    """One team's month."""

    team: str
    period: Period
    people: Mapping[str, PersonFigures]  # everybody with a figure, in the order of their keys
    tiers: tuple[TierFigures, ...]
    team_figures: TeamFigures
    seal: str | None = None

    @property
    def month(self) -> str:
        return self.period.month

    @property
    def is_empty(self) -> bool:
        return not self.people and self.team_figures == TeamFigures()


# --- from counts to figures ---------------------------------------------------------------------------------------


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
class Counts:
    """What is counted of a team's month: openings, resolutions and escalations, and the holds that ended in it."""

    received: int = 0
    escalated: int = 0
    resolutions: Mapping[str, int] = field(default_factory=dict)  # who resolved -> how many
    taken_back: Mapping[str, int] = field(default_factory=dict)  # who had resolved what the customer reopened
    endings: Sequence[Endings] = ()
    lengths: Iterable[Length] = ()
    at_the_top: AtTheTop = AtTheTop()
    seal: str | None = None


def figures(team: str, period: Period, tiers: Sequence[str], counts: Counts) -> Figures:
    """What the counts come to; `tiers` are the names of the team's tiers."""
    by_person, by_tier, whole = _Lengths[str](), _Lengths[int](), _Lengths[str]()
    for length in counts.lengths:
        by_person.add(length.person, length)
        by_tier.add(length.tier, length)
        whole.add(team, length)
    ended: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in counts.endings:
        if one.counts:
            ended[one.person][kind_of(one.ending, one.late)] += one.n
    names = {*counts.resolutions, *counts.taken_back, *ended, *by_person.held, *by_person.unclaimed}
    people = {name: _person(name, ended[name], counts, by_person) for name in sorted(names)}
    numbers = range(max([len(tiers), *(n + 1 for n in (*by_tier.held, *by_tier.unclaimed))], default=0))
    resolved_at_top = sum(counts.at_the_top.resolved.values())
    resolutions = sum(counts.resolutions.values())
    return Figures(
        team=team,
        period=period,
        people=people,
        tiers=tuple(
            TierFigures(n, tiers[n] if n < len(tiers) else "", spread(by_tier.held[n]), spread(by_tier.unclaimed[n]))
            for n in numbers
        ),
        team_figures=TeamFigures(
            received=counts.received,
            resolved=sum(person.resolved for person in people.values()),
            escalated=counts.escalated,
            never_claimed=sum(one.n for one in counts.endings if one.custody and one.ending == "escalated"),
            # An opening that escalated counts when it did, so its resolution does not count again.
            limit=Ratio(counts.escalated, counts.escalated + resolutions - resolved_at_top),
            hold_time=spread(whole.held[team]),
            unclaimed_time=spread(whole.unclaimed[team]),
            at_the_top=counts.at_the_top,
        ),
        seal=counts.seal,
    )


def _person(name: str, ended: Mapping[str, int], counts: Counts, lengths: "_Lengths[str]") -> PersonFigures:
    resolutions = counts.resolutions.get(name, 0)
    passed, given, lost = ended.get("passed_up", 0), ended.get("given", 0), ended.get("escalated", 0)
    all_of_them = resolutions + passed + given + lost
    return PersonFigures(
        resolved=resolutions - counts.taken_back.get(name, 0),
        passed_up=passed,
        given=given,
        returned=ended.get("returned", 0),
        escalated_from=lost,
        resolve_share=Ratio(resolutions, all_of_them),
        lost_to_the_clock=Ratio(lost, all_of_them),
        hold_time=spread(lengths.held[name]),
        unclaimed_time=spread(lengths.unclaimed[name]),
    )


def kind_of(ending: str, late: bool) -> str:
    """What an ending counts as: going away in the last quarter of the limit (`late`) passes the case up."""
    return "passed_up" if ending == "handed_over" and late else ending


class _Lengths(Generic[About]):
    """Lengths of holds, gathered by whatever they are asked about."""

    def __init__(self) -> None:
        self.held: dict[About, list[int]] = defaultdict(list)
        self.unclaimed: dict[About, list[int]] = defaultdict(list)

    def add(self, about: About, length: Length) -> None:
        if length.held is not None:
            self.held[about].append(length.held)
        if length.unclaimed is not None:
            self.unclaimed[about].append(length.unclaimed)


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
