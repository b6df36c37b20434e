"""The store: acts go in, and what they answer comes out once it is on disk."""

import asyncio
import queue
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from datetime import datetime, timedelta
from time import monotonic
from types import TracebackType
from typing import Any, Self, TypeVar

from bot.cases.people import House
from bot.storage.batch import Job, Scribe, Told, tell
from bot.storage.engine import Database, check_schema, database
from bot.storage.errors import StoreClosed
from bot.storage.reading import Reader
from bot.storage.tx import Tx
from bot.storage.wire import Wire

T = TypeVar("T")
GATHERING_S = 0.005  # how long an act waits at most for others that its event loop is about to bring
PATIENCE_S = 10.0  # how long `close` waits for what was submitted before it


class Store:
    """Hands write what acts do, as many as the database takes; reading goes on beside them."""

    def __init__(self, database: Database, clock: Callable[[], datetime], house: House, *, measured: bool) -> None:
        self.house = house
        self.offset = timedelta()  # what the database's clock shows more than ours
        self._clock = clock
        self._measured = measured and database.shared
        self._database = database
        self._glancing: Wire | None = None
        self._scribes = [Scribe(database, lambda: self.house, self.clock) for _ in range(database.hands)]
        try:
            check_schema(self._scribes[0].connect(), database.place)
        except Exception as error:
            self._scribes[0].release()
            database.dispose()
            raise database.complaint(error) from error
        self._jobs: queue.SimpleQueue[list[Job] | None] = queue.SimpleQueue()
        self._gathered: list[Job] = []  # what event loops have brought and the writer has not been given
        self._closed = False
        self._gate = threading.Lock()
        self._idle = threading.Semaphore(0)
        self._hands: list[threading.Thread] = []
        self._hire()
        self.measure()

    def clock(self) -> datetime:
        """Now, as everybody says it who writes to this database."""
        return self._clock() + self.offset

    def measure(self) -> timedelta:
        """Ask the database what time it is, where others write to it by clocks of their own; how far ours is off."""
        if self._measured:
            asked_at = self._clock()
            shown = self.read(lambda reader: reader.database_time())
            self.offset = shown - (asked_at + (self._clock() - asked_at) / 2)
        return self.offset

    def submit(self, act: Callable[[Tx], T]) -> "Future[T]":
        """Have the act run; the future answers when its commit is on disk. It may run again if a rival was quicker."""
        future: Future[T] = Future()
        with self._gate:
            self._still_open()
            self._hand_over()
            self._put([Job(act, future)])
        return future

    async def acted(self, act: Callable[[Tx], T]) -> T:
        """`act`, for whoever waits in an event loop.

        What comes there together is handed over together, and all that one commit answers wakes the loop once: else
        the writer would begin with the first alone, and the two would take turns for every one of them.
        """
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        with self._gate:
            self._still_open()
            if self._database.together == 1:  # each is written by itself, so that none waits for another
                self._put([Job(act, future, loop)])
            else:
                if self._gathered and self._gathered[0].loop is not loop:  # which may have ended since
                    self._hand_over()
                if not self._gathered:
                    loop.call_soon(self._gather, loop, 0, loop.time() + GATHERING_S)
                self._gathered.append(Job(act, future, loop))
        return await future

    def _gather(self, loop: asyncio.AbstractEventLoop, before: int, until: float) -> None:
        """Hand over once a turn of the loop has brought nothing more."""
        with self._gate:
            if before < (now := len(self._gathered)) and loop.time() < until:
                loop.call_soon(self._gather, loop, now, until)
            else:
                self._hand_over()

    def _hand_over(self) -> None:
        if self._gathered:
            self._put(self._gathered)
            self._gathered = []

    def _put(self, jobs: list[Job]) -> None:
        """A hand that is free takes them; if there is none, one more, so that nobody holds connections unused."""
        self._jobs.put(jobs)
        if not self._idle.acquire(blocking=False) and len(self._hands) < len(self._scribes):
            self._hire()

    def _hire(self) -> None:
        n = len(self._hands)
        hand = threading.Thread(target=self._write, args=(self._scribes[n],), name=f"store-{n}", daemon=True)
        self._hands.append(hand)
        hand.start()

    def _still_open(self) -> None:
        if self._closed:
            raise StoreClosed

    def act(self, act: Callable[[Tx], T]) -> T:
        if threading.current_thread() in self._hands:
            raise RuntimeError("an act cannot wait for another act")
        return self.submit(act).result()

    def read(self, question: Callable[[Reader], T]) -> T:
        """Ask beside the writers, of one moment of the store; from any thread."""
        with _reader(self._database, self.house) as reader:
            return question(reader)

    async def asked(self, question: Callable[[Reader], T]) -> T:
        """`read`, for whoever waits in an event loop: there itself if that takes less than going to a thread and back,
        as it does where the database is a file."""
        return await asyncio.to_thread(self.read, question) if self._database.shared else self.read(question)

    async def glanced(self, question: Callable[[Reader], T]) -> T:
        """Ask for a single row by its key, from the one event loop that asks so: no transaction is put around it."""
        if self._database.shared:
            return await asyncio.to_thread(self.read, question)
        try:
            if self._glancing is None:
                self._glancing = Wire(self._database.reading)
            return question(Reader(self._glancing, self.house))
        except Exception as error:
            if self._database.is_its_own(error):
                raise self._database.complaint(error) from error
            raise

    def close(self) -> None:
        """Write what was submitted, then let go of the file."""
        with self._gate:
            if self._closed:
                return
            self._closed = True
            self._hand_over()
            for _ in self._hands:
                self._jobs.put(None)
        until = monotonic() + PATIENCE_S
        for hand in self._hands:
            hand.join(max(0.0, until - monotonic()))
        if not any(hand.is_alive() for hand in self._hands):  # else they still write: the lock goes with the process
            for scribe in self._scribes:
                scribe.release()
            if self._glancing is not None:
                self._glancing.release()
            self._database.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _write(self, scribe: Scribe) -> None:
        """Until the store is closed: take what waits, as much as goes together, and write it down."""
        open_, together = True, self._database.together
        answers: Told = []
        while open_:
            jobs: list[Job] = []
            brought = self._next(answers)
            try:
                while brought is not None:
                    jobs += brought
                    if len(jobs) >= together:
                        break
                    brought = self._jobs.get_nowait()
                open_ = brought is not None
            except queue.Empty:
                pass
            answers = scribe.write(jobs)
        tell(answers)

    def _next(self, answers: Told) -> list[Job] | None:
        """What waits, once these were told. Whoever is answered may bring the next act at once: if nothing waits, this
        hand is free for it before it answers, and nobody is hired for what it can do."""
        try:
            brought = self._jobs.get_nowait()
        except queue.Empty:
            self._idle.release()
            tell(answers)
            return self._jobs.get()
        tell(answers)
        return brought


