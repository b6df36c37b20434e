"""When the month's customers write: by day and in the evening, some at weekends, few at night."""

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.demo.screenplay import MONTH, YEAR, Matter

LAST = 30  # day of the month
OPENING = 11  # o'clock on the first day: somebody else writes first
# How many write in an hour of the day, compared with each other.
HOURS = (0, 0, 0, 0, 0, 0, 1, 3, 7, 12, 14, 13, 11, 10, 11, 10, 9, 7, 6, 6, 5, 4, 2, 1)
WEEKEND = 0.3  # of a working day's


def spread(matters: Sequence[Matter], chance: random.Random, zone: str) -> Iterator[tuple[Matter, datetime]]:
    """Every matter with its time: the one that is written down, else one in its turn."""
    free = [matter for matter in matters if matter.at is None]
    times = sorted(_times(len(free), chance, ZoneInfo(zone)))
    yield from ((matter, matter.at) for matter in matters if matter.at is not None)
    yield from zip(free, times, strict=True)


def _times(how_many: int, chance: random.Random, zone: ZoneInfo) -> Iterator[datetime]:
    slots = [datetime(YEAR, MONTH, day, hour, tzinfo=zone) for day in range(1, LAST + 1) for hour in range(24)]
    slots = slots[OPENING:]
    weights = [HOURS[slot.hour] * (WEEKEND if slot.weekday() >= 5 else 1) for slot in slots]
    for slot in chance.choices(slots, weights, k=how_many):
        yield slot.astimezone(UTC) + timedelta(seconds=chance.randrange(3600))
