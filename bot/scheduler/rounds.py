"""What the clock does without anybody speaking; each function is one beat's work, at a time of the caller's."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from bot.cases.event import NO_TIME
from bot.commands import erasing
from bot.commands.calls import next_calls
from bot.commands.clock import PAGE, go_round, next_seal, seal, strike_due
from bot.commands.handle import hear_kept
from bot.commands.record import card_key
from bot.scheduler.digests import next_digest_due
from bot.storage import drafts
from bot.storage.auditing import unheard_in
from bot.storage.store import Store
from bot.storage.tx import HEADS_IN_A_SEAL, Tx

log = logging.getLogger(__name__)
SOON = timedelta(days=1)
MOST_REDRAWN = 500  # cards at once; they leave as slowly as their platform wants
ANSWERS_KEPT = timedelta(hours=1)
MOST_PAGES = 10  # of old words in one beat
DRAFTS_KEPT = timedelta(days=7)  # as long as the cookie that finds them
EARLY_KEPT = timedelta(days=1)  # a thread's first message may be read from history only, after an outage


def sweep(store: Store) -> int:
    """Let the clock strike every case that is due, a page in one act; how many it looked at."""
    struck = 0
    while page := store.act(partial(strike_due, limit=PAGE)):
        struck += page
        if page < PAGE:
            break
    return struck


def lateness(store: Store) -> timedelta:
    """How long ago the clock should have looked at the oldest of what is due."""
    earliest, now = store.read(lambda reader: reader.earliest_due()), store.clock()
    return max(now - earliest, NO_TIME) if earliest is not None else NO_TIME


def house_round(store: Store) -> int:
    """Who is back, whose duty is over."""
    return store.act(go_round)


def early_round(store: Store) -> int:
    """Hear what was kept as too early while its thread was bound in another process at the same instant; how much."""
    places, heard = store.read(lambda reader: unheard_in(reader, store.clock())), 0
    for place in places:
        try:
            heard += store.act(partial(hear_kept, place))
        except Exception:  # what cannot be read must not keep the clock from striking; the self-audit tells of it
            log.exception("kept words could not be heard")
    return heard


def seal_round(store: Store) -> int:
    """Seal what grew, a page in one act; how many cases."""
    sealed = page = store.act(seal)
    while page == HEADS_IN_A_SEAL:
        page = store.act(lambda tx: tx.seal())
        sealed += page
    return sealed


def redraw_round(store: Store) -> int:
    """Cards of what is due soon are drawn anew, as they say how much time is left; how many.

    Where nobody is at the desk nobody looks, unless it is urgent.
    """

    def redraw(tx: Tx) -> int:
        soon = [
            case
            for key, team in tx.house.teams.items()
            for case in tx.due_soon(key, tx.now + SOON, MOST_REDRAWN)
            if case.urgent or team.desk.is_open(tx.now)
        ]
        soon = sorted(soon, key=lambda case: (case.deadline, case.id))[:MOST_REDRAWN]
        for case in soon:
            tx.again(card_key(case))
        return len(soon)

    return store.act(redraw)


def forget_answers(store: Store) -> int:
    """Answers are kept for an hour, the keys of deliveries for months."""

    def forget(tx: Tx) -> int:
        return tx.forget_answers(tx.now - ANSWERS_KEPT)

    return store.act(forget)


def forget_early(store: Store) -> int:
    """Words in a thread that no case was ever bound to."""

    def forget(tx: Tx) -> int:
        return tx.forget_early(tx.now - EARLY_KEPT)

    return store.act(forget)


def forget_drafts(store: Store) -> int:
    """What somebody began to type into a form, and never sent."""

    def forget(tx: Tx) -> int:
        return drafts.forget(tx, tx.now - DRAFTS_KEPT)

    return store.act(forget)


def forget_texts(store: Store, kept: timedelta) -> int:
    """Words that are older than they are kept, of cases that have ended; figures and lines stay. A page in one act, and
    so many pages at once: the next beat goes on. How much."""
    forgotten = 0
    for forget in (erasing.forget_texts, erasing.forget_said):
        for _ in range(MOST_PAGES):
            page = store.act(partial(_forget, forget, kept))
            if not page:
                break
            forgotten += page
    return forgotten


def _forget(forget: Callable[[Tx, datetime], int], kept: timedelta, tx: Tx) -> int:
    return forget(tx, tx.now - kept)


def next_instant(store: Store) -> datetime | None:
    """When the clock has to do something next: a case, an absence, a duty, a digest, a ping that rests."""
    now = store.clock()

    def ask(tx: Tx) -> datetime | None:
        house = tx.house
        times = [tx.earliest_due(), tx.earliest_outbox(now), next_digest_due(tx), *house.away.values()]
        times += [duty.until for duty in house.duties.values()]
        times += [next_seal(tx), next_calls(tx)]
        return min((time for time in times if time is not None and time > now), default=None)

    return store.act(ask)
