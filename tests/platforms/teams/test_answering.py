"""What the one who acted is shown, in the response or in their own chat."""

import pytest

from bot.messages.values import Answer, Say
from bot.messages.wording import utc_reader
from bot.platforms.teams import forms
from tests.platforms.teams.a_day import ASKS, CARD, OPENS, story
from tests.settled import settled
from tests.teams_wire.deliver import Delivery
from tests.teams_wire.envelopes import envelope
from tests.teams_wire.forms import inputs


def test_a_press_in_their_own_chat_says_each_thing_once():
    async def telling(day):
        await day.ana.dms("list")
        await settled()
        await day.ana.presses("Claim", day.ana.sees()[-1])
        await settled()
        return day.told(), [one.text for one in day.chat()], day.wire.complaints()

    def answers(inbound):
        return Answer((Say("went-wrong", {"error": "x7"}),), card=CARD)

    told, chat, complaints = story(telling, answers)

    assert complaints == []
    assert len([one for one in told if "x7" in one]) == 1
    assert len(chat) == 2


@pytest.mark.parametrize(
    "answer",
    [Answer(), Answer(card=CARD), Answer(form=ASKS), Answer(again=True), Answer(card=CARD, refused=True)],
    ids=["nothing", "a card", "a form", "nothing again", "a card refused"],
)
@pytest.mark.parametrize("direct", [True, False], ids=["in their chat", "in a channel"])
def test_a_press_is_answered_in_words_whatever_came_of_it(answer, direct):
    async def telling(day):
        if direct:
            await day.ana.dms("list")
            await settled()
            shown = day.ana.sees()[-1]
        else:
            shown = await day.has_card()
        await day.ana.presses("Claim", shown)
        await settled()
        return day.told(), day.wire.complaints()

    told, complaints = story(telling, lambda inbound: answer if inbound.kind == "press" else Answer(card=OPENS))

    assert complaints == []
    assert len(told) == 1


def test_a_form_sent_as_a_message_is_answered_by_the_form_or_by_what_came_of_it():
    done = Answer((Say("went-wrong", {"error": "done"}),))
    answers = [Answer(form=ASKS), Answer(faults={"text": Say("went-wrong", {"error": "fault"})}, refused=True), done]

    async def telling(day):
        await day.ana.dms("ask C-1")
        await settled()
        sent = forms.form_card(ASKS, {}, utc_reader(), dialog=False)
        data = sent["body"][-1]["actions"][0]["data"] | {"f:text": "which invoice?"}
        chat = day.wire.space.personal(day.ana.user.id)
        about = envelope(day.ana.user, chat, day.wire.space.now(), day.wire.service)
        for n in range(3):
            body = about | {"type": "message", "id": f"9{n}", "value": data, "replyToId": "1"}
            await day.wire.deliver(Delivery(body))
            await settled()
        return day.chat(), day.desk.said[-1].answers, day.wire.complaints()

    def answering(inbound):
        return answers.pop(0) if inbound.kind == "form" else Answer()

    chat, given, complaints = story(telling, answering)

    assert complaints == []
    assert given["text"] == "which invoice?"
    assert [label for one in chat for label in one.labels] == ["Preview", "Preview"]
    assert "fault" in chat[1].text
    assert [one["value"] for one in inputs(chat[1].card)] == ["which invoice?"]
    assert "done" in chat[2].text
