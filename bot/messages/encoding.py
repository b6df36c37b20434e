"""Sayings and answers as JSON text, for the rows that keep them, and back."""

import json
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.messages.values import Address, Answer, Button, Card, Field, Form, Prompt, Receipt, Say, Table

_KNOWN = {cls.__name__: cls for cls in (Address, Answer, Button, Card, Field, Form, Prompt, Receipt, Say, Table)}


def dump(value: Any) -> str:
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> Any:
    return _value(json.loads(text))


def _plain(value: Any) -> Any:
    match value:
        case None | str() | bool() | int() | float():
            return value
        case datetime():
            return {"$at": value.astimezone(UTC).isoformat()}
        case date():
            return {"$day": value.isoformat()}
        case timedelta():
            return {"$for": value.total_seconds()}
        case tuple() | list():
            return [_plain(one) for one in value]
        case dict():
            return {"$map": {key: _plain(one) for key, one in value.items()}}
        case _ if is_dataclass(value):
            return {"$": type(value).__name__} | {
                f.name: _plain(mine) for f in fields(value) if (mine := getattr(value, f.name)) != f.default
            }
    raise TypeError(f"cannot keep a {type(value).__name__}")


def _value(plain: Any) -> Any:
    match plain:
        case {"$at": str(text)}:
            return datetime.fromisoformat(text)
        case {"$day": str(text)}:
            return date.fromisoformat(text)
        case {"$for": seconds}:
            return timedelta(seconds=seconds)
        case {"$map": dict(items)}:
            return {key: _value(one) for key, one in items.items()}
        case {"$": str(name), **rest}:
            return _KNOWN[name](**{str(key): _value(one) for key, one in rest.items()})
        case list():
            return tuple(_value(one) for one in plain)
        case _:
            return plain
