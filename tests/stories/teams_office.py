"""The tenant of a story, and the bot in it: its real door behind a server of its own."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.app import App
from bot.cases.people import House
from bot.messages.delivery import Courier, Send
from bot.messages.values import Address, Answer, Card, Inbound, Receipt
from bot.platforms.teams.app import Desk, Teams
from bot.platforms.teams.findings import staff
from bot.platforms.teams.framework import Credentials
from tests.settled import BUSY_MACHINE_S
from tests.stories.any_office import AnyOffice
from tests.stories.houses import PEOPLE
from tests.teams_wire.people import Person
from tests.teams_wire.tenant import APP, TENANT, guid
from tests.teams_wire.wire import SECRET, TOKEN, Wire, thread_of


class TeamsOffice(AnyOffice):
    """A tenant; what the bot says there in people's chats is told apart by whether they asked."""

    platform, door = "teams", "/api/messages"
    wire: Wire
    room: Teams

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__(Wire(now), now)
        self.unasked: set[str] = set()  # ids of what left the house by the outbox, and answers nobody
        self._names: Mapping[str, str] = {}  # of channels, by place

    async def starts(self, house: House, names: Mapping[str, str]) -> Courier:
        """The bot, as it is configured now; nobody gets in before it `opens`. `names`: of channels, by place."""
        self._names = names
        await self._moves_in(house)
        desk = desk_at(lambda: self.app, self._handle, self._now)
        credentials = Credentials(APP, SECRET, TENANT)
        url = self.wire.openid_url
        self._room = Teams(
            credentials, desk, near=True, keys_url=url, token=_token, paced=False, patience_s=BUSY_MACHINE_S
        )
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

    def _populate(self, house: House) -> None:
        self.wire.team("everybody")  # with the app in it, so that it may write to whoever is there
        for key in filter(self._is_here, house.people):
            self.wire.team("everybody", self.person(key).user.handle)
        super()._populate(house)

    def _gathers(self, place: str, people: Iterable[str]) -> None:
        name = self._names.get(place)
        if name is None:
            return
        if is_chat(name):
            self.wire.group(name)
        else:
            self.wire.channel(name, self.wire.team(name))
        for key in filter(self._is_here, people):
            self.joins(key, name)


def desk_at(
    app: Callable[[], App], handle: Callable[[Inbound], Awaitable[Answer]], now: Callable[[], datetime]
) -> Desk:
    """What the room asks of an app that is built only after it."""
    return Desk(
        handle=handle,
        late=lambda inbound, answer: app().answered_late(inbound, answer),
        profile=lambda address: app().profile_of(address),
        whereabouts=lambda place: app().whereabouts_of(place),
        places=lambda: app().known_places("teams"),
        keep=lambda one: app().keep_whereabouts(one),
        forget=lambda place: app().forget_whereabouts(place),
        now=now,
    )


def member(key: str) -> str:
    return guid(f"member {key}")


def is_chat(name: str) -> bool:
    """Places with such names are group chats, in which there are no threads."""
    return name.startswith("chat")


def channel(name: str) -> str:
    return thread_of(name).replace(".tacv2", ".v2") if is_chat(name) else thread_of(f"{name}/{name}")


async def _token(**_: Any) -> str:
    return TOKEN
