"""Slack, put together: what comes in goes through our door, through Bolt, and by one way in to the desk."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.messages.delivery import Courier, NotDelivered
from bot.messages.values import Address, Answer, Inbound, Profile
from bot.platforms.answers import went_wrong
from bot.platforms.door import Turned, carried_in
from bot.platforms.payload import part
from bot.platforms.slack.answering import Answering
from bot.platforms.slack.client import Web
from bot.platforms.slack.door import Door, is_ours, shaped
from bot.platforms.slack.findings import who_we_are
from bot.platforms.slack.membership import Membership
from bot.platforms.slack.people import People
from bot.platforms.slack.receive import Misshapen, inbound_of
from bot.platforms.slack.send import courier
from bot.platforms.slack.shape import name_in
from bot.platforms.slack.sharing import Paint
from bot.platforms.slack.speaking import Around
from bot.platforms.slack.unreadable import unreadable
from bot.platforms.slack.us import Us

Handle = Callable[[Inbound], Awaitable[Answer]]
Kept = Callable[[Address], Awaitable[Profile | None]]
SOON = timedelta(seconds=2)
PATIENCE_S = 1.0  # of somebody who speaks, with what Slack is asked first; Slack itself waits three for us
MESSAGES = ("message", "app_mention")
_JSON: dict[str, str | Sequence[str]] = {"content-type": ["application/json;charset=utf-8"]}

log = logging.getLogger(__name__)


class Slack:
    """One workspace, by its token."""

    def __init__(
        self,
        token: str,
        signing_secret: str | None,
        handle: Handle,
        *,
        kept: Kept,
        now: Callable[[], datetime],
        api_url: str = "https://slack.com/api/",
        command: str = "/case",
        paced: bool = True,
        paint: Paint | None = None,
        patience_s: float = PATIENCE_S,
    ) -> None:
        self.us: Us | None = None
        self.web = Web(token, api_url)
        self._command = command
        self._handle, self._now = handle, now
        self._door = Door(signing_secret) if signing_secret else None
        self.people = People(self.web, self.known, kept, handle, clock=now, patience_s=patience_s)
        self.courier: Courier = courier(self.web, self.known, paced=paced, paint=paint)
        self._membership = Membership(self.web, now, patience_s=patience_s)
        self._answering = Answering(self.web, self.known, now)
        self._bolt = _bolt(self._authorize, self._heard)

    def known(self) -> Us:
        """Who we are. Raises NotDelivered, for as long as Slack has not said."""
        if self.us is None:
            raise NotDelivered("Slack has not said yet who we are", retry_after=SOON)
        return self.us

    async def connect(self) -> Us:
        """Ask Slack who we are. Raises NotDelivered."""
        self.us = await who_we_are(self.web, self._command)
        return self.us

    def answered_late(self, inbound: Inbound, answer: Answer) -> None:
        """What came of something that was found in a history only."""
        self._answering.answered_late(inbound, answer)

    async def close(self) -> None:
        await self._answering.close()
        await self.people.close()
        await self.web.close()

    # --- in -----------------------------------------------------------------------------------------------------

    async def receive(self, request: web.Request) -> web.Response:
        """POST /slack/events: 401 unsigned, 400 misshapen, 503 while it cannot be kept; else 2xx, once it is kept."""
        try:
            if self._door is None:
                raise Turned(401, "Socket Mode is on")
            status, body = await self.dispatch(self._door.opened(request.headers, await carried_in(request)))
        except Turned as no:
            log.info("turned away", extra={"status": no.status, "why": no.why})
            return web.Response(status=no.status)
        kind = "application/json" if body.startswith("{") else "text/plain"
        return web.Response(status=status, text=body, content_type=kind)

    async def dispatch(self, body: dict[str, Any]) -> tuple[int, str]:
        """A delivery, by HTTP or by socket, and its response: JSON, or nothing much. Raises Turned."""
        if body.get("type") != "url_verification":
            if self.us is None:
                raise Turned(503, "Slack has not said yet who we are")
            if not is_ours(body, self.us.team):
                raise Turned(401, "another workspace")
        # Bolt's own checks are done by now: to it everything looks like Socket Mode, where the envelope is open.
        try:
            request = AsyncBoltRequest(body=body, mode="socket_mode")
        except (TypeError, AttributeError, LookupError, ValueError):  # it reads ids out of whatever it is given
            raise Turned(400, "ids that are none") from None
        response = await self._bolt.async_dispatch(request)
        if response.status == 400:
            raise Turned(400, response.body)
        if response.status >= 500:
            raise Turned(503, "it could not be kept")
        return response.status, response.body or ""

    async def dispatch_socket(self, payload: Any) -> tuple[int, str]:
        """What came by socket, which has no signature and the same shapes. Raises Turned."""
        return await self.dispatch(shaped(payload))

    async def _authorize(self) -> AuthorizeResult:
        """Who we are is known since the start. Bolt's own look-up fails softly: it loses the event and answers 200."""
        us = self.known()
        return AuthorizeResult(
            enterprise_id=None, team_id=us.team, bot_token=self.web.token, bot_user_id=us.user, bot_id=us.bot
        )

    async def _heard(self, body: dict[str, Any]) -> BoltResponse:
        """Every kind of payload: understood, handed to the desk, answered."""
        try:
            inbound, hears = await self._understood(body)
        except Misshapen as wrong:
            inbound, hears = await self._unreadable(body), True
            if inbound is None:
                return BoltResponse(status=400, body=str(wrong))
        if inbound is None:
            return BoltResponse(status=200, body="")
        if inbound.profile is not None:
            self.people.put(inbound.profile)
        if inbound.kind in ("joined", "left") and inbound.place is not None:
            self._membership.put(inbound.place.place, inbound.kind == "joined")
        if not hears:
            inbound = replace(inbound, place=None, thread=None)
        try:
            answer = await self._handle(inbound)
        except Exception:
            answer = went_wrong(inbound.kind)
            if body.get("type") == "event_callback":
                return BoltResponse(status=503, body="")  # Slack sends it again
        response = await self._answering.answered(body, inbound, answer)
        return BoltResponse(status=200, body=response, headers=_JSON) if response else BoltResponse(status=200, body="")

    async def _understood(self, body: dict[str, Any]) -> tuple[Inbound | None, bool]:
        """What it says, and whether we hear what is said next where it was done. Raises Misshapen."""
        understanding = inbound_of(body, self.known(), self.people, self._now())
        if body.get("type") != "message_action":
            return await understanding, True
        # Both at once: a form may have to open within the trigger's three seconds.
        return await asyncio.gather(understanding, self._hears_more(body))

    async def _hears_more(self, body: dict[str, Any]) -> bool:
        """Do we hear what is said next where this was done? A shortcut is used on messages of any channel."""
        channel = name_in(part(body, "channel"), "id")
        return channel is not None and await self._membership.is_in(channel)

    async def _unreadable(self, body: dict[str, Any]) -> Inbound | None:
        """A message that we cannot understand is somebody's all the same, and not lost."""
        event = body.get("event")
        if not isinstance(event, dict) or event.get("type") not in MESSAGES:
            return None
        return await unreadable(event, Around(self.known(), self.people))


