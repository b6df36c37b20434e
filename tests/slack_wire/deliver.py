"""How Slack delivers: signed, once more if the answer was no yes, and by socket where one is open."""

import asyncio
import hashlib
import hmac
import json
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from aiohttp import ClientError, ClientTimeout, web

from tests.slack_wire.local import Holding

JSON, FORM = "application/json", "application/x-www-form-urlencoded"
MOST_RETRIES = 3
SOCKET_TYPES = {"event": "events_api", "command": "slash_commands", "interaction": "interactive"}


@dataclass
class Delivery:
    """Something that the app is told, and what it said to it each time."""

    kind: str  # event, command, interaction
    body: dict[str, Any]
    statuses: list[int] = field(default_factory=list)  # of each attempt; 0: nobody answered in time
    response: Any = None  # of the last attempt: an object, or text
    no_retry: bool = False

    @property
    def arrived(self) -> bool:
        return bool(self.statuses) and 200 <= self.statuses[-1] < 300

    def encoded(self) -> tuple[str, str]:
        """Its content type, and what is sent."""
        match self.kind:
            case "event":
                return JSON, json.dumps(self.body)
            case "command":
                return FORM, urlencode(self.body)
        return FORM, urlencode({"payload": json.dumps(self.body)})


def signature(secret: str, timestamp: str, raw: str) -> str:
    """https://docs.slack.dev/authentication/verifying-requests-from-slack"""
    return "v0=" + hmac.new(secret.encode(), f"v0:{timestamp}:{raw}".encode(), hashlib.sha256).hexdigest()


class Post(Holding):
    """Carries deliveries to the app: over its open sockets if there are any, else to its URL."""

    def __init__(self, secret: str) -> None:
        super().__init__()
        self.secret = secret
        self.patience_s = 3.0
        self.retries = 1  # nearly at once; what follows after minutes is sent with `again`
        self.sockets: list[web.WebSocketResponse] = []
        self._acks: dict[str, asyncio.Future[Any]] = {}

    async def send(self, delivery: Delivery, **how: bool) -> Delivery:
        """Deliver it, and again if it failed; what is not an event comes once."""
        self.all.append(delivery)
        if self.held is not None and delivery.kind == "event":
            self.held.append(delivery)
            return delivery
        await self.attempt(delivery, **how)
        while delivery.kind == "event" and not delivery.arrived and not delivery.no_retry:
            if len(delivery.statuses) > self.retries:
                break
            await self.again(delivery)
        return delivery

    async def again(self, delivery: Delivery) -> Delivery:
        """The same once more: Slack is not sure that it arrived."""
        reason = "http_timeout" if delivery.statuses[-1:] in ([0], []) else "http_error"
        await self.attempt(delivery, retry=min(len(delivery.statuses), MOST_RETRIES) or 1, reason=reason)
        return delivery

    async def attempt(
        self, delivery: Delivery, *, retry: int = 0, reason: str = "", tampered: bool = False, stale: bool = False
    ) -> None:
        """One attempt. `tampered`: changed on the way; `stale`: signed six minutes ago."""
        if self.sockets:
            delivery.statuses.append(await self._by_socket(delivery, retry, reason))
            return
        content_type, raw = delivery.encoded()
        timestamp = str(int(time.time()) - 360 * stale)
        headers = {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature(self.secret, timestamp, raw),
        }
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": reason}
        delivery.statuses.append(await self._by_http(delivery, raw + " " * tampered, headers))

    async def _by_http(self, delivery: Delivery, raw: str, headers: dict[str, str]) -> int:
        if self.url is None:
            return 0
        try:
            patience = ClientTimeout(total=self.patience_s)
            async with self.session.post(self.url, data=raw.encode(), headers=headers, timeout=patience) as response:
                text = await response.text()
        except (TimeoutError, ClientError):
            return 0
        delivery.no_retry = response.headers.get("x-slack-no-retry") == "1"
        delivery.response = json.loads(text) if response.content_type == JSON and text else text
        return response.status

    async def _by_socket(self, delivery: Delivery, retry: int, reason: str) -> int:
        envelope = {"envelope_id": uuid4().hex, "type": SOCKET_TYPES[delivery.kind], "payload": delivery.body}
        envelope |= {"accepts_response_payload": delivery.kind != "event"}
        if delivery.kind == "event":
            envelope |= {"retry_attempt": retry, "retry_reason": reason}
        ack = self._acks[envelope["envelope_id"]] = asyncio.get_running_loop().create_future()
        await self.sockets[len(self.all) % len(self.sockets)].send_json(envelope)  # to any one of them
        try:
            delivery.response = await asyncio.wait_for(ack, self.patience_s)
        except TimeoutError:
            return 0
        return 200

    def acknowledged(self, message: dict[str, Any]) -> None:
        """What the app sends back over a socket."""
        ack = self._acks.pop(message.get("envelope_id", ""), None)
        if ack and not ack.done():
            ack.set_result(message.get("payload") or "")

    async def closes(self) -> None:
        for socket in list(self.sockets):
            await socket.close()
        await super().closes()
