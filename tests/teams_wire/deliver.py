"""How Teams delivers: one POST with a token that it has signed, and an answer within some seconds."""

import asyncio
import copy
import json
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from aiohttp import ClientError, ClientTimeout

from tests.slack_wire.local import Holding
from tests.teams_wire.keys import Keys

PATIENCE_S = 15.0
COMPOSE_PATIENCE_S = 5.0  # of a message extension


@dataclass
class Delivery:
    """Something that the bot is told, and what it said to it each time."""

    body: dict[str, Any]
    statuses: list[int] = field(default_factory=list)  # of each attempt; 0: nobody answered in time
    response: Any = None  # of the last attempt: what was in the JSON, or text
    seconds: float = 0.0  # that the last attempt took

    @property
    def arrived(self) -> bool:
        return bool(self.statuses) and 200 <= self.statuses[-1] < 300

    @property
    def kind(self) -> str:
        """An invoke by its name, anything else by its type."""
        return str(self.body.get("name") if self.body["type"] == "invoke" else self.body["type"])

    @property
    def id(self) -> str:
        return str(self.body["id"])


def renamed(delivery: Delivery) -> Delivery:
    """The same as it comes when Teams has lost track of it: under a new id, which names its thread if it begins one."""
    body = copy.deepcopy(delivery.body)
    body["id"] = f"f:{uuid4()}" if str(body["id"]).startswith("f:") else str(int(body["id"]) + 7)
    where, begins, root = body["conversation"]["id"].partition(";messageid=")
    if root == delivery.id:
        body["conversation"]["id"] = f"{where}{begins}{body['id']}"
    return Delivery(body)


class Post(Holding):
    """Carries deliveries to the bot."""

    def __init__(self, keys: Keys) -> None:
        super().__init__()
        self.keys = keys
        self.patience_s = PATIENCE_S

    async def send(self, delivery: Delivery) -> Delivery:
        self.all.append(delivery)
        if self.held is not None and delivery.body["type"] != "invoke":  # who presses something waits for the answer
            self.held.append(delivery)
            return delivery
        await self.attempt(delivery)
        return delivery

    async def attempt(self, delivery: Delivery, *, token: str | None = None) -> None:
        """One attempt, with a token that is right unless another is given; an empty one is none at all."""
        token = self.keys.token(delivery.body["serviceUrl"]) if token is None else token
        headers = {"Content-Type": "application/json; charset=utf-8"}
        headers |= {"Authorization": f"Bearer {token}"} if token else {}
        began = asyncio.get_running_loop().time()
        delivery.statuses.append(await self._posted(delivery, headers))
        delivery.seconds = asyncio.get_running_loop().time() - began

    async def _posted(self, delivery: Delivery, headers: dict[str, str]) -> int:
        if self.url is None:
            return 0
        composing = delivery.kind.startswith("composeExtension/")
        patience = ClientTimeout(total=min(self.patience_s, COMPOSE_PATIENCE_S) if composing else self.patience_s)
        raw = json.dumps(delivery.body).encode()
        try:
            async with self.session.post(self.url, data=raw, headers=headers, timeout=patience) as response:
                text = await response.text()
        except (TimeoutError, ClientError):
            return 0
        delivery.response = json.loads(text) if response.content_type == "application/json" and text else text
        return response.status
