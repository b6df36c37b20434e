"""The floor of a digest: the grouped SQL behind its figures, asked of the same file by the driver alone."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import perf_counter
from typing import Any

import psycopg
from sqlalchemy import create_engine
from sqlalchemy.engine import Dialect

from benchmarks.desk import TEAM
from benchmarks.digest.ledger import MONTH
from bot.cases.figures import month_before, month_of
from bot.storage import figures
from bot.storage.counting import answers, cases, help, holds, passes, resolutions, share, top, undone, verdicts, waits
from bot.storage.rows import micros
from bot.storage.wire import Statement

ROOMS = (figures, holds, passes, help, share, waits, cases, answers, resolutions, verdicts, top, undone)
NOT_OF_A_MONTH = ("FIRST_CASE", "PROMISES_OF")
WEEK, FORTNIGHT = 7 * 86_400_000_000, 14 * 86_400_000_000
COHORT = ("SOLVERS", "AT_ONCE", "CAME_AGAIN")


def questions() -> Iterator[tuple[str, Statement, dict[str, Any]]]:
    """Every question of a digest, of its month and of the month before, with what it is asked of."""
    for month in (MONTH, month_before(MONTH)):
        yield from _questions(month)


def _questions(month: str) -> Iterator[tuple[str, Statement, dict[str, Any]]]:
    period = month_of(month, TEAM.zone)
    before = month_of(month_before(month), TEAM.zone)
    a, b = micros(period.a), micros(period.b)
    asked: dict[str, Any] = {
        "since": a - WEEK,
        "up_to": b - WEEK,
        "team": TEAM.key,
        "a": a,
        "b": b,
        "c": b + 600_000_000,
        "until": b,
        "within": FORTNIGHT,
    }
    for room in ROOMS:
        for name, statement in vars(room).items():
            if not isinstance(statement, Statement) or name in NOT_OF_A_MONTH:
                continue
            values = dict(asked)
            if room is resolutions and name in COHORT:
                values |= {"a": a - WEEK, "b": b - WEEK, "within": WEEK}
            if name == "REOPENED":
                values["a"] = a - WEEK
            yield f"{room.__name__.rpartition('.')[2]}.{name}", statement, values
            if name == "CAUSES":
                yield f"{name} of the month before", statement, values | {"a": micros(before.a), "b": a}


def asked_of_file(file: Path) -> dict[str, float]:
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        database.execute("PRAGMA temp_store = MEMORY")
        return _asked(database.cursor(), create_engine("sqlite://").dialect)


def asked_of_server(url: str) -> dict[str, float]:
    with psycopg.connect(url.partition("&prepare")[0]) as connection:
        return _asked(connection.cursor(), create_engine("postgresql+psycopg://", paramstyle="format").dialect)


def _asked(cursor: Any, dialect: Dialect) -> dict[str, float]:
    """How long each took, its rows read and dropped."""
    took = defaultdict[str, float](float)
    for name, statement, values in questions():
        sql, order = statement.spoken(dialect)
        began = perf_counter()
        cursor.execute(sql, tuple(values.get(key, default) for key, default in order))
        while cursor.fetchmany(1000):
            pass
        took[name] += perf_counter() - began
    return took
