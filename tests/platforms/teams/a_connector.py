"""A small Bot Connector that really speaks HTTP: it answers what it was told to, hangs up, or keeps silent."""

import asyncio
import json
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import unquote

from aiohttp import web

T = TypeVar("T")
TOKEN = "eyJ0-a-secret"


@dataclass(frozen=True)
class Asked:
    """A call as it came in; its path in parts, each of them unquoted."""

    method: str
    parts: tuple[str, ...]
    body: Any
    query: dict[str, str]
    token: str


@dataclass(frozen=True)
class Page:
    """An answer that is not a plain 200 with JSON."""

    status: int = 200
    text: str = ""
    content_type: str = "text/plain"
    headers: dict[str, str] = field(default_factory=dict)


HANGS_UP = object()  # the call arrived, and the connection drops
KEEPS_SILENT = object()
BREAKS_OFF = object()  # in the middle of its answer
Answer = Any  # JSON, a page, one of the above, or what makes one of them of the call


def no(status: int, code: str, **headers: str) -> Page:
    """How the connector refuses: in words that nobody but a developer is to read."""
    error = json.dumps({"error": {"code": code, "message": "charged twice is no reason"}})
    return Page(status, error, "application/json", {name.replace("_", "-"): it for name, it in headers.items()})


class AConnector:
    def __init__(self, runner: asyncio.Runner) -> None:
        self._runner = runner
        self.asked: list[Asked] = []
        self._answers: dict[str, deque[Answer]] = {}
        self._silence = asyncio.Event()
        self._app: web.AppRunner | None = None
        self.service = ""

    # --- for tests ----------------------------------------------------------------------------------------------

    def run(self, doing: Coroutine[Any, Any, T]) -> T:
        return self._runner.run(doing)

    def answers(self, name: str, *answers: Answer) -> None:
        """Its next answers in order, the last one stays. By method, and by method and the end of the path."""
        self._answers[name] = deque(answers)

    def calls(self, method: str, last: str = "") -> list[Asked]:
        return [asked for asked in self.asked if asked.method == method and last in ("", asked.parts[-1])]

    # --- inside -------------------------------------------------------------------------------------------------

    async def open(self) -> None:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._said)
        self._app = web.AppRunner(app, shutdown_timeout=0.1)
        await self._app.setup()
        await web.TCPSite(self._app, "127.0.0.1", 0).start()
        self.service = "http://{}:{}/emea/".format(*self._app.addresses[0][:2])

    async def close(self) -> None:
        self._silence.set()
        if self._app is not None:
            await self._app.cleanup()

    async def _said(self, request: web.Request) -> web.StreamResponse:
        text = await request.text()
        parts = tuple(unquote(part) for part in request.raw_path.partition("?")[0].split("/")[1:])
        body = json.loads(text) if text else None
        asked = Asked(request.method, parts, body, dict(request.query), request.headers.get("Authorization", ""))
        self.asked.append(asked)
        answer = self._answer(asked)
        if answer is KEEPS_SILENT:
            await self._silence.wait()
            return web.Response(status=503)
        if answer is HANGS_UP or answer is BREAKS_OFF:
            if answer is BREAKS_OFF:
                begun = web.StreamResponse(headers={"Content-Type": "application/json", "Content-Length": "100"})
                await begun.prepare(request)
                await begun.write(b'{"id":')
            assert request.transport is not None
            request.transport.abort()
            return web.Response(status=503)
        if isinstance(answer, Page):
            return web.Response(
                status=answer.status, text=answer.text, content_type=answer.content_type, headers=answer.headers
            )
        return web.json_response(answer)

    def _answer(self, asked: Asked) -> Answer:
        told = self._answers.get(f"{asked.method} {asked.parts[-1]}") or self._answers.get(asked.method)
        if not told:
            return no(404, "NothingTold")
        answer = told.popleft() if len(told) > 1 else told[0]
        return answer(asked) if callable(answer) else answer


@contextmanager
def a_connector() -> Iterator[AConnector]:
    with asyncio.Runner() as runner:
        connector = AConnector(runner)
        runner.run(connector.open())
        try:
            yield connector
        finally:
            runner.run(connector.close())


def a_token(*tokens: str) -> Callable[..., Awaitable[str]]:
    """One after the other, whenever a fresh one is asked for."""
    left = deque(tokens or (TOKEN,))

    async def token(*, fresh: bool = False) -> str:
        if fresh and len(left) > 1:
            left.popleft()
        return left[0]

    return token
