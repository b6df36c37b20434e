"""`buckstop serve` as a process of its own, beside a Slack that speaks real HTTP: starting, hearing, stopping."""

import asyncio
import os
import re
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest

from tests.settled import BUSY_MACHINE_S
from tests.slack_wire.wire import APP_TOKEN, SECRET, TOKEN, Wire
from tests.stories.houses import TWO_TIERS, written


def desk_file(folder: Path) -> Path:
    file = folder / "buckstop.toml"
    people = lambda key, name: f'[people.{key}]\nname = "{name}"\nslack = "U0{key.upper()}"\n'  # noqa: E731
    places = lambda name: f"slack:{name}" if name == "dm" else f"slack:C0{name.upper()}"  # noqa: E731
    file.write_text(written(TWO_TIERS, people, places), encoding="utf-8")
    return file


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class Served:
    """The process, what it has printed, and where it listens."""

    def __init__(self, process: asyncio.subprocess.Process, port: int) -> None:
        self.process, self.port = process, port
        self.printed = ""
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        assert self.process.stdout is not None
        while line := await self.process.stdout.readline():
            self.printed += line.decode()

    async def until(self, told: Callable[[], object]) -> None:
        async with asyncio.timeout(BUSY_MACHINE_S):
            while not told():
                assert self.process.returncode is None or told(), self.printed
                await asyncio.sleep(0.02)

    async def ended(self) -> int:
        async with asyncio.timeout(BUSY_MACHINE_S):
            code = await self.process.wait()
            await self._reading
        return code


@asynccontextmanager
async def serving(folder: Path, program: str = "serve", **environment: str) -> AsyncIterator[Served]:
    port = int(environment.get("PORT", 0)) or free_port()
    known = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK", "BUCKSTOP"))}
    known |= {"DATABASE_URL": f"sqlite:///{folder}/desk.db", "BUCKSTOP_CONFIG": str(desk_file(folder))}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-u", "-m", "bot", program),
        env=known | {"PORT": str(port)} | environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    served = Served(process, port)
    try:
        yield served
    finally:
        if process.returncode is None:
            process.kill()
        await served.ended()


@asynccontextmanager
async def a_workspace() -> AsyncIterator[Wire]:
    wire = Wire(lambda: datetime.now(UTC))
    await wire.opens()
    for name in ("help", "front", "top", "leads", "report"):
        wire.channel(name)
    for key in ("ana", "ben", "lea", "dan", "cleo", "vera", "mira"):
        wire.user(key)
    wire.user("maria")
    for channel in list(wire.space.channels.values()):
        channel.members |= {user for user in wire.space.users if user.startswith("U0")}
    try:
        yield wire
    finally:
        await wire.closes()


def slack(wire: Wire, **more: str) -> dict[str, str]:
    return {"SLACK_BOT_TOKEN": TOKEN, "SLACK_API_URL": f"{wire.url}/api/", **more}


def cards(wire: Wire) -> list[str]:
    front = wire.space.channels["C0FRONT"]
    return [str(one) for one in wire.messages(front.id) if "printer" in str(one)] if front else []


@pytest.fixture
def run(tmp_path):
    def run_(story):
        return asyncio.run(story(tmp_path))

    return run_


def test_a_message_becomes_a_card_and_a_signal_ends_it_with_everything_written(run):
    async def story(folder):
        async with a_workspace() as wire, serving(folder, **slack(wire, SLACK_SIGNING_SECRET=SECRET)) as served:
            await served.until(lambda: "Buckstop is running" in served.printed)
            wire.post.url = f"http://127.0.0.1:{served.port}/slack/events"
            await wire.person("maria").writes("C0HELP", "the printer is broken")
            await served.until(lambda: cards(wire))
            served.process.send_signal(signal.SIGTERM)
            return await served.ended(), served.printed, wire.refused

    code, printed, refused = run(story)

    assert code == 0
    assert "In the Slack workspace at https://" in printed
    assert "everything that was under way is written" in printed
    assert "Traceback" not in printed
    assert refused == []


def test_by_socket_mode_nothing_is_called_from_outside(run):
    async def story(folder):
        async with a_workspace() as wire, serving(folder, **slack(wire, SLACK_APP_TOKEN=APP_TOKEN)) as served:
            await served.until(lambda: "Socket Mode" in served.printed)
            await wire.person("maria").writes("C0HELP", "the printer is broken")
            await served.until(lambda: cards(wire))
            async with aiohttp.ClientSession() as outside:
                answer = await outside.post(f"http://127.0.0.1:{served.port}/slack/events", data="{}")
                alive = await outside.get(f"http://127.0.0.1:{served.port}/healthz")
            return answer.status, alive.status

    assert run(story) == (404, 200)


def test_while_no_socket_opens_people_are_looked_up_all_the_same_and_a_signal_still_ends_it(run):
    async def story(folder):
        async with a_workspace() as wire:
            wire.trouble("apps.connections.open", error="invalid_auth", times=1000)
            async with serving(folder, **slack(wire, SLACK_APP_TOKEN=APP_TOKEN)) as served:
                await served.until(lambda: any(method == "users.info" for method, _ in wire.calls))
                served.process.send_signal(signal.SIGTERM)
                return await served.ended(), served.printed

    code, printed = run(story)

    assert code == 0
    assert "Socket Mode" not in printed
    assert "Traceback" not in printed


def test_a_token_that_slack_does_not_take_ends_it_with_a_line_that_says_what_to_do(run):
    async def story(folder):
        environment = {"SLACK_BOT_TOKEN": "xoxb-old", "SLACK_SIGNING_SECRET": SECRET}
        async with a_workspace() as wire, serving(folder, **slack(wire) | environment) as served:
            return await served.ended(), served.printed

    code, printed = run(story)

    assert code == 2
    assert re.search(r"Slack does not take SLACK_BOT_TOKEN \(invalid_auth\)", printed)
    assert "Traceback" not in printed


def test_a_port_that_is_taken_ends_it_with_a_line_that_says_what_to_do(run):
    async def story(folder):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = str(taken.getsockname()[1])
            async with a_workspace() as wire:
                environment = slack(wire, SLACK_SIGNING_SECRET=SECRET, PORT=port)
                async with serving(folder, **environment) as served:
                    return port, await served.ended(), served.printed

    port, code, printed = run(story)

    assert code == 2
    assert f"127.0.0.1:{port} cannot be listened on" in printed
    assert "set another PORT" in printed
    assert "Traceback" not in printed


def test_while_slack_is_out_of_reach_it_says_so_turns_nothing_into_a_loss_and_goes_on_when_it_is_back(run):
    async def story(folder):
        async with a_workspace() as wire:
            wire.trouble("auth.test", status=503, times=2)
            async with serving(folder, **slack(wire, SLACK_SIGNING_SECRET=SECRET)) as served:
                await served.until(lambda: "Buckstop is running" in served.printed)
                wire.post.url = f"http://127.0.0.1:{served.port}/slack/events"
                wire.post.retries = 0
                await wire.person("maria").writes("C0HELP", "the printer is broken")
                turned_away = tuple(wire.deliveries[-1].statuses)
                await served.until(lambda: "In the Slack workspace" in served.printed)
                await wire.again(wire.deliveries[-1])
                await served.until(lambda: cards(wire))
                return turned_away, served.printed

    turned_away, printed = run(story)

    assert set(turned_away) == {503}
    assert "Slack cannot be reached (http_503)" in printed
