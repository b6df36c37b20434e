"""Buttons and forms in Teams: whoever acts is the sender, never what the card says."""

import pytest

from bot.messages.values import PREVIEW, Address, Field, Form
from bot.platforms.teams.receive import Misshapen
from bot.platforms.typed import digest
from tests.platforms.teams.activities import (
    CARD,
    CLAIM,
    GROUP,
    HELP,
    PLACE,
    ROOT,
    US,
    activity,
    channel,
    direct,
    form_data,
    group,
    heard,
    invoke,
    person,
    pressed,
    sure,
    without,
)

REPLY = Form("Reply", "reply C-1", (Field("text", "Words", "long"),), seen=3, previews=True)
NOTE = Form("Note", "note C-1", (Field("text", "Words", "long"),), seen=3)
DATA = {"theme": "default"}


def fetched(data, **more):
    return invoke("task/fetch", {"data": data | {"msteams": {"type": "task/fetch"}}, "context": DATA}, **more)


def submitted(data, name="task/submit", **more):
    return invoke(name, {"data": data, "context": DATA}, **more)


def as_message(data, **more):
    """A press by a client that knows no invokes."""
    return activity("message", "ana", channel(ROOT), id="f:1", value=data, replyToId=CARD, **more)


# --- presses ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [pressed(CLAIM), fetched(CLAIM), submitted(CLAIM), as_message(CLAIM), as_message(CLAIM, text="Claim")],
    ids=["in a card", "that opens a dialog", "in a dialog", "without dialogs", "without dialogs, with its label"],
)
def test_a_press_says_what_its_button_says(body):
    inbound = sure(body)

    assert (inbound.kind, inbound.text, inbound.seen, inbound.about) == ("press", "claim C-1", 3, 1)
    assert inbound.speaker.address == person("ana")
    assert (inbound.place, inbound.thread) == (Address("teams", PLACE), Address("teams", f"{PLACE}/{ROOT}"))
    assert inbound.answers is None


@pytest.mark.parametrize(
    ("where", "place", "thread"),
    [
        (channel(None), Address("teams", PLACE), Address("teams", f"{PLACE}/{CARD}")),
        (group(), Address("teams", GROUP), None),
        (direct("ana"), person("ana"), None),
    ],
    ids=["on a card at the top of a channel", "in a group chat", "in a direct chat"],
)
def test_a_press_is_where_its_card_is(where, place, thread):
    inbound = sure(pressed(CLAIM, where=where))

    assert (inbound.place, inbound.thread) == (place, thread)


def test_a_press_is_known_by_its_own_id():
    assert sure(pressed(CLAIM)).keys == (f"teams:{HELP}:f:bc319b1d",)


def test_a_card_that_refreshes_by_itself_changes_nothing():
    assert heard(pressed(CLAIM, trigger="automatic")) is None
    assert heard(pressed(form_data(NOTE, text="x"), "form", "automatic")) is None


def test_a_press_whose_client_does_not_say_by_whom_is_one():
    body = pressed(CLAIM)
    del body["value"]["trigger"]

    assert sure(body).text == "claim C-1"


def test_what_a_card_says_of_who_presses_is_not_heard():
    data = CLAIM | {"from": {"aadObjectId": "another"}, "person": "lea", "trusted": True}

    assert sure(pressed(data)) == sure(pressed(CLAIM))


def test_a_button_without_a_case_is_about_none():
    inbound = sure(pressed({"s": "list", "n": 0}))

    assert (inbound.text, inbound.seen, inbound.about) == ("list", 0, None)


@pytest.mark.parametrize(
    "data",
    [
        {"s": 7},
        {"s": ""},
        {"s": None},
        {},
        {"s": "claim C-1", "n": "3"},
        {"s": "claim C-1", "n": True},
        {"s": "claim C-1", "n": -1},
        {"s": "claim C-1", "c": 10**12},
        {"s": "claim C-1", "c": [1]},
    ],
    ids=str,
)
def test_a_button_that_is_none_of_ours_is_misshapen(data):
    with pytest.raises(Misshapen):
        heard(pressed(data))


@pytest.mark.parametrize(
    "body",
    [
        invoke("adaptiveCard/action", {"action": 7, "trigger": "manual"}),
        invoke("adaptiveCard/action", {"action": {"verb": "says", "data": "x"}, "trigger": "manual"}),
        invoke("adaptiveCard/action", []),
        invoke("task/fetch", {"data": "x"}),
        invoke(None, {}),
        without(pressed(CLAIM), "id"),
        without(pressed(CLAIM), "from"),
        pressed(CLAIM) | {"conversation": {"id": 7}},
        pressed(CLAIM) | {"replyToId": 7},
    ],
    ids=[
        "an action that is none",
        "data that are none",
        "a value that is none",
        "a dialog of nothing",
        "of no name",
        "no id",
        "nobody",
        "nowhere",
        "on no message",
    ],
)
def test_an_invoke_that_teams_cannot_send_is_misshapen(body):
    with pytest.raises(Misshapen):
        heard(body)


