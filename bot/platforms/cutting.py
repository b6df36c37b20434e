"""Texts cut to what a platform has room for, each platform measuring in its own way; no character is torn apart."""

import unicodedata
from collections.abc import Callable, Sequence
from typing import TypeVar

from bot.messages.instants import genuine, is_unseen

ELLIPSIS = "…"
MARKS = 200  # signs of instants, that are never seen; there are few in a short text
_JOINED = "\u200d"
_FLAGS = "".join(map(chr, range(0x1F1E6, 0x1F200)))

_T = TypeVar("_T")


def begin(text: str, limit: int) -> str:
    """More of a text than ever shows of it, so that what is long is not looked at to its end."""
    return text[: 2 * limit + MARKS]


def cut(text: str, limit: int, size: Callable[[str], int], width: Callable[[str], int]) -> str:
    """At most so much of a text, with an ellipsis where it was cut; `width` is the size of one sign."""
    if size(text) <= limit:
        return text
    text = genuine(text)
    if size(text) <= limit:
        return text
    end, taken = 0, len(ELLIPSIS)
    while (taken := taken + (0 if is_unseen(text[end]) else width(text[end]))) <= limit:
        end += 1
    return genuine(text[: between(text, end)]).rstrip() + ELLIPSIS


def shares(wants: Sequence[int], room: int) -> list[int]:
    """Room for each: the small get all they want, the large share equally what is left."""
    got = [0] * len(wants)
    for left, n in zip(range(len(wants), 0, -1), sorted(range(len(wants)), key=wants.__getitem__), strict=True):
        got[n] = min(wants[n], max(room, 0) // left)
        room -= got[n]
    return got


def without_middle(items: list[_T], most: int) -> tuple[list[_T], int, list[_T]]:
    """The first few and the newest, and how many stand between them."""
    if len(items) <= most:
        return items, 0, []
    head, tail = most // 4, most - most // 4
    return items[:head], len(items) - most, items[len(items) - tail :]


def between(text: str, end: int) -> int:
    """The last place up to there where no character is torn apart: no accent, joined picture, or half of a flag."""
    at = end
    while 0 < at < len(text) and (_goes_on(text[at]) or text[at - 1] == _JOINED):
        at -= 1
    if 0 < at < len(text) and text[at] in _FLAGS:
        before = text[:at]
        at -= (len(before) - len(before.rstrip(_FLAGS))) % 2
    return at


def _goes_on(sign: str) -> bool:
    return (
        sign == _JOINED
        or unicodedata.category(sign) in ("Mn", "Mc", "Me")
        or "\U0001f3fb" <= sign <= "\U0001f3ff"  # colours of skin
        or "\U000e0020" <= sign <= "\U000e007f"  # tags: the flags of countries within countries
    )
