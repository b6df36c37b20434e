"""Opening a store: who may, and what is said if it cannot be opened."""

import os
import sqlite3
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from bot.storage import (
    StoreBroken,
    StoreBusy,
    StoreError,
    StoreLocked,
    StoreMissing,
    StoreSchema,
    migrate,
    open_reader,
    open_store,
)
from bot.storage.schema import HEAD
from bot.storage.writers import PATIENCE_S
from tests.storage.desk import HOUSE, opening
from tests.stores import ON_SQLITE, by_hand


def told(url, clock) -> str:
    """What is said instead of opening it."""
    with pytest.raises(StoreError) as told:
        open_store(url, clock, HOUSE)
    return str(told.value)


def test_a_store_that_is_not_there_is_not_made_by_the_way(tmp_path, clock):
    with pytest.raises(StoreMissing, match="Run `buckstop migrate`"):
        open_store(f"sqlite:///{tmp_path}/none.db", clock, HOUSE)
    with pytest.raises(StoreMissing), open_reader(f"sqlite:///{tmp_path}/none.db"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_is_no_store_yet(tmp_path, clock):
    file = tmp_path / "empty.db"
    file.touch()

    assert "Run `buckstop migrate`" in told(f"sqlite:///{file}", clock)
    assert migrate(f"sqlite:///{file}") is True


def test_an_older_schema_asks_for_migrate_and_a_newer_one_for_a_newer_program(url, clock):
    by_hand(url, "UPDATE alembic_version SET version_num = '0000'")
    with pytest.raises(StoreSchema, match="Run `buckstop migrate`") as older:
        open_store(url, clock, HOUSE)
    assert (older.value.found, older.value.newer) == ("0000", False)

    by_hand(url, "UPDATE alembic_version SET version_num = '9999'")
    assert "Upgrade the program" in told(url, clock)
    with pytest.raises(StoreSchema), open_reader(url):
        pass


@ON_SQLITE
def test_a_damaged_file_is_said_so(file, clock):
    file.write_bytes(b"Dear diary, " * 1000)

    assert "It is no SQLite file" in told(f"sqlite:///{file}", clock)
    with pytest.raises(StoreBroken, match="no SQLite file"):
        migrate(f"sqlite:///{file}")


@ON_SQLITE
def test_a_file_that_is_damaged_within_is_said_so_by_the_act_that_meets_it(file, url, clock):
    with open_store(url, clock, HOUSE, synchronous="OFF") as store:
        for _ in range(200):
            store.act(opening("x" * 500))
    by_hand(url, "PRAGMA wal_checkpoint(TRUNCATE)")
    whole = file.read_bytes()
    half = len(whole) // 2
    file.write_bytes(whole[:half] + b"\xff" * half)

    with open_store(url, clock, HOUSE, synchronous="OFF") as store:
        with pytest.raises(StoreBroken, match="put a backup in its place"):
            store.act(opening())
        with pytest.raises(StoreBroken, match="put a backup in its place"):
            store.read(lambda reader: reader.held_by("lea"))


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("mysql://root:secret@db/x", "neither SQLite nor PostgreSQL"),
        ("/var/lib/store.db", "not a database address"),
    ],
)
def test_an_address_that_cannot_be_used_is_said_so_without_its_password(url, says, clock):
    assert says in told(url, clock)
    assert "secret" not in told(url, clock)


def test_a_directory_that_is_not_there_or_cannot_be_written_is_said_so(tmp_path, clock):
    shut = tmp_path / "shut"
    shut.mkdir(mode=0o500)
    closed = Path("/proc") if os.access(shut, os.W_OK) else shut  # nothing is shut to root but this

    for directory in (tmp_path / "none", closed):
        with pytest.raises(StoreBroken, match="must be able to write in that directory"):
            migrate(f"sqlite:///{directory}/store.db")


@ON_SQLITE
def test_a_second_writer_is_told_who_writes(file, url, clock):
    with open_store(url, clock, HOUSE, writer="serve"):
        with pytest.raises(StoreBusy, match=rf"process {os.getpid()} serve. Stop it first") as busy:
            open_store(url, clock, HOUSE, writer="console")
        with pytest.raises(StoreBusy):
            migrate(url)
    assert busy.value.writer == f"{os.getpid()} serve"

    with open_store(url, clock, HOUSE, writer="console"):
        pass