@pytest.mark.parametrize(
    "body",
    [
        pressed(CLAIM, "another"),
        pressed(CLAIM, trigger="byMoonlight"),
        fetched({"other": 1}),
        submitted({}),
        submitted({"f": "note C-1"}),
        invoke("fileConsent/invoke", {"type": "fileUpload"}),
        invoke("signin/verifyState", {"state": "1"}),
        invoke("composeExtension/query", {"commandId": "search"}),
        invoke("somethingNew", None),
        pressed(CLAIM) | {"from": {"id": US.id}},
        fetched(CLAIM) | {"from": {"id": "28:other"}},
    ],
    ids=[
        "another verb",
        "another trigger",
        "a dialog of others",
        "nothing in it",
        "half a form",
        "a file",
        "signing in",
        "a search",
        "something new",
        "the bot itself",
        "another bot",
    ],
)
def test_what_is_none_of_ours_is_nothing(body):
    assert heard(body) is None


def test_a_message_with_a_value_of_others_is_its_words():
    inbound = sure(activity("message", "ana", text="hello", value={"other": 1}))

    assert (inbound.kind, inbound.text) == ("message", "hello")


# --- forms ------------------------------------------------------------------------------------------------------------


def in_chat(data):
    return pressed(data, "form")


@pytest.mark.parametrize(
    "send",
    [in_chat, submitted, lambda data: submitted(data, "composeExtension/submitAction"), as_message],
    ids=["in a card", "in a dialog", "in a dialog of a message extension", "without dialogs"],
)
def test_a_form_says_what_it_says_and_what_was_filled_in(send):
    inbound = sure(send(form_data(NOTE, text="paid twice")))

    assert (inbound.kind, inbound.text, inbound.seen) == ("form", "note C-1", 3)
    assert inbound.answers == {"text": "paid twice"}
    assert (inbound.place, inbound.thread) == (Address("teams", PLACE), Address("teams", f"{PLACE}/{ROOT}"))
    assert inbound.speaker.address == person("ana")


def test_a_form_comes_from_where_it_was_opened_and_not_from_where_it_is_sent():
    about = {"place": "teams:19:other@thread.v2", "case": "17"}

    inbound = sure(submitted(form_data(NOTE, about, text="x"), where=direct("ana")))

    assert (inbound.place, inbound.thread, inbound.about) == (Address("teams", "19:other@thread.v2"), None, 17)


@pytest.mark.parametrize(
    "change",
    [{"thread": f"teams:{HELP}/17"}, {"place": f"teams:{HELP}"}, {"opened": "teams:x:1"}, {"seal": "x"}, {"seal": "é"}],
    ids=str,
)
def test_where_a_form_was_opened_is_believed_only_as_we_gave_it_along(change):
    data = form_data(NOTE, {"place": "teams:19:other@thread.v2"}, text="x")
    data["a"] = data["a"] | change

    inbound = sure(submitted(data))

    assert (inbound.place, inbound.thread, len(inbound.keys)) == (None, None, 1)


def test_nor_is_it_believed_of_somebody_else():
    data = form_data(NOTE, {"place": "teams:19:other@thread.v2"}, text="x")

    assert sure(submitted(data, by="maria")).place is None


def test_a_form_that_is_sent_twice_has_a_name_in_common_whatever_teams_calls_it():
    data = form_data(NOTE, {"opened": "teams:19:other@thread.v2:f:1"}, text="x")

    first, again = (set(sure(submitted(data, id=name)).keys) for name in ("f:2", "f:3"))
    other = set(sure(submitted(data | {"f:text": "y"}, id="f:4")).keys)

    assert len(first & again) == 1
    assert not first & other


def test_a_form_comes_from_no_other_platform():
    inbound = sure(submitted(form_data(NOTE, {"place": "slack:C0HELP", "case": "x"}, text="x")))

    assert (inbound.place, inbound.thread, inbound.about) == (None, None, None)


def test_a_form_whose_words_nobody_has_read_asks_for_its_preview():
    assert sure(submitted(form_data(REPLY, text="x"))).answers == {"text": "x", PREVIEW: "yes"}


def test_a_form_whose_words_were_read_is_sent():
    data = form_data(REPLY, text="x") | {"w": digest({"text": "x"})}

    assert sure(submitted(data)).answers == {"text": "x"}


def test_a_form_sent_again_is_alike_and_another_is_not():
    first = sure(submitted(form_data(NOTE, text="x")))

    assert sure(submitted(form_data(NOTE, text="x"), id="f:2")).alike == first.alike
    assert sure(submitted(form_data(NOTE, text="y"))).alike != first.alike
    assert sure(pressed({"s": "note C-1", "n": 3})).alike != first.alike


@pytest.mark.parametrize(
    "change",
    [{"f": ""}, {"n": "3"}, {"n": -1}, {"n": 10**30}, {"a": []}, {"form": "{"}, {"form": "[" * 100_000}],
    ids=["says nothing", "a seq", "below nothing", "too much", "an about", "a form", "without a bottom"],
)
def test_a_form_that_is_none_of_ours_is_misshapen(change):
    with pytest.raises(Misshapen):
        heard(submitted(form_data(NOTE, text="x") | change))
