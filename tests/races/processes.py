"""Several Buckstops as processes of their own, beside a Slack that speaks real HTTP."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from tests.programs.test_serve import free_port
from tests.races.house import STAFF, user
from tests.settled import BUSY_MACHINE_S
from tests.slack_wire.wire import SECRET, TOKEN, Wire

CHANNELS = ("help", "bills", "front", "second", "top", "counter", "head", "leads", "moneyleads", "report")


class Buckstop:
    """One process; `url` is where it listens."""

    def __init__(self, program: str, environment: dict[str, str], log: Path) -> None:
        self.program, self.log = program, log
        self._environment = environment
        self._process: asyncio.subprocess.Process | None = None
        self.port = free_port()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/slack/events"

    async def starts(self) -> None:
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-u", "-m", "bot", self.program),
                env=self._environment | {"PORT": str(self.port)},
                stdout=log,
                stderr=log,
            )
        length = self.log.stat().st_size
        async with asyncio.timeout(BUSY_MACHINE_S):
            while (
                b"is running" not in self.log.read_bytes()[length:]
                and b"Buckstop" not in self.log.read_bytes()[length:]
            ):
                assert self._process.returncode is None, self.log.read_text()
                await asyncio.sleep(0.05)

    async def stops(self, how: signal.Signals = signal.SIGTERM) -> int:
        assert self._process is not None
        if self._process.returncode is None:
            self._process.send_signal(how)
        return await asyncio.wait_for(self._process.wait(), BUSY_MACHINE_S)


@asynccontextmanager
async def a_workspace(people: Sequence[str] = STAFF) -> AsyncIterator[Wire]:
    wire = Wire(lambda: datetime.now(UTC), echoes=False)
    await wire.opens()
    for name in CHANNELS:
        wire.channel(name)
    for one in people:
        wire.user(one, id=user(one))
    for channel in list(wire.space.channels.values()):
        channel.members |= set(wire.space.users)
    try:
        yield wire
    finally:
        await wire.closes()


@asynccontextmanager
async def running(
    programs: Sequence[str], url: str, wire: Wire, configuration: str, folder: Path
) -> AsyncIterator[list[Buckstop]]:
    file = folder / "buckstop.toml"
    file.write_text(configuration, encoding="utf-8")
    known = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK", "BUCKSTOP"))}
    known |= {"DATABASE_URL": url, "BUCKSTOP_CONFIG": str(file), "SLACK_BOT_TOKEN": TOKEN}
    known |= {"SLACK_API_URL": f"{wire.url}/api/", "SLACK_SIGNING_SECRET": SECRET}
    some = [Buckstop(program, known, folder / f"{program}-{n}.log") for n, program in enumerate(programs)]
    try:
        await asyncio.gather(*(one.starts() for one in some))
        yield some
    finally:
        await asyncio.gather(*(one.stops() for one in some if one._process is not None))
