"""A desk with the real program behind it, which dies and is started again; whatever its platform is."""

import asyncio
import json
import re
import socket
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import randrange
from typing import Any

from tests.crashes.life import Life, told_by
from tests.crashes.platform import Call, Deadly
from tests.crashes.victim import Order
from tests.settled import BUSY_MACHINE_S

TRIES = 4  # of Slack's with an event
POLL_S = 0.1
LOOKS_AGAIN_S = 0.3  # whoever had no answer
NEW_LINE = "\n"
_TIMED = re.compile(r"\b(?:\d|today|tomorrow|yesterday|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day).*")
Point = Order | Call | float | None  # a number: after so many seconds, whatever it does then
ago: ContextVar[timedelta] = ContextVar("ago", default=timedelta())  # how long ago somebody spoke who is heard now


def free_port() -> int:
    """One that nobody is given by chance while the program is down: they begin above these."""
    while True:
        with socket.socket() as free, suppress(OSError):
            port = randrange(20_000, 32_000)
            free.bind(("127.0.0.1", port))
            return port


@dataclass
class Seen:
    """How things stand outside: what stands where, and what the programs tell of the ledger."""

    posts: Counter[str]
    ledger: list[str]  # of each line of a case its kind, by whom, and who has it then
    cases: int
    owners: list[str]
    faults: list[str] = field(default_factory=list)


