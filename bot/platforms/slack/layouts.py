"""Words that stand only in a message's blocks and attachments: what somebody forwards, above all.

They come back as mrkdwn, to be read as all else is. What is odd in there is passed over: it must not cost the message.
"""

from collections.abc import Iterator
from typing import Any

from bot.platforms.payload import Payload, kept
from bot.platforms.slack.escape import escaped

NAMELESS = "file"  # what an event says nothing about: https://docs.slack.dev/apis/slack-connect
_MOST_PARTS = 5_000  # of one message, far beyond what Slack allows
_NEXT_LINE, _ITEM = {"type": "mrkdwn", "text": "\n"}, {"type": "mrkdwn", "text": "\n• "}


def files_of(message: Payload) -> tuple[str, ...]:
    """What was attached and what was forwarded along: each by its name, and where it can be looked at."""
    holders = [message, *(one for one in _objects(message.get("attachments")) if one.get("is_share"))]
    return tuple(
        _called(one) for holder in holders for one in _objects(holder.get("files")) if one.get("mode") != "tombstone"
    )


def _called(file: Payload) -> str:
    name, link = _word(file, "name") or _word(file, "title") or NAMELESS, _word(file, "permalink")
    return f"{name} ({link})" if link.startswith("https://") else name


def written(message: Payload, text: str) -> str:
    """Its text; if it has none, what is laid out in its blocks."""
    return text if text.strip() else in_blocks(message.get("blocks"))


def forwarded(message: Payload, text: str) -> str:
    """What was forwarded with it, each under who said it; links that Slack has unfolded are nobody's words."""
    said = []
    for one in _objects(message.get("attachments")):
        if not one.get("is_share") and text.strip():
            continue
        words = _word(one, "text") or _in_message_blocks(one) or in_blocks(one.get("blocks")) or _word(one, "fallback")
        if words.strip():
            author = escaped(_word(one, "author_name"))
            said.append(f"{author}: {words}" if author else words)
    return "\n".join(said)


def _in_message_blocks(attachment: Payload) -> str:
    messages = (one.get("message") for one in _objects(attachment.get("message_blocks")))
    return "\n".join(in_blocks(one.get("blocks")) for one in messages if isinstance(one, dict))


def in_blocks(blocks: Any) -> str:
    """What blocks say, from top to bottom."""
    return "".join(_said(blocks)).strip("\n")


def _said(blocks: Any) -> Iterator[str]:
    """Walked without recursion: nobody's nesting is deeper than our stack."""
    waiting: list[Any] = [blocks]
    for _ in range(_MOST_PARTS):
        if not waiting:
            return
        one = waiting.pop()
        if isinstance(one, dict):
            kind = one.get("type")
            if kind == "rich_text_list":
                waiting.append(
                    [part for item in _objects(one.get("elements")) for part in (_ITEM, item.get("elements"))]
                )
                continue
            yield _mrkdwn(one, kind)
            parts = [part for item in _objects(one.get("fields")) for part in (_NEXT_LINE, item)]
            waiting += [one.get("elements"), parts, one.get("text")]
        elif isinstance(one, list):
            waiting += reversed(one)


def _mrkdwn(one: Payload, kind: object) -> str:
    match kind:
        case "text" | "plain_text":
            return escaped(_word(one, "text"))
        case "mrkdwn" | "markdown":
            return _word(one, "text")
        case "section" | "header" | "context" | "rich_text_section" | "rich_text_preformatted" | "rich_text_quote":
            return "\n"
        case "link":
            label = escaped(_word(one, "text"))
            return f"<{escaped(_word(one, 'url'))}{'|' if label else ''}{label}>"
        case "user":
            return f"<@{_word(one, 'user_id')}>"
        case "channel":
            return f"<#{_word(one, 'channel_id')}>"
        case "usergroup":
            return f"<!subteam^{_word(one, 'usergroup_id')}>"
        case "broadcast":
            return f"<!{_word(one, 'range')}>"
        case "emoji":
            return f":{_word(one, 'name')}:"
        case "date":
            return escaped(_word(one, "fallback"))
        case _:
            return ""


def _objects(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _word(of: Payload, name: str) -> str:
    value = of.get(name)
    return kept(value) if isinstance(value, str) else ""
