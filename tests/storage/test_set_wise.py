"""PostgreSQL is given many rows as arrays; nothing comes out otherwise than row by row."""

import pytest
from sqlalchemy import create_engine

from bot.storage import writes
from bot.storage.wire import SET_WISE, of_arrays
from tests.storage.desk import claiming, opening
from tests.stores import ON_POSTGRESQL

POSTGRESQL = create_engine("postgresql+psycopg://", paramstyle="format").dialect
WRITES = (*writes.BEFORE_CASES, *writes.AFTER_CASES, writes.MOVE_THREAD, writes.change_case((1, 2, 4, 5, 9, 16)))


@ON_POSTGRESQL
@pytest.mark.parametrize("count", [SET_WISE - 1, SET_WISE, 3 * SET_WISE])
def test_many_acts_rows_are_read_back_as_they_were_written(store, count):
    def many(tx):
        numbers = [opening(f"words no. {n}", customer=f"Maria {n}")(tx) for n in range(count)]
        for number in numbers:
            claiming(number, "ana")(tx)
        return numbers

    def one(tx):
        number = opening("words no. 0", customer="Ivan")(tx)
        claiming(number, "ana")(tx)
        return number

    numbers, alone = store.act(many), store.act(one)

    found = store.read(lambda reader: [(reader.case(n), reader.lines(n), reader.holds(n)) for n in numbers])
    case, lines, holds = store.read(lambda reader: (reader.case(alone), reader.lines(alone), reader.holds(alone)))
    for number, (theirs, their_lines, their_holds) in zip(numbers, found, strict=True):
        assert (theirs.owner, theirs.claimed, theirs.seq, theirs.deadline) == ("ana", True, case.seq, case.deadline)
        assert [line.event.kind for line in their_lines] == [line.event.kind for line in lines]
        assert [(hold.case, hold.ending, hold.length) for hold in their_holds] == [
            (number, hold.ending, hold.length) for hold in holds
        ]
    said = store.read(lambda reader: reader.find("words no. 0"))
    assert [case.id for case in said] == [alone, numbers[0]]


@ON_POSTGRESQL
def test_a_rival_is_noticed_among_many(store):
    numbers = [store.act(opening(customer=f"Maria {n}")) for n in range(SET_WISE)]
    tries = []

    def slow(tx):
        cases = [tx.case(number) for number in numbers]
        if not tries:
            tries.append(store.submit(claiming(numbers[7], "ben")).result())
        assert all(not case.claimed for case in cases) is (len(tries) == 1 and cases[7].owner != "ben")
        return [claiming(number, "ana")(tx) for number in numbers]

    said = store.act(slow)

    assert said[7] == "ben holds it"
    assert set(said) == {"ben holds it", "ana holds it"}


@pytest.mark.parametrize("write", WRITES, ids=lambda write: write.spoken(POSTGRESQL)[0][:40])
def test_every_write_of_an_act_has_a_form_for_many_rows(write):
    sql = write.set_wise(POSTGRESQL)

    assert "VALUES" not in sql
    assert sql.count("%s") == sql.count("[]") == len(write.spoken(POSTGRESQL)[1])


def test_an_update_takes_its_values_in_their_order():
    sql = "UPDATE cats SET age=%s::BIGINT, fed=%s \nWHERE cats.name = %s::TEXT"

    assert of_arrays(sql, ["BIGINT", "BOOLEAN", "TEXT"]) == (
        "UPDATE cats SET age=given.v0, fed=given.v1 FROM unnest(%s::BIGINT[], %s::BOOLEAN[], %s::TEXT[])"
        " AS given (v0, v1, v2) WHERE cats.name = given.v2"
    )
