"""The whole door over real HTTP: what is broken on the way, or odd in its ids, gets 400 or 401, never 500."""

import asyncio
import gzip
import json
import logging
from datetime import UTC, datetime

import aiohttp
import pytest
from aiohttp import web

from bot.messages.values import Answer
from bot.platforms.slack.app import Handle, Slack
from bot.platforms.slack.us import Us
from tests.platforms.slack.test_door import EVENT, JSON, PRESS, SECRET, signed


async def nothing(of):
    return None


async def heard(inbound):
    return Answer()


async def answered(raw: bytes, headers: dict[str, str], handle: Handle) -> int:
    """The status with which the room answers a request that really comes over the wire."""
    room = Slack("xoxb-1", SECRET, handle, kept=nothing, now=lambda: datetime.now(UTC), api_url="http://127.0.0.1:9/")
    room.us = Us("T1", "U0BOT", "B0BOT")
    app = web.Application()
    app.router.add_post("/slack/events", room.receive)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
        async with (
            aiohttp.ClientSession(auto_decompress=False, skip_auto_headers=("Content-Type",)) as outside,
            outside.post(url, data=raw, headers=headers) as answer,
        ):
            return answer.status
    finally:
        await room.close()
        await runner.cleanup()


def status(raw: bytes, headers: dict[str, str], handle: Handle = heard) -> int:
    return asyncio.run(answered(raw, headers, handle))


@pytest.mark.parametrize("packing", ["gzip", "deflate"])
def test_a_body_that_is_not_packed_as_it_says_gets_400_signed_or_not(packing):
    raw = json.dumps(EVENT).encode()

    assert status(raw, {"Content-Type": JSON, "Content-Encoding": packing}) == 400
    assert status(raw, {**signed(raw), "Content-Encoding": packing}) == 400


def test_a_small_body_that_unpacks_to_too_much_gets_400():
    bomb = gzip.compress(b" " * 50_000_000)

    assert status(bomb, {"Content-Type": JSON, "Content-Encoding": "gzip"}) == 400


@pytest.mark.parametrize("odd", [[], {}, 7, True, [[]], {"id": []}, [{"team_id": []}]], ids=str)
@pytest.mark.parametrize(
    "where", ["team_id", "team", "enterprise", "enterprise_id", "user", "channel", "authorizations"]
)
@pytest.mark.parametrize("body", [EVENT, PRESS], ids=["event", "press"])
def test_ids_that_are_none_never_get_500(body, where, odd, caplog):
    raw = json.dumps(body | {where: odd}).encode()

    with caplog.at_level(logging.ERROR):
        assert status(raw, signed(raw)) in (200, 400, 401)
    assert caplog.records == []


def test_a_command_without_anything_else_never_gets_500():
    raw = b"command=%2Fcase&user_id=U1"

    assert status(raw, signed(raw, "application/x-www-form-urlencoded")) in (200, 400)


@pytest.mark.parametrize("channel", ["C0HELP", "D0MARIA"])
@pytest.mark.parametrize("odd", [{"text": 5}, {"text": []}, {"subtype": 7}, {"client_msg_id": {}}], ids=str)
def test_a_signed_message_that_nobody_can_read_is_handed_over_as_such_and_not_lost(channel, odd):
    event = {"type": "message", "user": "U0MARIA", "text": "hello", "ts": "1700000000.000100", "channel": channel}
    raw = json.dumps(EVENT | {"event": event | odd}).encode()
    said: list[str] = []

    async def keeps(inbound):
        said.append(inbound.text)
        return Answer()

    assert status(raw, signed(raw), keeps) == 200
    assert len(said) == 1
    assert "that cannot be shown here" in said[0]
