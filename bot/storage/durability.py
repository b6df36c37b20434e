"""Does the database keep what it has committed? Of a file it is known; a server is asked for its settings."""

from sqlalchemy import literal_column, select, table

from bot.storage.reading import Reader
from bot.storage.wire import Statement

# https://www.postgresql.org/docs/current/runtime-config-wal.html: off, any of them loses what was acknowledged already.
_OFF = Statement(
    select(literal_column("name"))
    .select_from(table("pg_settings"))
    .where(literal_column("name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off'"))
    .order_by(literal_column("name"))
)


def forgetful(reader: Reader) -> tuple[str, ...]:
    """The settings of its server with which a crash may lose what was committed."""
    asked = reader._asked()
    return tuple(row[0] for row in asked.all(_OFF)) if asked.dialect.name == "postgresql" else ()
