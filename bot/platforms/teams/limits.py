"""What Teams takes at most, and how a text is cut to it."""

import json
from typing import Any

from bot.messages.instants import zoned
from bot.platforms import cutting

VERSION = "1.5"  # of Adaptive Cards, the newest for bots: learn.microsoft.com/microsoftteams/platform, cards-reference
# A whole message, as UTF-16: bots/how-to/format-your-bot-messages says 100 KB, said 40, and 28 in older clients' days.
# What SEND puts around a card, and a dialog around it, takes less than what is left to 28 KB.
MESSAGE = 13_000  # characters of JSON, of two bytes
ACTIONS_IN_A_ROW = 5  # six are allowed; some clients show no more than the renderer does by itself
BUTTON_TEXT = 75
ALT_TEXT = 1000  # of a picture; four of them leave room for all else
TITLE = 60  # of a dialog
TYPED_TEXT = 3000  # in one input
SUMMARY = 400  # what a notification says; a card itself is read aloud as it stands


def size(text: str) -> int:
    """How long a text is within JSON, in UTF-16; an instant is said with its zone."""
    if text.isascii() and text.isprintable() and '"' not in text and "\\" not in text:
        return len(text)
    return weight(zoned(text)) - 2


def weight(node: Any) -> int:
    """How much room JSON takes in a message, however it is spaced."""
    return len(json.dumps(node, ensure_ascii=False).encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, limit: int) -> str:
    """At most so much of a text, with an ellipsis where it was cut; never in a character's middle."""
    return cutting.cut(text, limit, size, _width)


def _width(sign: str) -> int:
    return size(sign) if sign < " " or sign in '"\\' else 2 if sign > "\uffff" else 1
