"""A small Slack that really speaks HTTP: it answers what it was told to, hangs up, or keeps silent."""

import asyncio
import json
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.platforms.a_service import AService, Page

TOKEN = "xoxb-a-secret"


@dataclass(frozen=True)
class Asked:
    """A call as it came in; what was JSON in a form is read."""

    method: str
    fields: dict[str, Any]
    token: str


Answers = dict[str, Any] | Page | object


class ASlack(AService):
    def __init__(self, runner: asyncio.Runner) -> None:
        super().__init__(runner, {"/api/{method}": self._api, "/actions/{method}": self._api})
        self.asked: list[Asked] = []
        self._answers: dict[str, deque[Answers]] = {}
        self._always: dict[str, Callable[[dict[str, Any]], Answers]] = {}

    # --- for tests ----------------------------------------------------------------------------------------------

    @property
    def url(self) -> str:
        return f"{self.root}/api/"

    def answers(self, method: str, *answers: Answers) -> None:
        """Its next answers to a method, in order; the last one stays."""
        self._answers[method] = deque(answers)

    def knows(self, method: str, answer: Callable[[dict[str, Any]], Answers]) -> None:
        """What it makes of the fields of each call of a method."""
        self._always[method] = answer

    def calls(self, method: str) -> list[dict[str, Any]]:
        return [asked.fields for asked in self.asked if asked.method == method]

    # --- inside -------------------------------------------------------------------------------------------------

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        self.asked.append(Asked(method, await _fields(request), request.headers.get("Authorization", "")))
        return await self.answered(request, self._answer(method), {"x-oauth-scopes": "chat:write,im:write"})

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
        with slack.at_work():
            yield slack