def open_store(
    url: str, clock: Callable[[], datetime], house: House, *, writer: str = "serve", measured: bool = False, **how: Any
) -> Store:
    """The store at this address; of a SQLite file, for the one process that writes to it. Raises StoreError.

    `measured`: the clock is a real one, and is held against the database's.
    """
    return Store(database(url, writer=writer, **how), clock, house, measured=measured)


@contextmanager
def open_reader(url: str, house: House | None = None) -> Iterator[Reader]:
    """One moment of the store, beside whoever writes to it."""
    opened = database(url)
    try:
        with _reader(opened, house, checked=True) as reader:
            yield reader
    finally:
        opened.dispose()


@contextmanager
def _reader(database: Database, house: House | None, *, checked: bool = False) -> Iterator[Reader]:
    wire: Wire | None = None
    try:
        wire = _reading(database)
        if checked:
            check_schema(wire, database.place)
        yield Reader(wire, house)
    except Exception as error:
        if database.is_its_own(error):
            raise database.complaint(error) from error
        raise
    finally:
        if wire:
            wire.release()


def _reading(database: Database) -> Wire:
    """A connection with a transaction; those that are gone since they were used last are passed over."""
    while True:
        wire = Wire(database.reading)
        try:
            wire.run(database.begins_reading)
        except Exception:
            if not wire.is_gone or wire.is_new:
                wire.release()
                raise
            wire.drop()
        else:
            return wire
