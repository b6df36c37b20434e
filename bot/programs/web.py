"""The web server: one process listens once, for every platform that is called from outside."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager

from aiohttp import web

from bot.programs.printing import CannotRun, say

Receive = Callable[[web.Request], Awaitable[web.Response]]
PATIENCE_S = 3.0  # for requests in flight when it stops: Slack gives up on them by then

log = logging.getLogger(__name__)


@asynccontextmanager
async def listening(
    posts: Mapping[str, Receive],
    host: str,
    port: int,
    gets: Mapping[str, Receive] | None = None,
    *,
    or_any_port: bool = False,
) -> AsyncIterator[int]:
    """Serve `POST path` and `GET path` for each, and GET /healthz; the port it listens on. Raises CannotRun if it is
    taken, unless any other will do: where nobody calls but who watches.
    """
    app = web.Application()
    app.router.add_get("/healthz", _alive)
    for path, receive in (gets or {}).items():
        app.router.add_get(path, receive)
    for path, receive in posts.items():
        app.router.add_post(path, receive)
    runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=PATIENCE_S)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as no:
            if not or_any_port:
                raise CannotRun(say("serve-port-taken", host=host, port=str(port), why=no.strerror or str(no))) from no
            await web.TCPSite(runner, host, 0).start()
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


async def _alive(request: web.Request) -> web.Response:
    """The process lives, whatever became of its store: to start it anew would not help."""
    return web.Response(text="alive\n")
