"""The Bot Connector: what it gives, what it keeps, and what it refuses."""

import asyncio

import pytest
from aiohttp import ClientError

from tests.teams_wire.tenant import BOT, CARD, NAME, TENANT
from tests.teams_wire.wire import SECRET, TOKEN, thread_of

HELP, DESK, HOUSE, AWAY = (thread_of(name) for name in ("Desk/help", "Desk/General", "House/General", "Away/General"))
ADAPTIVE = {"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "TextBlock", "text": "C-1"}]}


def says(text, **more):
    return {"type": "message", "text": text, **more}


def shows(content, **more):
    return {"type": "message", "summary": "C-1", "attachments": [{"contentType": CARD, "content": content}], **more}


def mentions(name, who):
    return {"type": "mention", "text": f"<at>{name}</at>", "mentioned": {"id": who, "name": name}}


REFUSED = {
    "nothing said": (says(" "), 400, "BadSyntax"),
    "no message": ({"type": "trace"}, 400, "BadSyntax"),
    "no object": (["hello"], 400, "BadSyntax"),
    "a field that nobody knows": (says("hello", txt="x"), 400, "BadSyntax"),
    "a format that nobody knows": (says("hello", textFormat="html"), 400, "BadSyntax"),
    "an attachment that is no card": (shows({}) | {"attachments": [{"contentType": "x"}]}, 400, "BadSyntax"),
    "no Adaptive Card": (shows({"type": "HeroCard"}), 400, "BadSyntax"),
    "a card without a summary": (shows(ADAPTIVE, summary=""), 400, "BadSyntax"),
    "a mention of nobody": (says("<at>Ana</at> look"), 400, "BadSyntax"),
    "a mention that is not said": (says("look", entities=[mentions("Ana", "ana")]), 400, "BadSyntax"),
    "a mention of a stranger": (says("<at>Ivan</at>", entities=[mentions("Ivan", "ivan")]), 400, "BadSyntax"),
    "in somebody's name": (says("hello", **{"from": {"id": "29:1"}}), 403, "Forbidden"),
    "of another conversation": (says("hello", conversation={"id": DESK}), 400, "BadArgument"),
    "too much": (says("x" * 51_200), 413, "MessageSizeTooBig"),
}


@pytest.mark.parametrize(("said", "status", "code"), REFUSED.values(), ids=REFUSED)
def test_what_teams_refuses_is_refused_and_remembered(tell, said, status, code):
    async def story(wire, bot):
        wire.user("ivan")
        return await bot.posts(HELP, said), wire.refused, wire.messages(HELP)

    (answered, error), refused, stand_there = tell(story)

    assert (answered, error["error"]["code"]) == (status, code)
    assert [one.code for one in refused if one.status] == [code]
    assert stand_there == []


PLACES = {
    "a conversation that is not there": ("POST", "conversations/19:none@thread.tacv2/activities", 404),
    "a thread that is not there": ("POST", f"conversations/{HELP};messageid=17/activities", 404),
    "a team without the bot": ("POST", f"conversations/{AWAY}/activities", 403),
    "a message that is not there": ("PUT", f"conversations/{HELP}/activities/17", 404),
    "a member who is not there": ("GET", f"conversations/{HOUSE}/members/maria", 404),
    "a roster of a team without the bot": ("GET", f"conversations/{AWAY}/pagedmembers", 403),
    "a team that is not there": ("GET", f"teams/{HELP}/conversations", 404),
    "an address that is none": ("GET", "conversations", 404),
}


@pytest.mark.parametrize(("verb", "path", "status"), PLACES.values(), ids=PLACES)
def test_where_the_bot_is_not_it_does_nothing(tell, verb, path, status):
    async def story(wire, bot):
        wire.team("Away", "ana", installed=False)
        answered, _ = await bot.call(verb, path, says("hello") if verb != "GET" else None)
        return answered, [one.status for one in wire.refused]

    assert tell(story) == (status, [status])


def test_who_has_no_token_is_let_in_nowhere(tell):
    async def story(wire, bot):
        return await bot.call("GET", f"conversations/{HELP}/pagedmembers", token="another")

    assert tell(story)[0] == 401


def test_a_post_begins_a_thread_and_what_is_sent_there_stands_below_it(tell):
    async def story(wire, bot):
        begun = await bot.begins(HELP, shows(ADAPTIVE))
        await bot.posts(begun["id"], "a note")
        await bot.call("POST", f"conversations/{HELP}/activities/{begun['activityId']}", says("another"))
        top = wire.messages(HELP)
        return begun, top, [one.text for one in wire.messages(HELP, begun["activityId"])], wire.complaints()

    begun, (top,), below, complaints = tell(story)

    assert begun["id"] == f"{HELP};messageid={begun['activityId']}"
    assert top.id == begun["activityId"]
    assert below == ["a note", "another"]
    assert complaints == []


def test_an_edit_takes_the_place_of_a_message_and_nobody_edits_what_others_wrote(tell):
    async def story(wire, bot):
        message = await wire.person("maria").writes(HELP, "charged twice")
        _, mine = await bot.posts(HELP, "C-1")
        there = f"conversations/{HELP}/activities/"
        await bot.call("PUT", there + mine["id"], says("C-1 went up"))
        status, _ = await bot.call("PUT", there + message.id, says("never"))
        gone, _ = await bot.call("DELETE", there + mine["id"])
        twice, _ = await bot.call("DELETE", there + mine["id"])
        return status, gone, twice, [shown.text for shown in wire.person("ana").sees()]

    assert tell(story) == (403, 200, 404, ["charged twice"])


def test_what_is_over_28_kb_arrives_and_is_complained_of(tell):
    async def story(wire, bot):
        status, _ = await bot.posts(HELP, "ä" * 15_000)
        return status, wire.complaints()

    status, (complaint,) = tell(story)

    assert status == 201
    assert "over 28 KB" in complaint


def begins(who, **more):
    return {"isGroup": False, "bot": {"id": BOT}, "members": [{"id": who}], "tenantId": TENANT, **more}


@pytest.mark.parametrize("by", ["id", "aad"])
def test_a_chat_with_somebody_is_begun_once_by_any_of_their_ids(tell, by):
    async def story(wire, bot):
        ana = wire.person("ana").user
        said = [await bot.call("POST", "conversations", begins(getattr(ana, by))) for _ in range(2)]
        await bot.posts(said[0][1]["id"], "C-1 is yours now")
        return said[0][1]["id"], said[1][1]["id"], wire.chat("ana").id, [one.text for one in wire.person("ana").sees()]

    first, second, chat, seen = tell(story)

    assert first == second == chat
    assert seen == ["C-1 is yours now"]


@pytest.mark.parametrize(
    ("who", "body", "status"),
    [
        ("ivan", {}, 403),
        ("ana", {"tenantId": "another"}, 400),
        ("ana", {"members": []}, 400),
        ("ana", {"isGroup": True}, 400),
        ("ana", {"bot": {"id": "28:another"}}, 403),
    ],
    ids=["to one who has not the app", "in another tenant", "with nobody", "with a group", "for another bot"],
)
def test_a_chat_that_may_not_be_is_not_begun(tell, who, body, status):
    async def story(wire, bot):
        wire.user("ivan")
        answered, _ = await bot.call("POST", "conversations", begins(wire.person(who).user.id, **body))
        return answered

    assert tell(story) == status


def test_who_has_blocked_the_bot_reads_nothing_more(tell):
    async def story(wire, bot):
        chat = wire.chat("ana")
        chat.present, wire.person("ana").user.blocks = True, True
        return await bot.posts(chat.id, "hello?")

    status, said = tell(story)

    assert (status, said["error"]["code"]) == (403, "MessageWritesBlocked")


def test_a_roster_comes_in_pages_with_all_that_the_directory_says(tell):
    async def story(wire, bot):
        wire.methods.page = 2
        wire.team("Desk", wire.user("paul", guest=True).user.handle)
        first = (await bot.call("GET", f"conversations/{DESK}/pagedmembers"))[1]
        async with bot.session.get(
            f"{wire.service}v3/conversations/{DESK}/pagedmembers",
            params={"continuationToken": first["continuationToken"]},
            headers={"Authorization": f"Bearer {TOKEN}"},
        ) as response:
            second = await response.json()
        return [*first["members"], *second["members"]], "continuationToken" in second

    (maria, ana, paul), more = tell(story)

    assert (maria["name"], ana["surname"], ana["userRole"]) == ("Maria", "Pop", "user")
    assert paul["userRole"] == "guest"
    assert ana["objectId"] == ana["aadObjectId"]
    assert not more


def test_the_channels_of_a_team_come_without_a_name_for_the_general_one(tell):
    async def story(wire, bot):
        return (await bot.call("GET", f"teams/{DESK}/conversations"))[1]["conversations"]

    assert tell(story) == [{"id": DESK, "name": None}, {"id": HELP, "name": "help"}]


def test_who_writes_too_often_is_told_when_to_come_again(tell):
    async def story(wire, bot):
        now = [0.0]
        wire.limits(lambda: now[0])
        answers = [(await bot.posts(HELP, str(n)))[0] for n in range(8)]
        elsewhere, _ = await bot.posts(HOUSE, "another conversation")
        now[0] += 1.1
        return answers, elsewhere, [(await bot.posts(HELP, "later"))[0] for _ in range(2)]

    answers, elsewhere, later = tell(story)

    assert answers == [201] * 7 + [429]
    assert elsewhere == 201
    assert later == [201, 429]  # eight in two seconds


def test_trouble_comes_as_ordered_and_a_lost_answer_leaves_the_post(tell):
    async def story(wire, bot):
        wire.trouble("send", status=429, retry_after_s=30)
        limited = await bot.posts(HELP, "once")
        wire.trouble("send", status=502, done=True)
        lied, _ = await bot.posts(HELP, "twice")
        for how in ({"cut": True}, {"cut": True, "done": True}):
            wire.trouble("send", **how)
            with pytest.raises((ClientError, asyncio.IncompleteReadError)):
                await bot.posts(HELP, f"{how}")
        return limited, lied, [one.text for one in wire.messages(HELP)], wire.complaints()

    (status, said), lied, stand_there, complaints = tell(story)

    assert (status, said["error"]["code"], lied) == (429, "Throttled", 502)
    assert stand_there == ["twice", "{'cut': True, 'done': True}"]
    assert complaints == []


def test_a_stalled_connector_answers_once_it_goes_on(tell):
    async def story(wire, bot):
        wire.stalls()
        waiting = asyncio.ensure_future(bot.posts(HELP, "late"))
        done, _ = await asyncio.wait([waiting], timeout=0.05)
        wire.resumes()
        return bool(done), (await waiting)[0]

    assert tell(story) == (False, 201)


@pytest.mark.parametrize(("secret", "status"), [(SECRET, 200), ("another", 401)])
def test_a_token_is_given_to_whoever_knows_the_password(tell, secret, status):
    async def story(wire, bot):
        given = {"grant_type": "client_credentials", "client_id": BOT[3:], "client_secret": secret}
        given["scope"] = "https://api.botframework.com/.default"
        async with bot.session.post(f"{wire.url}/{TENANT}/oauth2/v2.0/token", data=given) as response:
            return response.status, (await response.json()).get("access_token"), len(wire.complaints())

    assert tell(story) == ((200, TOKEN, 0) if status == 200 else (401, None, 1))


def test_a_mention_of_somebody_who_is_there_is_read_by_their_name(tell):
    async def story(wire, bot):
        ana = wire.person("ana").user
        await bot.posts(HELP, says("<at>Ana Pop</at> look", entities=[mentions("Ana Pop", ana.id)]))
        return wire.complaints(), [one.text for one in wire.person("maria").sees()], NAME

    assert tell(story)[:2] == ([], ["@Ana Pop look"])
