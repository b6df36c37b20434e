"""A small platform over real HTTP, there for as long as a test is with it."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Coroutine, Iterable
from types import TracebackType
from typing import Any, Self, TypeVar

from aiohttp import web

T = TypeVar("T")


class APlatform(ABC):
    def __init__(self, do: Callable[[Coroutine[Any, Any, T]], T]) -> None:
        self.do: Callable[[Any], Any] = do

    def __enter__(self) -> Self:
        self.do(self._open())
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.do(self._close())

    @abstractmethod
    async def _open(self) -> None: ...

    async def _close(self) -> None:
        await self._runner.cleanup()

    async def _listen(self, routes: Iterable[web.RouteDef]) -> str:
        """Where it is."""
        app = web.Application()
        app.router.add_routes(routes)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}"
