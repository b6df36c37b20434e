"""What is attached to a message: files by their names, and the messages that are quoted in it.

https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4: names are told in a direct chat; elsewhere
nothing is said of a file but an empty tag in the HTML twin.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from bot.platforms.payload import Payload, kept
from bot.platforms.teams.markup import words_in
from bot.platforms.teams.shape import list_in

NAMELESS, PICTURE = "file", "picture"
_TWIN = "text/html"
_FILES = ("application/vnd.microsoft.teams.file.download.info", "reference")
_QUOTES = ("messageReference", "forwardedMessageReference")
_CARD = "application/vnd.microsoft.card."
_TAG = re.compile(r"<attachment\b[^<>]*\bid=[\"']?([^\"'<>\s]{1,200})", re.IGNORECASE)
_EMOJI = re.compile(r"https://statics\.teams\.[a-z.]{1,60}/")  # which come as pictures too
_MOST_PARTS = 2_000  # of one card
_SPOKEN = ("title", "subtitle", "text", "value", "altText", "activityTitle", "activitySubtitle", "activityText", "name")


def twin_of(body: Payload) -> str:
    """The same message in HTML."""
    return next((_word(one, "content") for one in _attachments(body) if one.get("contentType") == _TWIN), "")


def files_of(body: Payload) -> tuple[str, ...]:
    """What was attached, each by its name, and where it can be looked at."""
    files = tuple(name for one in _attachments(body) if (name := _called(one)))
    return files or tuple(NAMELESS for one in _TAG.findall(twin_of(body)) if not one.isdigit())


def along(body: Payload) -> str:
    """Words that came with it and are not in its own: messages it quotes, what stands on its cards."""
    said = (_quoted(one) if one.get("contentType") in _QUOTES else _on_card(one) for one in _attachments(body))
    return "\n".join(words for words in said if words)


def _called(one: Payload) -> str:
    kind, name = _word(one, "contentType"), _word(one, "name").strip()
    if kind in ("", _TWIN, *_QUOTES) or kind.startswith(_CARD):
        return ""
    link = _word(one, "contentUrl")
    if kind.startswith("image/"):
        return "" if _EMOJI.match(link) else name or PICTURE
    if kind in _FILES:
        return f"{name or NAMELESS} ({link})" if link.startswith("https://") else name or NAMELESS
    return name or (NAMELESS if link else "")


def _quoted(one: Payload) -> str:
    """A message that is quoted or forwarded, under who wrote it."""
    said = _object(one.get("content"))
    words = _word(said, "messagePreview") or words_in(_word(said, "originalMessageContent"))
    sender: Any = said.get("messageSender") or said.get("originalMessageSender")
    user = sender.get("user") if isinstance(sender, dict) else None
    author = _word(user, "displayName") if isinstance(user, dict) else ""
    return f"{author}: {words}" if author and words else words


def _on_card(one: Payload) -> str:
    if not _word(one, "contentType").startswith(_CARD):
        return ""
    return "\n".join(_texts(_object(one.get("content"))))


def _texts(card: dict[str, Any]) -> Iterator[str]:
    """From top to bottom, walked without recursion."""
    waiting: list[Any] = [card]
    for _ in range(_MOST_PARTS):
        if not waiting:
            return
        part = waiting.pop()
        if isinstance(part, dict):
            yield from (words for name in _SPOKEN if (words := _word(part, name).strip()))
            waiting += reversed([inside for inside in part.values() if isinstance(inside, dict | list)])
        elif isinstance(part, list):
            waiting += reversed(part)


def _attachments(body: Payload) -> list[dict[str, Any]]:
    return [one for one in list_in(body, "attachments") if isinstance(one, dict)]


def _object(content: Any) -> dict[str, Any]:
    """What an attachment holds: an object, or one as text."""
    if isinstance(content, str):
        try:
            content = json.loads(content)
        except (ValueError, RecursionError):
            return {}
    return content if isinstance(content, dict) else {}


def _word(of: Payload, name: str) -> str:
    value = of.get(name)
    return kept(value) if isinstance(value, str) else ""
