"""What there is in Teams alone: cards that many press, deliveries that come again, edits, and who is one of us."""

import asyncio
import copy
import json
from dataclasses import replace

import pytest

from tests.stories.teams_office import channel
from tests.teams_wire.deliver import Delivery, renamed
from tests.teams_wire.tenant import BOT, guid

pytestmark = pytest.mark.parametrize("a_desk", ["teams"], indirect=True)

HELP, FRONT = channel("help"), channel("front")
ODD = "**now** <at>Ana Pop</at> {{DATE(2026-01-01T10:00:00Z,SHORT)}} [here](https://example.com) &amp; <b>_so_</b>"


def does(desk, who, act):
    """Something that is done in Teams alone; what they are shown for it."""
    return desk._do(desk.platform.does(who, act(person(desk, who))))


def person(desk, who):
    return desk.platform.office.person(who)


def wire(desk):
    return desk.platform.office.wire


def told(desk, who):
    """What a press was answered with, beside the card."""
    return [one.text for one in wire(desk).space.told if one.user == person(desk, who).user.id]


def altered(card, label, **data):
    """The card as a client shows it that changes what a button brings back."""
    actions = copy.deepcopy(card.itself.pressable)
    next(one for one in actions if one["title"] == label)["data"] |= data
    return replace(card, itself=replace(card.itself, pressable=actions))


# --- a card that everybody has before them ----------------------------------------------------------------------------


def test_two_press_claim_at_once_and_it_is_one_persons_and_the_other_is_told_whose(desk):
    desk.writes("maria", "charged twice")
    card = desk.card("C-1").itself

    async def both():
        await asyncio.gather(*(person(desk, who).presses("Claim", card) for who in ("ana", "ben")))
        await desk.app.settle()

    desk._do(both())
    first, second = ("ana", "ben") if desk.owner_of("C-1") == "ana" else ("ben", "ana")

    assert desk.kinds("C-1") == ["opened", "claimed"]
    assert "C-1 is yours" in told(desk, first)[-1]
    assert f"{desk.config.house.name(first)} claimed it." in told(desk, second)[-1]
    assert f"Owner: {desk.config.house.name(first)}" in desk.card_text("C-1")
    assert [one.views for one in wire(desk).messages(FRONT)] == [{}]  # nobody has another card than everybody


def test_a_press_on_a_card_as_it_looked_once_says_what_has_happened_since(desk):
    desk.writes("maria", "charged twice")
    old = desk.card("C-1")
    desk.says("ana", "claim C-1")

    answer = desk.presses("ben", "Claim", on=old)

    assert "Ana Pop claimed it." in answer
    assert "Owner: Ana Pop" in answer
    assert desk.kinds("C-1") == ["opened", "claimed"]


@pytest.mark.parametrize(
    ("who", "data"),
    [
        ("maria", {}),
        ("maria", {"s": "assign C-1 @ben: mine"}),
        ("maria", {"c": 2}),
        ("ben", {"s": "answer for C-1 by friday: no"}),
        ("ben", {"s": "assign C-1 @ben: mine"}),
        ("ben", {"s": "sudo claim C-1"}),
        ("ana", {"s": "not a case C-2 spam", "c": 2}),
    ],
    ids=["a customer", "a lead's", "another case", "the top's", "another lead's", "no verb", "anothers case"],
)
def test_a_card_that_was_altered_on_the_way_does_no_more_than_its_presser_may(desk, who, data):
    desk.writes("maria", "charged twice")
    desk.writes("ivan", "the lift stands still")
    desk.says("lea", "claim C-2")
    desk.platform.office.joins(who, "front")

    desk.presses(who, "Claim", on=altered(desk.card("C-1"), "Claim", **data))

    assert (desk.kinds("C-1"), desk.kinds("C-2")) == (["opened"], ["opened", "claimed"])


def test_what_may_be_done_is_done_by_who_presses_whatever_the_card_says_of_persons(desk):
    desk.writes("maria", "charged twice")

    desk.presses("ben", "Claim", on=altered(desk.card("C-1"), "Claim", by="cleo", n=0))

    assert desk.owner_of("C-1") == "ben"


@pytest.mark.parametrize("data", [{"s": 7}, {"s": ""}, {"n": "x"}, {"c": [1]}])
def test_what_no_card_of_ours_says_is_turned_away(desk, data):
    desk.writes("maria", "charged twice")

    desk.presses("ana", "Claim", on=altered(desk.card("C-1"), "Claim", **data))
    statuses = desk.delivered().statuses
    wire(desk).refused.clear()

    assert statuses == [400]
    assert desk.kinds("C-1") == ["opened"]


def test_a_card_that_comes_into_view_changes_nothing(desk):
    desk.writes("maria", "charged twice")
    card = desk.card("C-1")
    assert does(desk, "ana", lambda ana: ana.looks(card.itself.source)) == ""  # no card of ours asks for it
    desk.presses("ben", "Claim", on=card)
    pressed = desk.delivered().body

    looked = Delivery(pressed | {"id": "f:looked", "from": person(desk, "ana").user.account()})
    looked.body["value"] = pressed["value"] | {"trigger": "automatic"}
    does(desk, "ana", lambda _: wire(desk).deliver(looked))

    assert looked.statuses == [200]
    assert desk.kinds("C-1") == ["opened", "claimed"]
    assert told(desk, "ana") == []


# --- what comes again -------------------------------------------------------------------------------------------------


