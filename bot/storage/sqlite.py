"""A SQLite file: its address, its settings, and plain words for what it refuses."""

import sqlite3
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import QueuePool

from bot.storage.engine import Database
from bot.storage.errors import StoreBroken, StoreError, StoreLocked, StoreMissing
from bot.storage.lock import Lock

LOG_PAGES = 4000  # of 4 KB, until they are copied into the file: a page that many acts change is copied once for all
BUSY_S = 5.0  # how long SQLite waits for a lock before it says so
READERS = 16
KEEPS_NO_LOG = b"\x01\x01"
TOGETHER = 256  # acts in one commit, and no more are taken into it


def database_file(parsed: URL) -> Path:
    """The file an address names."""
    place = parsed.render_as_string(hide_password=True)
    if not parsed.database or parsed.database == ":memory:":
        raise StoreBroken(place, "it names no file", "Write it as sqlite:///path/to/file.db.")
    if parsed.query:
        raise StoreBroken(place, "a SQLite address takes no options behind a ?", "Leave them out.")
    if Path(parsed.database).is_dir():
        raise StoreBroken(place, "it is a directory", "Name a file in it.")
    return _with_its_own_log(Path(parsed.database).resolve())  # by whatever way it is named, it has one lock


def _with_its_own_log(path: Path) -> Path:
    """A copy put in the place of a store whose log still lies there: SQLite would write that log into the copy. A file
    whose header says that it keeps no log has none (https://www.sqlite.org/fileformat.html, 1.3.3)."""
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size and path.exists():
        with path.open("rb") as file:
            if file.read(20)[18:20] == KEEPS_NO_LOG:
                do = f"Move {log.name} away: it belongs to the store that was there before."
                raise StoreBroken(str(path), f"{log.name} beside it is not its own", do)
    return path


def file_of(url: str) -> Path:
    """The file behind an address."""
    return database_file(make_url(url))


def opened(
    parsed: URL, *, writer: str | None, new: bool = False, synchronous: str = "FULL", busy_s: float = BUSY_S
) -> Database:
    """For the one process that writes, by which name; or with None for one that only reads, beside it."""
    path = database_file(parsed)
    if not new and not path.exists():
        raise StoreMissing(str(path))
    lock = Lock(path, writer) if writer else None
    return Database(
        place=str(path),
        writing=_engine(path, mode="rwc" if new else "rw", synchronous=synchronous, busy_s=busy_s),
        reading=_engine(path, mode="ro"),
        begins="BEGIN IMMEDIATE",
        begins_reading="BEGIN",
        hurries=("PRAGMA busy_timeout = 0", f"PRAGMA busy_timeout = {round(busy_s * 1000)}"),
        together=TOGETHER,
        plain=lambda error: _plain(error, path),
        rivals=(sqlite3.IntegrityError,),
        release=lock.release if lock else lambda: None,
    )


def _engine(path: Path, *, mode: str, synchronous: str = "FULL", busy_s: float = BUSY_S) -> Engine:
    """`mode` is SQLite's own: ro, rw, rwc. Transactions are begun by hand: the driver's own begin too late."""

    settings = ["foreign_keys = ON", "cache_size = -32000", f"synchronous = {synchronous}"]
    if mode != "ro":
        settings += ["journal_mode = WAL", "temp_store = MEMORY", f"wal_autocheckpoint = {LOG_PAGES}"]

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


def _plain(error: BaseException, path: Path) -> StoreError:
    said = str(getattr(error, "orig", None) or error)
    if "locked" in said:
        return StoreLocked(str(path))
    for sign, do in _REMEDIES.items():
        if sign in said:
            return StoreBroken(str(path), said, do)
    return StoreBroken(str(path), said, "Nothing of this was kept.")


_REMEDIES = {
    "unable to open": "See that its directory is there and that the program may write in it.",
    "readonly": "The program must be able to write the file and its directory.",
    "not a database": "It is no SQLite file: check DATABASE_URL, or put a backup in its place.",
    "malformed": "The file is damaged: put a backup in its place.",
    "disk is full": "Make room on the disk; nothing of this was kept.",
}
