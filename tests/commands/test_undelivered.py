"""What can never arrive goes once to the next person who should know."""

from datetime import timedelta
from functools import partial

import pytest

from bot.commands.homes import look
from bot.commands.undelivered import give_up
from bot.messages.delivery import NotDelivered
from bot.messages.values import Address, Inbound, Speaker
from bot.storage.out import ToSay

WHY = "channel_not_found"


def given_up(office, place: str) -> int:
    """All that is on its way to a place, or into its threads, is given up; how much that was."""

    def give_all_up(tx):
        rows = []
        for lane in tx.lease("test", timedelta(minutes=1)):
            for row in tx.pending(lane):
                to = row.outgoing.to if isinstance(row, ToSay) else row.surface.to
                if to.conversation.place == place:
                    give_up(row, WHY, tx)
                    rows.append(row)
            tx.release(lane, holder="test")
        return len(rows)

    return office.app.store.act(give_all_up)


@pytest.fixture
def claimed(office):
    """C-1 is Maria's, of the intake channel, and Ana has it; all that was to be said is said."""
    office.says("maria", "charged twice", at="help")
    office.says("ana", "claim C-1")
    office.settles()
    return office


def test_who_believes_that_a_customer_was_told_hears_that_they_were_not(claimed):
    claimed.says("ana", "reply C-1: we pay it back")

    assert given_up(claimed, "C0HELP") == 1
    claimed.settles()

    (told,) = claimed.to("UANA")
    assert told.startswith("Your reply to Maria on C-1 could not be delivered: channel_not_found.")


def test_a_colleagues_reply_is_told_to_the_owner_as_what_it_is(claimed):
    claimed.says("ben", "reply C-1: we pay it back")

    given_up(claimed, "C0HELP")
    claimed.settles()

    (told,) = claimed.to("UANA")
    assert told.startswith("What was to be said to Maria on C-1 could not be delivered")


def test_a_question_is_told_as_a_question(claimed):
    claimed.says("ana", "ask C-1: which invoice?")

    given_up(claimed, "C0HELP")
    claimed.settles()

    assert claimed.to("UANA")[0].startswith("Your question to Maria on C-1 could not be delivered")


def test_of_two_things_that_were_not_said_both_are_told(claimed):
    for line in ("reply C-1: we pay it back", "ask C-1: which invoice?"):
        claimed.says("ana", line)
        given_up(claimed, "C0HELP")
    claimed.settles()

    told = " ".join(claimed.to("UANA"))
    assert "Your reply to Maria on C-1 could not be delivered" in told
    assert "Your question to Maria on C-1 could not be delivered" in told


def test_every_case_is_told_though_their_customers_wrote_in_one_channel(claimed):
    claimed.says("ivan", "the lift stands still", at="help")
    claimed.says("ana", "claim C-2")
    claimed.settles()
    claimed.says("ana", "reply C-1: we pay it back")
    claimed.says("ana", "reply C-2: we are on our way")

    given_up(claimed, "C0HELP")
    claimed.settles()

    assert len([told for told in claimed.to("UANA") if "could not be delivered" in told]) == 2


def test_acknowledgements_into_a_channel_that_is_gone_are_told_once(office):
    for who in ("maria", "ivan", "olga"):
        office.says(who, "no parcel came", at="help")

    assert given_up(office, "C0HELP") == 3
    office.settles()

    told = [one for one in office.to("ULEA") if "could not be told" in one]
    assert len(told) == 1
    assert (
        told[0] == "Maria could not be told that we have C-1: channel_not_found "
        "(the channel in which customers of Customer support write, Slack)."
    )


def test_of_somebody_who_cannot_be_reached_their_lead_hears_with_what_was_to_be_said(claimed):
    claimed.says("lea", "assign C-1 @ben: he is free")

    assert given_up(claimed, "UBEN") == 1
    claimed.settles()

    told = [one for one in claimed.to("ULEA") if "could not be reached" in one]
    assert len(told) == 1
    assert told[0].startswith("Ben Ionescu could not be reached (Slack): channel_not_found.")
    assert "Lea Stan gave you C-1" in told[0]


def test_of_a_lead_the_deputy_hears(office):
    office.says("maria", "charged twice", at="help")
    office.settles()
    office.clock.now += timedelta(hours=2)
    office.app.tick()

    assert given_up(office, "ULEA") == 1  # the list of what lies unclaimed
    office.settles()

    assert office.to("UDAN") == [
        "Lea Stan could not be reached (Slack): channel_not_found. "
        "The list of what lies unclaimed with them does not arrive."
    ]


def test_a_channel_that_takes_nothing_is_told_once_an_hour_in_the_supervisors_channel(office):
    for who in ("maria", "ivan", "olga"):
        office.says(who, "no parcel came", at="help")

    assert given_up(office, "C0FRONT") > 2
    office.settles()
    assert office.to("C0LEADS") == [
        "I cannot post in the channel of Front line in Customer support (Slack): channel_not_found. "
        "What belongs there is not seen; this was about C-1."
    ]

    office.waits(hours=1)
    office.says("ana", "claim C-1")
    given_up(office, "C0FRONT")
    office.settles()
    assert len(office.to("C0LEADS")) == 2


def test_if_the_supervisors_channel_takes_nothing_the_lead_hears_what_was_to_be_said(claimed):
    claimed.clock.now += timedelta(hours=20)
    claimed.app.tick()  # C-1 goes to the top at six in the morning, and is announced when the desk opens
    claimed.clock.now += timedelta(hours=3)

    assert given_up(claimed, "C0LEADS") == 1
    claimed.settles()

    (told,) = [one for one in claimed.to("UCLEO") if "I cannot post in" in one]
    assert told.startswith(
        "I cannot post in the supervisors’ channel of Customer support (Slack): channel_not_found. C-1 (Maria:"
    )


def test_delivery_gives_up_what_its_platform_will_never_take(office):
    office.fails["C0FRONT"] = NotDelivered(WHY, permanent=True)
    office.says("maria", "charged twice", at="help")
    office.says("ana", "claim C-1")

    office.settles()

    assert [told.partition(":")[0] for told in office.to("C0LEADS")] == [
        "I cannot post in the channel of Front line in Customer support (Slack)"
    ]


def test_trouble_that_cannot_be_told_is_told_to_nobody_else(claimed):
    claimed.says("ana", "reply C-1: we pay it back")
    given_up(claimed, "C0HELP")

    assert given_up(claimed, "UANA") == 1
    claimed.sent.clear()
    claimed.settles()

    assert [where for where, what, _ in claimed.sent if "could not" in what] == []


def test_at_night_it_rests_until_the_desk_opens(claimed):
    def told():
        return [one for one in claimed.to("UANA") if "could not be delivered" in one]

    claimed.waits(hours=12)
    claimed.says("ana", "reply C-1: we pay it back")

    given_up(claimed, "C0HELP")
    claimed.settles()
    assert not told()

    claimed.waits(hours=11)
    assert told()


def test_somebodys_own_page_is_missed_by_nobody(claimed):
    speaker = Speaker(Address("slack", "UANA"), "Ana")
    looks = Inbound(("slack:1",), speaker, "", claimed.clock.now, place=Address("slack", "UANA/home"), kind="home")
    claimed.app.store.act(partial(look, looks, "ana"))

    assert given_up(claimed, "UANA") == 1
    claimed.sent.clear()
    claimed.settles()

    assert claimed.sent == []
