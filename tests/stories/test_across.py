"""One case in Slack and in Teams at once: the front line and the leads there, the top and the customers here."""

import re

import pytest

from tests.stories import houses
from tests.stories.across import OnBoth
from tests.stories.teams_office import channel

pytestmark = pytest.mark.parametrize("a_desk", ["across"], indirect=True)

RAW_ID = re.compile(
    r"\b(29|19|28|a):\S"  # what Teams calls people, conversations, bots and chats
    r"|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"  # what Entra calls people
    r"|\b[UCDTAB]0[A-Z]{2,}\b"  # what Slack calls anything here
    r"|<[@#!]|</?at\b|\b(slack|teams):",
    re.IGNORECASE,
)


def does(desk, at, who, act):
    """Something that is done on one of the two platforms; what they are shown for it."""
    said = desk._do(at.does(who, act(at.office.person(who))))
    desk._do(desk.platform.settles())
    return said


def ana_has(desk):
    desk.writes("maria", "charged twice")
    desk.presses("ana", "Claim", of="C-1")


def test_what_a_customer_writes_in_teams_stands_in_slack_and_who_claims_it_there_is_named_to_them(desk):
    desk.writes("maria", "charged twice")

    assert "C-1 · Maria · charged twice" in desk.channel("front")
    assert "Lea Stan’s desk has C-1" in desk.customer_saw("maria")

    desk.presses("ana", "Claim", of="C-1")

    assert desk.customer_saw("maria").startswith("Ana Pop has C-1 and writes to you")


def test_a_reply_by_slacks_modal_is_read_there_first_and_then_stands_in_the_customers_thread_in_teams(desk):
    ana_has(desk)

    desk.presses("ana", "Reply", of="C-1")
    desk.fills("ana", Text="*We* look <into> it")
    read = does(desk, desk.platform.slack, "ana", lambda ana: ana.submits())
    before = desk.customer_saw("maria")
    sent = does(desk, desk.platform.slack, "ana", lambda ana: ana.submits())

    assert "The customer will read:\nAna Pop: *We* look <into> it" in read
    assert "look" not in before
    assert sent == "Your reply on C-1 goes to Maria."
    assert desk.customer_saw("maria").count("Ana Pop: *We* look <into> it") == 1


def test_what_the_customer_answers_in_teams_stands_below_the_card_in_slack(desk):
    ana_has(desk)
    desk.says("ana", "reply C-1: when was it?")

    desk.writes("maria", "on the 3rd & the 5th", in_thread_of="C-1")

    assert "Maria wrote: on the 3rd & the 5th" in desk.thread("C-1", at="front")


def test_passed_up_it_is_a_line_in_slack_and_a_card_in_teams_with_what_was_tried(desk):
    ana_has(desk)
    desk.says("ana", "reply C-1: we look into it")

    desk.presses("ana", "Pass up", of="C-1")
    desk.sends("ana", Reason="needs permission", Note="over 100 euro")

    assert desk.channel("front") == "C-1 went up to Cleo Marin (Top)."
    assert "C-1 · Maria · charged twice" in desk.channel("top")
    assert "Ana Pop replied to Maria: we look into it" in desk.channel("top")
    assert "needs permission. over 100 euro" in desk.thread("C-1", at="top")
    assert desk.card("C-1").labels == ["Claim", "Reply", "Resolve", "More"]


def test_from_the_first_word_in_teams_to_the_quiet_line_in_slack(desk):
    ana_has(desk)
    desk.says("ana", "reply C-1: we look into it")
    desk.writes("maria", "it was on the 3rd", in_thread_of="C-1")
    desk.says("ana", "pass C-1 needs permission: over 100 euro")

    desk.wait(hours=2)
    assert "One unclaimed with you: C-1, 2 h." in desk.heard("cleo")
    desk.presses("cleo", "Claim next")
    desk.says("cleo", "consult C-1 @ana: which bank?")
    assert "Cleo Marin asks you about C-1 (Maria: charged twice): which bank?" in desk.heard("ana")
    desk.presses("ana", "Answer", of="C-1")
    desk.sends("ana", Text="the bank in Cluj")
    assert "Ana Pop on C-1: the bank in Cluj" in desk.heard("cleo")
    desk.presses("cleo", "Resolve", of="C-1")
    desk.sends("cleo", Text="it is paid back", Cause="billing/tariff")
    assert "it is paid back" in desk.customer_saw("maria")
    desk.presses("maria", "It’s solved", of="C-1")

    assert "C-1 (Maria: charged twice) is solved by Cleo Marin. it is paid back" in desk.heard("ana")
    assert desk.kinds("C-1") == [
        *("opened", "claimed", "replied", "customer_wrote", "passed_up", "nudged", "claimed"),
        *("consulted", "advised", "resolved", "rating_asked", "closed"),
    ]
    assert [line["by"] for line in desk.ledger("C-1")] == [
        *("customer", "ana", "ana", "customer", "ana", "clock", "cleo"),
        *("cleo", "ana", "cleo", "cleo", "customer"),
    ]
    assert desk.verify() == []


