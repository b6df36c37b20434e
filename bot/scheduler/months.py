"""A team's month, counted once for all that is drawn of it: the digest, its details and its pictures."""

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock

from bot.cases.figures import Figures
from bot.storage.reading import Reader

Months = Callable[[str, str, Reader, datetime], Figures]
FOR = timedelta(minutes=5)
MOST = 8


class Remembered:
    """Months that have ended give the same figures for ever, so they are kept for a while; no others are."""

    def __init__(self, count: Months) -> None:
        self._count = count
        self._kept: OrderedDict[tuple[str, str], tuple[Figures, datetime]] = OrderedDict()
        self._lock = Lock()

    def __call__(self, team: str, month: str, reader: Reader, now: datetime) -> Figures:
        with self._lock:
            figures, at = self._kept.get((team, month), (None, now))
        if figures is not None and abs(now - at) < FOR:
            return figures
        figures = self._count(team, month, reader, now)
        if figures.period.b <= now:
            with self._lock:
                self._kept[team, month] = figures, now
                while len(self._kept) > MOST:
                    self._kept.popitem(last=False)
        return figures
