"""What Slack takes at most, and how a text is cut to it.

The pages are on https://docs.slack.dev; what stands in none of them says where it was seen.
"""

from bot.messages.instants import zoned
from bot.platforms import cutting

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
ALT_TEXT = 1000  # reference/methods/files.getUploadURLExternal
BUTTONS_IN_A_ROW = 5  # of ours: more are folded away on a telephone

_ESCAPED = {"&": 5, "<": 4, ">": 4}


def size(text: str) -> int:
    """How long Slack may find a text: in UTF-16, with & < > written out; an instant is said with its zone."""
    if text.isascii() and not ("&" in text or "<" in text or ">" in text):
        return len(text)
    text = zoned(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 + sum(
        text.count(sign) * (length - 1) for sign, length in _ESCAPED.items()
    )


def cut(text: str, limit: int) -> str:
    """At most so much of a text, with an ellipsis where it was cut; never in a character's middle."""
    return cutting.cut(text, limit, size, _width)


def pieces(text: str, limit: int = SECTION_TEXT) -> list[str]:
    """A text in parts of at most that size."""
    parts: list[str] = []
    while size(text) > limit:
        end = taken = 0
        while (taken := taken + _width(text[end])) <= limit:
            end += 1
        end = cutting.between(text, end) or end
        parts.append(text[:end])
        text = text[end:]
    return [*parts, text] if text else parts


def _width(sign: str) -> int:
    return _ESCAPED.get(sign, 2 if sign > "\uffff" else 1)
