"""Sayings and answers as JSON text, for the rows that keep them, and back."""

import json
from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from json.encoder import encode_basestring as _text
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from bot.messages.values import (
    Address,
    Answer,
    AnyOf,
    Button,
    Card,
    Enclosed,
    Field,
    Form,
    Inbound,
    Letter,
    Profile,
    Prompt,
    Quoted,
    Receipt,
    Say,
    Speaker,
    Table,
)

_KEPT = (
    *(Address, Answer, Button, Card, Enclosed, Field, Form, Inbound, Letter),
    *(Profile, Prompt, Quoted, Receipt, Say, Speaker, Table),
)
_KNOWN = {cls.__name__: cls for cls in _KEPT}


def dump(value: Any) -> str:
    """Every act keeps its answer and what it says: so a value's type says at once how it is written."""
    write = _WRITE.get(type(value))
    return write(value) if write else _as_a_kind_of(value)


def load(text: str) -> Any:
    return _value(json.loads(text))


def _as_a_kind_of(value: Any) -> str:
    for kind in type(value).__mro__:
        if kind in _WRITE:
            return _WRITE[kind](value)
    raise TypeError(f"cannot keep a {type(value).__name__}")


def _instant(at: datetime) -> str:
    # Only what is in UTC is remembered: elsewhere two instants are equal when the clocks go back.
    return _in_utc(at if at.tzinfo is UTC else at.astimezone(UTC))


@lru_cache(maxsize=1024)  # an act says the same few to everybody who hears of it
def _in_utc(at: datetime) -> str:
    return f'{{"$at":"{at.isoformat()}"}}'


def _list(values: Iterable[Any]) -> str:
    return f"[{','.join([_text(one) if type(one) is str else dump(one) for one in values])}]"


def _map(items: Any) -> str:
    # Most of what is said is strings: they are written here, without asking how.
    written = [f"{_text(name)}:{_text(one) if type(one) is str else dump(one)}" for name, one in items.items()]
    return f'{{"$map":{{{",".join(written)}}}}}'


def _parts(cls: Any) -> Callable[[Any], str]:
    """A value part by part; one that is as it is by default is left out."""
    head = f'{{"$":"{cls.__name__}"'
    plan = [(attrgetter(field.name), f',"{field.name}":', field.default) for field in fields(cls)]

    def write(value: Any) -> str:
        text = head
        for part, label, default in plan:
            mine = part(value)
            if mine is not default and mine != default:
                text += label + (_text(mine) if type(mine) is str else dump(mine))
        return text + "}"

    return write


_WRITE: dict[Any, Callable[[Any], str]] = {
    type(None): lambda _: "null",
    bool: lambda value: "true" if value else "false",
    str: _text,
    int: int.__repr__,
    float: json.dumps,
    datetime: _instant,
    date: lambda day: f'{{"$day":"{day.isoformat()}"}}',
    timedelta: lambda length: f'{{"$for":{length.total_seconds()}}}',
    AnyOf: lambda values: f'{{"$any":{_list(values)}}}',
    tuple: _list,
    list: _list,
    dict: _map,
    MappingProxyType: _map,
    **{cls: _parts(cls) for cls in _KNOWN.values()},
}


def _value(plain: Any) -> Any:
    match plain:
        case {"$at": str(text)}:
            return datetime.fromisoformat(text)
        case {"$day": str(text)}:
            return date.fromisoformat(text)
        case {"$for": seconds}:
            return timedelta(seconds=seconds)
        case {"$any": list(items)}:
            return AnyOf(_value(one) for one in items)
        case {"$map": dict(items)}:
            return {key: _value(one) for key, one in items.items()}
        case {"$": str(name), **rest}:
            return _KNOWN[name](**{str(key): _value(one) for key, one in rest.items()})
        case list():
            return tuple(_value(one) for one in plain)
        case _:
            return plain
