"""What every room's tests may ask for: an empty store, on each of the databases in turn."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.storage.migrate import migrate
from tests import postgres as server
from tests.postgres import Postgres
from tests.stores import KINDS, NewStore, PostgresDatabases, SQLiteFiles, template


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """One for each process that runs tests, started when it is first wanted."""
    with server.running() as postgres:
        yield postgres


@pytest.fixture(scope="session")
def empty_postgres(postgres: Postgres) -> str:
    return template(postgres)


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("store") / "empty.db"
    migrate(f"sqlite:///{file}", synchronous="OFF")
    return file


@pytest.fixture(params=KINDS)
def kind_of_store(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def new_store(kind_of_store: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NewStore]:
    databases = (
        SQLiteFiles(request.getfixturevalue("empty_file"), tmp_path)
        if kind_of_store == "sqlite"
        else PostgresDatabases(request.getfixturevalue("postgres"), request.getfixturevalue("empty_postgres"))
    )
    yield databases.new
    databases.drop()


@pytest.fixture
def store_url(new_store: NewStore) -> str:
    """The address of an empty store."""
    return new_store()
