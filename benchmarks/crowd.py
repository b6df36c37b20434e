"""A great many cases in little time: a thousand are opened by the desk itself, and copied inside the database.

A copy is what the desk wrote, under other numbers. Only the ledger's hashes are those of the originals, so `verify`
would complain; no act looks at them.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from time import perf_counter

from benchmarks.desk import CONFIG, NOON, DeskClock, open_desk, say, writing
from bot.messages.values import Address
from bot.settings import Config

THOUSAND = 1000

# How a copy differs from its original, of each table: the columns that change, n being which thousand it is.
_CASE = "case_id + n * 1000"
_SUBJECT = "CAST(subject AS INTEGER) + n * 1000"  # it begins with the case's number
_COPIES = {
    "customers": {"id": "id + n * 1000"},
    "addresses": {"place": "place || '-' || n", "customer_id": "customer_id + n * 1000"},
    "cases": {"id": "id + n * 1000", "customer": "customer + n * 1000"},
    "holds": {"case_id": _CASE},
    "threads": {"place": "place || '-' || n", "case_id": _CASE},
    "events": {
        "case_id": _CASE,
        "request": "request || '-' || n",
        "data": "json_set(data, '$.customer', json_extract(data, '$.customer') + n * 1000,"
        " '$.text', printf('x%05d', n) || substr(json_extract(data, '$.text'), 7))",
    },
    "texts": {"digest": "printf('x%05d', n) || substr(digest, 7)", "case_id": _CASE},
    "seen": {"key": "key || '-' || n", "case_id": _CASE},
    "outbox": {
        "id": "id + n * 1000",
        "key": f"({_CASE}) || substr(key, instr(key, '/'))",
        "case_id": _CASE,
        "thread": f"'card:' || ({_CASE}) || ':1'",
        "say": "'null'",  # long said; it keeps the file at two gigabytes
    },
    "surfaces": {
        "key": f"substr(key, 1, instr(key, ':')) || ({_SUBJECT}) || ':1'",
        "subject": f"({_SUBJECT}) || substr(subject, instr(subject, '/'))",
    },
}
_ORIGINALS = {"events": "case_id > 0", "surfaces": "kind IN ('card', 'acknowledgement')"}


def a_thousand(file: Path, config: Config = CONFIG, noon: datetime = NOON) -> None:
    """A store with a thousand open cases that nobody has claimed; all that was to be said of them has been."""
    clock = DeskClock(noon)
    help_channel = Address.read(next(iter(config.house.teams.values())).intake[0])
    with open_desk(file, clock, synchronous="OFF", config=config) as store:
        for begun in range(0, THOUSAND, 50):
            clock.ahead = timedelta(hours=begun / THOUSAND - 1)  # in the hour before noon, so nothing is due for one
            say(store, [writing(n, clock(), help_channel) for n in range(begun, begun + 50)])
    with driver(file) as database:
        database.execute("UPDATE outbox SET state = 'sent', receipt = '{}'")
        database.execute("UPDATE surfaces SET shown = wanted, receipt = '{}'")
        database.execute("UPDATE seen SET answer = NULL")


def many(file: Path, thousand: Path, count: int) -> None:
    """A store with so many such cases, from one with a thousand."""
    shutil.copy(thousand, file)
    with driver(file) as database:
        indexes = database.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql NOT NULL"
        ).fetchall()
        for name, _ in indexes:
            database.execute(f"DROP INDEX {name}")
        for name, changes in _COPIES.items():
            columns = [row[1] for row in database.execute(f"PRAGMA table_info({name})")]
            copied = ", ".join(changes.get(column, column) for column in columns)
            database.execute(f"CREATE TEMP TABLE original AS SELECT * FROM {name} WHERE {_ORIGINALS.get(name, '1')}")
            database.execute(
                "WITH RECURSIVE thousands (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM thousands WHERE n + 1 < ?)"
                f" INSERT INTO {name} SELECT {copied} FROM thousands CROSS JOIN original",
                (count // THOUSAND,),
            )
            database.execute("DROP TABLE original")
        for _, index in indexes:  # built at once they are in order, and take a fifth of the time
            database.execute(index)


def kept(thousand: Path, count: int, tell: Callable[[str], None]) -> Path:
    """A store of so many, made once and kept in the temporary directory for the next run."""
    with closing(sqlite3.connect(thousand)) as database:
        tables = database.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall()
    made_as = sha256(f"{tables}{_COPIES}{CONFIG.fingerprint}".encode()).hexdigest()[:12]
    file = Path(tempfile.gettempdir()) / f"buckstop-bench-{count}-{made_as}.db"
    if not file.exists():
        began = perf_counter()
        for old in file.parent.glob(f"buckstop-bench-{count}-*"):  # made for other tables or another desk
            old.unlink()
        making = file.with_suffix(".making")
        many(making, thousand, count)
        making.rename(file)
        size = file.stat().st_size / 1e6
        tell(f"\nMade {count:,} open cases in {perf_counter() - began:.0f} s; {file} stays ({size:,.0f} MB).")
    return file


@contextmanager
def driver(file: Path) -> Iterator[sqlite3.Connection]:
    """Straight at the file, in one transaction that need not survive a crash."""
    database = sqlite3.connect(file, isolation_level=None)
    try:
        database.executescript("PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; PRAGMA temp_store = MEMORY;")
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("BEGIN")
        yield database
        database.execute("COMMIT")
        database.execute("PRAGMA journal_mode = WAL")
    finally:
        database.close()
