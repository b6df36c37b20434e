"""The demo: a busy month of a desk, played through the real code in a few seconds, and told."""

import asyncio
import random
import shutil
import sys
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import as_file, files
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import App, HandClock, everybody_in_the_console
from bot.cli import FINE, CannotRun, out, say
from bot.demo import scenes
from bot.demo.course import course
from bot.demo.floor import Floor
from bot.demo.month import Month
from bot.demo.screenplay import MONTH, YEAR, screenplay
from bot.demo.stage import Stage
from bot.demo.times import spread
from bot.platforms.console.world import Console
from bot.programs.console import Desk, console_of, wires
from bot.programs.opening import opened
from bot.settings import Config, Environment, read_config

SEED = 2026
Scene = Callable[[Stage], Awaitable[None]]


def play(environment: Environment, *, quiet: bool) -> int:
    """Play the month into an empty store. Raises CannotRun if it is not empty, or another configuration is there."""
    config = configured(environment.config)
    console = console_of(config)
    house = everybody_in_the_console(config.house)
    clock = HandClock(at_eight(config, 1))
    app = opened(
        config, environment, {"console": console.send}, "demo", clock=clock, house=house, synchronous="OFF"
    )
    try:
        if app.store.read(lambda tx: tx.newest_instant()) is not None:
            raise CannotRun(say("cli-not-empty", where=environment.database_url))
        asyncio.run(Demo(config, app, clock, console, quiet=quiet).run())
    finally:
        app.store.close()
    return FINE


def configured(place: Path) -> Config:
    """The demo's configuration, put where the other programs will look for it."""
    shipped = files("bot.demo") / "buckstop.toml"
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        with as_file(shipped) as path:
            shutil.copyfile(path, place)
    elif place.read_bytes() != shipped.read_bytes():
        raise CannotRun(say("demo-other-configuration", where=str(place)))
    return read_config(place)
