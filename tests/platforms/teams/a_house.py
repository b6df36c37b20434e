"""A whole house in Teams: the real app over a real store, and the room through which it hears and speaks."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from bot.app import App, HandClock, build
from bot.messages.values import Address, Answer, Inbound, Whereabouts
from bot.platforms.teams.app import Teams
from bot.platforms.teams.findings import staff
from bot.platforms.teams.framework import Credentials
from bot.settings import parse_config
from bot.storage.ledger import export_ledger
from tests.scheduler.office import THURSDAY_AT_TEN
from tests.settled import BUSY_MACHINE_S, settled
from tests.slack_wire.server import Server
from tests.stories.houses import PEOPLE, TWO_TIERS, written
from tests.stories.teams_office import desk_at
from tests.teams_wire.people import Shown
from tests.teams_wire.tenant import APP, TENANT, Message, guid
from tests.teams_wire.wire import SECRET, TOKEN, Wire, thread_of

CHANNELS = ("help", "front", "top", "leads", "report")


def member(key: str) -> str:
    return guid(f"person {key}")


def channel(name: str) -> str:
    return thread_of(f"Desk/{name}")


def place(name: str) -> Address:
    return Address("teams", channel(name))


CONFIG = parse_config(
    written(
        TWO_TIERS,
        lambda key, name: f'[people.{key}]\nname = "{name}"\nteams = "{member(key)}"\n',
        lambda name: f"teams:{name}" if name == "dm" else f"teams:{channel(name)}",
    )
)


class AHouse:
    def __init__(self, wire: Wire, clock: HandClock) -> None:
        self.wire, self.clock = wire, clock
        self.slow = timedelta()  # how long the house takes for what it does
        self.lefts: list[str] = []  # the places of which it heard that the bot is there no longer
        self.joins: list[str] = []
        self.app: App
        self.room: Teams

    async def handle(self, inbound: Inbound) -> Answer:
        if inbound.place is not None and inbound.kind in ("joined", "left"):
            (self.joins if inbound.kind == "joined" else self.lefts).append(inbound.place.place)
        answer = await self.app.handle(inbound)
        if inbound.kind != "profile":
            self.clock.now += self.slow
        return answer

    async def settles(self) -> None:
        await settled()
        await self.app.settle()
        await settled()

    async def known(self, name: str) -> Whereabouts | None:
        return await self.app.whereabouts_of(place(name))

    def kinds(self, case: int = 1) -> list[str]:
        return [line["kind"] for line in self.ledger if line["case"] == case]

    @property
    def ledger(self) -> list[dict[str, Any]]:
        return self.app.store.read(lambda tx: [json.loads(line) for line in export_ledger(tx)])

    def chat(self, who: str) -> list[str]:
        """What the bot has said in somebody's own chat with it."""
        there = self.wire.space.personal(self.wire.person(who).user.id)
        return [self.wire.shown(one).text for one in self.wire.messages(there.id) if one.by_bot]

    def stands(self, name: str) -> list[Message]:
        """What the bot has put at the top of a channel."""
        return [one for one in self.wire.messages(channel(name)) if one.by_bot]

    def card(self, who: str) -> Shown:
        """The card of a case, as they see it in the channel of the first tier."""
        return self.wire.person(who).shown(self.stands("front")[-1])


@asynccontextmanager
async def a_house(url: str, *, installed: bool = True) -> AsyncIterator[AHouse]:
    clock = HandClock(THURSDAY_AT_TEN)
    wire = Wire(clock)
    house = AHouse(wire, clock)
    await wire.opens()
    for key, name in PEOPLE.items():
        wire.user(key, name)
    wire.user("maria")
    wire.user("admin")
    team = wire.team("Desk", *PEOPLE, "maria", "admin", installed=installed)
    for name in CHANNELS:
        wire.channel(name, team)
    desk = desk_at(lambda: house.app, house.handle, clock)
    credentials, keys = Credentials(APP, SECRET, TENANT), wire.openid_url
    house.room = Teams(
        credentials, desk, near=True, keys_url=keys, token=_token, paced=False, patience_s=BUSY_MACHINE_S
    )
    house.app = build(CONFIG, url, {"teams": house.room.courier}, clock=clock, synchronous="OFF")
    house.app.start()
    server = await Server.on(house.room.receive)  # type: ignore[arg-type] # it has plainer requests, without routes
    wire.post.url = f"{server.url}/api/messages"
    if installed:
        await wire.person("admin").installs(team)
        await house.settles()
        await house.room.people.read_rosters(staff(house.app.house))  # as at every start
        wire.deliveries.clear()
    try:
        yield house
    finally:
        await house.room.close()
        house.app.store.close()
        await wire.closes()
        await server.close()


def telling(url: str, story: Callable[[AHouse], Any], **how: Any) -> Any:
    """Tell it in a house of its own."""

    async def told() -> Any:
        async with a_house(url, **how) as house:
            return await story(house)

    return asyncio.run(told())


async def _token(*, fresh: bool = False) -> str:
    return TOKEN
