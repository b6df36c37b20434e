"""What an event is, and how a ledger line keeps it.

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
