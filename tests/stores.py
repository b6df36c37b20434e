"""The databases that tests run on: each begun empty, at an address of its own."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.storage.migrate import migrate
from tests.postgres import Postgres

KINDS = ("sqlite", "postgresql")
# For what is about one of them.
ON_SQLITE = pytest.mark.parametrize("kind_of_store", ["sqlite"], indirect=True)
ON_POSTGRESQL = pytest.mark.parametrize("kind_of_store", ["postgresql"], indirect=True)

NewStore = Callable[[], str]  # the address of another empty store of the kind that the test runs on


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

    def drop(self) -> None:
        for url in self._made:
            self._postgres.drop(url)


def template(postgres: Postgres) -> str:
    """The name of a database just migrated, to be copied."""
    url = postgres.empty()
    migrate(url, synchronous="OFF")
    return postgres.name_of(url)
