"""Delivery: lane by lane, in order, what must be seen leaves the house.

A lane is a conversation. It is leased as a whole, so that what goes there keeps its order whoever sends it; a lane
that is stuck holds up no other. Nothing here decides what is said.
"""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from zlib import crc32

from bot.commands.undelivered import give_up
from bot.messages.delivery import Courier, NotDelivered
from bot.messages.links import NO_LINKS, Links
from bot.scheduler.draw import DrawDigest
from bot.scheduler.sending import LONGEST_PATIENCE, LONGEST_SEND, Copied, Resting, Sending
from bot.scheduler.waiting import Waiting, attempts_of, in_doubt, in_turn, mark_of, rows_of, to_of
from bot.storage.errors import StoreError, UnknownCase
from bot.storage.out import ToSay, ToShow
from bot.storage.store import Store
from bot.storage.tx import Tx

LEASE = timedelta(seconds=45)  # where others write too, what a process was sending that died rests so long
CLOCKS_DIFFER = timedelta(seconds=2)  # of two processes, at most
ROOM = 2 * LONGEST_SEND + CLOCKS_DIFFER  # what a row may need of a lease: to be asked for, and then sent
HANDS = 20  # lanes at once
ROWS_AT_ONCE = 100
LONGEST_BREATH_S = 1.0  # a store that was locked for a while is no reason to hold back for longer
BREATHS = 4  # as long as a look took: the writer does it, and the more waits outside, the longer it takes
SLOWEST = 9  # doublings of a second, of which the last is longer than the longest patience

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Leased:
    """A lane that is ours until then, and what is due in it."""

    lane: str
    holder: str
    until: datetime
    rows: tuple[ToSay | ToShow, ...]


