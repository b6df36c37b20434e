"""What the desk costs on PostgreSQL beside the raw driver, what a second and a fourth process bring, and the sweep."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks import crowd
from benchmarks.desk import CONFIG, HOUSE, DeskClock, claiming, open_desk, writing
from benchmarks.laps import Lap, lap, middle, table
from benchmarks.postgres.crowd import into
from benchmarks.postgres.replay import recorded, replayed
from benchmarks.postgres.server import careful
from bot.commands.clock import PAGE, strike_due
from bot.commands.handle import handle
from bot.commands.house import settle
from bot.storage import Store, open_store
from tests.postgres import Postgres

NEW = 10_000_000  # numbers of messages that no case was opened with yet
PREPARED = "&prepare_threshold=5"
PROCESSES = (1, 2, 4)
A_WEEK = 7 * 86_400_000_000  # µs


def acts(thousand: Path, rounds: int, each: int) -> str:
    """Product and floor in turns, each round on fresh copies of a thousand open cases."""
    rows = []
    with careful() as postgres:
        into(copied := postgres.empty(), thousand)
        original = postgres.name_of(copied)
        for suffix, prepares in (("", None), (PREPARED, 5)):
            for waiting in (1, 16):
                found: dict[str, list[tuple[Lap, float]]] = {"claim": [], "open": []}
                for n in range(rounds + 1):
                    ran = _round(postgres, original, suffix, prepares, waiting, each)
                    if n:  # the first warms up
                        for name, one in ran.items():
                            found[name].append(one)
                for name, ones in found.items():
                    it = middle(one for one, _ in ones)
                    of_floor = median(one.rate / floor for one, floor in ones)
                    label = f"{name}, {waiting} waiting{', prepared' if prepares else ''}"
                    floor = median(floor for _, floor in ones)
                    rows.append((label, *(f"{x:,.0f}" for x in (it.rate, floor)), f"{it.p50:.1f}", f"{it.p99:.1f}"))
                    rows[-1] = (*rows[-1], f"{it.cpu:,.0f}", f"{of_floor:.2f}")
    head = ("act", "acts/s", "floor/s", "p50 ms", "p99 ms", "CPU µs", "of floor")
    return table(head, rows) + f"\n({rounds} rounds, medians)"


def _round(
    postgres: Postgres, original: str, suffix: str, prepares: int | None, waiting: int, each: int
) -> dict[str, tuple[Lap, float]]:
    found = {}
    ours, floors = postgres.empty(original), postgres.empty(original)
    with desk(ours + suffix) as store, recorded() as said:
        for name, inbounds in (
            ("claim", [claiming(n + 1) for n in range(each)]),
            ("open", [writing(NEW + n) for n in range(each)]),
        ):
            said.clear()
            ran, _ = lap(partial(handle, store=store), inbounds, waiting)
            found[name] = (ran, list(said))
    with desk(floors):  # what the start writes is there, too
        pass
    told = {name: (ran, replayed(floors, said, waiting, prepares)) for name, (ran, said) in found.items()}
    postgres.drop(ours)
    postgres.drop(floors)
    return told


@contextmanager
def desk(url: str, clock: DeskClock | None = None) -> Iterator[Store]:
    with open_store(url, clock or DeskClock(), HOUSE) as store:
        store.act(lambda tx: settle(tx, CONFIG.recorded()))
        yield store


def processes(thousand: Path, rounds: int, each: int) -> str:
    """The same work by one, two and four processes, 16 of it waiting in each; all cases are others."""
    found: dict[tuple[str, int], list[float]] = {}
    with careful() as postgres:
        into(copied := postgres.empty(), thousand)
        original = postgres.name_of(copied)
        for _ in range(rounds):
            for many in PROCESSES:
                url = postgres.empty(original)
                with desk(url):
                    pass
                for what in ("claim", "open"):
                    begins = [1 + n * (each // many) for n in range(many)]
                    if what == "open":
                        begins = [NEW + begin for begin in begins]
                    found.setdefault((what, many), []).append(_together(url, what, begins, each // many))
                postgres.drop(url)
    rows = []
    for (what, many), rates in found.items():
        alone = found[what, 1]
        more = median(rate / one for rate, one in zip(rates, alone, strict=True))
        rows.append((f"{what}, {many} process{'es' if many > 1 else ''}", f"{median(rates):,.0f}", f"{more:.2f}"))
    return table(("act", "acts/s", "of one process"), rows) + f"\n({rounds} rounds, medians)"


def _together(url: str, what: str, begins: Sequence[int], each: int) -> float:
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "benchmarks.postgres.one", url, what, str(begin), str(begin + each), "16"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for begin in begins
    ]
    for one in running:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in running:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    told = [json.loads(one.communicate()[0]) for one in running]
    return float(sum(one["rate"] for one in told))


def sweep(folder: Path, many: Path, count: int, due: int) -> str:
    """So many of the open cases come due at once, the oldest, as they would: each is escalated, its ledger line and its
    pings written. The others have a week more."""
    rows = []
    clock, later = DeskClock(), timedelta(hours=21)
    shutil.copy(many, swept := folder / "swept.db")
    with crowd.driver(swept) as database:
        database.execute("UPDATE cases SET due_at = due_at + ? WHERE id > ?", (A_WEEK, due))
    with careful() as postgres:
        into(url := postgres.empty(), swept)
        with open_desk(swept, clock) as store:
            clock.ahead = later
            rows.append(("SQLite", *_swept(store, due, 1)))
        swept.unlink()
        clock = DeskClock()
        with desk(url, clock) as store:
            clock.ahead = later
            rows.append(("PostgreSQL, one clock", *_swept(store, due, 1)))
            next_ones = f"UPDATE cases SET due_at = due_at - {A_WEEK} WHERE id BETWEEN {due + 1} AND {2 * due}"
            postgres.sql(next_ones, "VACUUM ANALYZE cases", name=postgres.name_of(url))
            rows.append(("PostgreSQL, two clocks", *_swept(store, due, 2)))
    told = [(f"{label}: {struck:,} due among {count:,} open", f"{struck / took:,.0f}") for label, struck, took in rows]
    return table(("sweep", "cases/s"), told)


def _swept(store: Store, due: int, hands: int) -> tuple[int, float]:
    """Pages as the sweep takes them, by so many threads, of which each is a transaction of its own."""
    began, left = perf_counter(), due // PAGE
    struck, waiting = 0, []
    while left or waiting:
        while left and len(waiting) < hands:
            waiting.append(store.submit(partial(strike_due, limit=PAGE)))
            left -= 1
        struck += waiting.pop(0).result()
    return struck, perf_counter() - began
