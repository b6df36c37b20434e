"""What every room's tests may ask for: an empty store, on each of the databases in turn."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from bot.storage.migrate import migrate
from tests import postgres as server
from tests.postgres import Postgres
from tests.stores import KINDS, Databases, NewStore, PostgresDatabases, Shelf, SQLiteFiles


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """One for each process that runs tests, started when it is first wanted."""
    with server.running() as postgres:
        yield postgres


@pytest.fixture(scope="session")
def shelf(postgres: Postgres) -> Shelf:
    return Shelf(postgres)


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("store") / "empty.db"
    migrate(f"sqlite:///{file}", synchronous="OFF")
    return file


@pytest.fixture(params=KINDS)
def kind_of_store(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def databases(kind_of_store: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Databases]:
    databases = (
        SQLiteFiles(request.getfixturevalue("empty_file"), tmp_path)
        if kind_of_store == "sqlite"
        else PostgresDatabases(request.getfixturevalue("shelf"))
    )
    yield databases
    databases.drop()


@pytest.fixture
def new_store(databases: Databases) -> NewStore:
    return databases.new


@pytest.fixture
def lent_store(databases: Databases) -> Callable[[], AbstractContextManager[str]]:
    """The address of an empty store for one of the many stories of a test; once it was told, the next has it."""

    @contextmanager
    def lent() -> Iterator[str]:
        url = databases.new()
        yield url
        databases.done_with(url)

    return lent


@pytest.fixture
def store_url(new_store: NewStore) -> str:
    """The address of an empty store."""
    return new_store()


@pytest.fixture
def bare_url(databases: Databases) -> str:
    """The address of a database in which there is nothing yet."""
    return databases.bare()
