"""Where the bot itself is added and removed: told twice, as an installation and as a change of members.

https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta

from bot.messages.values import Address, Inbound, Speaker
from bot.platforms.payload import Misshapen, Payload, part, text_in
from bot.platforms.teams.messages import home
from bot.platforms.teams.shape import Where, instant, list_in, needed, where_of
from bot.platforms.teams.speaking import Account, Around, account_of, author_of, is_us
from bot.platforms.teams.us import PLATFORM

_TOGETHER = timedelta(minutes=1)  # in which both events of one installation come


def installed(body: Payload, around: Around) -> Inbound | None:
    """installationUpdate: somebody has us for themselves now, or we are in a team or a chat."""
    where, action = where_of(body), text_in(body, "action")
    if where.kind == "personal":
        account = author_of(body) if action == "add" else None
        return home(body, account, where, around) if account else None
    kind = {"add": "joined", "remove": "left"}.get(action)
    return _ours(body, where, kind, around) if kind else None


def members_changed(body: Payload, around: Around) -> Inbound | None:
    """conversationUpdate: people come and go in the same shape as we do."""
    where = where_of(body)
    if where.kind == "personal":  # the installation says it
        return None
    if _are_we_among(body, "membersAdded", around):
        return _ours(body, where, "joined", around)
    return _ours(body, where, "left", around) if _are_we_among(body, "membersRemoved", around) else None


def newcomers(body: Payload) -> Iterator[tuple[Account, str]]:
    """Who came into a team or a group chat, and what that is called on the wire; nobody, if that is misshapen."""
    with suppress(Misshapen):
        there = where_of(body).id
        for one in list_in(body, "membersAdded"):
            with suppress(Misshapen):
                yield account_of(part({"of": one}, "of")), there


def _are_we_among(body: Payload, members: str, around: Around) -> bool:
    return any(
        isinstance(one, dict) and isinstance(one.get("id"), str) and is_us(one["id"], body, around.us)
        for one in list_in(body, members)
    )


def _ours(body: Payload, where: Where, kind: str, around: Around) -> Inbound:
    """Whoever did it, it is about us. Of a team the place is its General channel, which has the team's own id."""
    us = Speaker(Address(PLATFORM, around.us.id), around.us.name, trusted=False)
    at, key = instant(body, "timestamp", around.now), where.key(needed(body, "id"))
    return Inbound((key, *_shared(where, kind, at)), us, "", at, where.place(us.address), kind=kind)


def _shared(where: Where, kind: str, at: datetime) -> tuple[str, str]:
    """Names that both events of one installation have in common: this minute or the next."""
    minute = int(at.timestamp() // _TOGETHER.total_seconds())
    return (where.key(f"{kind}:{minute}"), where.key(f"{kind}:{minute + 1}"))
