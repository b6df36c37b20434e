"""A copy of a SQLite store: made beside its writer, looked through, and marked as what it is."""

import os
import resource
import sqlite3
import threading
from datetime import timedelta

import pytest

from bot.cases.chain import Configured
from bot.storage import StoreBroken, StoreBusy, StoreMissing, StoreSchema, migrate, open_reader, open_store, verify
from bot.storage.backup import back_up
from bot.storage.copies import Copy, settled, unsettled
from bot.storage.errors import CopyNotMade
from tests.storage.desk import HOUSE, MORNING, claiming, noting, opening
from tests.stores import ON_SQLITE

pytestmark = ON_SQLITE  # PostgreSQL has its own


def faults(url):
    with open_reader(url, HOUSE) as reader:
        yield from verify(reader)


@pytest.fixture
def copy(tmp_path):
    return tmp_path / "copies" / "desk 100%.db"


@pytest.fixture(autouse=True)
def configured(store):
    store.act(lambda tx: tx.append_house(Configured({}), "clock"))


@pytest.fixture(autouse=True)
def a_folder(copy):
    copy.parent.mkdir()


@pytest.fixture
def backs_up(url, copy, clock):
    return lambda to=copy, **how: back_up(url, to, clock, faults, **how)


def rows(file, question):
    db = sqlite3.connect(file)
    try:
        return db.execute(question).fetchall()
    finally:
        db.close()


def test_a_copy_has_what_the_store_has_and_says_that_it_is_one(store, backs_up, file, copy):
    store.act(opening())
    store.act(claiming(1, "ana"))

    assert backs_up() == []

    assert rows(copy, "SELECT kind FROM events WHERE case_id = 1") == [("opened",), ("claimed",)]
    with open_reader(f"sqlite:///{copy}") as reader:
        assert unsettled(reader) == Copy(MORNING, None)
    assert rows(file, "SELECT * FROM copies") == []


def test_a_copy_is_one_file_that_nobody_else_may_read(store, backs_up, copy):
    backs_up()

    assert [one.name for one in copy.parent.iterdir()] == [copy.name]
    assert copy.stat().st_mode & 0o777 == 0o600


def test_a_copy_is_of_one_moment_however_much_is_written_meanwhile(store, backs_up, copy):
    for _ in range(20):
        store.act(opening("x" * 5000))
    written, begun = [], threading.Event()

    def writes():
        begun.wait()
        for _ in range(200):
            store.act(noting(1, "x" * 5000))
            written.append(1)

    writer = threading.Thread(target=writes)
    writer.start()
    try:
        assert backs_up(pages=1, pause=begun.set) == []
    finally:
        begun.set()
        writer.join()

    assert rows(copy, "SELECT count(*) FROM events WHERE kind = 'noted'") == [(0,)]
    assert len(written) == 200


def test_what_is_being_written_and_not_committed_is_not_in_the_copy(store, backs_up, copy):
    store.act(opening())

    def in_the_midst(tx):
        opening()(tx)
        assert tx.due() is not None  # whatever is asked, what was written so far goes to the database first
        assert backs_up() == []

    store.act(in_the_midst)

    assert rows(copy, "SELECT count(*) FROM cases") == [(1,)]


def test_a_copy_that_is_damaged_is_not_kept(store, backs_up, url, copy, clock):
    store.act(opening())

    assert back_up(url, copy, clock, lambda url: iter(["C-1: a line is missing"])) == ["C-1: a line is missing"]

    assert list(copy.parent.iterdir()) == []


def test_a_store_with_a_changed_line_gives_no_copy_and_leaves_the_good_one_before_it(store, backs_up, file, copy):
    store.act(opening())
    backs_up()
    good = copy.read_bytes()
    with sqlite3.connect(file) as db:
        db.execute("UPDATE events SET by_ = 'nobody'")
    db.close()

    assert any("was changed" in fault for fault in backs_up(force=True))
    assert copy.read_bytes() == good


