"""The tenant of a story, and the bot in it: its real door behind a server of its own."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.app import App
from bot.cases.people import House
from bot.messages.delivery import Courier, Send
from bot.messages.values import Address, Answer, Card, Inbound, Receipt
from bot.platforms.teams.app import Desk, Teams
from bot.platforms.teams.findings import staff
from bot.platforms.teams.framework import Credentials
from tests.slack_wire.server import Server
from tests.stories.houses import PEOPLE
from tests.teams_wire.people import Person
from tests.teams_wire.tenant import APP, TENANT, guid
from tests.teams_wire.wire import SECRET, TOKEN, Wire, thread_of

DIRECT = "teams:dm"


class TeamsOffice:
    """It stays when the bot stops, and is there still when the bot starts again."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.wire = Wire(now)
        self.unasked: set[str] = set()  # ids of what left the house by the outbox, and answers nobody
        self._now = now
        self._room: Teams | None = None
        self._server: Server | None = None
        self._app: App | None = None
        self._house: House | None = None

    async def starts(self, house: House, names: Mapping[str, str]) -> Courier:
        """The bot, as it is configured now; nobody gets in before it `opens`. `names`: of channels, by place."""
        if self._server is None:
            await self.wire.opens()
            self._server = await Server.on(self._receive)
            self.wire.post.url = f"{self._server.url}/api/messages"
        if self._room is not None:
            await self._room.close()
        self._app, self._house = None, house
        self._populate(house, names)
        desk = Desk(
            handle=self._handle,
            late=lambda inbound, answer: self.app.answered_late(inbound, answer),
            profile=lambda address: self.app.profile_of(address),
            whereabouts=lambda place: self.app.whereabouts_of(place),
            places=lambda: self.app.known_places("teams"),
            keep=lambda one: self.app.keep_whereabouts(one),
            forget=lambda place: self.app.forget_whereabouts(place),
            now=self._now,
        )
        credentials = Credentials(APP, SECRET, TENANT)
        url = self.wire.openid_url
        self._room = Teams(credentials, desk, near=True, keys_url=url, token=_token, paced=False)
        return replace(self._room.courier, send=self._noting(self._room.courier.send))

    def _noting(self, send: Send) -> Send:
        async def noted(
            to: Address, card: Card, *, thread: Receipt | None = None, edit: Receipt | None = None, mark: str = ""
        ) -> Receipt:
            receipt = await send(to, card, thread=thread, edit=edit, mark=mark)
            self.unasked.add(receipt.id)
            return receipt

        return noted

    async def opens(self, app: App) -> None:
        """The first time it was installed just before, for a team that everybody is in: so it knows who is there."""
        self._app = app
        if not self.wire.deliveries:
            admin = self.wire.user("admin")
            await admin.installs(self.wire.team("everybody", "admin"))
            await self.settles()
        for key in filter(self._is_here, app.store.read(lambda tx: tx.house.gone)):
            self._leaves(key)  # whoever has left is on no roster
        await self.room.people.read_rosters(staff(self.house))  # as at every start

    async def closes(self) -> None:
        if self._room is not None:
            await self._room.close()
        await self.wire.closes()
        if self._server is not None:
            await self._server.close()

    async def settles(self) -> None:
        """Let what the bot has under way arrive."""
        await _over()
        await self.wire.quiet()
        await _over()

    @property
    def room(self) -> Teams:
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
        return await self._room.receive(request)  # type: ignore[arg-type] # a server without routes has plainer requests

    async def _handle(self, inbound: Inbound) -> Answer:
        return await self.app.handle(inbound)

    # --- who is there -----------------------------------------------------------------------------------------

    def person(self, key: str) -> Person:
        """Somebody by key, though as in life neither their address nor their id is that; customers come as needed."""
        if self.wire.space.user(member(key)):
            return self.wire.person(member(key))
        name = PEOPLE.get(key) or key.capitalize()
        return self.wire.user(name.lower().replace(" ", "."), name, aad=member(key))

    def joins(self, key: str, name: str) -> Person:
        """Somebody in a chat, or in the team around a channel: each channel has a team, and so people, of its own."""
        person = self.person(key)
        if is_chat(name):
            self.wire.space.conversations[channel(name)].people.add(person.user.id)
            return person
        team = self.wire.team(name, person.user.handle)
        self.wire.channel(name, team)
        return person

    def _leaves(self, key: str) -> None:
        for team in self.wire.space.teams.values():
            team.members.discard(self.person(key).user.id)

    def _populate(self, house: House, names: Mapping[str, str]) -> None:
        self.wire.team("everybody")  # with the app in it, so that it may write to whoever is there
        for key in filter(self._is_here, house.people):
            self.wire.team("everybody", self.person(key).user.handle)
        for team in house.teams.values():
            for tier in team.tiers:
                self._gathers(names.get(tier.channel), tier.people)
            leads = {person for tier in team.tiers for person in (tier.lead, tier.deputy) if person}
            for place in filter(None, (team.supervisors, team.digest)):
                self._gathers(names.get(place), leads.union(team.managers))
            for place in team.intake:
                if place != DIRECT:
                    self._gathers(names.get(place), ())

    def _gathers(self, name: str | None, people: Iterable[str]) -> None:
        """Whoever is in Teams, where the place is: others of the house may be elsewhere."""
        if name is None:
            return
        if is_chat(name):
            self.wire.group(name)
        else:
            self.wire.channel(name, self.wire.team(name))
        for key in filter(self._is_here, people):
            self.joins(key, name)

    def _is_here(self, key: str) -> bool:
        return any(address.startswith("teams:") for address in self.house.people[key].addresses)


def member(key: str) -> str:
    return guid(f"member {key}")


def is_chat(name: str) -> bool:
    """Places with such names are group chats, in which there are no threads."""
    return name.startswith("chat")


def channel(name: str) -> str:
    return thread_of(name).replace(".tacv2", ".v2") if is_chat(name) else thread_of(f"{name}/{name}")


async def _token(**_: Any) -> str:
    return TOKEN


async def _over() -> None:
    """Whatever the bot began by itself is done."""
    while under_way := [task for task in asyncio.all_tasks() if _is_the_bots(task)]:
        await asyncio.wait(under_way)


def _is_the_bots(task: "asyncio.Task[Any]") -> bool:
    code = getattr(task.get_coro(), "cr_code", None)
    return code is not None and "/bot/" in code.co_filename.replace("\\", "/")
