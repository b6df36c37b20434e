"""When something runs: desk hours, desk days, or day and night. Instants in, instants out.

The pattern is written in wall time; open time is counted in elapsed time, so a day of 25 hours counts 25.
Three rules turn the wall into instants when the clocks change:

- A wall time that is skipped is the moment of the jump.
- A wall time that comes twice opens at its first coming and closes at its last (asked for alone, it is its first).
- A day begins when its midnight first comes, and lasts until the next one begins; 24:00 is that moment.

An opening is the moment it goes from shut to open, and the midnight beginning a day that is open from 00:00 to 24:00
(for a desk that never shuts: every midnight). A night shift written on two days opens once, in the evening.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import TypeVar
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
NOTHING = timedelta(0)
FULL = (0, 1440)
DAYS_KEPT = 2**13
A_YEAR = 366  # days; hours that stay shut longer never open, as far as we care

Interval = tuple[datetime, datetime]
Point = TypeVar("Point", int, datetime)


@dataclass(frozen=True)
class Hours:
    """A pattern of open intervals, half-open (the start belongs to it, the end does not); shut all day on holidays."""

    zone: str = "UTC"
    # Monday first; (from, to) in minutes of the day. Not hashed: it is slow, and the rest tells nearly all apart.
    week: tuple[tuple[tuple[int, int], ...], ...] = field(default=((FULL,),) * 7, hash=False)
    holidays: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if len(self.week) != 7:
            raise ValueError(f"a week has seven days, not {len(self.week)}")
        for opens, closes in (interval for day in self.week for interval in day):
            if not 0 <= opens < closes <= 1440:
                raise ValueError(f"open from minute {opens} to minute {closes} of a day is not possible")

    # Open time

    def is_open(self, at: datetime) -> bool:
        """Whether it is open at that instant."""
        if self._never_shuts:
            return True
        nearest = next(self._ending_after(at, days=1), None)
        return nearest is not None and nearest[0] <= at

    def add(self, start: datetime, length: timedelta) -> datetime:
        """The earliest instant by which `length` of open time has passed; at a closing, it is the closing."""
        start = start.astimezone(UTC)
        if self._never_shuts or not length:
            return start + length
        if length < NOTHING:
            return self.back(start, -length)
        for opens, closes in self._ending_after(start):
            begins = max(opens, start)
            if length <= (there := closes - begins):
                return begins + length
            length -= there
        raise self._stays_shut()

    def back(self, end: datetime, length: timedelta) -> datetime:
        """The latest instant with `length` of open time from it to `end`; at an opening, it is the opening."""
        end = end.astimezone(UTC)
        if self._never_shuts or not length:
            return end - length
        if length < NOTHING:
            return self.add(end, -length)
        for opens, closes in self._beginning_before(end):
            ends = min(closes, end)
            if length <= (there := ends - opens):
                return ends - length
            length -= there
        raise self._stays_shut()

    def between(self, a: datetime, b: datetime) -> timedelta:
        """The open time from `a` until `b`; none if `b` comes first."""
        a, b = a.astimezone(UTC), b.astimezone(UTC)
        if b <= a:
            return NOTHING
        if self._never_shuts:
            return b - a
        total, day, last = NOTHING, self.local(a).date(), b.date() + 2 * DAY  # UTC's day, or the one after
        while day <= last:
            for opens, closes in self._open(day):
                if opens >= b:
                    return total
                if closes > a:
                    total += min(closes, b) - max(opens, a)
            day += DAY
        return total

    # Openings

    def next_opening(self, after: datetime) -> datetime:
        """The first opening strictly after an instant (for a desk that never shuts, midnight)."""
        for opens, _ in self._ending_after(after):
            if opens > after and self._is_opening(opens):
                return opens
        raise self._stays_shut()

    def open_from(self, at: datetime) -> datetime:
        """The instant itself if it is open then, else the next opening."""
        return at.astimezone(UTC) if self.is_open(at) else self.next_opening(at)

    def last_minute(self, before: datetime) -> datetime | None:
        """The latest whole open minute that has begun by then (17:59 for a desk that shuts at 18:00), within a year."""
        # A microsecond on: what opens exactly at `before` counts.
        for _, closes in self._beginning_before(before + timedelta.resolution):
            latest = self.local(min(before, closes - timedelta.resolution))
            return latest.astimezone(UTC) - timedelta(seconds=latest.second, microseconds=latest.microsecond)
        return None

    # Days and wall time

    def is_working_day(self, day: date) -> bool:
        """Whether it opens at all that day."""
        return bool(self.week[day.weekday()]) and day not in self.holidays

    def working_day_after(self, at: datetime, n: int) -> date:
        """The n-th working day after the local date of `at`."""
        day, shut = self.local(at).date(), 0
        while n > 0:
            day += DAY
            if self.is_working_day(day):
                n, shut = n - 1, 0
            elif (shut := shut + 1) > A_YEAR:
                raise self._stays_shut()
        return day

    def local(self, at: datetime) -> datetime:
        """The instant on the wall clock of the zone."""
        return at.astimezone(self._zone)

    def at_local(self, day: date, hour: int, minute: int) -> datetime:
        """The instant of a wall time: its first if it comes twice, the moment of the jump if it is skipped."""
        return _first(self._zone, day, hour * 60 + minute)

    def midnight_after(self, day: date) -> datetime:
        """The instant at which a day ends."""
        return _first(self._zone, day, 1440)

    def end_of_day(self, day: date) -> datetime:
        """The last closing of a day; its end, if it never opens."""
        open_then = self._open(day)
        return open_then[-1][1] if open_then else self.midnight_after(day)

    # Inside

    @cached_property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @cached_property
    def _never_shuts(self) -> bool:
        return not self.holidays and all(self._is_full(day) for day in self.week)

    @staticmethod
    def _is_full(day: tuple[tuple[int, int], ...]) -> bool:
        return _joined(day) == [FULL]

    @cached_property
    def _days(self) -> dict[date, tuple[Interval, ...]]:
        """What `_open` has worked out so far: every alarm of every act asks for the same few days."""
        return {}

    def _open(self, day: date) -> tuple[Interval, ...]:
        """The open intervals of one day as instants: in order, apart, none empty."""
        found = self._days.get(day)
        if found is None:
            if len(self._days) >= DAYS_KEPT:
                self._days.clear()
            found = self._days[day] = _open_on(self, day)
        return found

    def _is_opening(self, opens: datetime) -> bool:
        """Whether an interval that begins here opens, rather than going on from the day before."""
        day = self.local(opens)
        if self._is_full(self.week[day.weekday()]):
            return True
        before = next(self._beginning_before(opens, days=2), None)  # a zone may skip a day
        return before is None or before[1] < opens

    def _ending_after(self, at: datetime, days: int = A_YEAR) -> Iterator[Interval]:
        """Open intervals that end after an instant, in order, until none has come for so many days."""
        day, shut = self.local(at).date(), 0
        while shut <= days:
            shut += 1
            for interval in self._open(day):
                if interval[1] > at:
                    yield interval
                    shut = 0
            day += DAY

    def _beginning_before(self, at: datetime, days: int = A_YEAR) -> Iterator[Interval]:
        """Open intervals that begin before an instant, latest first, until none has come for so many days."""
        # From tomorrow: where the clocks fall back over midnight, its first minutes may already have been.
        day, shut = self.local(at).date() + DAY, -1
        while shut <= days:
            shut += 1
            for interval in reversed(self._open(day)):
                if interval[0] < at:
                    yield interval
                    shut = 0
            day -= DAY

    def _stays_shut(self) -> ValueError:
        return ValueError(f"these hours in {self.zone} are shut for a whole year: no open time to count with")


ALWAYS = Hours()


def _open_on(hours: Hours, day: date) -> tuple[Interval, ...]:
    if not hours.is_working_day(day):
        return ()
    zone = hours._zone
    ends = _first(zone, day, 1440)
    instants = (
        (_first(zone, day, opens), _last(zone, day, closes, ends)) for opens, closes in hours.week[day.weekday()]
    )
    return tuple(_joined((opens, closes) for opens, closes in instants if opens < closes))


def _joined(intervals: Iterable[tuple[Point, Point]]) -> list[tuple[Point, Point]]:
    """The intervals in order, those that touch or overlap made one."""
    apart: list[tuple[Point, Point]] = []
    for opens, closes in sorted(intervals):
        if apart and opens <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(apart[-1][1], closes))
        else:
            apart.append((opens, closes))
    return apart


def _first(zone: ZoneInfo, day: date, minute: int) -> datetime:
    """The first instant at which the wall clock shows this minute of the day, or jumps over it."""
    wall = datetime.combine(day, time.min, zone) + minute * MINUTE
    first, second = wall.astimezone(UTC), wall.replace(fold=1).astimezone(UTC)
    if first <= second:
        return first
    # Skipped: Python reads it as before the jump or after it, and the jump lies in between.
    before = second.astimezone(zone).utcoffset()
    seconds = range(int((first - second).total_seconds()))
    jumped = bisect_left(
        seconds, True, key=lambda s: (second + timedelta(seconds=s)).astimezone(zone).utcoffset() != before
    )
    return second + timedelta(seconds=jumped)


def _last(zone: ZoneInfo, day: date, minute: int, ends: datetime) -> datetime:
    """The last instant, before the day ends, at which the wall clock shows this minute of it, or jumps over it."""
    wall = datetime.combine(day, time.min, zone) + minute * MINUTE
    first, second = _first(zone, day, minute), wall.replace(fold=1).astimezone(UTC)
    return second if first < second < ends else first
