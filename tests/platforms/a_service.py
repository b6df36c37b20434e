"""A small service that really speaks HTTP: it answers what it was told to, hangs up, or keeps silent."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from aiohttp import web

T = TypeVar("T")
Hears = Callable[[web.Request], Awaitable[web.StreamResponse]]


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


class AService:
    """What hears it says for each path; `root` is where it is."""

    def __init__(self, runner: asyncio.Runner, hears: Mapping[str, Hears]) -> None:
        self._runner, self._hears = runner, hears
        self._silence = asyncio.Event()
        self._app: web.AppRunner | None = None
        self.root = ""

    def run(self, doing: Coroutine[Any, Any, T]) -> T:
        return self._runner.run(doing)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        self.run(self._open())
        try:
            yield
        finally:
            self.run(self._close())

    async def answered(self, request: web.Request, answer: Any, headers: Mapping[str, str]) -> web.StreamResponse:
        """One of the answers above, or JSON, with these headers."""
        if isinstance(answer, Page):
            return web.Response(
                status=answer.status, text=answer.text, content_type=answer.content_type, headers=answer.headers
            )
        if answer is KEEPS_SILENT:
            await self._silence.wait()
            return web.Response(status=503)
        if answer is not HANGS_UP and answer is not BREAKS_OFF:
            return web.json_response(answer, headers=headers)
        if answer is BREAKS_OFF:
            begun = web.StreamResponse(headers={"Content-Type": "application/json", "Content-Length": "100"})
            await begun.prepare(request)
            await begun.write(b'{"ok":')
        assert request.transport is not None
        request.transport.abort()
        return web.Response(status=503)

    async def _open(self) -> None:
        app = web.Application()
        for path, hears in self._hears.items():
            app.router.add_route("*", path, hears)
        self._app = web.AppRunner(app, shutdown_timeout=0.1)
        await self._app.setup()
        await web.TCPSite(self._app, "127.0.0.1", 0).start()
        self.root = "http://{}:{}".format(*self._app.addresses[0][:2])

    async def _close(self) -> None:
        self._silence.set()
        if self._app is not None:
            await self._app.cleanup()
