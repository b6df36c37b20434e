"""What people write and take back, and where they come and go, as the bot is told of it."""

import pytest

from tests.teams_wire.tenant import BOT
from tests.teams_wire.wire import thread_of

HELP, HOUSE = thread_of("Desk/help"), thread_of("House/General")


def test_a_reply_names_the_post_below_which_it_stands(tell):
    async def story(wire, bot):
        maria = wire.person("maria")
        root = await maria.writes(HELP, "charged twice")
        reply = await maria.writes(HELP, "hello?", thread=root.id)
        return bot.heard[1], root.id, reply.id

    body, root, reply = tell(story)

    assert (body["id"], body["replyToId"]) == (reply, root)
    assert body["conversation"]["id"] == f"{HELP};messageid={root}"


def test_edits_deletions_and_reactions_are_told(tell):
    async def story(wire, bot):
        maria = wire.person("maria")
        message = await maria.writes(HELP, "charged twice")
        await maria.edits(message, "charged thrice")
        await maria.deletes(message)
        await maria.undeletes(message)
        await maria.reacts(message)
        return bot.heard[1:], message

    (edit, deletion, back, reaction), message = tell(story)

    assert (edit["type"], edit["channelData"]["eventType"], edit["text"]) == (
        "messageUpdate",
        "editMessage",
        "charged thrice",
    )
    assert (deletion["type"], deletion["channelData"]["eventType"]) == ("messageDelete", "softDeleteMessage")
    assert (back["type"], back["channelData"]["eventType"]) == ("messageUpdate", "undeleteMessage")
    assert {one["id"] for one in (edit, deletion, back)} == {message.id}
    assert (reaction["type"], reaction["replyToId"]) == ("messageReaction", message.id)


def test_the_app_comes_and_goes_and_so_do_people(tell):
    async def story(wire, bot):
        ana, maria = wire.person("ana"), wire.person("maria")
        team = wire.team("New", "ana", installed=False)
        await ana.installs(team)
        await maria.joins(team)
        await maria.leaves(team)
        await ana.uninstalls(team)
        await ana.installs()
        return bot.heard, team, maria.user.id

    heard, team, maria = tell(story)

    told = [(body["type"], body.get("action") or body["channelData"].get("eventType")) for body in heard]
    assert told == [
        ("installationUpdate", "add"),
        ("conversationUpdate", "teamMemberAdded"),
        ("conversationUpdate", "teamMemberAdded"),
        ("conversationUpdate", "teamMemberRemoved"),
        ("installationUpdate", "remove"),
        ("conversationUpdate", "teamMemberRemoved"),
        ("installationUpdate", "add"),
        ("conversationUpdate", None),
    ]
    assert heard[1]["membersAdded"][0]["id"] == BOT
    assert heard[2]["membersAdded"][0]["id"] == maria
    assert heard[0]["conversation"]["id"] == team.id
    assert heard[6]["conversation"]["conversationType"] == "personal"


def test_nobody_writes_where_they_are_not(tell):
    async def story(wire, bot):
        await wire.person("maria").writes(HOUSE, "hello?")

    with pytest.raises(AssertionError, match="Maria is not in General"):
        tell(story)
