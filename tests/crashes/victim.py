"""The real program in a process of its own, under orders to kill that process at a point of its work.

The product knows nothing of this: what is wrapped here is the driver of the database.
"""

import os
import signal
import sqlite3
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from multiprocessing import parent_process
from threading import Lock, Thread
from typing import Any, Literal

from aiohttp import connector

from bot.cli import main
from bot.scheduler import deliver
from bot.scheduler.deliver import LEASE, ROOM

SHORT_LEASE = timedelta(seconds=10)
END = "\f"  # of what one program has printed
READS = ("SELECT", "WITH", "BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "PRAGMA", "SET")


@dataclass(frozen=True)
class Order:
    """Die at the n-th commit of a transaction in which one statement had all these words; with none, of any.

    It holds as soon as there is the file `armed`.
    """

    when: Literal["before", "after"]
    words: tuple[str, ...] = ()
    nth: int = 1
    armed: str = ""

    def __str__(self) -> str:
        return f"{self.when} the commit number {self.nth} with {' '.join(self.words) or 'anything'}"


@dataclass
class Watch:
    """What one connection has written since its last commit, as far as the order is about it."""

    order: Order
    meant: int = 0  # commits of the kind, of all connections
    open: set[int] = field(default_factory=set)  # connections that have written what is meant
    gate: Lock = field(default_factory=Lock)  # several threads write

    def wrote(self, connection: object, sql: Any, values: Any) -> None:
        words = str(sql)
        if not words.lstrip().upper().startswith(READS):
            said = f"{words} {values!r}"
            if all(word in said for word in self.order.words):
                self.open.add(id(connection))

    def commits(self, connection: object, commit: Callable[[], None]) -> None:
        with self.gate:
            due = id(connection) in self.open and os.path.exists(self.order.armed)
            self.open.discard(id(connection))
            self.meant += due
            due = due and self.meant == self.order.nth
        if due and self.order.when == "before":
            die()
        commit()
        if due:
            die()

    def rolls_back(self, connection: object) -> None:
        self.open.discard(id(connection))


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def watch_sqlite(watch: Watch) -> None:
    class Cursor(sqlite3.Cursor):
        def execute(self, sql: str, values: Any = (), /) -> Any:
            watch.wrote(self.connection, sql, values)
            return super().execute(sql, values)

        def executemany(self, sql: str, rows: Any, /) -> Any:
            watch.wrote(self.connection, sql, rows)
            return super().executemany(sql, rows)

    class Connection(sqlite3.Connection):
        def cursor(self, factory: Any = Cursor) -> Any:
            return super().cursor(factory)

        def commit(self) -> None:
            watch.commits(self, super().commit)

        def rollback(self) -> None:
            watch.rolls_back(self)
            super().rollback()

    sqlite3.connect = partial(sqlite3.connect, factory=Connection)


def watch_postgres(watch: Watch) -> None:
    import psycopg

    def watched(method: Callable[..., Any]) -> Callable[..., Any]:
        def does(self: Any, sql: Any, *values: Any, **more: Any) -> Any:
            watch.wrote(self.connection, sql, values)
            return method(self, sql, *values, **more)

        return does

    commit, rollback = psycopg.Connection.commit, psycopg.Connection.rollback

    def rolls_back(self: Any) -> None:
        watch.rolls_back(self)
        rollback(self)

    psycopg.Cursor.execute = watched(psycopg.Cursor.execute)
    psycopg.Cursor.executemany = watched(psycopg.Cursor.executemany)
    psycopg.Connection.commit = lambda self: watch.commits(self, partial(commit, self))
    psycopg.Connection.rollback = rolls_back


def shorten_leases() -> None:
    """Where several processes write, a lane rests until the lease of the dead is over; nobody waits that long here."""
    deliver.LEASE, deliver.ROOM = SHORT_LEASE, SHORT_LEASE * (ROOM / LEASE)
    how: Any = deliver.Delivery.__init__
    how.__kwdefaults__["longest_send"] = deliver.ROOM / 2


def live(
    programs: list[list[str]], environment: Mapping[str, str], printed: str, order: Order | None, planted: str | None
) -> None:
    """Run one program after the other until it ends or dies; what they print goes to a file. It dies with who started
    it, too."""
    if starter := parent_process():
        Thread(target=lambda: (starter.join(), die()), daemon=True).start()
    with open(printed, "ab", buffering=0) as file:
        for stream in (1, 2):
            os.dup2(file.fileno(), stream)
    sys.stdout = open(1, "w", buffering=1, closefd=False)  # noqa: SIM115 # for as long as it lives
    sys.stderr = open(2, "w", buffering=1, closefd=False)  # noqa: SIM115
    os.environ.update(environment)
    if authority := environment.get("SSL_CERT_FILE"):  # it has looked already, when it learned all there is to know
        connector._SSL_CONTEXT_VERIFIED.load_verify_locations(authority)
    if environment["DATABASE_URL"].startswith("postgresql"):
        shorten_leases()
    if order:
        watch = Watch(order)
        watch_sqlite(watch)
        if find_spec("psycopg"):
            watch_postgres(watch)
    if planted:
        import_module("tests.crashes.planted").plant(planted)
    codes = []
    for arguments in programs:
        codes.append(main(arguments))
        sys.stdout.write(END)
    sys.exit(max(codes))
