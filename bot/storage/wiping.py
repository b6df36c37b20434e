"""What was taken out of the tables leaves the files, too: a database only marks the room of a deleted row as free."""

import sqlite3
from typing import Any

from bot.storage.engine import database_file, plain, sqlite_engine
from bot.storage.errors import StoreLocked
from bot.storage.lock import Lock


def wipe(url: str, *, writer: str = "erase") -> None:
    """Write the database anew without what is free in it, and leave nothing in its log. Nobody else may be at work.

    PostgreSQL is no file of ours: there, VACUUM of `erasing.TOUCHED` gives the room of what is gone to what comes next.
    """
    path = database_file(url)
    lock = Lock(path, writer)
    engine = sqlite_engine(path, mode="rw")
    try:
        connection: Any = engine.raw_connection()
        try:
            connection.execute("PRAGMA temp_store = DEFAULT")  # what is kept may be more than fits into memory
            connection.execute("VACUUM")
            busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise plain(error, path) from error
    finally:
        engine.dispose()
        lock.release()
    if busy:  # somebody still reads, from before; what was erased stands in the file until they are done
        raise StoreLocked(str(path))
