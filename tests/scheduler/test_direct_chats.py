"""Direct messages that nobody told us of: read where something may have been missed, chat by chat, to the end."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.commands.late import TOO_LATE
from bot.messages.delivery import NotDelivered
from bot.messages.values import Address, Inbound
from bot.scheduler.missed import CHATS_EVERY, MOST_CHATS, OUTAGE, Unread
from tests.scheduler.archive import Reading
from tests.scheduler.office import Office

MARIA, PAUL, ANA = "D0MARIA", "D0PAUL", "D0ANA"
BUSY = NotDelivered("ratelimited", retry_after=timedelta(seconds=30))
GONE = NotDelivered("channel_not_found", permanent=True)
LOCKED_OUT = NotDelivered("token_revoked", permanent=True, retry_after=timedelta(minutes=5))


@pytest.fixture
def reading(office: Office) -> Reading:
    """It has listened for a while, and there was a word in each chat."""
    reading = Reading(office)
    reading.archive.says("maria", "hello", at=MARIA)
    reading.archive.says("paul", "hello", at=PAUL)
    reading.catches_up()
    reading.archive.read.clear()
    return reading


def chats_read(reading: Reading) -> list[str]:
    return [place for place, _ in reading.archive.read if place.startswith("D") and "/" not in place]


def is_back(reading: Reading, **length: float) -> tuple[Unread, ...]:
    """The process was down; it reads while it starts."""
    reading.passes(**length)
    reading.starts()
    return reading.catches_up()


# --- when -----------------------------------------------------------------------------------------------------------


def test_it_begins_now_and_nothing_from_before_is_a_case(reading):
    assert reading.mark("dm") == ("2", reading.office.clock.now)
    assert chats_read(reading) == []
    assert reading.cases() == []


def test_however_short_the_bot_was_down_what_was_said_meanwhile_becomes_a_case(reading):
    reading.archive.says("maria", "charged twice", at=MARIA)
    reading.archive.says("paul", "parcel lost", at=PAUL)

    assert is_back(reading, seconds=20) == ()

    assert reading.cases() == ["charged twice", "parcel lost"]
    assert reading.mark("dm") == ("4", reading.office.clock.now)


def test_a_calm_round_reads_no_chats_and_moves_no_mark(reading):
    before = reading.mark("dm")
    reading.archive.lists = 0
    reading.archive.says("maria", "charged twice", at=MARIA)

    for _ in range(12):
        reading.passes(minutes=5)
        reading.catches_up()

    assert (reading.archive.lists, chats_read(reading)) == (0, [])
    assert reading.mark("dm") == before


def test_a_connection_that_is_there_again_has_them_read(reading):
    reading.archive.says("maria", "charged twice", at=MARIA)
    reading.passes(minutes=5)

    reading.catches_up(reconnected=True)
    reading.catches_up()

    assert reading.cases() == ["charged twice"]
    assert chats_read(reading) == [MARIA, PAUL]


def test_a_machine_that_slept_has_them_read(reading):
    reading.archive.says("maria", "charged twice", at=MARIA)
    reading.passes(seconds=OUTAGE.total_seconds() + 1)

    reading.catches_up()

    assert reading.cases() == ["charged twice"]


def test_a_platform_that_was_out_of_reach_has_them_read_once_it_is_not(reading):
    reading.archive.fails["C0HELP"] = NotDelivered("unreachable")
    reading.archive.says("maria", "charged twice", at=MARIA)
    for _ in range(3):
        reading.passes(minutes=5)
        reading.catches_up()
    assert chats_read(reading) == []

    del reading.archive.fails["C0HELP"]
    reading.passes(minutes=5)
    reading.catches_up()

    assert reading.cases() == ["charged twice"]


def test_a_channel_that_cannot_be_read_is_no_outage(reading):
    reading.archive.fails["C0HELP"] = GONE

    for _ in range(6):
        reading.passes(minutes=5)
        reading.catches_up()

    assert chats_read(reading) == []


def test_of_what_was_given_up_without_an_outage_nobody_tells_so_now_and_then_they_are_read(reading):
    reading.archive.says("maria", "charged twice", at=MARIA)

    for _ in range(CHATS_EVERY // timedelta(minutes=5) + 1):
        reading.passes(minutes=5)
        reading.catches_up()

    assert reading.cases() == ["charged twice"]
    assert chats_read(reading) == [MARIA, PAUL]


def test_what_we_were_told_is_not_heard_again(reading):
    told = reading.archive.says("maria", "charged twice", at=MARIA)
    reading.office.do(reading.office.app.handle(replace(told, keys=(*told.keys, "slack:event:Ev1"))))

    is_back(reading, minutes=5)

    assert reading.cases() == ["charged twice"]
    assert reading.answers == []


def test_the_threads_of_cases_in_direct_chats_are_read_too(reading):
    began = reading.archive.says("maria", "charged twice", at=MARIA)
    reading.office.do(reading.office.app.handle(began))
    reading.archive.says("maria", "invoice 4711", at=began.thread.place)

    is_back(reading, minutes=5)

    assert words_in(reading, 1) == ["charged twice", "invoice 4711"]


def words_in(reading: Reading, case: int) -> list[str]:
    def ask(tx):
        told = (line.event for line in tx.lines(case) if line.event.kind in ("opened", "customer_wrote"))
        return [tx.words(event.text) for event in told]

    return reading.office.app.store.read(ask)


# --- when they cannot be read ---------------------------------------------------------------------------------------


def test_a_chat_that_is_gone_keeps_no_other_from_being_read(reading):
    reading.archive.fails[MARIA] = GONE
    reading.archive.says("paul", "parcel lost", at=PAUL)

    assert is_back(reading, minutes=5) == ()

    assert reading.cases() == ["parcel lost"]
    assert reading.mark("dm")[0] == "3"


def test_whom_nobody_can_answer_any_more_is_not_read(reading):
    reading.archive.gone.add(MARIA)

    is_back(reading, minutes=5)

    assert chats_read(reading) == [PAUL]


@pytest.mark.parametrize(("no", "lasts"), [(BUSY, False), (LOCKED_OUT, True)], ids=["busy", "locked out"])
def test_until_all_were_read_the_mark_stays_and_nothing_is_read_twice(reading, no, lasts):
    before = reading.mark("dm")
    reading.archive.says("paul", "parcel lost", at=PAUL)
    reading.archive.fails[PAUL] = no

    assert is_back(reading, minutes=5) == (Unread("slack:dm", "support", no.why, lasts=lasts),)
    assert reading.mark("dm") == before

    del reading.archive.fails[PAUL]
    reading.passes(minutes=5)
    assert reading.catches_up() == ()
    assert reading.cases() == ["parcel lost"]
    assert chats_read(reading) == [MARIA, PAUL, PAUL]
    assert reading.mark("dm") == ("3", reading.office.clock.now)


def test_they_cannot_be_listed_and_that_is_said(reading):
    before = reading.mark("dm")
    reading.archive.fails["dm"] = NotDelivered("missing_scope", permanent=True)

    assert is_back(reading, minutes=5) == (Unread("slack:dm", "support", "missing_scope", lasts=True),)
    assert reading.mark("dm") == before

    del reading.archive.fails["dm"]
    reading.archive.says("maria", "charged twice", at=MARIA)
    reading.passes(minutes=5)
    assert reading.catches_up() == ()
    assert reading.cases() == ["charged twice"]


def test_the_mark_is_that_of_the_beginning_for_what_was_said_while_they_were_read(reading):
    reading.archive.fails[PAUL] = BUSY
    is_back(reading, minutes=5)
    reading.archive.says("maria", "charged twice", at=MARIA)  # in a chat that was read by then
    del reading.archive.fails[PAUL]
    reading.passes(minutes=5)
    reading.catches_up()

    assert reading.mark("dm")[0] == "2"
    assert reading.cases() == []

    is_back(reading, minutes=5)
    assert reading.cases() == ["charged twice"]


def test_another_outage_in_the_midst_of_it_begins_it_anew(reading):
    reading.archive.fails[PAUL] = BUSY
    is_back(reading, minutes=5)
    reading.archive.says("maria", "charged twice", at=MARIA)
    del reading.archive.fails[PAUL]

    reading.catches_up(reconnected=True)

    assert reading.cases() == ["charged twice"]


def test_hundreds_of_chats_are_read_over_several_rounds_so_that_channels_need_not_wait(reading):
    for n in range(2 * MOST_CHATS):
        reading.archive.says("rita", "hello", at=f"D{n}")

    is_back(reading, minutes=5)
    assert len(chats_read(reading)) == MOST_CHATS
    assert reading.mark("dm")[0] == "2"

    reading.catches_up()
    reading.catches_up()
    assert len(chats_read(reading)) == len(set(chats_read(reading))) == 2 * MOST_CHATS + 2
    assert reading.mark("dm")[0] == str(2 * MOST_CHATS + 2)


def test_what_we_cannot_handle_is_tried_again_and_keeps_no_other_chat_waiting(reading, caplog):
    reading.archive.says("maria", "poison", at=MARIA)
    reading.archive.says("paul", "parcel lost", at=PAUL)
    reading.breaks.add("poison")

    assert is_back(reading, minutes=5) == (Unread("slack:dm", "support", "not handled"),)
    assert reading.cases() == ["parcel lost"]
    assert reading.mark("dm")[0] == "2"
    assert "poison" not in caplog.text

    reading.breaks.clear()
    assert reading.catches_up() == ()
    assert reading.cases() == ["parcel lost", "poison"]
    assert chats_read(reading) == [MARIA, PAUL, MARIA]


# --- lines of staff -------------------------------------------------------------------------------------------------


def mentions(reading: Reading, who: str, text: str) -> None:
    """A mention of the bot where customers write."""
    said = reading.archive.says(who, text)
    reading.archive.said["C0HELP"][-1] = replace(said, kind="command")


WAYS = {
    "a direct message": lambda reading, who, text: reading.archive.says(who, text, at=f"D0{who.upper()}"),
    "a mention": mentions,
}


@pytest.fixture(params=WAYS.values(), ids=WAYS)
def types(request, reading):
    """Maria's case lies there, and somebody says something about it that nobody tells us of."""
    reading.office.says("maria", "charged twice", at="help")
    reading.office.settles()
    return lambda who, text: request.param(reading, who, text)


