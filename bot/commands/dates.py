"""Days and times as people type them, in the team's zone; instants come out. What could mean two things is none."""

import re
from datetime import UTC, date, datetime, timedelta

import durationpy

from bot.cases.hours import Hours
from bot.commands.typed import read

_LONGEST = 60  # characters; no date is longer
_YEARS = range(2000, 2200)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_WEEKDAY = {name: day for day, whole in enumerate(_WEEKDAYS) for name in (whole, whole[:3])} | {
    "tues": 1,
    "thur": 3,
    "thurs": 3,
}
_MONTH = {name: month for month, whole in enumerate(_MONTHS, 1) for name in (whole, whole[:3])} | {"sept": 9}

_TIME = r"(?P<hour>[0-9]{1,2})(?::(?P<minute>[0-9]{2}))?(?: ?(?P<half>am|pm))?"
_DAY_THEN_TIME = re.compile(rf"(?P<day>.*?)(?:^|[ ,]+|(?<=[0-9])t)(?:at )?{_TIME}")
_TIME_THEN_DAY = re.compile(rf"(?:at )?{_TIME}[ ,]+(?:on )?(?P<day>.+)")
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_DOTTED = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})")
_DAY_MONTH = re.compile(
    r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|\.)? (?:of )?(?P<month>[a-z]{3,9})\.?(?:,? (?P<year>[0-9]{4}))?"
)
_MONTH_DAY = re.compile(r"(?P<month>[a-z]{3,9})\.? (?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?:,? (?P<year>[0-9]{4}))?")
_UNITS = {
    unit: letter
    for letter, units in {
        "w": "w week weeks",
        "d": "d day days",
        "h": "h hr hrs hour hours",
        "m": "m min mins minute minutes",
    }.items()
    for unit in units.split()
}
_LENGTH = re.compile(r"([0-9]{1,5}(?:\.[0-9]{1,2})?) ?([a-z]+)(?:,? (?:and )?|(?![a-z]))")
_DAYS = re.compile(r"[0-9]{1,5} ?(?:d|days?|w|weeks?)")  # a day, where 24h is an instant
_LEAD = re.compile(r"^(?:on|by|until|till|til) ")


def parse_date(text: str, now: datetime, hours: Hours) -> datetime | None:
    """The instant a DATE means; without a time, when that day's desk hours end."""
    said = _LEAD.sub("", _said(text), count=1)
    try:
        said = said.removeprefix("in ")
        length = _length(said)
        if length and not _DAYS.fullmatch(said):
            return _plausible(now.astimezone(UTC) + length)
        today = hours.local(now).date()
        day_said, time = _apart(said)
        day = _day(day_said, today, past=False) if day_said or not time else today
        if day is None or day.year not in _YEARS:
            return None
        return _at(day, *time, hours) if time else hours.end_of_day(day).astimezone(UTC)
    except (ValueError, OverflowError):  # 30 February, 25:00, the year 0
        return None


def parse_clock_time(text: str, now: datetime, hours: Hours) -> datetime | None:
    """When something was said: a time of today, or of yesterday if that still lies ahead; or with its day before it."""
    said = _said(text)
    try:
        if said in ("now", "just now"):
            return now.astimezone(UTC)
        if said.endswith(" ago"):
            length = _length(said.removesuffix(" ago"))
            return _plausible(now.astimezone(UTC) - length) if length else None
        day_said, time = _apart(said)
        if not time:
            return None
        today = hours.local(now).date()
        if not day_said:
            at = _at(today, *time, hours)
            return at if at and at <= now else _at(today - timedelta(days=1), *time, hours)
        day = _day(day_said.removeprefix("last "), today, past=True)
        return _at(day, *time, hours) if day and day.year in _YEARS else None
    except (ValueError, OverflowError):
        return None


def _said(text: str) -> str:
    if len(text) > _LONGEST * 4:
        return ""
    said = " ".join(read(text).plain.lower().split()).rstrip(" .,!")
    return said if len(said) <= _LONGEST else ""


def _apart(said: str) -> tuple[str, tuple[int, int] | None]:
    """The day as said, and the time of day if one is with it."""
    for pattern in (_DAY_THEN_TIME, _TIME_THEN_DAY):
        found = pattern.fullmatch(said)
        if found and (found["minute"] or found["half"]):
            hour, minute = int(found["hour"]), int(found["minute"] or 0)
            if found["half"]:
                if not 1 <= hour <= 12:
                    raise ValueError("no hour of half a day")
                hour = hour % 12 + (12 if found["half"] == "pm" else 0)
            if hour > 23 or minute > 59:
                raise ValueError("no time of day")
            return found["day"], (hour, minute)
    return said, None


def _at(day: date, hour: int, minute: int, hours: Hours) -> datetime | None:
    at = hours.at_local(day, hour, minute)
    there = hours.local(at)
    if (there.hour, there.minute) != (hour, minute):  # the hour that summer time skips
        return None
    return at.astimezone(UTC)


def _day(said: str, today: date, past: bool) -> date | None:
    """The day meant, seen from today: the next one of its name, or the last one if it is past."""
    if said in ("today", "tomorrow", "yesterday"):
        return today + timedelta(days={"today": 0, "tomorrow": 1, "yesterday": -1}[said])
    if (weekday := _WEEKDAY.get(said.removeprefix("next "))) is not None:
        if past:
            return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    if found := _YEAR_FIRST.fullmatch(said):
        return date(int(found[1]), int(found[3]), int(found[4]))
    if found := _DOTTED.fullmatch(said):
        return date(int(found[3]), int(found[2]), int(found[1]))
    if (found := _DAY_MONTH.fullmatch(said) or _MONTH_DAY.fullmatch(said)) and (month := _MONTH.get(found["month"])):
        if found["year"]:
            return date(int(found["year"]), month, int(found["day"]))
        return _nearest_year(month, int(found["day"]), today, past)
    length = _length(said) if not past and _DAYS.fullmatch(said) else None
    return today + length if length else None


def _nearest_year(month: int, day: int, today: date, past: bool) -> date:
    this_year = (month, day) <= (today.month, today.day) if past else (month, day) >= (today.month, today.day)
    return date(today.year if this_year else today.year + (-1 if past else 1), month, day)


def _length(said: str) -> timedelta | None:
    """A length of time of weeks, days, hours and minutes; None if it is none, or nothing."""
    short, at = "", 0
    while found := _LENGTH.match(said, at):
        unit = _UNITS.get(found[2])
        if not unit:
            return None
        short, at = f"{short}{found[1]}{unit}", found.end()
    return durationpy.from_str(short) or None if short and at == len(said) else None


def _plausible(at: datetime) -> datetime | None:
    return at if at.year in _YEARS else None
