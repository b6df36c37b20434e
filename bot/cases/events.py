"""What can happen to a case, in the past tense. Frozen values; a ledger line carries one of them (see event.py)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.cases.event import NO_TIME, Event, extra

# --- how a case begins, and begins again ---------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Opened(Event):
    kind = "opened"
    team: str
    owner: str
    claimed: bool
    tier: int
    deadline: datetime
    spoken_at: datetime
    via: str  # message, dm, form, mail, mention, shortcut, new, api, follow_up
    customer: int
    category: str | None
    promise: datetime | None
    follows: int | None = None
    for_team: str | None = extra()  # a follow-up: the team that asks for it
    text: str | None = extra()
    original: str | None = extra()  # the digest of the whole letter, where the text is what was new in it


@dataclass(frozen=True, slots=True)
class Reopened(Event):
    kind = "reopened"
    owner: str
    claimed: bool
    tier: int
    deadline: datetime
    spoken_at: datetime
    why: str  # not_solved, wrote, agent
    promise: datetime | None
    text: str | None = extra()
    original: str | None = extra()  # the digest of the whole letter, where the text is what was new in it


# --- who holds it ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Claimed(Event):
    kind = "claimed"
    owner: str
    tier: int
    next: bool = False


@dataclass(frozen=True, slots=True)
class Assigned(Event):
    kind = "assigned"
    owner: str
    tier: int
    text: str | None = extra()


@dataclass(frozen=True, slots=True)
class PassedUp(Event):
    kind = "passed_up"
    owner: str
    tier: int
    reason: str
    to: str
    skipped: tuple[int, ...] = ()
    text: str | None = extra()


@dataclass(frozen=True, slots=True)
class Given(Event):
    kind = "given"
    reason: str
    to: str
    until: datetime | None = extra()  # when the offer lapses
    text: str | None = extra()


@dataclass(frozen=True, slots=True)
class Declined(Event):
    kind = "declined"


@dataclass(frozen=True, slots=True)
class Lapsed(Event):
    kind = "lapsed"


@dataclass(frozen=True, slots=True)
class Returned(Event):
    kind = "returned"
    owner: str
    claimed: bool
    tier: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Moved(Event):
    kind = "moved"
    team: str
    owner: str
    tier: int
    from_: str
    to: str
    category: str | None = extra()  # what is left of the category in the other team
    text: str | None = extra()


@dataclass(frozen=True, slots=True)
class HandedOver(Event):
    kind = "handed_over"
    owner: str
    why: str  # away, left, duty
    counts_as_pass: bool = False


@dataclass(frozen=True, slots=True)
class Renamed(Event):
    """The same person under another key; nobody's doing, and in nobody's figures."""

    kind = "renamed"
    owner: str
    from_: str


# --- what is said ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Consulted(Event):
    kind = "consulted"
    whom: str
    text: str | None = extra()


@dataclass(frozen=True, slots=True)
class Advised(Event):
    kind = "advised"
    text: str | None = extra()


@dataclass(frozen=True, slots=True)
class Noted(Event):
    kind = "noted"
    earlier: bool = extra(False)  # its author has changed it since; the story has the new words already
    text: str | None = extra()
    original: str | None = extra()  # the digest of the whole letter, where the text is what was new in it


@dataclass(frozen=True, slots=True)
class Replied(Event):
    kind = "replied"
    template: str | None = None
    edited: bool | None = None
    earlier: bool = extra(False)
    text: str | None = extra()


@dataclass(frozen=True, slots=True)
class CustomerWrote(Event):
    kind = "customer_wrote"
    thanks: bool = False
    earlier: bool = extra(False)
    text: str | None = extra()
    original: str | None = extra()  # the digest of the whole letter, where the text is what was new in it


@dataclass(frozen=True, slots=True)
class Edited(Event):
    """A message in one of its threads says something else now; what it said before stays as it was."""

    kind = "edited"
    other: bool = extra(False)  # by somebody who is neither staff nor the customer
    text: str | None = extra()


@dataclass(frozen=True, slots=True)
class Deleted(Event):
    """A message is gone from where it was written; here it stays."""

    kind = "deleted"
    other: bool = extra(False)


# --- what is fixed upstream ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FollowedUp(Event):
    """Somebody upstream was asked to see that it need not come again, by a case of its own."""

    kind = "followed_up"
    case: int
    whom: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Withdrawn(Event):
    """That asking was undone: the case that came of it ends."""

    kind = "withdrawn"


# --- the clock stops and runs again --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked(Event):
    kind = "asked"
    text: str | None = extra()


@dataclass(frozen=True, slots=True)
class Waited(Event):
    kind = "waited"
    until: datetime
    on: str
    promise: datetime | None = extra()  # two desk hours after it wakes
    text: str | None = extra()


@dataclass(frozen=True, slots=True)
class Woken(Event):
    kind = "woken"
    deadline: datetime  # moved by the clock time paused
    paused_s: timedelta = NO_TIME  # clock time
    desk_paused_s: timedelta = extra(NO_TIME)  # desk time, by which unclaimed alarms stand still
    offer_until: datetime | None = extra()


@dataclass(frozen=True, slots=True)
class MarkedUrgent(Event):
    kind = "marked_urgent"
    deadline: datetime
    text: str | None = extra()


# --- what is known ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Categorised(Event):
    kind = "categorised"
    category: str


@dataclass(frozen=True, slots=True)
class FieldSet(Event):
    kind = "field_set"
    field: str
    cannot_say: bool = False
    text: str | None = extra()


@dataclass(frozen=True, slots=True)
class Promised(Event):
    kind = "promised"
    until: datetime


# --- the clock's own ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Nudged(Event):
    kind = "nudged"
    alarm: str
    overtaken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Escalated(Event):
    kind = "escalated"
    owner: str
    claimed: bool
    tier: int
    deadline: datetime  # the top's own
    late_s: timedelta = NO_TIME
    overtaken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Breached(Event):
    kind = "breached"
    late_s: timedelta = NO_TIME
    overtaken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnsweredFor(Event):
    kind = "answered_for"
    until: datetime
    text: str | None = extra()


# --- how it ends -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Resolved(Event):
    kind = "resolved"
    outcome: str  # solved, said_no, no_answer
    cause: str  # department/step, or unknown
    told: str  # text, last_reply, phone
    avoidable: bool | None = None
    rightly_urgent: bool | None = None
    text: str | None = extra()


@dataclass(frozen=True, slots=True)
class Closed(Event):
    kind = "closed"


@dataclass(frozen=True, slots=True)
class Merged(Event):
    kind = "merged"
    into: int


@dataclass(frozen=True, slots=True)
class Absorbed(Event):
    kind = "absorbed"
    deadline: datetime
    case: int
    promise: datetime | None = extra()


@dataclass(frozen=True, slots=True)
class Dismissed(Event):
    kind = "dismissed"
    why: str  # spam, chatter, test, other
    text: str | None = extra()


@dataclass(frozen=True, slots=True)
class Undone(Event):
    kind = "undone"
    seq: int
    what: str | None = extra()  # the kind of that line


# --- the customer's verdict ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RatingAsked(Event):
    kind = "rating_asked"
    question: str  # resolution, later


@dataclass(frozen=True, slots=True)
class Rated(Event):
    kind = "rated"
    question: str
    score: int
    because: str | None = None
    text: str | None = extra()


@dataclass(frozen=True, slots=True)
class Erased(Event):
    kind = "erased"
