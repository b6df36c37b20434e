"""The ids and timestamps in what Slack sends."""

import re
from datetime import UTC, datetime, timedelta

from bot.platforms.payload import Misshapen, Payload

_NAME = re.compile(r"[\w.:-]{1,255}", re.ASCII)  # ids of every kind, triggers among them
_INSTANT = re.compile(r"([0-9]{1,12})\.([0-9]{1,6})")
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


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
