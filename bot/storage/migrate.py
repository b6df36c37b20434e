"""Bringing a store to the schema of this release."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, inspect, text

from bot.storage.engine import database
from bot.storage.errors import StoreBroken, StoreSchema
from bot.storage.schema import HEAD, TURNS, metadata, turns, versions

MIGRATIONS = Path(__file__).parent / "migrations"
# Two that migrate at once would both find nothing there. Let go of at the end of the transaction.
_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(4256)")


def migrate(url: str, *, writer: str = "migrate", **how: Any) -> bool:
    """Create the store, or upgrade it; False if there was nothing to do. Raises StoreError."""
    opened = database(url, writer=writer, new=True, **how)
    try:
        with opened.writing.connect() as connection:
            connection.exec_driver_sql("BEGIN" if opened.shared else "BEGIN IMMEDIATE")
            if opened.shared:
                connection.execute(_ONE_AT_A_TIME)
            changed = _bring_up(connection, opened.place)
            connection.exec_driver_sql("COMMIT")
            return changed
    except Exception as error:
        if opened.is_its_own(error):
            raise opened.complaint(error) from error
        raise
    finally:
        opened.dispose()


def _bring_up(connection: Connection, place: str) -> bool:
    tables = inspect(connection).get_table_names()
    if not tables:
        # A new store is made in one go, without loading Alembic; a test holds both ways to the same tables.
        metadata.create_all(connection)
        connection.execute(insert(versions).values(version_num=HEAD))
        connection.execute(insert(turns), list(TURNS))
        return True
    found = connection.execute(versions.select()).scalar() if versions.name in tables else None
    if found is None:
        raise StoreBroken(place, "it holds tables of another program", "Name another database in DATABASE_URL.")
    if found == HEAD:
        return False
    if found > HEAD:
        raise StoreSchema(place, found, HEAD, newer=True)
    upgrade(connection)
    return True


def upgrade(connection: Connection, to: str = "head") -> None:
    """Run Alembic's steps on this connection."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
