"""The Web API: what it gives, what it keeps, and what it refuses."""

import asyncio
import json

import pytest
from aiohttp import ClientError

from tests.slack_wire.wire import APP_TOKEN
from tests.slack_wire.workspace import BOT_USER, TEAM

FRONT, HELP, ANA, MARIA = "C0FRONT", "C0HELP", "U0ANA", "U0MARIA"
WORDS = [{"type": "section", "text": {"type": "mrkdwn", "text": "*C-1* Maria"}}]
MODAL = {"type": "modal", "title": {"type": "plain_text", "text": "Resolve"}, "blocks": []}


def test_the_bot_learns_who_it_is_and_what_it_may_do(tell):
    async def story(wire, bot):
        return await bot.call("auth.test")

    said = tell(story)

    assert (said["team_id"], said["user_id"]) == (TEAM, BOT_USER)
    assert "chat:write" in said["scopes"].split(",")


POST, ALONE = "chat.postMessage", "chat.postEphemeral"
MARK = {"row": 1}
REFUSED = {
    "no such method": ("chat.shout", {}, "unknown_method"),
    "a foreign token": ("auth.test", {"token": "xoxb-another"}, "invalid_auth"),
    "the socket's token": ("auth.test", {"token": APP_TOKEN}, "not_allowed_token_type"),
    "nothing said": (POST, {"channel": HELP}, "no_text"),
    "nowhere": (POST, {"text": "hello"}, "invalid_arguments"),
    "an argument that nobody knows": (POST, {"channel": HELP, "text": "x", "txt": "x"}, "invalid_arguments"),
    "a channel that is not there": (POST, {"channel": "C0NONE", "text": "hello"}, "channel_not_found"),
    "a private channel without the bot": (POST, {"channel": "C0LEADS", "text": "x"}, "channel_not_found"),
    "an archived channel": (POST, {"channel": "C0OLD", "text": "hello"}, "is_archived"),
    "a thread that is not there": (POST, {"channel": HELP, "text": "x", "thread_ts": "1.2"}, "thread_not_found"),
    "too many words": (POST, {"channel": HELP, "text": "x" * 40_001}, "msg_too_long"),
    "odd blocks": (POST, {"channel": HELP, "blocks": [{"type": "x"}]}, "invalid_blocks"),
    "odd metadata": (POST, {"channel": HELP, "text": "x", "metadata": MARK}, "invalid_metadata_format"),
    "an edit of nothing": ("chat.update", {"channel": HELP, "ts": "1.2", "text": "x"}, "message_not_found"),
    "an edit in somebody's name": ("chat.update", {"channel": ANA, "ts": "1.2", "text": "x"}, "channel_not_found"),
    "to one who is not there": (ALONE, {"channel": FRONT, "user": MARIA, "text": "x"}, "user_not_in_channel"),
    "a form without a trigger": ("views.open", {"view": MODAL, "trigger_id": "1.2.3"}, "invalid_trigger_id"),
    "JSON where only a form is read": ("conversations.history", {"channel": HELP}, "invalid_arguments"),
    "a chat with nobody": ("conversations.open", {"users": "U0NONE"}, "user_not_found"),
}


@pytest.mark.parametrize(("method", "said", "error"), REFUSED.values(), ids=REFUSED)
def test_what_slack_refuses_is_refused_and_remembered(tell, method, said, error):
    async def story(wire, bot):
        wire.channel("leads", bot=False, private=True)
        wire.channel("old").archived = True
        answer = await bot.call(method, **said)
        return answer, wire.refused, wire.messages(HELP)

    answer, refused, stand_there = tell(story)

    assert (answer["ok"], answer["error"]) == (False, error)
    assert [one.error for one in refused] == [error]
    assert stand_there == []


def test_a_token_without_a_scope_is_told_which(tell):
    async def story(wire, bot):
        wire.scopes.discard("users:read")
        return await bot.asks("users.info", user=ANA)

    assert tell(story)["response_metadata"]["messages"] == ["needed: users:read"]


def test_a_post_stands_where_it_was_sent_and_an_edit_takes_its_place(tell):
    async def story(wire, bot):
        mark = {"event_type": "buckstop", "event_payload": {"row": "1"}}
        posted = await bot.call("chat.postMessage", channel=FRONT, text="C-1", blocks=WORDS, metadata=mark)
        below = await bot.call("chat.postMessage", channel=FRONT, text="a note", thread_ts=posted["ts"])
        await bot.call("chat.update", channel=FRONT, ts=posted["ts"], text="C-1 went up")
        history = await bot.asks("conversations.history", channel=FRONT, include_all_metadata="1")
        replies = await bot.asks("conversations.replies", channel=FRONT, ts=posted["ts"])
        return posted, below, history, replies, [wire.shown(one).text for one in wire.messages(FRONT)]

    posted, below, history, replies, words = tell(story)

    (found,) = history["messages"]
    assert (found["ts"], found["metadata"]["event_payload"]) == (posted["ts"], {"row": "1"})
    assert "blocks" not in found  # an edit with nothing but text takes them away
    assert [one["ts"] for one in replies["messages"]] == [posted["ts"], below["ts"]]
    assert words == ["C-1 went up"]


