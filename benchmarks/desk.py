"""The desk that is measured: the example configuration, a store in a file, and what people say to it."""

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

from bot.cases.people import addressed
from bot.commands.handle import handle
from bot.commands.house import settle
from bot.messages.values import Address, Answer, Inbound, Speaker
from bot.settings import Config, read_config
from bot.storage import Store, migrate, open_store

EXAMPLE = Path(__file__).parent.parent / "buckstop.example.toml"
CONFIG = read_config(EXAMPLE)
HOUSE = addressed(CONFIG.house)
TEAM = next(iter(HOUSE.teams.values()))
HELP = Address.read(TEAM.intake[0])
FRONT = Address.read(TEAM.tiers[0].channel)
AGENTS = [Address.read(HOUSE.people[key].addresses[0]) for key in TEAM.tiers[0].people]
NOON = datetime(2026, 11, 19, 10, 0, tzinfo=UTC)  # a Thursday, in desk hours: every run measures the same hour
WORDS = (
    "I was charged twice for my November subscription, once on the 3rd and once on the 4th.",
    "The parcel says delivered but nothing came, and the neighbours do not have it either.",
    "Could you exchange the boots for one size larger? They are unworn, I have the box.",
    "Your app logs me out whenever I open the invoices, since the update on Monday.",
)


class DeskClock:
    """Starts at noon and runs as time does; `ahead` moves it."""

    def __init__(self, noon: datetime = NOON) -> None:
        self._noon, self._since = noon, perf_counter()
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return self._noon + self.ahead + timedelta(seconds=perf_counter() - self._since)


def open_desk(file: Path, clock: DeskClock, synchronous: str = "FULL", config: Config = CONFIG) -> Store:
    """The store in this file, made if there is none."""
    url = f"sqlite:///{file}"
    migrate(url, synchronous=synchronous)
    store = open_store(url, clock, addressed(config.house), synchronous=synchronous, writer="bench")
    store.act(lambda tx: settle(tx, config.recorded()))
    return store


def writing(n: int, at: datetime = NOON, place: Address = HELP) -> Inbound:
    """A customer nobody knows yet writes in the intake channel."""
    return Inbound(
        keys=(f"{place.platform}:Ev{n:08}",),
        speaker=Speaker(Address(place.platform, f"U1{n:08}"), f"Customer {n}", locale="en", zone="Europe/Bucharest"),
        text=WORDS[n % len(WORDS)],
        at=at,
        place=place,
        thread=Address(place.platform, f"{place.place}/1794997{n:06}.{n % 999983:06}"),
        kind="message",
    )


def claiming(number: int) -> Inbound:
    """Somebody of the front line types `claim C-17` in its channel."""
    who = AGENTS[number % len(AGENTS)]
    speaker = Speaker(who, HOUSE.by_address[str(who)])
    return Inbound((f"slack:Cl{number:08}",), speaker, f"claim C-{number}", NOON, place=FRONT)


def say(store: Store, inbounds: Iterable[Inbound]) -> list[Answer]:
    """All of it, some at a time, not measured."""

    async def said() -> list[Answer]:
        return list(await asyncio.gather(*(handle(inbound, store) for inbound in inbounds)))

    return asyncio.run(said())
