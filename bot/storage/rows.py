"""Cases, holds and lines as rows, and back. Instants and lengths of time are whole microseconds."""

import json
from collections.abc import Callable, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from bot.cases.case import Case, Hold, Line
from bot.cases.deeds import Promise, Resolution, Response
from bot.cases.event import State
from bot.cases.kinds import KINDS
from bot.messages.values import Address, Profile

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode

Code = Callable[[Any], Any]


def micros(at: datetime) -> int:
    return (at - EPOCH) // _MICROSECOND


def maybe_micros(at: datetime | None) -> int | None:
    return None if at is None else (at - EPOCH) // _MICROSECOND


def instant(number: int) -> datetime:
    return EPOCH + number * _MICROSECOND


def maybe_instant(number: int | None) -> datetime | None:
    return None if number is None else EPOCH + number * _MICROSECOND


def _length(value: timedelta) -> int:
    return value // _MICROSECOND


def _span(number: int) -> timedelta:
    return number * _MICROSECOND


def storable(text: str) -> str:
    """What every database keeps and gives back alike: no half surrogates, no NUL."""
    if text.isascii():
        return text.replace("\0", "\ufffd") if "\0" in text else text
    return text.replace("\0", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


# --- what of a case has no column of its own --------------------------------------------------------------

CASE = (
    *("id", "seq", "head", "team", "owner", "claimed", "tier", "state", "deadline", "due_at", "customer", "category"),
    *("spoken_at", "opened_at", "ended_at", "offer_to", "rest", "sealed"),
)
_COLUMNS = frozenset(CASE)
_ROOM = 384  # a row that grows moves its neighbours, so `rest` has room from the start for what most cases come to


def _codec(hint: Any) -> tuple[Code, Code] | None:
    """How a value of that type goes into JSON and comes back; None if it stays as it is."""
    kinds = [kind for kind in get_args(hint) if kind is not NoneType] if NoneType in get_args(hint) else [hint]
    kind = kinds[0]
    if kind is datetime:
        return micros, instant
    if kind is timedelta:
        return _length, _span
    if is_dataclass(kind):
        return _parts(kind)
    if get_origin(kind) is tuple:
        inner = _codec(get_args(kind)[0])
        if inner is None:
            return list, tuple
        into, back = inner
        return lambda values: [into(one) for one in values], lambda plain: tuple(back(one) for one in plain)
    return None


def _parts(cls: Any) -> tuple[Code, Code]:
    hints = get_type_hints(cls)
    plan = [(field.name, _codec(hints[field.name])) for field in fields(cls)]

    def into(value: Any) -> dict[str, Any]:
        return {name: _through(codec, 0, getattr(value, name)) for name, codec in plan}

    def back(plain: dict[str, Any]) -> Any:
        return cls(**{name: _through(codec, 1, plain[name]) for name, codec in plan if name in plain})

    return into, back


def _through(codec: tuple[Code, Code] | None, way: int, value: Any) -> Any:
    return value if codec is None or value is None else codec[way](value)


_HINTS = get_type_hints(Case)
_REST: list[tuple[str, Any, Code | None]] = []
_BACK: dict[str, Code] = {}
for _field in fields(Case):
    if _field.name not in _COLUMNS:
        _found = _codec(_HINTS[_field.name])
        _REST.append((_field.name, None if _field.default is MISSING else _field.default, _found and _found[0]))
        if _found:
            _BACK[_field.name] = _found[1]
_rest_of = attrgetter(*(name for name, *_ in _REST))


def case_row(case: Case, head: str, due_at: datetime | None) -> tuple[Any, ...]:
    """In the order of the table's columns; nothing new is sealed."""
    rest: dict[str, Any] = {}
    for (name, default, into), value in zip(_REST, _rest_of(case), strict=True):
        if value is not default and value != default:
            rest[name] = into(value) if into and value is not None else value
    return (
        *(case.id, case.seq, head, case.team, case.owner, case.claimed, case.tier, case.state),
        *(micros(case.deadline), maybe_micros(due_at), case.customer, case.category),
        *(micros(case.spoken_at), micros(case.opened_at), maybe_micros(case.ended_at)),
        *(case.offer.to if case.offer else None, _encode(rest).ljust(_ROOM), False),
    )


def case_of(row: Sequence[Any]) -> Case:
    """From a row whose columns are CASE."""
    (
        number,
        seq,
        _,
        team,
        owner,
        claimed,
        tier,
        state,
        deadline,
        _,
        customer,
        category,
        spoken,
        opened,
        ended,
        _,
        rest,
    ) = row[:17]
    values = json.loads(rest)
    for name, plain in values.items():
        if name in _BACK and plain is not None:
            values[name] = _BACK[name](plain)
    return Case(
        number,
        team,
        customer,
        owner,
        bool(claimed),
        tier,
        state,
        instant(deadline),
        seq,
        spoken_at=instant(spoken),
        opened_at=instant(opened),
        ended_at=None if ended is None else instant(ended),
        category=category,
        **values,
    )


# --- holds ----------------------------------------------------------------------------------------------------

HOLD = (
    *("case_id", "number", "opening", "person", "team", "tier", "custody", "category", "started_at", "first_seq"),
    *("ended_at", "last_seq", "ending", "length", "unclaimed", "counts", "late", "touched"),
)


def hold_row(hold: Hold) -> tuple[Any, ...]:
    return (
        *(hold.case, hold.number, hold.opening, hold.person, hold.team, hold.tier, hold.custody, hold.category),
        *(micros(hold.started_at), hold.first_seq, maybe_micros(hold.ended_at), hold.last_seq, hold.ending),
        None if hold.length is None else hold.length // _MICROSECOND,
        None if hold.unclaimed is None else hold.unclaimed // _MICROSECOND,
        *(hold.counts, hold.late, hold.touched),
    )


def hold_of(row: Sequence[Any]) -> Hold:
    case, number, opening, person, team, tier, custody, category, started, first, ended, last = row[:12]
    ending, length, unclaimed, counts, late, touched = row[12:]
    return Hold(
        case=case,
        number=number,
        opening=opening,
        person=person,
        team=team,
        tier=tier,
        custody=bool(custody),
        category=category,
        started_at=instant(started),
        first_seq=first,
        ended_at=maybe_instant(ended),
        last_seq=last,
        ending=ending,
        length=None if length is None else _span(length),
        unclaimed=None if unclaimed is None else _span(unclaimed),
        counts=None if counts is None else bool(counts),
        late=bool(late),
        touched=bool(touched),
    )


# --- deeds ----------------------------------------------------------------------------------------------------

RESPONSE = ("case_id", "seq", "at", "team", "by_", "length")
PROMISE = ("case_id", "seq", "due", "team", "owner", "kept")
RESOLUTION = (
    *("case_id", "seq", "at", "team", "by_", "customer", "cause", "age", "whole", "held", "first", "at_once"),
    *("questions", "escalated", "hand_offs"),
)


def response_row(one: Response) -> tuple[Any, ...]:
    return (one.case, one.seq, micros(one.at), one.team, one.by, _length(one.length))


def promise_row(one: Promise) -> tuple[Any, ...]:
    return (one.case, one.seq, micros(one.due), one.team, one.owner, one.kept)


def promise_of(row: Sequence[Any]) -> Promise:
    case, seq, due, team, owner, kept = row
    return Promise(case, seq, instant(due), team, owner, bool(kept))


def resolution_row(one: Resolution) -> tuple[Any, ...]:
    return (
        *(one.case, one.seq, micros(one.at), one.team, one.by, one.customer, one.cause),
        *(_length(one.age), _length(one.whole), _length(one.held), one.first, one.at_once),
        *(one.questions, one.escalated, one.hand_offs),
    )


# --- ledger lines ---------------------------------------------------------------------------------------------

EVENT = (
    *("case_id", "seq", "at", "kind", "by_", "team", "owner", "claimed", "tier", "state", "deadline", "reason"),
    *("request", "data", "hash"),
)


def line_of(row: Sequence[Any]) -> Line:
    """From a row whose columns are EVENT."""
    case, seq, at, kind, by, team, owner, claimed, tier, _, deadline, reason, request, data = row[:14]
    envelope = {
        "team": team,
        "owner": owner,
        "claimed": None if claimed is None else bool(claimed),
        "tier": tier,
        "deadline": maybe_instant(deadline),
        "reason": reason,
    }
    return Line(case, seq, instant(at), by, KINDS[kind].read(json.loads(data), envelope), request)


@dataclass(frozen=True, slots=True)
class Envelope:
    """How a case stood after one of its lines: what a card drawn then showed."""

    case: int
    seq: int
    at: datetime
    by: str
    kind: str
    team: str
    owner: str
    claimed: bool
    tier: int
    state: State
    deadline: datetime


def profile_of(row: Sequence[Any]) -> Profile:
    place, name, kind, zone, locale, email = row
    return Profile(Address.read(place), name, kind, zone, locale, email)


ENVELOPE = ("case_id", "seq", "at", "by_", "kind", "team", "owner", "claimed", "tier", "state", "deadline")


def envelope_of(row: Sequence[Any]) -> Envelope:
    case, seq, at, by, kind, team, owner, claimed, tier, state, deadline = row
    return Envelope(case, seq, instant(at), by, kind, team, owner, bool(claimed), tier, state, instant(deadline))
