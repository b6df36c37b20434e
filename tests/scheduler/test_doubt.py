"""What may have arrived: it is asked for, and nothing is said twice or never because an answer was lost."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.messages.delivery import Budget, NotDelivered
from tests.scheduler.office import LOST
from tests.stores import ON_SQLITE

AGAIN = "(Sent again, as nobody knows whether it arrived the first time.)"
MORNING = timedelta(hours=23)


def overnight(office, *names):
    """Pings for Ana that rest until the desk opens."""
    office.posts("UANA", *names, kind="ping", person="ana", not_before=office.clock.now + MORNING)


def test_what_arrived_though_its_answer_was_lost_is_found_and_not_said_again(office):
    office.loses["C0FRONT"] = LOST
    office.posts("C0FRONT", "Ana", "Ben")
    office.settles()
    office.loses.clear()

    office.waits(minutes=1)

    assert office.names("C0FRONT") == ["Ana", "Ben"]
    assert [mark for _, mark, _ in office.asked] == ["say:1"]


def test_what_did_not_arrive_is_said_again_before_all_that_came_after_it(office):
    office.fails["C0FRONT"] = LOST
    office.posts("C0FRONT", "Ana", "Ben")
    office.settles()
    office.fails.clear()
    office.posts("C0FRONT", "Dan")

    office.waits(minutes=1)

    assert office.names("C0FRONT") == ["Ana", "Ben", "Dan"]
    assert not any(card.lines for card in office.cards)


def test_it_is_asked_for_since_it_was_first_to_be_sent(office):
    raised = office.clock.now
    office.loses["C0FRONT"] = LOST
    office.posts("C0FRONT", "Ana")

    office.waits(minutes=3)

    assert {since for _, _, since in office.asked} == {raised}


def test_while_nobody_can_be_asked_it_waits_and_stays_in_doubt(office):
    office.loses["C0FRONT"] = LOST
    office.silent["C0FRONT"] = NotDelivered("ratelimited", retry_after=timedelta(seconds=30))
    office.posts("C0FRONT", "Ana", "Ben")
    office.waits(minutes=2)
    assert office.names("C0FRONT") == ["Ana"]
    office.loses.clear()
    office.silent.clear()

    office.waits(minutes=1)

    assert office.names("C0FRONT") == ["Ana", "Ben"]


def test_a_surface_found_again_shows_what_it_showed_then_and_is_edited_if_it_changed_since(office):
    office.loses["UANA"] = LOST
    office.shows("unclaimed:1", "UANA")
    office.settles()
    office.loses.clear()
    office.shows("unclaimed:1", "UANA")

    office.waits(minutes=1)

    assert [how for *_, how in office.sent] == ["", "edit 1"]
    assert [mark for _, mark, _ in office.asked] == ["unclaimed:1@0"]


def test_a_surface_found_again_that_has_not_changed_is_left_as_it_is(office):
    office.loses["UANA"] = LOST
    office.shows("unclaimed:1", "UANA")
    office.settles()
    office.loses.clear()

    office.waits(minutes=1)

    assert [how for *_, how in office.sent] == [""]


def test_a_surface_that_is_posted_anew_goes_under_another_mark(office):
    office.shows("unclaimed:1", "UANA")
    office.settles()
    office.app.store.act(lambda tx: tx.hide("unclaimed:1"))
    office.loses["UANA"] = LOST
    office.shows("unclaimed:1", "UANA")
    office.settles()
    office.loses.clear()

    office.waits(minutes=1)

    assert [how for *_, how in office.sent] == ["", ""]
    assert [mark for _, mark, _ in office.asked] == ["unclaimed:1@2"]


def test_an_edit_whose_answer_was_lost_is_made_again_without_asking(office):
    office.shows("unclaimed:1", "UANA")
    office.settles()
    office.loses["UANA"] = LOST
    office.shows("unclaimed:1", "UANA")
    office.settles()
    office.loses.clear()

    office.waits(minutes=1)

    assert [how for *_, how in office.sent] == ["", "edit 1", "edit 1"]
    assert office.asked == []


# --- pings that left as one -----------------------------------------------------------------------------------------


def test_pings_that_left_as_one_are_found_as_one_though_others_have_come_since(office):
    overnight(office, "Ben", "Dan", "Lea")
    office.loses["UANA"] = LOST
    office.waits(hours=23)
    assert len(office.to("UANA")) == 1
    office.loses.clear()
    office.posts("UANA", "Cleo", "Vera", kind="ping", person="ana")

    office.waits(minutes=1)

    assert [mark for _, mark, _ in office.asked] == ["say:1+2"]
    assert office.names("UANA")[1:] == ["Cleo", "Vera"]


def test_pings_that_did_not_leave_as_one_after_all_leave_as_the_same_one(office):
    overnight(office, "Ben", "Dan", "Lea")
    office.fails["UANA"] = LOST
    office.waits(hours=23)
    office.fails.clear()
    office.posts("UANA", "Cleo", "Vera", kind="ping", person="ana")

    office.waits(minutes=1)

    assert len(office.to("UANA")) == 3
    assert [name in str(office.cards[0].lines) for name in ("Ben", "Dan", "Lea", "Cleo")] == [True, True, True, False]


def test_pings_in_doubt_after_a_crash_are_each_asked_for_however_many_have_come_since(office):
    office.posts("UANA", "Ben", "Dan", kind="ping", person="ana")
    office.dies("UANA")
    office.posts("UANA", "Lea", "Cleo", "Vera", "Sol", kind="ping", person="ana")
    office.settles()

    assert [mark for _, mark, _ in office.asked] == ["say:1", "say:2"]
    assert office.names("UANA") == ["Ben", "Dan", "Lea", "Cleo", "Vera", "Sol"]


def test_pings_that_left_as_one_before_a_crash_are_found_as_one_after_it(office):
    office.posts("UANA", "Ben", "Dan", "Lea", "Cleo", "Vera", "Sol", kind="ping", person="ana")
    office.dies("UANA")
    office.posts("UANA", "Ina", kind="ping", person="ana")
    office.settles()

    assert [mark for _, mark, _ in office.asked] == ["say:1+5"]
    assert len(office.to("UANA")) == 2


# --- crashes --------------------------------------------------------------------------------------------------------


def test_what_arrived_before_a_crash_is_found_after_it_and_the_rest_follows_in_order(office):
    office.posts("C0FRONT", "Ana", "Ben", "Dan")

    office.dies("C0FRONT")
    office.settles()

    assert office.names("C0FRONT") == ["Ana", "Ben", "Dan"]
    assert [mark for _, mark, _ in office.asked] == ["say:1", "say:2", "say:3"]


@ON_SQLITE
def test_after_a_crash_nobody_waits_for_the_lease_of_the_dead(office):
    office.posts("C0FRONT", "Ana", "Ben")

    office.dies("C0FRONT", down=timedelta(seconds=1))
    office.settles()

    assert office.names("C0FRONT") == ["Ana", "Ben"]
    assert [mark for _, mark, _ in office.asked] == ["say:1", "say:2"]


def test_what_is_in_doubt_stays_so_though_its_lane_has_to_rest_before_its_turn(office):
    office.posts("C0FRONT", "Ana", "Ben")
    office.dies("C0FRONT")
    office.silent["C0FRONT"] = NotDelivered("no answer")
    office.settles()
    office.silent.clear()

    office.waits(minutes=1)

    assert office.names("C0FRONT") == ["Ana", "Ben"]
    assert [mark for _, mark, _ in office.asked] == ["say:1", "say:1", "say:2"]


def test_a_crash_while_pings_wait_for_their_budget_leaves_nothing_in_doubt(office):
    office.posts("C0FRONT", "Ana", "Ben")
    office.budgets = lambda to, edit: (Budget("post", timedelta(seconds=5)),)
    office.settles()
    office.app.store.close()
    office.opens()

    office.waits(minutes=1)

    assert office.names("C0FRONT") == ["Ana", "Ben"]
    assert office.asked == []


# --- where nobody can be asked --------------------------------------------------------------------------------------


@pytest.fixture(params=["nobody can be asked", "asking is not allowed"])
def alone(office, request):
    if request.param == "nobody can be asked":
        office.can_be_asked(False)
    else:
        office.silent |= dict.fromkeys(("UANA", "C0FRONT"), NotDelivered("missing_scope", permanent=True))
    return office


def test_where_nobody_can_be_asked_it_is_sent_once_more_and_says_so(alone):
    alone.loses["C0FRONT"] = LOST
    alone.posts("C0FRONT", "Ana", "Ben")
    alone.settles()
    alone.loses.clear()

    alone.waits(minutes=1)

    assert alone.names("C0FRONT") == ["Ana", "Ana", "Ben"]
    assert [card.lines for card in alone.cards] == [(), (AGAIN,), ()]


def test_if_that_may_have_arrived_too_it_is_given_up_and_who_should_know_is_told(alone):
    alone.loses["UANA"] = LOST
    alone.posts("UANA", "Ben", kind="ping", person="ana")

    alone.waits(hours=1)

    assert alone.names("UANA") == ["Ben", "Ben"]
    assert "nobody knows whether it arrived" in "".join(alone.to("ULEA"))


def test_the_one_repeat_is_not_used_up_while_the_platform_is_down(alone):
    down = NotDelivered("http_502")

    async def answers(to):
        if alone.loses:
            raise down

    alone.couriers["slack"] = replace(alone.couriers["slack"], answers=answers)
    alone.loses["C0FRONT"] = NotDelivered("http_502", unsure=True)
    alone.posts("C0FRONT", "Ana", "Ben")
    alone.waits(hours=3)
    assert alone.names("C0FRONT") == ["Ana"]  # perhaps: nobody knows

    alone.loses.clear()
    alone.waits(minutes=10)

    assert alone.names("C0FRONT") == ["Ana", "Ana", "Ben"]


def test_a_repeat_that_surely_failed_is_tried_again(alone):
    alone.loses["C0FRONT"] = LOST
    alone.posts("C0FRONT", "Ana")
    alone.settles()
    alone.loses.clear()
    alone.fails["C0FRONT"] = NotDelivered("no connection")
    alone.waits(minutes=10)
    alone.fails.clear()

    alone.waits(minutes=10)

    assert alone.names("C0FRONT") == ["Ana", "Ana"]
    assert alone.cards[1].lines == (AGAIN,)


def test_a_repeat_that_a_crash_cut_off_is_not_sent_a_third_time(alone):
    alone.posts("C0FRONT", "Ana")
    alone.dies("C0FRONT")
    alone.dies("C0FRONT")

    alone.waits(hours=1)

    assert alone.names("C0FRONT") == ["Ana", "Ana"]


def test_a_repeat_that_waits_for_its_budget_is_still_the_first(alone):
    alone.loses["C0FRONT"] = LOST
    alone.posts("C0FRONT", "Ana")
    alone.settles()
    alone.loses.clear()
    alone.budgets = lambda to, edit: (Budget("post", timedelta(seconds=20)),)
    alone.posts("C0HELP", "Ben")

    alone.waits(minutes=1)

    assert alone.names("C0FRONT") == ["Ana", "Ana"]


def test_a_repeat_that_was_cut_off_at_the_end_is_not_sent_a_third_time(alone):
    alone.loses["C0FRONT"] = LOST
    alone.posts("C0FRONT", "Ana")
    alone.settles()
    alone.clock.now += timedelta(minutes=1)

    async def cut_off():
        alone.hangs["C0FRONT"] = asyncio.Event()
        alone.app.delivery.knock()
        await alone.until(lambda: alone.hanging)
        await alone.app.delivery.stop(timedelta(0))

    alone.do(cut_off())
    alone.hangs.clear()
    alone.waits(hours=1)

    assert alone.names("C0FRONT") == ["Ana"]  # the second never came out of the door
