"""What can happen to a case, in the past tense. Frozen values; a ledger line carries one of them.

A field named like a column of the ledger line (team, owner, claimed, tier, state, deadline, reason) is written
there; every other field stands in the line's `data` under its own name (a trailing underscore falls away). Fields
marked `extra` are left out of `data` while they are empty, so that the lines stay short. `text` is never words: it is
the keyed digest under which the words stand beside the ledger, so that a person can be forgotten.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, timedelta
from types import NoneType
from typing import Any, ClassVar, Literal, Self, get_args, get_type_hints

State = Literal["open", "waiting", "resolved", "closed", "merged", "dismissed"]
NO_TIME = timedelta(0)
ENVELOPE = ("team", "owner", "claimed", "tier", "state", "deadline", "reason")


def extra(default: Any = None) -> Any:
    return field(default=default, metadata={"extra": True})


@dataclass(frozen=True, slots=True)
class Event:
    kind: ClassVar[str] = ""

    def data(self) -> dict[str, Any]:
        """What the ledger keeps of it beside the line's own columns, as plain JSON values."""
        plain: dict[str, Any] = {}
        for attribute, name, is_extra, default, _ in _plan(type(self)):
            if attribute in ENVELOPE:
                continue
            value = getattr(self, attribute)
            if not (is_extra and value == default):
                plain[name] = to_plain(value)
        return plain

    @classmethod
    def read(cls, data: Mapping[str, Any], envelope: Mapping[str, Any]) -> Self:
        """The event again, from its line."""
        values: dict[str, Any] = {}
        for attribute, name, is_extra, _, hint in _plan(cls):
            source = envelope if attribute in ENVELOPE else data
            if name not in source and is_extra:
                continue
            values[attribute] = from_plain(source[name], hint)
        return cls(**values)


_PLANS: dict[str, tuple[tuple[str, str, bool, Any, Any], ...]] = {}


def _plan(cls: type[Event]) -> tuple[tuple[str, str, bool, Any, Any], ...]:
    """(attribute, name in data, extra, default, type) of each field, worked out once a kind."""
    if cls.kind not in _PLANS:
        hints = get_type_hints(cls)
        _PLANS[cls.kind] = tuple(
            (f.name, f.name.rstrip("_"), bool(f.metadata.get("extra")), f.default, hints[f.name]) for f in fields(cls)
        )
    return _PLANS[cls.kind]


def to_plain(value: Any) -> Any:
    """JSON's form of a value: instants as ISO 8601 in UTC with a Z, lengths of time in seconds."""
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        case timedelta():
            seconds = value.total_seconds()
            return int(seconds) if seconds.is_integer() else seconds
        case tuple() | list():
            return [to_plain(one) for one in value]
        case _:
            return value


def from_plain(value: Any, hint: Any) -> Any:
    if value is None:
        return None
    kinds = [kind for kind in get_args(hint) if kind is not NoneType] or [hint]
    if datetime in kinds and isinstance(value, str):
        return datetime.fromisoformat(value)
    if timedelta in kinds and isinstance(value, int | float):
        return timedelta(microseconds=round(value * 1_000_000))
    if isinstance(value, list):
        return tuple(tuple(one) if isinstance(one, list) else one for one in value)
    return value


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
    via: str  # message, dm, form, mail, mention, shortcut, new, api
    customer: int
    category: str | None
    promise: datetime | None
    follows: int | None = None
    text: str | None = extra()


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
    why: str  # away, left, duty, renamed
    counts_as_pass: bool = False


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
    text: str | None = extra()


@dataclass(frozen=True, slots=True)
class Replied(Event):
    kind = "replied"
    template: str | None = None
    edited: bool | None = None
    text: str | None = extra()


@dataclass(frozen=True, slots=True)
class CustomerWrote(Event):
    kind = "customer_wrote"
    thanks: bool = False
    text: str | None = extra()


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


# --- the house's own chain, case 0 ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Configured(Event):
    kind = "configured"
    teams: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class WentAway(Event):
    kind = "went_away"
    person: str
    until: datetime


@dataclass(frozen=True, slots=True)
class CameBack(Event):
    kind = "came_back"
    person: str


@dataclass(frozen=True, slots=True)
class PutOnDuty(Event):
    """Its team and tier are data of case 0, whose line has no such columns; hence the names."""

    kind = "put_on_duty"
    person: str
    team_: str
    tier_: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Left(Event):
    kind = "left"
    person: str


@dataclass(frozen=True, slots=True)
class Sealed(Event):
    kind = "sealed"
    heads: Mapping[str, str]  # case -> hash of its newest line, for the cases that grew since the last seal
    seal: str


KINDS: Mapping[str, type[Event]] = {cls.kind: cls for cls in Event.__subclasses__()}
