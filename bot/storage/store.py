"""The store: acts go in, and what they answer comes out once it is on disk."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Self, TypeVar

from bot.cases.people import House
from bot.storage.batch import Job, Scribe
from bot.storage.engine import Database, check_schema, database
from bot.storage.reading import Reader
from bot.storage.tx import Tx
from bot.storage.wire import Wire
from bot.storage.writers import Writers

T = TypeVar("T")


class Store:
    """What acts do is written, by as many as the database takes; reading goes on beside them."""

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
        self._writers = Writers(self._scribes, database.together)
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
        self._writers.put(Job(act, future))
        return future

    async def acted(self, act: Callable[[Tx], T]) -> T:
        """`act`, for whoever waits in an event loop: where the database is a file, in that loop but for the commit."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._writers.bring(Job(act, future, loop), loop)
        return await future

    def act(self, act: Callable[[Tx], T]) -> T:
        if self._writers.is_one():
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
        if self._writers.close():  # else they still write: the lock goes with the process
            for scribe in self._scribes:
                scribe.release()
            if self._glancing is not None:
                self._glancing.release()
            self._database.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


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
