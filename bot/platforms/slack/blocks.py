"""Cards and answers as messages: pure functions, and nothing that anybody wrote acts in what they return."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from bot.messages.instants import plain
from bot.messages.values import Address, Answer, Card, Form
from bot.messages.wording import Reader, phrase, utc_reader
from bot.platforms.answers import opening, sentences_of
from bot.platforms.slack.aloud import aloud
from bot.platforms.slack.buttons import button_rows
from bot.platforms.slack.escape import NOTHING, Block, Span, link, paragraph, plain_text, rich_text, span
from bot.platforms.slack.fitting import fitted, is_a_table
from bot.platforms.slack.limits import BLOCKS_TEXT, HEADER_TEXT, MESSAGE_BLOCKS, cut, size
from bot.platforms.slack.tables import row_blocks, table_block
from bot.platforms.slack.us import PLATFORM, Us

ROWS_IN_A_MESSAGE = 10  # with a button beside each; more rows than that are a table
LARGE_TITLE = 80  # characters; what is longer is a sentence
_ENDS = (".", "!", "?", "…")  # of a sentence; a headline has none
_LINKED = re.compile(
    r"(?P<channel>[CG][A-Z0-9]+)(/(?P<seconds>[0-9]+)\.(?P<rest>[0-9]+))?"
)  # nobody else sees direct chats


@dataclass(slots=True)
class Pen:
    """With what one message or view is drawn."""

    us: Us
    reader: Reader
    tables: int = 0  # how many it may still have
    numbers: "count[int]" = field(default_factory=count)  # of its buttons


def message(card: Card, us: Us, reader: Reader | None = None) -> dict[str, Any]:
    """A card as the `text` and `blocks` of a message."""
    return _message([], card, None, us, reader or utc_reader())


def said(answer: Answer, reader: Reader, us: Us) -> dict[str, Any]:
    """An answer as a message to the asker alone; a form is one button that opens it."""
    return _message(sentences_of(answer, reader, cut), answer.card, answer.form, us, reader)


def _message(sentences: list[str], card: Card | None, form: Form | None, us: Us, reader: Reader) -> dict[str, Any]:
    blocks = [paragraph("\n".join(sentences))] if sentences else []
    if card is None and form is None:
        return {"text": aloud(sentences, None), "blocks": blocks or [paragraph(NOTHING)]}
    pen, fits = Pen(us, reader, tables=1), None
    if card is not None:
        room = BLOCKS_TEXT - sum(map(size, sentences))
        fits = fitted(_table_if_long(card), reader, room=room, blocks=MESSAGE_BLOCKS - len(blocks) - 1, tables=1)
        blocks += card_blocks(fits, pen)
    if form is not None:
        blocks += button_rows([opening(form, reader, size)], pen.numbers, None, about=f"“{form.title}”")
    url = url_of(card.place, us) if card else ""
    spoken = f"{phrase('card-customers-thread', reader)}: {url}" if url else ""
    return {"text": aloud(sentences, fits, spoken), "blocks": blocks or [paragraph(NOTHING)]}


def _table_if_long(card: Card) -> Card:
    if card.table and card.table.buttons and len(card.table.rows) > ROWS_IN_A_MESSAGE:
        return replace(card, table=replace(card.table, buttons=()))
    return card


def card_blocks(card: Card, pen: Pen, *, part: bool = False) -> Iterator[Block]:
    """A card that fits, part after part, in the order in which it is read."""
    if card.title:
        yield _title(card, part=part)
    spans = list(_facts(card, pen))
    if spans:
        yield rich_text(spans)
    if card.lines:
        yield paragraph("\n".join(card.lines))
    if card.link:
        yield rich_text(link(*card.link))
    if card.table and pen.tables and is_a_table(card.table):
        pen.tables -= 1
        yield table_block(card.table)
    elif card.table:
        yield from row_blocks(card.table, pen.numbers, card.case)
    yield from button_rows(card.buttons, pen.numbers, card.case)
    for one in card.parts:
        yield {"type": "divider"}
        yield from card_blocks(one, pen, part=True)


def _title(card: Card, *, part: bool) -> Block:
    """Large over a table, over parts, and as the headline of a part; bold over facts and lines; else a sentence."""
    heads = part and card.case is None and not plain(card.title).endswith(_ENDS)
    if (heads or card.table or card.parts) and "\n" not in card.title and size(card.title) <= LARGE_TITLE:
        return {"type": "header", "text": plain_text(card.title, HEADER_TEXT)}
    return paragraph(card.title, bold=bool(card.facts or card.lines or card.table or card.parts))


def _facts(card: Card, pen: Pen) -> Iterator[Span]:
    url = url_of(card.place, pen.us)
    for n, (name, value) in enumerate(card.facts):
        begin = "\n" if n else ""
        if name:
            yield from span(f"{begin}{name}:", bold=True)
        yield from span(f" {value}" if name else begin + value)
    if url:
        yield from span("\n" if card.facts else "")
        yield from link(phrase("card-customers-thread", pen.reader), url)


def url_of(place: Address | None, us: Us) -> str:
    """Where a channel or a thread of our workspace can be looked at; empty for what is none."""
    found = _LINKED.fullmatch(place.place) if place and place.platform == PLATFORM else None
    if found is None or not us.url.startswith("https://"):
        return ""
    moment = f"/p{found['seconds']}{found['rest']}" if found["seconds"] else ""
    return f"{us.url.rstrip('/')}/archives/{found['channel']}{moment}"
