"""A bad minute: everybody writes at once, a thousand cases reach the limit at once, the power fails. Real processes."""

import asyncio
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic, sleep, time
from typing import Any

import psycopg

from benchmarks import crowd
from benchmarks.desk import EXAMPLE, HOUSE, TEAM, WORDS
from benchmarks.laps import table
from benchmarks.outside import Fired, Server, at_pace, fire, running
from benchmarks.postgres.crowd import into
from benchmarks.postgres.server import careful
from benchmarks.slack.requests import SECRET, command, message
from bot.settings import read_config
from bot.storage.migrate import migrate

FRONT, HELP = (place.partition(":")[2] for place in (TEAM.tiers[0].channel, TEAM.intake[0]))
AGENT = HOUSE.people[TEAM.tiers[0].people[0]].addresses[0].partition(":")[2]
STARTS_WITHIN_S = 60.0


def measure(folder: Path, *, messages: int, seconds: int, kills: int, watched: int) -> str:
    """The three, each on SQLite with one process, and on PostgreSQL with several."""
    rows: list[tuple[str, ...]] = []
    for kind in ("SQLite", "PostgreSQL"):
        rows += _crowded(folder, kind, messages, seconds)
        rows += _killed(folder, kind, kills)
        rows += _escalated(folder, kind, watched)
    return table(("what", "figure"), rows)


# --- processes --------------------------------------------------------------------------------------------------------


@contextmanager
def _store(folder: Path, kind: str, name: str, thousand: Path | None = None) -> Iterator[str]:
    """An empty store, or one with a thousand cases."""
    if kind == "SQLite":
        file = folder / f"{name}.db"
        if thousand:
            file.write_bytes(thousand.read_bytes())
        yield f"sqlite:///{file}"
        return
    with careful() as postgres:
        url = postgres.empty()
        if thousand:
            into(url, thousand)
        else:
            migrate(url)
        yield url


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _config(folder: Path) -> Path:
    """The example's desk, but day and night: whenever this is run, people are there and may be pinged."""
    file = folder / "storm.toml"
    text = re.sub(r"^desk = .*$", 'desk = "Mon-Sun 00:00-24:00"', EXAMPLE.read_text(), flags=re.MULTILINE)
    file.write_text(re.sub(r"^clock = .*$", 'clock = "always"', text, flags=re.MULTILINE))
    return file


def _environment(folder: Path, url: str, api: Server) -> Mapping[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": url,
        "BUCKSTOP_CONFIG": str(_config(folder)),
        "SLACK_BOT_TOKEN": "xoxb-bench",
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": f"http://127.0.0.1:{api.port}/api/",
    }


