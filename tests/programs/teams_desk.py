"""A desk whose places and people are in Teams, behind Microsoft's own addresses."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from tests.stories.houses import PEOPLE, TWO_TIERS, written
from tests.teams_wire.internet import Internet
from tests.teams_wire.tenant import APP, TENANT, guid
from tests.teams_wire.wire import SECRET, Wire, thread_of

CHANNELS = ("help", "front", "top", "leads", "report")


def member(key: str) -> str:
    return guid(f"person {key}")


def channel(name: str) -> str:
    return thread_of(f"Desk/{name}")


def desk_file(folder: Path) -> str:
    file = folder / "teams.toml"
    people = lambda key, name: f'[people.{key}]\nname = "{name}"\nteams = "{member(key)}"\n'  # noqa: E731
    places = lambda name: f"teams:{name}" if name == "dm" else f"teams:{channel(name)}"  # noqa: E731
    file.write_text(written(TWO_TIERS, people, places), encoding="utf-8")
    return str(file)


def teams(internet: Internet, folder: Path, **more: str) -> dict[str, str]:
    """What the process is told."""
    secrets = {"MICROSOFT_APP_ID": APP, "MICROSOFT_APP_PASSWORD": SECRET, "MICROSOFT_APP_TENANT_ID": TENANT}
    return {**internet.environment(folder), "BUCKSTOP_CONFIG": desk_file(folder), **secrets, **more}


def cards(wire: Wire) -> list[str]:
    """The cards in the channel of the first tier that tell of a printer."""
    shown = [wire.shown(one).text for one in wire.messages(channel("front")) if one.by_bot]
    return [one for one in shown if "printer" in one]


@asynccontextmanager
async def a_tenant() -> AsyncIterator[Wire]:
    """A team with all channels of the desk and everybody of it, and Maria; what it says is said on this machine."""
    wire = Wire(lambda: datetime.now(UTC))
    await wire.opens()
    for key, name in PEOPLE.items():
        wire.user(key, name)
    wire.user("maria")
    team = wire.team("Desk", *PEOPLE, "maria")
    for name in CHANNELS:
        wire.channel(name, team)
    try:
        yield wire
    finally:
        await wire.closes()


@asynccontextmanager
async def an_internet() -> AsyncIterator[Internet]:
    """The same, under the names of Microsoft's addresses."""
    async with a_tenant() as wire:
        internet = Internet(wire)
        await internet.opens()
        try:
            yield internet
        finally:
            await internet.closes()
