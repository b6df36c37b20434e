"""Acts put into transactions: together what waits together, one by one if together does not go."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.cases.people import House
from bot.storage.draft import Batch
from bot.storage.engine import plain
from bot.storage.errors import Outpaced, StoreError
from bot.storage.tx import Tx
from bot.storage.wire import Wire

TRIES = 5
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

    def __init__(self, wire: Wire, house: House, clock: Callable[[], datetime], place: str) -> None:
        self._wire = wire
        self._house = house
        self._clock = clock
        self._place = place

    def write(self, jobs: Sequence[Job]) -> None:
        """Run these acts and answer their futures; an act that raises leaves no trace and spoils no other."""
        jobs = [job for job in jobs if job.begins()]
        if not jobs:
            return
        try:
            outcomes = self._together(jobs)
        except _Unwritten as unwritten:
            outcomes = [Outcome(error=unwritten.error)] * len(jobs)
        except Exception:  # whose act it was shows when each runs alone
            outcomes = [self._alone(job) for job in jobs]
        told: defaultdict[asyncio.AbstractEventLoop | None, Told] = defaultdict(list)
        for job, outcome in zip(jobs, outcomes, strict=True):
            told[job.loop].append((job, outcome))
        for loop, answers in told.items():
            if loop is None:
                _tell(answers)
            else:
                with suppress(RuntimeError):  # it was closed meanwhile: nobody waits there any more
                    loop.call_soon_threadsafe(_tell, answers)

    def _alone(self, job: Job) -> Outcome:
        """In a transaction of its own, from a fresh read each time a rival was quicker."""
        last: Exception = Outpaced()
        for _ in range(TRIES):
            try:
                return self._together([job])[0]
            except _Unwritten as unwritten:
                return Outcome(error=unwritten.error)
            except Outpaced as outpaced:
                last = outpaced
            except Exception as error:
                last = error
                break
        log.warning("act refused by the database", extra={"why": str(last.__cause__ or last)})
        return Outcome(error=self._refused(last))

    def _together(self, jobs: Sequence[Job]) -> list[Outcome]:
        """One transaction. What the database refuses is raised: then nothing of it is kept."""
        wire = self._wire
        try:
            wire.run("BEGIN IMMEDIATE")
        except wire.Refusal as refusal:
            wire.rollback()
            raise _Unwritten(self._refused(refusal)) from refusal
        try:
            batch = Batch(wire, self._house, self._clock)
            outcomes = [self._run(batch, job.act) for job in jobs]
            batch.settle()
        except BaseException:
            wire.rollback()
            raise
        try:
            wire.commit()
        except wire.Refusal as refusal:
            wire.rollback()
            log.error("commit failed", extra={"why": str(refusal)})
            raise _Unwritten(self._refused(refusal)) from refusal
        return outcomes

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
        if broken := batch.broken or self._wire.fault:
            raise broken

    def _refused(self, error: Exception) -> StoreError:
        refusal = plain(error.__cause__ or error if isinstance(error, Outpaced) else error, self._place)
        refusal.__cause__ = error
        return refusal


def _tell(answers: Told) -> None:
    for job, outcome in answers:
        outcome.tell(job)


class _Unwritten(Exception):
    """The whole transaction failed for a reason that trying again will not mend."""

    def __init__(self, error: StoreError) -> None:
        super().__init__(error)
        self.error = error
