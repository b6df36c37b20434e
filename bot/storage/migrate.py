"""Bringing a store to the schema of this release."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, inspect

from bot.storage.engine import database_file, plain, sqlite_engine
from bot.storage.errors import StoreBroken, StoreSchema
from bot.storage.lock import Lock
from bot.storage.schema import HEAD, metadata, versions

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(url: str, *, synchronous: str = "FULL", writer: str = "migrate") -> bool:
    """Create the store, or upgrade it; False if there was nothing to do."""
    path = database_file(url)
    lock = Lock(path, writer)
    engine = sqlite_engine(path, mode="rwc", synchronous=synchronous)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            changed = _bring_up(connection, str(path))
            connection.commit()
            return changed
    except Exception as error:
        driver: Any = engine.dialect.loaded_dbapi
        if isinstance(getattr(error, "orig", error), driver.Error):
            raise plain(error, path) from error
        raise
    finally:
        engine.dispose()
        lock.release()


def _bring_up(connection: Connection, place: str) -> bool:
    tables = inspect(connection).get_table_names()
    if not tables:
        # A new store is made in one go, without loading Alembic; a test holds both ways to the same tables.
        metadata.create_all(connection)
        connection.execute(insert(versions).values(version_num=HEAD))
        return True
    found = connection.execute(versions.select()).scalar() if versions.name in tables else None
    if found is None:
        raise StoreBroken(place, "it holds tables of another program", "Name another file in DATABASE_URL.")
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
