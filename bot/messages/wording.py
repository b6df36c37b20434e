"""Every sentence the bot says comes from here: a whole template of the catalogue, its blanks in the reader's form."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton, get_timezone_name
from babel.lists import format_list

from bot.messages.instants import genuine
from bot.messages.instants import marked as with_instant
from bot.messages.languages import DEFAULT, bundle, for_customers, spoken
from bot.messages.values import AnyOf, Say

LONGEST_BLANK = 500

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom it is said: their language, their time zone, and when."""

    now: datetime
    zone: str = "UTC"
    locale: str = DEFAULT
    customer: bool = False  # who reads nothing that is for staff
    marked: bool = False  # instants carry the moment itself, for a platform that shows it by itself


class MissingText(LookupError):
    """The catalogue has no such sentence, or a blank of it was not filled: a bug, never shown as text."""


def has(key: str, locale: str = DEFAULT) -> bool:
    return bool(bundle(locale).has_message(key))


def text(say: Say, reader: Reader) -> str:
    """The sentence for one reader: in English, if it is for staff. Raises MissingText."""
    catalogue = bundle(spoken(reader.locale)[0])
    if not catalogue.has_message(say.key):
        reader, catalogue = replace(reader, locale=DEFAULT), bundle(DEFAULT)
    if not catalogue.has_message(say.key):
        raise MissingText(say.key)
    if reader.customer and say.key not in for_customers():
        log.warning("a customer is told what is for staff", extra={"key": say.key})
    long: dict[str, str] = {}
    blanks = {name: _short(_blank(value, reader), long) for name, value in say.blanks.items()}
    pattern = catalogue.get_message(say.key).value
    if pattern is None:
        raise MissingText(say.key)
    said, errors = catalogue.format_pattern(pattern, blanks)
    if errors:
        raise MissingText(f"{say.key}: {errors[0]}")
    sentence = str(said)
    for mark, words in long.items():
        sentence = sentence.replace(mark, words)
    return sentence


def _short(value: str | int | float, long: dict[str, str]) -> str | int | float:
    """Fluent refuses blanks of more than a thousand characters; longer words are put in behind its back."""
    if not isinstance(value, str) or len(value) <= LONGEST_BLANK:
        return value
    mark = f"\ue000{len(long)}\ue001"  # of the private use area: no word of anybody's
    long[mark] = value
    return mark


def phrase(key: str, reader: Reader, /, **blanks: object) -> str:
    return text(Say(key, blanks), reader)


def forms(reader: Reader) -> Locale:
    """Whose dates, numbers and lists go with a reader's language."""
    return spoken(reader.locale)[1]


def tongue(reader: Reader) -> tuple[str, str]:
    """The language that a reader is spoken to in, and which way it is written: ltr or rtl."""
    language, own = spoken(reader.locale)
    return language, str(own.text_direction)


def zone_in_words(reader: Reader) -> str:
    """What the reader's zone is called at this moment, in their language: Eastern European Standard Time."""
    local = reader.now.astimezone(_zone(reader.zone))
    return str(get_timezone_name(local, width="long", locale=forms(reader)))


def _blank(value: object, reader: Reader) -> str | int | float:
    match value:
        case None:
            return "–"
        case bool():
            return "yes" if value else "no"
        case str():
            return genuine(value) if reader.marked else value
        case int() | float():
            return value
        case Say():
            return text(value, reader)
        case datetime():
            return when(value, reader)
        case date():
            return str(format_date(value, format="medium", locale=forms(reader)))
        case timedelta():
            return length(value, reader)
        case tuple() | list():
            words = [str(_blank(one, reader)) for one in value]
            style: Literal["or", "standard"] = "or" if isinstance(value, AnyOf) else "standard"
            return str(format_list(words, style=style, locale=forms(reader))) if words else "–"
        case Mapping():
            return ", ".join(str(key) for key in value)
    raise TypeError(f"no wording for a {type(value).__name__}")


def when(at: datetime, reader: Reader) -> str:
    """An instant as its reader would say it: today 17:30, Monday 12:00, 24 Nov 12:00, 24 Nov 2027 12:00."""
    zone = _zone(reader.zone)
    local, now = at.astimezone(zone), reader.now.astimezone(zone)
    language, forms_ = spoken(reader.locale)
    words = _when(local.date(), f"{local.hour:02}:{local.minute:02}", now.date(), language, forms_)
    return with_instant(at, words, zone_name(local)) if reader.marked else words


def zone_name(local: datetime) -> str:
    """As short as the zone is called at that moment: EET, CEST, UTC+04 where it has no letters."""
    name = local.tzname() or "UTC"
    return name if name[0].isalpha() else f"UTC{name}"


@lru_cache(maxsize=4096)  # the same few minutes of the same few days, act after act
def _when(on: date, clock: str, today: date, language: str, forms_: Locale) -> str:
    reader = Reader(datetime.min.replace(tzinfo=UTC), locale=language)
    days = (on - today).days
    if days == 0:
        return _raw("when-today", reader, time=clock)
    if days in (1, -1):
        return _raw("when-tomorrow" if days == 1 else "when-yesterday", reader, time=clock)
    if 0 < days < 7:
        return _raw("when-day", reader, day=str(format_date(on, "EEEE", locale=forms_)), time=clock)
    skeleton = "MMMd" if on.year == today.year else "yMMMd"
    day = str(format_skeleton(skeleton, datetime(on.year, on.month, on.day, tzinfo=UTC), locale=forms_))
    return _raw("when-date", reader, day=day, time=clock)


def length(span: timedelta, reader: Reader) -> str:
    """A length of time: 40 min, 2 h 40, 3 d 4 h; what is over is said so by the sentence around it."""
    return _length(int(abs(span).total_seconds()) // 60, spoken(reader.locale)[0])


@lru_cache(maxsize=4096)
def _length(minutes: int, language: str) -> str:
    reader = Reader(datetime.min.replace(tzinfo=UTC), locale=language)
    hours, minutes = divmod(minutes, 60)
    if hours >= 72:
        return _raw("length-days", reader, days=hours // 24, hours=hours % 24)
    if hours and not minutes:
        return _raw("length-full-hours", reader, hours=hours)
    if hours:
        return _raw("length-hours", reader, hours=hours, minutes=f"{minutes:02}")
    return _raw("length-minutes", reader, minutes=minutes)


def _raw(key: str, reader: Reader, **blanks: str | int) -> str:
    return text(Say(key, blanks), reader)


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def utc_reader(locale: str = DEFAULT) -> Reader:
    """For texts without a reader of their own: logs of a run, files."""
    return Reader(datetime.now(UTC), "UTC", locale)
