"""What people do, as the bot is told of it; and what they see for it."""

import pytest

HELP, FRONT = "C0HELP", "C0FRONT"


def plain(words):
    return {"type": "plain_text", "text": words}


CLAIM = {"type": "button", "text": plain("Claim"), "action_id": "says:0", "value": '{"s":"claim C-1"}'}
CARD = [{"type": "section", "text": plain("C-1 Maria")}, {"type": "actions", "elements": [CLAIM]}]
TEXT = {"type": "plain_text_input", "action_id": "value"}
CAUSE = {
    "type": "static_select",
    "action_id": "value",
    "options": [{"text": plain(one), "value": one} for one in ("tariff", "unknown")],
}
DAY, CLOCK = {"type": "datepicker", "action_id": "value"}, {"type": "timepicker", "action_id": "time"}
FORM = {
    "type": "modal",
    "title": plain("Resolve C-1"),
    "submit": plain("Send"),
    "private_metadata": "C-1",
    "callback_id": "form",
    "blocks": [
        {"type": "input", "block_id": "text", "label": plain("Text"), "element": TEXT},
        {"type": "input", "block_id": "cause", "label": plain("Cause"), "element": CAUSE, "optional": True},
        {"type": "input", "block_id": "until", "label": plain("Until"), "element": DAY, "optional": True},
        {"type": "input", "block_id": "until:time", "label": plain("At"), "element": CLOCK, "optional": True},
    ],
}


def test_a_mention_comes_twice_as_one_post(tell):
    async def story(wire, bot):
        await wire.person("maria").writes(HELP, "@buckstop help & <more>")
        return bot.heard

    first, second = tell(story)

    assert (first["event"]["type"], second["event"]["type"]) == ("message", "app_mention")
    assert first["event"]["ts"] == second["event"]["ts"]
    assert first["event_id"] != second["event_id"]
    assert first["event"]["text"] == "<@U0BUCK> help &amp; &lt;more&gt;"


def test_edits_and_deletions_tell_what_stood_there(tell):
    async def story(wire, bot):
        maria = wire.person("maria")
        message = await maria.writes(HELP, "charged twice")
        await maria.edits(message, "charged thrice")
        await maria.deletes(message)
        return [body["event"] for body in bot.heard], wire.messages(HELP)

    (_, edit, deletion), stand_there = tell(story)

    assert (edit["subtype"], edit["message"]["text"]) == ("message_changed", "charged thrice")
    assert edit["previous_message"]["text"] == "charged twice"
    assert edit["message"]["edited"]["user"] == "U0MARIA"
    assert (deletion["subtype"], deletion["previous_message"]["text"]) == ("message_deleted", "charged thrice")
    assert stand_there == []


def test_where_a_thread_began_something_stays_when_it_is_deleted(tell):
    async def story(wire, bot):
        maria = wire.person("maria")
        message = await maria.writes(HELP, "charged twice")
        await maria.writes(HELP, "hello?", thread=message.ts)
        await maria.deletes(message)
        return bot.heard[-1]["event"], len(wire.messages(HELP))

    event, stand_there = tell(story)

    assert (event["subtype"], event["message"]["subtype"]) == ("message_changed", "tombstone")
    assert event["previous_message"]["text"] == "charged twice"
    assert stand_there == 1


def test_a_slash_command_is_a_form_and_its_response_is_seen_by_one(tell):
    async def story(wire, bot):
        bot.answers = saying({"text": "*C-1* is yours."})
        await wire.person("ana").slash(FRONT, "/case", "give C-1 @maria & go")
        return bot.heard[0], bot.headers[0], [one.text for one in wire.person("ana").sees()]

    body, headers, seen = tell(story)

    assert headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert (body["command"], body["text"]) == ("/case", "give C-1 <@U0MARIA> & go")
    assert body["channel_id"] == FRONT
    assert seen == ["C-1 is yours."]


def test_a_button_carries_its_value_and_where_it_stood(tell):
    async def story(wire, bot):
        posted = await bot.call("chat.postMessage", channel=FRONT, text="C-1", blocks=CARD)
        ana = wire.person("ana")
        (card,) = ana.sees()
        await ana.presses("Claim", card)
        return posted["ts"], card, bot.heard[0], bot.headers[0]

    ts, card, body, headers = tell(story)

    assert card.labels == ["Claim"]
    assert headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert body["actions"][0]["value"] == CLAIM["value"]
    assert (body["container"]["message_ts"], body["message"]["ts"]) == (ts, ts)
    assert not body["container"]["is_ephemeral"]


def test_an_ephemeral_message_is_not_in_the_payload_of_its_button(tell):
    async def story(wire, bot):
        await bot.call("chat.postEphemeral", channel=FRONT, user="U0ANA", text="C-1", blocks=CARD)
        ana = wire.person("ana")
        await ana.presses("Claim", ana.sees()[-1])
        return bot.heard[0]

    body = tell(story)

    assert body["container"]["is_ephemeral"]
    assert "message" not in body


def test_an_old_card_is_pressed_as_it_was_seen(tell):
    async def story(wire, bot):
        posted = await bot.call("chat.postMessage", channel=FRONT, text="C-1", blocks=CARD)
        ana = wire.person("ana")
        (card,) = ana.sees()
        await bot.call("chat.update", channel=FRONT, ts=posted["ts"], text="C-1 went up")
        await ana.presses("Claim", card)
        return bot.heard[0], ana.sees()[-1].labels

    body, labels = tell(story)

    assert body["actions"][0]["value"] == CLAIM["value"]
    assert labels == []


