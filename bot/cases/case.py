"""A case as it stands, and what each ledger line makes of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.cases.event import Event, State

FOLLOW_UP = "follow_up"  # the way in which a case comes that somebody of the house asked another for


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the ledger: who did what, when, and which delivery caused it."""

    case: int
    seq: int
    at: datetime
    by: str  # a person's key, "customer" or "clock"
    event: Event
    request: str | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """Why the clock stands still."""

    kind: str  # ask, wait
    since: datetime
    until: datetime  # when the clock acts: ask again, or wake
    counts_from: datetime  # the deadline moves by what was paused since then
    on: str | None = None  # outside the house
    again: bool = False  # the question was sent a second time
    question: str | None = None  # the digest of its words


@dataclass(frozen=True, slots=True)
class Offer:
    to: str
    by: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Consult:
    seq: int
    by: str
    whom: str


@dataclass(frozen=True, slots=True)
class Case:
    id: int
    team: str
    customer: int
    owner: str  # exactly one name, from the first moment to the last
    claimed: bool  # else it is in the custody of the person on duty
    tier: int  # 0 is the front line
    state: State
    deadline: datetime
    seq: int  # how many ledger lines made it
    at: datetime  # of the newest line
    spoken_at: datetime
    opened_at: datetime  # of the line that began this opening
    deadline_set_at: datetime  # of the line that set the deadline
    first_team: str  # where the case was opened first of all
    clock_team: str  # where this opening began: its clock measures the holds
    via: str = "message"
    follows: int | None = None
    asked_by: str | None = None  # a follow-up: who wants it, and of which team
    for_team: str | None = None
    follow_ups: tuple[int, ...] = ()  # the cases that see to it that this one need not come again
    opening: int = 1
    category: str | None = None
    known: tuple[str, ...] = ()  # fields that are filled
    unknowable: tuple[str, ...] = ()  # fields the customer cannot say
    promise: datetime | None = None
    urgent: bool = False
    urgent_at: datetime | None = None  # from then on its clock runs day and night
    escalated_at: datetime | None = None
    escalated_from: tuple[str, int] | None = None  # the team and tier it left for the top
    paused: timedelta = timedelta(0)  # clock time, in this opening
    pause: Pause | None = None
    resumed_at: datetime | None = None  # when it last woke
    offer: Offer | None = None
    unclaimed_since: datetime | None = None  # at this tier
    unclaimed_paused: timedelta = timedelta(0)  # desk time
    rung: tuple[str, ...] = ()  # alarms that have rung for what they are about now
    breached_at: datetime | None = None  # the last time it was said
    answered_until: datetime | None = None
    answers: int = 0  # how often it was answered for, over its life
    first_claimers: tuple[tuple[str, str], ...] = ()  # (team, who first claimed it at its lowest tier)
    passes: int = 0  # in this opening
    replied: bool = False  # a person's message reached the customer in this opening
    moves: int = 0
    reopenings: int = 0
    ended_by: str | None = None  # who resolved or dismissed it
    ended_at: datetime | None = None
    merged_into: int | None = None
    consults: tuple[Consult, ...] = ()  # still without advice
    hold: int = 0  # the number of the running hold, or of the last one
    holds: int = 0  # how many there have ever been; undone ones keep their number
    held_since: datetime | None = None  # None once it has ended
    hold_seq: int = 0  # of the line that began the hold
    hold_pauses: tuple[tuple[datetime, datetime], ...] = ()  # waiting within the running hold
    card: int = 1  # which of its cards is live; a case that comes to a tier anew gets a new one
    cards: int = 1  # how many there have ever been
    touched: bool = False  # the holder left a note, reply, question, consult or field
    asked_at: datetime | None = None  # when its customer was asked how it was, in this opening
    asked_later_at: datetime | None = None  # and once more

    @property
    def ended(self) -> bool:
        return self.state not in ("open", "waiting")

    @property
    def unclaimed(self) -> bool:
        return not self.claimed


@dataclass(frozen=True, slots=True)
class Hold:
    """One stretch of one person's holding a case; its row is written once it begins and again when it ends."""

    case: int
    number: int
    opening: int
    person: str
    team: str
    tier: int
    custody: bool
    category: str | None
    started_at: datetime
    first_seq: int
    ended_at: datetime | None = None
    last_seq: int | None = None
    ending: str | None = None
    length: timedelta | None = None  # clock time less pauses
    unclaimed: timedelta | None = None  # custody only: desk time
    counts: bool | None = None  # whether it stands in figures other than unclaimed time
    late: bool = False  # passed with less than a quarter of the limit left
    touched: bool = False
