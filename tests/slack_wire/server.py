"""A server on a port of this machine, a free one unless it is named."""

import asyncio
from collections.abc import Awaitable, Callable

from aiohttp import web

SHUTS_WITHIN_S = 0.1


class Server:
    """Answers with one function, without routes: cheap to start, once for every story."""

    def __init__(self, server: asyncio.Server, served: web.Server) -> None:
        self._server, self._served = server, served
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"

    @classmethod
    async def on(cls, answer: Callable[[web.BaseRequest], Awaitable[web.StreamResponse]], port: int = 0) -> "Server":
        served = web.Server(answer, access_log=None)
        return cls(await asyncio.get_running_loop().create_server(served, "127.0.0.1", port), served)

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    async def close(self) -> None:
        self._server.close()
        await self._served.shutdown(SHUTS_WITHIN_S)
