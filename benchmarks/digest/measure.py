"""A whole digest beside its plain SQL, on both stores; its memory; and what claims notice of it."""

import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.acts import claimed
from benchmarks.desk import DeskClock, open_desk
from benchmarks.digest import ledger, plain
from benchmarks.laps import table
from benchmarks.postgres.crowd import into
from benchmarks.postgres.measure import desk
from benchmarks.postgres.server import careful
from bot.storage import Store

ROOT = Path(__file__).parents[2]
Tell = Callable[[str], None]


def measure(folder: Path, thousand: Path, *, count: int, rounds: int, tell: Tell) -> str:
    file = _kept(folder, thousand, count, tell)
    rows = []
    with open_desk(file, DeskClock()) as store:
        rows.append(("SQLite", *_told(store, f"sqlite:///{file}", lambda: plain.asked_of_file(file), rounds, tell)))
    with careful() as postgres:
        url = postgres.empty()
        began = perf_counter()
        into(url, file)
        tell(f"Copied to PostgreSQL in {perf_counter() - began:.0f} s.")
        with desk(url) as store:
            rows.append(("PostgreSQL", *_told(store, url, lambda: plain.asked_of_server(url), rounds, tell)))
    head = (
        "store",
        "digest s",
        "plain SQL s",
        "ratio",
        "pictures s",
        "most MB",
        "claim p50 ms",
        "p99 ms",
        "during: p50 ms",
        "p99 ms",
    )
    return table(head, rows) + f"\n({rounds} rounds, medians)"


def _told(store: Store, url: str, floor: Callable[[], dict[str, float]], rounds: int, tell: Tell) -> tuple[str, ...]:
    found = _one(url, 1)  # warms up
    floors, took, painted = [], [], []
    for _ in range(rounds):
        floors.append(floor())
        found = _one(url, 1)
        took += found["took"]
        painted += found["painted"]
    sums = [sum(one.values()) for one in floors]
    slowest = sorted(floors[-1].items(), key=lambda one: -one[1])[:8]
    tell("  slowest: " + ", ".join(f"{name} {seconds:.2f} s" for name, seconds in slowest))
    numbers = iter(range(1, 1001))
    before = claimed(store, [next(numbers) for _ in range(300)], 1)
    with _running(url):
        during = claimed(store, [next(numbers) for _ in range(300)], 1)
    ratio = median(mine / plain for mine, plain in zip(took, sums, strict=True))
    return (
        *(f"{median(took):.2f}", f"{median(sums):.2f}", f"{ratio:.2f}", f"{median(painted):.2f}"),
        f"{found['most_mb']:.0f}",
        *(f"{one:.2f}" for one in (before.p50, before.p99, during.p50, during.p99)),
    )


def _one(url: str, times: int) -> dict[str, Any]:
    ran = subprocess.run(_command(url, times), capture_output=True, text=True, check=True, cwd=ROOT)
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


@contextmanager
def _running(url: str) -> Iterator[None]:
    """Digest after digest, in a process of its own."""
    process = subprocess.Popen(_command(url, 1000), cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.kill()
        process.wait()


def _command(url: str, times: int) -> list[str]:
    return [sys.executable, "-m", "benchmarks.digest.one", url, str(times)]


def _kept(folder: Path, thousand: Path, count: int, tell: Tell) -> Path:
    """Made once, and copied for each run, which claims some of its cases."""
    made_as = sha256(f"{ledger.FINGERPRINT} {_schema(thousand)}".encode()).hexdigest()[:12]
    kept = Path(tempfile.gettempdir()) / f"buckstop-bench-years-{count}-{made_as}.db"
    if not kept.exists():
        began = perf_counter()
        for old in kept.parent.glob(f"buckstop-bench-years-{count}-*"):
            old.unlink()
        making = kept.with_suffix(".making")
        ledger.years(making, thousand, folder, count)
        making.rename(kept)
        size = kept.stat().st_size / 1e6
        tell(f"Made {count:,} cases in {perf_counter() - began:.0f} s; {kept} stays ({size:,.0f} MB).")
    file = folder / "years.db"
    shutil.copy(kept, file)
    return file


def _schema(thousand: Path) -> str:
    with closing(sqlite3.connect(thousand)) as database:
        return str(database.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall())
