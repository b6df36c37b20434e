"""The store: acts go in, and what they answer comes out once it is on disk."""

import asyncio
import queue
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from datetime import datetime
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import Engine

from bot.cases.people import House
from bot.storage.batch import Job, Scribe
from bot.storage.engine import BUSY_S, check_schema, database_file, plain, sqlite_engine
from bot.storage.errors import StoreClosed, StoreMissing
from bot.storage.lock import Lock
from bot.storage.reading import Reader
from bot.storage.tx import Tx
from bot.storage.wire import Wire

T = TypeVar("T")
TOGETHER = 256  # acts, and no more are taken into a commit
GATHERING_S = 0.005  # how long an act waits at most for others that its event loop is about to bring
PATIENCE_S = 10.0  # how long `close` waits for what was submitted before it


class Store:
    """One thread writes; it takes all acts that wait into one transaction. Reading goes on beside it."""

    def __init__(
        self, writing: Engine, reading: Engine, clock: Callable[[], datetime], house: House, lock: Lock, place: str
    ) -> None:
        self.house = house
        self.clock = clock
        self._writing = writing
        self._reading = reading
        self._lock = lock
        self._place = place
        self._glancing: Wire | None = None
        try:
            self._wire = Wire(writing)
            try:
                check_schema(self._wire, place)
            except Exception:
                self._wire.release()
                raise
        except Exception as error:
            writing.dispose()
            raise plain(error, place) from error
        self._jobs: queue.SimpleQueue[list[Job] | None] = queue.SimpleQueue()
        self._gathered: list[Job] = []  # what event loops have brought and the writer has not been given
        self._closed = False
        self._gate = threading.Lock()
        self._scribe = Scribe(self._wire, house, clock, place)
        self._thread = threading.Thread(target=self._write, name="store", daemon=True)
        self._thread.start()

    def submit(self, act: Callable[[Tx], T]) -> "Future[T]":
        """Have the act run; the future answers when its commit is on disk. It may run again if a rival was quicker."""
        future: Future[T] = Future()
        with self._gate:
            self._still_open()
            self._hand_over()
            self._jobs.put([Job(act, future)])
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
            self._jobs.put(self._gathered)
            self._gathered = []

    def _still_open(self) -> None:
        if self._closed:
            raise StoreClosed

    def act(self, act: Callable[[Tx], T]) -> T:
        if threading.current_thread() is self._thread:
            raise RuntimeError("an act cannot wait for another act")
        return self.submit(act).result()

    def read(self, question: Callable[[Reader], T]) -> T:
        """Ask beside the writer, of one moment of the store; from any thread."""
        with _reader(self._reading, self.house, self._place) as reader:
            return question(reader)

    def glance(self, question: Callable[[Reader], T]) -> T:
        """Ask for a single row by its key, from the one thread that asks so: no transaction is put around it."""
        try:
            if self._glancing is None:
                self._glancing = Wire(self._reading)
            return question(Reader(self._glancing, self.house))
        except Exception as error:
            driver: Any = self._reading.dialect.loaded_dbapi
            if isinstance(error, driver.Error):
                raise plain(error, self._place) from error
            raise

    def close(self) -> None:
        """Write what was submitted, then let go of the file."""
        with self._gate:
            if self._closed:
                return
            self._closed = True
            self._hand_over()
            self._jobs.put(None)
        self._thread.join(PATIENCE_S)
        if not self._thread.is_alive():  # else it still writes: the lock goes with the process
            self._wire.release()
            if self._glancing is not None:
                self._glancing.release()
            self._reading.dispose()  # before the writer: the last one out folds the log into the file
            self._writing.dispose()
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _write(self) -> None:
        """Until the store is closed: take all that waits, write it down together."""
        open_ = True
        while open_:
            jobs: list[Job] = []
            brought = self._jobs.get()
            try:
                while brought is not None:
                    jobs += brought
                    if len(jobs) >= TOGETHER:
                        break
                    brought = self._jobs.get_nowait()
                open_ = brought is not None
            except queue.Empty:
                pass
            self._scribe.write(jobs)


def open_store(
    url: str,
    clock: Callable[[], datetime],
    house: House,
    *,
    synchronous: str = "FULL",
    writer: str = "serve",
    busy_s: float = BUSY_S,
) -> Store:
    """The store at this address, for the one process that writes to it."""
    path = database_file(url)
    if not path.exists():
        raise StoreMissing(str(path))
    lock = Lock(path, writer)
    try:
        writing = sqlite_engine(path, mode="rw", synchronous=synchronous, busy_s=busy_s)
        return Store(writing, sqlite_engine(path, mode="ro"), clock, house, lock, str(path))
    except BaseException:
        lock.release()
        raise


@contextmanager
def open_reader(url: str, house: House | None = None) -> Iterator[Reader]:
    """One moment of the store, beside whoever writes to it."""
    path = database_file(url)
    if not path.exists():
        raise StoreMissing(str(path))
    engine = sqlite_engine(path, mode="ro")
    try:
        with _reader(engine, house, str(path), checked=True) as reader:
            yield reader
    finally:
        engine.dispose()


@contextmanager
def _reader(engine: Engine, house: House | None, place: str, *, checked: bool = False) -> Iterator[Reader]:
    wire: Wire | None = None
    try:
        wire = Wire(engine)
        wire.run("BEGIN")
        if checked:
            check_schema(wire, place)
        yield Reader(wire, house)
    except Exception as error:
        driver: Any = engine.dialect.loaded_dbapi
        if isinstance(error, driver.Error):
            raise plain(error, place) from error
        raise
    finally:
        if wire:
            wire.release()
