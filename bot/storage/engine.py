"""Opening a database: its address, its settings, and plain words for what it refuses."""

import sqlite3
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Engine, create_engine, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from bot.storage.errors import StoreBroken, StoreError, StoreLocked, StoreMissing, StoreSchema
from bot.storage.schema import HEAD, versions
from bot.storage.wire import Statement, Wire

BUSY_S = 5.0  # how long SQLite waits for a lock before it says so
READERS = 16


def database_file(url: str) -> Path:
    """The SQLite file an address names."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StoreBroken(url, "not a database address", "Write it as sqlite:///path/to/file.db.") from error
    place = parsed.render_as_string(hide_password=True)
    if parsed.get_backend_name() != "sqlite":
        raise StoreBroken(place, "only SQLite so far", "Write it as sqlite:///path/to/file.db.")
    if not parsed.database or parsed.database == ":memory:":
        raise StoreBroken(place, "it names no file", "Write it as sqlite:///path/to/file.db.")
    if parsed.query:
        raise StoreBroken(place, "a SQLite address takes no options behind a ?", "Leave them out.")
    if Path(parsed.database).is_dir():
        raise StoreBroken(place, "it is a directory", "Name a file in it.")
    return Path(parsed.database).resolve()  # by whatever way it is named, it has one lock


def sqlite_engine(path: Path, *, mode: str, synchronous: str = "FULL", busy_s: float = BUSY_S) -> Engine:
    """`mode` is SQLite's own: ro, rw, rwc. Transactions are begun by hand: the driver's own begin too late."""

    settings = ["foreign_keys = ON", "cache_size = -32000", f"synchronous = {synchronous}"]
    if mode != "ro":
        settings += ["journal_mode = WAL", "temp_store = MEMORY"]

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"file:{quote(str(path.absolute()))}?mode={mode}",
            uri=True,
            timeout=busy_s,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
        )
        try:
            for setting in settings:
                connection.execute(f"PRAGMA {setting}")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    return create_engine(
        "sqlite://", creator=connect, poolclass=QueuePool, pool_size=READERS, max_overflow=0, pool_timeout=30
    )


def plain(error: BaseException, place: Path | str) -> StoreError:
    """A database's complaint in words that say what to do."""
    if isinstance(error, StoreError):
        return error
    said = str(getattr(error, "orig", None) or error) or "a rival was quicker every time"
    if "locked" in said:
        return StoreLocked(str(place))
    for sign, do in _REMEDIES.items():
        if sign in said:
            return StoreBroken(str(place), said, do)
    return StoreBroken(str(place), said, "Nothing of this was kept.")


_REMEDIES = {
    "unable to open": "See that its directory is there and that the program may write in it.",
    "readonly": "The program must be able to write the file and its directory.",
    "not a database": "It is no SQLite file: check DATABASE_URL, or put a backup in its place.",
    "malformed": "The file is damaged: put a backup in its place.",
    "disk is full": "Make room on the disk; nothing of this was kept.",
}


def check_schema(wire: Wire, place: Path | str) -> None:
    """Refuse tables of another release before anything is read from them."""
    found = version(wire)
    if found is None:
        raise StoreMissing(str(place))
    if found != HEAD:
        raise StoreSchema(str(place), found, HEAD, newer=found > HEAD)


def version(wire: Wire) -> str | None:
    """Which schema the database has; None if it has none of ours."""
    if not wire.all(_TABLES):
        return None
    row = wire.one(_VERSION)
    return str(row[0]) if row else None


_TABLES = Statement(text("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"))
_VERSION = Statement(select(versions.c.version_num))
