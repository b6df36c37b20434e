"""The machine's clock is set forward or back while the desk runs, or while it is down."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import select

from bot.messages.delivery import Budget, NotDelivered
from bot.scheduler.beats import beat_on
from bot.scheduler.sending import LONGEST_SEND
from bot.scheduler.set_back import SetBack
from bot.storage.rows import instant
from bot.storage.schema import lanes
from bot.storage.wire import Statement
from tests.scheduler.office import LOST
from tests.settled import BUSY_MACHINE_S

HOURS = timedelta(hours=3)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def elapsed():
    """What a clock shows that only goes forward."""
    return [1000.0]


@pytest.fixture
def beats(office, elapsed):
    """A minute later by the stars, and by a clock that was set by `step` meanwhile, the desk looks what is due."""

    def beat(step=timedelta(), *, passes=MINUTE):
        if office.app.set_back is None or office.app.set_back._elapsed is not look:
            office.app.set_back = SetBack(office.app.store, look)
            office.app.beat()
        elapsed[0] += passes.total_seconds()
        office.clock.now += passes + step
        office.app.beat()
        office.settles()

    def look():
        return elapsed[0]

    return beat


def test_what_was_written_before_the_clock_was_set_back_leaves_at_once(office, beats):
    beats()
    office.posts("C0FRONT", "Ana", "Ben")
    office.shows("card", "UANA")

    beats(-HOURS)

    assert office.names("C0FRONT") == ["Ana", "Ben"]


def test_a_card_that_was_to_be_drawn_is_drawn(office, beats):
    beats()
    office.says("maria", "charged twice", at="help")

    beats(-HOURS)

    assert [title for title in office.to("C0FRONT") if title.startswith("C-1")]
    assert len(office.sent) == 3


def test_what_rests_until_the_desk_opens_rests_on(office, beats, elapsed):
    office.clock.now += timedelta(hours=12)
    beats()
    opens = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
    office.posts("UANA", "Ben", kind="ping", person="ana", not_before=opens)
    elapsed[0] += (opens + MINUTE - office.clock.now).total_seconds()
    office.clock.now = opens + MINUTE  # nobody has looked yet

    beats(-HOURS)
    assert office.names("UANA") == []

    office.waits(hours=3)
    assert office.names("UANA") == ["Ben"]


def test_what_failed_is_tried_again_within_minutes(office, beats):
    beats()
    office.fails["C0FRONT"] = NotDelivered("http_503")
    office.posts("C0FRONT", "Ana")
    office.settles()
    office.waits(minutes=20)
    office.fails.clear()
    beats()

    beats(-HOURS)

    assert office.names("C0FRONT") == ["Ana"]


def test_a_budget_that_was_spent_is_whole_again_in_its_time(office, beats):
    office.budgets = lambda to, edit: (Budget("post", timedelta(seconds=1), 3),)
    office.posts("C0FRONT", *(f"Ana {n}" for n in range(9)))
    office.settles()
    beats()

    beats(-HOURS)
    office.waits(seconds=9)

    assert len(office.names("C0FRONT")) == 9


def test_a_lane_whose_sender_died_is_free_after_a_start_with_a_clock_that_is_behind(office, beats):
    office.posts("C0FRONT", "Ana", "Ben")
    office.dies("C0FRONT")
    office.clock.now -= HOURS

    beats()

    assert office.names("C0FRONT") == ["Ana", "Ben"]


def test_a_desk_that_starts_with_a_clock_that_is_behind_sends_what_waited(office, beats):
    office.posts("C0FRONT", "Ana")
    office.app.store.close()
    office.clock.now -= HOURS
    office.opens()

    beats()

    assert office.names("C0FRONT") == ["Ana"]


def test_a_clock_that_is_corrected_by_seconds_is_no_step(office, beats):
    beats()
    office.fails["C0FRONT"] = NotDelivered("http_429", retry_after=timedelta(minutes=4))
    office.posts("C0FRONT", "Ana")
    office.settles()

    for _ in range(2):
        beats(-timedelta(seconds=2))

    assert len(office.tried) == 1


def test_what_is_being_sent_when_the_clock_is_set_forward_is_not_sent_again(office):
    async def is_set_forward():
        goes_on = office.hangs["C0FRONT"] = asyncio.Event()
        office.app.delivery.knock()
        await office.until(lambda: office.hanging)
        office.clock.now += HOURS
        for _ in range(3):
            office.app.delivery.knock()
            await office.quiet(hanging=1)
        goes_on.set()
        await office.quiet()

    office.posts("C0FRONT", "Ana", "Ben")
    office.do(is_set_forward())
    office.hangs.clear()
    office.settles()

    assert office.names("C0FRONT") == ["Ana", "Ben"]
    assert len(office.tried) == 2


def test_what_was_sent_before_the_clock_was_set_forward_and_lost_its_answer_is_found(office):
    office.loses["C0FRONT"] = LOST
    office.posts("C0FRONT", "Ana")
    office.settles()
    office.loses.clear()

    office.clock.now += HOURS
    office.settles()

    assert office.names("C0FRONT") == ["Ana"]


def test_a_digest_that_was_posted_is_not_posted_again_though_its_hour_comes_twice(office, beats):
    office.says("maria", "charged twice", at="help")
    office.waits(days=12)  # until the first of December
    beats()
    posted = office.to("C0REPORT")
    assert posted

    beats(timedelta(days=-2))
    office.waits(days=3)

    assert office.to("C0REPORT") == posted


def test_alarms_that_have_rung_do_not_ring_again_though_their_time_comes_twice(office, beats):
    office.says("maria", "charged twice", at="help")
    office.says("ana", "claim C-1")
    office.waits(hours=17)
    beats(timedelta(hours=2))
    rung = _lines(office)
    assert "nudged" in rung

    beats(-timedelta(hours=4))
    office.waits(hours=3)

    assert _lines(office) == rung


def _lines(office):
    return [line.event.kind for line in office.app.store.read(lambda tx: tx.lines(1))]


def test_a_row_is_begun_only_if_it_ends_before_a_clock_two_seconds_ahead_gives_its_lane_to_another(office):
    left = []
    lease = Statement(select(lanes.c.until))

    def takes_a_second(to, edit):
        (until,) = office.app.store.read(lambda tx: next(tx.stream(lease)))
        left.append(instant(until) - office.clock.now)
        office.clock.now += timedelta(seconds=1)
        return ()

    office.budgets = takes_a_second
    office.posts("C0FRONT", *(f"Ana {n}" for n in range(30)))
    office.settles()

    assert len(office.names("C0FRONT")) == 30
    assert timedelta(seconds=2) <= min(left) - 2 * LONGEST_SEND < timedelta(seconds=4)


def test_the_beats_go_on_when_the_clock_is_set_back():
    async def story():
        came = asyncio.Event()

        async def beat():
            came.set()

        scheduler = AsyncIOScheduler(timezone="UTC", job_defaults={"misfire_grace_time": None})
        scheduler.add_job(beat, "interval", hours=1)
        scheduler.start()
        try:
            beat_on(scheduler, datetime.now(UTC))
            (due,) = [job.next_run_time for job in scheduler.get_jobs()]
            beat_on(scheduler, datetime.now(UTC) - HOURS)
            async with asyncio.timeout(BUSY_MACHINE_S):
                await came.wait()
            return due - datetime.now(UTC)
        finally:
            scheduler.shutdown(wait=False)

    assert asyncio.run(story()) > timedelta(minutes=59)
