"""What a local Slack and a local Teams have alike: what happened, deliveries that wait, a throw-away bot."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

from aiohttp import ClientSession

from tests.slack_wire.server import Server

Response = tuple[int, Any]
Answers = Callable[[dict[str, Any]], Awaitable[Response]]


class Online:
    """Calls by one session, which is opened when it is needed."""

    def __init__(self) -> None:
        self._session: ClientSession | None = None

    @property
    def session(self) -> ClientSession:
        self._session = self._session or ClientSession()
        return self._session

    async def closes(self) -> None:
        if self._session:
            await self._session.close()


class Observed:
    """What happened on a wire."""

    post: "Holding"
    Trouble: type  # as its API has it
    _api: Any
    _server: Server | None = None

    async def closes(self) -> None:
        await self.post.closes()
        if self._server:
            await self._server.close()

    def time(self) -> float:
        return asyncio.get_running_loop().time()

    @property
    def deliveries(self) -> list[Any]:
        return self.post.all

    @property
    def calls(self) -> list[Any]:
        return self._api.calls

    @property
    def refused(self) -> list[Any]:
        return self._api.refused

    def trouble(self, method: str, **what: Any) -> None:
        """The next calls of a method go wrong."""
        self._api.troubles[method] = self.Trouble(**what)

    def mends(self) -> None:
        """Nothing goes wrong any more."""
        self._api.troubles.clear()


class Holding(Online, ABC):
    """Carries deliveries, unless it is told to hold them back."""

    def __init__(self) -> None:
        super().__init__()
        self.url: str | None = None
        self.all: list[Any] = []
        self.held: list[Any] | None = None  # what does not leave yet

    def hold(self) -> None:
        """What nobody waits for stays here until it is released."""
        self.held = []

    async def release(self, *, reverse: bool = False) -> None:
        held, self.held = self.held or [], None
        for delivery in reversed(held) if reverse else held:
            await self.attempt(delivery)

    @abstractmethod
    async def attempt(self, delivery: Any) -> None:
        """One attempt."""


class Hearing(Online):
    """Keeps what it heard; what it answers is a function of it."""

    nothing: Any = None  # to say

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[dict[str, Any]] = []
        self.answers: Answers = self.always(200)

    def always(self, status: int) -> Answers:
        async def answer(body: dict[str, Any]) -> Response:
            return status, self.nothing

        return answer

    def sleepy(self, seconds: float) -> Answers:
        async def answer(body: dict[str, Any]) -> Response:
            await asyncio.sleep(seconds)
            return 200, self.nothing

        return answer


def told(around: AbstractAsyncContextManager[tuple[Any, Any]], story: Callable[[Any, Any], Awaitable[Any]]) -> Any:
    """What a story gives that runs in one loop, with a wire and a bot."""

    async def running() -> Any:
        async with around as (wire, bot):
            return await story(wire, bot)

    return asyncio.run(running())


async def two_held_back(wire: Any, bot: Any, place: str) -> tuple[int, list[dict[str, Any]]]:
    """Two messages, the second of which leaves before the first: how many were heard before, and what then."""
    wire.post.hold()
    for words in ("first", "second"):
        await wire.person("maria").writes(place, words)
    before = len(bot.heard)
    await wire.post.release(reverse=True)
    return before, bot.heard
