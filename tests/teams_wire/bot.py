"""A throw-away bot for the tests of the wire: it hears, answers as it is told, and calls the Bot Connector."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import jwt
from aiohttp import web

from tests.slack_wire.local import Hearing
from tests.slack_wire.server import Server
from tests.teams_wire.tenant import APP, BOT
from tests.teams_wire.wire import TOKEN, Wire


class Bot(Hearing):
    """By HTTP; silence is no text at all."""

    def __init__(self) -> None:
        super().__init__()
        self.turned_away = 0
        self.url = ""

    async def receive(self, request: web.BaseRequest) -> web.StreamResponse:
        body = await request.json()
        try:
            await self._known(request.headers.get("Authorization", "").removeprefix("Bearer "), body)
        except jwt.PyJWTError:
            self.turned_away += 1
            return web.Response(status=401)
        self.heard.append(body)
        status, said = await self.answers(body)
        return web.json_response(said, status=status) if said is not None else web.Response(status=status)

    async def _known(self, token: str, body: dict[str, Any]) -> None:
        document = await self.gets("/v1/.well-known/openidconfiguration")
        async with self.session.get(document["jwks_uri"]) as response:
            keys = jwt.PyJWKSet.from_dict(await response.json())
        key = keys[jwt.get_unverified_header(token)["kid"]]
        claims = jwt.decode(token, key.key, algorithms=["RS256"], audience=APP, issuer=document["issuer"])
        assert claims["serviceurl"] == body["serviceUrl"]

    async def gets(self, path: str) -> Any:
        async with self.session.get(self.url + path) as response:
            return await response.json()

    async def call(self, verb: str, path: str, body: Any = None, *, token: str = TOKEN) -> tuple[int, Any]:
        """Below /v3/; each part of the path comes as it is."""
        address = f"{self.url}/emea/v3/" + "/".join(quote(one, safe="") for one in path.split("/"))
        head = {"Authorization": f"Bearer {token}"}
        async with self.session.request(verb, address, json=body, headers=head) as response:
            return response.status, await response.json()

    async def posts(self, conversation: str, said: Any) -> tuple[int, Any]:
        """Words, or a whole activity, into a conversation."""
        body = {"type": "message", "text": said} if isinstance(said, str) else said
        return await self.call("POST", f"conversations/{conversation}/activities", body)

    async def begins(self, channel: str, said: Any) -> dict[str, Any]:
        """A new post in a channel."""
        activity = {"type": "message", "text": said} if isinstance(said, str) else said
        data = {"channel": {"id": channel}}
        body = {"isGroup": True, "bot": {"id": BOT}, "channelData": data, "activity": activity}
        _, begun = await self.call("POST", "conversations", body)
        return dict(begun)


@asynccontextmanager
async def a_tenant(*, hears_all: bool = True) -> AsyncIterator[tuple[Wire, Bot]]:
    """A team Desk with a channel help and Maria and Ana in it, a team House with Ana alone, and a bot in both."""
    now = [datetime(2026, 11, 19, 8, tzinfo=UTC)]
    wire, bot = Wire(lambda: now[0]), Bot()
    await wire.opens()
    bot.url = wire.url
    server = await Server.on(bot.receive)
    wire.post.url = server.url
    wire.user("maria")
    wire.user("ana", "Ana Pop")
    wire.channel("help", wire.team("Desk", "maria", "ana", hears_all=hears_all))
    wire.team("House", "ana")
    try:
        yield wire, bot
    finally:
        await bot.closes()
        await wire.closes()
        await server.close()
