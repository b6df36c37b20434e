"""The databases that tests run on: each begun empty, at an address of its own."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg.sql import SQL, Identifier
from sqlalchemy import Connection, NullPool, create_engine, text

from bot.storage.migrate import migrate
from tests.postgres import Postgres

KINDS = ("sqlite", "postgresql")
# For what is about one of them.
ON_SQLITE = pytest.mark.parametrize("kind_of_store", ["sqlite"], indirect=True)
ON_POSTGRESQL = pytest.mark.parametrize("kind_of_store", ["postgresql"], indirect=True)

NewStore = Callable[[], str]  # the address of another empty store of the kind that the test runs on


def everything_in(url: str) -> bytes:
    """All bytes of the files, free room and log too; of a server, whose files are not ours, what stands in tables."""
    if url.startswith("sqlite:///"):
        file = Path(url.removeprefix("sqlite:///"))
        return b"".join(one.read_bytes() for one in sorted(file.parent.iterdir()) if one.name.startswith(file.name))
    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        rows = [
            row
            for (name,) in found
            for row in connection.execute(SQL("SELECT t::text FROM {} t").format(Identifier(name)))
        ]
    return "\n".join(row[0] for row in rows).encode()


class SQLiteFiles:
    def __init__(self, empty: Path, folder: Path) -> None:
        self._empty = empty
        self._folder = folder
        self._made = 0

    def new(self) -> str:
        self._made += 1
        file = self._folder / f"desk's 100% {self._made}.db"
        shutil.copy(self._empty, file)
        return f"sqlite:///{file}"

    def bare(self) -> str:
        return f"sqlite:///{self._folder / 'bare.db'}"

    def drop(self) -> None:
        """The folder goes with the test."""


class PostgresDatabases:
    def __init__(self, postgres: Postgres, template: str) -> None:
        self._postgres = postgres
        self._template = template
        self._made: list[str] = []

    def new(self) -> str:
        self._made.append(self._postgres.empty(self._template))
        return self._made[-1]

    def bare(self) -> str:
        self._made.append(self._postgres.empty())
        return self._made[-1]

    def drop(self) -> None:
        for url in self._made:
            self._postgres.drop(url)


Databases = SQLiteFiles | PostgresDatabases


@contextmanager
def at_hand(url: str) -> Iterator[Connection]:
    """The database itself, past the program and its rules; every statement is kept at once."""
    engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SET session_replication_role = replica"))  # a row may go that others point to
        yield connection


def by_hand(url: str, *statements: str) -> None:
    with at_hand(url) as connection:
        for statement in statements:
            connection.execute(text(statement))


def template(postgres: Postgres) -> str:
    """The name of a database just migrated, to be copied."""
    url = postgres.empty()
    migrate(url, synchronous="OFF")
    return postgres.name_of(url)
