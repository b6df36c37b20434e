"""What was said in a channel, a thread or a direct chat while nobody told us: Slack gives up after three tries.

What is read here takes the shape of the event that should have come, so that it has the same keys and is understood
by the same parser; what did come is known by its keys and does nothing the second time.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.messages.delivery import NotDelivered
from bot.messages.looking import Chats, Page
from bot.messages.values import Address, Inbound
from bot.platforms.slack.errors import LOCKED_OUT
from bot.platforms.slack.needs import Calls, unhurried_s
from bot.platforms.slack.receive import Misshapen, Profiles, inbound_of
from bot.platforms.slack.shape import mark_of
from bot.platforms.slack.speaking import Around
from bot.platforms.slack.unreadable import unreadable
from bot.platforms.slack.us import PLATFORM, Us

AT_ONCE = 200  # messages, or chats, in one page of Slack's; it advises against more
HANDED_ON = 50  # messages in one page of ours
SETTLED = timedelta(seconds=10)  # a page may lack what was said in the very moment it was made
READING = ("conversations.history", "conversations.list", "conversations.replies")
PACE_S = {name: unhurried_s(name) for name in READING}
JOINS = ("channel_join", "group_join")
Message = Mapping[str, Any]
Pause = Callable[[float], Awaitable[object]]

log = logging.getLogger(__name__)


class Look:
    """Reads slowly: half of what Slack allows is left to those who wait for an answer."""

    def __init__(self, web: Calls, us_of: Callable[[], Us], people: Profiles, *, pause: Pause = asyncio.sleep) -> None:
        self._web = web
        self._us_of = us_of
        self._people = people
        self._pause = pause
        self._free_at: dict[str, float] = {}

    async def chats(self, now: datetime) -> Chats:
        """The chats of people with the bot: https://docs.slack.dev/reference/methods/conversations.list"""
        places: dict[str, Address] = {}
        async for page in self._each("conversations.list", types="im"):
            there = [one for one in page.get("channels") or () if not one.get("is_user_deleted")]
            places |= {one["id"]: Address(PLATFORM, one["id"]) for one in there}
        return Chats(tuple(places.values()), mark_of(now - SETTLED))

    async def channel(self, place: Address, since: str | None, now: datetime) -> AsyncIterator[Page]:
        """What was said at the top of a channel. What was said before the bot was invited again is not for it."""
        channel = place.conversation.place
        if since is None:
            newest = (await self._ask("conversations.history", channel=channel, limit=1)).get("messages") or []
            yield Page((), newest[0]["ts"] if newest else mark_of(now))
            return
        said = await self._read("conversations.history", since, channel=channel)
        us = self._us_of().user
        joined = max((one["ts"] for one in said if one.get("subtype") in JOINS and one.get("user") == us), default="")
        async for page in self._pages(channel, [one for one in said if one["ts"] > joined], since, now):
            yield page

    async def thread(self, place: Address, since: str, now: datetime) -> AsyncIterator[Page]:
        """What was said in a thread."""
        channel, _, began = place.place.partition("/")
        said = await self._read("conversations.replies", since, channel=channel, ts=began)
        async for page in self._pages(channel, said, since, now):
            yield page

    async def _read(self, method: str, since: str, **where: str) -> list[Message]:
        """To the end, however many pages that takes, and the oldest first, in whatever order Slack has them."""
        found: dict[str, Message] = {}
        async for page in self._each(method, **where, oldest=since):
            # The first message of a thread comes with every page, however old it is.
            stamped = [one for one in page.get("messages") or () if isinstance(one.get("ts"), str)]
            found |= {one["ts"]: one for one in stamped if one["ts"] > since}
        return [found[ts] for ts in sorted(found)]

    async def _each(self, method: str, **arguments: str) -> AsyncIterator[dict[str, Any]]:
        """Slack's pages, to the last one."""
        cursor: dict[str, str] = {}
        while True:
            page = await self._ask(method, **arguments, limit=AT_ONCE, **cursor)
            yield page
            following = (page.get("response_metadata") or {}).get("next_cursor")
            if not following or not page.get("has_more", True):
                return
            cursor = {"cursor": following}

    async def _ask(self, method: str, **arguments: Any) -> dict[str, Any]:
        """Calls of this kind are spread over time; a post waits until Slack lets us in again, and this does not."""
        now = asyncio.get_running_loop().time()
        free_at = max(self._free_at.get(method, 0.0), now)
        self._free_at[method] = free_at + PACE_S[method]
        await self._pause(free_at - now)
        try:
            return await self._web.call(method, **arguments)
        except NotDelivered as no:
            if no.why in LOCKED_OUT:  # it is not this place, and waiting does not help
                raise NotDelivered(no.why, permanent=True, retry_after=no.retry_after) from no
            raise

    async def _pages(self, channel: str, said: list[Message], since: str, now: datetime) -> AsyncIterator[Page]:
        settled = mark_of(now - SETTLED)
        for first in range(0, len(said), HANDED_ON) or (0,):
            piece = said[first : first + HANDED_ON]
            heard = [await self._inbound(channel, one, now) for one in piece]
            until = max(since, min(piece[-1]["ts"], settled)) if piece else since
            yield Page(tuple(one for one in heard if one is not None), until)

    async def _inbound(self, channel: str, message: Message, now: datetime) -> Inbound | None:
        us = self._us_of()
        body = as_event(channel, message, us)
        try:
            return await inbound_of(body, us, self._people, now)
        except Misshapen as wrong:
            extra = {"channel": channel, "ts": message["ts"], "why": str(wrong)}
            log.warning("a message could not be read", extra=extra)
            return await unreadable(body["event"], Around(us, self._people))


def as_event(channel: str, message: Message, us: Us) -> dict[str, Any]:
    """A message of the history as the event that told of it."""
    kind = {"D": "im", "G": "group"}.get(channel[:1], "channel")
    event = {**message, "type": "message", "channel": channel, "channel_type": kind, "event_ts": message["ts"]}
    return {"type": "event_callback", "team_id": us.team, "event": event}
