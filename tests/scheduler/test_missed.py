"""What was said while nobody told us: read from every intake channel, through the same door, and never twice."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.messages.delivery import NotDelivered
from bot.messages.values import Answer, Inbound
from bot.scheduler.missed import MOST_FAILURES, OUTAGE, Missed, Unread
from tests.scheduler.archive import HELP, Reading
from tests.scheduler.office import Office

MORE = "C0MORE"


@pytest.fixture
def reading(office: Office) -> Reading:
    return Reading(office)


# --- channels -------------------------------------------------------------------------------------------------------


def test_it_begins_where_the_channel_stands_and_nothing_from_before_is_a_case(reading):
    reading.archive.says("maria", "long ago")

    assert reading.catches_up() == ()

    assert reading.cases() == []
    assert reading.mark() == ("1", reading.office.clock.now)


def test_what_nobody_told_us_becomes_a_case_in_the_order_it_was_said(reading):
    reading.catches_up()
    for who in ("maria", "paul", "rita"):
        reading.archive.says(who, f"{who} was charged twice")
    reading.passes(minutes=5)

    assert reading.catches_up() == ()

    assert reading.cases() == [f"{who} was charged twice" for who in ("maria", "paul", "rita")]
    assert reading.mark() == ("3", reading.office.clock.now)
    assert reading.archive.read == [(HELP, None), (HELP, "0")]


def test_what_we_were_told_is_not_heard_again(reading):
    reading.catches_up()
    told = reading.archive.says("maria", "charged twice")
    reading.office.do(reading.office.app.handle(replace(told, keys=(*told.keys, "slack:event:Ev1"))))

    reading.catches_up()
    reading.catches_up()

    assert reading.cases() == ["charged twice"]


def test_an_event_does_not_move_the_mark(reading):
    reading.catches_up()
    told = reading.archive.says("maria", "charged twice")

    reading.office.do(reading.office.app.handle(told))

    assert reading.mark() == ("0", reading.office.clock.now)


def test_a_quiet_channel_was_read_all_the_same(reading):
    reading.catches_up()
    reading.passes(minutes=5)

    reading.catches_up()

    assert reading.mark() == ("0", reading.office.clock.now)


def test_platforms_without_a_history_are_left_alone(office):
    missed = Missed(office.app.store, office.app.handle, {})

    assert office.do(missed.catch_up()) == ()


# --- threads, after an outage ---------------------------------------------------------------------------------------


def test_after_an_outage_the_customers_threads_are_read_too(reading):
    reading.catches_up()
    began = reading.archive.says("maria", "charged twice")
    reading.catches_up()
    assert began.thread is not None

    reading.passes(hours=2)
    reading.archive.says("maria", "invoice 4711", at=began.thread.place)
    reading.archive.says("paul", "parcel lost")
    reading.catches_up()

    assert reading.cases() == ["charged twice", "parcel lost"]
    assert words_of_customer(reading, 1) == ["charged twice", "invoice 4711"]
    assert (began.thread.place, "1") in reading.archive.read
    assert reading.mark() == ("3", reading.office.clock.now)


def test_after_an_outage_a_word_in_the_thread_of_a_case_that_has_ended_is_heard_too(reading):
    thread = of_what_was_no_case(reading)

    reading.passes(hours=2)
    reading.archive.says("maria", "it was no test", at=thread)
    reading.catches_up()

    assert words_of_customer(reading, 1) == ["charged twice", "it was no test"]
    assert reading.office.app.store.read(lambda tx: tx.case(1)).state == "open"


def test_what_ended_so_long_ago_that_no_word_reopens_it_is_not_read_again(reading):
    of_what_was_no_case(reading)

    reading.passes(hours=14 * 24 + 1)
    reading.catches_up()

    assert {place for place, _ in reading.archive.read} == {HELP}


def of_what_was_no_case(reading: Reading) -> str:
    """The thread of a case that was heard, and ended."""
    reading.catches_up()
    began = reading.archive.says("maria", "charged twice")
    reading.catches_up()
    reading.office.says("ana", "claim C-1")
    reading.office.says("ana", "not a case C-1 test: thank you")
    assert reading.office.app.store.read(lambda tx: tx.case(1)).state == "dismissed"
    assert began.thread is not None
    return began.thread.place


def words_of_customer(reading: Reading, case: int) -> list[str]:
    def ask(tx):
        told = (line.event for line in tx.lines(case) if line.by == "customer")
        return [tx.words(event.text) for event in told]

    return reading.office.app.store.read(ask)


def test_without_an_outage_threads_are_not_read(reading):
    reading.catches_up()
    began = reading.archive.says("maria", "charged twice")
    reading.catches_up()
    assert began.thread is not None

    reading.passes(seconds=OUTAGE.total_seconds())
    reading.archive.says("maria", "invoice 4711", at=began.thread.place)
    reading.catches_up()

    assert {place for place, _ in reading.archive.read} == {HELP}


@pytest.mark.parametrize("minutes", [7, 14])
def test_an_outage_in_which_the_platform_gave_up_is_one_however_short(reading, minutes):
    thread = followed(reading)

    reading.passes(minutes=minutes)
    reading.archive.says("maria", "invoice 4711", at=thread)
    reading.catches_up()

    assert words_of_customer(reading, 1) == ["charged twice", "invoice 4711"]


def test_of_a_gap_before_it_began_no_process_knows_how_long_nothing_was_heard_in_it(reading):
    thread = followed(reading)
    reading.archive.says("maria", "invoice 4711", at=thread)

    reading.starts()
    reading.catches_up()
    reading.archive.read.clear()
    reading.passes(minutes=5)
    reading.catches_up()

    assert words_of_customer(reading, 1) == ["charged twice", "invoice 4711"]
    assert {place for place, _ in reading.archive.read} == {HELP}


def test_once_a_connection_is_there_again_threads_are_read_too(reading):
    thread = followed(reading)
    reading.archive.says("maria", "invoice 4711", at=thread)

    reading.catches_up(reconnected=True)

    assert words_of_customer(reading, 1) == ["charged twice", "invoice 4711"]


def followed(reading: Reading) -> str:
    """Maria's case runs, and the channel was read to its end; her thread."""
    reading.catches_up()
    began = reading.archive.says("maria", "charged twice")
    reading.catches_up()
    assert began.thread is not None
    return began.thread.place


