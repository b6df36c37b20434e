"""A stop takes less than ten seconds, whatever hangs; what was acknowledged is there afterwards."""

import asyncio
import json
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

import aiohttp
import psycopg
import pytest

from bot.storage.store import open_reader
from tests.programs.test_serve import SECRET, a_workspace, serving, slack

TEN_S = 10.0


@contextmanager
def busy(url: str) -> Iterator[None]:
    """Somebody else writes to the store, and does not come to an end."""
    if url.startswith("sqlite"):
        other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
    else:
        other = psycopg.connect(url)
        other.execute("LOCK TABLE cases, events, outbox, lanes IN ACCESS EXCLUSIVE MODE")
    try:
        yield
    finally:
        other.rollback()
        other.close()


@pytest.fixture
def run(tmp_path, store_url):
    def run_(story):
        return asyncio.run(story(tmp_path, store_url))

    return run_


async def stops(served) -> tuple[float, int]:
    began = monotonic()
    served.process.send_signal(signal.SIGTERM)
    code = await served.ended()
    return monotonic() - began, code


async def heard(wire, served) -> None:
    await served.until(lambda: "Buckstop is running" in served.printed)
    wire.post.url, wire.post.retries = f"http://127.0.0.1:{served.port}/slack/events", 0


def texts(url: str) -> list[str]:
    """What customers wrote, as far as it is kept."""
    with open_reader(url) as reader:
        numbers = [case.id for case in reader.all_running()]
        return [reader.opening_words(number) or "" for number in sorted(numbers)]


def test_a_platform_that_hangs_holds_up_no_end(run):
    async def story(folder, url):
        environment = {"SLACK_SIGNING_SECRET": SECRET, "DATABASE_URL": url}
        async with a_workspace() as wire, serving(folder, **slack(wire, **environment)) as served:
            await heard(wire, served)
            wire.trouble("chat.postMessage", hangs_s=20, times=100)
            await wire.person("maria").writes("C0HELP", "the printer is broken")
            await served.until(lambda: "chat.postMessage" in wire._api.hanging)
            took = await stops(served)
            wire.mends()
            return took, texts(url), served.printed

    (seconds, code), kept, printed = run(story)

    assert seconds < TEN_S
    assert code == 0
    assert kept == ["the printer is broken"]
    assert "Traceback" not in printed


def test_requests_in_flight_are_answered_before_the_end(run):
    async def story(folder, url):
        environment = {"SLACK_SIGNING_SECRET": SECRET, "DATABASE_URL": url}
        async with a_workspace() as wire, serving(folder, **slack(wire, **environment)) as served:
            await heard(wire, served)
            writing = [
                asyncio.create_task(wire.person("maria").writes("C0HELP", f"number {n}, which is another matter"))
                for n in range(40)
            ]
            await served.until(lambda: '"what": "answered"' in served.printed)
            seconds, code = await stops(served)
            await asyncio.gather(*writing)
            return seconds, code, [one.statuses[-1] for one in wire.deliveries], served.printed, url

    seconds, code, statuses, printed, url = run(story)

    assert (code, seconds < TEN_S) == (0, True)
    with open_reader(url) as reader:
        kept = reader.lines(1)
    assert 0 < statuses.count(200) <= len(kept)
    assert printed.count('"what": "answered"') == statuses.count(200)


def test_with_a_store_that_is_busy_and_a_platform_that_hangs_it_ends_all_the_same(run):
    async def story(folder, url):
        environment = {"SLACK_SIGNING_SECRET": SECRET, "DATABASE_URL": url}
        async with a_workspace() as wire, serving(folder, **slack(wire, **environment)) as served:
            await heard(wire, served)
            await wire.person("maria").writes("C0HELP", "the printer is broken")
            wire.trouble("chat.postMessage", hangs_s=20, times=100)
            with busy(url):
                writing = asyncio.create_task(wire.person("maria").writes("C0HELP", "and it smokes"))
                await asyncio.sleep(0.5)
                seconds, _ = await stops(served)
                await writing
            wire.mends()
            return seconds, wire.deliveries[-1].statuses, texts(url)

    seconds, statuses, kept = run(story)

    assert seconds < TEN_S
    assert 200 not in statuses  # so that Slack sends it again
    assert kept == ["the printer is broken"]


def test_whoever_hands_out_deliveries_is_told_at_once(run):
    async def story(folder, url):
        environment = {"SLACK_SIGNING_SECRET": SECRET, "DATABASE_URL": url}
        async with a_workspace() as wire, serving(folder, **slack(wire, **environment)) as served:
            await heard(wire, served)
            async with aiohttp.ClientSession() as outside:
                ready = f"http://127.0.0.1:{served.port}/readyz"
                before = (await outside.get(ready)).status
                served.process.send_signal(signal.SIGTERM)
                await served.until(lambda: '"what": "stopping"' in served.printed)
                answer = await outside.get(ready)
                first = json.loads((await answer.text()).splitlines()[0])
            await served.ended()
            return before, answer.status, first

    before, after, first = run(story)

    assert (before, after) == (200, 503)
    assert (first["check"], first["state"]) == ("running", "failing")