@contextmanager
def _program(part: str, environment: Mapping[str, str]) -> Iterator[Server]:
    """One process, until it answers; what it says goes nowhere."""
    port = _free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", part],
        env={**environment, "PORT": str(port)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    server = Server(process, port)
    try:
        until = monotonic() + STARTS_WITHIN_S
        while not _answers(server, part):
            if process.poll() is not None or monotonic() > until:
                raise TimeoutError(f"{part} did not start")
            sleep(0.02)
        yield server
    finally:
        process.terminate()
        process.wait(20)


def _answers(server: Server, part: str) -> bool:
    try:
        if part == "clock":
            urllib.request.urlopen(f"http://127.0.0.1:{server.port}/healthz").read()
            return True
        return not asyncio.run(fire(server.port, [command(0, AGENT, FRONT, "list", run=f"up{time()}")], 1)).wrong
    except (OSError, asyncio.IncompleteReadError):
        return False


@contextmanager
def _desk(folder: Path, url: str, kind: str, api: Server) -> Iterator[Sequence[Server]]:
    """Those that hear."""
    environment = _environment(folder, url, api)
    with ExitStack() as stack:
        if kind == "SQLite":
            yield [stack.enter_context(_program("serve", environment))]
            return
        stack.enter_context(_program("clock", environment))
        yield [stack.enter_context(_program("web", environment)) for _ in range(2)]


def _counted(url: str, sql: str) -> int:
    return int(_rows(url, sql)[0][0])


# --- everybody writes at once -----------------------------------------------------------------------------------------


def _crowded(folder: Path, kind: str, messages: int, seconds: int) -> list[tuple[str, ...]]:
    """A third comes twice, at the same instant; where there are two processes, each gets one of the two."""
    with _store(folder, kind, "crowded") as url, running("benchmarks.slack.workspace") as api:
        with _desk(folder, url, kind, api) as desks:
            second = int(time())
            made = [message(n, HELP, WORDS[n % len(WORDS)], run="STORM", second=second) for n in range(messages)]
            fired = asyncio.run(_both(desks, made, messages / seconds))
        cases = _counted(url, "SELECT count(*) FROM cases")
    worst, p99 = max(one.worst for one in fired), max(one.p99 for one in fired)
    wrong, sent = sum(one.wrong for one in fired), messages + len(made[::3])
    return [
        (f"{kind}: {messages:,} messages in {seconds} s, {sent - messages:,} of them twice: cases", f"{cases:,}"),
        (f"{kind}: the same: answered, p99 and worst, ms", f"{p99:,.0f}, {worst:,.0f}"),
        (f"{kind}: the same: not answered well", str(wrong)),
    ]


async def _both(desks: Sequence[Server], made: Sequence[bytes], a_second: float) -> list[Fired]:
    twice = made[::3]
    return list(
        await asyncio.gather(
            at_pace(desks[0].port, made, a_second),
            at_pace(desks[-1].port, twice, a_second / 3),
        )
    )


# --- the power fails --------------------------------------------------------------------------------------------------


def _killed(folder: Path, kind: str, kills: int) -> list[tuple[str, ...]]:
    """Killed in the midst of a burst; until the next one answers, and until it posts what was still to be said."""
    answers, posts = [], []
    with _store(folder, kind, "killed") as url, running("benchmarks.slack.workspace") as api:
        environment = _environment(folder, url, api)
        for n in range(kills):
            with _program("serve", environment) as server:
                made = [message(n * 1000 + k, HELP, WORDS[0], run="KILL", second=int(time())) for k in range(40)]
                asyncio.run(fire(server.port, made, 4))
                os.kill(server.process.pid, signal.SIGKILL)
                server.process.wait()
                before, killed_at = len(_told(api)), time()
            with _program("serve", environment) as server:
                answers.append(time() - killed_at)
                until = monotonic() + 120
                while len(told := _told(api)) <= before and monotonic() < until:
                    sleep(0.05)
                posts.append((told[before][0] if len(told) > before else time()) - killed_at)
    return [
        (f"{kind}: killed {kills} times: answers again after, s", f"{min(answers):.1f} to {max(answers):.1f}"),
        (f"{kind}: the same: posts again after, s", f"{min(posts):.1f} to {max(posts):.1f}"),
    ]


def _told(api: Server) -> list[tuple[float, str, bool, str]]:
    with urllib.request.urlopen(f"http://127.0.0.1:{api.port}/api/told") as answer:
        return [tuple(one) for one in json.loads(answer.read())]


# --- a thousand reach the limit ---------------------------------------------------------------------------------------


def _escalated(folder: Path, kind: str, watched: int) -> list[tuple[str, ...]]:
    """A thousand cases of twenty-one hours ago, and a Slack that keeps to its pace; watched for so many seconds."""
    thousand = folder / "due.db"
    if not thousand.exists():
        crowd.a_thousand(thousand, read_config(_config(folder)), datetime.now(UTC) - timedelta(hours=21))
    with _store(folder, kind, "escalated", thousand) as url, running("benchmarks.slack.workspace") as api:
        api.called("/api/strict")
        began = time()
        with _desk(folder, url, kind, api):
            while (done := _counted(url, "SELECT count(*) FROM events WHERE kind = 'escalated'")) < crowd.THOUSAND:
                if time() - began > watched:
                    break
                sleep(0.1)
            struck = time() - began
            sleep(max(0.0, watched - struck))
            told = _told(api)
        waiting = _counted(url, "SELECT count(*) FROM outbox WHERE state = 'waiting'")
        threads = dict(_rows(url, "SELECT id, thread FROM outbox WHERE thread IS NOT NULL"))
    posted: Counter[str] = Counter(channel for _, channel, taken, _ in told if taken)
    by_thread: defaultdict[str, list[int]] = defaultdict(list)
    for _, _, taken, mark in told:
        if taken and mark.startswith("say:") and (number := int(mark[4:].partition("+")[0])) in threads:
            by_thread[threads[number]].append(number)
    in_order = all(numbers == sorted(numbers) for numbers in by_thread.values())
    refused = sum(not taken for _, _, taken, _ in told)
    pace = ", ".join(f"{count}" for _, count in posted.most_common())
    what = f"{kind}: {done:,} cases reach the limit at once"
    return [
        (f"{what}: all escalated after, s, the start included", f"{struck:.1f}"),
        (f"{what}: in {watched} s, posts in each channel; refused with 429", f"{pace}; {refused}"),
        (f"{what}: the story of each case in order, of so many", f"{'yes' if in_order else 'NO'}, {len(by_thread)}"),
        (f"{what}: sentences that still wait for their turn", f"{waiting:,}"),
    ]


def _rows(url: str, sql: str) -> list[Any]:
    if url.startswith("sqlite:///"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as database:
            return database.execute(sql).fetchall()
    with psycopg.connect(url) as database:
        return database.execute(sql).fetchall()
