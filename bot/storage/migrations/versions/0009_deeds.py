"""First responses, promises kept or broken, and resolutions have rows of their own, worked out from the old lines too.

With the rules of today: what they make of a line never changes, as the ledger it was written by does not.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from alembic import op

from bot.cases.case import Line
from bot.cases.chain import Configured
from bot.cases.deeds import Deeds, folded_with_deeds
from bot.cases.holds import TeamsAt
from bot.cases.recorded import team_of
from bot.storage.rows import EVENT, PROMISE, RESOLUTION, RESPONSE, line_of, promise_row, resolution_row, response_row

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

PAGE = 5000
_BYTES = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _table(name: str, *columns: sa.Column[Any], month: tuple[str, ...]) -> None:
    op.create_table(
        name,
        sa.Column("case_id", sa.BigInteger(), sa.ForeignKey("cases.id"), primary_key=True, autoincrement=False),
        sa.Column("seq", sa.Integer(), primary_key=True, autoincrement=False),
        *columns,
        sqlite_with_rowid=False,
    )
    op.create_index(f"{name}_month", name, [*month])


def _column(name: str, kind: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def upgrade() -> None:
    big, flag, small = sa.BigInteger(), sa.Boolean(), sa.Integer()
    _table(
        "responses",
        *(_column("at", big), _column("team", _BYTES), _column("by_", _BYTES), _column("length", big)),
        month=("team", "at", "by_", "length", "case_id"),
    )
    _table(
        "promises",
        *(_column("due", big), _column("team", _BYTES), _column("owner", _BYTES), _column("kept", flag)),
        month=("team", "due", "owner", "kept", "case_id"),
    )
    _table(
        "resolutions",
        *(_column("at", big), _column("team", _BYTES), _column("by_", _BYTES), _column("customer", big)),
        *(_column("cause", _BYTES), _column("age", big), _column("whole", big), _column("held", big)),
        *(_column("first", flag), _column("at_once", flag), _column("questions", small)),
        *(_column("escalated", flag), _column("hand_offs", small)),
        month=(
            *("team", "at", "by_", "cause", "age", "whole", "held", "first", "at_once", "questions", "escalated"),
            *("hand_offs", "customer", "case_id", "seq"),
        ),
    )
    fill(op.get_bind())


def fill(connection: sa.Connection) -> None:
    asked = f"SELECT {', '.join(EVENT)} FROM events WHERE case_id"
    house = [line_of(row) for row in connection.execute(sa.text(f"{asked} = 0 AND kind = 'configured' ORDER BY seq"))]
    teams = _teams(house)
    newest = connection.execute(sa.text("SELECT max(case_id) FROM events")).scalar() or 0
    page = sa.text(f"{asked} > :a AND case_id <= :b ORDER BY case_id, seq")
    for a in range(0, newest, PAGE):
        rows = connection.execute(page, {"a": a, "b": a + PAGE})
        deeds = list(_deeds(groupby(map(line_of, rows), key=lambda line: line.case), teams))
        _insert(connection, "responses", RESPONSE, [response_row(one) for told in deeds for one in told.responses])
        _insert(connection, "promises", PROMISE, [promise_row(one) for told in deeds for one in told.promises])
        _insert(
            connection, "resolutions", RESOLUTION, [resolution_row(one) for told in deeds for one in told.resolutions]
        )


def _teams(house: list[Line]) -> TeamsAt:
    return TeamsAt(
        (line.at, {key: team_of(key, plain) for key, plain in line.event.teams.items()})
        for line in house
        if isinstance(line.event, Configured)
    )


def _deeds(stories: Iterable[tuple[int, Iterable[Line]]], teams: TeamsAt) -> Iterator[Deeds]:
    for _, lines in stories:
        try:
            yield folded_with_deeds(list(lines), teams)[2]
        except (ValueError, LookupError):  # `verify` says what is wrong with it; it stands in no figure
            continue


def _insert(connection: sa.Connection, name: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    if rows:
        table = sa.table(name, *(sa.column(column) for column in columns))
        connection.execute(sa.insert(table), [dict(zip(columns, row, strict=True)) for row in rows])
