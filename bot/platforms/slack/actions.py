"""What people do with buttons, forms and shortcuts.

https://docs.slack.dev/reference/interaction-payloads
"""

import asyncio
import json
from datetime import datetime
from typing import Any

from bot.messages.values import Address, Inbound, Quoted, Speaker
from bot.platforms import carried
from bot.platforms.payload import Misshapen, Payload, kept, part
from bot.platforms.slack.buttons import SAYS
from bot.platforms.slack.layouts import files_of
from bot.platforms.slack.messages import post_of, quoted
from bot.platforms.slack.modals import FORM, about_of, answers_of, is_previewed
from bot.platforms.slack.needs import NEW_CASE, OPEN_CASE
from bot.platforms.slack.shape import instant, name_in, needed
from bot.platforms.slack.speaking import Around, speaker
from bot.platforms.slack.us import PLATFORM


async def pressed(body: Payload, around: Around, now: datetime) -> Inbound | None:
    """block_actions: one of our buttons; anything else in a message of ours says nothing by itself."""
    actions = body.get("actions")
    if not isinstance(actions, list):
        raise Misshapen("actions is no list")
    action = next((one for one in actions if isinstance(one, dict) and _is_ours(one.get("action_id"))), None)
    if action is None:
        return None
    value = _json(action, "value")
    says = value.get("s")
    if not isinstance(says, str):
        raise Misshapen("a button says nothing")
    seen, case = carried.count(value, "n"), carried.count(value, "c")
    at = instant(action, "action_ts") if action.get("action_ts") else now
    place, thread = _stands(body)
    presser, pressed_at = needed(part(body, "user"), "id"), name_in(action, "action_ts")
    keys = _keys(body, f"{presser}:{pressed_at}:{action['action_id']}" if pressed_at else None)
    return Inbound(
        keys, await _presser(body, around), kept(says), at, place, thread, kind="press", about=case, seen=seen
    )


async def sent(body: Payload, around: Around, now: datetime) -> Inbound | None:
    """view_submission: one of our forms, with what was filled in."""
    view = part(body, "view")
    if view.get("callback_id") != FORM:
        return None
    try:
        about, answers, previewed = about_of(view), answers_of(view), is_previewed(view)
    except RecursionError:
        raise Misshapen("a form without a bottom") from None
    if not about.get("says"):
        raise Misshapen("a form says nothing")
    return Inbound(
        _keys(body),
        await _presser(body, around),
        kept(about["says"]),
        now,
        carried.place(about, "place", PLATFORM),
        carried.place(about, "thread", PLATFORM),
        kind="form",
        about=carried.number(about, "case"),
        seen=carried.number(about, "seen"),
        answers=carried.filled(answers, previewed=previewed),
    )


async def on_message(body: Payload, around: Around, now: datetime) -> Inbound | None:
    """message_action: a case from somebody's message. Our own words come under no key: there is nothing to open."""
    if body.get("callback_id") != OPEN_CASE:
        return None
    channel, said = needed(part(body, "channel"), "id"), part(body, "message")
    keys, place = _keys(body, name_in(body, "action_ts")), Address(PLATFORM, channel)
    post = post_of(said, channel)
    if said.get("user") == around.us.user or (said.get("bot_id") and said.get("bot_id") == around.us.bot):
        us = Speaker(Address(PLATFORM, around.us.user), around.us.name, trusted=False, bot=True)
        ours = Quoted(us, "", instant(said, "ts"), ())
        return Inbound(keys, await _presser(body, around), "new", now, place, post.thread, quoted=ours)
    # Both at once: a form may have to open within the trigger's three seconds.
    by, words = await asyncio.gather(_presser(body, around), quoted(post, around))
    return Inbound(keys, by, "new", now, place, post.thread, files=files_of(said), quoted=words)


async def anywhere(body: Payload, around: Around, now: datetime) -> Inbound | None:
    """shortcut: the one that begins from nothing."""
    if body.get("callback_id") != NEW_CASE:
        return None
    return Inbound(_keys(body, name_in(body, "action_ts")), await _presser(body, around), "new", now)


async def _presser(body: Payload, around: Around) -> Speaker:
    """In a shared channel people of other workspaces press our buttons too."""
    user = part(body, "user")
    name = needed(user, "id")
    team = name_in(user, "team_id")
    found = await around.known(name)
    return speaker(name, found[name], stranger=team is not None and team != around.us.team)


def _keys(body: Payload, else_by: str | None = None) -> tuple[str, ...]:
    """A trigger is new for each; without one, what else tells this one from all others."""
    if trigger := name_in(body, "trigger_id"):
        return (f"{PLATFORM}:trigger:{trigger}",)
    if else_by is None:
        raise Misshapen("no trigger_id, and nothing else to know it by")
    return (f"{PLATFORM}:action:{else_by}",)


def _stands(body: Payload) -> tuple[Address | None, Address | None]:
    """Where the message is that the button stands on, and in which thread, if in any."""
    container, message = part(body, "container"), part(body, "message")
    channel = name_in(container, "channel_id") or name_in(part(body, "channel"), "id")
    if channel is None:
        return None, None
    for holder in (container, message):
        if holder.get("thread_ts"):
            instant(holder, "thread_ts")
            return Address(PLATFORM, channel), Address(PLATFORM, f"{channel}/{holder['thread_ts']}")
    return Address(PLATFORM, channel), None


def _is_ours(action_id: object) -> bool:
    return isinstance(action_id, str) and action_id.startswith(SAYS)


def _json(of: Payload, name: str) -> dict[str, Any]:
    """What we gave Slack to keep for us."""
    text = of.get(name)
    try:
        value = json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise Misshapen(f"{name} is none of ours")
    return value