def owner(reading: Reading) -> str:
    return reading.office.app.store.read(lambda tx: tx.case(1)).owner


def test_a_line_of_staff_is_carried_out_late_and_who_wrote_it_is_answered_once(reading, types):
    types("ana", "claim C-1")

    is_back(reading, minutes=5)
    is_back(reading, minutes=5)

    assert owner(reading) == "ana"
    ((words, answer),) = reading.answers
    assert words == "claim C-1"
    assert answer.said[0].key == "said-claimed"


def test_an_hour_later_it_is_not_carried_out_and_who_wrote_it_is_told_so_once(reading, types):
    types("ana", "reply C-1: it is paid back")

    is_back(reading, seconds=TOO_LATE.total_seconds() + 1)
    is_back(reading, minutes=5)
    reading.office.settles()

    assert owner(reading) == "lea"
    assert reading.answers == []
    assert [said for said in reading.office.to("UANA") if "found it only now" in said] == [
        "You wrote “reply C-1: …” today 10:00, and I found it only now. After more than 1 h I do not act on a line any"
        " more: look how things stand, and say it again if it still holds."
    ]


def test_it_is_not_carried_out_either_if_its_event_comes_after_all(reading, types):
    types("ana", "claim C-1")
    told: Inbound = [one for said in reading.archive.said.values() for one in said][-1]
    is_back(reading, hours=2)

    reading.office.do(reading.office.app.handle(told))

    assert owner(reading) == "lea"


def test_at_night_nobody_is_told(reading, types):
    reading.passes(hours=7)
    types("ana", "claim C-1")
    is_back(reading, hours=9)
    reading.office.settles()
    assert reading.office.to("UANA") == []

    reading.office.waits(hours=7)

    assert [said for said in reading.office.to("UANA") if "claim C-1" in said]


def test_until_the_hour_is_over_it_counts(reading, types):
    types("ana", "claim C-1")

    is_back(reading, seconds=TOO_LATE.total_seconds())

    assert owner(reading) == "ana"


def test_what_customers_say_counts_however_late_it_is_found(reading):
    reading.archive.says("maria", "charged twice", at=MARIA)

    is_back(reading, days=2)

    assert reading.cases() == ["charged twice"]
    spoken_at = reading.office.app.store.read(lambda tx: tx.case(1)).spoken_at
    assert spoken_at == reading.office.clock.now - timedelta(days=2)


def test_what_staff_write_where_customers_do_is_no_line_to_the_bot(reading):
    said = reading.archive.says("ana", "we look into it")

    is_back(reading, hours=2)
    reading.office.settles()

    assert said.place == Address("slack", "C0HELP")
    assert reading.office.to("UANA") == []
