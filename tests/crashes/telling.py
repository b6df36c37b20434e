"""One run: a flow at a desk, the program killed at one moment of it, and what is seen when it has come to rest."""

from collections import Counter
from collections.abc import Awaitable
from dataclasses import dataclass
from pathlib import Path

from bot.scheduler.deliver import LEASE
from tests.crashes.desk import Point, Seen
from tests.crashes.flows import Flow
from tests.crashes.victim import SHORT_LEASE
from tests.settled import BUSY_MACHINE_S

MINUTE_S = 60.0
USUAL_START_S = 1.0  # of a program among twenty, on two cores that do nothing else
LONGER_S = 2.5  # than a beat of the clock: what would be doubled by it is


@dataclass
class Told:
    """What came of it."""

    kills: int
    in_time: bool
    recovered_s: float  # from the kill until all stood there that stands there when nobody is killed
    seen: Seen
    doubled: list[str]
    done: Counter[str]


async def told(
    flow: Flow,
    point: Point,
    folder: Path,
    database: str,
    undisturbed: Awaitable[Told] | None,
    planted: str | None = None,
    within_s: float = MINUTE_S,
) -> Told:
    """Told at a desk of its own, and held against how it goes when nobody is killed."""
    if database.startswith("postgresql"):  # its leases are shortened
        within_s -= (LEASE - SHORT_LEASE).total_seconds()
    desk = flow.desk(folder, database, planted)
    await desk.opens()
    try:
        if flow.before_it_lives:
            await flow.before_it_lives(desk)
        if flow.starts_it:
            desk.arms()
        await desk.lives(point)
        if not flow.starts_it:
            await desk.knows_its_people()
        await flow.first(desk)
        desk.arms()
        await flow.acts(desk)
        took = 0.0
        if point is not None:
            await desk.waits(lambda: desk.kills, BUSY_MACHINE_S)
            assert desk.kills, f"it never came to {point}"
        if undisturbed is not None:
            wanted = (await undisturbed).seen.posts
            took = await desk.recovers(lambda: desk.posts() == wanted, within_s if planted else BUSY_MACHINE_S)
        else:
            await desk.waits(lambda: sum(desk.posts().values()) >= flow.posts(), BUSY_MACHINE_S)
        within_s *= max(1.0, desk.slowest_start_s / USUAL_START_S)  # a slow machine has longer minutes
        await desk.comes_to_rest(LONGER_S, BUSY_MACHINE_S)
        await desk.stops()
        return Told(desk.kills, took < within_s, took, await desk.seen(), desk.doubled(), desk.done)
    finally:
        await desk.closes()


def wrongs(came: Told, undisturbed: Told) -> list[str]:
    """What is not as if nobody had killed it."""
    wrong = list(came.seen.faults)
    wrong += [f"lost: {post}" for post in (undisturbed.seen.posts - came.seen.posts).elements()]
    wrong += [f"too much: {post}" for post in (came.seen.posts - undisturbed.seen.posts).elements()]
    wrong += [f"posted twice: {mark}" for mark in came.doubled]
    if came.seen.ledger != undisturbed.seen.ledger:
        wrong.append(f"ledger: {came.seen.ledger}, not {undisturbed.seen.ledger}")
    if came.seen.cases != undisturbed.seen.cases or not all(came.seen.owners):
        wrong.append(f"{came.seen.cases} cases, of {came.seen.owners}")
    kinds = Counter(line.split()[0] for line in came.seen.ledger)
    wrong += [
        f"{many} times told that it was {what}" for what, many in came.done.items() if kinds.get(what, many) != many
    ]
    if not came.in_time:
        wrong.append(f"after {came.recovered_s:.0f} s it was not as it should be")
    return wrong
