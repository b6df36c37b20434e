"""A small Bot Connector that really speaks HTTP: it answers what it was told to, hangs up, or keeps silent."""

import asyncio
import json
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from aiohttp import web

from tests.platforms.a_service import AService, Page

TOKEN = "eyJ0-a-secret"


@dataclass(frozen=True)
class Asked:
    """A call as it came in; its path in parts, each of them unquoted."""

    method: str
    parts: tuple[str, ...]
    body: Any
    query: dict[str, str]
    token: str


Answer = Any  # JSON, a page, another of the answers of AService, or what makes one of them of the call


def no(status: int, code: str, **headers: str) -> Page:
    """How the connector refuses: in words that nobody but a developer is to read."""
    error = json.dumps({"error": {"code": code, "message": "charged twice is no reason"}})
    return Page(status, error, "application/json", {name.replace("_", "-"): it for name, it in headers.items()})


class AConnector(AService):
    def __init__(self, runner: asyncio.Runner) -> None:
        super().__init__(runner, {"/{path:.*}": self._said})
        self.asked: list[Asked] = []
        self._answers: dict[str, deque[Answer]] = {}

    # --- for tests ----------------------------------------------------------------------------------------------

    @property
    def service(self) -> str:
        return f"{self.root}/emea/"

    def answers(self, name: str, *answers: Answer) -> None:
        """Its next answers in order, the last one stays. By method, and by method and the end of the path."""
        self._answers[name] = deque(answers)

    def calls(self, method: str, last: str = "") -> list[Asked]:
        return [asked for asked in self.asked if asked.method == method and last in ("", asked.parts[-1])]

    # --- inside -------------------------------------------------------------------------------------------------

    async def _said(self, request: web.Request) -> web.StreamResponse:
        text = await request.text()
        parts = tuple(unquote(part) for part in request.raw_path.partition("?")[0].split("/")[1:])
        body = json.loads(text) if text else None
        asked = Asked(request.method, parts, body, dict(request.query), request.headers.get("Authorization", ""))
        self.asked.append(asked)
        return await self.answered(request, self._answer(asked), {})

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
        with connector.at_work():
            yield connector


def a_token(*tokens: str) -> Callable[..., Awaitable[str]]:
    """One after the other, whenever a fresh one is asked for."""
    left = deque(tokens or (TOKEN,))

    async def token(*, fresh: bool = False) -> str:
        if fresh and len(left) > 1:
            left.popleft()
        return left[0]

    return token
