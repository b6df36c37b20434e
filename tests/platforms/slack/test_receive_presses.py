"""Slash commands and buttons: words that somebody types or presses."""

from datetime import UTC, datetime

import pytest

from bot.messages.values import Address, Inbound
from bot.platforms.slack.receive import Misshapen
from tests.platforms.slack.hearing import NOW, heard, sure
from tests.platforms.slack.payloads import ANA, MARIA, ROOT, People, button, command, press, press_at_home, without

ACTED = datetime(2026, 11, 19, 14, 45, 0, 200300, tzinfo=UTC)
FRONT = Address("slack", "C0FRONT")
TRIGGERED = ("slack:trigger:944799105734.773906753841.38b5894552bdd4a780554ee59d1f3638",)


# --- slash commands ---------------------------------------------------------------------------------------------------


def test_a_slash_command_is_a_line_said_now_in_its_channel():
    inbound = sure(command("claim C-1"))

    assert inbound == Inbound(
        ("slack:trigger:13345224609.738474920.8088930838d88f008e0",),
        inbound.speaker,
        "claim C-1",
        NOW,
        Address("slack", "C0FRONT"),
    )
    assert (inbound.kind, inbound.thread, inbound.speaker.name) == ("command", None, "Ana Pop")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", ""),
        ("give C-1 <@U0BEN|ben> other: <@U0CLEO|cleo> &amp; I", "give C-1 <@U0BEN|ben> other: @Cleo Marin & I"),
        ("  list  ", "list"),
        ("move C-1 to support: in <#C0SALES|> already", "move C-1 to support: in #C0SALES already"),
    ],
)
def test_what_is_typed_in_a_command_is_read(typed, read):
    assert sure(command(typed)).text == read


def test_a_command_without_text_is_an_empty_line():
    assert sure(without(command(), "text")).text == ""


def test_somebody_of_another_workspace_is_not_trusted_with_a_command():
    by = sure(command(team_id="T0OTHER")).speaker

    assert (by.trusted, by.email) == (False, None)


def test_a_command_looks_its_speaker_up_and_nobody_else():
    people = People()

    sure(command("claim C-1"), people)

    assert people.asked == [ANA]


@pytest.mark.parametrize(
    "body",
    [
        *(without(command(), name) for name in ("user_id", "channel_id", "trigger_id")),
        command(text=["claim"]),
        command(user_id="<@U0ANA>"),
        command(channel_id=""),
        command(team_id=7),
    ],
    ids=["no user_id", "no channel_id", "no trigger_id", "no text", "no id", "nowhere", "no team"],
)
def test_a_command_that_lacks_what_every_command_has_is_misshapen(body):
    with pytest.raises(Misshapen):
        heard(body)


# --- buttons ----------------------------------------------------------------------------------------------------------


def test_a_press_carries_the_words_of_its_button_and_what_the_card_showed():
    inbound = sure(press())

    assert inbound == Inbound(
        TRIGGERED, inbound.speaker, "claim C-1", ACTED, FRONT, None, kind="press", about=1, seen=7
    )
    assert inbound.speaker.address == Address("slack", ANA)


def test_a_press_on_a_card_in_a_thread_knows_the_thread():
    assert sure(press(thread=ROOT)).thread == Address("slack", f"C0FRONT/{ROOT}")
    assert sure(press(thread=ROOT, ephemeral=True)).thread == Address("slack", f"C0FRONT/{ROOT}")


def test_a_press_on_what_only_its_reader_sees_is_heard():
    inbound = sure(press(ephemeral=True))

    assert (inbound.text, inbound.place, inbound.thread) == ("claim C-1", FRONT, None)


def test_a_press_at_home_stands_in_no_message():
    inbound = sure(press_at_home())

    assert (inbound.text, inbound.place, inbound.thread, inbound.about) == ("claim C-1", None, None, 1)


def test_a_button_about_no_case_is_about_none():
    assert sure(press(button("claim next", 0, None))).about is None


def test_without_a_trigger_a_press_is_known_by_who_and_when():
    body = without(press(), "trigger_id")

    assert sure(body).keys == ("slack:action:U0ANA:1795099500.200300:says:0",)


def test_somebody_of_another_workspace_presses_as_a_stranger():
    by = sure(press(user={"id": MARIA, "team_id": "T0OTHER"})).speaker

    assert (by.name, by.trusted, by.email) == ("Maria Silva", False, None)


def test_a_press_that_does_not_say_whose_it_is_rests_on_the_profile():
    assert sure(press(user={"id": ANA})).speaker.trusted
    assert not sure(press(user={"id": ANA}), People(**{ANA: "stranger"})).speaker.trusted


def test_a_press_without_a_time_was_made_now():
    assert sure(press(without(button(), "action_ts"))).at == NOW


@pytest.mark.parametrize(
    "body",
    [
        press(button(action_id="open_link", value=None)),
        press({"type": "static_select", "action_id": "value", "selected_option": None}),
        press(actions=[]),
        press(actions=[None, 7]),
        press(button(action_id=None)),
    ],
    ids=["a link", "a choice in a form", "nothing", "nonsense", "without a name"],
)
def test_what_is_none_of_our_buttons_says_nothing(body):
    assert heard(body) is None


@pytest.mark.parametrize(
    "body",
    [
        press(actions=None),
        press(actions={"0": button()}),
        press(button(value=None)),
        press(button(value="claim C-1")),
        press(button(value="[]")),
        press(button(value="[" * 100_000)),
        press(button(None)),
        press(button(["claim"])),
        press(button(seen="7")),
        press(button(seen=True)),
        press(button(seen=-1)),
        press(button(case=10**30)),
        press(button(case=1.5)),
        press(button(action_ts="now")),
        press(user="U0ANA"),
        press(user={}),
        press(container="message"),
        press(container={"channel_id": "C0 FRONT"}),
        press(thread="yesterday"),
        press(trigger_id={}),
        press(without(button(), "action_ts"), trigger_id=None),
        {**press(actions=[button(action_ts="")]), "trigger_id": None, "user": None},
    ],
)
def test_a_press_that_we_cannot_have_drawn_is_misshapen(body):
    with pytest.raises(Misshapen):
        heard(body)