def test_the_same_delivery_again_is_heard_once_and_under_another_id_it_is_said_twice(desk):
    desk.writes("maria", "charged twice")
    first = desk.delivered()

    for _ in range(3):
        desk.delivers_again(first)
    once = desk.kinds("C-1")
    does(desk, "maria", lambda _: wire(desk).deliver(renamed(first)))

    assert once == ["opened"]
    assert desk.kinds("C-1") == ["opened", "customer_wrote"]
    assert first.statuses == [200] * 4


def test_a_post_whose_answer_was_lost_is_repeated_once_and_says_so(desk):
    wire(desk).trouble("send", cut=True, done=True)  # the acknowledgement, or the first line of the story

    desk.writes("maria", "charged twice")
    desk.wait(minutes=10)
    said = [*desk.platform.customer_saw("maria"), *desk.platform.thread(1, "front")]

    assert len(said) == 3
    assert len([one for one in said if "Sent again, as nobody knows" in one]) == 1


def test_when_teams_asks_for_patience_everything_comes_later(desk):
    wire(desk).trouble("create", status=429, retry_after_s=30)

    desk.writes("maria", "charged twice")
    at_once = desk.platform.channel("front")
    desk.wait(minutes=2)

    assert at_once == []
    assert desk.card("C-1").labels
    assert "Maria wrote: charged twice" in desk.thread("C-1")


# --- words ------------------------------------------------------------------------------------------------------------


def test_what_people_write_is_shown_as_they_wrote_it_and_acts_nowhere(desk):
    desk.writes("maria", ODD)
    desk.presses("ana", "Claim")
    desk.presses("ana", "Reply")
    desk.fills("ana", Text=ODD)
    does(desk, "ana", lambda ana: ana.submits())
    read = wire(desk).shown(person(desk, "ana").dialog).text
    does(desk, "ana", lambda ana: ana.submits())
    desk.says("ana", f"consult C-1 @ben: {ODD}")
    sent = [one for one in wire(desk).space.messages.values() if one.by_bot]

    assert f"Maria wrote: {ODD}" in desk.thread("C-1")
    assert "C-1 · Maria · **now** <at>Ana Pop</at> {{DATE" in desk.card_text("C-1")
    assert f"Ana Pop: {ODD}" in read
    assert f"Ana Pop: {ODD}" in desk.customer_saw("maria")
    assert ODD in desk.heard("ben")
    assert ODD in desk.says("ana", "show C-1")
    assert [one.activity["entities"] for one in sent if one.activity.get("entities")] == []
    assert "<at>" not in json.dumps([one.activity for one in sent])


def test_a_customer_takes_words_back_and_the_case_stays(desk):
    desk.writes("maria", "charged twice")
    (root,) = wire(desk).messages(HELP)

    does(desk, "maria", lambda maria: maria.edits(root, "charged thrice"))
    does(desk, "maria", lambda maria: maria.deletes(root))
    does(desk, "maria", lambda maria: maria.undeletes(root))

    assert desk.case("C-1").state == "open"
    assert "charged thrice" in desk.says("ana", "show C-1")
    assert desk.kinds("C-1")[0] == "opened"


def test_a_mention_is_not_carried_out_again_for_a_slip_of_the_pen_in_it(desk):
    desk.writes("maria", "charged twice")
    does(desk, "ana", lambda ana: ana.writes(FRONT, "@buckstop note C-1: the bnak"))
    line = wire(desk).messages(FRONT)[-1]

    does(desk, "ana", lambda ana: ana.edits(line, "@buckstop note C-1: the bank"))

    assert desk.kinds("C-1").count("noted") == 1


# --- who is one of us -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", [{"guest": True}, {"tenant": guid("another tenant")}], ids=["guest", "stranger"])
def test_guests_and_people_of_another_tenant_are_customers_at_most(desk, change):
    desk.writes("maria", "charged twice")
    ben = person(desk, "ben").user
    for name, value in change.items():
        setattr(ben, name, value)
    desk._do(desk.platform.office.room.people.read_rosters({ben.aad: ben.name}))

    answers = [desk.presses("ben", "Claim"), desk.says("ben", "claim C-1")]

    assert [answer for answer in answers if "is yours" in answer] == []
    assert desk.owner_of("C-1") == "lea"
    assert desk.kinds("C-1")[0] == "opened"
    assert "claimed" not in desk.kinds("C-1")


def test_what_comes_from_another_tenant_altogether_is_not_let_in(desk):
    desk.writes("maria", "charged twice")
    body = copy.deepcopy(desk.delivered().body) | {"id": "17"}
    body["channelData"]["tenant"]["id"] = body["conversation"]["tenantId"] = guid("another tenant")

    foreign = Delivery(body)
    does(desk, "maria", lambda _: wire(desk).deliver(foreign))
    wire(desk).refused.clear()

    assert foreign.statuses == [401]
    assert desk.kinds("C-1") == ["opened"]


def test_what_the_bot_itself_writes_is_no_words_of_anybody(desk):
    desk.writes("maria", "charged twice")
    body = copy.deepcopy(desk.delivered().body)
    body |= {"id": "17", "from": {"id": BOT, "name": "Buckstop"}}

    does(desk, "ana", lambda _: wire(desk).deliver(Delivery(body)))
    desk.wait(minutes=1)

    assert desk.kinds("C-1") == ["opened"]
    assert desk.ledger("C-2") == []
