"""What Teams delivers, as the house hears it: one Inbound for each thing that somebody said or did."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from bot.messages.values import Inbound, Whereabouts
from bot.platforms.payload import Misshapen, Payload, part
from bot.platforms.teams.events import installed, members_changed
from bot.platforms.teams.invokes import invoked, submitted
from bot.platforms.teams.messages import changed, deleted, message
from bot.platforms.teams.places import address
from bot.platforms.teams.shape import Where, name_in, needed, where_of
from bot.platforms.teams.speaking import Account, Around, People, author_of, is_us
from bot.platforms.teams.us import Us

__all__ = ["Misshapen", "People", "inbound_of", "whereabouts_of"]

_EXTENDED = "composeExtension/"  # invokes that come from conversations we are not in, too


def inbound_of(body: Any, us: Us, people: People, now: datetime) -> Inbound | None:
    """An activity; None if there is nothing to hear. Raises Misshapen."""
    if not isinstance(body, dict):
        raise Misshapen("no object")
    kind = body.get("type")
    if not isinstance(kind, str):
        raise Misshapen("of no type")
    heard = _HEARD.get(kind)
    return heard(body, Around(us, people, now)) if heard else None


def _said(body: Payload, around: Around) -> Inbound | None:
    return submitted(body, around) or message(body, around)


_HEARD: Mapping[str, Callable[[Payload, Around], Inbound | None]] = {
    "message": _said,
    "messageUpdate": changed,
    "messageDelete": deleted,
    "invoke": invoked,
    "installationUpdate": installed,
    "conversationUpdate": members_changed,
}


# --- where it came from -----------------------------------------------------------------------------------------------


def whereabouts_of(body: Any, us: Us) -> list[Whereabouts]:
    """What a delivery says of where it came from, and of how whoever sent it is reached; nothing if it is misshapen."""
    try:
        return list(_whereabouts(body, us)) if isinstance(body, dict) else []
    except Misshapen:
        return []


def _whereabouts(body: Payload, us: Us) -> list[Whereabouts]:
    service, where, data = needed(body, "serviceUrl"), where_of(body), part(body, "channelData")
    tenant = name_in(part(data, "tenant"), "id") or name_in(part(body, "conversation"), "tenantId") or ""
    account = author_of(body) if body.get("from") else None
    found = []
    extended = str(body.get("name")).startswith(_EXTENDED)
    if where.kind != "personal" and not extended:
        team = name_in(part(data, "team"), "id") or name_in(data, "teamsTeamId") or ""
        place = address(where.id)
        found.append(Whereabouts(place, service, tenant, team, hears_all=_was_not_to_us(body, us)))
    if account is not None:
        found.append(_person(account, where, service, tenant, known=not extended))
    return found


def _person(account: Account, where: Where, service: str, tenant: str, *, known: bool) -> Whereabouts:
    chat = where.wire if where.kind == "personal" and known else ""
    return Whereabouts(account.address, service, tenant, conversation=chat, user=account.wire)


def _was_not_to_us(body: Payload, us: Us) -> bool:
    """Words that mention us come with or without consent; all others only where everything is heard."""
    if body.get("type") != "message" or body.get("value") is not None or not body.get("text"):
        return False
    entities = body.get("entities")
    for one in entities if isinstance(entities, list) else ():
        of = one.get("mentioned") if isinstance(one, dict) and one.get("type") == "mention" else None
        if isinstance(of, dict) and isinstance(of.get("id"), str) and is_us(of["id"], body, us):
            return False
    return True
