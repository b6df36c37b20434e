"""The workspace of a story, and the bot in it: its real door behind a server of its own."""

import asyncio
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.app import App
from bot.cases.people import House
from bot.messages.delivery import Courier
from bot.messages.values import Address, Answer, Inbound, Profile
from bot.platforms.slack.app import Slack
from bot.platforms.slack.look import Look
from bot.platforms.slack.socket import Socket
from bot.scheduler.missed import Missed
from tests.slack_wire.people import Person
from tests.slack_wire.server import Server
from tests.slack_wire.wire import APP_TOKEN, SECRET, TOKEN, Wire
from tests.stories.houses import PEOPLE

COMMAND = "/case"
DIRECT = "slack:dm"


class Office:
    """It stays when the bot stops, and is there still when the bot starts again."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.wire = Wire(now)
        self._now = now
        self._room: Slack | None = None
        self._server: Server | None = None
        self._app: App | None = None
        self._house: House | None = None
        self._socket: Socket | None = None
        self._connected = asyncio.Event()

    async def starts(self, house: House) -> Courier:
        """The bot, as it is configured now; nobody gets in before it `opens`."""
        if self._server is None:
            await self.wire.opens()
            self._server = await Server.on(self._receive)
            self.wire.post.url = f"{self._server.url}/slack/events"
        if self._room is not None:
            await self._room.close()
        self._app, self._house = None, house
        self._populate(house)
        url = f"{self.wire.url}/api/"
        self._room = Slack(
            TOKEN, SECRET, self._handle, kept=self._kept, now=self._now, api_url=url, command=COMMAND, paced=False
        )
        return self._room.courier

    async def opens(self, app: App) -> None:
        assert self._room is not None
        self._app = app
        await self._room.connect()

    async def closes(self) -> None:
        if self._socket is not None:
            await self._socket.close()
        if self._room is not None:
            await self._room.close()
        await self.wire.closes()
        if self._server is not None:
            await self._server.close()

    async def settles(self) -> None:
        """Let what the bot has under way arrive, and what it is sent about its own messages."""
        await _over()
        await self.wire.quiet()
        await _over()

    @property
    def app(self) -> App:
        assert self._app is not None
        return self._app

    @property
    def house(self) -> House:
        assert self._house is not None
        return self._house

    async def _receive(self, request: web.BaseRequest) -> web.StreamResponse:
        if self._room is None or self._app is None:
            return web.Response(status=503)
        return await self._room.receive(request)  # type: ignore[arg-type] # a server without routes has plainer requests

    async def _handle(self, inbound: Inbound) -> Answer:
        return await self.app.handle(inbound)

    async def _kept(self, address: Address) -> Profile | None:
        return await self.app.profile_of(address)

    async def catches_up(self) -> None:
        """Read what was missed, as is done at every start and now and then."""
        assert self._room is not None
        look = Look(self._room.web, self._room.known, self._room.people, pause=_at_once)
        told = self._room.answered_late
        await Missed(self.app.store, self.app.handle, {"slack": look}, answered=told).catch_up()
        await self.settles()
        await self.app.settle()

    # --- by socket --------------------------------------------------------------------------------------------

    async def connects(self) -> None:
        """From now on nothing comes from outside."""
        assert self._room is not None
        self.wire.post.url = None
        self._socket = Socket(APP_TOKEN, f"{self.wire.url}/api/", self._room.dispatch_socket, self._on_connection)
        await self._socket.open()
        await self._connected.wait()

    async def reconnects(self) -> None:
        self._connected.clear()
        await self.wire.refreshes_sockets()
        await self._connected.wait()

    async def _on_connection(self) -> None:
        self._connected.set()

    # --- who is there -----------------------------------------------------------------------------------------

    def person(self, key: str) -> Person:
        """Somebody by key, though as in life neither their handle nor their id is that; customers come as needed."""
        if member(key) in self.wire.space.users:
            return self.wire.person(member(key))
        name = PEOPLE.get(key) or key.capitalize()
        return self.wire.user(name.lower().replace(" ", "."), name, id=member(key))

    def seat(self, who: str) -> str:
        """Where somebody of the house works: the channel of their tier, or that of the supervisors."""
        teams = self.house.teams.values()
        seats = [tier.channel for team in teams for tier in team.tiers if who in tier.people]
        seats += [team.supervisors for team in teams if team.supervisors]
        channel = next(filter(_is_ours, seats)).removeprefix("slack:")
        self.wire.space.channels[channel].members.add(self.person(who).user.id)
        return channel

    def _populate(self, house: House) -> None:
        for team in house.teams.values():
            for tier in team.tiers:
                self._gathers(tier.channel, tier.people)
            leads = {person for tier in team.tiers for person in (tier.lead, tier.deputy) if person}
            for place in filter(None, (team.supervisors, team.digest)):
                self._gathers(place, leads.union(team.managers))
            for place in team.intake:
                if place != DIRECT:
                    self._gathers(place, ())

    def _gathers(self, place: str, people: Iterable[str]) -> None:
        """Whoever is in Slack, where the place is: others of the house may be elsewhere."""
        if not _is_ours(place):
            return
        channel = self.wire.channel(place.removeprefix("slack:C0").lower())
        here = [key for key in people if any(map(_is_ours, self.house.people[key].addresses))]
        channel.members |= {self.person(key).user.id for key in here}


def member(key: str) -> str:
    return f"U0{key.upper()}"


def chat(key: str) -> str:
    return f"D0{key.upper()}"


def channel(name: str) -> str:
    return f"C0{name.upper()}"


def _is_ours(address: str) -> bool:
    return address.startswith("slack:")


async def _at_once(seconds: float) -> None:
    """Nobody waits in a story."""


async def _over() -> None:
    """Whatever the bot began by itself is done."""
    while under_way := [task for task in asyncio.all_tasks() if _is_the_bots(task)]:
        await asyncio.wait(under_way)


def _is_the_bots(task: "asyncio.Task[Any]") -> bool:
    code = getattr(task.get_coro(), "cr_code", None)
    return code is not None and "/bot/" in code.co_filename.replace("\\", "/")
