"""A desk in Slack with the real program behind it, which dies and is started again; and what is seen of it outside."""

import asyncio
import json
import re
import socket
from collections import Counter
from collections.abc import Awaitable, Callable
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
from tests.slack_wire.deliver import Delivery
from tests.slack_wire.people import Person
from tests.slack_wire.wire import SECRET, TOKEN, Wire
from tests.slack_wire.workspace import Message
from tests.stories.houses import DAY_AND_NIGHT, PEOPLE, written
from tests.stories.office import channel, member

TRIES = 4  # of Slack's with an event, of a person with a press
POLL_S = 0.1
KNOWS_WITHIN_S = 20.0
LOOKS_AGAIN_S = 0.3  # whoever had no answer
NEW_LINE = "\n"
_TIMED = re.compile(r"\b(?:\d|today|tomorrow|yesterday|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day).*")
Point = Order | Call | float | None  # a number: after so many seconds, whatever it does then
_ago: ContextVar[timedelta] = ContextVar("ago", default=timedelta())  # how long ago somebody spoke who is heard now


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
    ledger: list[str]
    cases: int
    owners: list[str]
    faults: list[str] = field(default_factory=list)


class Desk:
    """One workspace, one database, one program at a time."""

    def __init__(
        self, folder: Path, database: str, planted: str | None = None, *, longest_life_s: float | None = None
    ) -> None:
        self.folder, self.planted, self.longest_life_s = folder, planted, longest_life_s
        self.wire = Wire(lambda: datetime.now(UTC) - _ago.get(), echoes=False)
        self.slack = Deadly(self.wire._api.answer, self.kill)
        self.wire._api.answer = self.slack  # type: ignore[method-assign] # before it listens
        self.wire.post.retries = 0  # they are made here, when the program runs again
        self.port = free_port()
        self.wire.post.url = f"http://127.0.0.1:{self.port}/slack/events"
        self.done: Counter[str] = Counter()  # what people were told was done
        self.kills = 0
        self.given_up = 0  # deliveries that Slack tried for the last time
        self.killed_at: float | None = None
        self._armed = folder / "armed"
        self._up = asyncio.Event()
        self._life: Life | None = None
        self._point: Point = None  # of this life
        self._points: list[Point] = []  # of the next ones
        self._watching: asyncio.Task[None] | None = None
        self.config = folder / "buckstop.toml"
        self.config.write_text(written_desk(), encoding="utf-8")
        self.environment = {
            "DATABASE_URL": database,
            "BUCKSTOP_CONFIG": str(self.config),
            "PORT": str(self.port),
            "SLACK_BOT_TOKEN": TOKEN,
            "SLACK_SIGNING_SECRET": SECRET,
        }

    async def opens(self) -> None:
        self.environment["SLACK_API_URL"] = f"{await self.wire.opens()}"
        for name in ("help", "front", "top", "leads", "report"):
            self.wire.channel(name)
        for key, name in PEOPLE.items():
            self.wire.user(key, name)
        for one in list(self.wire.space.channels.values()):
            one.members |= {user for user in self.wire.space.users if user.startswith("U0")}

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

    async def knows_its_people(self) -> None:
        """Until the program has asked Slack about everybody of the house; before that it may say that it does not know
        who they are."""
        house = sum(f'"{key}"' in DAY_AND_NIGHT for key in PEOPLE)
        asked = lambda: sum(method == "users.info" for method, _ in self.wire.calls)  # noqa: E731
        await self.waits(lambda: asked() >= house, KNOWS_WITHIN_S)

    def arms(self) -> None:
        """From now on it is killed at its point."""
        self._armed.touch()
        self._arms_slack()

    def _arms_slack(self) -> None:
        self.slack.arm(self._point if isinstance(self._point, Call) and self._armed.exists() else None)

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
            self._arms_slack()
            self._life = life = Life(["serve"], self.environment, self.folder / "printed.txt", order, self.planted)
            if await life.begins():
                self._up.set()
            await self._over(life)
            self._up.clear()
            if not life.was_killed:
                raise AssertionError(f"it ended by itself, with {life.code}: {life.printed}")
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

    def person(self, key: str) -> Person:
        return self.wire.person(member(key))

    async def does(self, what: str, act: Callable[[], Awaitable[Delivery | None]]) -> Delivery:
        """A press, a line, a form: whoever sees that it failed does it once more."""
        for _ in range(TRIES):
            await self.is_up()
            delivery = await act()
            if delivery is not None and delivery.arrived:
                self.done[what] += 1
                return delivery
            await asyncio.sleep(LOOKS_AGAIN_S)
        raise AssertionError(f"{what}: not answered in {TRIES} tries")

    async def writes(self, who: str, text: str, *, ago: timedelta = timedelta(), patient: bool = True) -> Message:
        """A customer's message, as said so long ago."""
        if member(who) not in self.wire.space.users:
            self.wire.user(who)
        self.wire.space.channels[channel("help")].members.add(member(who))
        now = _ago.set(ago)
        try:
            message = await self.hears(self.person(who).writes(channel("help"), text), patient=patient)
        finally:
            _ago.reset(now)
        self.done["message"] += 1
        return message

    async def hears(self, writing: Awaitable[Message], *, patient: bool = True) -> Message:
        """Words of which Slack tells the program four times if it must: whenever it runs again, or all at once."""
        message = await writing
        (told,) = [one for one in self.wire.deliveries if one.kind == "event" and one.body["event"]["ts"] == message.ts]
        for _ in range(TRIES - 1):
            if told.arrived:
                break
            if patient:
                await asyncio.sleep(LOOKS_AGAIN_S)
                await self.is_up()
            await self.wire.again(told)
        self.given_up += not told.arrived
        return message

    # --- what is seen -------------------------------------------------------------------------------------------

    def posts(self) -> Counter[str]:
        """What the bot has put where, without what changes from minute to minute."""
        space = self.wire.space
        found: Counter[str] = Counter()
        for one in space.messages.values():
            if one.by_bot:
                root = space.messages.get((one.channel, one.thread_ts or ""))
                below = f" below {self._words(root).partition(NEW_LINE)[0]}" if root else ""
                found[f"{one.channel}{below}: {self._words(one)}"] += 1
        return found

    def _words(self, message: Message) -> str:
        return steady(self.wire.shown(message).text)

    def doubled(self) -> list[str]:
        """Posts that carry the same mark."""
        marks = Counter(json.dumps(one.metadata) for one in self.wire.space.messages.values() if one.metadata)
        return [mark for mark, many in marks.items() if many > 1]

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
        """Until nothing more was asked of Slack for so long."""
        last, since = -1, 0.0
        async with asyncio.timeout(within_s):
            while since < quiet_s:
                await asyncio.sleep(POLL_S)
                now = self.slack.calls
                since, last = (since + POLL_S, now) if now == last else (0.0, now)

    async def seen(self) -> Seen:
        """Once it has stopped."""
        asked = (["verify"], ["export", "ledger"], ["export", "cases"])
        told_ = [told_by(one, self.environment, self.folder / f"{one[-1]}.txt") for one in asked]
        (verified, said), (_, ledger), (_, cases) = await asyncio.gather(*told_)
        lines = [json.loads(line) for line in ledger.splitlines()]
        told = [json.loads(line) for line in cases.splitlines()]
        of_cases = [one for one in lines if one["case"]]
        return Seen(
            self.posts(),
            [f"{one['kind']} by {one['by']} for {one['owner']} at {one['tier']}" for one in of_cases],
            len(told),
            [one["owner"] for one in told],
            ([said] if verified else []) + self.refusals(),
        )

    def refusals(self) -> list[str]:
        """What Slack would not take; that nobody answered is no such thing."""
        unanswered = [one for one in self.wire.refused if one.arguments == {"response": None}]
        taken = [one for one in self.wire.refused if one not in unanswered and not one.error.startswith("answered")]
        return [str(one) for one in taken]


def written_desk() -> str:
    """Its configuration."""
    people = lambda key, name: f'[people.{key}]\nname = "{name}"\nslack = "{member(key)}"\n'  # noqa: E731
    places = lambda name: f"slack:{name}" if name == "dm" else f"slack:{channel(name)}"  # noqa: E731
    return written(DAY_AND_NIGHT, people, places)


def steady(words: str) -> str:
    """Without the numbers of cases, and without what follows the first instant or length of a line; by their names also
    those whom Slack could not say in time."""
    words = re.sub(r"\bU0([A-Z]+)", lambda found: found[1].capitalize(), words)
    return "\n".join(_TIMED.sub("…", line) for line in re.sub(r"\bC-\d+", "C-#", words).splitlines())