def test_nobody_reads_an_id_of_either_platform(desk):
    ana_has(desk)
    desk.says("ana", "reply C-1: we look into it")
    desk.says("ana", "show C-1")
    desk.says("ana", "pass C-1 needs permission: ask @ben")
    desk.says("cleo", "claim C-1")
    desk.says("cleo", "consult C-1 @ana: which bank?")
    desk.says("ana", "advise C-1: Cluj")
    does(desk, desk.platform.slack, "ana", lambda ana: ana.opens_home())
    desk.says("cleo", "home")
    desk.says("cleo", "list mine")
    desk.says("cleo", "show C-1")
    desk.resolves("cleo")
    desk.presses("maria", "It’s solved", of="C-1")

    read = desk.platform.read

    assert [text for text in read if RAW_ID.search(text)] == []
    assert any("Ana Pop passed it up to Top" in text for text in read)


def test_after_twenty_hours_the_clock_takes_it_from_slack_to_the_top_in_teams(a_desk):
    desk = a_desk(houses.DAY_AND_NIGHT)
    ana_has(desk)

    desk.wait(hours=20)

    assert (desk.owner_of("C-1"), desk.case("C-1").tier) == ("cleo", 1)
    assert desk.channel("front") == "C-1 went up to Cleo Marin (Top)."
    assert "C-1 is yours now" in desk.heard("cleo")
    assert "C-1 · Maria · charged twice" in desk.channel("top")
    assert "reached its limit at Front line and is Cleo Marin’s to answer for. Ana Pop had it" in desk.heard("lea")
    assert "C-1 (Maria: charged twice) reached its limit at Front line. Ana Pop had it" in desk.channel("leads")
    assert "Cleo Marin" in desk.customer_saw("maria")


# --- people who are at both -------------------------------------------------------------------------------------------


def test_who_has_both_addresses_is_pinged_where_they_prefer_and_acts_from_either(a_desk):
    desk = a_desk(houses.TWO_TIERS, OnBoth("cleo"))
    ana_has(desk)
    desk.says("ana", "pass C-1 needs permission")

    desk.wait(hours=2)

    assert "One unclaimed with you: C-1, 2 h." in "\n".join(desk.platform.slack.heard("cleo"))
    assert desk.platform.teams.heard("cleo") == []

    desk._do(desk.platform.teams.presses("cleo", "Claim", 1))
    does(desk, desk.platform.slack, "cleo", lambda cleo: cleo.dms("note C-1: I call the bank"))

    assert (desk.owner_of("C-1"), desk.case("C-1").claimed) == ("cleo", True)
    assert [line["by"] for line in desk.ledger("C-1")][-2:] == ["cleo", "cleo"]
    assert "Cleo Marin noted: I call the bank" in desk.thread("C-1", at="top")
    assert desk.platform.teams.heard("cleo") == []


def test_what_is_claimed_in_one_place_is_claimed_in_the_other(a_desk):
    desk = a_desk(houses.TWO_TIERS, OnBoth("cleo"))
    ana_has(desk)
    desk.says("ana", "pass C-1 needs permission")
    desk.wait(hours=2)

    desk._do(desk.platform.slack.presses("cleo", "Claim next", None))
    answer = desk._do(desk.platform.teams.says("cleo", "claim C-1"))

    assert "yours already" in answer
    assert desk.kinds("C-1").count("claimed") == 2


# --- mentions --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("at_both", [("ben",), ("ana", "ben")], ids=["by name", "by address"])
def test_a_colleague_who_is_mentioned_in_teams_is_the_one_who_works_in_slack(a_desk, at_both):
    desk = a_desk(houses.TWO_TIERS, OnBoth(*at_both))
    desk.writes("maria", "charged twice")
    desk.says("ben", "claim C-1")
    for key in ("ana", "ben"):
        desk.platform.teams.office.joins(key, "top")

    answer = does(
        desk,
        desk.platform.teams,
        "ben",
        lambda ben: ben.writes(channel("top"), "@buckstop give C-1 @ana.pop outside my hours: for @ana.pop"),
    )

    assert "Ana Pop" in answer
    assert "Ben Ionescu offers you C-1" in "\n".join(desk.platform.slack.heard("ana"))
    assert desk.platform.teams.heard("ana") == []

    desk.presses("ana", "Claim")

    assert desk.owner_of("C-1") == "ana"


@pytest.mark.parametrize("at_both", [("ben", "ana"), ("ben",)], ids=["who is known here herself", "but a guest"])
def test_a_namesake_who_is_mentioned_in_teams_is_no_colleague(a_desk, at_both):
    desk = a_desk(houses.TWO_TIERS, OnBoth(*at_both))
    desk.writes("maria", "charged twice")
    desk.says("ben", "claim C-1")
    namesake = desk.platform.teams.office.wire.user("ana.popescu", "Ana Pop", guest="ana" not in at_both)
    desk.platform.teams.office.wire.team("top", namesake.user.handle)
    desk.platform.teams.office.joins("ben", "top")
    desk._do(namesake.dms("hello"))

    answer = does(
        desk,
        desk.platform.teams,
        "ben",
        lambda ben: ben.writes(channel("top"), "@buckstop give C-1 @ana.popescu outside my hours"),
    )

    assert answer == "I know no colleague called “Ana Pop”. Name one like @ana."
    assert desk.case("C-1").offer is None
