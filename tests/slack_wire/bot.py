"""A throw-away bot for the tests of the wire: it hears, answers as it is told, and calls the Web API."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from tests.slack_wire.local import Hearing
from tests.slack_wire.server import Server
from tests.slack_wire.wire import SECRET, TOKEN, Wire


class Bot(Hearing):
    """By HTTP; silence is an empty text."""

    nothing = ""

    def __init__(self) -> None:
        super().__init__()
        self.headers: list[dict[str, str]] = []
        self.unsigned = 0
        self.api = ""

    async def receive(self, request: web.BaseRequest) -> web.StreamResponse:
        raw = await request.read()
        if not SignatureVerifier(SECRET).is_valid_request(raw, dict(request.headers)):
            self.unsigned += 1
            return web.Response(status=401)
        body = _body(request.content_type, raw.decode())
        self.heard.append(body)
        self.headers.append(dict(request.headers))
        status, said = await self.answers(body)
        return (
            web.json_response(said, status=status) if isinstance(said, dict) else web.Response(text=said, status=status)
        )

    async def call(self, method: str, token: str = TOKEN, **arguments: Any) -> dict[str, Any]:
        """As JSON, which the methods that write take."""
        head = {"Authorization": f"Bearer {token}"}
        async with self.session.post(self.api + method, json=arguments, headers=head) as response:
            return dict(await response.json()) | {"scopes": response.headers.get("x-oauth-scopes", "")}

    async def asks(self, method: str, **arguments: str) -> dict[str, Any]:
        """As a form, which all methods take."""
        async with self.session.post(self.api + method, data={"token": TOKEN, **arguments}) as response:
            return dict(await response.json())

    async def responds(self, url: str, **said: Any) -> int:
        async with self.session.post(url, json=said) as response:
            return response.status


def _body(content_type: str, raw: str) -> dict[str, Any]:
    if content_type == "application/json":
        return dict(json.loads(raw))
    fields = dict(parse_qsl(raw, keep_blank_values=True))
    return dict(json.loads(fields["payload"])) if "payload" in fields else fields


@asynccontextmanager
async def a_workspace(*, echoes: bool = False) -> AsyncIterator[tuple[Wire, Bot]]:
    """A channel #help with Maria and Ana in it, #front with Ana alone, and a bot that is in both."""
    now = [datetime(2026, 11, 19, 8, tzinfo=UTC)]
    wire, bot = Wire(lambda: now[0], echoes=echoes), Bot()
    bot.api = await wire.opens()
    server = await Server.on(bot.receive)
    wire.post.url = server.url
    help_, front = wire.channel("help"), wire.channel("front", private=True)
    ana = wire.user("ana", "Ana Pop", email="ana@example.com")
    help_.members |= {wire.user("maria").user.id, ana.user.id}
    front.members.add(ana.user.id)
    try:
        yield wire, bot
    finally:
        await bot.closes()
        await wire.closes()
        await server.close()
