"""A store is made, brought up to date, or refused."""

import sqlite3
import subprocess
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from bot.storage import StoreBroken, StoreSchema, migrate, open_store
from bot.storage.migrate import MIGRATIONS, upgrade
from bot.storage.schema import HEAD, metadata
from tests.storage.desk import HOUSE, opening


def schema_of(file):
    with sqlite3.connect(file) as db:
        found = db.execute(
            "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'alembic%' ORDER BY name"
        ).fetchall()
    db.close()
    return {name: "".join((sql or "").split()) for name, sql in found if not name.startswith("sqlite_")}


def stepped(file):
    """A store that Alembic's steps have made, from nothing."""
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        upgrade(connection)
    engine.dispose()


def test_the_steps_lead_to_the_same_tables_as_making_a_store_in_one_go(file, url, tmp_path):
    stepped(tmp_path / "stepped.db")

    one_go, steps = schema_of(file), schema_of(tmp_path / "stepped.db")

    assert steps.keys() == one_go.keys()
    for name in steps:
        assert sorted(steps[name]) == sorted(one_go[name]), name


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
@pytest.mark.filterwarnings("ignore:autogenerate skipping metadata-specified expression-based index")
def test_alembic_finds_nothing_to_do_after_its_steps(tmp_path):
    file = tmp_path / "stepped.db"
    stepped(file)
    engine = create_engine(f"sqlite:///{file}")

    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_the_program_knows_the_newest_step_and_each_has_a_greater_number_than_the_one_before():
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    steps = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]

    assert steps[0] == HEAD
    assert steps == sorted(steps, reverse=True)


def test_migrating_twice_changes_nothing(url, clock):
    assert migrate(url) is False

    with open_store(url, clock, HOUSE, synchronous="OFF") as store:
        assert store.act(opening()) == 1
    assert migrate(url) is False


def test_a_store_made_by_steps_can_be_worked_with(tmp_path, clock):
    stepped(tmp_path / "stepped.db")

    assert migrate(f"sqlite:///{tmp_path}/stepped.db") is False
    with open_store(f"sqlite:///{tmp_path}/stepped.db", clock, HOUSE, synchronous="OFF") as store:
        assert store.act(opening()) == 1


def test_a_newer_store_is_left_alone(file, url):
    with sqlite3.connect(file) as db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
    db.close()

    with pytest.raises(StoreSchema, match="Upgrade the program"):
        migrate(url)


def test_another_programs_tables_are_left_alone(file):
    with sqlite3.connect(file) as db:
        db.execute("CREATE TABLE cats (name TEXT)")
    db.close()

    with pytest.raises(StoreBroken, match="tables of another program"):
        migrate(f"sqlite:///{file}")


def test_opening_a_store_does_not_load_alembic(url):
    program = (
        "import sys; from bot.storage import open_reader\n"
        f"with open_reader({url!r}) as reader: reader.all_running()\n"
        "print('alembic' in sys.modules)"
    )

    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "False"
