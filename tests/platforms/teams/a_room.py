"""Our room in Teams behind a real server, and a desk that keeps what it hears and answers as it is told."""

import io
import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import aiohttp
from aiohttp import web

from bot.messages.delivery import NotDelivered
from bot.messages.values import Address, Answer, Inbound, Profile, Whereabouts
from bot.platforms.teams.app import Desk, Teams
from bot.platforms.teams.framework import Credentials
from tests.platforms.teams.activities import US
from tests.settled import BUSY_MACHINE_S
from tests.slack_wire.server import Server
from tests.teams_wire.tenant import APP, TENANT
from tests.teams_wire.wire import SECRET, TOKEN, Wire

JSON = "application/json; charset=utf-8"
NOBODYS = ("profile", "joined", "left")  # kinds of what nobody has said


class ADesk:
    """What the room can tell of the house."""

    def __init__(self, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.now = now
        self.heard: list[Inbound] = []
        self.late: list[Inbound] = []
        self.kept: dict[Address, Whereabouts] = {}
        self.profiles: dict[Address, Profile] = {}
        self.answers: Callable[[Inbound], Answer] = lambda inbound: Answer()
        self.broken: set[str] = set()  # what the store cannot do now

    def for_room(self) -> Desk:
        return Desk(
            handle=self._handle,
            late=self._answered_late,
            profile=self._profile,
            whereabouts=self._whereabouts,
            places=self._places,
            keep=self._keep,
            forget=self._forget,
            now=self.now,
        )

    @property
    def said(self) -> list[Inbound]:
        """What people said or did; not what Teams says of them."""
        return [one for one in self.heard if one.kind not in NOBODYS]

    def _works(self, what: str) -> None:
        if what in self.broken:
            raise OSError("the disk is full")

    async def _handle(self, inbound: Inbound) -> Answer:
        self._works("handle")
        self.heard.append(inbound)
        return Answer() if inbound.kind in NOBODYS else self.answers(inbound)

    async def _answered_late(self, inbound: Inbound, answer: Answer) -> None:
        self.late.append(inbound)

    async def _profile(self, address: Address) -> Profile | None:
        self._works("profile")
        return self.profiles.get(address)

    async def _whereabouts(self, place: Address) -> Whereabouts | None:
        self._works("whereabouts")
        return self.kept.get(place)

    async def _places(self) -> Sequence[Whereabouts]:
        self._works("whereabouts")
        return [one for one in self.kept.values() if not one.user]

    async def _keep(self, one: Whereabouts) -> None:
        self._works("keep")
        self.kept[one.place] = one

    async def _forget(self, place: Address) -> None:
        self._works("keep")
        self.kept.pop(place, None)


class ARoom:
    """The room as it is in production: tokens are checked, and nothing leaves, for there is no token of our own."""

    def __init__(self, room: Teams, desk: ADesk, wire: Wire, url: str) -> None:
        self.room, self.desk, self.wire, self.url = room, desk, wire, url

    async def takes(self, body: Any, token: str | None = None, **headers: str) -> int:
        """The status for a delivery: with a genuine token unless another is given; an empty one is none at all."""
        status, _ = await self.answers(body, token, **headers)
        return status

    async def answers(self, body: Any, token: str | None = None, **headers: str) -> tuple[int, str]:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        if token is None:
            service = body.get("serviceUrl") if isinstance(body, dict) else None
            token = self.wire.keys.token(service if isinstance(service, str) else "https://smba.trafficmanager.net/")
        named = {"Content-Type": JSON} | {name.replace("_", "-"): value for name, value in headers.items()}
        named |= {"Authorization": f"Bearer {token}"} if token and "Authorization" not in named else {}
        async with (
            aiohttp.ClientSession(auto_decompress=False, skip_auto_headers=("Content-Type",)) as teams,
            teams.post(
                self.url, data=io.BytesIO(raw), headers={name: it for name, it in named.items() if it}
            ) as answer,
        ):
            return answer.status, await answer.text()


@asynccontextmanager
async def a_room(*, tenant: str = US.tenant) -> AsyncIterator[ARoom]:
    wire, desk = Wire(lambda: datetime.now(UTC)), ADesk()
    wire.keys.app = US.app
    await wire.opens()
    credentials = Credentials(US.app, SECRET, tenant)
    room = Teams(
        credentials, desk.for_room(), keys_url=wire.openid_url, token=_none, paced=False, patience_s=BUSY_MACHINE_S
    )
    async with _served(room) as url:
        try:
            yield ARoom(room, desk, wire, url)
        finally:
            await wire.closes()


@asynccontextmanager
async def a_room_on(
    wire: Wire, desk: ADesk, token: Any = None, *, turned: Callable[[str], None] = lambda event: None
) -> AsyncIterator[Teams]:
    """The room in a tenant of the wire, which speaks plain HTTP on this machine; `turned` hears of each turn."""
    credentials = Credentials(APP, SECRET, TENANT)
    keys = wire.openid_url
    room = Teams(
        credentials,
        desk.for_room(),
        near=True,
        keys_url=keys,
        token=token or _genuine,
        paced=False,
        patience_s=BUSY_MACHINE_S,
    )
    async with _served(room, turned) as url:
        wire.post.url = url
        yield room


@asynccontextmanager
async def _served(room: Teams, turned: Callable[[str], None] = lambda event: None) -> AsyncIterator[str]:
    async def receive(request: web.BaseRequest) -> web.StreamResponse:
        turned("turn begins")
        try:
            return await room.receive(request)  # type: ignore[arg-type] # a server without routes has plainer requests
        finally:
            turned("turn ends")

    server = await Server.on(receive)
    try:
        yield f"{server.url}/api/messages"
    finally:
        await room.close()
        await server.close()


async def _none(*, fresh: bool = False) -> str:
    raise NotDelivered("nothing leaves", permanent=True)


async def _genuine(*, fresh: bool = False) -> str:
    return TOKEN
