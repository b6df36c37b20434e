"""Where a pooler stands between, that gives each transaction whatever connection is free."""

from shutil import which

import pytest

from bot.cases.chain import Configured
from bot.storage import export_ledger, migrate, open_reader, open_store, verify
from tests.pooler import SERVERS, pooled, pooling
from tests.rivals import at_once
from tests.storage.desk import HOUSE, claiming, noting, opening
from tests.stores import ON_POSTGRESQL

pytestmark = [ON_POSTGRESQL, pytest.mark.debian]


@pytest.fixture(scope="module")
def pooler(postgres):
    assert which("pgbouncer"), "apt-get install pgbouncer"
    with pooling(postgres) as folder:
        yield folder


@pytest.fixture
def url(store_url, pooler):
    return pooled(store_url, pooler)


def faults(url):
    with open_reader(url) as reader:
        return list(verify(reader))


def test_many_more_than_it_has_connections_write_and_read_at_once(url, clock):
    with open_store(url, clock, HOUSE) as one, open_store(url, clock, HOUSE) as other, open_store(url, clock, HOUSE):
        one.act(lambda tx: tx.append_house(Configured({}), "clock"))
        opened = at_once(*(lambda n=n: (one, other)[n % 2].act(opening(customer=f"c{n}")) for n in range(4 * SERVERS)))
        claimed = at_once(*(lambda n=n: (one, other)[n % 2].act(claiming(1, "ana")) for n in range(4)))
        noted = at_once(*(lambda n=n: (one, other)[n % 2].act(noting(n)) for n in opened))
        read = at_once(*(lambda n=n: (one, other)[n % 2].read(lambda reader: reader.case(1).owner) for n in range(20)))

    assert sorted(opened) == list(range(1, 4 * SERVERS + 1))
    assert set(claimed) == {"ana holds it"}
    assert {case.seq for case in noted} == {2, 3}
    assert set(read) == {"ana"}
    assert faults(url) == []


def test_what_is_set_for_one_transaction_is_not_found_by_the_next(url, clock, store_url):
    with open_store(url, clock, HOUSE) as store:
        for _ in range(3 * SERVERS):
            store.act(opening())

        def looks(reader):
            wire = reader._wire
            wire.run("SELECT current_setting('lock_timeout'), current_setting('transaction_isolation')")
            return wire._cursor.fetchone()

        assert {store.read(looks) for _ in range(3 * SERVERS)} == {("0", "repeatable read")}


def test_the_whole_ledger_streams_through_it(url, clock):
    with open_store(url, clock, HOUSE) as store:
        for _ in range(30):
            store.act(opening())

        def streams(reader):
            lines = export_ledger(reader)
            first = next(lines)
            store.act(noting(1))
            return 1 + len(list(lines)) if first else 0

        assert store.read(streams) == 30


def test_a_store_is_made_through_it(bare_url, pooler, clock):
    url = pooled(bare_url, pooler)

    assert sorted(at_once(*(lambda: migrate(url) for _ in range(3)))) == [False, False, True]
    with open_store(url, clock, HOUSE) as store:
        assert store.act(opening()) == 1
