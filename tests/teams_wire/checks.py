"""What Teams takes as a message, and what it refuses.

https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages
"""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from tests.teams_wire import cards
from tests.teams_wire.tenant import BOT, CARD, Conversation, No, Tenant

LARGEST, LARGE = 100 * 1024, 28 * 1024  # bytes as UTF-16; over the smaller one a message is refused by older ways in
MOST_ATTACHMENTS = 10
FORMATS = (None, "plain", "markdown", "xml")
KNOWN = {
    *("type", "text", "textFormat", "summary", "attachments", "attachmentLayout", "entities", "channelData", "locale"),
    *("from", "recipient", "conversation", "replyToId", "id", "channelId", "serviceUrl", "timestamp", "inputHint"),
    *("importance", "suggestedActions", "localTimestamp"),
}
_AT = re.compile(r"<at\b[^>]*>.*?</at>", re.DOTALL)


def size(activity: Any) -> int:
    return len(json.dumps(activity, ensure_ascii=False).encode("utf-16-le", "surrogatepass"))


def checked(activity: Any, where: Conversation, space: Tenant, complain: Callable[[str], None]) -> dict[str, Any]:
    """A message as it may stand there. Raises No."""
    if not isinstance(activity, dict):
        raise No(400, "BadSyntax", "an activity is an object")
    measured = size(activity)
    if measured > LARGEST:
        raise No(413, "MessageSizeTooBig", f"{measured} bytes")
    if measured > LARGE:
        complain(f"a message of {measured} bytes, which is over 28 KB")
    if activity.get("type") == "typing":
        return activity
    if activity.get("type") != "message":
        raise No(400, "BadSyntax", f"nobody knows an activity {activity.get('type')}")
    sender = (activity.get("from") or {}).get("id")
    if sender not in (None, BOT):
        raise No(403, "Forbidden", f"{sender} is somebody else")
    named = (activity.get("conversation") or {}).get("id")
    if named is not None and named.partition(";")[0] != where.id:
        raise No(400, "BadArgument", f"{named} is another conversation")
    if faults := list(_faults(activity, where, space)):
        raise No(400, "BadSyntax", "; ".join(faults))
    return activity


def _faults(activity: dict[str, Any], where: Conversation, space: Tenant) -> Iterator[str]:
    for name in sorted(activity.keys() - KNOWN):
        yield f"nobody knows a field {name}"
    text, attachments = activity.get("text"), activity.get("attachments") or []
    if not isinstance(text, str | None) or not isinstance(activity.get("summary"), str | None):
        yield "text that is none"
        return
    if not (text or "").strip() and not attachments:
        yield "neither text nor attachment"
    if activity.get("textFormat") not in FORMATS:
        yield f"textFormat {activity['textFormat']}"
    if not isinstance(attachments, list) or len(attachments) > MOST_ATTACHMENTS:
        yield "attachments that are none, or too many"
        return
    for one in attachments:
        if not isinstance(one, dict) or one.get("contentType") != CARD:
            yield f"an attachment {one.get('contentType') if isinstance(one, dict) else one}"
        else:
            yield from cards.faults(one.get("content"))
            yield from _mentioned(one.get("content"), where, space)
    if any(one.get("content") for one in attachments) and not (activity.get("summary") or text):
        yield "a card without a summary: nobody could read its notification"
    yield from _mentions(text or "", activity.get("entities") or [], where, space)


def _mentions(text: str, entities: Any, where: Conversation, space: Tenant) -> Iterator[str]:
    """What stands as <at> in the text must be a mention of somebody who is there, and the other way round."""
    mentions = [one for one in entities if isinstance(one, dict) and one.get("type") == "mention"]
    said = [one.get("text") for one in mentions]
    for tag in _AT.findall(text):
        if tag not in said:
            yield f"{tag} without an entity"
    for one in mentions:
        if not one.get("text") or one["text"] not in text:
            yield f"a mention of {one.get('text')}, which is not in the text"
        user = space.user(str((one.get("mentioned") or {}).get("id", "")))
        if user is None or user.id not in where.members:
            yield f"a mention of {one.get('mentioned')}, who is not there"


def _mentioned(content: Any, where: Conversation, space: Tenant) -> Iterator[str]:
    settings = content.get("msteams") if isinstance(content, dict) else None
    for one in (settings or {}).get("entities", ()):
        user = space.user(str((one.get("mentioned") or {}).get("id", "")))
        if user is None or user.id not in where.members:
            yield f"a card mentions {one.get('mentioned')}, who is not there"