def test_nobody_edits_what_others_wrote(tell):
    async def story(wire, bot):
        message = await wire.person("maria").writes(HELP, "charged twice")
        return await bot.call("chat.update", channel=HELP, ts=message.ts, text="never")

    assert tell(story)["error"] == "cant_update_message"


def test_history_comes_in_pages_the_newest_first(tell):
    async def story(wire, bot):
        for n in range(5):
            await bot.call("chat.postMessage", channel=HELP, text=str(n))
        texts, cursor = [], "0"
        while cursor:
            page = await bot.asks("conversations.history", channel=HELP, limit="2", cursor=cursor)
            texts += [one["text"] for one in page["messages"]]
            cursor = page["response_metadata"]["next_cursor"]
        return texts

    assert tell(story) == ["4", "3", "2", "1", "0"]


def test_a_message_to_a_person_stands_in_their_chat_with_the_bot(tell):
    async def story(wire, bot):
        posted = await bot.call("chat.postMessage", channel=ANA, text="C-1 is yours now")
        opened = await bot.call("conversations.open", users=ANA)
        return posted["channel"], opened["channel"]["id"], [one.text for one in wire.messages("D0ANA")]

    assert tell(story) == ("D0ANA", "D0ANA", ["C-1 is yours now"])


def test_an_ephemeral_message_is_seen_by_one_and_in_a_thread_without_replies_by_none(tell):
    async def story(wire, bot):
        message = await wire.person("maria").writes(HELP, "charged twice")
        await bot.call("chat.postEphemeral", channel=HELP, user=ANA, text="yours")
        await bot.call("chat.postEphemeral", channel=HELP, user=ANA, text="lost", thread_ts=message.ts)
        seen = {who: [one.text for one in wire.person(who).sees()] for who in ("ana", "maria")}
        return seen, wire.refused

    seen, refused = tell(story)

    assert seen == {"ana": ["charged twice", "yours"], "maria": ["charged twice"]}
    assert [one.error for one in refused] == ["unseen"]


def test_people_are_told_of_as_slack_knows_them(tell):
    async def story(wire, bot):
        wire.user("vera", deleted=True)
        wire.user("paul", team="T0OTHER", email="paul@other.example")
        users = [await bot.asks("users.info", user=user, include_locale="1") for user in (ANA, "U0VERA", "U0PAUL")]
        return [one["user"] for one in users]

    ana, vera, paul = tell(story)

    assert (ana["tz"], ana["locale"], ana["profile"]["email"]) == ("Europe/Bucharest", "en-US", "ana@example.com")
    assert vera["deleted"]
    assert "tz" not in vera
    assert paul["team_id"] == "T0OTHER"
    assert "email" not in paul["profile"]


def test_a_trigger_opens_one_form(tell):
    async def story(wire, bot):
        delivery = await wire.person("ana").slash(FRONT, "/case", "resolve")
        first, second = [
            await bot.call("views.open", trigger_id=delivery.body["trigger_id"], view=MODAL) for _ in range(2)
        ]
        return first["ok"], second["error"], wire.person("ana").modal is not None

    assert tell(story) == (True, "exchanged_trigger_id", True)


def test_a_home_is_drawn_anew_by_whoever_knows_it(tell):
    async def story(wire, bot):
        home = {"type": "home", "blocks": WORDS}
        first = await bot.call("views.publish", user_id=ANA, view=home)
        again = await bot.call("views.publish", user_id=ANA, view=home, hash=first["view"]["hash"])
        stale = await bot.call("views.publish", user_id=ANA, view=home, hash=first["view"]["hash"])
        return again["ok"], stale["error"], [one.text for one in wire.person("ana").sees()]

    assert tell(story) == (True, "hash_conflict", ["C-1 Maria"])


def test_a_form_carries_its_objects_as_json(tell):
    async def story(wire, bot):
        await bot.asks("chat.postMessage", channel=HELP, text="C-1", blocks=json.dumps(WORDS))
        broken = await bot.asks("chat.postMessage", channel=HELP, text="C-1", blocks="[")
        return broken["error"], [one.blocks[0]["type"] for one in wire.messages(HELP)]

    assert tell(story) == ("invalid_blocks_format", ["section"])


def test_trouble_comes_as_ordered_and_a_lost_answer_leaves_the_post(tell):
    async def story(wire, bot):
        wire.trouble("chat.postMessage", status=429, error="ratelimited", retry_after_s=30)
        limited = await bot.call("chat.postMessage", channel=HELP, text="once")
        wire.trouble("chat.postMessage", done=True)
        with pytest.raises((ClientError, asyncio.IncompleteReadError)):
            await bot.call("chat.postMessage", channel=HELP, text="twice")
        await bot.call("chat.postMessage", channel=HELP, text="thrice")
        return limited["error"], [one.text for one in wire.messages(HELP)]

    assert tell(story) == ("ratelimited", ["twice", "thrice"])
