"""How a platform reaches its places: rows that it reads and writes alone, kept for it here."""

from typing import Any

from bot.messages.values import Address, Whereabouts
from bot.storage import questions as ask
from bot.storage.reading import Reader
from bot.storage.rows import storable


def whereabouts_of(reader: Reader, place: Address) -> Whereabouts | None:
    row = reader._asked().one(ask.WHEREABOUTS, storable(str(place)))
    return _read(row) if row else None


def known_places(reader: Reader, platform: str) -> list[Whereabouts]:
    """The channels and group chats of a platform that anything has come from."""
    rows = reader._asked().all(ask.KNOWN_PLACES, begin=f"{platform}:", end=f"{platform};")  # ; comes next behind :
    return [_read(row) for row in rows]


def _read(row: Any) -> Whereabouts:
    place, service, tenant, team, conversation, user, hears_all = row
    return Whereabouts(Address.read(place), service, tenant, team, conversation, user, bool(hears_all))
