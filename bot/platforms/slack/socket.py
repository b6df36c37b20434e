"""Socket Mode: Slack's deliveries over a connection that we open, where nothing can reach us from outside.

https://docs.slack.dev/apis/events-api/using-socket-mode
"""

import json
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.platforms.door import Turned

Dispatch = Callable[[Any], Awaitable[tuple[int, str]]]

log = logging.getLogger(__name__)


class Socket:
    """The connection. What is not acknowledged, Slack sends again: so nothing is, before it is kept."""

    def __init__(
        self, app_token: str, api_url: str, dispatch: Dispatch, connected: Callable[[], Awaitable[object]]
    ) -> None:
        self._dispatch, self._connected = dispatch, connected
        self._app_token, self._api_url = app_token, api_url
        self._client: SocketModeClient | None = None

    async def open(self) -> None:
        """Connect, and stay connected: the SDK opens a new connection whenever one ends."""
        quiet = logging.getLogger("buckstop.socket")
        quiet.setLevel(logging.CRITICAL)  # it logs whole payloads; what goes wrong shows in our own lines
        web = AsyncWebClient(base_url=self._api_url, logger=quiet)
        self._client = SocketModeClient(app_token=self._app_token, web_client=web, logger=quiet)
        self._client.message_listeners.append(self._on_message)
        self._client.socket_mode_request_listeners.append(self._on_request)
        await self._client.connect()  # type: ignore[no-untyped-call] # the SDK's

    async def close(self) -> None:
        if self._client is not None:
            with suppress(ConnectionError):
                await self._client.close()  # type: ignore[no-untyped-call] # the SDK's

    async def _on_message(self, client: AsyncBaseSocketModeClient, message: dict[str, Any], raw: str | None) -> None:
        """A new connection says hello; what was missed in between is read then."""
        if message.get("type") == "hello":
            log.info("connected")
            await self._connected()

    async def _on_request(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        try:
            status, body = await self._dispatch(request.payload)
        except Turned as no:
            log.info("turned away", extra={"status": no.status, "why": no.why})
            status, body = no.status, ""
        if status >= 500:
            return
        payload = json.loads(body) if body.startswith("{") else None
        await client.send_socket_mode_response(SocketModeResponse(request.envelope_id, payload or None))
