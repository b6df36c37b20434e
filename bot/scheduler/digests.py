"""The month-end digest in its channel: once, on the first working day at 09:00, also when that was missed."""

from datetime import datetime

from bot.messages.values import Address, Surface
from bot.reports.due import digests_due, next_digest
from bot.storage.store import Store
from bot.storage.tx import Tx


def digest_key(team: str, month: str) -> str:
    return f"digest:{team}:{month}"


def post_due_digests(store: Store) -> int:
    """Post every digest whose time has come and that is not posted; how many."""
    return store.act(_post)


def _post(tx: Tx) -> int:
    first = tx.first_opening()
    if first is None:
        return 0
    due = digests_due(tx.house.teams, first, tx.shown_subjects("digest"), tx.now)
    for team, month in due:
        post(tx, team, month)
    return len(due)


def post(tx: Tx, team: str, month: str) -> bool:
    """Show a team's digest, or draw it anew; False if the team has no place for it."""
    place = tx.house.teams[team].digest
    if place is None:
        return False
    tx.show(Surface(digest_key(team, month), "digest", Address.read(place), f"{team}/{month}"))
    return True


def next_due(tx: Tx) -> datetime | None:
    first = tx.first_opening()
    return next_digest(tx.house.teams, tx.shown_subjects("digest"), tx.now) if first else None