def test_a_store_with_damaged_pages_gives_no_copy(store, url, file, copy, clock):
    for n in range(40):
        store.act(opening(f"{n}" * 2000))
    store.close()
    with file.open("r+b") as damaged:
        damaged.seek(file.stat().st_size // 2)
        damaged.write(b"\xff" * 4096)

    try:
        wrong = back_up(url, copy, clock, faults)
    except CopyNotMade:
        wrong = ["it could not even be read"]

    assert wrong
    assert list(copy.parent.iterdir()) == []


# --- where it cannot go -------------------------------------------------------------------------------------------


def test_a_file_that_is_there_stays_as_it_is(store, backs_up, copy):
    copy.write_text("a diary")

    with pytest.raises(CopyNotMade, match="say --force to replace it"):
        backs_up()

    assert copy.read_text() == "a diary"


def test_a_file_that_came_there_meanwhile_stays_as_it_is(store, url, copy, clock):
    def slowly(of):
        copy.write_text("a diary")
        return iter(())

    with pytest.raises(CopyNotMade, match="there is such a file"):
        back_up(url, copy, clock, slowly)

    assert copy.read_text() == "a diary"
    assert [one.name for one in copy.parent.iterdir()] == [copy.name]


def test_told_to_it_takes_the_place_of_a_file(store, backs_up, copy):
    copy.write_text("a diary")

    backs_up(force=True)

    assert rows(copy, "SELECT made_at FROM copies")


@pytest.mark.parametrize("force", [False, True])
def test_the_store_itself_is_never_replaced(store, backs_up, file, force, tmp_path):
    other_way = tmp_path / "another name"
    other_way.symlink_to(file)

    for name in (file, other_way, tmp_path / "copies" / ".." / file.name):
        with pytest.raises(CopyNotMade, match="that is the store itself"):
            backs_up(name, force=force)


def test_a_store_that_is_being_written_is_never_replaced(store, backs_up, copy, clock):
    url = f"sqlite:///{copy}"
    migrate(url, synchronous="OFF")

    with open_store(url, clock, HOUSE, synchronous="OFF"), pytest.raises(StoreBusy):
        backs_up(force=True)


@pytest.mark.parametrize(
    ("to", "why"),
    [("nowhere/desk.db", "No such file or directory"), (".", "it is a directory"), ("file/desk.db", "Not a directory")],
)
def test_where_nothing_can_be_written_it_says_why(store, backs_up, copy, to, why):
    (copy.parent / "file").write_text("")

    with pytest.raises(CopyNotMade, match=why):
        backs_up(copy.parent / to)


def test_a_disk_that_takes_no_more_leaves_nothing_behind(store, backs_up, copy):
    for n in range(20):
        store.act(opening(f"{n}" * 5000))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        with pytest.raises(CopyNotMade, match="See that the disk has room"):
            backs_up()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert list(copy.parent.iterdir()) == []
    assert backs_up() == []


def test_beside_the_log_of_another_database_no_copy_is_put(store, backs_up, copy):
    copy.with_name(f"{copy.name}-wal").write_bytes(b"7" * 100)

    with pytest.raises(CopyNotMade, match="of another database lies beside it"):
        backs_up()


def test_of_what_is_not_there_or_of_another_release_there_is_no_copy(backs_up, file, tmp_path, copy, clock):
    with pytest.raises(StoreMissing):
        back_up(f"sqlite:///{tmp_path / 'none.db'}", copy, clock, faults)
    with sqlite3.connect(file) as db:
        db.execute("UPDATE alembic_version SET version_num = '0001'")
    db.close()
    with pytest.raises(StoreSchema):
        backs_up()


# --- in the place of the store --------------------------------------------------------------------------------------


def test_a_copy_beside_the_log_of_the_store_that_was_there_is_not_opened(store, backs_up, url, file, copy, clock):
    store.act(opening())
    backs_up()
    store.act(claiming(1, "ana"))
    log = file.with_name(f"{file.name}-wal")
    kept = log.read_bytes()
    store.close()
    file.unlink()
    os.replace(copy, file)
    log.write_bytes(kept)

    for opens in (lambda: open_store(url, clock, HOUSE), lambda: open_reader(url).__enter__(), lambda: migrate(url)):
        with pytest.raises(StoreBroken, match="is not its own"):
            opens()
    log.unlink()
    with open_store(url, clock, HOUSE) as again:
        assert again.read(lambda tx: tx.case(1)).owner == "lea"


def test_a_store_that_was_cut_off_is_opened_with_its_log(store, file, clock, tmp_path):
    store.act(opening())
    cut_off = tmp_path / "cut off.db"
    cut_off.write_bytes(file.read_bytes())
    cut_off.with_name(f"{cut_off.name}-wal").write_bytes(file.with_name(f"{file.name}-wal").read_bytes())

    with open_store(f"sqlite:///{cut_off}", clock, HOUSE) as again:
        assert again.read(lambda tx: tx.case(1)).owner == "lea"


def test_a_copy_of_a_copy_counts_from_the_first(store, backs_up, copy, clock):
    backs_up()
    clock.now += timedelta(hours=1)
    second = copy.with_name("second.db")

    back_up(f"sqlite:///{copy}", second, clock, faults)

    with open_reader(f"sqlite:///{second}") as reader:
        assert unsettled(reader) == Copy(MORNING, None)
        assert settled(reader) is None
