"""The machine's clock was set back: what waited for a time that has been must not wait until it comes once more."""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from bot.scheduler.deliver import LEASE
from bot.scheduler.sending import LONGEST_PATIENCE
from bot.storage.set_back import due_again, last_heard_of
from bot.storage.store import Store

TOLERATED = timedelta(seconds=5)  # clocks are corrected a little all the time
PATIENCE = 2 * LONGEST_PATIENCE  # the longest that something is put off by itself, and what is added to it

log = logging.getLogger(__name__)


class SetBack:
    """Compares the clock with one that only goes forward, or after a start with what the store has last heard of."""

    def __init__(self, store: Store, elapsed: Callable[[], float] = time.monotonic) -> None:
        self._store = store
        self._elapsed = elapsed
        self._looked: tuple[datetime, float] | None = None

    def look(self) -> int:
        """What waits again because of it, and is seen to now; how much."""
        before, now, elapsed = self._looked, self._store.clock(), self._elapsed()
        self._looked = (now, elapsed)
        if before is None:
            was = max(now, self._store.read(last_heard_of) or now)
        else:
            was = before[0] + timedelta(seconds=elapsed - before[1])
            if was - now <= TOLERATED:
                return 0
        if was > now:
            log.warning("the clock was set back", extra={"seconds": (was - now).total_seconds()})
        return self._store.act(partial(due_again, was=was, patience=PATIENCE, lease=LEASE))
