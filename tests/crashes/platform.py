"""The platform as the one who kills: at the n-th call of a method, before it is done, or once it has answered."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote

from aiohttp import web

SEEN = ("/chat.", "/views.", "/respond", "/v3/")
When = Literal["arrives", "done", "answered"]
Answers = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]


@dataclass(frozen=True)
class Call:
    """`arrives`: nothing is done yet; `done`: but not answered; `answered`."""

    when: When
    method: str  # by its name, or by its verb and the beginning of its path
    about: str = ""  # what it says somewhere
    nth: int = 1

    def __str__(self) -> str:
        return f"call number {self.nth} of {self.method} about {self.about or 'anything'} {self.when}"


class Deadly:
    """Answers as ever, except that it kills at the call it is armed for."""

    def __init__(self, answers: Answers, kills: Callable[[], Awaitable[None]]) -> None:
        self._answers, self._kills = answers, kills
        self._call: Call | None = None
        self._left = 0
        self.calls = 0  # of what is seen

    def arm(self, call: Call | None) -> None:
        self._call, self._left = call, call.nth if call else 0

    async def __call__(self, request: web.BaseRequest) -> web.StreamResponse:
        self.calls += any(seen in request.path for seen in SEEN)
        call = self._call
        if call is None or call.method not in f"{request.method} {request.path}":
            return await self._answers(request)
        if call.about not in unquote((await request.read()).decode()):  # which is kept, to be read again
            return await self._answers(request)
        self._left -= 1
        if self._left:
            return await self._answers(request)
        self._call = None
        if call.when == "arrives":
            await self._kills()
            return self._cut(request)
        response = await self._answers(request)
        if call.when == "done":
            await self._kills()
            return self._cut(request)
        await response.prepare(request)
        await response.write_eof()
        await self._kills()
        return response

    @staticmethod
    def _cut(request: web.BaseRequest) -> web.StreamResponse:
        if request.transport is not None:
            request.transport.abort()
        return web.Response()
