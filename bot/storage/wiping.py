"""What was taken out of the tables leaves the files, too: of a deleted row only the room is marked as free."""

from typing import Any

from bot.storage.engine import Database, database
from bot.storage.erasing import TOUCHED
from bot.storage.errors import StoreLocked


def wipe(url: str, *, writer: str = "erase") -> None:
    """Give no room to what is gone. Raises StoreError, StoreBusy among others: on SQLite nobody else may be at work."""
    opened = database(url, writer=writer)
    try:
        connection: Any = opened.writing.raw_connection()
        try:
            if opened.shared:
                _vacuum_tables(connection.cursor())
            else:
                _write_anew(connection.cursor(), opened)
        finally:
            connection.close()
    except Exception as error:
        if opened.is_its_own(error):
            raise opened.complaint(error) from error
        raise
    finally:
        opened.dispose()


def _vacuum_tables(cursor: Any) -> None:
    """Their room is free for what comes next, beside everybody who works there. To write the tables anew would lock
    each of them; docs/privacy.md says when somebody may want that."""
    for table in TOUCHED:
        cursor.execute(f"VACUUM {table.name}")


def _write_anew(cursor: Any, opened: Database) -> None:
    """The whole file, without what is free in it; and its log is emptied."""
    cursor.execute("PRAGMA temp_store = DEFAULT")  # what is kept may be more than fits into memory
    cursor.execute("VACUUM")
    busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:  # somebody still reads, from before; what was erased stands in the file until they are done
        raise StoreLocked(opened.place)
