"""Payloads read with suspicion: what has not the shape that Slack documents is Misshapen, whatever else it may be."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

Payload = Mapping[str, Any]

_NAME = re.compile(r"[\w.:-]{1,255}", re.ASCII)  # ids of every kind, triggers among them
_INSTANT = re.compile(r"([0-9]{1,12})\.([0-9]{1,6})")
_UNKEPT = re.compile("[\x00\ud800-\udfff]")  # no database keeps these
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


class Misshapen(ValueError):
    """It can be nothing that Slack sends. The reason names a part of it, and holds nothing of what was in it."""


def part(of: Payload, name: str) -> dict[str, Any]:
    """An object within it; empty if it is left out."""
    value = of.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise Misshapen(f"{name} is no object")
    return value


def name_in(of: Payload, name: str) -> str | None:
    """The id of something; None if it is left out."""
    value = of.get(name)
    if value is None or value == "":
        return None
    if not isinstance(value, str) or not _NAME.fullmatch(value):
        raise Misshapen(f"{name} is no id")
    return value


def needed(of: Payload, name: str) -> str:
    value = of.get(name)
    if not isinstance(value, str) or not _NAME.fullmatch(value):
        raise Misshapen(f"{name} is no id")
    return value


def text_in(of: Payload, name: str) -> str:
    value = of.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Misshapen(f"{name} is no text")
    return kept(value)


def kept(text: str) -> str:
    """A text as it was sent, but for what could not be kept."""
    return text if text.isascii() and "\x00" not in text else _UNKEPT.sub("\N{REPLACEMENT CHARACTER}", text)


def instant(of: Payload, name: str) -> datetime:
    """A timestamp as Slack writes it, to the microsecond: `1700000000.000100`."""
    value = of.get(name)
    found = _INSTANT.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise Misshapen(f"{name} is no timestamp")
    try:
        return _BEGINNING + timedelta(seconds=int(found[1]), microseconds=int(found[2].ljust(6, "0")))
    except OverflowError:
        raise Misshapen(f"{name} is out of all time") from None


def mark_of(at: datetime) -> str:
    """An instant as Slack writes it; its marks have the same length for the next 250 years, so they compare as text."""
    return f"{at.timestamp():.6f}"
