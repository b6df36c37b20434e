"""Instants in a text: their words, and unseen the moment itself, for platforms that show instants by themselves.

A mark is written in private-use signs, and with a word that nobody outside of this run knows: what people type is never
taken for one, and what is left of one that was cut is taken out. Marks are for what is sent at once, never for keeping.
"""

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

_BEGINS, _SAID, _ENDS = "\ue010", "\ue011", "\ue012"
_UNSEEN, _ZONE = 0xE100, 0xE180  # where ASCII stands once more: for the moment, and for the name of the zone
_ALL = re.compile("[\ue010-\ue012\ue100-\ue1ff]")
_MARK = re.compile(
    "\ue010(?P<moment>[\ue100-\ue17f]+)\ue011(?P<words>[^\ue010-\ue012\ue100-\ue1ff]*)(?P<zone>[\ue180-\ue1ff]+)\ue012"
)
_OURS = secrets.token_hex(4)


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment, and how its reader would say it: "tomorrow 06:00", in EET."""

    at: datetime
    words: str
    zone: str

    def __str__(self) -> str:
        """For whoever may read in another zone."""
        return f"{self.words} ({self.zone})"


def marked(at: datetime, words: str, zone: str) -> str:
    """The same words, with the instant behind them."""
    moment = _shifted(f"{int(at.timestamp())}:{_OURS}", _UNSEEN)
    return f"{_BEGINS}{moment}{_SAID}{words}{_shifted(f' ({zone})', _ZONE)}{_ENDS}"


def plain(text: str) -> str:
    """The words alone."""
    return _ALL.sub("", text)


def parts(text: str) -> Iterator[str | Instant]:
    """Words and instants, in their order; what is no whole mark of ours is words."""
    end = 0
    for found in _MARK.finditer(text):
        if instant := _instant(found):
            if words := plain(text[end : found.start()]):
                yield words
            yield instant
            end = found.end()
    if words := plain(text[end:]):
        yield words


def genuine(text: str) -> str:
    """A text in which nothing is left of marks that are not ours."""
    if _ALL.search(text) is None:
        return text
    kept, end = [], 0
    for found in _MARK.finditer(text):
        kept += [plain(text[end : found.start()]), found[0] if _instant(found) else plain(found[0])]
        end = found.end()
    return "".join([*kept, plain(text[end:])])


def zoned(text: str) -> str:
    """The same with the words and the zone of each instant, and nothing unseen behind them."""
    return _MARK.sub(lambda found: str(_instant(found) or found[0]), text) if _BEGINS in text else text


def is_unseen(sign: str) -> bool:
    """Of a mark, does it take no room even where the zone is said?"""
    return "\ue010" <= sign <= "\ue012" or "\ue100" <= sign < "\ue180"


def _instant(found: re.Match[str]) -> Instant | None:
    moment, _, word = _unshifted(found["moment"], _UNSEEN).partition(":")
    if word != _OURS:
        return None
    return Instant(datetime.fromtimestamp(int(moment), UTC), found["words"], _unshifted(found["zone"], _ZONE)[2:-1])


def _shifted(text: str, to: int) -> str:
    return "".join(chr(ord(sign) + to) for sign in text if sign.isascii())


def _unshifted(text: str, by: int) -> str:
    return "".join(chr(ord(sign) - by) for sign in text)
