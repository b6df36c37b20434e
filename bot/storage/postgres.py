"""PostgreSQL: its address, its settings, and plain words for what it refuses.

Nothing rests on the session: what is set is set for one transaction, nothing is prepared, no lock outlives its
transaction. So a pooler that hands out a connection for each transaction may stand between. Where none does, or one
that knows of prepared statements, `prepare_threshold` in the address lets the driver prepare what it has sent so often
(https://www.psycopg.org/psycopg3/docs/advanced/prepare.html).
"""

import re
from typing import Any

from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import URL
from sqlalchemy.pool import QueuePool

from bot.storage.engine import WRITE, Database
from bot.storage.errors import StoreAway, StoreBroken, StoreError

HANDS = 4  # acts at once in one process: more only wait for each other, and connections are dear
READERS = 8
LOCK_TIMEOUT = "1s"  # who waits longer for another's row begins anew
IDLE_TIMEOUT = "10s"  # what a process that stands still has locked is free again after that
PATIENCE_S = 3  # for a connection to be made: a person waits no longer
# A machine that is gone without a word is noticed; in seconds and milliseconds, as libpq takes them.
NOTICED = {"keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 3, "tcp_user_timeout": 10_000}


def opened(parsed: URL, *, writer: str | None, new: bool = False, synchronous: str = "FULL") -> Database:
    """For any number of processes. `synchronous="OFF"`: a commit does not wait for the disk, in tests only."""
    try:
        import psycopg
    except ImportError as error:
        raise StoreBroken("PostgreSQL", "its driver is not installed", "Install psycopg[binary].") from error

    secrets = [name for name in parsed.query if "pass" in name.lower()]
    place = parsed.set(drivername="postgresql").difference_update_query(secrets).render_as_string(hide_password=True)
    parsed, prepared_after = _prepares(parsed, place)
    if not parsed.database and "dbname" not in parsed.query:
        raise StoreBroken(place, "it names no database", WRITE)
    commits = "; SET LOCAL synchronous_commit = off" if synchronous == "OFF" else ""
    errors = psycopg.errors
    return Database(
        place=place,
        writing=_engine(parsed, HANDS, prepared_after),
        reading=_engine(parsed, READERS, prepared_after),
        begins=f"BEGIN; SET LOCAL lock_timeout = '{LOCK_TIMEOUT}';"
        f" SET LOCAL idle_in_transaction_session_timeout = '{IDLE_TIMEOUT}'{commits}",
        begins_reading="BEGIN ISOLATION LEVEL REPEATABLE READ",
        hands=HANDS,
        shared=True,
        plain=lambda error: _plain(error, place),
        rivals=(
            errors.UniqueViolation,
            errors.SerializationFailure,
            errors.DeadlockDetected,
            errors.LockNotAvailable,
        ),
        release=lambda: None,
    )


def _prepares(parsed: URL, place: str) -> tuple[URL, int | None]:
    """The address without what only the driver is told: after how many times a statement is prepared, if ever."""
    said = parsed.query.get("prepare_threshold")
    if said is None:
        return parsed, None
    if not isinstance(said, str) or not said.isdigit():
        raise StoreBroken(place, "prepare_threshold is no number", "Write it as ?prepare_threshold=5, or leave it out.")
    return parsed.difference_update_query(["prepare_threshold"]), int(said)


def _engine(parsed: URL, connections: int, prepared_after: int | None) -> Engine:
    import psycopg

    address = parsed.set(drivername="postgresql").render_as_string(hide_password=False)

    def connect() -> Any:
        # autocommit: transactions are begun and ended by hand.
        return psycopg.connect(address, autocommit=True, prepare_threshold=prepared_after, connect_timeout=PATIENCE_S)

    return create_engine(
        "postgresql+psycopg://",
        creator=connect,
        paramstyle="format",  # values in their order, as SQLite takes them
        use_native_hstore=False,  # which nobody needs, and costs a question
        poolclass=QueuePool,
        pool_size=connections,
        pool_use_lifo=True,  # who knows a connection's statements already is asked again; the others rest
        max_overflow=0,
        pool_timeout=30,
    )


def _plain(error: BaseException, place: str) -> StoreError:
    import psycopg

    error = getattr(error, "orig", None) or error
    said = _first_line(error)
    if isinstance(error, psycopg.errors.LockNotAvailable | psycopg.errors.DeadlockDetected):
        return StoreBroken(place, "others keep what it needs", "Nothing of this was kept; try again in a moment.")
    for kind, do in (
        (psycopg.errors.InsufficientPrivilege, "Let its user create and write tables in it."),
        (psycopg.errors.UndefinedTable, "Run `buckstop migrate`."),
        (psycopg.errors.DiskFull, "Make room on its disk; nothing of this was kept."),
        (psycopg.errors.ReadOnlySqlTransaction, "It only reads; name the one that may be written."),
    ):
        if isinstance(error, kind):
            return StoreBroken(place, said, do)
    if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        return StoreAway(place, said)
    return StoreBroken(place, said, "Nothing of this was kept.")


def _first_line(error: BaseException) -> str:
    """What it says, without the rows that it quotes."""
    said = str(error).strip().splitlines()
    return re.sub(r"\s+", " ", said[0]) if said else type(error).__name__
