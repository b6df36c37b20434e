"""What Slack delivers, as the house hears it: one Inbound for each thing that somebody said or did."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.messages.values import Address, Inbound, Speaker
from bot.platforms.payload import Misshapen, Payload, part, text_in
from bot.platforms.slack.actions import anywhere, on_message, pressed, sent
from bot.platforms.slack.messages import message
from bot.platforms.slack.people import profile_inbound
from bot.platforms.slack.shape import instant, mark_of, name_in, needed
from bot.platforms.slack.speaking import Around, Profiles, names_of, org_of, speaker
from bot.platforms.slack.us import PLATFORM, Us
from bot.platforms.slack.words import line, people_in, unaddressed

__all__ = ["Misshapen", "Profiles", "inbound_of"]

Interaction = Callable[[Payload, Around, datetime], Awaitable[Inbound | None]]


async def inbound_of(body: Any, us: Us, people: Profiles, now: datetime) -> Inbound | None:
    """The body of a delivery, out of its envelope; None if there is nothing to hear. Raises Misshapen."""
    if not isinstance(body, dict):
        raise Misshapen("no object")
    kind = body.get("type")
    if kind is None and "command" in body:
        return await _typed(body, us, people, now)
    if kind is None and "ssl_check" in body:  # https://docs.slack.dev/interactivity/implementing-slash-commands
        return None
    if not isinstance(kind, str):
        raise Misshapen("of no type")
    if kind == "event_callback":
        return await _event(body, us, people, now)
    acted = _INTERACTIONS.get(kind)
    return await acted(body, Around(us, people), now) if acted else None


_INTERACTIONS: Mapping[str, Interaction] = {
    "block_actions": pressed,
    "view_submission": sent,
    "message_action": on_message,
    "shortcut": anywhere,
}


async def _typed(body: Payload, us: Us, people: Profiles, now: datetime) -> Inbound:
    """A slash command. It is known at the top of channels only: Slack has none in threads."""
    user, text = needed(body, "user_id"), unaddressed(text_in(body, "text"), us.user)
    team = name_in(body, "team_id")
    keys, place = (f"{PLATFORM}:trigger:{needed(body, 'trigger_id')}",), Address(PLATFORM, needed(body, "channel_id"))
    found = await Around(us, people).known(user, *people_in(text))
    by = speaker(user, found[user], stranger=team is not None and team != us.team)
    return Inbound(keys, by, line(text, names_of(found), us.user, persons=by.trusted), now, place)


async def _event(body: Payload, us: Us, people: Profiles, now: datetime) -> Inbound | None:
    event = body.get("event")
    if not isinstance(event, dict):
        raise Misshapen("event is no object")
    delivery = name_in(body, "event_id")
    around = Around(us, people, (f"{PLATFORM}:event:{delivery}",) if delivery else (), org_of(body))
    match event.get("type"):
        case "message" | "app_mention":
            return await message(event, around)
        case "app_home_opened":
            return await _home(event, around, now) if event.get("tab") == "home" else None
        case "member_joined_channel":
            return _ours(event, "joined", around, now) if event.get("user") == us.user else None
        case "member_left_channel":
            return _ours(event, "left", around, now) if event.get("user") == us.user else None
        case "channel_left" | "group_left":  # which is how we hear that we were removed
            return _ours(event, "left", around, now)
        case "user_change":
            return _profile(event, around, now)
        case str():
            return None
        case _:
            raise Misshapen("an event of no type")


async def _home(event: Payload, around: Around, now: datetime) -> Inbound:
    user = needed(event, "user")
    found = await around.known(user)
    by = speaker(user, found[user], stranger=False)
    return Inbound(
        _keys(event, f"home:{user}", around), by, "", _at(event, now), Address(PLATFORM, f"{user}/home"), kind="home"
    )


def _ours(event: Payload, kind: str, around: Around, now: datetime) -> Inbound:
    """We were invited, or removed: whoever did it, it is about us."""
    channel = needed(event, "channel")
    us = Speaker(Address(PLATFORM, around.us.user), around.us.user, trusted=False)
    at, place = _at(event, now), Address(PLATFORM, channel)
    mark = mark_of(at) if kind == "joined" else ""  # history is read from here on
    return Inbound(_keys(event, f"{kind}:{channel}", around), us, mark, at, place, kind=kind)


def _profile(event: Payload, around: Around, now: datetime) -> Inbound | None:
    user = part(event, "user")
    name = needed(user, "id")
    part(user, "profile")  # it may be left out; what is no object is Misshapen
    heard = profile_inbound(user, around.us, _at(event, now))
    return heard and replace(heard, keys=_keys(event, f"profile:{name}", around))


def _keys(event: Payload, about: str, around: Around) -> tuple[str, ...]:
    if around.keys:
        return around.keys
    instant(event, "event_ts")
    return (f"{PLATFORM}:{about}:{event['event_ts']}",)


def _at(event: Payload, now: datetime) -> datetime:
    """When it happened. Slack writes the time of these events in more than one way, and nothing hangs on it."""
    try:
        return instant(event, "event_ts")
    except Misshapen:
        return now
