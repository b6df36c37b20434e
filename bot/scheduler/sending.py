"""How one row leaves: asked for if it may be there already, paid for, drawn at the last moment, sent, recorded."""

import asyncio
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from bot.commands.posted import answered_below
from bot.messages.delivery import Budget, Courier, NotDelivered
from bot.messages.links import NO_LINKS, Links
from bot.messages.values import Address, Card, Receipt
from bot.scheduler.draw import DIGESTS, DrawDigest, opening_card, said_card, shown_card
from bot.scheduler.draw import again as sent_again
from bot.scheduler.waiting import Merged, Waiting, attempts_of, in_doubt, is_edit, mark_of, since_of, to_of
from bot.storage.out import ToSay, ToShow
from bot.storage.reading import Reader
from bot.storage.store import Store
from bot.storage.tx import Tx
from bot.storage.whole import posted_as

LONGEST_SEND = timedelta(seconds=15)  # a platform's own patience is shorter
LONGEST_PATIENCE = timedelta(minutes=5)
NOBODY_KNOWS = "nobody knows whether it arrived"
SLOW = DIGESTS  # what takes long to draw
SOON = timedelta(seconds=5)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Copied:
    """This store goes on where another one stopped, which may have posted what is new here."""

    since: datetime  # it cannot have posted before what is not known here
    until: datetime  # from then on nobody asks


class Resting(Exception):
    """These budgets are spent until then; nothing was sent."""

    def __init__(self, budgets: tuple[Budget, ...], until: datetime) -> None:
        super().__init__(until)
        self.budgets = budgets
        self.until = until


class NobodyToAsk(Exception):
    """Whether something arrived can be found out from nobody."""


