"""One connection, spoken to in statements that were built at import and are compiled once for each kind of database.

The driver is asked directly: SQLAlchemy writes the SQL of each dialect, and between an act and its rows stands nothing
but a tuple.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import Any, NamedTuple

from sqlalchemy import Engine, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.schema import CreateTable
from sqlalchemy.sql.expression import ClauseElement

Row = Sequence[Any]
Insert = Callable[[Any], Any]  # a dialect's own `insert`, which knows what to do with a row that is there already
_INSERTS: dict[str, Insert] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_cursors = count()
SET_WISE = 32  # rows, from which on PostgreSQL is given them as arrays: fewer keep their order for sure


def of_arrays(sql: str, kinds: Sequence[str]) -> str:
    """An INSERT of one row, or an UPDATE by a key, as one of all the rows of some arrays."""
    arrays = ", ".join(f"%s::{kind}[]" for kind in kinds)
    if sql.startswith("INSERT"):
        return _VALUES.sub(lambda _: f"SELECT * FROM unnest({arrays})", sql, count=1)
    numbers = count()
    named = _VALUE.sub(lambda _: f"given.v{next(numbers)}", sql)
    names = ", ".join(f"v{n}" for n in range(len(kinds)))
    return _WHERE.sub(lambda _: f" FROM unnest({arrays}) AS given ({names}) WHERE ", named, count=1)


_VALUE = re.compile(r'%s(?:::\w+(?: COLLATE "C")?)?')
_VALUES = re.compile(r"VALUES \([^()]*\)")
_WHERE = re.compile(r"\s+WHERE\s+")


class Statement:
    """A question or a write; `names` are its values in the order in which `Wire.many` is given them.

    One that inserts what may be there already is given as a function of the dialect's own `insert`.
    """

    def __init__(
        self,
        clause: ClauseElement | Callable[[Insert], ClauseElement],
        *names: str,
        columns: Sequence[str] | None = None,
    ) -> None:
        self._clause = clause
        self._columns = columns
        self.names = names
        self._spoken: dict[str, tuple[str, tuple[tuple[str, Any], ...]]] = {}
        self._set_wise: str | None = None

    def _built(self, dialect: Dialect) -> ClauseElement:
        return self._clause if isinstance(self._clause, ClauseElement) else self._clause(_INSERTS[dialect.name])

    def spoken(self, dialect: Dialect) -> tuple[str, tuple[tuple[str, Any], ...]]:
        """Its SQL, and the name and default of each value in the order the SQL wants them."""
        known = self._spoken.get(dialect.name)
        if known is None:
            compiled: Any = self._built(dialect).compile(dialect=dialect, column_keys=self._columns)
            order = tuple((name, compiled.params.get(name)) for name in compiled.positiontup)
            if self.names and self.names != tuple(name for name, _ in order):
                raise AssertionError(f"{self.names} is not the order of {compiled}")
            known = self._spoken[dialect.name] = (str(compiled), order)
        return known

    def set_wise(self, dialect: Dialect) -> str:
        """The same for PostgreSQL with an array for each value, so that any number of rows is one statement."""
        if self._set_wise is None:
            sql, _ = self.spoken(dialect)
            compiled: Any = self._built(dialect).compile(dialect=dialect, column_keys=self._columns)
            kinds = [
                compiled.binds[name].type.compile(dialect).partition(" COLLATE")[0] for name in compiled.positiontup
            ]
            self._set_wise = of_arrays(sql, kinds)
        return self._set_wise


class Write(NamedTuple):
    """The same write once for each row; `exactly`: each must change just one."""

    statement: Statement
    rows: Sequence[Row]
    exactly: bool = False


class Wire:
    """`fault` is the last thing the database refused: an act that hides it must not be committed."""

    def __init__(self, engine: Engine) -> None:
        self.dialect = engine.dialect
        driver: Any = engine.dialect.loaded_dbapi
        self.Refusal: type[Exception] = driver.Error
        self.fault: Exception | None = None
        self._held = engine.raw_connection()
        known: dict[Any, Any] = self._held.info if self._held.info is not None else {}
        self.is_new = "known" not in known  # it was never taken from the pool before
        known["known"] = True
        self._cursor = self._held.cursor()

    def one(self, statement: Statement, *values: Any) -> Any:
        """The first row, or None. The values stand in the statement's order."""
        try:
            self._cursor.execute(statement.spoken(self.dialect)[0], values)
            return self._cursor.fetchone()
        except self.Refusal as fault:
            self.fault = fault
            raise

    def rows(self, statement: Statement, *values: Any) -> list[Any]:
        """All of them. The values stand in the statement's order."""
        try:
            self._cursor.execute(statement.spoken(self.dialect)[0], values)
            return list(self._cursor.fetchall())
        except self.Refusal as fault:
            self.fault = fault
            raise

    def all(self, statement: Statement, /, **values: Any) -> list[Any]:
        self.do(statement, **values)
        return list(self._cursor.fetchall())

    def do(self, statement: Statement, /, **values: Any) -> int:
        """How many rows a write changed."""
        sql, order = statement.spoken(self.dialect)
        try:
            self._cursor.execute(sql, tuple([values.get(name, default) for name, default in order]))
        except self.Refusal as fault:
            self.fault = fault
            raise
        return int(self._cursor.rowcount)

    def many(self, statement: Statement, rows: Sequence[Row]) -> int:
        """The same write once for each row, its values in the statement's order; how many rows it changed."""
        try:
            if len(rows) == 1:
                self._cursor.execute(statement.spoken(self.dialect)[0], rows[0])
            else:
                self._cursor.executemany(statement.spoken(self.dialect)[0], rows)
        except self.Refusal as fault:
            self.fault = fault
            raise
        return int(self._cursor.rowcount)

    def write(self, writes: Sequence[Write]) -> bool:
        """All of these in their order, on PostgreSQL in one round trip; False if one changed other than it should."""
        if self.dialect.name != "postgresql":
            return all(self.many(one.statement, one.rows) == len(one.rows) or not one.exactly for one in writes)
        connection: Any = self._held.driver_connection
        try:
            with connection.pipeline():
                cursors = [self._sent(connection, one) for one in writes]
        except self.Refusal as fault:
            self.fault = fault
            raise
        return all(cursor.rowcount == len(one.rows) for one, cursor in zip(writes, cursors, strict=True) if one.exactly)

    def _sent(self, connection: Any, one: Write) -> Any:
        """Not executed yet: what it changed is known once all were."""
        cursor, sql = connection.cursor(), one.statement.spoken(self.dialect)[0]
        if len(one.rows) == 1:
            cursor.execute(sql, one.rows[0])
        elif len(one.rows) < SET_WISE:
            cursor.executemany(sql, one.rows)
        else:
            cursor.execute(
                one.statement.set_wise(self.dialect), [list(column) for column in zip(*one.rows, strict=True)]
            )
        return cursor

    def each(self, statement: Statement, rows: Sequence[Row]) -> list[int]:
        """The same write once for each row; how many rows each of them changed."""
        if self.dialect.name != "postgresql":
            return [self.many(statement, [row]) for row in rows]
        connection: Any = self._held.driver_connection
        try:
            with connection.pipeline():
                cursors = [self._sent(connection, Write(statement, [row])) for row in rows]
        except self.Refusal as fault:
            self.fault = fault
            raise
        return [int(cursor.rowcount) for cursor in cursors]

    def run(self, sql: str) -> None:
        try:
            self._cursor.execute(sql)
        except self.Refusal as fault:
            self.fault = fault
            raise

    def stream(self, statement: Statement, /, **values: Any) -> Iterator[Any]:
        """Rows as they come, on a cursor of their own."""
        sql, order = statement.spoken(self.dialect)
        cursor: Any = self._cursor_of_its_own()
        try:
            cursor.execute(sql, tuple([values.get(name, default) for name, default in order]))
            while page := cursor.fetchmany(1000):
                yield from page
        finally:
            cursor.close()

    def _cursor_of_its_own(self) -> Any:
        """PostgreSQL keeps the rows until they are fetched only for a cursor that has a name."""
        if self.dialect.name == "postgresql":
            return self._held.cursor(f"stream_{next(_cursors)}")
        return self._held.cursor()

    def beside(self, table: Table) -> None:
        """Make a table that nobody else sees, anew; it is gone with the connection at the latest."""
        self.run(f"DROP TABLE IF EXISTS {table.name}")
        self.run(str(CreateTable(table).compile(dialect=self.dialect)))

    def has_table(self, name: str) -> bool:
        """By any name that is one of ours: it is put into the question as it is."""
        if self.dialect.name == "postgresql":
            self.run(f"SELECT 1 WHERE to_regclass('{name}') IS NOT NULL")
        else:
            self.run(f"SELECT 1 FROM sqlite_master WHERE name = '{name}'")
        return self._cursor.fetchone() is not None

    def commit(self) -> None:
        self._held.commit()

    def rollback(self) -> None:
        self._held.rollback()
        self.fault = None

    def release(self) -> None:
        """Give the connection back; what was not committed is gone."""
        self._cursor.close()
        self._held.close()

    @property
    def is_gone(self) -> bool:
        """Has the database closed the connection, or the way there?"""
        return bool(getattr(self._held.driver_connection, "closed", False))

    def drop(self) -> None:
        """The connection is of no use any more."""
        self._held.invalidate()
