"""Where posts go: a platform on a port of its own, which several workers call at once and which nobody can talk over.

It writes down what was posted where and when, loses answers, is out of order for a moment, and can be asked.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from random import Random

from aiohttp import web

from tests.slack_wire.server import Server


@dataclass(frozen=True, slots=True)
class Posted:
    place: str
    words: str
    mark: str
    at: datetime


class Street:
    def __init__(self, clock: Callable[[], datetime], seed: int) -> None:
        self.posted: list[Posted] = []
        self.lost = self.turned_away = self.asked = 0
        self._clock, self._draw = clock, Random(seed)
        self._server: Server | None = None

    @property
    def url(self) -> str:
        assert self._server is not None
        return self._server.url

    @asynccontextmanager
    async def opened(self) -> AsyncIterator["Street"]:
        self._server = await Server.on(self._answer)
        try:
            yield self
        finally:
            await self._server.close()

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        given = json.loads(await request.read())
        if request.path == "/find":
            self.asked += 1
            found = next((n for n, one in enumerate(self.posted) if one.mark == given["mark"]), None)
            return web.json_response({"id": found})
        if self._draw.random() < 0.02:
            self.turned_away += 1
            return web.Response(status=503)
        self.posted.append(
            Posted(given["place"], given["words"].removesuffix(" is back."), given["mark"], self._clock())
        )
        number = len(self.posted) - 1
        await asyncio.sleep(self._draw.random() * 0.01)
        if self._draw.random() < 0.03:
            self.lost += 1
            assert request.transport is not None
            request.transport.abort()
        return web.json_response({"id": number})