class Sending:
    """Sends rows, each through the courier of its platform."""

    def __init__(
        self,
        store: Store,
        couriers: Mapping[str, Courier],
        draw_digest: DrawDigest,
        longest: timedelta = LONGEST_SEND,
        links: Links = NO_LINKS,
    ) -> None:
        self._store = store
        self._couriers = couriers
        self._digest = draw_digest
        self._longest = longest
        self._links = links
        self.copied: Copied | None = None

    async def send(self, row: Waiting, spent: Mapping[str, datetime]) -> None:
        """Let the row be seen, and record it. `spent`: the budgets known to be, and until when.

        Raises Resting, and NotDelivered, `unsure` if it may be there all the same.
        """
        courier, doubt = self._couriers.get(to_of(row).platform), in_doubt(row)
        if courier is None:
            raise NotDelivered(f"{to_of(row).platform} is off", retry_after=LONGEST_PATIENCE, unsure=doubt)
        left: Waiting | None = row
        if doubt or self._may_be_anothers(row, courier):
            _rests(courier.budgets(to_of(row), is_edit(row)), spent)  # nobody is asked about what could not go anyway
            try:
                if found := await self._find(row, courier):
                    left = await self._arrived(row, found, courier)
            except NobodyToAsk:
                if doubt:
                    await self._repeat(row, courier, spent)
                    return
        if left is not None:
            await self._leave(left, courier, spent)

    def _may_be_anothers(self, row: Waiting, courier: Courier) -> bool:
        """A first post of a surface has the same mark in a copy of the store as where that one was made."""
        new = isinstance(row, ToShow) and row.surface.receipt is None
        return new and courier.find is not None and self._goes_on_from() is not None

    def _goes_on_from(self) -> datetime | None:
        copied = self.copied
        return copied.since if copied and self._store.clock() < copied.until else None

    async def _find(self, row: Waiting, courier: Courier) -> Receipt | None:
        """The receipt of a post in doubt, if it arrived. Raises NobodyToAsk; NotDelivered if not now."""
        if courier.find is None:
            raise NobodyToAsk
        thread, since = await self._thread(row), since_of(row)
        if isinstance(row, ToShow) and (copied_at := self._goes_on_from()):
            since = min(since, copied_at)
        try:
            return await self._within(courier.find(to_of(row), mark_of(row), since, thread=thread))
        except NotDelivered as no:
            if no.permanent:
                raise NobodyToAsk from no
            raise NotDelivered(no.why, retry_after=no.retry_after, unsure=True) from no

    async def _arrived(self, row: Waiting, receipt: Receipt, courier: Courier) -> Waiting | None:
        """It did: record it. What is still to be done: a surface that has changed since is edited."""
        if not isinstance(row, ToShow):
            await self._store.acted(partial(_record, row, receipt, _below(courier, receipt)))
            return None
        surface = row.surface
        oldest = max(row.anew, 1)  # which of its versions stands there is not known, only the first it can be
        another = self._goes_on_from() is not None

        def arrived(tx: Tx) -> None:
            tx.shown(surface.key, oldest, receipt)
            if below := _below(courier, receipt):
                answered_below(surface, below, tx)
            if another:  # of which none of ours may stand there
                tx.again(surface.key)

        await self._store.acted(arrived)
        if oldest >= surface.wanted:
            return None
        return replace(row, surface=replace(surface, shown=oldest, receipt=receipt), unsure=False)

    async def _repeat(self, row: Waiting, courier: Courier, spent: Mapping[str, datetime]) -> None:
        """At most once, and marked as such; if that one is in doubt too, it is given up. So it waits until its platform
        answers at all: what is down for an hour must not use it up."""
        try:
            if courier.answers is not None:
                await self._within(courier.answers(to_of(row)))
        except NotDelivered as no:
            raise NotDelivered(no.why, retry_after=no.retry_after, unsure=True) from no
        try:
            await self._leave(row, courier, spent, again=True)
        except NotDelivered as no:
            if no.unsure:
                raise NotDelivered(NOBODY_KNOWS, permanent=True) from no
            raise NotDelivered(no.why, permanent=no.permanent, retry_after=no.retry_after, unsure=True) from no
        except asyncio.CancelledError:  # cut off it is put off, which counts as one more attempt
            await self._store.acted(partial(_first_repeat, row, attempts_of(row) + 1))
            raise

    async def _leave(
        self, row: Waiting, courier: Courier, spent: Mapping[str, datetime], *, again: bool = False
    ) -> None:
        await self._pay(courier.budgets(to_of(row), is_edit(row)), spent)
        if again and not await self._store.acted(partial(_first_repeat, row, attempts_of(row))):
            raise NotDelivered(NOBODY_KNOWS, permanent=True)
        card = await self._draw(row, courier, again=again)
        thread = await self._thread(row)
        edit = row.surface.receipt if isinstance(row, ToShow) else None
        mark = "" if edit else mark_of(row)
        receipt = await self._within(courier.send(to_of(row), card, thread=thread, edit=edit, mark=mark))
        await self._store.acted(partial(_record, row, receipt, _below(courier, receipt)))

    async def _thread(self, row: Waiting) -> Receipt | None:
        """Of the post that it stands below. A surface is in hand before that one may be posted: it waits for it.

        Raises NotDelivered.
        """
        if isinstance(row, ToSay):
            return row.thread
        if not isinstance(row, ToShow) or row.surface.thread is None:
            return None
        above = row.surface.thread
        live, receipt = await self._store.asked(lambda tx: posted_as(tx, above))
        if receipt is None:
            raise NotDelivered("what it stands below is not there", permanent=not live, retry_after=SOON)
        return receipt

    async def _pay(self, budgets: tuple[Budget, ...], spent: Mapping[str, datetime]) -> None:
        if not budgets:
            return
        _rests(budgets, spent)
        until = await self._store.acted(lambda tx: tx.spend(budgets))
        if until is not None:
            raise Resting(budgets, until)

    async def _within(self, sending: Awaitable[T]) -> T:
        """A lane's lease must not end while somebody is still sending there."""
        try:
            async with asyncio.timeout(self._longest.total_seconds()):
                return await sending
        except TimeoutError as late:
            raise NotDelivered("no answer", unsure=True) from late

    async def _draw(self, row: Waiting, courier: Courier, *, again: bool) -> Card:
        """Drawn here, as going to a thread and back takes longer; there only if nobody else could wait for it."""
        drawn = partial(self._marked_again if again else self._drawn, row, self._store.clock(), courier.instants)
        if isinstance(row, ToShow) and row.surface.kind in SLOW:
            return await asyncio.to_thread(self._store.read, drawn)
        return await self._store.asked(drawn)

    def _marked_again(self, row: Waiting, now: datetime, marked: bool, tx: Reader) -> Card:
        card = self._drawn(row, now, marked, tx)
        what = row.surface if isinstance(row, ToShow) else row.outgoing
        return replace(card, lines=(*card.lines, sent_again(what, tx, now)))

    def _drawn(self, row: Waiting, now: datetime, marked: bool, tx: Reader) -> Card:
        match row:
            case Merged(rows):
                return opening_card([one.outgoing for one in rows], tx, now, marked=marked)
            case ToSay():
                return said_card(row.outgoing, tx, now, marked=marked, links=self._links)
            case ToShow():
                return shown_card(row.surface, tx, now, self._digest, marked=marked, links=self._links)


def _rests(budgets: tuple[Budget, ...], spent: Mapping[str, datetime]) -> None:
    """Raises Resting if one of them is known to be spent."""
    known = [spent[budget.key] for budget in budgets if budget.key in spent]
    if known:
        raise Resting(budgets, max(known))


def _below(courier: Courier, receipt: Receipt) -> Address | None:
    return courier.below(receipt) if courier.below else None


def _record(row: Waiting, receipt: Receipt, below: Address | None, tx: Tx) -> None:
    """It is there now, and whatever is said below it is about its case."""
    match row:
        case ToShow(surface=surface):
            tx.shown(surface.key, surface.wanted, receipt)
            if below is not None and surface.receipt != receipt:
                answered_below(surface, below, tx)
        case ToSay(outgoing=outgoing):
            tx.sent(row, receipt)
            if below is not None:
                answered_below(outgoing, below, tx)
        case Merged(rows):
            tx.sent(rows[0], receipt)
            tx.drop(one.id for one in rows[1:])


def _first_repeat(row: Waiting, attempts: int, tx: Tx) -> bool:
    """Written down before it is sent: a crash must not lead to a second one. A repeat that surely failed counts as an
    attempt, and the next one is the first again."""
    key = (f"again:{mark_of(row)}:{attempts}",)
    if tx.answered(key) is not None:
        return False
    tx.remember(key, None)
    return True
