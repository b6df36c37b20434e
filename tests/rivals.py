"""Several who do something at the same instant, as several processes do; and one who stops in the midst of an act."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import psycopg

from bot.storage import Tx
from tests.settled import BUSY_MACHINE_S

T = TypeVar("T")


def at_once(*doings: Callable[[], Any]) -> list[Any]:
    """What each answers, or what it raised."""
    ready = threading.Barrier(len(doings))

    def begins(doing: Callable[[], Any]) -> Any:
        ready.wait(BUSY_MACHINE_S)
        try:
            return doing()
        except Exception as error:
            return error

    with ThreadPoolExecutor(len(doings)) as hands:
        return list(hands.map(begins, doings))


class Pause:
    """Stops an act that has read and decided, before anything of it is written; once, should it run again."""

    def __init__(self, act: Callable[[Tx], T]) -> None:
        self._act = act
        self._reached, self._go = threading.Event(), threading.Event()
        self.runs = 0

    def __call__(self, tx: Tx) -> T:
        self.runs += 1
        said = self._act(tx)
        self._reached.set()
        assert self._go.wait(BUSY_MACHINE_S), "nobody let it go on"
        return said

    def reached(self) -> None:
        assert self._reached.wait(BUSY_MACHINE_S), "it never came so far"

    def goes_on(self) -> None:
        self._go.set()


def somebody_waits(url: str, how_many: int = 1) -> None:
    """Until so many wait for a row, or for a turn, that another has."""
    until = time.monotonic() + BUSY_MACHINE_S
    asked = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        " AND wait_event IN ('transactionid', 'tuple', 'advisory')"
    )
    with psycopg.connect(url, autocommit=True) as looking:
        while (row := looking.execute(asked).fetchone()) is None or row[0] < how_many:
            assert time.monotonic() < until, "nobody waits"
            time.sleep(0.005)
