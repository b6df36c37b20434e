"""The month-end digest in its channel: once, on the first working day at 09:00, also when that was missed."""

from datetime import datetime, timedelta

from bot.cases.due import digests_due, next_digest
from bot.messages.values import Address, Surface
from bot.scheduler.draw import DIGESTS
from bot.storage.figures import first_cases
from bot.storage.store import Store
from bot.storage.tx import Tx
from bot.storage.whole import digests

LOOK_EVERY = timedelta(minutes=1)


class MonthEnds:
    """Looks now and then whether a digest is due; that it looks seldom is all it remembers."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._looked_at: datetime | None = None
        self._next: datetime | None = None

    def post_due(self) -> int:
        """Post every digest whose time has come and that is not posted; how many."""
        now = self._store.clock()
        rests = self._looked_at is not None and abs(now - self._looked_at) < LOOK_EVERY
        if rests and (self._next is None or now < self._next):
            return 0
        self._looked_at = now
        posted, self._next = self._store.act(_post_due)
        return posted


def _post_due(tx: Tx) -> tuple[int, datetime | None]:
    teams = tx.house.teams
    first, already = first_cases(tx, teams), digests(tx)
    due = digests_due(teams, first, already, tx.now)
    for team, month in due:
        post(tx, team, month)
    return len(due), next_digest(teams, first, already | set(due), tx.now)


def post(tx: Tx, team: str, month: str) -> bool:
    """Show a team's digest and what stands in its thread, or draw them anew; False if the team has no place for it."""
    place = tx.house.teams[team].digest
    if place is None:
        return False
    message = f"digest:{team}:{month}"
    for part in DIGESTS:
        thread = None if part == "digest" else message
        tx.show(Surface(f"{part}:{team}:{month}", part, Address.read(place), f"{team}/{month}", thread=thread))
    return True


def next_digest_due(tx: Tx) -> datetime | None:
    teams = tx.house.teams
    return next_digest(teams, first_cases(tx, teams), digests(tx), tx.now)