@ON_SQLITE
def test_a_file_named_by_another_way_has_the_same_lock(file, url, clock, tmp_path):
    (tmp_path / "link.db").symlink_to(file)

    with open_store(url, clock, HOUSE), pytest.raises(StoreBusy):
        open_store(f"sqlite:///{tmp_path}/link.db", clock, HOUSE)


@ON_SQLITE
def test_what_a_writer_that_died_left_in_the_lock_file_misleads_nobody(file, url, clock):
    file.with_name(file.name + ".lock").write_text("1234567890 somebody with a long name\n")

    with open_store(url, clock, HOUSE), pytest.raises(StoreBusy) as busy:
        open_store(url, clock, HOUSE)
    assert busy.value.writer == f"{os.getpid()} serve"


@ON_SQLITE
def test_the_lock_of_a_writer_that_died_is_free(file, url, clock):
    program = (
        "import os, datetime; from bot.storage import open_store; from bot.cases.people import House\n"
        f"store = open_store({url!r}, lambda: datetime.datetime.now(datetime.UTC), House({{}}, {{}}))\n"
        "os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", program], check=False)

    with open_store(url, clock, HOUSE) as store:
        assert store.act(opening()) == 1


def test_a_store_that_could_not_be_opened_is_not_left_locked(url, clock):
    by_hand(url, "UPDATE alembic_version SET version_num = '9999'")
    told(url, clock)
    by_hand(url, f"UPDATE alembic_version SET version_num = '{HEAD}'")

    with open_store(url, clock, HOUSE) as store:
        assert store.act(opening()) == 1


@ON_SQLITE
def test_a_database_that_another_program_keeps_locked_is_said_so(file, url, clock):
    with open_store(url, clock, HOUSE, synchronous="OFF", busy_s=0.05) as store:
        shell = sqlite3.connect(file, isolation_level=None)
        shell.execute("BEGIN IMMEDIATE")

        with pytest.raises(StoreLocked, match="Close it, then try again"):
            store.act(opening())
        assert store.read(lambda reader: reader.all_running()) == []

        shell.execute("ROLLBACK")
        shell.close()
        assert store.act(opening()) == 1


def test_reading_goes_on_beside_the_writer_and_sees_one_moment(store, url):
    store.act(opening())

    with open_reader(url) as reader:
        before = len(reader.all_running())
        store.act(opening())
        assert (before, len(reader.all_running())) == (1, 1)
    with open_reader(url) as reader:
        assert len(reader.all_running()) == 2


@ON_SQLITE
def test_a_reader_cannot_write(store, url):
    with pytest.raises(StoreBroken, match="readonly"):
        store.read(lambda reader: reader._wire.run("DELETE FROM cases"))
    with pytest.raises(StoreBroken, match="readonly"), open_reader(url) as reader:
        reader._wire.run("DELETE FROM cases")


def test_what_a_reader_writes_all_the_same_is_not_kept(store, url):
    store.act(opening())

    for _ in range(2):
        with suppress(StoreBroken):
            store.read(lambda reader: reader._wire.run("UPDATE cases SET owner = 'nobody'"))
        with suppress(StoreBroken), open_reader(url) as reader:
            reader._wire.run("UPDATE cases SET owner = 'nobody'")

    assert store.read(lambda reader: reader.case(1).owner) == "lea"


@ON_SQLITE
def test_commits_are_on_disk_unless_a_test_says_otherwise(url, clock):
    for said, pragma in (({}, 2), ({"synchronous": "OFF"}, 0)):
        with open_store(url, clock, HOUSE, **said) as store:
            assert store.act(lambda tx: tx._wire._cursor.execute("PRAGMA synchronous").fetchone()) == (pragma,)
            assert store.act(lambda tx: tx._wire._cursor.execute("PRAGMA journal_mode").fetchone()) == ("wal",)
            assert store.act(lambda tx: tx._wire._cursor.execute("PRAGMA foreign_keys").fetchone()) == (1,)


def test_closing_twice_is_closing_once(url, clock):
    store = open_store(url, clock, HOUSE)

    store.close()
    store.close()

    assert PATIENCE_S <= 10
