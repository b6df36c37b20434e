"""Many hands at once: a conversation that hangs takes one of them, and no more."""

import asyncio
import logging
from datetime import timedelta

import pytest

from bot.app import draw_digest
from bot.scheduler.deliver import Delivery

PATIENT = timedelta(minutes=1)
AT_ONCE = timedelta(0)


@pytest.fixture
def delivery(office):
    """One with two hands."""
    return Delivery(office.app.store, office.couriers, draw_digest, "two hands", hands=2)


def test_what_is_written_leaves_at_once_without_a_beat(office):
    async def heard():
        office.app.nudge = office.app.delivery.knock
        await office.hears("maria", "charged twice", at="help")
        await office.until(lambda: office.to("C0FRONT"))
        await office.app.delivery.stop(PATIENT)

    office.do(heard())

    assert office.to("C0FRONT")[0].startswith("C-1")


def test_what_waited_for_another_to_be_posted_follows_without_a_beat(office):
    async def heard():
        office.app.nudge = office.app.delivery.knock
        await office.hears("maria", "charged twice", at="help")
        await office.until(lambda: "Maria wrote: charged twice" in office.to("C0FRONT"))
        await office.app.delivery.stop(PATIENT)

    office.do(heard())

    assert office.sent[-1][2].startswith("below ")


def test_a_conversation_that_hangs_holds_up_no_other(office, delivery):
    async def hangs():
        goes_on = office.hangs["C0FRONT"] = asyncio.Event()
        office.posts("C0FRONT", "Ana")
        delivery.knock()
        await office.until(lambda: office.hanging)
        for n, place in enumerate(("C0HELP", "C0TOP", "C0HELP")):
            office.posts(place, f"Ben {n}")
            delivery.knock()
            await office.until(lambda n=n: len(office.sent) == n + 1)
        assert office.to("C0FRONT") == []
        goes_on.set()
        await office.until(lambda: office.to("C0FRONT"))
        await delivery.stop(PATIENT)

    office.do(hangs())

    assert (office.names("C0FRONT"), office.names("C0HELP")) == (["Ana"], ["Ben 0", "Ben 2"])
    assert office.hanging == ["C0FRONT"]


def test_when_all_hands_are_full_the_others_wait_for_the_first_that_is_free(office, delivery):
    async def full():
        goes_on = office.hangs["C0FRONT"] = office.hangs["C0TOP"] = asyncio.Event()
        office.posts("C0FRONT", "Ana")
        office.posts("C0TOP", "Ana")
        delivery.knock()
        await office.until(lambda: len(office.hanging) == 2)
        for place in ("C0HELP", "C0LEADS", "C0REPORT"):
            office.posts(place, "Ben")
            delivery.knock()
        await office.quiet(hanging=2)
        assert office.sent == []
        goes_on.set()
        await office.until(lambda: len(office.sent) == 5)
        await delivery.stop(PATIENT)

    office.do(full())


def test_many_knocks_are_one(office, delivery):
    async def knocks():
        office.posts("C0FRONT", "Ana", "Ben")
        for _ in range(100):
            delivery.knock()
        await office.until(lambda: len(office.sent) == 2)
        await delivery.stop(PATIENT)

    office.do(knocks())

    assert office.names("C0FRONT") == ["Ana", "Ben"]


def test_a_knock_while_it_looks_is_not_lost(office, delivery):
    async def knocks():
        delivery.knock()
        await asyncio.sleep(0)  # it is asking the store
        office.posts("C0FRONT", "Ana")
        delivery.knock()
        await office.until(lambda: office.sent)
        await delivery.stop(PATIENT)

    office.do(knocks())


def test_a_platform_that_never_answers_is_given_its_time_and_then_asked(office):
    async def silence():
        office.hangs["C0FRONT"] = asyncio.Event()
        office.posts("C0FRONT", "Ana")
        delivery = Delivery(office.app.store, office.couriers, draw_digest, "hasty", longest_send=AT_ONCE)
        await delivery.deliver()

    office.do(silence())
    office.hangs.clear()
    office.waits(minutes=1)

    assert office.names("C0FRONT") == ["Ana"]
    assert [mark for _, mark, _ in office.asked] == ["say:1"]


