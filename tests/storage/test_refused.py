"""What is said where PostgreSQL cannot be used: what to do about it, and no password."""

import threading

import psycopg
import pytest

from bot.storage import StoreBroken, StoreError, StoreMissing, StoreSchema, migrate, open_reader, open_store
from bot.storage.errors import StoreAway
from tests.postgres import running
from tests.rivals import Pause, at_once
from tests.storage.desk import HOUSE, Clock, noting, opening
from tests.stores import ON_POSTGRESQL, by_hand

pytestmark = ON_POSTGRESQL


def with_password(url, user="desk", password="hush"):
    return url.replace("desk@", f"{user}:{password}@")


def refusals(url):
    """Of everything that opens a store: the writer, a reader, migrate."""
    found = []
    for opens in (lambda: open_store(url, Clock(), HOUSE).close(), lambda: _read(url), lambda: migrate(url)):
        with pytest.raises(StoreError) as refused:
            opens()
        found.append(refused.value)
    assert not [one for one in found if "hush" in str(one) + repr(one)]
    return found


def _read(url):
    with open_reader(url) as reader:
        reader.all_running()


def test_a_database_that_is_not_there(url):
    found = refusals(with_password(url).replace("/desk_", "/nothing_"))

    assert {type(one) for one in found} == {StoreAway}
    assert all('database "nothing_' in str(one) and "check DATABASE_URL" in str(one) for one in found)


@pytest.mark.parametrize("where", ["@127.0.0.1:1/", "@no-such-host.invalid/"], ids=["port", "name"])
def test_a_server_that_is_not_there(url, where):
    found = refusals(with_password(url).partition("?")[0].replace("@/", where))

    assert {type(one) for one in found} == {StoreAway}
    assert all("See that it runs, and check DATABASE_URL" in str(one) for one in found)


def test_a_database_in_which_nothing_is_yet(bare_url):
    url = with_password(bare_url)

    with pytest.raises(StoreMissing, match="Run `buckstop migrate`") as missing:
        open_store(url, Clock(), HOUSE)
    with pytest.raises(StoreMissing), open_reader(url):
        pass

    assert "hush" not in str(missing.value)
    assert "desk:***@" in str(missing.value)


def test_an_older_and_a_newer_schema(url):
    by_hand(url, "UPDATE alembic_version SET version_num = '0000'")
    with pytest.raises(StoreSchema, match="Run `buckstop migrate`"):
        open_store(url, Clock(), HOUSE)

    by_hand(url, "UPDATE alembic_version SET version_num = '9999'")
    assert all("Upgrade the program" in str(one) for one in refusals(with_password(url)))


def test_tables_of_another_program(bare_url):
    by_hand(bare_url, "CREATE TABLE cats (name TEXT)")

    with pytest.raises(StoreBroken, match="tables of another program"):
        migrate(bare_url)
    with pytest.raises(StoreMissing):
        open_store(bare_url, Clock(), HOUSE)


def test_a_table_that_somebody_took_away_is_said_by_the_act_that_misses_it(bare_url):
    migrate(bare_url)
    with open_store(bare_url, Clock(), HOUSE) as store:
        store.act(opening())
        by_hand(bare_url, "DROP TABLE texts")

        with pytest.raises(StoreBroken, match="Run `buckstop migrate`"):
            store.act(noting(1))
        assert store.read(lambda reader: reader.case(1).seq) == 1


def test_a_user_who_may_do_nothing(url, postgres):
    postgres.sql("DROP ROLE IF EXISTS guest", "CREATE ROLE guest LOGIN PASSWORD 'hush'")
    found = refusals(with_password(url, "guest"))

    assert {type(one) for one in found} == {StoreBroken}
    assert all("permission denied" in str(one) and "Let its user create and write tables" in str(one) for one in found)


