"""What Slack takes at most, and how a text is cut to it.

The pages are on https://docs.slack.dev; what stands in none of them says where it was seen.
"""

import unicodedata
from collections.abc import Sequence

from bot.messages.instants import genuine, is_unseen, zoned

MESSAGE_BLOCKS = 50  # reference/block-kit/blocks
VIEW_BLOCKS = 100  # surfaces/modals, surfaces/app-home
BLOCK_ID = 255  # reference/block-kit/blocks
SECTION_TEXT = 3000  # reference/block-kit/blocks/section-block
HEADER_TEXT = 150  # reference/block-kit/blocks/header-block
LABEL = 2000  # reference/block-kit/blocks/input-block; its hint, too
TABLE_ROWS, TABLE_COLUMNS = 100, 20  # reference/block-kit/blocks/table-block; one table in a message, none in a view
TABLE_TEXT = 10_000  # the same page: all cells together
BUTTONS = 25  # reference/block-kit/blocks/actions-block
BUTTON_TEXT, BUTTON_VALUE = 75, 2000  # reference/block-kit/block-elements/button-element; what it is called aloud: 75
OPTIONS = 100  # reference/block-kit/block-elements/select-menu-element
OPTION_TEXT, OPTION_VALUE = 75, 150  # reference/block-kit/composition-objects/option-object; a group's label: 75
BOXES = 10  # reference/block-kit/block-elements/checkboxes-element
TYPED_TEXT = 3000  # reference/block-kit/block-elements/plain-text-input-element
PLACEHOLDER = 150  # the pages of every element that has one
TITLE = 24  # reference/views/modal-views; its buttons, too
METADATA = 3000  # reference/views/modal-views
MESSAGE_TEXT = 4000  # reference/methods/chat.update; chat.postMessage takes more, but what is posted will be edited

# All text in the blocks of a message together. The limit is nowhere written down: 11,341 characters of rich text were
# refused (https://github.com/slackapi/bolt-js/issues/2867), 12,000 have been named (…/2509).
BLOCKS_TEXT = 10_000
VIEW_TEXT = 18_000  # surfaces/modals: 250 KB, of which a character may take twelve bytes
BUTTONS_IN_A_ROW = 5  # of ours: more are folded away on a telephone

MARKS = 200  # signs of instants, that are never seen; there are few in a short text
ELLIPSIS = "…"
_ESCAPED = {"&": 5, "<": 4, ">": 4}
_JOINED = "\u200d"


def size(text: str) -> int:
    """How long Slack may find a text: in UTF-16, with & < > written out; an instant is said with its zone."""
    if text.isascii() and not ("&" in text or "<" in text or ">" in text):
        return len(text)
    text = zoned(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 + sum(
        text.count(sign) * (length - 1) for sign, length in _ESCAPED.items()
    )


def begin(text: str, limit: int) -> str:
    """More of a text than ever shows of it, so that what is long is not looked at to its end."""
    return text[: 2 * limit + MARKS]


def cut(text: str, limit: int) -> str:
    """At most so much of a text, with an ellipsis where it was cut; never in a character's middle."""
    if size(text) <= limit:
        return text
    text = genuine(text)
    if size(text) <= limit:
        return text
    end, taken = 0, len(ELLIPSIS)
    while (taken := taken + (0 if is_unseen(text[end]) else _width(text[end]))) <= limit:
        end += 1
    return genuine(text[: _between(text, end)]).rstrip() + ELLIPSIS


def pieces(text: str, limit: int = SECTION_TEXT) -> list[str]:
    """A text in parts of at most that size."""
    parts: list[str] = []
    while size(text) > limit:
        end = taken = 0
        while (taken := taken + _width(text[end])) <= limit:
            end += 1
        end = _between(text, end) or end
        parts.append(text[:end])
        text = text[end:]
    return [*parts, text] if text else parts


def shares(wants: Sequence[int], room: int) -> list[int]:
    """Room for each: the small get all they want, the large share equally what is left."""
    got = [0] * len(wants)
    for left, n in zip(range(len(wants), 0, -1), sorted(range(len(wants)), key=wants.__getitem__), strict=True):
        got[n] = min(wants[n], max(room, 0) // left)
        room -= got[n]
    return got


def _width(sign: str) -> int:
    return _ESCAPED.get(sign, 2 if sign > "\uffff" else 1)


def _between(text: str, end: int) -> int:
    """The last place up to there where no character is torn apart: no accent, joined picture, or half of a flag."""
    at = end
    while 0 < at < len(text) and (_goes_on(text[at]) or text[at - 1] == _JOINED):
        at -= 1
    if 0 < at < len(text) and _is_flag(text[at]):
        before = text[:at]
        at -= (len(before) - len(before.rstrip(_FLAGS))) % 2
    return at


def _goes_on(sign: str) -> bool:
    return (
        sign == _JOINED
        or unicodedata.category(sign) in ("Mn", "Mc", "Me")
        or "\U0001f3fb" <= sign <= "\U0001f3ff"  # colours of skin
        or "\U000e0020" <= sign <= "\U000e007f"  # tags: the flags of countries within countries
    )


_FLAGS = "".join(map(chr, range(0x1F1E6, 0x1F200)))


def _is_flag(sign: str) -> bool:
    return sign in _FLAGS
