"""A turn: answered at once whatever the Connector does, kindly when the store fails, and never asking anybody."""

import asyncio
import logging

import pytest

from bot.messages.values import Answer, Say
from tests.platforms.teams.a_day import ASKS, CARD, HELP, SAID, story
from tests.settled import BUSY_MACHINE_S, settled
from tests.teams_wire.answers import MESSAGE
from tests.teams_wire.forms import inputs


async def everything(day):
    """What people do, one after the other; each is over, with all that follows of it, before the next."""
    shown = await day.has_card()
    post = await day.maria.writes(HELP, "charged twice")
    for does in (
        lambda: day.ana.writes(HELP, "@buckstop claim C-1", thread=post.id),
        lambda: day.maria.edits(post, "charged three times"),
        lambda: day.maria.deletes(post),
        lambda: day.maria.reacts(post),
        lambda: day.maria.dms("charged twice"),
        lambda: day.ana.dms("home"),
        lambda: day.ana.presses("Claim", shown),
        lambda: day.ana.presses("Ask", shown),
        lambda: day.ana.submits(),
        lambda: day.ana.uses_extension("openCase", post),
        lambda: day.ana.uses_extension("newCase"),
        lambda: day.ana.installs(),
        lambda: day.ana.installs(day.wire.group("both", "ana", "maria")),
        lambda: day.ana.uninstalls(day.wire.group("both", "ana", "maria")),
    ):
        await settled()
        if day.ana.dialog and inputs(day.ana.dialog.content) and not day.ana.dialog.values:
            day.ana.fills("Text", "which invoice?")
        await does()
    await settled()


def answers_all(inbound):
    if inbound.kind == "form":
        return Answer(form=ASKS)
    if inbound.kind == "press" and inbound.text.startswith("ask"):
        return Answer(form=ASKS)
    return Answer((Say("went-wrong", {"error": inbound.kind}),), card=CARD)


def test_while_the_connector_stalls_every_turn_is_answered_and_afterwards_everybody_has_their_answer():
    async def telling(day):
        await day.has_card()
        day.wire.stalls()
        day.wire.resumes, resumes = lambda: None, day.wire.resumes
        stalled = day.wire._api.stalled
        before = len(day.wire.deliveries)
        shown = day.ana.sees()[-1]
        post = await day.maria.writes(HELP, "charged twice")
        await day.ana.writes(HELP, "@buckstop claim C-1", thread=post.id)
        await day.ana.dms("home")
        await day.ana.presses("Claim", shown)
        await day.ana.presses("Ask", shown)
        day.ana.fills("Text", "which invoice?")
        await day.ana.submits()
        await day.ana.uses_extension("openCase", post)
        await day.ana.installs(day.wire.team("Other", "ana"))
        during = day.wire.deliveries[before:]
        was_silent = day.chat() == [] and not stalled.is_set()
        resumes()
        await settled()
        return during, was_silent, [one.text for one in day.chat()]

    during, was_silent, chat = story(telling, answers_all)

    assert len(during) == 9
    assert [one.kind for one in during if one.statuses != [200] or one.seconds > 2] == []
    assert was_silent
    assert len([one for one in chat if "charged twice" in one]) == 3  # the mention, home, the press


def test_in_a_turn_nobody_is_asked_anything():
    async def telling(day):
        await everything(day)
        return day.events, len(day.wire.deliveries), day.wire.complaints()

    events, many, complaints = story(telling, answers_all)

    assert complaints == []
    assert events.count("turn begins") == events.count("turn ends") == many
    assert "asks the Connector" in events
    for at, event in enumerate(events):
        if event == "turn begins":
            assert events[at + 1] == "turn ends"


# --- the store --------------------------------------------------------------------------------------------------------


PARTS = ["handle", "profile", "whereabouts", "keep"]


