"""The beats knock, and a beat that fails is not the last one."""

import asyncio
import threading
import time
from collections import Counter
from contextlib import asynccontextmanager

import pytest

from bot.scheduler.beats import beating
from tests.settled import BUSY_MACHINE_S

SELDOM, OFTEN = 3600.0, 0.001


class Doors:
    """Counts who was knocked at."""

    def __init__(self) -> None:
        self.knocked: Counter[str] = Counter()
        self.did = 0  # what a sweep says that it did
        self._again = asyncio.Event()

    def at(self, name):
        def knock():
            self.knocked[name] += 1
            self._loop.call_soon_threadsafe(self._again.set)
            return self.did

        return knock

    @asynccontextmanager
    async def beat(self, **every):
        self._loop = asyncio.get_running_loop()
        seldom = dict.fromkeys(
            ("sweep_every_s", "knock_every_s", "forget_every_s", "redraw_every_s", "audit_every_s"), SELDOM
        )
        doors = [self.at(name) for name in ("sweep", "delivery", "forget", "redraw", "audit")]
        async with beating(*doors, **(seldom | every)):
            yield

    async def until(self, come):
        async with asyncio.timeout(BUSY_MACHINE_S):
            while not come(self.knocked):
                self._again.clear()
                await self._again.wait()


@pytest.fixture
def doors():
    return Doors()


def test_at_the_start_delivery_looks_what_waited(doors):
    async def starts():
        async with doors.beat():
            pass

    asyncio.run(starts())

    assert doors.knocked == {"delivery": 1}


def test_a_sweep_that_did_something_has_it_delivered_at_once(doors):
    doors.did = 1

    async def sweeps():
        async with doors.beat(sweep_every_s=OFTEN):
            await doors.until(lambda knocked: knocked["delivery"] > 3)

    asyncio.run(sweeps())


def test_a_sweep_that_did_nothing_does_not(doors):
    async def sweeps():
        async with doors.beat(sweep_every_s=OFTEN):
            await doors.until(lambda knocked: knocked["sweep"] > 3)

    asyncio.run(sweeps())

    assert doors.knocked["delivery"] == 1


def test_delivery_and_forgetting_have_their_own_beats(doors):
    async def beats():
        async with doors.beat(knock_every_s=OFTEN, forget_every_s=OFTEN):
            await doors.until(lambda knocked: knocked["delivery"] > 3 and knocked["forget"] > 3)

    asyncio.run(beats())

    assert doors.knocked["sweep"] == 0


def test_what_was_drawn_anew_is_delivered_at_once(doors):
    doors.did = 1

    async def redraws():
        async with doors.beat(redraw_every_s=OFTEN):
            await doors.until(lambda knocked: knocked["redraw"] > 3 and knocked["delivery"] > 3)

    asyncio.run(redraws())

    assert doors.knocked["sweep"] == 0


def test_what_is_under_way_when_it_stops_comes_to_its_end(doors):
    begun, ended = threading.Event(), []

    def works():
        begun.set()
        time.sleep(0.2)
        ended.append("whole")
        return 0

    async def stops():
        every = dict.fromkeys(("knock_every_s", "forget_every_s", "redraw_every_s", "audit_every_s"), SELDOM)
        doors._loop = asyncio.get_running_loop()
        others = [doors.at(name) for name in ("delivery", "forget", "redraw", "audit")]
        async with beating(works, *others, sweep_every_s=OFTEN, **every):
            await asyncio.to_thread(begun.wait)
        return list(ended)

    assert "whole" in asyncio.run(stops())


def test_whoever_watches_is_told_of_each_beat_and_whether_it_went_well(doors):
    told = []

    def fails():
        raise OSError("the database is away")

    async def beats():
        doors._loop = asyncio.get_running_loop()
        every = dict.fromkeys(("knock_every_s", "redraw_every_s", "audit_every_s"), SELDOM)
        others = [doors.at(name) for name in ("delivery", "forget", "redraw", "audit")]
        beat = lambda name, seconds, well: told.append((name, well))  # noqa: E731
        async with beating(fails, *others, beat=beat, sweep_every_s=OFTEN, forget_every_s=OFTEN, **every):
            await doors.until(lambda knocked: knocked["forget"] > 3)

    asyncio.run(beats())

    assert set(told) == {("sweep", False), ("forget", True)}


def test_a_beat_that_fails_is_not_the_last_one(doors, caplog):
    knock = doors.at("sweep")

    def fails():
        knock()
        raise OSError("the database is away")

    doors.at = lambda name: fails if name == "sweep" else knock

    async def beats():
        async with doors.beat(sweep_every_s=OFTEN):
            await doors.until(lambda knocked: knocked["sweep"] > 3)

    asyncio.run(beats())

    assert "beat failed" in caplog.text