def test_a_user_who_may_only_read(url, postgres):
    postgres.sql("DROP ROLE IF EXISTS onlooker", "CREATE ROLE onlooker LOGIN PASSWORD 'hush'")
    by_hand(url, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO onlooker")
    try:
        with open_store(url, Clock(), HOUSE) as store:
            store.act(opening())
        watched = with_password(url, "onlooker")
        with open_reader(watched) as reader:
            assert reader.case(1).owner == "lea"
        with open_store(watched, Clock(), HOUSE) as store, pytest.raises(StoreBroken, match="permission denied"):
            store.act(noting(1))
    finally:
        by_hand(url, "DROP OWNED BY onlooker", "DROP ROLE onlooker")


def test_a_database_that_only_reads(url):
    name = url.partition("@/")[2].partition("?")[0]
    by_hand(url, f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    try:
        with open_store(url, Clock(), HOUSE) as store:
            with pytest.raises(StoreBroken, match="name the one that may be written"):
                store.act(opening())
            assert store.read(lambda reader: reader.all_running()) == []
    finally:
        by_hand(url, "SET default_transaction_read_only = off", f"ALTER DATABASE {name} RESET ALL")


def test_connections_that_are_all_taken(url, postgres):
    postgres.sql("DROP ROLE IF EXISTS lonely", "CREATE ROLE lonely LOGIN SUPERUSER CONNECTION LIMIT 1")
    postgres.sql("ALTER ROLE lonely NOSUPERUSER")
    lonely = url.replace("desk@", "lonely@")

    with psycopg.connect(lonely), pytest.raises(StoreAway, match="too many connections"):
        open_store(lonely, Clock(), HOUSE)


@pytest.fixture(scope="module")
def strict():
    """A server that asks for passwords."""
    with running() as postgres:
        postgres.sql("SET password_encryption = 'scram-sha-256'; CREATE ROLE clerk LOGIN PASSWORD 'right'")
        rules = postgres.data / "pg_hba.conf"
        rules.write_text("local all desk trust\nlocal all all scram-sha-256\n")
        postgres.sql("SELECT pg_reload_conf()")
        yield postgres


def test_a_password_that_is_wrong_is_not_repeated(kind_of_store, strict):
    found = refusals(with_password(strict.url("postgres"), "clerk"))

    assert {type(one) for one in found} == {StoreAway}
    assert all("password authentication failed" in str(one) for one in found)
    assert all("clerk:***@" in str(one) for one in found)


def test_a_password_in_the_options_is_not_repeated_either(kind_of_store, strict):
    found = refusals(strict.url("postgres").replace("desk@", "clerk@") + "&password=hush")

    assert all("password authentication failed" in str(one) for one in found)


def test_an_option_that_is_none_is_said_without_the_password(url):
    found = refusals(with_password(url) + "&colour=blue")

    assert all("colour" in str(one) for one in found)


# --- two at once ------------------------------------------------------------------------------------------------------


def test_of_several_who_migrate_at_once_one_does_it(bare_url):
    done = at_once(*(lambda: migrate(bare_url) for _ in range(4)))

    assert sorted(done) == [False, False, False, True]
    with open_store(bare_url, Clock(), HOUSE) as store:
        assert store.act(opening()) == 1


def test_who_migrates_waits_for_nobody_who_works(url):
    with open_store(url, Clock(), HOUSE) as store:
        slow = Pause(opening())
        opened = store.submit(slow)
        slow.reached()

        assert migrate(url) is False
        slow.goes_on()

        assert opened.result(10) == 1


# --- one moment -------------------------------------------------------------------------------------------------------


def test_who_reads_sees_one_moment_while_others_write(url):
    with open_store(url, Clock(), HOUSE) as store, open_store(url, Clock(), HOUSE) as other:
        store.act(opening())

        def looks(reader):
            before = [case.seq for case in reader.all_running()]
            other.act(noting(1))
            other.act(opening())
            return before, [case.seq for case in reader.all_running()], reader.case(1).seq

        assert store.read(looks) == ([1], [1], 1)
        assert store.read(lambda reader: [case.seq for case in reader.all_running()]) == [2, 1]


def test_who_streams_holds_up_nobody(url):
    with open_store(url, Clock(), HOUSE) as store:
        for _ in range(3):
            store.act(opening())
        done = threading.Event()

        def streams(reader):
            lines = reader.ledger()
            first = next(lines)
            store.act(noting(1))
            done.set()
            return [first[:2], *(line[:2] for line in lines)]

        assert store.read(streams) == [(1, 1), (2, 1), (3, 1)]
        assert done.is_set()
