"""The race: clients that take one move after the other from the plan, and write down what they did and heard."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from random import Random

from bot.cases.case import Case
from bot.messages.values import Inbound
from bot.storage.errors import UnknownCase
from bot.storage.reading import Reader
from bot.storage.store import Store
from tests.races.doors import Door, again, delivery
from tests.races.history import Attempt, Operation
from tests.races.plan import FOR_AS_LONG, SLOTS, Move, opened_by

INTAKE, FRONT = "C0HELP", "C0FRONT"
EARLIER = timedelta(minutes=11)  # two messages so far apart are two cases


class Race:
    def __init__(
        self, store: Store, doors: Sequence[Door], clock: Callable[[], datetime], seed: int, *, clients: int = 12
    ) -> None:
        self.operations: list[Operation] = []
        self._store, self._doors, self._clock, self._clients = store, doors, clock, clients
        self._draw = Random(-seed)
        self._numbers = count(1)
        self._slots: dict[int, asyncio.Task[list[tuple[int, str]]]] = {}
        self._later: list[asyncio.Task[None]] = []

    async def run(self, plan: Iterator[Move]) -> None:
        await asyncio.gather(*(self._client(plan) for _ in range(self._clients)))
        await asyncio.gather(*self._later)

    async def _client(self, plan: Iterator[Move]) -> None:
        for move in plan:
            await self._make(move)

    # --- the few cases ------------------------------------------------------------------------------------------

    async def _case(self, move: Move, slot: int) -> tuple[int, str]:
        """Its number, and the thread in which its customer writes."""
        age = move.number // FOR_AS_LONG
        if age not in self._slots:
            self._slots[age] = asyncio.create_task(self._opened(move.number))
        return (await asyncio.shield(self._slots[age]))[slot]

    async def _opened(self, number: int) -> list[tuple[int, str]]:
        opened = []
        for slot in range(SLOTS):
            ts, at = self._ts(EARLIER if slot % 2 == 0 else timedelta())
            who, thread = opened_by(number, slot), f"{INTAKE}/{ts}"
            said = delivery(f"slack:{INTAKE}:{ts}", who, f"trouble {number}", at, "message", thread)
            await self._done(said, "customer", "message", "at once", who)
            case = await asyncio.to_thread(self._store.read, lambda tx, place=thread: tx.thread(f"slack:{place}"))
            assert case is not None, f"nothing was opened for {who}"
            opened.append((case[0], thread))
        return opened

    def _ts(self, ago: timedelta = timedelta()) -> tuple[str, datetime]:
        """A timestamp of Slack's that nothing else has: its last digits are a number."""
        at = (self._clock() - ago).replace(microsecond=0)
        return f"{int(at.timestamp())}.{next(self._numbers):06}", at

    # --- one move ---------------------------------------------------------------------------------------------------

    async def _make(self, move: Move) -> None:
        case, thread = await self._case(move, move.slot)
        other, _ = await self._case(move, move.other)
        by = who = move.by
        if by in ("owner", "offered"):
            by = who = await asyncio.to_thread(self._store.read, lambda tx: _held(by, case, tx))
        elif by == "customer":
            who = opened_by(move.number, move.slot)
        said = move.words.format(case=f"C-{case}", other=f"C-{other}")
        one = self._delivery(move, who, said, thread, case)
        await self._done(one, by, move.kind, move.doubled, who, said)

    def _delivery(self, move: Move, who: str, said: str, thread: str, case: int) -> Inbound:
        ts, at = self._ts()
        post = f"slack:{INTAKE if move.by == 'customer' else FRONT}:{ts}"
        trigger = f"slack:trigger:{ts}"
        match move.kind:
            case "thread":
                return delivery(post, who, said, at, "thread", thread)
            case "message":
                return delivery(post, who, said, at, "message", f"{INTAKE}/{ts}")
            case "mention":
                return delivery(post, who, said, at, "command", f"{post.split(':')[1]}/{ts}")
        one = delivery(trigger, who, said, at, move.kind)
        if move.kind == "press":
            return replace(one, about=case, seen=move.seen)
        return replace(one, answers=dict(move.answers)) if move.answers else one

    async def _done(self, one: Inbound, by: str, kind: str, doubled: str, who: str, said: str = "") -> None:
        """Deliver it, at two doors at once if it is doubled so; and write it down once all has been answered."""
        doors = self._draw.sample(range(len(self._doors)), min(2, len(self._doors))) * 2
        if doubled == "at once":
            attempts = list(await asyncio.gather(self._doors[doors[0]](one), self._doors[doors[1]](again(one))))
        else:
            attempts = [await self._doors[doors[0]](one)]
        operation = Operation(one.keys[0], by, kind, said or one.text, tuple(attempts), one.seen or 0, one.answers, who)
        if doubled == "later":
            self._later.append(asyncio.create_task(self._comes_again(operation, one, doors[1])))
        else:
            self.operations.append(operation)

    async def _comes_again(self, operation: Operation, one: Inbound, door: int) -> None:
        await asyncio.sleep(self._draw.random())
        attempts: tuple[Attempt, ...] = (*operation.attempts, await self._doors[door](again(one)))
        self.operations.append(replace(operation, attempts=attempts))


def _held(by: str, number: int, tx: Reader) -> str:
    try:
        case: Case = tx.case(number)
    except UnknownCase:
        return "lea"
    return case.offer.to if by == "offered" and case.offer else case.owner
