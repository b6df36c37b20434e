"""Deliveries: signed, repeated, held back; and only what Teams would send."""

import pytest

from tests.slack_wire.local import two_held_back
from tests.teams_wire.tenant import BOT, TENANT
from tests.teams_wire.wire import thread_of

HELP = thread_of("Desk/help")


def test_a_delivery_is_signed_by_a_key_that_is_published_for_it(tell):
    async def story(wire, bot):
        await wire.person("maria").writes(HELP, "charged twice")
        (delivery,) = wire.deliveries
        for wrong in (
            "",
            "no token",
            wire.keys.token(wire.service, aud="another"),
            wire.keys.token(wire.service, iss="another"),
            wire.keys.token(wire.service, exp=1),
            wire.keys.token(wire.service, drop=("iss",)),
            wire.keys.signed({}, key="somebody's"),
            wire.keys.signed({}, algorithm="HS256"),
            wire.keys.signed({}, algorithm=None),
        ):
            await wire.post.attempt(delivery, token=wrong)
        wire.keys.rotates()
        await wire.post.attempt(delivery)
        return delivery.statuses, bot.turned_away

    statuses, turned_away = tell(story)

    assert statuses == [200] + [401] * 9 + [200]
    assert turned_away == 9


def test_what_was_not_taken_is_remembered(tell):
    async def story(wire, bot):
        bot.answers = bot.always(500)
        await wire.person("maria").writes(HELP, "charged twice")
        await wire.again(wire.deliveries[0])
        return wire.deliveries[0].statuses, wire.complaints()

    assert tell(story) == ([500, 500], ["message: 500 undelivered"] * 2)


def test_the_same_comes_again_under_its_own_id_or_under_another(tell):
    async def story(wire, bot):
        await wire.person("maria").writes(HELP, "charged twice")
        await wire.again(wire.deliveries[0])
        await wire.again(wire.deliveries[0], another_id=True)
        return [(body["id"], body["text"]) for body in bot.heard]

    first, second, third = tell(story)

    assert first == second
    assert third[0] != first[0]
    assert third[1] == first[1]


def test_whoever_answers_too_late_did_not_answer(tell):
    async def story(wire, bot):
        wire.post.patience_s = 0.05
        bot.answers = bot.sleepy(0.2)
        await wire.person("maria").writes(HELP, "charged twice")
        return wire.deliveries[0].statuses

    assert tell(story) == [0]


def test_what_is_held_back_comes_in_another_order(tell):
    async def story(wire, bot):
        before, heard = await two_held_back(wire, bot, HELP)
        return before, [body["text"] for body in heard]

    assert tell(story) == (0, ["second", "first"])


def test_without_consent_only_what_mentions_the_bot_is_delivered(tell):
    async def story(wire, bot):
        maria = wire.person("maria")
        root = await maria.writes(HELP, "nobody hears this")
        await maria.writes(HELP, "@buckstop claim C-1", thread=root.id)
        await maria.writes(HELP, "@ana nor this")
        await maria.edits(root, "nor its edit")
        await maria.dms("but this")
        return [body["text"] for body in bot.heard], wire.deliveries[0].body["conversation"]["id"], root.id

    heard, conversation, root = tell(story, hears_all=False)

    assert heard == ["<at>Buckstop</at>\u00a0claim C-1\n", "but this"]
    assert conversation == f"{HELP};messageid={root}"


def test_where_the_bot_is_not_nothing_is_heard(tell):
    async def story(wire, bot):
        wire.team("Away", "maria", installed=False)
        chat = wire.group("lunch", "maria", "ana", present=False)
        for place in (thread_of("Away/General"), chat.id):
            await wire.person("maria").writes(place, "@buckstop are you there?")
        return bot.heard

    assert tell(story) == []


def test_a_post_carries_what_teams_says_of_it(tell):
    async def story(wire, bot):
        await wire.person("maria").writes(HELP, "@ana <charged> twice")
        return bot.heard[0], wire.person("maria").user, wire.person("ana").user

    body, maria, ana = tell(story)

    assert body["conversation"] == {
        "id": f"{HELP};messageid={body['id']}",
        "conversationType": "channel",
        "isGroup": True,
        "tenantId": TENANT,
    }
    assert body["from"] == {"id": maria.id, "name": "Maria", "aadObjectId": maria.aad}
    assert body["recipient"]["id"] == BOT
    assert body["channelData"]["team"]["id"] == thread_of("Desk/General")
    assert body["text"] == "<at>Ana Pop</at>\u00a0<charged> twice\n"
    assert [one["type"] for one in body["entities"]] == ["mention", "clientInfo"]
    assert body["entities"][0]["mentioned"]["id"] == ana.id
    assert "&lt;charged&gt;" in body["attachments"][0]["content"]
    assert "replyToId" not in body


def test_a_group_chat_has_no_threads_and_there_too_only_what_is_consented_to_is_heard(tell):
    async def story(wire, bot):
        chat = wire.group("lunch", "maria", "ana", all_heard=False)
        await wire.person("maria").writes(chat.id, "nobody hears this")
        await wire.person("maria").writes(chat.id, "@buckstop home")
        chat.all_heard = True
        await wire.person("ana").writes(chat.id, "now it is heard")
        return [(body["text"], body["conversation"]) for body in bot.heard], chat.id

    ((mention, there), (words, _)), chat = tell(story)

    assert (mention, words) == ("<at>Buckstop</at>\u00a0home\n", "now it is heard")
    assert there == {"id": chat, "conversationType": "groupChat", "isGroup": True, "tenantId": TENANT}


@pytest.mark.parametrize("status", [200, 201, 202])
def test_any_yes_is_a_yes(tell, status):
    async def story(wire, bot):
        bot.answers = bot.always(status)
        await wire.person("maria").writes(HELP, "charged twice")
        return wire.deliveries[0].statuses, wire.complaints()

    assert tell(story) == ([status], [])
