"""People's words made fit for Slack: nothing in them acts.

In blocks they stand as plain text or as the text of a rich text block. Slack reads no marks, mentions, links or emoji
codes in either: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block. Only a message's own `text`, for
screen readers and notifications, is mrkdwn: https://docs.slack.dev/messaging/formatting-message-text.
"""

from collections.abc import Iterable
from typing import Any

from bot.messages.harmless import harmless, in_line
from bot.messages.instants import Instant, parts, plain
from bot.platforms.cutting import begin
from bot.platforms.slack.limits import cut, pieces

Block = dict[str, Any]
Span = dict[str, Any]
SHOWN = "{date_short_pretty} at {time}"  # reference/block-kit/block-elements/date-element
NOTHING = "–"  # where Slack wants at least one character


def escaped(words: str) -> str:
    """Words for a `text`: without escaping, <!channel> would call everybody."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain_text(words: str, limit: int, *, lines: bool = False) -> dict[str, Any]:
    """A text that shows as it stands; on one line unless it may have more."""
    words = plain(begin(words.strip(), limit))
    words = (harmless(words) if lines else in_line(words)).strip()
    return {"type": "plain_text", "text": cut(words, limit) or NOTHING, "emoji": False}


def span(words: str, *, bold: bool = False) -> list[Span]:
    """Words as they stand; an instant is shown to each reader in their own zone, and as it is near to them."""
    style = {"style": {"bold": True}} if bold else {}
    spans: list[Span] = []
    for part in parts(harmless(words)):
        if isinstance(part, Instant):
            spans.append({**_date(part), **style})
        else:
            spans += [{"type": "text", "text": piece, **style} for piece in pieces(part)]
    return spans


def _date(instant: Instant) -> Span:
    return {"type": "date", "timestamp": int(instant.at.timestamp()), "format": SHOWN, "fallback": str(instant)}


def link(words: str, url: str) -> list[Span]:
    return [{"type": "link", "url": url, "text": plain(words)}]


def rich_text(spans: Iterable[Span], kind: str = "rich_text_section") -> Block:
    return {"type": "rich_text", "elements": [{"type": kind, "elements": list(spans) or span(NOTHING)}]}


def paragraph(words: str, *, bold: bool = False) -> Block:
    return rich_text(span(words, bold=bold))
