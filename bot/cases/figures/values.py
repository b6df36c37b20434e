"""The figures of a month as values. A field is a figure, under its name everywhere; docs/figures.md defines each."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.cases.figures.answers import Cause, Satisfaction
from bot.cases.figures.measures import NO_RATIO, NO_SPREAD, Counted, Part, Ratio, Spread
from bot.cases.figures.period import Period


@dataclass(frozen=True, slots=True)
class PersonFigures:
    # --- who held the cases
    resolved: int = 0
    said_no: int = 0  # of resolved
    no_answer: int = 0  # of resolved
    passed_up: int = 0
    given: int = 0
    returned: int = 0
    escalated_from: int = 0
    resolve_share: Ratio = NO_RATIO
    lost_to_the_clock: Ratio = NO_RATIO
    avoidable_passes: Ratio = NO_RATIO  # of the passes made a week before the month
    empty_holds: Ratio = NO_RATIO
    late_passes: int = 0
    hold_time: Spread = NO_SPREAD
    unclaimed_time: Spread = NO_SPREAD
    asked_for_help: int = 0
    gave_help: Spread = NO_SPREAD
    taken_as_they_come: Ratio = NO_RATIO
    urgent: int = 0  # marks
    rightly_urgent: Ratio = NO_RATIO  # of those marks that the solver judged
    # --- what the customers heard and said
    first_response: Spread = NO_SPREAD
    reopen_rate: Ratio = NO_RATIO
    promises: Ratio = NO_RATIO


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
class Share:
    """Who held an escalated case for how much of the clock, from the customer's word to the deadline; sums to one."""

    case: int
    parts: Mapping[str, Part]


@dataclass(frozen=True, slots=True)
class Waits:
    """Pauses, and how much of them lies in the month."""

    n: int = 0
    total_s: float = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    customer: Waits = Waits()
    outside: Mapping[str, Waits] = field(default_factory=dict)  # by name


@dataclass(frozen=True, slots=True)
class TeamFigures:
    # --- who held the cases
    received: int = 0
    resolved: int = 0
    said_no: int = 0
    no_answer: int = 0
    escalated: int = 0
    never_claimed: int = 0
    limit: Ratio = NO_RATIO
    hold_time: Spread = NO_SPREAD
    hold_time_by_category: Mapping[str, Spread] = field(default_factory=dict)  # "" while it has none
    unclaimed_time: Spread = NO_SPREAD
    why_passed: Mapping[str, Counted] = field(default_factory=dict)  # reason -> category -> how often
    fields_returned: Counted = field(default_factory=dict)
    share_of_the_clock: tuple[Share, ...] = ()
    hand_offs: Counted = field(default_factory=dict)  # how many -> of how many cases
    ping_pong: int = 0
    waiting: Waiting = field(default_factory=Waiting)
    at_the_top: AtTheTop = field(default_factory=AtTheTop)
    # --- what the customers heard and said
    first_response: Spread = NO_SPREAD
    time_to_first_resolution: Spread = NO_SPREAD
    time_to_final_resolution: Spread = NO_SPREAD
    age_at_resolution: Counted = field(default_factory=dict)
    fcr: Ratio = NO_RATIO
    reopen_rate: Ratio = NO_RATIO
    promises: Ratio = NO_RATIO
    satisfaction: Satisfaction = field(default_factory=Satisfaction)
    hidden_dissatisfaction: Ratio = NO_RATIO
    hidden_signs: Counted = field(default_factory=dict)
    causes: tuple[Cause, ...] = ()
    unknown_causes: Ratio = NO_RATIO


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
