"""The bare SDK, and the product's claim by words and by a button: from outside, in turns, in one run."""

import asyncio
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import time

from benchmarks.laps import table
from benchmarks.outside import IN_FLIGHT, Fired, Server, at_pace, fire, running, serving
from benchmarks.teams.activities import mention, posted, press, published
from benchmarks.teams.desk import APP, TENANT, full, moved
from bot.settings import read_config

BARE, WORDS, BUTTON = "bare SDK", "claim by words", "claim by a button"
KINDS = (BARE, WORDS, BUTTON)
STALLED_S = 10
Laps = Mapping[tuple[str, int], list[tuple[Fired, float]]]


@dataclass(slots=True)
class Front:
    """The front line, where every case is claimed once."""

    service: str
    seen: int  # up to where the cards are drawn
    claimed: int = 0

    def requests(self, kind: str, count: int) -> list[bytes]:
        run, numbers = f"{kind[-5:].strip()}{time():.3f}-", range(self.claimed + 1, self.claimed + count + 1)
        if kind != BARE:
            self.claimed += count
        if kind == BUTTON:
            return posted([press(n, f"claim C-{n}", self.seen, self.service, run) for n in numbers], self.service)
        return posted([mention(n, f"claim C-{n}", self.service, run) for n in numbers], self.service)

    def first(self) -> bytes:
        return posted([mention(0, "list", self.service, f"up{time()}")], self.service)[0]


def measure(folder: Path, *, rounds: int, part: float = 1.0) -> str:
    """The tables: throughput, latency and CPU, the stalled Connector, and what it takes to stand there."""
    acts = {1: int(300 * part), 16: int(2400 * part), 64: int(4800 * part)}
    laps: Laps = {(kind, n): [] for kind in KINDS for n in IN_FLIGHT}
    file = moved(folder)
    most = 2 * (rounds + 1) * sum(acts.values()) + 100 * STALLED_S
    database, seen = full(folder, read_config(file), most)
    with ExitStack() as stack:
        microsoft = stack.enter_context(running("benchmarks.teams.microsoft", published()))
        front = Front(f"http://127.0.0.1:{microsoft.port}/", seen)
        keys = f"{front.service}openid"
        with _product(keys, file, folder / "teams-nothing.db", front.first) as (nothing, started):
            idle = nothing.memory()
        product, _ = stack.enter_context(_product(keys, file, database, front.first))
        bare = stack.enter_context(running("benchmarks.teams.bare", keys))
        for turn in range(rounds + 1):
            for in_flight, count in acts.items():
                for kind in (KINDS[(n + turn) % len(KINDS)] for n in range(len(KINDS))):
                    server, requests = bare if kind == BARE else product, front.requests(kind, count)
                    before = server.cpu()
                    fired = asyncio.run(fire(server.port, requests, in_flight))
                    if turn:  # the first round warms up
                        laps[kind, in_flight].append((fired, (server.cpu() - before) / count))
        microsoft.called("/stall")
        stalled = {k: asyncio.run(at_pace(product.port, front.requests(k, 50 * STALLED_S), 50)) for k in KINDS[1:]}
        microsoft.called("/flow")
        stands = f"Start {started:.2f} s, idle {idle:.0f} MB; afterwards {product.memory():.0f} MB."
    return "\n\n".join((_told(laps), _told_stalled(stalled), stands, _told_claimed(database, front.claimed)))


def _product(
    keys: str, file: Path, database: Path, first: Callable[[], bytes]
) -> AbstractContextManager[tuple[Server, float]]:
    environment = {
        "DATABASE_URL": f"sqlite:///{database}",
        "BUCKSTOP_CONFIG": str(file),
        "MICROSOFT_APP_ID": APP,
        "MICROSOFT_APP_PASSWORD": "of-the-benchmark",
        "MICROSOFT_APP_TENANT_ID": TENANT,
    }
    return serving("benchmarks.teams.product", keys, environment=environment, first=first)


def _told(laps: Laps) -> str:
    rows = []
    for in_flight in IN_FLIGHT:
        least = median(cpu for _, cpu in laps[BARE, in_flight])
        for kind in KINDS:
            fired = [one for one, _ in laps[kind, in_flight]]
            cpu = median(cpu for _, cpu in laps[kind, in_flight])
            rows.append(
                (
                    f"{kind}, {in_flight} in flight",
                    f"{median(one.rate for one in fired):,.0f}",
                    f"{median(one.p50 for one in fired):.2f}",
                    f"{median(one.p99 for one in fired):.2f}",
                    f"{cpu * 1e3:.2f}",
                    f"{cpu / least:.2f}",
                    str(sum(one.wrong for one in fired)),
                )
            )
    return table(("request", "a second", "p50 ms", "p99 ms", "CPU ms", "of the bare SDK's CPU", "not 2xx"), rows)


def _told_stalled(stalled: Mapping[str, Fired]) -> str:
    rows = [
        (f"{kind}, 50 a second, stalled", f"{one.p50:.1f}", f"{one.p99:.1f}", f"{one.worst:.1f}", str(one.wrong))
        for kind, one in stalled.items()
    ]
    return table(("request", "p50 ms", "p99 ms", "worst ms", "not 2xx"), rows)


def _told_claimed(database: Path, asked: int) -> str:
    """An answer says 200 whether or not it did what was asked."""
    with closing(sqlite3.connect(database)) as kept:
        (done,) = kept.execute("SELECT COUNT(DISTINCT case_id) FROM events WHERE kind = 'claimed'").fetchone()
    return f"{done:,} of {asked:,} cases were claimed."
