"""Shortcuts, and what happens around us: pages opened, channels joined, profiles changed."""

from datetime import UTC, datetime

import pytest

from bot.messages.values import Address, Inbound
from bot.platforms.slack.receive import Misshapen
from tests.platforms.slack.hearing import NOW, heard, sure
from tests.platforms.slack.payloads import (
    ANA,
    BEN,
    MARIA,
    ROOT,
    TS,
    US,
    People,
    event,
    file,
    home,
    membership,
    of_ours,
    profile_event,
    shared,
    shortcut,
    shortcut_on,
    without,
    written,
)

TRIGGERED = ("slack:trigger:944799105734.773906753841.38b5894552bdd4a780554ee59d1f3638",)


# --- shortcuts --------------------------------------------------------------------------------------------------------


def test_a_shortcut_on_a_message_asks_for_a_new_case_and_quotes_it():
    inbound = sure(shortcut_on(written("<@U0BEN> charged <me|twice>", thread_ts=ROOT, files=[file()])))

    assert inbound.quoted is not None
    assert (inbound.kind, inbound.text, inbound.at) == ("command", "new", NOW)
    assert inbound.keys == TRIGGERED
    assert inbound.speaker.name == "Ana Pop"
    assert (inbound.place, inbound.thread) == (Address("slack", "C0SALES"), Address("slack", f"C0SALES/{ROOT}"))
    assert inbound.files == ("invoice.pdf",)
    assert inbound.quoted.by.address == Address("slack", MARIA)
    assert inbound.quoted.by.trusted
    assert inbound.quoted.text == "@Ben Ito charged <me|twice>"
    assert inbound.quoted.at == datetime(2026, 11, 19, 14, 44, 0, 100, tzinfo=UTC)
    assert inbound.quoted.keys == (
        "slack:C0SALES:1795099440.000100",
        "slack:client:de349a9f-62a4-4293-b64d-701a1f566e8a",
    )


def test_a_message_at_the_top_of_a_channel_becomes_the_thread():
    assert sure(shortcut_on(written())).thread == Address("slack", f"C0SALES/{TS}")


def test_the_message_of_a_stranger_is_quoted_as_a_strangers():
    quoted = sure(shortcut_on(written(team="T0OTHER"))).quoted

    assert quoted is not None
    assert (quoted.by.trusted, quoted.by.email) == (False, None)


def test_what_a_bot_posted_is_quoted_as_nobodys():
    said = written("Order 17 failed", by=None, bot_id="B0SHOP", subtype="bot_message", username="Shop")
    quoted = sure(shortcut_on(said)).quoted

    assert quoted is not None
    assert (quoted.by.address, quoted.by.name, quoted.by.trusted) == (Address("slack", "B0SHOP"), "Shop", False)
    assert quoted.text == "Order 17 failed"


def test_a_bot_with_a_user_of_its_own_is_nobody_all_the_same():
    people = People()
    said = written("Order 17 failed", by=BEN, bot_id="B0SHOP", bot_profile={"id": "B0SHOP", "name": "Shop"})
    quoted = sure(shortcut_on(said), people).quoted

    assert quoted is not None
    assert (quoted.by.address, quoted.by.name, quoted.by.trusted) == (Address("slack", BEN), "Shop", False)
    assert people.asked == [ANA]


def test_what_was_forwarded_is_quoted_with_it():
    quoted = sure(shortcut_on(written("see", attachments=[shared()]))).quoted

    assert quoted is not None
    assert quoted.text == "see\nCleo Marin: the invoice is wrong"


def test_our_own_card_is_no_customers_message_and_was_never_heard_under_any_key():
    for card in (of_ours(), without(of_ours(), "user"), without(of_ours(), "bot_id")):
        inbound = sure(shortcut_on(card))

        assert inbound.quoted is not None
        assert (inbound.quoted.by.address, inbound.quoted.by.bot) == (Address("slack", US.user), True)
        assert (inbound.quoted.text, inbound.quoted.keys) == ("", ())
        assert inbound.thread == Address("slack", f"C0SALES/{TS}")


def test_a_shortcut_from_anywhere_asks_for_a_new_case():
    inbound = sure(shortcut())

    assert inbound == Inbound(TRIGGERED, inbound.speaker, "new", NOW)
    assert inbound.speaker.name == "Ana Pop"


