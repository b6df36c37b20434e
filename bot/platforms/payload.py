"""Payloads read with suspicion: what has not the shape that its platform documents is Misshapen."""

import re
from collections.abc import Callable, Mapping
from typing import Any

Payload = Mapping[str, Any]

_UNKEPT = re.compile("[\x00\ud800-\udfff]")  # no database keeps these


class Misshapen(ValueError):
    """It can be nothing that the platform sends. The reason names a part of it, and holds nothing of what was in it."""


def part(of: Payload, name: str) -> dict[str, Any]:
    """An object within it; empty if it is left out."""
    value = of.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise Misshapen(f"{name} is no object")
    return value


def text_in(of: Payload, name: str) -> str:
    value = of.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Misshapen(f"{name} is no text")
    return kept(value)


def in_order(of: Payload, without: Mapping[str, Callable[[Payload, str], object]]) -> dict[str, Any]:
    """The same, without what it can do without and what is not as its reader wants it."""
    whole = dict(of)
    for name, read in without.items():
        try:
            read(whole, name)
        except Misshapen:
            whole.pop(name, None)
    return whole


def kept(text: str) -> str:
    """A text as it was sent, but for what could not be kept."""
    return text if text.isascii() and "\x00" not in text else _UNKEPT.sub("\N{REPLACEMENT CHARACTER}", text)
