"""Signed requests, made before anything is measured, and fired with so many in flight from a process of their own."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from time import perf_counter, time
from urllib.parse import urlencode

SECRET = "a-signing-secret-of-the-benchmark"
TEAM, BOT, BOT_USER = "T0BENCH", "B0BENCH", "U0BOT"
FORM, JSON = "application/x-www-form-urlencoded", "application/json"


@dataclass(frozen=True, slots=True)
class Fired:
    """What came of a round: requests a second, milliseconds until each was answered, and who was not answered well."""

    rate: float
    p50: float
    p99: float
    worst: float
    wrong: int


def signed(body: str, kind: str, path: str = "/slack/events") -> bytes:
    """A whole HTTP request as Slack would send it."""
    at = str(int(time()))
    signature = hmac.new(SECRET.encode(), f"v0:{at}:{body}".encode(), hashlib.sha256).hexdigest()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {kind}\r\nContent-Length: {len(body.encode())}\r\n"
        f"X-Slack-Request-Timestamp: {at}\r\nX-Slack-Signature: v0={signature}\r\n\r\n"
    )
    return head.encode() + body.encode()


def command(n: int, user: str, channel: str, text: str, *, run: str) -> bytes:
    """A slash command."""
    fields = {
        "token": "gone",
        "team_id": TEAM,
        "team_domain": "bench",
        "channel_id": channel,
        "channel_name": "front",
        "user_id": user,
        "user_name": "somebody",
        "command": "/case",
        "text": text,
        "api_app_id": "A0BENCH",
        "is_enterprise_install": "false",
        "response_url": "https://hooks.slack.com/commands/T0BENCH/1/x",
        "trigger_id": f"{run}.{n}",
    }
    return signed(urlencode(fields), FORM)


def message(n: int, channel: str, text: str, *, run: str, second: int) -> bytes:
    """Somebody whom nobody knows yet writes in a channel."""
    stamp = f"{second}.{n:06}"
    event = {
        "type": "message",
        "user": f"U{run}{n:06}",
        "client_msg_id": f"{run}-{n}",
        "text": text,
        "ts": stamp,
        "channel": channel,
        "event_ts": stamp,
        "channel_type": "channel",
        "team": TEAM,
    }
    envelope = {
        "token": "gone",
        "team_id": TEAM,
        "api_app_id": "A0BENCH",
        "event": event,
        "type": "event_callback",
        "event_id": f"Ev{run}{n}",
        "event_time": second,
        "authorizations": [{"enterprise_id": None, "team_id": TEAM, "user_id": BOT_USER, "is_bot": True}],
    }
    return signed(json.dumps(envelope), JSON)


async def fire(port: int, requests: Sequence[bytes], in_flight: int) -> Fired:
    """All of them, so many at once, each connection one after another."""
    left, times, wrong = iter(requests), [], 0

    async def one_after_another() -> int:
        missed = 0
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for request in left:
            began = perf_counter()
            writer.write(request)
            missed += not await _answered_well(reader)
            times.append((perf_counter() - began) * 1e3)
        writer.close()
        return missed

    began = perf_counter()
    wrong = sum(await asyncio.gather(*(one_after_another() for _ in range(in_flight))))
    return _fired(times, perf_counter() - began, wrong)


async def at_pace(port: int, requests: Iterable[bytes], a_second: float) -> Fired:
    """One every so often, however long the others take."""
    times: list[float] = []
    tasks = []
    began = perf_counter()

    async def one(request: bytes) -> bool:
        sent = perf_counter()
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(request)
        well = await _answered_well(reader)
        times.append((perf_counter() - sent) * 1e3)
        writer.close()
        return well

    for n, request in enumerate(requests):
        await asyncio.sleep(max(0, began + n / a_second - perf_counter()))
        tasks.append(asyncio.ensure_future(one(request)))
    wrong = sum(not well for well in await asyncio.gather(*tasks))
    return _fired(times, perf_counter() - began, wrong)


async def _answered_well(reader: asyncio.StreamReader) -> bool:
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.decode("latin-1").lower().split("\r\n")
    length = next((int(line[15:]) for line in lines if line.startswith("content-length:")), 0)
    if length:
        await reader.readexactly(length)
    return lines[0].startswith("http/1.1 200")


def _fired(times: list[float], took: float, wrong: int) -> Fired:
    times.sort()
    return Fired(len(times) / took, times[len(times) // 2], times[len(times) * 99 // 100], times[-1], wrong)
