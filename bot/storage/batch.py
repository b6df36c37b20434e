"""Acts put into transactions: together what waits together, one by one if together does not go."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from random import random
from time import monotonic, sleep
from typing import Any

from bot.cases.people import House
from bot.storage.draft import Batch
from bot.storage.engine import Database
from bot.storage.errors import Outpaced, StoreError
from bot.storage.tx import Tx
from bot.storage.wire import Wire

TRIES = 5  # where nobody else writes
PATIENCE_S = 5.0  # where others do: so long an act begins anew because a rival was quicker
LONGEST_BREATH_S = 0.05
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """An act, and whom it answers: any thread by its future, or an event loop by one of its own."""

    act: Callable[[Tx], Any]
    future: "Future[Any] | asyncio.Future[Any]" = field(default_factory=Future)
    loop: asyncio.AbstractEventLoop | None = None

    def begins(self) -> bool:
        """False if nobody waits for it any more."""
        if isinstance(self.future, Future):
            return self.future.set_running_or_notify_cancel()
        return not self.future.cancelled()


@dataclass(frozen=True, slots=True)
class Outcome:
    value: Any = None
    error: BaseException | None = None

    def tell(self, job: Job) -> None:
        if job.future.cancelled():
            return
        if self.error is None:
            job.future.set_result(self.value)
        elif isinstance(self.error, StopIteration):  # which no future of an event loop takes
            job.future.set_exception(RuntimeError(repr(self.error)))
        else:
            job.future.set_exception(self.error)


Told = list[tuple[Job, Outcome]]


class Scribe:
    """Writes down what acts do; used by one thread at a time."""

    def __init__(self, database: Database, house: Callable[[], House], clock: Callable[[], datetime]) -> None:
        self._database = database
        self._house = house
        self._clock = clock
        self._spoken: Wire | None = None

    @property
    def _wire(self) -> Wire:
        if self._spoken is None:
            self._spoken = Wire(self._database.writing)
        return self._spoken

    def connect(self) -> Wire:
        """Now, so that whoever opens the store hears why it cannot be."""
        return self._wire

    def release(self) -> None:
        if self._spoken is not None:
            self._spoken.release()
            self._spoken = None

    def write(self, jobs: Sequence[Job]) -> Told:
        """Run these acts; what to tell whom. An act that raises leaves no trace and spoils no other."""
        jobs = [job for job in jobs if job.begins()]
        if not jobs:
            return []
        try:
            outcomes = self._together(jobs) if self._database.together > 1 else [self._alone(job) for job in jobs]
        except _Unwritten as unwritten:
            outcomes = [Outcome(error=unwritten.error)] * len(jobs)
        except Exception:  # whose act it was shows when each runs alone
            outcomes = [self._alone(job) for job in jobs]
        return list(zip(jobs, outcomes, strict=True))

    def drafted(self, jobs: Sequence[Job]) -> list[Outcome] | None:
        """Run these acts without waiting for anybody; what comes of them once they are `committed`. None if they do not
        go together, or not now: then nothing of them is kept, and they may be written after all."""
        try:
            return self._drafted(jobs, hurried=True)
        except Exception:
            return None

    def committed(self, jobs: Sequence[Job], outcomes: list[Outcome]) -> Told:
        """What is to be told of what was `drafted`."""
        try:
            self._commit()
        except _Unwritten as unwritten:
            outcomes = [Outcome(error=unwritten.error)] * len(jobs)
        except Exception as error:
            outcomes = [Outcome(error=self._refused(error))] * len(jobs)
        return list(zip(jobs, outcomes, strict=True))

    def _alone(self, job: Job) -> Outcome:
        """In a transaction of its own, from a fresh read each time a rival was quicker."""
        last: Exception = Outpaced()
        for turn in self._turns():
            try:
                return self._together([job], again=turn > 0)[0]
            except _Unwritten as unwritten:
                return Outcome(error=unwritten.error)
            except Outpaced as outpaced:
                last = outpaced
            except self._database.rivals as rival:  # also while it only read
                last = rival
            except _Gone as gone:  # had it committed all the same, it finds so now: nothing has two effects
                last = gone.error
                if turn:
                    break
            except Exception as error:
                last = error
                break
        log.warning("act refused by the database", extra={"why": str(last.__cause__ or last)})
        return Outcome(error=self._refused(last))

    def _turns(self) -> Iterator[int]:
        """Once more, as often as is worth it; where rivals run beside us, after a breath of its own length."""
        if not self._database.shared:
            yield from range(TRIES)
            return
        until, turn = monotonic() + PATIENCE_S, 0
        while turn < TRIES or monotonic() < until:
            yield turn
            turn += 1
            sleep(min(0.001 * 2**turn, LONGEST_BREATH_S) * random())

    def _together(self, jobs: Sequence[Job], *, again: bool = False) -> list[Outcome]:
        """One transaction. What the database refuses is raised: then nothing of it is kept."""
        outcomes = self._drafted(jobs, again=again)
        self._commit()
        return outcomes

    def _drafted(self, jobs: Sequence[Job], *, again: bool = False, hurried: bool = False) -> list[Outcome]:
        """The same up to the commit."""
        wire = self._begun(hurried=hurried)
        try:
            batch = Batch(wire, self._house(), self._database, self._clock, again=again)
            outcomes = [self._run(batch, job.act) for job in jobs]
            batch.settle()
        except wire.Refusal as refusal:
            self._undone(wire, refusal)
            raise
        except BaseException:
            self._undone(wire)
            raise
        return outcomes

    def _commit(self) -> None:
        wire = self._wire
        try:
            wire.commit()
        except wire.Refusal as refusal:
            self._undone(wire, refusal)
            log.error("commit failed", extra={"why": str(refusal)})
            raise _Unwritten(self._refused(refusal)) from refusal

    def _begun(self, *, hurried: bool = False) -> Wire:
        """A transaction, on a new connection if the old one is gone; nothing was done on it yet. Who is `hurried` does
        not wait for others who write."""
        for last_try in (False, True):
            try:
                wire = self._wire
            except Exception as error:
                raise _Unwritten(self._refused(error)) from error
            try:
                self._database.begin(wire, hurried=hurried)
            except wire.Refusal as refusal:
                try:
                    self._undone(wire, refusal)
                except _Gone:
                    if not last_try:
                        continue
                raise _Unwritten(self._refused(refusal)) from refusal
            return wire
        raise AssertionError("either it begins or it does not")

    def _undone(self, wire: Wire, why: Exception | None = None) -> None:
        """Take it back. On a connection that is gone the database does so by itself: raises _Gone."""
        if not wire.is_gone:
            wire.rollback()
            return
        wire.drop()
        self._spoken = None
        if why is not None:
            raise _Gone(why) from why

    def _run(self, batch: Batch, act: Callable[[Tx], Any]) -> Outcome:
        tx = Tx(batch, self._clock())
        try:
            value = act(tx)
            self._still_whole(batch)
            tx.keep_all()
        except BaseException as error:
            self._still_whole(batch)
            if isinstance(error, Outpaced):
                raise
            tx.keep_none()
            return Outcome(error=error)
        return Outcome(value)

    def _still_whole(self, batch: Batch) -> None:
        """Raise why rows could not be written or read, even if the act took it for its own affair."""
        if broken := batch.broken or batch.wire.fault:
            raise broken

    def _refused(self, error: Exception) -> StoreError:
        refusal = self._database.complaint(error.__cause__ or error if isinstance(error, Outpaced) else error)
        refusal.__cause__ = error
        return refusal


def tell(answers: Told) -> None:
    """Answer the futures of these jobs; each event loop is woken once."""
    told: defaultdict[asyncio.AbstractEventLoop | None, Told] = defaultdict(list)
    for job, outcome in answers:
        told[job.loop].append((job, outcome))
    for loop, theirs in told.items():
        if loop is None:
            _tell(theirs)
        else:
            with suppress(RuntimeError):  # it was closed meanwhile: nobody waits there any more
                loop.call_soon_threadsafe(_tell, theirs)


def _tell(answers: Told) -> None:
    for job, outcome in answers:
        outcome.tell(job)


class _Gone(Exception):
    """The connection is gone, and with it the transaction; had it been told to commit, nobody knows whether it did."""

    def __init__(self, error: Exception) -> None:
        super().__init__(error)
        self.error = error


class _Unwritten(Exception):
    """The whole transaction failed for a reason that trying again will not mend."""

    def __init__(self, error: StoreError) -> None:
        super().__init__(error)
        self.error = error