def test_a_response_url_works_five_times(tell):
    async def story(wire, bot):
        await wire.person("ana").slash(FRONT, "/case", "list")
        url = bot.heard[0]["response_url"]
        statuses = [await bot.responds(url, text=str(n)) for n in range(6)]
        return statuses, [one.text for one in wire.person("ana").sees()], [one.error for one in wire.refused]

    assert tell(story) == ([200] * 5 + [404], ["0", "1", "2", "3", "4"], ["used_url"])


def test_a_form_comes_back_filled_in(tell):
    async def story(wire, bot):
        bot.answers = opening(bot)
        ana = wire.person("ana")
        await ana.slash(FRONT, "/case", "resolve C-1")
        ana.fills("Text", "paid back")
        ana.fills("cause", "tariff")
        ana.picks("Until", "2026-11-24", "15:00")
        bot.answers = saying("")
        await ana.submits()
        return bot.heard[-1], ana.modal, wire.refused

    body, modal, refused = tell(story)

    values = body["view"]["state"]["values"]
    assert values["text"]["value"]["value"] == "paid back"
    assert values["cause"]["value"]["selected_option"]["value"] == "tariff"
    assert values["until"]["value"]["selected_date"] == "2026-11-24"
    assert values["until:time"]["time"]["selected_time"] == "15:00"
    assert (body["view"]["private_metadata"], body["view"]["callback_id"]) == ("C-1", "form")
    assert modal is None
    assert refused == []


def test_slack_itself_asks_for_what_is_required(tell):
    async def story(wire, bot):
        bot.answers = opening(bot)
        ana = wire.person("ana")
        await ana.slash(FRONT, "/case", "resolve C-1")
        sent = await ana.submits()
        return sent, ana.shown(ana.modal).text, len(bot.heard)

    sent, words, heard = tell(story)

    assert sent is None
    assert "Text:\n✗ Please complete this required field." in words
    assert heard == 1


@pytest.mark.parametrize(
    ("said", "words", "refused"),
    [
        ({"response_action": "errors", "errors": {"text": "too short"}}, "Text: ok\n✗ too short", []),
        ({"response_action": "errors", "errors": {"nothing": "x"}}, "Resolve C-1", ["invalid_errors"]),
        ({"response_action": "update", "view": {**FORM, "title": plain("Done")}}, "Done\nText: ok", []),
        ({"response_action": "update", "view": {"type": "modal"}}, "Resolve C-1", ["invalid_arguments"]),
        ({"text": "thanks"}, "Resolve C-1", ["invalid_response"]),
    ],
    ids=["errors beside fields", "errors beside nothing", "another view", "an odd view", "no such response"],
)
def test_the_response_says_what_becomes_of_a_form(tell, said, words, refused):
    async def story(wire, bot):
        bot.answers = opening(bot)
        ana = wire.person("ana")
        await ana.slash(FRONT, "/case", "resolve C-1")
        ana.fills("Text", "ok")
        bot.answers = saying(said)
        await ana.submits()
        return ana.shown(ana.modal).text, [one.error for one in wire.refused]

    shown, errors = tell(story)

    assert words in shown
    assert errors == refused


def test_a_shortcut_brings_the_message_it_was_used_on(tell):
    async def story(wire, bot):
        message = await wire.person("maria").writes(HELP, "charged twice")
        await wire.person("ana").uses_shortcut("open_case", message)
        await wire.person("ana").uses_shortcut("new_case")
        return bot.heard[1:]

    on_message, global_ = tell(story)

    assert (on_message["type"], on_message["callback_id"]) == ("message_action", "open_case")
    assert on_message["message"]["text"] == "charged twice"
    assert on_message["channel"]["id"] == HELP
    assert (global_["type"], global_["callback_id"]) == ("shortcut", "new_case")
    assert "response_url" not in global_


def test_home_joins_and_changes_of_people_are_told(tell):
    async def story(wire, bot):
        ana = wire.person("ana")
        await ana.opens_home()
        wire.channel("new", bot=False).members.add(ana.user.id)
        await ana.invites_the_bot("C0NEW")
        await ana.removes_the_bot("C0NEW")
        await ana.becomes(guest=True)
        return [body["event"] for body in bot.heard]

    home, joined, left, changed = tell(story)

    assert (home["type"], home["tab"]) == ("app_home_opened", "home")
    assert (joined["type"], joined["user"]) == ("member_joined_channel", "U0BUCK")
    assert left["type"] == "member_left_channel"
    assert changed["user"]["is_restricted"]


def test_nobody_writes_where_they_are_not(tell):
    async def story(wire, bot):
        await wire.person("maria").writes(FRONT, "hello?")

    with pytest.raises(AssertionError, match="maria is not in front"):
        tell(story)


def saying(said):
    async def answer(body):
        return 200, said

    return answer


def opening(bot):
    """Opens the form for whatever carries a trigger."""

    async def answer(body):
        await bot.call("views.open", trigger_id=body["trigger_id"], view=FORM)
        return 200, ""

    return answer


def test_what_a_response_url_shows_one_person_stands_at_the_bottom_and_what_it_shows_all_in_a_thread(tell):
    async def story(wire, bot):
        maria = wire.person("maria")
        root = await maria.writes(HELP, "charged twice")
        await bot.call("chat.postMessage", channel=HELP, text="C-1", blocks=CARD, thread_ts=root.ts)
        await maria.presses("Claim", maria.sees()[-1])
        url = bot.heard[-1]["response_url"]
        for kind in ("ephemeral", "in_channel"):
            await bot.responds(url, text=kind, response_type=kind, replace_original=False, thread_ts=root.ts)
        return root.ts, {one.text: one.source.thread_ts for one in maria.sees()}

    root, stands = tell(story)

    assert (stands["ephemeral"], stands["in_channel"]) == (None, root)
