"""The demo: a busy month of a desk, played through the real code in a few seconds, and told."""

import asyncio
import os
import random
import sys
from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import HandClock, everybody_in_the_console
from bot.demo.course import course
from bot.demo.floor import Floor
from bot.demo.month import Month
from bot.demo.screenplay import MONTH, YEAR, screenplay
from bot.demo.stage import Stage
from bot.demo.story import Story
from bot.demo.times import spread
from bot.messages.delivery import Courier
from bot.programs.console import Desk, console_of, wires
from bot.programs.ledger import verify
from bot.programs.opening import opened
from bot.programs.printing import FINE, CannotRun, out, say
from bot.settings import Config, Environment, read_config

SHIPPED = files("bot.demo") / "buckstop.toml"
SEED = 2026  # every run tells the same month


def play(environment: Environment, *, quiet: bool) -> int:
    """Play the month into an empty store. Raises CannotRun if it is not empty, or another configuration is there."""
    config = shipped(environment.config)
    zone = next(iter(config.house.teams.values())).zone
    console = console_of(config)
    clock = HandClock(datetime(YEAR, MONTH, 1, 8, tzinfo=ZoneInfo(zone)).astimezone(UTC))
    # Nobody minds if a month that never was is lost with the power: it is played again in seconds.
    app = opened(
        config,
        environment,
        {"console": Courier(console.send)},
        "demo",
        clock=clock,
        house=everybody_in_the_console(config.house),
        synchronous="OFF",
    )
    try:
        if app.store.read(lambda tx: tx.find("C-1")):  # the first case is always that
            raise CannotRun(say("cli-not-empty", where=environment.database))
        leave(environment.config)
        chance = random.Random(SEED)
        month, floor = Month(app, clock), Floor(app, clock, console, chance)
        timed = list(spread(screenplay(zone), chance, zone))
        for matter, at in timed:
            month.add(course(matter, at, floor))
        desk = Desk(app, clock, started=True)
        stage = Stage(month, floor, console, wires(desk, config), _nothing if quiet else out, _colours())
        story = Story(stage, timed)
        asyncio.run(story.told())
        if quiet:
            return FINE
        found = verify(config, environment)
        story.next(_program(environment), environment)
        return found
    finally:
        app.store.close()


def shipped(place: Path) -> Config:
    """The demo's configuration. Raises CannotRun if another one lies where it is to be left."""
    if place.exists() and place.read_bytes() != SHIPPED.read_bytes():
        raise CannotRun(say("demo-other-configuration", where=str(place)))
    with as_file(SHIPPED) as path:
        return read_config(path)


def leave(place: Path) -> None:
    """Put the configuration where the other programs look for it."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(SHIPPED.read_bytes())


def _nothing(line: str) -> None:
    """Quiet: nobody listens."""


def _colours() -> bool:
    if not sys.stdout.isatty():
        return False
    from bot.platforms.console.terminal import has_colours  # a pipe needs none of what a terminal needs

    return has_colours()


def _program(environment: Environment) -> str:
    """How this program was called, to be called so again."""
    here = os.path.relpath(sys.executable)
    return f"{here if not here.startswith('..') else sys.executable} -m bot"
