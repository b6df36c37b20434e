"""Which channels we are in. What we say in any other is refused, and what is said there we do not hear."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.messages.delivery import NotDelivered
from bot.platforms.slack.needs import Calls

FRESH = timedelta(minutes=5)
MOST_KNOWN = 10_000

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Known:
    there: bool
    until: datetime


class Membership:
    """Slack is asked once in a while; whoever wants to know waits for `patience_s` at most."""

    def __init__(self, web: Calls, clock: Callable[[], datetime], *, patience_s: float) -> None:
        self._web, self._clock, self._patience_s = web, clock, patience_s
        self._known: dict[str, _Known] = {}

    async def is_in(self, channel: str) -> bool:
        """Are we? If Slack does not say in time: as it said last, else no, for a direct chat is always there."""
        known = self._known.get(channel)
        if known is not None and known.until > self._clock():
            return known.there
        try:
            asked = self._web.call("conversations.info", channel=channel)
            there = _is_ours((await asyncio.wait_for(asked, self._patience_s)).get("channel"))
        except (NotDelivered, TimeoutError) as no:
            log.info("nobody knows whether we are in a channel", extra={"why": getattr(no, "why", "timeout")})
            if not (isinstance(no, NotDelivered) and no.permanent):
                return known is not None and known.there
            there = False  # of a private channel that we are not in Slack says that there is none
        self.put(channel, there)
        return there

    def put(self, channel: str, there: bool) -> None:
        """What an event said of it is as good as asked for."""
        if len(self._known) >= MOST_KNOWN:
            self._known.clear()
        self._known[channel] = _Known(there, self._clock() + FRESH)


def _is_ours(said: object) -> bool:
    """Of a direct chat that is not with us Slack says that there is none."""
    return isinstance(said, dict) and (said.get("is_member") is True or said.get("is_im") is True)
