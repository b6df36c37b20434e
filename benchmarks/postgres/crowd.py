"""A great many cases on PostgreSQL: copied, table by table, from a SQLite store that has them."""

import sqlite3
from pathlib import Path

import psycopg
from sqlalchemy import create_engine
from sqlalchemy.schema import CreateIndex, DropIndex

from bot.storage.migrate import migrate
from bot.storage.schema import metadata

PAGE = 20_000


def into(url: str, file: Path) -> None:
    """An empty store at `url` becomes what the file is. Its indexes are built at the end, at once."""
    migrate(url)
    dialect = create_engine("postgresql+psycopg://").dialect
    indexes = [index for table in metadata.sorted_tables for index in table.indexes]
    source = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    with psycopg.connect(url) as target:
        target.execute("SET LOCAL synchronous_commit = off; SET LOCAL maintenance_work_mem = '512MB'")
        for index in indexes:
            target.execute(str(DropIndex(index).compile(dialect=dialect)))
        target.execute("DELETE FROM turns; DELETE FROM alembic_version")
        for table in metadata.sorted_tables:
            kinds = [str(column.type.compile(dialect)) for column in table.columns]
            names = ", ".join(column.name for column in table.columns)
            truths = [n for n, kind in enumerate(kinds) if kind == "BOOLEAN"]
            rows = source.execute(f"SELECT {names} FROM {table.name}")
            with target.cursor().copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
                while page := rows.fetchmany(PAGE):
                    for row in page:
                        if truths:
                            row = list(row)
                            for n in truths:
                                row[n] = None if row[n] is None else bool(row[n])
                        copy.write_row(row)
        for index in indexes:
            target.execute(str(CreateIndex(index).compile(dialect=dialect)))
        target.execute("SELECT setval('outbox_id_seq', (SELECT coalesce(max(id), 0) + 1 FROM outbox))")
    with psycopg.connect(url, autocommit=True) as target:
        target.execute("VACUUM ANALYZE")
    source.close()
