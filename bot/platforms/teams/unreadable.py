"""A message whose shape we do not know: it becomes one that says so, and its author is not left waiting."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.messages.values import Inbound, Profile
from bot.messages.wording import phrase, utc_reader
from bot.platforms.payload import Misshapen, Payload, in_order, part, text_in
from bot.platforms.teams.links import url_of
from bot.platforms.teams.messages import message
from bot.platforms.teams.shape import name_in, where_of
from bot.platforms.teams.speaking import Around, is_stranger
from bot.platforms.teams.us import Us

_SAID = ("text", "entities", "attachments", "textFormat")
_WE_CAN_DO_WITHOUT: Mapping[str, Callable[[Payload, str], object]] = {
    "name": text_in,
    "tenantId": name_in,
    "conversationType": text_in,
    "recipient": part,
    "timestamp": text_in,
}


def unreadable(body: Any, us: Us, now: datetime) -> Inbound | None:
    """That somebody wrote there, under the name by which it is known; None if nobody did, or nobody knows who."""
    if not isinstance(body, dict) or body.get("type") != "message" or body.get("value") is not None:
        return None
    said = _understood(body, us)
    try:
        where, found = where_of(said), message(said, Around(us, _Nobody(), now))
    except Misshapen:
        return None
    if found is None:
        return None
    direct = where.kind == "personal"  # where nobody else can look
    sentence = "missed-unreadable-direct" if direct else "missed-unreadable"
    link = url_of(found.thread or found.place, us) or str(found.thread or found.place)
    return replace(found, text=phrase(sentence, utc_reader(), who=found.speaker.name, link=link), alike="")


def _understood(body: Payload, us: Us) -> dict[str, Any]:
    """The same without what was said, and without what only helps and is not in order."""
    said = in_order({name: value for name, value in body.items() if name not in _SAID}, _WE_CAN_DO_WITHOUT)
    for name in ("from", "conversation"):
        if isinstance(said.get(name), dict):
            said[name] = in_order(said[name], _WE_CAN_DO_WITHOUT)
    try:
        is_stranger(said, us)
        where_of(said)
    except Misshapen:
        said["channelData"] = {}
    return said


class _Nobody:
    """What is misshapen is not looked into any further."""

    def profile(self, aad: str, /) -> Profile | None:
        return None

    def name_of(self, wire: str, /) -> tuple[str, str] | None:
        return None
