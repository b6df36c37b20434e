"""Many kills at random while people work and the clock strikes; then what everybody did is counted from outside.

Each round is a desk of its own: what is done there, and where the program dies each time, follows from a seed.
"""

import asyncio
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random

from tests.crashes.desk import Point
from tests.crashes.flows import FRONT, HELP, NEARLY_DUE, OVERDUE
from tests.crashes.in_slack import Desk
from tests.crashes.platform import Call
from tests.crashes.telling import LONGER_S, MINUTE_S
from tests.crashes.victim import Order
from tests.settled import BUSY_MACHINE_S
from tests.slack_wire.workspace import Message
from tests.stories.office import COMMAND, channel, chat

CUSTOMERS = ("maria", "ivan", "noor", "pia", "sam")
AGENTS = ("ana", "ben")
METHODS = ("chat.postMessage", "chat.update", "conversations.open", "users.info", "conversations.history", "auth.test")
TOP = channel("top")
GIVES_UP = 0.3  # so often Slack tries a few times in one moment, and then never again
FIRST_READING_S = 1.5  # from then on there is a mark up to which the channel was read
MOST_COMMITS, MOST_CALLS, LONGEST_LIFE_S = 60, 12, 4.0


@dataclass
class Came:
    """Of one round."""

    kills: int = 0
    messages: int = 0
    cases: int = 0
    lines: int = 0
    posts: int = 0
    given_up: int = 0  # deliveries that Slack tried for the last time while nobody listened
    longest_s: float = 0.0  # from the last kill until everything stood there
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


@dataclass
class Wanted:
    """What must stand where, just once."""

    words: str
    where: tuple[str, ...]
    thread: str | None = None  # below which message, if it must stand there
    case: int | None = None  # or below a card of which

    def found(self, desk: Desk) -> int:
        return sum(one.by_bot and self.words in desk.wire.shown(one).text for one in self._posts(desk))

    def _posts(self, desk: Desk) -> Iterator[Message]:
        for where in self.where:
            if self.thread:
                yield from desk.wire.messages(where, self.thread)
            elif self.case is None:
                yield from (one for one in desk.wire.space.messages.values() if one.channel == where)
            elif card := card_of(desk, where, self.case):
                yield from desk.wire.messages(where, card)


def card_of(desk: Desk, where: str, case: int) -> str | None:
    cards = [one for one in desk.wire.messages(where) if one.by_bot]
    return next((one.ts for one in cards if f"C-{case} " in desk.wire.shown(one).text), None)


def points(random: Random) -> list[Point]:
    """Where it dies, life by life; a number is of seconds, whatever it does then."""

    def one() -> Point:
        match random.randrange(4):
            case 0:
                return Order(random.choice(("before", "after")), (), random.randint(1, MOST_COMMITS))
            case 1:
                how = random.choice(("arrives", "done", "answered"))
                return Call(how, random.choice(METHODS), nth=random.randint(1, MOST_CALLS))
            case 2:
                words = random.choice((("UPDATE outbox",), ("UPDATE surfaces",), ("INSERT INTO events",)))
                return Order(random.choice(("before", "after")), words, random.randint(1, 8))
        return random.uniform(0.05, LONGEST_LIFE_S)

    return [one() for _ in range(random.randint(3, 8))]