def test_a_thread_that_is_gone_keeps_no_other_from_being_read(reading):
    began = two_threads(reading)
    reading.archive.fails[began[0]] = NotDelivered("thread_not_found", permanent=True)

    assert reading.catches_up() == ()

    assert words_of_customer(reading, 2) == ["parcel lost", "and again"]
    assert reading.mark() == ("2", reading.office.clock.now)


def test_until_the_threads_could_be_read_the_outage_is_not_over(reading):
    began = two_threads(reading)
    reading.archive.fails[began[0]] = NotDelivered("ratelimited", retry_after=timedelta(seconds=30))
    before = reading.mark()

    assert reading.catches_up()[0] == Unread("slack:C0HELP", "support", "ratelimited")
    assert reading.mark() == before

    del reading.archive.fails[began[0]]
    assert reading.catches_up() == ()
    assert words_of_customer(reading, 1) == ["charged twice", "and again"]
    assert words_of_customer(reading, 2) == ["parcel lost", "and again"]


def two_threads(reading: Reading) -> list[str]:
    """Two cases, and more words in the thread of each that nobody told us of for two hours."""
    reading.catches_up()
    began = [reading.archive.says("maria", "charged twice"), reading.archive.says("paul", "parcel lost")]
    reading.catches_up()
    reading.passes(hours=2)
    threads = [one.thread.place for one in began if one.thread]
    for who, thread in zip(("maria", "paul"), threads, strict=True):
        reading.archive.says(who, "and again", at=thread)
    return threads


