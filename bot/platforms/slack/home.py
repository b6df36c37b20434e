"""Somebody's own page: their App Home. https://docs.slack.dev/surfaces/app-home"""

from typing import Any

from bot.messages.values import Card
from bot.messages.wording import Reader, utc_reader
from bot.platforms.slack.blocks import Pen, card_blocks
from bot.platforms.slack.escape import NOTHING, paragraph
from bot.platforms.slack.fitting import fitted
from bot.platforms.slack.limits import VIEW_BLOCKS, VIEW_TEXT
from bot.platforms.slack.us import Us


def home_view(card: Card, us: Us, reader: Reader | None = None) -> dict[str, Any]:
    """A card and its parts as a page: a row of a table is a line there, with its button beside it."""
    reader = reader or utc_reader()
    fits = fitted(card, reader, room=VIEW_TEXT, blocks=VIEW_BLOCKS)
    return {"type": "home", "blocks": list(card_blocks(fits, Pen(us, reader))) or [paragraph(NOTHING)]}