class Round:
    """People at one desk, each of whose cases goes its own way."""

    def __init__(self, desk: Desk, random: Random) -> None:
        self.desk, self.random, self.came = desk, random, Came()
        self.wanted: list[Wanted] = []
        self.said: dict[str, Message] = {}  # what the customers wrote
        self.done: Counter[tuple[str, str]] = Counter()  # (customer, kind of line)

    async def goes(self) -> Came:
        await asyncio.gather(*(self._case(who, self.random.random()) for who in CUSTOMERS))
        desk, came = self.desk, self.came
        await desk.waits(lambda: desk.is_left_alone, BUSY_MACHINE_S)
        came.longest_s = await desk.recovers(lambda: self._is_whole() and desk.has_read_again(), MINUTE_S)
        await desk.comes_to_rest(LONGER_S, BUSY_MACHINE_S)
        await desk.stops()
        await self._count()
        return came

    # --- what people do -----------------------------------------------------------------------------------------

    async def _case(self, who: str, chance: float) -> None:
        """A customer's matter. Some are nearly due or overdue already, and left to the clock; of those Slack tells
        until it is heard, as they would stand in the history before all that was read."""
        await asyncio.sleep(chance * 3)
        by, words = self.random.choice(AGENTS), f"{who} has lost the {self.random.choice(('key', 'lamp', 'door'))}"
        ago = OVERDUE if chance < 0.15 else NEARLY_DUE if chance < 0.3 else timedelta()
        self.said[who] = message = await self.desk.writes(
            who, words, long_ago=ago, patient=bool(ago) or self._patient()
        )
        self.done[who, "opened"] += 1
        problem = f"{who.capitalize()}: {words}"
        self.wanted += [Wanted(" C-", (HELP,), message.ts), Wanted(f"{who.capitalize()} wrote: {words}", (FRONT,))]
        if ago == OVERDUE:
            self.done[who, "escalated"] += 1
            self.wanted += [Wanted(problem, (where,)) for where in (channel("leads"), chat("cleo"), chat("lea"))]
        elif ago == NEARLY_DUE:
            self.done[who, "nudged"] += 1
            self.wanted.append(Wanted(problem, (chat("lea"),)))
        else:
            await self._worked(who, by, message)

    async def _worked(self, who: str, by: str, message: Message) -> None:
        desk, person = self.desk, self.desk.person(by)
        number = await self._number(message)
        name = person.user.real_name
        await self._line(who, "claimed", by, f"claim C-{number}")
        self.wanted.append(Wanted(f"{name} claimed it", (FRONT,), case=number))
        for n in range(self.random.randint(0, 3)):
            await asyncio.sleep(self.random.random())
            await desk.hears(person.writes(HELP, f"{who}, word {n}", thread=message.ts), patient=self._patient())
            self.done[who, "replied"] += 1
            await desk.hears(
                desk.person(who).writes(HELP, f"{by}, word {n}", thread=message.ts), patient=self._patient()
            )
            self.done[who, "customer_wrote"] += 1
            self.wanted.append(Wanted(f"wrote: {by}, word {n}", (FRONT, TOP), case=number))
        if self.random.random() < 0.5:
            await self._line(who, "passed_up", by, f"pass C-{number} needs permission: for {who}")
            self.wanted.append(Wanted(f"needs permission. for {who}", (TOP,)))

    def _patient(self) -> bool:
        return self.random.random() > GIVES_UP

    async def _line(self, who: str, kind: str, by: str, line: str) -> None:
        person = self.desk.person(by)
        await self.desk.does(kind, lambda: person.slash(FRONT, COMMAND, line))
        self.done[who, kind] += 1

    async def _number(self, message: Message) -> int:
        """Of the case, once its acknowledgement says it."""
        desk = self.desk
        found = lambda: [one for one in desk.wire.messages(HELP, message.ts) if one.by_bot]  # noqa: E731
        await desk.waits(found, MINUTE_S)
        words = desk.wire.shown(found()[0]).text
        return int(words.partition(" C-")[2].split()[0].strip("."))

    # --- what came of it ------------------------------------------------------------------------------------------

    def _is_whole(self) -> bool:
        return all(one.found(self.desk) for one in self.wanted)

    async def _count(self) -> None:
        desk, came = self.desk, self.came
        for one in self.wanted:
            many = one.found(desk)
            if many != 1:
                (came.lost if not many else came.doubled).append(f"{many} times in {' '.join(one.where)}: {one.words}")
        came.doubled += [f"the same mark: {mark}" for mark in desk.doubled()]
        came.doubled += [f"{n} cards: {line}" for line, n in self._cards().items() if n > 1]
        seen = await desk.seen()
        came.faults += seen.faults
        lines = [line.split()[0] for line in seen.ledger]
        # What staff said to a customer and was found only when they had passed the case up is a note by then.
        kinds = Counter("replied" if line == "noted" else line for line in lines)
        for kind in {kind for _, kind in self.done}:
            told = sum(n for (_, what), n in self.done.items() if what == kind)
            if kinds[kind] != told:
                (came.lost if kinds[kind] < told else came.doubled).append(f"{kinds[kind]} lines {kind}, done {told}")
        if seen.cases != len(self.said) or not all(seen.owners):
            came.faults.append(f"{seen.cases} cases of {len(self.said)} messages, owned by {seen.owners}")
        came.kills, came.messages, came.cases, came.lines = desk.kills, len(self.said), seen.cases, len(lines)
        came.posts, came.given_up = sum(seen.posts.values()), len(desk.given_up)

    def _cards(self) -> Counter[str]:
        """The cards that stand in each channel of a tier, by case."""
        found: Counter[str] = Counter()
        for where in (FRONT, TOP):
            for one in self.desk.wire.messages(where):
                if one.by_bot:
                    found[f"{where} {self.desk.wire.shown(one).text.split()[0]}"] += 1
        return found


async def told_round(seed: str, folder: Path, database: str) -> Came:
    random = Random(seed)
    desk = Desk(folder, database, longest_life_s=LONGEST_LIFE_S)
    await desk.opens()
    try:
        desk.arms()
        await desk.lives(FIRST_READING_S, *points(random))
        await desk.waits(lambda: desk.kills, BUSY_MACHINE_S)
        await desk.is_up()
        return await Round(desk, random).goes()
    finally:
        await desk.closes()