# --- when it cannot be read -----------------------------------------------------------------------------------------


def test_a_channel_that_cannot_be_read_is_named_and_keeps_no_other_from_being_read(reading, caplog):
    reading.catches_up()
    reading.archive.says("maria", "charged twice")
    reading.archive.fails[HELP] = NotDelivered("not_in_channel", permanent=True)

    unread = [reading.catches_up() for _ in range(3)]

    assert unread == [(Unread("slack:C0HELP", "support", "not_in_channel", lasts=True),)] * 3
    assert [one.message for one in caplog.records if one.name.endswith("missed")] == ["channel not read"]

    del reading.archive.fails[HELP]
    assert reading.catches_up() == ()
    assert reading.cases() == ["charged twice"]


def test_a_channel_that_cannot_be_read_stops_no_other(reading):
    two_channels(reading)
    reading.archive.fails[MORE] = NotDelivered("channel_not_found", permanent=True)
    reading.archive.says("maria", "charged twice")

    (unread,) = reading.catches_up()

    assert unread.place == "slack:C0MORE"
    assert reading.cases() == ["charged twice"]
    assert reading.mark() == ("1", reading.office.clock.now)


def test_a_platform_that_asks_for_patience_is_asked_nothing_more_in_this_round(reading):
    two_channels(reading)
    reading.archive.fails[MORE] = NotDelivered("ratelimited", retry_after=timedelta(seconds=30))
    reading.archive.read.clear()

    unread = reading.catches_up()

    assert [(one.place, one.why, one.lasts) for one in unread] == [
        ("slack:C0MORE", "ratelimited", False),
        ("slack:C0HELP", "ratelimited", False),
    ]
    assert [place for place, _ in reading.archive.read] == [MORE]


def two_channels(reading: Reading) -> None:
    """Customers write in another channel, too, which is read before the one of help."""
    store = reading.office.app.store
    team = store.house.teams["support"]
    store.house = replace(store.house, teams={"support": replace(team, intake=(f"slack:{MORE}", *team.intake))})
    reading.catches_up()


def test_what_we_cannot_handle_is_tried_again_and_keeps_nothing_else_waiting(reading, caplog):
    reading.catches_up()
    reading.archive.says("maria", "poison")
    reading.archive.says("paul", "parcel lost")
    reading.breaks.add("poison")

    assert reading.catches_up() == (Unread("slack:C0HELP", "support", "not handled"),)
    assert reading.cases() == ["parcel lost"]
    assert reading.mark()[0] == "0"
    assert "poison" not in caplog.text

    reading.breaks.clear()
    assert reading.catches_up() == ()
    assert reading.cases() == ["parcel lost", "poison"]


def test_where_nothing_can_be_handled_it_is_not_tried_to_the_end(reading, caplog):
    reading.catches_up()
    for number in range(2 * MOST_FAILURES):
        reading.archive.says("maria", f"word {number}")
        reading.breaks.add(f"word {number}")

    reading.catches_up()

    assert len([one for one in caplog.records if one.message == "not handled"]) == MOST_FAILURES


def test_two_rounds_at_once_are_one_after_the_other(reading):
    reading.catches_up()
    reading.archive.says("maria", "charged twice")
    under_way: list[str] = []
    most = 0

    async def slowly(inbound: Inbound) -> Answer:
        nonlocal most
        under_way.append(inbound.text)
        most = max(most, len(under_way))
        await asyncio.sleep(0.01)
        under_way.pop()
        return await reading.office.app.handle(inbound)

    missed = Missed(reading.office.app.store, slowly, {"slack": reading.archive})

    async def both() -> None:
        await asyncio.gather(missed.catch_up(), missed.catch_up())

    reading.office.do(both())

    assert most == 1
    assert reading.cases() == ["charged twice"]
