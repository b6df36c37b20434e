"""Delivery: what must be seen leaves in order, once, and a conversation that is stuck holds up no other."""

import asyncio
from datetime import timedelta
from itertools import pairwise

from bot.messages.delivery import Courier, NotDelivered
from bot.messages.values import Address, Card, Surface

LATER = NotDelivered("try later", retry_after=timedelta(seconds=30))
GONE = NotDelivered("no such channel", permanent=True)


def test_a_case_is_shown_in_its_channel_its_story_stands_below_and_changes_are_edits_of_it(office):
    office.says("maria", "charged twice", at="help")
    office.settles()
    office.says("ana", "claim C-1")
    office.settles()

    card, story, claimed, edit = (one for one in office.sent if one[0] == "C0FRONT")
    assert card[1].startswith("C-1")
    assert (story[1], claimed[1]) == ("Maria wrote: charged twice", "Ana Pop claimed it.")
    assert story[2].startswith("below ")
    assert claimed[2] == story[2]
    assert edit[2] == story[2].replace("below", "edit")


def test_many_changes_before_its_turn_are_one_edit_with_the_newest_state(office):
    office.says("maria", "charged twice", at="help")
    office.settles()
    office.sent.clear()

    office.says("ana", "claim C-1")
    office.says("ana", "set C-1 category: invoice")
    office.says("ana", "ask C-1: which one?")
    office.settles()

    assert sum(how.startswith("edit") for where, _, how in office.sent if where == "C0FRONT") == 1


def test_what_could_not_go_now_goes_later_in_the_same_order(office):
    office.fails["C0FRONT"] = LATER
    office.says("maria", "charged twice", at="help")
    office.says("ana", "claim C-1")
    office.settles()
    assert office.to("C0FRONT") == []

    office.fails.clear()
    office.waits(seconds=29)
    assert office.to("C0FRONT") == []

    office.waits(seconds=1)
    assert [what.partition(" ")[0] for what in office.to("C0FRONT")] == ["C-1", "Maria", "Ana"]


def test_a_stuck_conversation_holds_up_no_other(office):
    office.fails["C0FRONT"] = LATER

    office.says("maria", "charged twice", at="help")
    office.settles()

    assert any("Lea Stan" in what for place, what, _ in office.sent if place.startswith("C0HELP"))


def test_patience_grows_with_every_failure_up_to_five_minutes_and_stays_there(office):
    office.fails["C0FRONT"] = NotDelivered("no answer")
    office.says("maria", "charged twice", at="help")

    office.waits(hours=10)

    tried = [when for where, when in office.tried if where == "C0FRONT"]
    gaps = [round((later - earlier).total_seconds()) for earlier, later in pairwise(tried)]
    assert gaps[:5] == [1, 2, 4, 8, 16]
    assert set(gaps[9:]) == {300}


def test_what_failed_together_does_not_come_again_together(office):
    office.fails |= dict.fromkeys(("C0FRONT", "C0HELP"), NotDelivered("no answer"))
    office.says("maria", "charged twice", at="help")

    office.waits(minutes=3)

    front, help_ = ([when for where, when in office.tried if where.startswith(to)] for to in ("C0FRONT", "C0HELP"))
    assert front[0] == help_[0]
    assert not set(front[1:]) & set(help_[1:])


def test_what_can_never_arrive_is_given_up_and_the_rest_goes_on(office):
    office.fails["ULEA"] = GONE
    office.says("maria", "charged twice", at="help")

    office.waits(hours=4)
    office.fails.clear()
    office.waits(hours=1)

    assert office.to("ULEA") == []
    assert any("Nobody has claimed C-1" in what for what in office.to("UDAN"))


def test_what_can_never_arrive_is_told_once_to_the_next_person_who_should_know(office):
    office.fails["UANA"] = GONE
    office.posts("UANA", "Ben", "Dan", kind="ping", person="ana")

    office.waits(hours=1)

    assert [what for what in office.to("ULEA") if "no such channel" in what] == office.to("ULEA")
    assert len(office.to("ULEA")) == 1


def test_what_cannot_be_drawn_holds_up_nothing_else(office, caplog):
    def without_ink(*_: object) -> Card:
        raise RuntimeError("no ink")

    office.says("maria", "charged twice", at="help")
    office.settles()
    office.clock.now += timedelta(days=14)
    office.app.tick()  # the digest of November is due
    office.says("ivan", "the lift stands still", at="help")

    for _ in range(5):
        office.delivers_with({"slack": Courier(office.send)}, without_ink)

    assert office.to("C0REPORT") == []
    assert any(what.startswith("C-2") for what in office.to("C0FRONT"))
    assert "could not be drawn" in caplog.text


def test_a_card_of_a_case_that_is_not_there_holds_up_nothing_else(office):
    nowhere = Surface("card:99:1", "card", Address("slack", "C0FRONT"), "99/1/0/support")
    office.app.store.act(lambda tx: tx.show(nowhere))
    office.says("maria", "charged twice", at="help")

    office.settles()

    assert office.to("C0FRONT")[0].startswith("C-1")


def test_nothing_is_said_twice_by_two_deliveries_side_by_side(office):
    office.says("maria", "charged twice", at="help")

    async def both():
        return await asyncio.gather(office.app.delivery.deliver(), office.app.delivery.deliver())

    office.do(both())
    office.settles()

    assert len(office.sent) == len(set(office.sent))


def test_a_ping_rests_until_the_desk_opens(office):
    office.says("maria", "charged twice", at="help")
    office.says("ana", "claim C-1")

    office.waits(hours=20)
    assert not any("is yours now" in what for what in office.to("UCLEO"))

    office.waits(hours=3)
    assert any("is yours now" in what for what in office.to("UCLEO"))


def test_a_platform_that_is_off_is_waited_for(office):
    office.says("maria", "charged twice", at="help")
    office.delivers_with({})
    assert office.sent == []

    office.waits(minutes=5)

    assert any(what.startswith("C-1") for what in office.to("C0FRONT"))


def test_what_may_have_arrived_is_sent_once_more_and_the_rest_follows(office):
    office.fails["C0FRONT"] = NotDelivered("the answer was lost", unsure=True)
    office.says("maria", "charged twice", at="help")
    office.says("ana", "claim C-1")
    office.settles()

    office.fails.clear()
    office.waits(minutes=1)

    assert [what.partition(" ")[0] for what in office.to("C0FRONT")] == ["C-1", "Maria", "Ana"]
