"""Who speaks: as Teams says, and as far as we have heard of them before. Nobody is asked here."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.messages.values import Address, Profile, Speaker
from bot.platforms.payload import Payload, part, text_in
from bot.platforms.teams.places import escaped
from bot.platforms.teams.shape import list_in, name_in, needed
from bot.platforms.teams.us import PLATFORM, Us
from bot.platforms.zones import real_zone

_LOCALE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,4}")
_LONGEST_NAME = 256
_BOT = "28:"  # how the ids of all bots begin


class People(Protocol):
    """Whom we have heard of, out of memory."""

    def profile(self, aad: str, /) -> Profile | None: ...

    def name_of(self, wire: str, /) -> tuple[str, str] | None: ...


@dataclass(frozen=True, slots=True)
class Around:
    """What a delivery stands in: who we are, whom we know, and when it came."""

    us: Us
    people: People
    now: datetime


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody on the wire."""

    wire: str  # 29:…, which is another one for every bot
    aad: str | None  # their Entra object id
    name: str

    @property
    def address(self) -> Address:
        return Address(PLATFORM, escaped(self.aad or self.wire))


def account_of(of: Payload) -> Account:
    wire, aad = needed(of, "id"), name_in(of, "aadObjectId")
    return Account(wire, aad.lower() if aad else None, called(of, "name"))


def called(of: Payload, name: str) -> str:
    """A name as people read it: on one line, and no longer than names are."""
    return " ".join(text_in(of, name).split())[:_LONGEST_NAME]


def author_of(body: Payload) -> Account | None:
    """The person who did it; None if a program did."""
    of = part(body, "from")
    account = account_of(of)
    return None if account.wire.startswith(_BOT) or of.get("role") == "bot" else account


def speaker(body: Payload, account: Account, around: Around) -> Speaker:
    """Trusted only with an object id, within our tenant, and once Teams has said that they are one of its own people.

    Where everything is local nobody is proved to be anybody, so there is nothing to wait for.
    """
    profile = around.people.profile(account.aad) if account.aad else None
    client: Payload = next((one for one in list_in(body, "entities") if _is_client(one)), {})
    zones = (client.get("timezone"), body.get("localTimezone"), profile.zone if profile else None)
    locales = (body.get("locale"), client.get("locale"), profile.locale if profile else None)
    return person(
        account,
        profile,
        stranger=is_stranger(body, around.us),
        local=around.us.local,
        zone=next(filter(None, map(real_zone, zones)), None),
        locale=next((one for one in locales if isinstance(one, str) and _LOCALE.fullmatch(one)), None),
    )


def person(
    account: Account,
    profile: Profile | None,
    *,
    stranger: bool,
    local: bool = False,
    zone: str | None = None,
    locale: str | None = None,
) -> Speaker:
    theirs = stranger or (profile is not None and profile.kind == "stranger")
    name = account.name or (profile.name if profile else "") or account.aad or account.wire
    one_of_ours = profile.kind == "person" if profile is not None else local
    return Speaker(
        account.address,
        name,
        locale=locale,
        zone=zone,
        # What another organisation says of its people's e-mail proves nothing to us.
        email=None if profile is None or theirs else profile.email,
        trusted=account.aad is not None and not stranger and one_of_ours,
        bot=profile is not None and profile.kind == "bot",
    )


def is_stranger(body: Payload, us: Us) -> bool:
    """Is it, by all that is said of tenants, not from ours alone? The token does not say it."""
    if not us.tenant:
        return False
    tenants = (
        name_in(part(part(body, "channelData"), "tenant"), "id"),
        name_in(part(body, "conversation"), "tenantId"),
        name_in(part(body, "from"), "tenantId"),
    )
    said = {tenant.lower() for tenant in tenants if tenant}
    return said != {us.tenant.lower()}


def is_us(wire: str | None, body: Payload, us: Us) -> bool:
    return wire is not None and wire in (us.id, part(body, "recipient").get("id"))


def _is_client(entity: object) -> bool:
    return isinstance(entity, dict) and entity.get("type") == "clientInfo"
