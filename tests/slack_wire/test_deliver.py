"""Deliveries: signed, repeated, held back, changed on the way; over HTTP and over a socket."""

import asyncio

import pytest
from aiohttp import ClientSession

from tests.slack_wire.local import two_held_back
from tests.slack_wire.wire import APP_TOKEN

HELP = "C0HELP"


def test_a_delivery_is_signed_and_one_that_was_changed_or_comes_late_is_not(tell):
    async def story(wire, bot):
        maria = wire.person("maria")
        await maria.writes(HELP, "charged twice")
        (delivery,) = wire.deliveries
        await wire.post.attempt(delivery, tampered=True)
        await wire.post.attempt(delivery, stale=True)
        return delivery.statuses, bot.unsigned

    assert tell(story) == ([200, 401, 401], 2)


def test_what_fails_comes_again_at_once_under_the_same_event_id(tell):
    async def story(wire, bot):
        bot.answers = failing(1)
        await wire.person("maria").writes(HELP, "charged twice")
        return wire.deliveries[0].statuses, bot.heard, bot.headers

    statuses, heard, headers = tell(story)

    assert statuses == [500, 200]
    assert heard[0]["event_id"] == heard[1]["event_id"]
    assert "X-Slack-Retry-Num" not in headers[0]
    assert (headers[1]["X-Slack-Retry-Num"], headers[1]["X-Slack-Retry-Reason"]) == ("1", "http_error")


def test_what_was_lost_for_good_is_remembered(tell):
    async def story(wire, bot):
        bot.answers = failing(9)
        await wire.person("maria").writes(HELP, "charged twice")
        await wire.again(wire.deliveries[0])
        return wire.deliveries[0].statuses, [str(one) for one in wire.refused], bot.headers[-1]["X-Slack-Retry-Num"]

    assert tell(story) == ([500, 500, 500], ["event answered 500"], "2")


def test_whoever_answers_too_late_did_not_answer(tell):
    async def story(wire, bot):
        wire.post.patience_s, wire.post.retries = 0.05, 0
        bot.answers = bot.sleepy(0.2)
        await wire.person("maria").writes(HELP, "charged twice")
        return wire.deliveries[0].statuses

    assert tell(story) == [0]


def test_what_is_held_back_comes_in_another_order(tell):
    async def story(wire, bot):
        before, heard = await two_held_back(wire, bot, HELP)
        return before, [body["event"]["text"] for body in heard]

    assert tell(story) == (0, ["second", "first"])


def test_only_what_the_bot_asked_for_and_may_see_is_delivered(tell):
    async def story(wire, bot):
        ana = wire.person("ana")
        wire.channel("away", bot=False).members.add(ana.user.id)
        await ana.writes("C0AWAY", "nobody hears this")
        wire.events.discard("message.channels")
        await ana.writes(HELP, "nor this")
        return bot.heard

    assert tell(story) == []


def test_the_bot_hears_its_own_messages_too(tell):
    async def story(wire, bot):
        posted = await bot.call("chat.postMessage", channel=HELP, text="C-1")
        await bot.call("chat.update", channel=HELP, ts=posted["ts"], text="C-1, claimed")
        await wire.quiet()
        return [body["event"] for body in bot.heard]

    post, edit = tell(story, echoes=True)

    assert (post["bot_id"], post["text"]) == ("B0BUCK", "C-1")
    assert (edit["subtype"], edit["message"]["text"]) == ("message_changed", "C-1, claimed")


def test_over_a_socket_everything_comes_in_envelopes_until_slack_renews_it(tell):
    async def story(wire, bot):
        opened = await bot.call("apps.connections.open", token=APP_TOKEN)
        async with ClientSession() as session, session.ws_connect(opened["url"]) as socket:
            hello = await socket.receive_json()
            typing = asyncio.ensure_future(wire.person("ana").slash("C0FRONT", "/case", "list"))
            envelope = await socket.receive_json()
            await socket.send_json({"envelope_id": envelope["envelope_id"], "payload": {"text": "Your cases: 0"}})
            delivery = await typing
            await wire.refreshes_sockets()
            goodbye = await socket.receive_json()
        return hello, envelope, delivery, goodbye, [one.text for one in wire.person("ana").sees()], bot.heard

    hello, envelope, delivery, goodbye, seen, heard = tell(story)

    assert hello["type"] == "hello"
    assert (envelope["type"], envelope["payload"]["text"]) == ("slash_commands", "list")
    assert delivery.arrived
    assert (goodbye["type"], goodbye["reason"]) == ("disconnect", "refresh_requested")
    assert seen == ["Your cases: 0"]
    assert heard == []


def test_a_socket_needs_its_own_token(tell):
    async def story(wire, bot):
        return await bot.call("apps.connections.open")

    assert tell(story)["error"] == "not_allowed_token_type"


@pytest.mark.parametrize("status", [200, 202, 204])
def test_any_yes_is_a_yes(tell, status):
    async def story(wire, bot):
        bot.answers = bot.always(status)
        await wire.person("maria").writes(HELP, "charged twice")
        return wire.deliveries[0].statuses

    assert tell(story) == [status]


def failing(times):
    left = [times]

    async def answer(body):
        left[0] -= 1
        return (500 if left[0] >= 0 else 200), ""

    return answer