class Delivery:
    """Sends what waits, through the courier of each platform."""

    def __init__(
        self,
        store: Store,
        couriers: Mapping[str, Courier],
        draw_digest: DrawDigest,
        holder: str,
        *,
        hands: int = HANDS,
        longest_send: timedelta = LONGEST_SEND,
        links: Links = NO_LINKS,
    ) -> None:
        self._store = store
        self._sending = Sending(store, couriers, draw_digest, longest_send, links)
        self._holder = holder
        self._turns = count(1)
        self._hands = hands
        self._busy: set[asyncio.Task[None]] = set()
        self._in_hand: set[str] = set()  # lanes; a lease may end too early by a clock that is set forward
        self._looking: asyncio.Task[None] | None = None
        self._knocked = False
        self._stopping = False
        self._rests: dict[str, datetime] = {}  # when to knock again; whether a lane may be sent in, its row knows
        self._alarm: asyncio.TimerHandle | None = None

    def goes_on_from(self, copied: Copied) -> None:
        """The store is a copy: what is posted anew may stand there already."""
        self._sending.copied = copied

    # --- everything, and waiting for it -------------------------------------------------------------------------

    async def deliver(self) -> int:
        """Send all that is due, and wait for it; how many rows left."""
        sent = 0
        while not self._stopping and (lanes := await self._lease(self._hands)):
            done = await asyncio.gather(*(self._see_to(lane) for lane in lanes), return_exceptions=True)
            for one in done:
                if isinstance(one, BaseException):
                    raise one
                sent += one
        return sent

    # --- as many lanes as there are hands, and going on -------------------------------------------------------------

    def knock(self) -> None:
        """Something may be due: it is seen to as far as hands are free. Returns at once; many knocks are one."""
        self._knocked = True
        if self._looking is None and not self._stopping:
            self._looking = asyncio.get_running_loop().create_task(self._look())

    async def stop(self, patience: timedelta) -> None:
        """Begin nothing more and finish what is under way; what takes longer is cut off, and in doubt from then."""
        self._stopping = True
        if self._looking:
            await asyncio.wait([self._looking])
        if self._busy:
            _, late = await asyncio.wait(self._busy, timeout=patience.total_seconds())
            for hand in late:
                hand.cancel()
            if late:
                await asyncio.wait(late)
        if self._alarm:
            self._alarm.cancel()
        self._stopping = False

    async def _look(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            while self._knocked and not self._stopping and (free := self._hands - len(self._busy)) > 0:
                self._knocked, began = False, loop.time()
                for lane in await self._lease(free):
                    self._busy.add(loop.create_task(self._hand(lane)))
                await asyncio.sleep(min(BREATHS * (loop.time() - began), LONGEST_BREATH_S))
        except Exception:  # a database that is away for a moment
            log.exception("nobody could look what is due")
        finally:
            self._looking = None
            self._set_alarm()

    async def _hand(self, leased: Leased) -> None:
        try:
            await self._see_to(leased)
        except Exception:
            log.exception("a lane was left alone", extra={"lane": leased.lane})
        finally:
            task = asyncio.current_task()
            assert task is not None
            self._busy.discard(task)
            self.knock()

    def _set_alarm(self) -> None:
        """The beat would knock too, but up to a second late: in a busy channel that is every second post."""
        if self._alarm:
            self._alarm.cancel()
            self._alarm = None
        now = self._store.clock()
        self._rests = {lane: until for lane, until in self._rests.items() if until > now}
        if self._rests and not self._stopping:
            wait = min(self._rests.values()) - now
            self._alarm = asyncio.get_running_loop().call_later(wait.total_seconds(), self.knock)

    # --- one lane ---------------------------------------------------------------------------------------------------

    async def _lease(self, lanes: int) -> list[Leased]:
        # Of its own each time: an act that runs again knows by it what it has leased already, and what another has.
        holder = f"{self._holder}.{next(self._turns)}"

        def lease(tx: Tx) -> list[Leased]:
            until = tx.now + LEASE
            return [
                Leased(lane, holder, until, tuple(tx.pending(lane, ROWS_AT_ONCE)))
                for lane in tx.lease(holder, LEASE, lanes, self._in_hand)
            ]

        leased = await self._store.acted(lease)
        self._in_hand |= {one.lane for one in leased}
        for one in leased:
            self._rests.pop(one.lane, None)
        return leased

    async def _see_to(self, leased: Leased) -> int:
        """One page of a lane, in order; how many rows left.

        A lane is let go only if what became of its rows is written down. If it could not be, the lease runs out by
        itself, and what was handed out is in doubt.
        """
        try:
            return await self._sent_of(leased)
        finally:
            self._in_hand.discard(leased.lane)

    async def _sent_of(self, leased: Leased) -> int:
        sent, rest, spent = 0, None, dict[str, datetime]()
        waiting = in_turn(leased.rows)
        while waiting and not self._stopping and self._store.clock() <= leased.until - ROOM:
            row = waiting[0]
            try:
                await self._sending.send(row, spent)
            except Resting as resting:  # others of the lane, with other budgets, go on
                spent |= {budget.key: resting.until for budget in resting.budgets}
            except NotDelivered as no:
                rest = await self._not_sent(row, no)
            except asyncio.CancelledError:
                await self._store.acted(partial(_put_off, rows_of(row), now := self._store.clock(), "cut off", True))
                await self._let_go(leased, now)
                raise
            except Exception as error:  # a row that cannot be drawn must not hold up all the others
                if isinstance(error, StoreError) and not isinstance(error, UnknownCase):
                    raise
                log.exception("could not be drawn", extra={"lane": leased.lane})
                await self._not_sent(row, NotDelivered("it could not be drawn", permanent=True))
            else:
                sent += 1
            waiting = waiting[1:]
            if rest:
                break
        await self._let_go(leased, rest or min(spent.values(), default=None))
        return sent

    async def _not_sent(self, row: Waiting, no: NotDelivered) -> datetime | None:
        """What can never arrive is given up; anything else waits, with growing patience. When the lane goes on."""
        rows = rows_of(row)
        if no.permanent:
            log.warning("given up", extra={"why": no.why, "row": mark_of(row), "lane": str(to_of(row).conversation)})
            await self._store.acted(partial(_give_up, rows, no.why))
            return None
        patience = no.retry_after or _growing(attempts_of(row), str(to_of(row).conversation))
        until = self._store.clock() + patience
        # Of what is in doubt all stays so until it is there: of a page only the doubted rows are seen to, and what was
        # asked for and could not go yet would be overtaken by those behind it.
        await self._store.acted(partial(_put_off, rows, until, no.why, no.unsure or in_doubt(row)))
        return until

    async def _let_go(self, leased: Leased, next_at: datetime | None) -> None:
        """What was handed out and not tried was not sent; what was in doubt before is so still."""
        if next_at:
            self._rests[leased.lane] = next_at
        await self._store.acted(lambda tx: tx.release(leased.lane, next_at, leased.holder))


def _growing(attempts: int, lane: str) -> timedelta:
    """Twice as long each time, and for each lane a little longer in its own way: what failed together does not come
    again together."""
    apart = 1 + crc32(lane.encode()) % 256 / 1024
    return min(timedelta(seconds=2 ** min(attempts, SLOWEST)) * apart, LONGEST_PATIENCE)


def _give_up(rows: Sequence[ToSay | ToShow], why: str, tx: Tx) -> None:
    for row in rows:
        give_up(row, why, tx)


def _put_off(rows: Sequence[ToSay | ToShow], until: datetime, why: str, unsure: bool, tx: Tx) -> None:
    for row in rows:
        tx.postpone(row, until, why, unsure=unsure)
