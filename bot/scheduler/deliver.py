"""Delivery: lane by lane, in order, what must be seen leaves the house.

A lane is a conversation. It is leased as a whole, so that what goes there keeps its order whoever sends it; a lane
that is stuck holds up no other. Nothing here decides what is said.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from bot.messages.delivery import Courier, NotDelivered
from bot.messages.values import Card, Outgoing, Receipt
from bot.scheduler.draw import DrawDigest, opening_card, said_card, shown_card
from bot.storage.out import ToSay, ToShow
from bot.storage.reading import Reader
from bot.storage.store import Store
from bot.storage.tx import Tx

LEASE = timedelta(seconds=60)
LANES_AT_ONCE = 20
ROWS_AT_ONCE = 100
MOST_PINGS = 5  # for one person; more become one
LONGEST_PATIENCE = timedelta(minutes=5)
T = TypeVar("T")
PINGS = ("ping", "quiet", "nudge", "offer")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Merged:
    """Pings for one person that leave as one."""

    rows: tuple[ToSay, ...]

    @property
    def outgoing(self) -> Outgoing:
        return self.rows[0].outgoing


Waiting = ToSay | ToShow | Merged


class Delivery:
    """Sends what waits, through the sender of each platform."""

    def __init__(self, store: Store, couriers: Mapping[str, Courier], draw_digest: DrawDigest, holder: str) -> None:
        self._store = store
        self._couriers = couriers
        self._digest = draw_digest
        self._holder = holder

    async def deliver(self) -> int:
        """Send what is due in every free lane; how many rows left."""
        lanes = await self._act(lambda tx: tx.lease(self._holder, LEASE, LANES_AT_ONCE))
        sent = await asyncio.gather(*(self._lane(lane) for lane in lanes))
        return sum(sent)

    async def _act(self, act: Callable[[Tx], T]) -> T:
        return await asyncio.wrap_future(self._store.submit(act))

    async def _lane(self, lane: str) -> int:
        sent, next_at = 0, None
        try:
            rows = await self._act(lambda tx: tx.pending(lane, ROWS_AT_ONCE))
            for row in merged(rows):
                try:
                    await self._send(row)
                except NotDelivered as no:
                    next_at = await self._not_sent(row, no)
                    if next_at is not None:
                        break
                except Exception:  # a row that cannot be drawn must not hold up all the others
                    log.exception("could not be drawn", extra={"lane": lane})
                    await self._not_sent(row, NotDelivered("it could not be drawn", permanent=True))
                else:
                    sent += 1
        finally:
            await self._act(partial(_release, lane, next_at, self._holder))
        return sent

    async def _send(self, row: Waiting) -> None:
        card = self._store.read(partial(self._drawn, row, self._store.clock()))
        to = row.surface.to if isinstance(row, ToShow) else row.outgoing.to
        courier = self._couriers.get(to.platform)
        if courier is None:
            raise NotDelivered(f"{to.platform} is off", retry_after=LONGEST_PATIENCE)
        match row:
            case ToShow(surface=surface):
                receipt = await courier.send(to, card, edit=surface.receipt)
                await self._act(lambda tx: tx.shown(surface.key, surface.wanted, receipt))
            case ToSay():
                receipt = await courier.send(to, card, thread=row.thread)
                await self._act(lambda tx: tx.sent(row, receipt))
            case Merged(rows):
                receipt = await courier.send(to, card)
                await self._act(partial(_said_as_one, rows, receipt))

    async def _not_sent(self, row: Waiting, no: NotDelivered) -> datetime | None:
        """What can never arrive is given up; anything else waits, with growing patience. When the lane goes on."""
        rows = row.rows if isinstance(row, Merged) else (row,)
        if no.permanent:
            log.warning("given up", extra={"why": no.why})
            await self._act(partial(_for_each, rows, lambda tx, one: tx.give_up(one, no.why)))
            return None
        patience = no.retry_after or min(timedelta(seconds=2 ** rows[0].attempts), LONGEST_PATIENCE)
        until = self._store.clock() + patience
        await self._act(partial(_for_each, rows, lambda tx, one: tx.postpone(one, until, no.why, unsure=no.unsure)))
        return until

    def _drawn(self, row: Waiting, now: datetime, tx: Reader) -> Card:
        match row:
            case Merged(rows):
                return opening_card([one.outgoing for one in rows], tx, now)
            case ToSay():
                return said_card(row.outgoing, tx, now)
            case ToShow():
                return shown_card(row.surface, tx, now, self._digest)


def merged(rows: Sequence[ToSay | ToShow]) -> list[Waiting]:
    """What rang while the desk was shut is said once at opening; more than five pings for one person are one."""
    pings = tuple(row for row in rows if isinstance(row, ToSay) and row.outgoing.kind in PINGS and row.outgoing.person)
    rested = [row for row in pings if row.outgoing.not_before is not None]
    if len(rested) < 2 and len(pings) <= MOST_PINGS:
        return list(rows)
    return [Merged(pings), *(row for row in rows if row not in pings)]


def _for_each(rows: Sequence[ToSay | ToShow], do: Callable[[Tx, ToSay | ToShow], None], tx: Tx) -> None:
    for row in rows:
        do(tx, row)


def _said_as_one(rows: Sequence[ToSay], receipt: Receipt, tx: Tx) -> None:
    tx.sent(rows[0], receipt)
    tx.drop(row.id for row in rows[1:])


def _release(lane: str, next_at: datetime | None, holder: str, tx: Tx) -> None:
    tx.release(lane, next_at, holder)
