"""Where a story takes place, whatever its platform: who is there, and the real door of the bot behind a server."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.app import App
from bot.cases.people import House
from bot.messages.values import Answer, Inbound
from tests.settled import BUSY_MACHINE_S, settled
from tests.slack_wire.server import Server


class AnyOffice(ABC):
    """It stays when the bot stops, and is there still when the bot starts again."""

    platform: str
    door: str  # its path at the server of the bot

    def __init__(self, wire: Any, now: Callable[[], datetime]) -> None:
        self.wire = wire
        self._now = now
        self._room: Any = None
        self._server: Server | None = None
        self._app: App | None = None
        self._house: House | None = None

    async def _moves_in(self, house: House) -> None:
        """The bot that was there is gone, and whoever is in the house now is where they work."""
        if self._server is None:
            await self.wire.opens()
            self._server = await Server.on(self._receive)
            self.wire.post.url = f"{self._server.url}{self.door}"
            self.wire.waits(BUSY_MACHINE_S)
        if self._room is not None:
            await self._room.close()
        self._app, self._house = None, house
        self._populate(house)

    async def closes(self) -> None:
        if self._room is not None:
            await self._room.close()
        await self.wire.closes()
        if self._server is not None:
            await self._server.close()

    async def settles(self) -> None:
        """Let what the bot has under way arrive, and what it is sent about its own messages."""
        await settled()
        await self.wire.quiet()
        await settled()

    @property
    def room(self) -> Any:
        assert self._room is not None
        return self._room

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
        return await self._room.receive(request)  # a server without routes has plainer requests

    async def _handle(self, inbound: Inbound) -> Answer:
        return await self.app.handle(inbound)

    # --- who is there -----------------------------------------------------------------------------------------

    def _populate(self, house: House) -> None:
        for team in house.teams.values():
            for tier in team.tiers:
                self._gathers(tier.channel, tier.people)
            leads = {person for tier in team.tiers for person in (tier.lead, tier.deputy) if person}
            for place in filter(None, (team.supervisors, team.digest)):
                self._gathers(place, leads.union(team.managers))
            for place in team.intake:
                if place != f"{self.platform}:dm":
                    self._gathers(place, ())

    @abstractmethod
    def _gathers(self, place: str, people: Iterable[str]) -> None:
        """Whoever is on this platform, where the place is, if it is here: others of the house may be elsewhere."""

    def _is_here(self, key: str) -> bool:
        return any(map(self._is_ours, self.house.people[key].addresses))

    def _is_ours(self, address: str) -> bool:
        return address.startswith(f"{self.platform}:")
