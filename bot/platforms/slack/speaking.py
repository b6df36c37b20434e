"""Who speaks, and who is spoken of: looked up once each, all at the same time."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from bot.messages.values import Address, Profile, Speaker
from bot.platforms.payload import Payload
from bot.platforms.slack.shape import name_in
from bot.platforms.slack.us import PLATFORM, Us

MOST_NAMED = 20  # people of one message whom we look up; the rest keep what Slack calls them


class Profiles(Protocol):
    async def profile(self, user: str) -> Profile | None: ...


Known = Mapping[str, Profile | None]


@dataclass(frozen=True, slots=True)
class Around:
    """What a delivery stands in: who we are, who can look people up, and what its envelope says."""

    us: Us
    people: Profiles
    keys: tuple[str, ...] = ()  # more names of this delivery
    org: str | None = None  # the organisation that our installation belongs to

    async def known(self, *users: str) -> Known:
        if len(users) == 1:
            return {users[0]: await self.people.profile(users[0])}
        some = list(dict.fromkeys(users))[: 1 + MOST_NAMED]
        return dict(zip(some, await asyncio.gather(*map(self.people.profile, some)), strict=True))

    def is_stranger(self, said: Payload) -> bool:
        """Does a message say that its author is of another workspace? One with files may not say.

        In a large organisation it may name that instead of the workspace.
        """
        team = name_in(said, "user_team") or name_in(said, "team") or name_in(said, "source_team")
        return team is not None and team not in (self.us.team, self.org)


def names_of(found: Known) -> dict[str, str]:
    return {user: profile.name for user, profile in found.items() if profile is not None and profile.name}


def speaker(user: str, profile: Profile | None, *, stranger: bool) -> Speaker:
    """Trusted only if the workspace is ours and says that they are one of its own people."""
    address = Address(PLATFORM, user)
    if profile is None:
        return Speaker(address, user, trusted=False)
    theirs = stranger or profile.kind == "stranger"
    return Speaker(
        address,
        profile.name or user,
        locale=profile.locale,
        zone=profile.zone,
        # What another workspace says of its people's e-mail proves nothing to us.
        email=None if theirs else profile.email,
        trusted=profile.kind == "person" and not stranger,
    )


def org_of(envelope: Payload) -> str | None:
    ours: Any = envelope.get("authorizations")
    first = ours[0] if isinstance(ours, list) and ours else None
    org = first.get("enterprise_id") if isinstance(first, dict) else None
    return org if isinstance(org, str) and org else None
