"""The bot is invited to a channel, or removed from one."""

import pytest

from bot.messages.delivery import NotDelivered
from bot.messages.values import Address, Answer
from tests.commands.desk import handled, inbound, later, read

US = "bot"


def of_us(office, kind, place, *keys, text=""):
    return inbound(office, US, text, *keys, kind=kind, place=Address("slack", place))


def mark(office, place):
    found = read(office, lambda tx: tx.mark(f"slack:{place}"))
    return found and found[0]


def test_from_the_invitation_to_an_intake_channel_on_its_history_is_read(office):
    answer = handled(office, of_us(office, "joined", "C0HELP", text="17.5"))

    assert answer == Answer()
    assert mark(office, "C0HELP") == "17.5"


def test_another_invitation_does_not_skip_what_was_not_read_yet(office):
    handled(office, of_us(office, "joined", "C0HELP", text="17.5"))

    handled(office, of_us(office, "joined", "C0HELP", text="19.0"))

    assert mark(office, "C0HELP") == "17.5"


@pytest.mark.parametrize(("place", "text"), [("C0LUNCH", "17.5"), ("C0FRONT", "17.5"), ("C0HELP", "")])
def test_no_other_history_is_read(office, place, text):
    handled(office, of_us(office, "joined", place, text=text))

    assert mark(office, place) is None


SAID = {
    "C0HELP": "the channel in which customers of Customer support write",
    "C0FRONT": "the channel of Front line in Customer support",
    "C0TOP": "the channel of Top in Customer support",
    "C0REPORT": "the channel for the digest of Customer support",
}


@pytest.mark.parametrize(("place", "words"), SAID.items(), ids=list(SAID))
def test_a_removal_is_told_to_the_supervisors_once_and_says_what_to_do(office, place, words):
    for _ in range(2):
        handled(office, of_us(office, "left", place, "slack:event:1"))
    office.settles()

    (said,) = office.to("C0LEADS")
    assert words in said
    assert "(Slack)" in said
    assert place not in said
    assert said.endswith("until somebody invites me again.")


def test_of_a_removal_is_not_said_what_is_not_certain(office):
    handled(office, of_us(office, "left", "C0FRONT"))
    office.settles()

    assert office.to("C0LEADS") == [
        "I was removed from the channel of Front line in Customer support (Slack). I do not hear what is said there "
        "any more, and may not be able to write there, until somebody invites me again."
    ]


@pytest.mark.parametrize("why", ["not_in_channel", "channel_not_found"])
def test_once_invited_again_it_tries_again_what_failed_there_for_want_of_it(office, why):
    fails_in_front(office, why)
    office.says("ana", "claim C-1")
    office.settles()
    assert office.to("C0FRONT") == []

    comes_back(office)

    card, *story = office.to("C0FRONT")
    assert card.startswith("C-1 · Maria")
    assert story == ["Maria wrote: charged twice", "Ana Pop claimed it."]

    comes_back(office)
    assert len(office.to("C0FRONT")) == 3


def test_what_was_said_there_longer_than_a_day_ago_is_left_unsaid(office):
    fails_in_front(office, "not_in_channel")
    later(office, days=1, seconds=1)

    comes_back(office)

    assert office.to("C0FRONT") == ["C-1 went up to Cleo Marin (Top)."]


def test_what_failed_there_for_another_reason_would_fail_again(office):
    fails_in_front(office, "msg_too_long")

    comes_back(office)

    assert office.to("C0FRONT") == []


def fails_in_front(office, why):
    """C-1 is Maria's, and nothing of it arrives in the channel of the front line."""
    office.fails["C0FRONT"] = NotDelivered(why, permanent=True)
    office.says("maria", "charged twice", at="help")
    office.settles()


def comes_back(office):
    office.fails.clear()
    handled(office, of_us(office, "joined", "C0FRONT", text="17.5"))
    office.settles()


def test_a_removal_from_the_supervisors_own_channel_is_told_to_managers_and_leads(office):
    handled(office, of_us(office, "left", "C0LEADS"))
    office.settles()

    assert office.to("C0LEADS") == []
    assert [len(office.to(f"U{who}")) for who in ("MIRA", "LEA", "CLEO", "DAN", "ANA")] == [1, 1, 1, 0, 0]


def test_who_left_is_not_told(office):
    office.app.store.act(lambda tx: tx.set_gone("lea"))

    handled(office, of_us(office, "left", "C0LEADS"))
    office.settles()

    assert office.to("ULEA") == []


def test_at_night_it_waits_for_the_desk_to_open(office):
    later(office, hours=12)

    handled(office, of_us(office, "left", "C0HELP"))
    office.settles()
    assert office.to("C0LEADS") == []

    office.waits(hours=11)
    assert len(office.to("C0LEADS")) == 1


def test_a_channel_that_nobody_needs_is_left_in_silence(office):
    assert handled(office, of_us(office, "left", "C0LUNCH")) == Answer()
    office.settles()

    assert office.sent == []
