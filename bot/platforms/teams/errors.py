"""The connector's refusals, told apart: what will never go, what may go later, and what may have happened all the same.

The words are those of https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability, its
table of status codes; what to do about each is said there too.
"""

import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from bot.messages.delivery import NotDelivered

LATER = timedelta(minutes=5)
SETTLES = timedelta(seconds=15)  # what may have happened is done once more at most: not in the midst of the trouble
LONGEST = timedelta(days=1)
UNAUTHORIZED, TOO_LARGE, WRONG_HOST = 401, 413, "InvalidBotApiHost"
NEVER = frozenset({400, 403, 404, 405, 409, 410, TOO_LARGE, 415, 422})
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]*(?: [A-Za-z0-9_]+)?")  # there is a "Bad Argument" among them
_LONGEST_WORD = 60
# Of a chat that somebody has blocked it is told inside the message, which is JSON once more.
_SUBCODE = re.compile(r'"subCode\\*"\s*:\s*\\*"(\w{1,60})\\*"')
_SECONDS = re.compile(r"\d{1,9}(?:\.\d{1,9})?", re.ASCII)


class NotThere(NotDelivered):
    """The conversation or the message in it is gone, or never was."""


def turned_away(
    status: int, said: Any, retry_after: str | None = None, date: str | None = None, *, post: bool = True
) -> NotDelivered:
    """What a response means that is no yes. `said`: its body, if that was JSON. `post`: done twice it would show."""
    why, patience = word_of(said) or f"http_{status}", waiting(retry_after, date)
    if status == UNAUTHORIZED:  # it is our token that they refuse: no row's fault, and somebody must mend it
        return NotDelivered(why, retry_after=patience or LATER)
    if why == WRONG_HOST:  # theirs is another cloud; we know its address once somebody of there has spoken
        return NotDelivered(why, retry_after=LATER)
    if status >= 500:
        return perhaps(why, patience, post=post)
    if status == TOO_LARGE:
        return NotDelivered(why, permanent=True)
    if status in NEVER and isinstance(said, Mapping):
        return NotThere(why, permanent=True) if status == 404 else NotDelivered(why, permanent=True)
    # 429 and 412, which are sure not to have happened; and what somebody between Teams and us has answered.
    return NotDelivered(why, retry_after=patience)


def perhaps(why: str, patience: timedelta | None = None, *, post: bool) -> NotDelivered:
    """It may have happened all the same: of a post that matters, and it is left alone for a while."""
    return NotDelivered(why, retry_after=patience or (SETTLES if post else None), unsure=post)


def word_of(said: Any) -> str:
    """The service's own word for what was wrong, and nothing of what it says besides: that may quote the message."""
    if not isinstance(said, Mapping):
        return ""
    error = said.get("error")
    parts = [part for part in (error, said) if isinstance(part, Mapping)]
    for part in parts:
        if found := _SUBCODE.search(str(part.get("message", ""))):
            return found[1]
    words = [part.get(name) for part in parts for name in ("subCode", "code")]
    return next((word for word in [*words, error] if isinstance(word, str) and _is_word(word)), "")


def waiting(retry_after: str | None, date: str | None = None) -> timedelta | None:
    """The header Retry-After: seconds, or until when by the clock of the one who says so. None if it is of no use."""
    text = (retry_after or "").strip()
    if _SECONDS.fullmatch(text):
        return min(timedelta(seconds=float(text)), LONGEST)
    until, now = _instant(text), _instant(date) or datetime.now(UTC)
    if until is None:
        return None
    return timedelta(seconds=max(0, math.ceil((min(until, now + LONGEST) - now).total_seconds())))


def _instant(text: str | None) -> datetime | None:
    try:
        instant = parsedate_to_datetime(text or "")
    except ValueError:
        return None
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def _is_word(word: str) -> bool:
    return len(word) <= _LONGEST_WORD and _WORD.fullmatch(word) is not None
