"""Which channels the bot is in, as far as Slack says so in time."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.platforms.slack.client import Web
from bot.platforms.slack.membership import Membership
from tests.platforms.a_service import KEEPS_SILENT
from tests.platforms.slack.a_slack import TOKEN, Answers, a_slack

ASKED = "conversations.info"
NOW = datetime(2026, 11, 19, 8, tzinfo=UTC)
HERE: Answers = {"ok": True, "channel": {"id": "C0HELP", "is_member": True}}


def told(story: Callable[[Membership, list[datetime]], Awaitable[object]], *answers: Answers) -> object:
    """What a story finds out, while Slack answers like this."""
    with a_slack() as slack:
        slack.answers(ASKED, *answers)

        async def telling() -> object:
            web, now = Web(TOKEN, slack.url), [NOW]
            try:
                return await story(Membership(web, lambda: now[0], patience_s=0.1), now), len(slack.calls(ASKED))
            finally:
                await web.close()

        return slack.run(telling())


@pytest.mark.parametrize(
    ("answer", "there"),
    [
        (HERE, True),
        ({"ok": True, "channel": {"id": "C0HELP", "is_member": False}}, False),
        ({"ok": True, "channel": {"id": "D0ANA", "is_im": True}}, True),
        ({"ok": False, "error": "channel_not_found"}, False),
        ({"ok": False, "error": "missing_scope"}, False),
        ({"ok": True}, False),
        (KEEPS_SILENT, False),
    ],
    ids=["a member", "none", "a chat with the bot", "a private one", "nobody may ask", "nothing is said", "silence"],
)
def test_the_bot_is_where_slack_says_that_it_is(answer, there):
    assert told(lambda membership, now: membership.is_in("C0HELP"), answer) == (there, 1)


def test_what_slack_said_last_counts_as_long_as_it_does_not_answer():
    async def story(membership, now):
        first = await membership.is_in("C0HELP")
        now[0] += timedelta(minutes=6)
        return first, await membership.is_in("C0HELP")

    assert told(story, HERE, KEEPS_SILENT) == ((True, True), 2)


def test_of_many_at_once_each_is_answered():
    async def story(membership, now):
        return await asyncio.gather(*(membership.is_in(f"C0{n}") for n in range(5)))

    assert told(story, HERE) == ([True] * 5, 5)
