"""The web, from the request to its answer: which page is meant, and what is said if it cannot be shown."""

import logging
from collections.abc import Awaitable, Callable
from uuid import uuid4

from aiohttp import web

from bot.platforms.door import Turned
from bot.platforms.web.answering import Room, TooMany
from bot.platforms.web.case import CasePage
from bot.platforms.web.desk import Desk, Settings
from bot.platforms.web.door import JSON
from bot.platforms.web.intake import Intake
from bot.platforms.web.programs import Programs

log = logging.getLogger(__name__)
Receive = Callable[[web.Request], Awaitable[web.Response]]
INTAKE, CASE, STATIC, ELSEWHERE = "/intake/{team}", "/c/{token}", "/static/{name}", "/{path:.*}"


class Web:
    def __init__(self, desk: Desk, settings: Settings) -> None:
        self.room = Room(desk, settings)
        self._intake, self._case, self._programs = Intake(self.room), CasePage(self.room), Programs(self.room)

    @property
    def gets(self) -> dict[str, Receive]:
        return {INTAKE: self._form, CASE: self._page, STATIC: self._file, ELSEWHERE: self._nothing}

    @property
    def posts(self) -> dict[str, Receive]:
        return {INTAKE: self._sent, CASE: self._said}

    async def _form(self, request: web.Request) -> web.Response:
        return await self._kindly(request, self._intake.look(request, request.match_info["team"]))

    async def _page(self, request: web.Request) -> web.Response:
        return await self._kindly(request, self._case.look(request, request.match_info["token"]))

    async def _sent(self, request: web.Request) -> web.Response:
        team = request.match_info["team"]
        if request.content_type == JSON:
            return await self._kindly(request, self._programs.send(request, team), program=True)
        return await self._kindly(request, self._intake.send(request, team))

    async def _said(self, request: web.Request) -> web.Response:
        return await self._kindly(request, self._case.send(request, request.match_info["token"]))

    async def _file(self, request: web.Request) -> web.Response:
        return self.room.pages.file(request.match_info["name"]) or self.room.missing(request)

    async def _nothing(self, request: web.Request) -> web.Response:
        return self.room.missing(request)

    async def _kindly(
        self, request: web.Request, answer: Awaitable[web.Response], *, program: bool = False
    ) -> web.Response:
        """Whatever is the matter, whoever asked is told so in a way that they can read."""
        room, programs = self.room, self._programs
        try:
            return await answer
        except TooMany as no:
            wait = {"Retry-After": str(no.seconds)}
            return (
                programs.busy(no.seconds) if program else room.kind(request, 429, "web-busy", wait, seconds=no.seconds)
            )
        except Turned as no:
            log.warning("turned away from the web", extra={"why": no.why})
            return programs.turned(no) if program else room.kind(request, no.status, "web-turned")
        except Exception:
            number = uuid4().hex[:8]
            log.exception("a page went wrong", extra={"error": number})
            return programs.wrong(number) if program else room.kind(request, 500, "web-wrong", error=number)