class AnyDesk(ABC):
    """One place where people work, one database, one program at a time."""

    def __init__(
        self, folder: Path, database: str, planted: str | None = None, *, longest_life_s: float | None = None
    ) -> None:
        self.folder, self.planted, self.longest_life_s = folder, planted, longest_life_s
        self.wire = self._wire(lambda: datetime.now(UTC) - ago.get())
        self.platform = Deadly(self.wire._api.answer, self.kill)
        self.wire._api.answer = self.platform  # before it listens
        self.port = free_port()
        self.wire.waits(BUSY_MACHINE_S)
        self.wire.post.url = f"http://127.0.0.1:{self.port}{self.door}"
        self.done: Counter[str] = Counter()  # what people were told was done
        self.given_up: list[Any] = []  # words of which the program was told for the last time, in vain
        self.kills = 0
        self.killed_at: float | None = None
        self.slowest_start_s = 0.0
        self._armed = folder / "armed"
        self._up = asyncio.Event()
        self._life: Life | None = None
        self._point: Point = None  # of this life
        self._points: list[Point] = []  # of the next ones
        self._watching: asyncio.Task[None] | None = None
        self.config = folder / "buckstop.toml"
        self.config.write_text(self.configuration(), encoding="utf-8")
        self.environment = {"DATABASE_URL": database, "BUCKSTOP_CONFIG": str(self.config), "PORT": str(self.port)}

    door: str  # the path at which the program hears

    @staticmethod
    @abstractmethod
    def configuration() -> str:
        """The file of the house."""

    @staticmethod
    @abstractmethod
    def _wire(now: Callable[[], datetime]) -> Any:
        """The local platform."""

    async def opens(self) -> None:
        self.environment |= await self._populated()

    @abstractmethod
    async def _populated(self) -> Mapping[str, str]:
        """With everybody there; what the program must be told to find it."""

    async def closes(self) -> None:
        if self._watching:
            self._watching.cancel()
        if self._life and not self._life.over.is_set():
            self._life.dies()
            await self._life.ended()
        await self.wire.closes()

    # --- lives --------------------------------------------------------------------------------------------------

    async def lives(self, *points: Point) -> None:
        """Start the program, and again whenever it was killed: a point for each life, and then plainly."""
        self._points = list(points)
        self._watching = asyncio.create_task(self._watches())
        await self.is_up()

    def arms(self) -> None:
        """From now on it is killed at its point."""
        self._armed.touch()
        self._arms_platform()

    def _arms_platform(self) -> None:
        self.platform.arm(self._point if isinstance(self._point, Call) and self._armed.exists() else None)

    async def is_up(self) -> None:
        """Until it listens. Raises whatever ended it for good."""
        assert self._watching is not None
        up = asyncio.ensure_future(self._up.wait())
        await asyncio.wait([up, self._watching], return_when=asyncio.FIRST_COMPLETED)
        if self._watching.done():
            self._watching.result()

    async def _watches(self) -> None:
        while True:
            self._point = self._points.pop(0) if self._points else None
            order = replace(self._point, armed=str(self._armed)) if isinstance(self._point, Order) else None
            self._arms_platform()
            self._life = life = Life([["serve"]], self.environment, self.folder / "printed.txt", order, self.planted)
            began = asyncio.get_running_loop().time()
            if await life.begins():
                self.slowest_start_s = max(self.slowest_start_s, asyncio.get_running_loop().time() - began)
                self._up.set()
            await self._over(life)
            self._up.clear()
            if not life.was_killed:
                raise AssertionError(f"it ended by itself, with {life.code}: {life.printed}")
            self._died()

    def _died(self) -> None:
        self.kills += 1
        self.killed_at = asyncio.get_running_loop().time()

    async def _over(self, life: Life) -> None:
        """Where its point is never reached it dies all the same, if lives are not to be longer."""
        longest_s = self._point if isinstance(self._point, float) else self.longest_life_s
        if self._point is not None and longest_s is not None:
            with suppress(TimeoutError):
                async with asyncio.timeout(longest_s):
                    await life.over.wait()
            life.dies()
        await life.over.wait()

    @property
    def is_left_alone(self) -> bool:
        """Is nothing to kill it any more?"""
        return not self._points and self._point is None

    async def kill(self) -> None:
        """Whatever it is doing."""
        if self._life:
            self._life.dies()
            await self._life.over.wait()

    async def stops(self) -> str:
        """Gracefully; what it has printed since it was started."""
        await self.is_up()  # only then does it know what it is asked
        assert self._life is not None
        assert self._watching is not None
        self._watching.cancel()
        code = await self._life.ends()
        assert code == 0, f"it ended with {code}: {self._life.printed}"
        return self._life.printed

    # --- what people do -----------------------------------------------------------------------------------------

    async def does(self, what: str, act: Callable[[], Awaitable[Any]]) -> Any:
        """A press, a line, a form: whoever sees that it failed does it once more."""
        loop = asyncio.get_running_loop()
        until, tries = loop.time() + BUSY_MACHINE_S, 0
        while loop.time() < until:
            await self.is_up()
            delivery, tries = await act(), tries + 1
            if delivery is not None and delivery.arrived:
                self.done[what] += 1
                return delivery
            await asyncio.sleep(LOOKS_AGAIN_S)
        raise AssertionError(f"{what}: not answered in {tries} tries")

    # --- what is seen -------------------------------------------------------------------------------------------

    @abstractmethod
    def posts(self) -> Counter[str]:
        """What the bot has put where, without what changes from minute to minute."""

    @abstractmethod
    def doubled(self) -> list[str]:
        """Posts that stand there twice and should not."""

    @abstractmethod
    def refusals(self) -> list[str]:
        """What the platform would not take; that nobody answered it is no such thing."""

    @abstractmethod
    async def knows_its_people(self) -> None:
        """Until the program knows who acts here; before that it may say that it does not."""

    async def waits(self, wanted: Callable[[], Any], within_s: float) -> float:
        """How long it took to come to be; as long as it may, if it never did."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        while not wanted() and loop.time() - began < within_s:
            if self._watching and self._watching.done():
                self._watching.result()
            await asyncio.sleep(POLL_S)
        return loop.time() - began

    async def recovers(self, wanted: Callable[[], Any], within_s: float) -> float:
        """The same, since it was killed."""
        since = asyncio.get_running_loop().time() - self.killed_at if self.killed_at else 0.0
        return since + await self.waits(wanted, within_s - since)

    async def comes_to_rest(self, quiet_s: float, within_s: float) -> None:
        """Until nothing more was asked of the platform for so long."""
        last, since = -1, 0.0
        async with asyncio.timeout(within_s):
            while since < quiet_s:
                await asyncio.sleep(POLL_S)
                now = self.platform.calls
                since, last = (since + POLL_S, now) if now == last else (0.0, now)

    async def seen(self) -> Seen:
        """Once it has stopped."""
        asked = [["verify"], ["export", "ledger"], ["export", "cases"]]
        code, (said, ledger, cases, _) = await told_by(asked, self.environment, self.folder / "told.txt")
        lines = [json.loads(line) for line in ledger.splitlines()]
        told = [json.loads(line) for line in cases.splitlines()]
        of_cases = [one for one in lines if one["case"]]
        return Seen(
            self.posts(),
            [f"{one['kind']} by {one['by']} for {one['owner']} at {one['tier']}" for one in of_cases],
            len(told),
            [one["owner"] for one in told],
            ([said] if code else []) + self.refusals(),
        )


def steady(words: str) -> str:
    """Without the numbers of cases, and without what follows the first instant or length of a line; by their names also
    those whom Slack could not say in time."""
    words = re.sub(r"\bU0([A-Z]+)", lambda found: found[1].capitalize(), words)
    return "\n".join(_TIMED.sub("…", line) for line in re.sub(r"\bC-\d+", "C-#", words).splitlines())
