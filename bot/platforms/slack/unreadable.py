"""A message whose shape we do not know: it becomes one that says so, and its author is not left waiting."""

from contextlib import suppress
from typing import Any

from bot.messages.values import Inbound
from bot.messages.wording import phrase, utc_reader
from bot.platforms.slack.blocks import url_of
from bot.platforms.slack.messages import Post, author_of
from bot.platforms.slack.shape import Misshapen, Payload, instant, needed
from bot.platforms.slack.speaking import Around, speaker


async def unreadable(event: Payload, around: Around) -> Inbound | None:
    """That somebody wrote there, under the names by which it is known; None if it was nobody, or cannot be said who."""
    said = _understood(event)
    try:
        at, channel, user = instant(said, "ts"), needed(said, "channel"), author_of(said, around.us)
    except Misshapen:
        return None
    profile = (await around.known(user))[user] if user else None
    if user is None or (profile is not None and profile.kind == "bot"):
        return None
    post = Post(said, channel, said["ts"], said.get("thread_ts") or said["ts"])
    by = speaker(user, profile, stranger=_may_be_a_stranger(event, around))
    key = "missed-unreadable-direct" if channel.startswith("D") else "missed-unreadable"
    link = url_of(post.thread, around.us) or str(post.thread)
    return Inbound(
        (*post.keys, *around.keys),
        by,
        phrase(key, utc_reader(), who=by.name, link=link),
        at,
        place=post.place,
        thread=post.thread,
        kind="dm" if channel.startswith("D") else "message" if post.root == post.ts else "thread",
    )


def _understood(event: Payload) -> dict[str, Any]:
    """Its names, as far as they are in order."""
    said = dict(event)
    for name, is_known in _KNOWN.items():
        if not is_known(said, name):
            said.pop(name, None)
    return said


def _is_text(said: Payload, name: str) -> bool:
    return isinstance(said.get(name), str)


def _is_instant(said: Payload, name: str) -> bool:
    with suppress(Misshapen):
        instant(said, name)
        return True
    return False


def _is_name(said: Payload, name: str) -> bool:
    with suppress(Misshapen):
        needed(said, name)
        return True
    return False


_KNOWN = {"subtype": _is_text, "thread_ts": _is_instant, "client_msg_id": _is_name}


def _may_be_a_stranger(event: Payload, around: Around) -> bool:
    try:
        return around.is_stranger(event)
    except Misshapen:
        return True