class _Everything(AsyncMiddleware):
    """Every kind of payload, by one way in: behind what Bolt itself answers, and in place of its listeners."""

    def __init__(self, heard: Callable[[dict[str, Any]], Awaitable[BoltResponse]]) -> None:
        self._heard = heard

    async def async_process(
        self, *, req: AsyncBoltRequest, resp: BoltResponse, next: Callable[[], Awaitable[BoltResponse]]
    ) -> BoltResponse:
        return await self._heard(req.body)


def _bolt(
    authorize: Callable[[], Awaitable[AuthorizeResult]], heard: Callable[[dict[str, Any]], Awaitable[BoltResponse]]
) -> AsyncApp:
    """Bolt, answering once the desk has: what was acknowledged is kept."""

    async def authorize_() -> AuthorizeResult:  # Bolt fills arguments in by name, a method's `self` too
        return await authorize()

    quiet = logging.getLogger("buckstop.bolt")  # its warnings quote what it cannot match, payload and all
    quiet.setLevel(logging.ERROR)
    bolt = AsyncApp(
        name="buckstop",
        logger=quiet,
        client=AsyncWebClient(),
        authorize=authorize_,
        process_before_response=True,
        request_verification_enabled=False,
        ignoring_self_events_enabled=False,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
    bolt.use(_Everything(heard))
    return bolt
