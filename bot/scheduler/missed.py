"""What was said while a platform could not tell us: read from its history, through the same door as everything else.

Each intake channel has a mark, up to which it was read to its end. Only a reading moves it, never an event, and only
once everything that was found is kept; what is read twice is known by its keys.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from bot.commands.record import customers_threads
from bot.messages.delivery import NotDelivered
from bot.messages.looking import History, Page
from bot.messages.values import Address, Inbound
from bot.storage.reading import Reader
from bot.storage.store import Store

READ_EVERY = timedelta(minutes=5)
OUTAGE = timedelta(minutes=15)  # after so long without a reading, threads are read too
MOST_FAILURES = 5  # of ours, with what was said in one channel

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Unread:
    """A channel of which nobody knows what was missed: until it can be read, the promise is weaker there."""

    place: str
    team: str
    why: str
    lasts: bool = False  # until somebody does something about it; else the next round may well read it


@dataclass(frozen=True, slots=True)
class _Channel:
    place: Address
    team: str
    history: History


@dataclass(frozen=True, slots=True)
class _Outage:
    """A channel whose threads are to be read, too, before its mark moves."""

    channel: _Channel
    since: str
    until: str


@dataclass(slots=True)
class _Round:
    unread: dict[Address, Unread] = field(default_factory=dict)
    outages: list[_Outage] = field(default_factory=list)
    resting: dict[str, str] = field(default_factory=dict)  # platform -> why it is to be left alone for now


class _NotKept(Exception):
    """Something that was said could not be handled: a fault of ours, which the log tells."""


class Missed:
    """Reads what was missed, one channel after the other; one that cannot be read stops no other."""

    def __init__(
        self,
        store: Store,
        handle: Callable[[Inbound], Awaitable[object]],
        histories: Mapping[str, History],
        *,
        outage: timedelta = OUTAGE,
    ) -> None:
        self._store = store
        self._handle = handle
        self._histories = histories
        self._outage = outage
        self._one_at_a_time = asyncio.Lock()
        self._told: dict[Address, str] = {}  # what the log says already

    async def catch_up(self) -> tuple[Unread, ...]:
        """At the start, whenever a connection is there again, and every few minutes; what could not be read.

        First come all channels; then, where there was an outage, the threads of the cases that run there.
        """
        async with self._one_at_a_time:
            now = _Round()
            for channel in self._channels():
                await self._attempt(channel, partial(self._read_channel, channel, now.outages), now)
            for outage in now.outages:
                await self._attempt(outage.channel, partial(self._read_threads, outage), now)
            self._log(now.unread)
            return tuple(now.unread.values())

    def _channels(self) -> Iterator[_Channel]:
        for team in self._store.house.teams.values():
            for place in map(Address.read, team.intake):
                history = self._histories.get(place.platform)
                if history is not None and place.place != "dm":
                    yield _Channel(place, team.key, history)

    async def _attempt(self, channel: _Channel, read: Callable[[], Awaitable[None]], now: _Round) -> None:
        place = channel.place
        if why := now.resting.get(place.platform):
            now.unread[place] = Unread(str(place), channel.team, why)
            return
        try:
            await read()
        except NotDelivered as no:
            now.unread[place] = Unread(str(place), channel.team, no.why, lasts=no.permanent)
            if no.retry_after is not None:
                now.resting[place.platform] = no.why
        except _NotKept as no:
            now.unread[place] = Unread(str(place), channel.team, str(no))

    async def _read_channel(self, channel: _Channel, outages: list[_Outage]) -> None:
        place, at = channel.place, self._store.clock()
        known = await asyncio.to_thread(self._store.read, lambda tx: tx.mark(str(place)))
        since, read_at = known or (None, at)
        until = await self._heard(channel.history.channel(place, since, at))
        if since is not None and at - read_at > self._outage:
            outages.append(_Outage(channel, since, until or since))
        elif until is not None:
            await self._move(place, until)

    async def _read_threads(self, outage: _Outage) -> None:
        """In those of the cases with the least time left first, as far as the limits let us."""
        channel = outage.channel
        for thread in await asyncio.to_thread(self._store.read, partial(_threads_in, channel.place)):
            try:
                await self._heard(channel.history.thread(thread, outage.since, self._store.clock()))
            except NotDelivered as no:
                if not no.permanent:
                    raise
                log.info("thread not read", extra={"place": str(thread), "why": no.why})
        await self._move(channel.place, outage.until)

    async def _heard(self, pages: AsyncIterator[Page]) -> str | None:
        """Hand on what was said; how far it was read. One message that we cannot handle does not keep the next ones."""
        until, failures = None, 0
        async for page in pages:
            for inbound in page.heard:
                try:
                    await self._handle(inbound)
                except Exception:
                    log.exception("not handled", extra={"key": inbound.keys[0]})
                    if (failures := failures + 1) == MOST_FAILURES:
                        raise _NotKept("not handled") from None
            until = page.until
        if failures:
            raise _NotKept("not handled")
        return until

    async def _move(self, place: Address, mark: str) -> None:
        await self._store.acted(lambda tx: tx.put_mark(str(place), mark))

    def _log(self, unread: Mapping[Address, Unread]) -> None:
        """Once when it begins, once when it is over."""
        for place, no in unread.items():
            if self._told.get(place) != no.why:
                log.warning("channel not read", extra={"place": no.place, "team": no.team, "why": no.why})
        for place in self._told.keys() - unread.keys():
            log.info("channel read again", extra={"place": str(place)})
        self._told = {place: no.why for place, no in unread.items()}


def _threads_in(channel: Address, tx: Reader) -> list[Address]:
    """Where customers wrote about the cases that run, in that channel."""
    running = sorted(tx.all_running(), key=lambda case: (case.deadline, case.id))
    places = (Address.read(bound) for case in running for bound in customers_threads(tx, case.id))
    return [place for place in dict.fromkeys(places) if place.conversation == channel != place]
