"""A card in words alone, for those who hear it, and for notifications: blocks are not read to them.

https://docs.slack.dev/reference/methods/chat.postMessage, "Accessibility considerations"
"""

from collections.abc import Iterable, Iterator, Sequence

from bot.messages.instants import Instant, parts
from bot.messages.values import Card, Table
from bot.platforms.cutting import shares
from bot.platforms.slack.escape import NOTHING, escaped
from bot.platforms.slack.limits import MESSAGE_TEXT, cut, size


def aloud(before: Sequence[str], card: Card | None, link: str = "") -> str:
    """Sentences and a card that fits, line by line; a link, which is ours, stands behind them whole."""
    room = MESSAGE_TEXT - (len(link) + 1 if link else 0)
    for told in (True, False):
        lines = [*before, *(_lines(card, told=told) if card else ())]
        if sum(size(line) + 1 for line in lines) <= room:
            break
    said = map(escaped, _with_zones(_shorter(lines, room)))
    return "\n".join([*said, *([link] if link else [])]) or NOTHING


def _with_zones(lines: Iterable[str]) -> Iterator[str]:
    """A zone is named once, with the first instant that is said in it."""
    named: set[str] = set()
    for line in lines:
        words = ""
        for part in parts(line):
            words += part.words if isinstance(part, Instant) and part.zone in named else str(part)
            if isinstance(part, Instant):
                named.add(part.zone)
        yield words


def _shorter(lines: Sequence[str], room: int) -> Iterator[str]:
    """Of every line something, as long as there is room at all."""
    for line, most in zip(lines, shares([size(line) + 1 for line in lines], room), strict=True):
        if most > 1:
            yield cut(line, most - 1)


def _lines(card: Card, *, told: bool) -> Iterator[str]:
    if card.title:
        yield card.title
    for name, value in card.facts:
        yield f"{name}: {value}" if name else value
    yield from card.lines
    if card.table:
        yield from _rows(card.table, told=told)
    for one in card.enclosed:
        if one.said:
            yield f"{one.title}: {one.said}"
    for part in card.parts:
        yield from _lines(part, told=told)


def _rows(table: Table, *, told: bool) -> Iterator[str]:
    """Each cell by the head of its column; if that gets too long, the heads once."""
    if not told and any(table.columns):
        yield ", ".join(head for head in table.columns if head) + ":"
    for row in table.rows:
        cells = zip(table.columns, row, strict=True)
        yield ", ".join(f"{head}: {cell}" if told and head else cell for head, cell in cells if cell)
