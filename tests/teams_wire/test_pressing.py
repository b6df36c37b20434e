"""Buttons, cards with inputs and dialogs: what the bot is told of them, and what people see for its answers."""

import pytest

from tests.teams_wire.tenant import BOT, CARD
from tests.teams_wire.wire import thread_of

HELP = thread_of("Desk/help")
ASKS = {"s": "resolve C-1", "msteams": {"type": "task/fetch"}}
CLAIM = {"type": "Action.Execute", "verb": "says", "title": "Claim", "data": {"s": "claim C-1"}}
CLAIM |= {"fallback": {"type": "Action.Submit", "title": "Claim", "data": {"s": "claim C-1"}}}
RESOLVE = {"type": "Action.Submit", "title": "Resolve", "data": ASKS}
MESSAGE = "application/vnd.microsoft.activity.message"


def adaptive(*body, actions=()):
    card = {"type": "AdaptiveCard", "version": "1.5", "body": list(body)}
    return card | ({"actions": list(actions)} if actions else {})


def words(text):
    return {"type": "TextBlock", "text": text, "wrap": True}


def posted(card):
    return {"type": "message", "summary": "C-1", "attachments": [{"contentType": CARD, "content": card}]}


CARD_OF_CASE = adaptive(words("**C-1** Maria"), actions=[CLAIM, RESOLVE])
FIELD = {"type": "Input.Text", "id": "f:text", "label": "Text", "isRequired": True, "errorMessage": "Say something."}
WHEN = {"type": "Input.Date", "id": "f:when", "label": "When"}
CLOCK = {"type": "Input.Time", "id": "t:when", "label": "At"}
CAUSE = {"type": "Input.ChoiceSet", "id": "f:cause", "label": "Cause", "style": "compact", "value": "sales"}
CAUSE |= {"choices": [{"title": "Tariff", "value": "billing/tariff"}, {"title": "Sales", "value": "sales"}]}
SEND = {"type": "Action.Submit", "title": "Send", "data": {"f": "resolve C-1"}}
FORM = adaptive(FIELD, WHEN, CLOCK, CAUSE, actions=[SEND])


def dialog(content, title="Resolve C-1"):
    info = {"title": title, "height": "large", "width": 500, "card": {"contentType": CARD, "content": content}}
    return {"task": {"type": "continue", "value": info}}


def saying(said, status=200):
    async def answer(body):
        return status, said

    return answer


def executed(kind, value, status=200):
    return {"statusCode": status, "type": kind, "value": value}


async def before_a_card(wire, bot, who="ana"):
    await bot.begins(HELP, posted(CARD_OF_CASE))
    person = wire.person(who)
    return person, person.sees()[-1]


def test_a_button_that_executes_is_an_invoke_and_a_sentence_is_told_to_who_pressed(tell):
    async def story(wire, bot):
        bot.answers = saying(executed(MESSAGE, "C-1 is yours."))
        ana, card = await before_a_card(wire, bot)
        await ana.presses("Claim", card)
        seen = {who: [one.text for one in wire.person(who).sees()] for who in ("ana", "maria")}
        return bot.heard[-1], card, seen, wire.complaints()

    body, card, seen, complaints = tell(story)

    assert card.text == "C-1 Maria\n[Claim] [Resolve]"
    assert (body["type"], body["name"]) == ("invoke", "adaptiveCard/action")
    action = {"type": "Action.Execute", "title": "Claim", "verb": "says", "data": {"s": "claim C-1"}}
    assert body["value"] == {"action": action, "trigger": "manual"}
    assert body["replyToId"] == card.source.id
    assert body["conversation"]["id"] == f"{HELP};messageid={card.source.id}"
    assert seen == {"ana": [card.text, "C-1 is yours."], "maria": [card.text]}
    assert complaints == []


def test_a_card_in_the_answer_is_before_who_pressed_alone_until_it_is_edited(tell):
    async def story(wire, bot):
        bot.answers = saying(executed(CARD, adaptive(words("yours"))))
        ana, card = await before_a_card(wire, bot)
        await ana.presses("Claim", card)
        seen = [wire.person(who).sees()[-1].text for who in ("ana", "maria")]
        path = f"conversations/{HELP}/activities/{card.source.id}"
        await bot.call("PUT", path, posted(adaptive(words("Ana's"))))
        return seen, [wire.person(who).sees()[-1].text for who in ("ana", "maria")]

    assert tell(story) == (["yours", "C-1 Maria\n[Claim] [Resolve]"], ["Ana's", "Ana's"])


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (None, 200),
        ({"ok": True}, 200),
        (executed(MESSAGE, "hello"), 500),
        (executed(MESSAGE, {"text": "hello"}), 200),
        (executed(CARD, "no card"), 200),
        (executed("application/json", {}), 200),
        (executed("application/vnd.microsoft.error", {"code": "500", "message": "no"}, status=500), 200),
    ],
    ids=[
        "nothing",
        "no answer of Teams'",
        "a 500",
        "a sentence that is none",
        "a card that is none",
        "odd",
        "an error",
    ],
)
def test_an_answer_that_teams_would_not_show_is_complained_of(tell, said, status):
    async def story(wire, bot):
        bot.answers = saying(said, status)
        ana, card = await before_a_card(wire, bot)
        await ana.presses("Claim", card)
        return len(wire.complaints())

    assert tell(story) == 1


def test_older_clients_fall_back_to_a_message_with_a_value(tell):
    async def story(wire, bot):
        wire.without_execute.add(wire.person("ana").user.id)
        wire.without_dialogs.add(wire.person("ana").user.id)
        ana, card = await before_a_card(wire, bot)
        for label in ("Claim", "Resolve"):
            await ana.presses(label, card)
        return bot.heard, card

    heard, card = tell(story)

    assert [(body["type"], body["value"]) for body in heard] == [("message", {"s": "claim C-1"}), ("message", ASKS)]
    assert all("text" not in body and body["replyToId"] == card.source.id for body in heard)


