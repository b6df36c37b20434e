"""Moving the clock: how long, or until when. Forward only, once anything has happened."""

import re
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import durationpy

LONGEST = timedelta(days=3660)
_WRITTEN = re.compile(r"(?:[0-9]{1,9}(?:\.[0-9]{1,6})?[smhdw])+", re.ASCII)
_WORDS = (("weeks?", "w"), ("days?", "d"), ("hours?|hrs?", "h"), ("minutes?|mins?", "m"), ("seconds?|secs?", "s"))
_INSTANT = re.compile(r"(?:(?P<day>[\w-]+?)[\sT,]+)?(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})", re.ASCII)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])", re.ASCII)


class NotATime(ValueError):
    """It says no time that lies ahead; `why` is the sentence for it."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def after(typed: str, now: datetime) -> datetime:
    """`20h`, `1h30m`, `3 days` from now."""
    written = "".join(typed.lower().split())
    for words, unit in _WORDS:
        written = re.sub(words, unit, written)
    if not _WRITTEN.fullmatch(written):
        raise NotATime("console-no-length")
    try:
        length = durationpy.from_str(written)
        to = now + length
    except (ValueError, OverflowError):
        raise NotATime("console-too-far") from None
    if length <= timedelta():
        raise NotATime("console-no-length")
    return _ahead(now, to, now)


def until(typed: str, now: datetime, zone: str, earliest: datetime) -> datetime:
    """`2026-11-20 16:50`, `16:50`, `tomorrow 9:00`, `Mon 9:00`, in that zone."""
    here = ZoneInfo(zone)
    found = _INSTANT.fullmatch(typed.strip())
    if not found:
        raise NotATime("console-no-instant")
    today = now.astimezone(here).date()
    try:
        clock = time(int(found["hour"]), int(found["minute"]))
        if found["day"] is None:
            days = [today, today + timedelta(days=1)]
        elif found["day"].lower() in ("today", "tomorrow"):
            days = [today + timedelta(days=found["day"].lower() == "tomorrow")]
        elif (weekday := _weekday(found["day"])) is not None:
            first = today + timedelta(days=(weekday - today.weekday()) % 7)
            days = [first, first + timedelta(days=7)]
        else:
            days = [datetime.strptime(found["day"], "%Y-%m-%d").replace(tzinfo=UTC).date()]
        # In the hour that comes twice, the one that still lies ahead.
        instants = [
            datetime.combine(day, clock, here).replace(fold=fold).astimezone(UTC) for day in days for fold in (0, 1)
        ]
    except (ValueError, OverflowError):
        raise NotATime("console-no-instant") from None
    return _ahead(now, next((one for one in instants if one > now), instants[-1]), earliest)


def is_month(typed: str) -> bool:
    return _MONTH.fullmatch(typed) is not None


def _weekday(typed: str) -> int | None:
    typed = typed.lower()
    return next((n for n, name in enumerate(_DAYS) if len(typed) > 1 and name.startswith(typed)), None)


def typed(at: datetime, zone: str) -> str:
    """An instant as one would type it."""
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"


def _ahead(now: datetime, to: datetime, earliest: datetime) -> datetime:
    if to <= earliest:
        raise NotATime("console-forward-only")
    if abs(to - now) > LONGEST:
        raise NotATime("console-too-far")
    return to
