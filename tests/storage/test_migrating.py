"""A store is made, brought up to date, or refused."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import NullPool, column, create_engine, insert, inspect, select, table

from bot.cases import ending, holding, talking
from bot.cases.chain import Configured
from bot.messages.values import Address, Outgoing, Profile, Say, Surface
from bot.settings import read_config
from bot.storage import StoreBroken, StoreSchema, migrate, open_reader, open_store, verify
from bot.storage.migrate import MIGRATIONS, upgrade
from bot.storage.schema import HEAD, metadata
from tests.cases.desk import Story
from tests.reports.months import START, keep
from tests.storage.desk import HOUSE, claiming, opening
from tests.stores import at_hand, by_hand


def schema_of(url: str) -> dict[str, object]:
    """Tables, columns, keys and indexes; their order does not matter."""
    with at_hand(url) as connection:
        if connection.dialect.name == "sqlite":
            found = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'alembic%'")
            return {name: sorted("".join((sql or "").split())) for name, sql in found if name[:7] != "sqlite_"}
        columns = connection.exec_driver_sql(
            "SELECT table_name || '.' || column_name, data_type, is_nullable, column_default"
            " FROM information_schema.columns WHERE table_schema = 'public'"
        )
        indexes = connection.exec_driver_sql("SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'")
        keys = connection.exec_driver_sql(
            "SELECT conrelid::regclass || '.' || conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE connamespace = 'public'::regnamespace"
        )
        found = {name: tuple(what) for rows in (columns, indexes, keys) for name, *what in rows}
        return {name: what for name, what in found.items() if not name.startswith("alembic")}


def stepped(url: str, to: str = "head") -> str:
    """A store that Alembic's steps have made, from nothing."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        upgrade(connection, to)
    return url


EXAMPLE = Path(__file__).parents[2] / "buckstop.example.toml"
THREAD = Address("slack", "C0HELP/17.5")


@pytest.fixture
def of_0001(url, bare_url, clock):
    """A store of the first release with a case in it, a line under way in a thread, and a card of unknown fate."""
    with open_store(url, clock, HOUSE, synchronous="OFF") as store:
        store.act(opening())
        store.act(claiming(1, "ana"))
        store.act(lambda tx: tx.bind(str(THREAD), 1, "customer"))
        store.act(lambda tx: tx.say(Outgoing("reply", THREAD, "reply", Say("x"), 1)))
        store.act(lambda tx: tx.show(Surface("ack:1:1", "acknowledgement", THREAD, "1/1")))
        store.act(lambda tx: tx.pending("slack:C0HELP"))
    return older(url, bare_url)


def older(url: str, bare_url: str) -> str:
    """A store of the first release with what a newer one holds of its tables; a lane was a thread's own then."""
    stepped(bare_url, "0001")
    with at_hand(url) as new, at_hand(bare_url) as old:
        found = inspect(old)
        for name in found.get_table_names():
            if name == "alembic_version":
                continue
            there = table(name, *(column(one["name"]) for one in found.get_columns(name)))
            if rows := [dict(row._mapping) for row in new.execute(select(there))]:
                old.execute(insert(there), rows)
        if old.dialect.name == "postgresql":
            old.exec_driver_sql("SELECT setval('outbox_id_seq', (SELECT max(id) FROM outbox))")
    by_hand(
        bare_url,
        "UPDATE outbox SET lane = to_",
        "UPDATE surfaces SET lane = to_",
        "INSERT INTO lanes (lane, holder, until) VALUES ('slack:C0HELP/17.5', 'w1', 1)",
    )
    return bare_url


def test_the_steps_lead_to_the_same_tables_as_making_a_store_in_one_go(url, bare_url):
    one_go, steps = schema_of(url), schema_of(stepped(bare_url))

    assert steps.keys() == one_go.keys()
    for name in steps:
        assert steps[name] == one_go[name], name


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
@pytest.mark.filterwarnings("ignore:autogenerate skipping metadata-specified expression-based index")
def test_alembic_finds_nothing_to_do_after_its_steps(bare_url):
    with at_hand(stepped(bare_url)) as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


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


