"""The database behind a store, whichever it is: what the store must know of it beside its SQL."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.storage.errors import Outpaced, StoreBroken, StoreError, StoreMissing, StoreSchema
from bot.storage.schema import HEAD, versions
from bot.storage.wire import Statement, Wire

WRITE = "Write it as sqlite:///path/to/file.db or postgresql://user:password@host/name."


@dataclass(frozen=True, slots=True)
class Database:
    """One that is open, or will be once it is asked.

    On SQLite one process writes, one transaction after the other, and puts into each what waits together. PostgreSQL
    is `shared`: several `hands` write at once, here and in other processes, each act in a transaction of its own.
    """

    place: str  # as it is called in errors; no password is in it
    writing: Engine
    reading: Engine
    begins: str
    begins_reading: str
    plain: Callable[[BaseException], StoreError]  # its complaints in words that say what to do
    rivals: tuple[type[Exception], ...]  # what it says when another was quicker: the act runs again
    release: Callable[[], None]  # what else was taken for it
    hurries: tuple[str, str] | None = None  # not to wait for others who write; and to do so again
    together: int = 1  # acts in one transaction
    hands: int = 1  # threads that write
    shared: bool = False

    def begin(self, wire: Wire, *, hurried: bool = False) -> None:
        """A transaction that writes. Who is `hurried` does not wait for others who do."""
        if not hurried or self.hurries is None:
            wire.run(self.begins)
            return
        hurry, wait = self.hurries
        wire.run(hurry)
        try:
            wire.run(self.begins)
        finally:
            wire.run(wait)

    def complaint(self, error: BaseException) -> StoreError:
        if isinstance(error, StoreError):
            return error
        if isinstance(error, Outpaced):
            return StoreBroken(self.place, "a rival was quicker every time", "Nothing of this was kept; try again.")
        return self.plain(error)

    def is_its_own(self, error: BaseException) -> bool:
        """Is it the database that complains?"""
        driver: Any = self.writing.dialect.loaded_dbapi
        return isinstance(getattr(error, "orig", error), driver.Error)

    def dispose(self) -> None:
        self.reading.dispose()  # before the writer: on SQLite the last one out folds the log into the file
        self.writing.dispose()
        self.release()


def database(url: str, *, writer: str | None = None, new: bool = False, **how: Any) -> Database:
    """The database at this address; `how` is its own. Raises StoreError."""
    from bot.storage import postgres, sqlite

    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StoreBroken("DATABASE_URL", "not a database address", WRITE) from error
    if parsed.get_backend_name() == "sqlite":
        return sqlite.opened(parsed, writer=writer, new=new, **how)
    if parsed.get_backend_name() == "postgresql":
        return postgres.opened(parsed, writer=writer, new=new, **how)
    raise StoreBroken(parsed.render_as_string(hide_password=True), "neither SQLite nor PostgreSQL", WRITE)


def check_schema(wire: Wire, place: str) -> None:
    """Refuse tables of another release before anything is read from them."""
    found = version(wire)
    if found is None:
        raise StoreMissing(place)
    if found != HEAD:
        raise StoreSchema(place, found, HEAD, newer=found > HEAD)


def version(wire: Wire) -> str | None:
    """Which schema the database has; None if it has none of ours."""
    if not wire.has_table(versions.name):
        return None
    row = wire.one(_VERSION)
    return str(row[0]) if row else None


_VERSION = Statement(select(versions.c.version_num))
