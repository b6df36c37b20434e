"""A claim costs the same at ten cases and at a million: whatever is asked often goes by an index, and reads no more."""

import re

import pytest

from bot.storage import auditing, lanes, questions, watching, writes
from bot.storage.wire import Statement
from tests.storage.desk import claiming, opening
from tests.stores import ON_SQLITE

pytestmark = ON_SQLITE

# Whatever reads a table from end to end does so on purpose: who is away, all words, what failed, the whole ledger.
WHOLE = {
    *("ROSTER", "TEAMS", "FIND_WORDS", "FIND_NAMES"),
    *("FAILED_SAID", "FAILED_SHOWN"),  # once, when the bot comes back into a channel
    *("FINDINGS", "FORGET", "LANES"),  # a few rows, and none for most of the time
    *("LEDGER", "ALL_CASES", "ALL_HOLDS", "ALL_TEXTS", "KEEP_HEAD", "HEADS"),
}
# These read the whole of a partial index: what runs, what is unsealed, what waits to be sent; never what is idle.
PARTLY = {
    "ALL_RUNNING": "cases_owner",
    "OWNERS": "cases_owner",
    "UNSEALED": "cases_unsealed",
    "EARLIEST_DUE": "cases_due",
    "EARLIEST_SAID": r"outbox_\w+",
    "EARLIEST_SHOWN": r"surfaces_\w+",
    "GROWN": "page",  # which is as long as was asked for
    "WALKED": "page",
    "STANDING": "cases_standing",
    "WHO_OWN": "owners",
    "FOR_A_CARD": "outbox_lane",
    "FOR_TOO_LONG": "outbox_lane",
    "SAID": "outbox_lane",
    "SHOWN": "surfaces_lane",
    "EARLY": "early_at",
    "UNHEARD": "early_at",
    "MAY_GO": r"(?:outbox_lanes|surfaces_lanes|named|one)",
    "FAILED_SAID": "outbox_failed",
    "FAILED_SHOWN": "surfaces_failed",
    "LEASABLE": r"(?:outbox_lanes|surfaces_lanes|named|due)",  # the lanes themselves, not what waits in them
}
ON_POSTGRESQL_ALONE = ("DATABASE_TIME", "HOLD_ROSTER", "ROSTER_STANDS", "ROSTER_MOVES")
STATEMENTS = {
    name: statement
    for room in (questions, writes, lanes, auditing, watching)
    for name, statement in vars(room).items()
    if isinstance(statement, Statement) and name not in ON_POSTGRESQL_ALONE
}
STATEMENTS["CHANGE_CASE"] = writes.change_case((1, 2, 4, 5, 9, 16))


def plan(store, statement) -> list[str]:
    def explained(reader):
        sql, order = statement.spoken(reader._wire.dialect)
        cursor = reader._wire._cursor
        cursor.execute("EXPLAIN QUERY PLAN " + sql, [None] * len(order))
        return [row[3] for row in cursor.fetchall()]

    return store.act(explained)


@pytest.mark.parametrize("name", sorted(STATEMENTS.keys() - WHOLE - PARTLY.keys()))
def test_what_is_asked_often_scans_nothing(store, name):
    steps = plan(store, STATEMENTS[name])

    assert not [step for step in steps if step.startswith("SCAN") and step != "SCAN CONSTANT ROW"], steps
    assert not [step for step in steps if "AUTOMATIC" in step], steps


@pytest.mark.parametrize(("name", "index"), PARTLY.items())
def test_what_looks_at_all_that_runs_looks_at_nothing_else(store, name, index):
    steps = plan(store, STATEMENTS[name])

    scanned = [step for step in steps if step.startswith("SCAN")]
    assert all(re.search(rf"\b{index}\b", step) for step in scanned), steps
    assert scanned or any(re.search(index, step) for step in steps), steps


@pytest.mark.parametrize(
    ("name", "index"),
    [
        ("QUEUE", "cases_unclaimed"),
        ("HELD_BY", "cases_owner"),
        ("OF_TEAM", "cases_team"),
        ("DUE_SOON", "cases_team"),
        ("OFFERED_TO", "cases_offered"),
        ("OF_CUSTOMER", "cases_customer"),
        ("RECENT", "cases_recent"),
        ("DUE", "cases_due"),
        ("TO_SHOW", "surfaces_lane"),
        ("TAKE_BACK_SAID", "outbox_handed"),
        ("TAKE_BACK_SHOWN", "surfaces_handed"),
    ],
)
def test_lists_come_out_of_the_index_in_their_order(store, name, index):
    steps = plan(store, STATEMENTS[name])

    assert [step for step in steps if index in step], steps
    assert not [step for step in steps if "TEMP B-TREE" in step and "LAST TERM" not in step], steps


def test_a_months_holds_of_a_team_are_read_from_the_index_alone(store):
    def explained(reader):
        cursor = reader._wire._cursor
        cursor.execute(
            "EXPLAIN QUERY PLAN SELECT person, tier, ending, category, count(*), sum(length), sum(unclaimed), sum(late)"
            " FROM holds WHERE team = ? AND ended_at >= ? AND ended_at < ? AND ended_at IS NOT NULL"
            " AND counts AND NOT custody GROUP BY person, tier, ending, category",
            ("support", 1, 2),
        )
        return [row[3] for row in cursor.fetchall()]

    assert "USING COVERING INDEX holds_month" in store.read(explained)[0]


def test_a_months_lines_are_counted_from_the_index_alone(store):
    def explained(reader):
        cursor = reader._wire._cursor
        cursor.execute(
            "EXPLAIN QUERY PLAN SELECT team, by_, count(*) FROM events"
            " WHERE kind = ? AND at >= ? AND at < ? GROUP BY team, by_",
            ("consulted", 1, 2),
        )
        return [row[3] for row in cursor.fetchall()]

    assert "USING COVERING INDEX events_kind" in store.read(explained)[0]


def test_a_claim_touches_no_index_of_what_it_does_not_change(store):
    """SQLite writes into every index of a column it is given, so an update names only what changed."""
    store.act(opening())
    said = []
    store.act(lambda tx: tx._wire._held.driver_connection.set_trace_callback(said.append))

    store.act(claiming(1, "ana"))
    store.act(lambda tx: tx._wire._held.driver_connection.set_trace_callback(None))

    (update,) = [sql for sql in said if sql.startswith("UPDATE cases")]
    changed = re.findall(r"(\w+)=", update.partition("WHERE")[0])
    assert changed == ["seq", "head", "owner", "claimed", "due_at", "rest"]
