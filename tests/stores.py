"""The databases that tests run on: each begun empty, at an address of its own."""

import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg.sql import SQL, Identifier
from sqlalchemy import Connection, NullPool, create_engine, text

from bot.storage.migrate import migrate
from bot.storage.schema import HEAD, TURNS, metadata
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
    with psycopg.connect(re.sub(r"[?&]prepare_threshold=\d+", "", url)) as connection:
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

    def done_with(self, url: str) -> None:
        """The folder goes with the test."""

    def drop(self) -> None:
        """The same."""


class Shelf:
    """Databases of one server that a test has done with: one is emptied in less time than another is made."""

    def __init__(self, postgres: Postgres) -> None:
        self.postgres = postgres
        self._free: list[str] = []
        self._uses: Counter[str] = Counter()
        url = postgres.empty()
        migrate(url, synchronous="OFF")
        self._template = postgres.name_of(url)

    def take(self) -> str:
        url = self._free.pop() if self._free else self.postgres.empty(self._template)
        self._uses[url] += 1
        return url

    def put_back(self, url: str) -> None:
        if _emptied(url, swept=self._uses[url] % WORN == 0):
            self._free.append(url)
        else:
            self.postgres.drop(url)


WORN = 10  # uses after which what was deleted in it makes a database slow, and is swept out
_DELETES = [f"DELETE FROM {table.name}" for table in metadata.sorted_tables]
_AS_NEW = "; ".join(
    [
        "SET session_replication_role = replica",  # in whatever order
        *_DELETES,
        "SELECT setval('outbox_id_seq', 1, false)",
        f"INSERT INTO alembic_version VALUES ('{HEAD}')",
        *(f"INSERT INTO turns VALUES ('{turn['name']}', {turn['version']})" for turn in TURNS),
    ]
)
_WHO_IS_THERE = """
SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND state IS NOT NULL
"""


def _emptied(url: str, *, swept: bool) -> bool:
    """False if somebody was in it still, or its tables are no longer what they were."""
    try:
        with psycopg.connect(url, autocommit=True) as connection:
            found = connection.execute(_WHO_IS_THERE).fetchone()
            connection.execute(_AS_NEW)
            if swept:
                connection.execute("VACUUM")
    except psycopg.Error:
        return False
    return found == (0,)


class PostgresDatabases:
    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._taken: list[str] = []
        self._bare: list[str] = []

    def new(self) -> str:
        self._taken.append(self._shelf.take())
        return self._taken[-1]

    def bare(self) -> str:
        self._bare.append(self._shelf.postgres.empty())
        return self._bare[-1]

    def done_with(self, url: str) -> None:
        """Another may have it, before this test ends."""
        self._taken.remove(url)
        self._shelf.put_back(url)

    def drop(self) -> None:
        for url in self._taken:
            self._shelf.put_back(url)
        for url in self._bare:
            self._shelf.postgres.drop(url)


def prepared(url: str) -> str:
    """The same store, its statements prepared, as they may be where no pooler stands between: many acts go faster."""
    return f"{url}&prepare_threshold=2" if url.startswith("postgresql") else url


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