def test_without_a_trigger_a_shortcut_is_known_by_its_time():
    assert sure(without(shortcut(), "trigger_id")).keys == ("slack:action:1795099500.200300",)


def test_other_shortcuts_say_nothing():
    assert heard(shortcut(callback_id="theirs")) is None
    assert heard(shortcut_on(written(), callback_id="theirs")) is None


@pytest.mark.parametrize(
    "body",
    [
        shortcut(user=None),
        shortcut(trigger_id=None, action_ts=None),
        shortcut_on(written(), channel=None),
        shortcut_on(written(), message=None),
        shortcut_on(written(), message="charged twice"),
        shortcut_on(without(written(), "ts")),
        shortcut_on(written(text=7)),
    ],
    ids=["nobody", "nothing to know it by", "nowhere", "on nothing", "on a text", "without a time", "without a text"],
)
def test_a_shortcut_that_lacks_what_every_shortcut_has_is_misshapen(body):
    with pytest.raises(Misshapen):
        heard(body)


# --- what happens around us -------------------------------------------------------------------------------------------


def test_somebody_opens_their_own_page():
    inbound = sure(event(home(view={"id": "V0HOME"})))

    assert (inbound.kind, inbound.place, inbound.text) == ("home", Address("slack", "U0ANA/home"), "")
    assert inbound.keys == ("slack:event:Ev07K61TELMR",)
    assert (inbound.speaker.name, inbound.at) == ("Ana Pop", datetime(2026, 11, 19, 14, 44, 0, 100, tzinfo=UTC))


def test_the_chat_with_us_is_no_page():
    assert heard(event(home("messages"))) is None


def test_a_page_opened_at_a_time_that_slack_writes_otherwise_was_opened_now():
    assert sure(event(home(event_ts="1515449522000016"))).at == NOW


@pytest.mark.parametrize(
    ("inner", "kind"),
    [
        (membership("member_joined_channel"), "joined"),
        (membership("member_left_channel"), "left"),
        ({"type": "channel_left", "channel": "C0HELP", "actor_id": ANA, "event_ts": TS}, "left"),
        ({"type": "group_left", "channel": "C0HELP", "event_ts": TS}, "left"),
    ],
    ids=["invited", "left", "removed", "removed from a private one"],
)
def test_we_come_into_channels_and_go(inner, kind):
    people = People()

    inbound = sure(event(inner), people)

    assert (inbound.kind, inbound.place) == (kind, Address("slack", "C0HELP"))
    assert inbound.speaker.address == Address("slack", US.user)
    assert not inbound.speaker.trusted
    assert people.asked == []


def test_others_come_and_go_unheard():
    assert heard(event(membership("member_joined_channel", ANA))) is None
    assert heard(event(membership("member_left_channel", ANA))) is None


def test_somebodys_new_profile_is_heard_as_the_event_tells_it():
    people = People()

    inbound = sure(event(profile_event(is_restricted=True)), people)

    assert inbound.profile is not None
    assert inbound.kind == "profile"
    assert inbound.keys == ("slack:event:Ev07K61TELMR",)
    assert (inbound.profile.address, inbound.profile.name) == (Address("slack", BEN), "Ben Ito")
    assert (inbound.profile.kind, inbound.profile.zone, inbound.profile.locale) == ("guest", "Europe/Lisbon", "pt-PT")
    assert inbound.speaker.address == Address("slack", BEN)
    assert inbound.at == datetime(2026, 11, 19, 14, 44, 0, 3500, tzinfo=UTC)
    assert people.asked == []


@pytest.mark.parametrize(
    "inner",
    [
        home(user=None),
        home(user="U0ANA/home"),
        without(membership("member_joined_channel"), "channel"),
        {"type": "channel_left", "channel": None},
        {"type": "user_change", "user": BEN},
        {"type": "user_change"},
        profile_event(id=None),
        profile_event(profile="Ben"),
        {"type": None},
        {"type": ["message"]},
    ],
    ids=str,
)
def test_events_that_lack_what_they_are_about_are_misshapen(inner):
    with pytest.raises(Misshapen):
        heard(event(inner))


def test_without_an_event_id_such_an_event_is_known_by_its_time():
    assert sure(without(event(home()), "event_id")).keys == (f"slack:home:U0ANA:{TS}",)

    with pytest.raises(Misshapen):
        heard(without(event(home(event_ts=None)), "event_id"))
