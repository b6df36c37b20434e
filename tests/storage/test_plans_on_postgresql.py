"""On PostgreSQL too, whatever is asked often goes by an index where there are many rows."""

import re

import pytest
from sqlalchemy.dialects.postgresql import psycopg

from bot.storage.questions import AT_ONCE
from bot.storage.wire import Statement
from tests.reports.test_plans import BEHIND, QUESTIONS
from tests.storage.busy import BEGUN, MINUTE, NOW, fill
from tests.storage.test_plans import PARTLY, STATEMENTS, WHOLE
from tests.stores import ON_POSTGRESQL, Shelf, at_hand

pytestmark = ON_POSTGRESQL

DIALECT = psycopg.dialect(paramstyle="format")
MANY = {  # tables with so many rows that nobody may read them from end to end
    *("addresses", "cases", "customers", "events", "holds", "outbox", "profiles", "seen", "surfaces", "texts"),
    *("threads", "responses", "promises", "resolutions"),
}
# What is asked for: everything else is a number or a word that its place wants.
ASKED = {
    **{"now": NOW, "late": NOW, "until": NOW + MINUTE, "since": NOW - 60 * MINUTE, "before": BEGUN + 100 * MINUTE},
    **{"a": BEGUN, "b": BEGUN + 1440 * MINUTE, "c": BEGUN + 1440 * MINUTE, "kind": "claimed", "limit": 50},
    **{"team": "billing", "owner": "p7", "state": "waiting", "lane": "slack:C7", "for_lane": "slack:C7"},
    **{"name": "Customer 7", "email": "c9@example.com", "person": "p7", "claimed": True, "sealed": True},
    **{"posted": "{}", "for_holder": "web-1"},
    **{"ahead": NOW + MINUTE, "leased": NOW + MINUTE, "for_kind": "nudge"},
}
ASKED_OF = {  # where the same name means another thing
    "HOUSE_KIND": {"kind": "went_away"},
    "HOUSE_OF_KIND": {"kind": "went_away"},
    "ALL_WORDS": {f"n{n}": f"{n}-1" for n in range(AT_ONCE)},
    "LAST_BY": {"kind": "claimed", "person": "p7", "since": NOW - 10 * MINUTE},
    "KNOWN_PLACES": {"begin": "teams:", "end": "teams;"},
}
ALL = {
    name: asked
    for name, asked in {**STATEMENTS, **QUESTIONS, **{f"behind {name}": one for name, one in BEHIND.items()}}.items()
    if not asked.spoken(DIALECT)[0].startswith("INSERT")
}


@pytest.fixture(scope="module")
def busy(shelf: Shelf):
    """One for all of these: nothing is written."""
    url = shelf.take()
    with at_hand(url) as connection:
        fill(connection)
        yield connection
    shelf.postgres.drop(url)


@pytest.fixture
def store(kind_of_store, busy):
    return busy


def plan(connection, name: str, asked: Statement, *, done: bool = False) -> list[dict]:
    """Each step of it, as PostgreSQL tells it; with `done` it was taken, and says how much was read."""
    sql, order = asked.spoken(DIALECT)
    casts = re.findall(r"%s(?:::(\w+))?", sql)
    known = ASKED | ASKED_OF.get(name, {})
    values = [
        default if default is not None and not str(default).startswith("symbol") else known.get(value, _some(cast))
        for (value, default), cast in zip(order, casts, strict=True)
    ]
    cursor = connection.connection.cursor()
    cursor.execute(f"EXPLAIN (FORMAT JSON{', ANALYZE, TIMING OFF' if done else ''}) {sql}", values)
    return list(_steps(cursor.fetchone()[0][0]["Plan"]))


def _some(cast: str) -> object:
    return "77" if cast in ("VARCHAR", "TEXT") else True if cast == "BOOLEAN" else b"7" if cast == "BYTEA" else 77


def _steps(step):
    yield step
    for below in step.get("Plans", ()):
        yield from _steps(below)


def read_whole(steps) -> list[str]:
    return [
        step["Relation Name"] for step in steps if step["Node Type"] == "Seq Scan" and step["Relation Name"] in MANY
    ]


ENDS_SOON = {"figures.FIRST_CASE"}  # with the first row of a team, if it has many


@pytest.mark.parametrize("name", sorted(ALL.keys() - WHOLE - ENDS_SOON))
def test_what_is_asked_often_reads_no_table_from_end_to_end(store, name):
    steps = plan(store, name, ALL[name])

    assert read_whole(steps) == []


@pytest.mark.parametrize(
    ("name", "index"),
    [
        ("QUEUE", "cases_unclaimed"),
        ("HELD_BY", "cases_owner"),
        ("OF_TEAM", "cases_team"),
        ("DUE_SOON", "cases_team"),
        ("DUE", "cases_due"),
        ("OFFERED_TO", "cases_offered"),
        ("OF_CUSTOMER", "cases_customer"),
        ("RECENT", "cases_recent"),
        ("UNSEALED", "cases_unsealed"),
        ("TO_SAY", "outbox_lane"),
        ("TO_SHOW", "surfaces_lane"),
        ("TAKE_BACK_SAID", "outbox_handed"),
        ("TAKE_BACK_SHOWN", "surfaces_handed"),
        ("NO_LONGER_TRUE", "outbox_case"),
        ("LAST_BY", "events_kind"),
        ("WITH_EMAIL", "profiles_email"),
        ("NAMED", "customers_name"),
        ("FORGET_ANSWERS", "seen_answered"),
        ("holds.ENDINGS", "holds_month"),
        ("holds.LENGTHS", "holds_month"),
        ("help.QUESTIONS", "events_kind"),
        ("share.ESCALATIONS", "events_kind"),
        ("answers.RESPONSES", "responses_month"),
        ("answers.PROMISES", "promises_month"),
        ("resolutions.SOLVERS", "resolutions_month"),
    ],
)
def test_it_comes_by_its_own_index(store, name, index):
    steps = plan(store, name, ALL[name])

    assert index in {step.get("Index Name") for step in steps}


@pytest.mark.parametrize("name", sorted((PARTLY.keys() | {"LEASABLE", "DUE", "TO_SAY", "TO_SHOW"}) & ALL.keys()))
def test_what_looks_at_all_that_runs_reads_nothing_else(store, name):
    steps = plan(store, name, ALL[name], done=True)

    assert sum(_read(step) for step in steps if "Relation Name" in step) < 3000


def _read(step) -> float:
    passed_over = step.get("Rows Removed by Filter", 0) + step.get("Rows Removed by Index Recheck", 0)
    return (step["Actual Rows"] + passed_over) * step["Actual Loops"]