@pytest.mark.parametrize("broken", [*PARTS, "all"])
def test_what_cannot_be_kept_gets_503_and_is_kept_when_it_comes_again(broken, caplog):
    async def telling(day):
        day.desk.broken = {broken} if broken != "all" else set(PARTS)
        await day.maria.writes(HELP, "charged twice")
        first = day.wire.deliveries[-1]
        day.desk.broken = set()
        await day.wire.again(first)
        return first.statuses, [one.text for one in day.desk.said]

    with caplog.at_level(logging.ERROR):
        statuses, said = story(telling)

    assert (statuses, said) == ([503, 200], ["charged twice"])
    (record,) = caplog.records
    assert record.getMessage() == "a delivery went wrong"


@pytest.mark.parametrize("broken", [*PARTS, "all"])
def test_whoever_pressed_something_that_cannot_be_kept_is_told_kindly_under_which_number_it_is_in_the_log(
    broken, caplog
):
    async def telling(day):
        value = {"action": {"type": "Action.Execute", "verb": "says", "data": {"s": "claim C-1", "n": 3, "c": 1}}}
        day.desk.broken = {broken} if broken != "all" else set(PARTS)
        pressed = await day.invokes("adaptiveCard/action", value)
        opened = await day.invokes("task/fetch", {"data": {"s": "ask C-1", "n": 3, "c": 1}})
        return pressed, opened

    with caplog.at_level(logging.ERROR):
        pressed, opened = story(telling)

    numbers = [record.error for record in caplog.records if record.getMessage() == "a delivery went wrong"]
    assert len(numbers) == 2
    assert pressed.statuses == opened.statuses == [200]
    assert pressed.response["type"] == MESSAGE
    assert numbers[0] in pressed.response["value"]
    assert numbers[-1] in str(opened.response["task"]["value"]["card"])
    assert "charged" not in str(pressed.response) + str(opened.response)


def test_a_form_that_cannot_be_kept_stays_as_it_was_filled_in():
    async def telling(day):
        await day.ana.presses("Ask", await day.has_card())
        day.ana.fills("Text", "ten minutes of work")
        day.desk.broken = {"handle"}
        await day.ana.submits()
        return day.ana.dialog.values, day.wire.shown(day.ana.dialog).text

    values, text = story(telling, answers_all)

    assert list(values.values()) == ["ten minutes of work"]
    assert "That went wrong on my side" in text


# --- what changes nothing ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["says", "form"])
def test_a_card_that_refreshes_by_itself_is_heard_by_nobody(verb):
    async def telling(day):
        data = {"s": "claim C-1", "n": 3, "c": 1}
        action = {"type": "Action.Execute", "verb": verb, "data": data}
        delivery = await day.invokes("adaptiveCard/action", {"action": action, "trigger": "automatic"})
        return delivery.statuses, delivery.response["statusCode"], day.desk.said, day.asked("send", "create")

    assert story(telling) == ([200], 200, [], [])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("composeExtension/query", {"commandId": "search"}),
        ("task/submit", {"data": {"of": "another"}}),
        ("signin/verifyState", {}),
        ("fileConsent/invoke", {"action": "accept"}),
        ("message/submitAction", {"actionName": "feedback"}),
    ],
)
def test_an_invoke_that_is_none_of_ours_is_answered_and_heard_by_nobody(name, value):
    async def telling(day):
        delivery = await day.invokes(name, value)
        return delivery.statuses, delivery.response, day.desk.said

    assert story(telling) == ([200], {}, [])


# --- the end ----------------------------------------------------------------------------------------------------------


def test_what_is_on_its_way_arrives_before_it_stops():
    async def telling(day):
        day.wire.trouble("send", delay_s=0.3)
        await day.ana.dms("claim C-1")
        await day.room.close()
        return [one.text for one in day.chat()]

    (said,) = story(telling, lambda inbound: SAID)

    assert "abc" in said


def test_a_connector_that_stalls_does_not_hold_up_the_end():
    async def telling(day):
        day.wire.stalls()
        await day.ana.dms("claim C-1")
        loop = asyncio.get_running_loop()
        began = loop.time()
        await day.room.close()
        return loop.time() - began

    assert story(telling, lambda inbound: SAID) < BUSY_MACHINE_S  # it stalls for ever
