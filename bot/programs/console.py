"""A desk in the terminal: the same bot, with the console standing in for every platform."""

import asyncio
import logging
from datetime import UTC, datetime
from functools import partial

from bot.app import App, HandClock, draw_digest, everybody_in_the_console
from bot.commands.verbs import VERBS
from bot.messages.delivery import Courier
from bot.messages.values import Answer, Inbound, Say
from bot.platforms.console.door import run
from bot.platforms.console.session import Wires
from bot.platforms.console.world import Console, Post
from bot.programs.digest import digest_text
from bot.programs.opening import opened, start
from bot.programs.printing import FINE, USAGE, WRONG, CannotRun, complain
from bot.scheduler.draw import shown_card
from bot.settings import Config, Environment
from bot.storage.errors import StoreError
from bot.storage.reading import Reader
from bot.storage.whole import names_of_customers, newest_instant, shown_surfaces

LOG = "buckstop.log"
PLATFORMS = ("console", "slack", "teams", "email")  # whatever is configured, it is shown here


class Desk:
    """An app whose clock stands still until somebody moves it. Nothing is written before somebody speaks, so that the
    very first line may still say what time it is."""

    def __init__(self, app: App, clock: HandClock, started: bool) -> None:
        self.app, self.clock, self._started = app, clock, started
        self.failed = False  # the store would not take something
        if started:
            start(app)

    def begin(self) -> None:
        if not self._started:
            self._started = True
            start(self.app)

    async def handle(self, inbound: Inbound) -> Answer:
        try:
            self.begin()
            return await self.app.handle(inbound)
        except StoreError as no:
            self.failed = True
            return Answer((Say("said-store", {"what": str(no)}),), refused=True)

    async def advance(self, to: datetime) -> None:
        if not self._started:
            self.clock.now = to
            return
        await self.app.advance(self.clock, to)

    async def settle(self) -> None:
        if self._started:
            try:
                await self.app.settle()
            except StoreError:  # what is due stays due, what waits waits
                self.failed = True

    def earliest(self) -> datetime:
        """To when the clock may be moved: forward, once anything has happened."""
        return self.clock.now if self._started else datetime.min.replace(tzinfo=UTC)


def console(config: Config, environment: Environment) -> int:
    log_to_file()
    house = everybody_in_the_console(config.house)
    world = console_of(config)
    clock = HandClock(datetime.now(UTC).replace(second=0, microsecond=0))
    couriers = dict.fromkeys(PLATFORMS, Courier(world.send))
    app = opened(config, environment, couriers, "console", clock=clock, house=house)
    try:
        last = app.store.read(newest_instant)
        if last is not None:
            clock.now = last
        desk = Desk(app, clock, started=last is not None)
        world.restore(app.store.read(partial(shown_before, now=clock.now)))
        ended = asyncio.run(run(world, wires(desk, config)))
        return WRONG if desk.failed and ended == FINE else ended
    except CannotRun as no:
        for line in no.lines:
            complain(line)
        return USAGE
    except StoreError as no:
        complain(str(no))
        return USAGE
    finally:
        app.store.close()


def log_to_file() -> None:
    """What goes wrong on our side is for a file, made when something does; the terminal shows a number to look up."""
    logging.basicConfig(level=logging.ERROR, handlers=[logging.FileHandler(LOG, encoding="utf-8", delay=True)])


def console_of(config: Config) -> Console:
    """The terminal's side, with every configured place and who watches it."""
    house = config.house
    tiers: dict[str, list[str]] = {}
    for team in house.teams.values():
        for tier in team.tiers:
            tiers.setdefault(tier.channel, []).extend(tier.people)
        if team.digest:
            tiers.setdefault(team.digest, []).extend(team.managers)
    return Console(places_of(config), tiers)


def places_of(config: Config) -> tuple[str, ...]:
    places: list[str] = []
    for team in config.house.teams.values():
        others = (place for place in (team.supervisors, team.digest) if place)
        places += [*team.intake, *(tier.channel for tier in team.tiers), *others]
    return tuple(dict.fromkeys(places))


def wires(desk: Desk, config: Config) -> Wires:
    house = config.house
    return Wires(
        handle=desk.handle,
        now=desk.clock,
        advance=desk.advance,
        settle=desk.settle,
        people={key: person.name for key, person in house.people.items()},
        places=places_of(config),
        zone=next(iter(house.teams.values())).zone,
        digest=lambda month: digest_text(desk.app.store, month, desk.clock()),
        verbs=tuple(verb.spoken for verb in VERBS.values()),
        customers=desk.app.store.read(lambda tx: names_of_customers(tx, "console")),
        earliest=desk.earliest,
    )


def shown_before(tx: Reader, now: datetime) -> list[Post]:
    """What an earlier session was showing, drawn anew: so that one can go on pressing its buttons."""
    posts = []
    for surface in shown_surfaces(tx):
        if surface.receipt is not None:
            posts.append(Post(surface.receipt, surface.to, shown_card(surface, tx, now, draw_digest)))
    return posts
