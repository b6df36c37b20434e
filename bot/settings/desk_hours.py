"""Desk hours as people write them, "Mon-Thu 09:00-18:00, Fri 09:00-15:00", and back again."""

import re
from difflib import get_close_matches

from bot.settings.faults import quoted

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MIDNIGHT = 1440
USUAL = "Mon-Fri 09:00-18:00"

Week = tuple[tuple[tuple[int, int], ...], ...]

_DASHES = re.compile(r"\s*[-\u2010-\u2015\u2212]\s*")
_TIME = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?")


class NotADay(ValueError):
    """A word stands where a day should."""


def parse_desk(text: str) -> Week:
    """Open minutes by weekday, Monday first; ValueError says what is wrong and how to write it instead."""
    try:
        return _week(text)
    except NotADay as wrong:
        raise ValueError(f"{wrong} is not a day; write {_mended(text)}") from None


def _week(text: str) -> Week:
    week: list[set[tuple[int, int]]] = [set() for _ in DAYS]
    days: list[int] = []
    waiting = False  # days that have been named and still wait for their hours: "Mon, Wed 09:00-12:00"
    for part in re.split(r"[,;]", _DASHES.sub("-", text)):
        words = part.split()
        if not words:
            continue
        named = [word for word in words if word[0].isalpha()]
        spans = words[len(named) :]
        if words[: len(named)] != named:
            raise ValueError(f"{quoted(part.strip())}: the days come before the hours; write it like {USUAL}")
        if named and not waiting:
            days = []
        for word in named:
            days += _days(word)
        if not days:
            raise ValueError(f"{quoted(part.strip())} does not say which days; write it like {USUAL}")
        waiting = not spans
        for span in spans:
            start, end = _span(span)
            for day in days:
                _open(week, day, start, end)
    if waiting:
        raise ValueError(f"the days at the end have no hours; write it like {USUAL}")
    if not any(week):
        raise ValueError(f"it is empty; write it like {USUAL}")
    return tuple(_joined(day) for day in week)


def desk_text(week: Week) -> str:
    """The one way of writing these hours; `parse_desk` reads it back as the same week."""
    parts: list[str] = []
    day = 0
    while day < len(DAYS):
        last = day
        while last + 1 < len(DAYS) and week[last + 1] == week[day]:
            last += 1
        days = DAYS[day] if day == last else f"{DAYS[day]}-{DAYS[last]}"
        parts += [f"{days} {_clock(start)}-{_clock(end)}" for start, end in week[day]]
        day = last + 1
    return ", ".join(parts)


def _days(word: str) -> list[int]:
    first, _, last = word.partition("-")
    begins = _day(first)
    ends = _day(last) if last else begins
    return [(begins + n) % 7 for n in range((ends - begins) % 7 + 1)]


def _day(word: str) -> int:
    """Mon, Monday, mo, Thurs: two letters are enough to tell the days apart."""
    for n, name in enumerate(DAY_NAMES):
        if len(word) > 1 and name.lower().startswith(word.lower()):
            return n
    raise NotADay(quoted(word))


def _mended(text: str) -> str:
    """The whole text with the days that were probably meant, if it then reads; else an example."""
    names = {name.lower(): name[:3] for name in (*DAYS, *DAY_NAMES)}

    def meant(found: re.Match[str]) -> str:
        close = get_close_matches(found[0].lower()[:20], names, n=1, cutoff=0.5)
        return names[close[0]] if close else found[0]

    try:
        return desk_text(_week(re.sub(r"[^\W\d_]+", meant, text)))
    except ValueError:
        return f"it like {USUAL}"


def _span(span: str) -> tuple[int, int]:
    start, dash, end = span.partition("-")
    if not dash:
        raise ValueError(f"{quoted(span)} has no end; write from and to, like 09:00-18:00")
    opens, closes = _minutes(start), _minutes(end)
    if opens == MIDNIGHT:
        raise ValueError("24:00 can only be an end; write 00:00 for a beginning")
    if opens == closes:
        raise ValueError(f"{quoted(span)} is no time at all; write from and to, like 09:00-18:00, or 00:00-24:00")
    return opens, closes


def _minutes(time: str) -> int:
    written = _TIME.fullmatch(time)
    minutes = int(written[1]) * 60 + int(written[2] or 0) if written else -1
    if not written or minutes > MIDNIGHT or int(written[2] or 0) > 59:
        raise ValueError(f"{quoted(time)} is not a time of day; write it like {USUAL}")
    return minutes


def _open(week: list[set[tuple[int, int]]], day: int, start: int, end: int) -> None:
    """A night that runs past midnight belongs to both of its days."""
    if start < end:
        week[day].add((start, end))
        return
    week[day].add((start, MIDNIGHT))
    if end:
        week[(day + 1) % 7].add((0, end))


def _joined(spans: set[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
