"""Who is in a team or a chat, read without hurry.

https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context
"""

import asyncio
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.messages.delivery import NotDelivered
from bot.messages.values import Address, Profile, Whereabouts
from bot.platforms.payload import kept
from bot.platforms.teams.connector import Connector
from bot.platforms.teams.places import escaped, path, split
from bot.platforms.teams.us import PLATFORM, Us

PAGE = "500"  # the largest there is
MOST_MEMBERS = 10_000  # of one roster: who comes after them is learned of when they speak
# A bot may read 120 times in 30 s and 14 times in 1 s: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
PACE_S = 0.3
TIMES = 4  # that a question is asked, if Teams is busy
LONGEST_WAIT = timedelta(minutes=1)
NOBODY_THERE = "MemberNotFoundInConversation"  # the only error that says where somebody is not; its status varies
GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
BOT = "28:"  # how ids of programs begin; those of people with 29:


@dataclass(frozen=True, slots=True)
class Member:
    profile: Profile
    wire: str  # 29:…, what mentions and direct chats call them; only this bot knows them by it


@dataclass(frozen=True, slots=True)
class Roster:
    members: tuple[Member, ...]
    whole: bool  # it was read to its end


class Rosters:
    """Asks with pauses, for nobody waits for it; and again, if it was too much or went wrong. Raises NotDelivered."""

    def __init__(self, connector: Connector, *, pace_s: float = PACE_S) -> None:
        self._connector, self._pace_s = connector, pace_s
        self._turn = asyncio.Lock()

    async def read(self, service: str, conversation: str, us: Us) -> Roster:
        """Everybody there, a page after the other, to its end or to so many as are too many."""
        members: list[Member] = []
        token = ""
        for _ in range(MOST_MEMBERS // 50):  # the smallest page there is
            more = {"continuationToken": token} if token else {}
            said = await self._ask(service, path("conversations", conversation, "pagedmembers"), pageSize=PAGE, **more)
            page = said.get("members")
            if not isinstance(page, list):
                raise NotDelivered("a roster without members")
            members += (member for one in page if (member := member_of(one, us)))
            token = _text(said, "continuationToken")
            if not token:
                return Roster(tuple(members), whole=bool(members))  # nobody is in a team without an owner
            if len(members) >= MOST_MEMBERS:
                break
        return Roster(tuple(members), whole=False)

    async def is_there(self, service: str, conversation: str) -> None:
        """Would Teams tell us who is there? It does if we are."""
        await self._ask(service, path("conversations", conversation, "pagedmembers"), pageSize="1")

    async def member(self, service: str, conversation: str, person: str, us: Us) -> Member | None:
        """One of them, by their Entra id or what the wire calls them; None if they are not there."""
        try:
            return member_of(await self._ask(service, path("conversations", conversation, "members", person)), us)
        except NotDelivered as no:
            if no.why != NOBODY_THERE:
                raise
            return None

    async def _ask(self, service: str, what: str, **query: str) -> dict[str, Any]:
        for time in range(1, TIMES + 1):
            async with self._turn:
                await asyncio.sleep(self._pace_s)
            try:
                said = await self._connector.call("GET", service, what, None, **query)
            except NotDelivered as no:
                wait = no.retry_after or timedelta(seconds=self._pace_s) * 2**time
                if no.permanent or time == TIMES or wait > LONGEST_WAIT:
                    raise
                await asyncio.sleep(wait.total_seconds())
            else:
                return said if isinstance(said, dict) else {}
        raise AssertionError("it was asked, or it was refused")


def conversations(places: Iterable[Whereabouts]) -> dict[str, str]:
    """Whose rosters hold everybody: teams, for all their channels, and group chats; with the service of each."""
    return {one.team or split(one.place)[0]: one.service for one in places if _is_of_many(one)}


def _is_of_many(place: Whereabouts) -> bool:
    """No person, whether they were heard or only written to."""
    return bool(place.service and not place.user and not place.conversation)


def member_of(said: object, us: Us) -> Member | None:
    """Somebody as pagedmembers and members/{id} describe them; None if it names nobody."""
    if not isinstance(said, dict):
        return None
    wire = _text(said, "id")
    # What is documented is objectId; in the SDK's types it is aadObjectId.
    person = (_text(said, "objectId") or _text(said, "aadObjectId")).lower() or wire
    if not person:
        return None
    kind = _kind(said, wire, us)
    whole_name = f"{_text(said, 'givenName')} {_text(said, 'surname')}".strip()
    name = _text(said, "name") or whole_name or _text(said, "userPrincipalName")
    profile = Profile(Address(PLATFORM, escaped(person)), name, kind, email=_email(said) if kind == "person" else None)
    return Member(profile, wire)


def _kind(said: dict[str, Any], wire: str, us: Us) -> str:
    if wire.startswith(BOT) or _text(said, "role").lower() == "bot":
        return "bot"
    role, tenant = _text(said, "userRole").lower(), _text(said, "tenantId").lower()
    # Without a tenant nobody has said whose they are. A scrubbed one, as in the documentation, says nothing either.
    if role == "anonymous" or (us.tenant and GUID.fullmatch(tenant) and tenant != us.tenant.lower()):
        return "stranger"
    if role == "guest" or "#ext#" in _text(said, "userPrincipalName").lower():
        return "guest"
    return "person"


def _email(said: dict[str, Any]) -> str | None:
    """What our own organisation states; a guest's was typed by whoever invited them."""
    return next((one for name in ("email", "userPrincipalName") if "@" in (one := _text(said, name))), None)


def _text(said: dict[str, Any], name: str) -> str:
    value = said.get(name)
    return kept(value).strip() if isinstance(value, str) else ""
