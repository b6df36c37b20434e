"""The floor on PostgreSQL: what acts said to the database, said again by the raw driver. The same statements, the same
round trips, as many connections; no rules, no house."""

import queue
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from time import perf_counter
from typing import Any

import psycopg

from bot.storage.postgres import HANDS
from bot.storage.wire import Wire

Said = list[tuple[str, Sequence[Any]]]  # what went together in one round trip: SQL, and the rows it was sent for
Act = list[Said]


@contextmanager
def recorded() -> Iterator[list[Act]]:
    """Every transaction that ends meanwhile with a commit, by whatever thread it was written."""
    acts: list[Act] = []
    under_way = threading.local()
    was = {name: getattr(Wire, name) for name in ("one", "do", "many", "write", "run", "commit")}

    def said(wire: Wire, *lines: tuple[str, Sequence[Any]]) -> None:
        under_way.act.append(list(lines))

    def one(wire: Wire, statement: Any, *values: Any) -> Any:
        said(wire, (statement.spoken(wire.dialect)[0], [values]))
        return was["one"](wire, statement, *values)

    def do(wire: Wire, statement: Any, /, **values: Any) -> Any:
        sql, order = statement.spoken(wire.dialect)
        said(wire, (sql, [tuple(values.get(name, default) for name, default in order)]))
        return was["do"](wire, statement, **values)

    def many(wire: Wire, statement: Any, rows: Any) -> Any:
        said(wire, (statement.spoken(wire.dialect)[0], rows))
        return was["many"](wire, statement, rows)

    def write(wire: Wire, writes: Any) -> Any:
        said(wire, *((one.statement.spoken(wire.dialect)[0], one.rows) for one in writes))
        return was["write"](wire, writes)

    def run(wire: Wire, sql: str) -> Any:
        if sql.startswith("BEGIN"):
            under_way.act = []
        said(wire, (sql, []))
        return was["run"](wire, sql)

    def commit(wire: Wire) -> None:
        was["commit"](wire)
        acts.append(under_way.act)

    for name, wrapped in {"one": one, "do": do, "many": many, "write": write, "run": run, "commit": commit}.items():
        setattr(Wire, name, wrapped)
    try:
        yield acts
    finally:
        for name, original in was.items():
            setattr(Wire, name, original)


def replayed(url: str, acts: Sequence[Act], waiting: int, prepare_threshold: int | None = None) -> float:
    """Say it all again, so many acts at once, on at most as many connections as the product has; acts a second."""
    left: queue.SimpleQueue[Act] = queue.SimpleQueue()
    for act in acts:
        left.put(act)
    hands = min(waiting, HANDS)
    connections = [psycopg.connect(url, autocommit=True, prepare_threshold=prepare_threshold) for _ in range(hands)]

    def work(connection: "psycopg.Connection[Any]") -> None:
        cursor = connection.cursor()
        while True:
            try:
                act = left.get_nowait()
            except queue.Empty:
                return
            for said in act:
                _say(connection, cursor, said)
            connection.commit()

    began = perf_counter()
    threads = [threading.Thread(target=work, args=(one,)) for one in connections]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = perf_counter() - began
    for connection in connections:
        connection.close()
    return len(acts) / took


def _say(connection: Any, cursor: Any, said: Said) -> None:
    if len(said) == 1:
        sql, rows = said[0]
        if not rows:
            cursor.execute(sql)
        elif len(rows) == 1:
            cursor.execute(sql, rows[0])
            if cursor.description:
                cursor.fetchall()
        else:
            cursor.executemany(sql, rows)
        return
    with connection.pipeline():
        for sql, rows in said:
            if len(rows) == 1:
                connection.cursor().execute(sql, rows[0])
            else:
                connection.cursor().executemany(sql, rows)
