"""The workspace of a story, and the bot in it: its real door behind a server of its own."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from bot.app import App
from bot.cases.people import House
from bot.messages.delivery import Courier
from bot.messages.values import Address, Profile
from bot.platforms.slack.app import Slack
from bot.platforms.slack.look import Look
from bot.platforms.slack.socket import Socket
from bot.scheduler.missed import Missed
from tests.settled import BUSY_MACHINE_S
from tests.slack_wire.people import Person
from tests.slack_wire.wire import APP_TOKEN, SECRET, TOKEN, Wire
from tests.stories.any_office import AnyOffice
from tests.stories.houses import PEOPLE

COMMAND = "/case"


class Office(AnyOffice):
    """A workspace, to which the bot may come by socket too."""

    platform, door = "slack", "/slack/events"
    wire: Wire
    room: Slack

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__(Wire(now), now)
        self._socket: Socket | None = None
        self._connected = asyncio.Event()

    async def starts(self, house: House) -> Courier:
        """The bot, as it is configured now; nobody gets in before it `opens`."""
        await self._moves_in(house)
        url = f"{self.wire.url}/api/"
        self._room = Slack(
            TOKEN,
            SECRET,
            self._handle,
            kept=self._kept,
            now=self._now,
            api_url=url,
            command=COMMAND,
            paced=False,
            paint=_sketched,
            patience_s=BUSY_MACHINE_S,
        )
        return self._room.courier

    async def opens(self, app: App) -> None:
        self._app = app
        await self.room.connect()

    async def closes(self) -> None:
        if self._socket is not None:
            await self._socket.close()
        await super().closes()

    async def _kept(self, address: Address) -> Profile | None:
        return await self.app.profile_of(address)

    async def catches_up(self) -> None:
        """Read what was missed, as is done at every start and now and then."""
        look = Look(self.room.web, self.room.known, self.room.people, pause=_at_once)
        told = self.room.answered_late
        await Missed(self.app.store, self.app.handle, {"slack": look}, answered=told).catch_up()
        await self.settles()
        await self.app.settle()

    # --- by socket --------------------------------------------------------------------------------------------

    async def connects(self) -> None:
        """From now on nothing comes from outside."""
        self.wire.post.url = None
        self._socket = Socket(APP_TOKEN, f"{self.wire.url}/api/", self.room.dispatch_socket, self._on_connection)
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
        channel = next(filter(self._is_ours, seats)).removeprefix("slack:")
        self.wire.space.channels[channel].members.add(self.person(who).user.id)
        return channel

    def _gathers(self, place: str, people: Iterable[str]) -> None:
        if self._is_ours(place):
            channel = self.wire.channel(place.removeprefix("slack:C0").lower())
            channel.members |= {self.person(key).user.id for key in people if self._is_here(key)}


def member(key: str) -> str:
    return f"U0{key.upper()}"


def chat(key: str) -> str:
    return f"D0{key.upper()}"


def channel(name: str) -> str:
    return f"C0{name.upper()}"


def _sketched(drawings: Sequence[str]) -> list[bytes]:
    """Painting takes seconds, and no story looks at the pictures."""
    return [one.encode() for one in drawings]


async def _at_once(seconds: float) -> None:
    """Nobody waits in a story."""
