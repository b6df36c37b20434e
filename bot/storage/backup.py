"""A copy of a SQLite store, made beside whoever writes to it."""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from bot.storage.engine import database
from bot.storage.errors import CopyNotMade
from bot.storage.lock import Lock
from bot.storage.rows import micros
from bot.storage.sqlite import file_of
from bot.storage.store import open_reader

PAGES = 1024  # 4 MB at once; then they go to disk, so that a claim's own way there is never long
PAUSE_S = 0.01


def rest() -> None:
    time.sleep(PAUSE_S)


def back_up(
    url: str,
    to: Path,
    clock: Callable[[], datetime],
    faults: Callable[[str], Iterator[str]],
    *,
    force: bool = False,
    pages: int = PAGES,
    pause: Callable[[], object] = rest,
) -> list[str]:
    """Copy the store, look whether the copy is whole, and only then give it its name. What is wrong with it: then
    nothing is kept. `faults` says what is wrong with the ledger of a store at an address. Raises StoreError."""
    store = file_of(url)
    with open_reader(url):  # it is there, and of this release
        pass
    with _place_for(store, to, force=force) as partial:
        made_at = clock()  # before the moment that is copied: nothing that was sent after it is earlier
        _copy(url, partial, pages, pause)
        _mark(partial, made_at)
        if wrong := _damage(partial) or list(faults(f"sqlite:///{partial}")):
            return wrong
        _to_disk(partial)
        _name(partial, to, force=force)
    return []


@contextmanager
def _place_for(store: Path, to: Path, *, force: bool) -> Iterator[Path]:
    """A file that is empty, beside where the copy is to be; taken away if it was not given its name."""
    whole = to.resolve()
    partial = whole.with_name(f"{whole.name}.{os.getpid()}.partial")
    if whole == store:
        raise CopyNotMade(str(to), "that is the store itself", "Name another file.")
    if to.is_dir():
        raise CopyNotMade(str(to), "it is a directory", "Name a file in it.")
    if to.exists() and not force:
        raise CopyNotMade(str(to), "there is such a file", "Name another one, or say --force to replace it.")
    for behind in ("-wal", "-journal"):
        left = whole.with_name(whole.name + behind)
        if left.exists() and left.stat().st_size:  # SQLite would take it for the copy's, and spoil it
            raise CopyNotMade(str(to), f"{left.name} of another database lies beside it", "Name another file.")
    try:
        with _unused(whole):
            os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))  # what people wrote is in it
            try:
                yield partial
            finally:
                for name in (partial.name, f"{partial.name}-journal", f"{partial.name}-wal", f"{partial.name}-shm"):
                    partial.with_name(name).unlink(missing_ok=True)
    except OSError as error:
        do = "See that its directory is there, that the program may write in it, and that the disk has room."
        raise CopyNotMade(str(to), error.strerror or str(error), do) from error
    except sqlite3.Error as error:
        do = "See that the disk has room, and that nothing is wrong with the store: “buckstop verify” says."
        raise CopyNotMade(str(to), str(error), do) from error


@contextmanager
def _unused(there: Path) -> Iterator[None]:
    """Nobody writes to the file that is to be replaced."""
    if not there.with_name(f"{there.name}.lock").exists():
        yield
        return
    lock = Lock(there, "backup")
    try:
        yield
    finally:
        lock.release()


def _copy(url: str, partial: Path, pages: int, pause: Callable[[], object]) -> None:
    """Page by page, of one moment. While this reads, the store can be written all the time; its log only grows."""
    store = database(url)
    on_disk = os.open(partial, os.O_RDONLY)

    def copied(status: int, remaining: int, total: int) -> None:
        os.fsync(on_disk)
        pause()

    try:
        with closing(store.reading.raw_connection()) as held, closing(_opened(partial)) as copy:
            source = held.driver_connection
            assert isinstance(source, sqlite3.Connection)
            # Without a moment of its own to look at, SQLite would begin anew whenever somebody writes to the store.
            source.execute("BEGIN")
            source.execute("SELECT count(*) FROM sqlite_master").fetchone()
            copy.execute("PRAGMA journal_mode = OFF")
            copy.execute("PRAGMA synchronous = OFF")
            source.backup(copy, pages=pages, progress=copied)
            source.execute("ROLLBACK")
    finally:
        os.close(on_disk)
        store.dispose()


def _mark(partial: Path, made_at: datetime) -> None:
    """Say in the copy that it is one; and make it one file, that can be read where nothing can be written."""
    with closing(_opened(partial)) as copy:
        copy.execute("PRAGMA journal_mode = DELETE")
        copy.execute("INSERT INTO copies (made_at) VALUES (?)", (micros(made_at),))


def _damage(partial: Path) -> list[str]:
    with closing(_opened(partial)) as copy:
        try:
            said = [str(row[0]) for row in copy.execute("PRAGMA integrity_check")]
        except sqlite3.DatabaseError as error:
            said = [str(error)]
    return [] if said == ["ok"] else said


def _opened(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file, isolation_level=None)


def _to_disk(place: Path) -> None:
    opened = os.open(place, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _name(partial: Path, to: Path, *, force: bool) -> None:
    whole = to.resolve()
    if force:
        partial.replace(whole)
    else:
        try:
            os.link(partial, whole)  # unlike a renaming it never takes the place of what came there meanwhile
        except FileExistsError as error:
            raise CopyNotMade(str(to), "there is such a file", "Name another one.") from error
        except OSError:  # a file system without links
            partial.rename(whole)
    with suppress(FileNotFoundError):
        partial.unlink()
    _to_disk(whole.parent)
