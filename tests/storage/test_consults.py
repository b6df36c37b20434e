"""The questions that wait for somebody's advice are found by the consults alone."""

from bot.storage.consults import CONSULTED
from tests.stores import ON_SQLITE


@ON_SQLITE
def test_only_the_consults_of_the_last_weeks_are_read(store):
    def explained(reader):
        sql, order = CONSULTED.spoken(reader._wire.dialect)
        cursor = reader._wire._cursor
        cursor.execute("EXPLAIN QUERY PLAN " + sql, [None] * len(order))
        return [row[3] for row in cursor.fetchall()]

    steps = store.act(explained)

    assert any("USING INDEX events_kind (kind=? AND at>?)" in step for step in steps), steps
    assert not [step for step in steps if step.startswith("SCAN")], steps
