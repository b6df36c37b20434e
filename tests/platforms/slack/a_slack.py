"""A small Slack that really speaks HTTP: it answers what it was told to, hangs up, or keeps silent."""

import asyncio
import json
from collections import deque
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from aiohttp import web

T = TypeVar("T")
TOKEN = "xoxb-a-secret"


@dataclass(frozen=True)
class Asked:
    """A call as it came in; what was JSON in a form is read."""

    method: str
    fields: dict[str, Any]
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
Answers = dict[str, Any] | Page | object


class ASlack:
    def __init__(self, runner: asyncio.Runner) -> None:
        self._runner = runner
        self.asked: list[Asked] = []
        self._answers: dict[str, deque[Answers]] = {}
        self._always: dict[str, Callable[[dict[str, Any]], Answers]] = {}
        self._silence = asyncio.Event()
        self._app: web.AppRunner | None = None
        self.root = ""

    # --- for tests ----------------------------------------------------------------------------------------------

    @property
    def url(self) -> str:
        return f"{self.root}/api/"

    def run(self, doing: Coroutine[Any, Any, T]) -> T:
        return self._runner.run(doing)

    def answers(self, method: str, *answers: Answers) -> None:
        """Its next answers to a method, in order; the last one stays."""
        self._answers[method] = deque(answers)

    def knows(self, method: str, answer: Callable[[dict[str, Any]], Answers]) -> None:
        """What it makes of the fields of each call of a method."""
        self._always[method] = answer

    def calls(self, method: str) -> list[dict[str, Any]]:
        return [asked.fields for asked in self.asked if asked.method == method]

    # --- inside -------------------------------------------------------------------------------------------------

    async def open(self) -> None:
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_route("*", "/actions/{method}", self._api)
        self._app = web.AppRunner(app, shutdown_timeout=0.1)
        await self._app.setup()
        site = web.TCPSite(self._app, "127.0.0.1", 0)
        await site.start()
        host, port = self._app.addresses[0][:2]
        self.root = f"http://{host}:{port}"

    async def close(self) -> None:
        self._silence.set()
        if self._app is not None:
            await self._app.cleanup()

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        self.asked.append(Asked(method, await _fields(request), request.headers.get("Authorization", "")))
        answer = self._answer(method)
        match answer:
            case Page(status, text, content_type, headers):
                return web.Response(status=status, text=text, content_type=content_type, headers=headers)
            case dict():
                return web.json_response(answer, headers={"x-oauth-scopes": "chat:write,im:write"})
        if answer is KEEPS_SILENT:
            await self._silence.wait()
            return web.Response(status=503)
        if answer is BREAKS_OFF:
            begun = web.StreamResponse(headers={"Content-Type": "application/json", "Content-Length": "100"})
            await begun.prepare(request)
            await begun.write(b'{"ok":')
        assert request.transport is not None
        request.transport.abort()
        return web.Response(status=503)

    def _answer(self, method: str) -> Answers:
        if method in self._always:
            return self._always[method](self.asked[-1].fields)
        told = self._answers.get(method)
        if not told:
            return {"ok": False, "error": "unknown_method"}
        return told.popleft() if len(told) > 1 else told[0]


async def _fields(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        return dict(await request.json())
    return {name: _read(str(value)) for name, value in (await request.post()).items()}


def _read(text: str) -> Any:
    return json.loads(text) if text[:1] in ("{", "[") else text


@contextmanager
def a_slack() -> Iterator[ASlack]:
    with asyncio.Runner() as runner:
        slack = ASlack(runner)
        runner.run(slack.open())
        try:
            yield slack
        finally:
            runner.run(slack.close())