def test_a_store_made_by_steps_can_be_worked_with(bare_url, clock):
    stepped(bare_url)

    assert migrate(bare_url) is False
    with open_store(bare_url, clock, HOUSE, synchronous="OFF") as store:
        assert store.act(opening()) == 1


def test_a_newer_store_is_left_alone(url):
    by_hand(url, "UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(StoreSchema, match="Upgrade the program"):
        migrate(url)


def test_another_programs_tables_are_left_alone(bare_url):
    by_hand(bare_url, "CREATE TABLE cats (name TEXT)")

    with pytest.raises(StoreBroken, match="tables of another program"):
        migrate(bare_url)


def test_opening_a_store_does_not_load_alembic(url):
    program = (
        "import sys; from bot.storage import open_reader\n"
        f"with open_reader({url!r}) as reader: reader.all_running()\n"
        "print('alembic' in sys.modules)"
    )

    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "False"


def test_what_a_store_of_0001_holds_is_there_as_it_was_after_all_steps(of_0001, url, clock):
    assert migrate(of_0001, synchronous="OFF") is True

    with open_reader(url) as before, open_reader(of_0001) as after:
        assert after.case(1) == before.case(1)
        assert list(after.ledger()) == list(before.ledger())
        assert after.places(1) == [(str(THREAD), "customer")]
        assert list(verify(after)) == list(verify(before))


def test_the_step_to_0002_gives_all_threads_of_a_conversation_one_lane(of_0001, clock):
    migrate(of_0001, synchronous="OFF")

    with open_store(of_0001, clock, HOUSE, synchronous="OFF") as store:
        assert store.act(lambda tx: tx.lease("w2", clock.now - clock.now)) == ["slack:C0FRONT", "slack:C0HELP"]
        line, card = store.act(lambda tx: tx.pending("slack:C0HELP"))
    assert (line.outgoing.key, line.outgoing.to, line.unsure) == ("reply", THREAD, True)
    assert (card.surface.key, card.surface.to, card.unsure, card.anew) == ("ack:1:1", THREAD, True, 0)


def test_a_store_brought_to_0002_keeps_what_is_new_there(of_0001, clock):
    migrate(of_0001, synchronous="OFF")

    with open_store(of_0001, clock, HOUSE, synchronous="OFF") as store:
        store.act(lambda tx: tx.put_profile(Profile(THREAD, "Maria", email="maria@example.com")))
        store.act(lambda tx: tx.put_mark(THREAD.conversation, "17.5"))
        assert store.act(opening()) == 2
        assert store.read(lambda reader: reader.mark("slack:C0HELP")) == ("17.5", clock.now)


def test_what_was_answered_and_resolved_in_a_store_of_0001_is_in_its_figures_after_all_steps(url, bare_url, clock):
    config = read_config(EXAMPLE)
    (team,) = config.house.teams.values()
    agent = team.tiers[0].people[0]
    story = Story(config.house).opens("customer", team.key, customer=1)
    story.says(agent, holding.claim)
    story.says(agent, talking.reply, text="words")
    story.says(agent, ending.resolve, outcome="solved", cause="unknown", told="phone")
    with open_store(url, lambda: START, config.house, synchronous="OFF") as store:
        store.act(lambda tx: tx.append_house(Configured(config.recorded()), "clock"))
        keep(store, [story])
    assert all(counted(url).values())

    migrate(older(url, bare_url), synchronous="OFF")

    assert counted(bare_url) == counted(url)
    with open_store(bare_url, clock, config.house, synchronous="OFF") as store:
        assert [store.act(lambda tx: tx.survey(1, timedelta(days=30))) for _ in range(2)] == [True, False]


def counted(url: str) -> dict[str, list[tuple[object, ...]]]:
    with at_hand(url) as connection:
        tables = [metadata.tables[name] for name in ("responses", "promises", "resolutions", "holds")]
        return {one.name: sorted(map(tuple, connection.execute(select(one)))) for one in tables}