def test_a_form_is_filled_in_and_sent_and_only_once_nothing_is_missing(tell):
    async def story(wire, bot):
        bot.answers = saying(dialog(FORM))
        ana, card = await before_a_card(wire, bot)
        await ana.presses("Resolve", card)
        assert await ana.submits() is None
        missing, many = ana.sees()[-1].text, len(bot.heard)
        ana.fills("Text", "paid back")
        ana.fills("cause", "tariff")
        ana.picks("When", "2026-11-24", "15:00")
        bot.answers = saying({"task": {"type": "message", "value": "C-1 is solved."}})
        await ana.submits()
        return missing, many, bot.heard, ana.dialog, ana.sees()[-1].text, wire.complaints()

    missing, many, heard, left, told, complaints = tell(story)

    assert missing == "Resolve C-1\nText:\n✗ Say something.\nWhen:\nAt:\nCause: Sales\nTariff · Sales\n[Send]"
    assert many == 1
    assert [(body["name"], body["value"]["data"]) for body in heard] == [
        ("task/fetch", ASKS),
        (
            "task/submit",
            {
                "f": "resolve C-1",
                "f:text": "paid back",
                "f:cause": "billing/tariff",
                "f:when": "2026-11-24",
                "t:when": "15:00",
            },
        ),
    ]
    assert (left, told, complaints) == (None, "C-1 is solved.", [])


def test_a_choice_that_is_not_offered_is_chosen_by_nobody(tell):
    async def story(wire, bot):
        bot.answers = saying(dialog(FORM))
        ana, card = await before_a_card(wire, bot)
        await ana.presses("Resolve", card)
        ana.fills("Cause", "weather")

    with pytest.raises(AssertionError, match="no choice weather"):
        tell(story)


@pytest.mark.parametrize(
    "said",
    [
        {"task": {"type": "continue", "value": {"title": "x", "card": {"contentType": "x", "content": FORM}}}},
        {"task": {"type": "continue", "value": {"titel": "x", "card": {"contentType": CARD, "content": FORM}}}},
        {"task": {"type": "message", "value": {"text": "x"}}},
        {"task": {"type": "stop"}},
        {"ok": True},
        dialog(adaptive(words("x"), actions=[CLAIM])),
        dialog(adaptive(words("x"), actions=[RESOLVE])),
    ],
    ids=[
        "no card",
        "a field that nobody knows",
        "no sentence",
        "odd",
        "no task",
        "execute in a dialog",
        "a dialog more",
    ],
)
def test_a_dialog_that_teams_would_not_open_is_complained_of(tell, said):
    async def story(wire, bot):
        bot.answers = saying(said)
        ana, card = await before_a_card(wire, bot)
        await ana.presses("Resolve", card)
        return ana.dialog, len(wire.complaints())

    assert tell(story) == (None, 1)


def test_a_card_in_the_chat_is_filled_in_where_it_stands(tell):
    async def story(wire, bot):
        ana = wire.person("ana")
        await ana.dms("resolve C-1")
        execute = {"type": "Action.Execute", "verb": "form", "title": "Send", "data": {"f": "resolve C-1"}}
        await bot.posts(wire.chat("ana").id, posted(adaptive(FIELD, actions=[execute])))
        ana.fills("Text", "paid back")
        bot.answers = saying(executed(CARD, adaptive(words("C-1 is solved."))))
        await ana.submits()
        return bot.heard[-1]["value"]["action"], [one.text for one in ana.sees()]

    action, seen = tell(story)

    assert (action["verb"], action["data"]) == ("form", {"f": "resolve C-1", "f:text": "paid back"})
    assert seen == ["resolve C-1", "C-1 is solved."]


def test_a_message_extension_brings_the_message_it_was_used_on_and_its_dialog_submits_there(tell):
    async def story(wire, bot):
        bot.answers = saying(dialog(FORM))
        message = await wire.person("maria").writes(HELP, "@buckstop <charged> twice")
        ana = wire.person("ana")
        await ana.uses_extension("openCase", message)
        ana.fills("Text", "so")
        await ana.submits()
        await ana.uses_extension("newCase", at=HELP)
        return bot.heard[1:], message

    (opened, sent, alone), message = tell(story)

    assert (opened["name"], opened["value"]["commandId"]) == ("composeExtension/fetchTask", "openCase")
    assert opened["value"]["messagePayload"]["id"] == message.id
    assert "&lt;charged&gt; twice" in opened["value"]["messagePayload"]["body"]["content"]
    assert opened["value"]["messagePayload"]["mentions"][0]["mentioned"]["application"]["id"] == BOT[3:]
    assert (sent["name"], sent["value"]["data"]["f:text"]) == ("composeExtension/submitAction", "so")
    assert alone["value"]["commandContext"] == "compose"
    assert "messagePayload" not in alone["value"]


def test_a_card_that_asks_for_it_is_refreshed_when_somebody_looks(tell):
    async def story(wire, bot):
        bot.answers = saying(executed(MESSAGE, "looked"))
        ana, maria = wire.person("ana"), wire.person("maria")
        action = {"type": "Action.Execute", "title": "Look", "verb": "look"}
        card = adaptive(words("C-1")) | {"refresh": {"action": action, "userIds": [ana.user.id]}}
        await bot.begins(HELP, posted(card))
        (message,) = wire.messages(HELP)
        await ana.looks(message)
        await maria.looks(message)
        return [(body["from"]["name"], body["value"]["trigger"]) for body in bot.heard]

    assert tell(story) == [("Ana Pop", "automatic")]