def test_a_slow_conversation_is_not_taken_over_while_somebody_sends_there(office):
    rival = Delivery(office.app.store, office.couriers, draw_digest, "rival")
    send = office.send

    async def slowly(*args, **how):
        receipt = await send(*args, **how)
        office.clock.now += timedelta(seconds=20)
        await rival.deliver()
        return receipt

    office.send = slowly
    office.can_be_asked()
    office.posts("C0FRONT", "Ana", "Ben", "Dan", "Lea", "Sol", "Ina", "Cleo", "Vera")

    office.settles()

    assert office.names("C0FRONT") == ["Ana", "Ben", "Dan", "Lea", "Sol", "Ina", "Cleo", "Vera"]
    assert office.asked == []


def test_a_store_that_is_away_for_a_moment_ends_nothing(office, delivery, caplog):
    async def away():
        office.posts("C0FRONT", "Ana")
        office.dies_at = "C0FRONT"
        delivery.knock()
        await office.until(lambda: office.sent)
        await delivery.stop(PATIENT)
        delivery.knock()
        await asyncio.sleep(0)  # it asks the store
        await delivery.stop(PATIENT)

    with caplog.at_level(logging.ERROR):
        office.do(away())

    assert {record.message for record in caplog.records} == {"a lane was left alone", "nobody could look what is due"}


# --- the end --------------------------------------------------------------------------------------------------------


def test_at_the_end_what_is_under_way_is_finished_and_nothing_more_is_begun(office, delivery):
    async def ends():
        goes_on = office.hangs["C0FRONT"] = asyncio.Event()
        office.posts("C0FRONT", "Ana", "Ben")
        delivery.knock()
        await office.until(lambda: office.hanging)
        end = asyncio.create_task(delivery.stop(PATIENT))
        await asyncio.sleep(0)
        goes_on.set()
        await end

    office.do(ends())
    assert office.names("C0FRONT") == ["Ana"]

    office.settles()
    assert office.names("C0FRONT") == ["Ana", "Ben"]
    assert office.asked == []


def test_what_takes_too_long_at_the_end_is_cut_off_and_asked_for_after_it(office, delivery):
    async def ends():
        office.hangs["C0FRONT"] = asyncio.Event()
        office.posts("C0FRONT", "Ana", "Ben")
        delivery.knock()
        await office.until(lambda: office.hanging)
        await delivery.stop(AT_ONCE)

    office.do(ends())
    office.hangs.clear()
    office.settles()

    assert office.names("C0FRONT") == ["Ana", "Ben"]
    assert [mark for _, mark, _ in office.asked] == ["say:1"]


def test_while_it_runs_what_is_written_leaves_and_afterwards_nothing_does(office):
    async def runs():
        office.posts("C0TOP", "Cleo")
        async with office.app.running():
            assert office.app.nudge == office.app.delivery.knock
            await office.until(lambda: office.to("C0TOP"))  # what waited before it ran
            await office.hears("maria", "charged twice", at="help")
            await office.until(lambda: office.to("C0FRONT"))
        before = len(office.sent)
        await office.hears("ivan", "the lift stands still", at="help")
        await office.quiet()
        return before

    assert office.do(runs()) == len(office.sent)


def test_it_does_not_stop_running_in_the_middle_of_a_post(office):
    async def runs():
        goes_on = office.hangs["C0FRONT"] = asyncio.Event()
        office.posts("C0FRONT", "Ana")
        async with office.app.running():
            await office.until(lambda: office.hanging)
            goes_on.set()
        assert len(asyncio.all_tasks()) == 1

    office.do(runs())
    office.settles()

    assert office.names("C0FRONT") == ["Ana"]
    assert office.asked == []
