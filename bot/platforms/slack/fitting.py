"""A card made to fit: of what is too long the end is left out, of what is too much the middle, and it says so.

Title, owner and buttons stay: every part of a card gets what it needs before any part gets more than its share.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import ceil

from bot.messages.harmless import harmless, in_line
from bot.messages.values import Button, Card, Table
from bot.messages.wording import Reader, phrase
from bot.platforms.cutting import begin, shares, without_middle
from bot.platforms.slack.buttons import can_be_pressed
from bot.platforms.slack.limits import (
    BUTTON_TEXT,
    BUTTONS,
    BUTTONS_IN_A_ROW,
    TABLE_COLUMNS,
    TABLE_ROWS,
    TABLE_TEXT,
    VIEW_TEXT,
    cut,
    size,
)

MOST_FACTS, MOST_LINES = 40, 60
LONGEST_NAME, LONGEST_HEAD, LONGEST_CELL, LONGEST_ROW = 100, 60, 300, 2000
FEW_COLUMNS = 6  # of more, each cell of a line is said with the head of its column
BESIDE_A_ROW = 30  # characters of a button there
_BETWEEN = 4  # what stands between two parts of a text
_SAYING_SO = 200  # for the sentences that say what was left out, and for the link


def fitted(card: Card, reader: Reader, *, room: int, blocks: int, tables: int = 0) -> Card:
    """As much of a card and its parts as there is room for, with nothing in it that acts."""
    cards = [_harmless(one, reader) for one in _that_fit(list(_flat(card)), blocks, reader)]
    beside = shares([_buttons_beside(one) for one in cards], blocks - sum(map(_blocks, cards)))
    cards = [_fewer_beside(one, most) for one, most in zip(cards, beside, strict=True)]
    told = list(_told_by_heads(cards, tables))
    texts = shares([sum(_sizes(one, by)) for one, by in zip(cards, told, strict=True)], room - _SAYING_SO * len(cards))
    first, *others = [_shortened(one, by, most, reader) for one, by, most in zip(cards, told, texts, strict=True)]
    return replace(first, parts=tuple(others))


def is_a_table(table: Table) -> bool:
    """Can it be drawn as such, where there is room for one?"""
    return not table.buttons and len(table.columns) <= TABLE_COLUMNS


def is_told_by_heads(table: Table) -> bool:
    """Does a row that is drawn as a line say each cell with the head of its column?"""
    return len(table.columns) > FEW_COLUMNS


def left_out(count: int, reader: Reader) -> str:
    return phrase("card-left-out", reader, count=count)


# --- nothing that acts, and not too many of anything --------------------------------------------------------------


def _flat(card: Card) -> Iterator[Card]:
    yield card
    for part in card.parts:
        yield from _flat(part)


def _harmless(card: Card, reader: Reader) -> Card:
    facts = [(name, value) for name, value in card.facts if name.strip() or value.strip()]
    head, gone, tail = without_middle(facts, MOST_FACTS)
    facts = [*head, *([("", left_out(gone, reader))] if gone else []), *tail]
    said, unsaid, last = without_middle([line for line in card.lines if line.strip()], MOST_LINES)
    lines = [*said, *([left_out(unsaid, reader)] if unsaid else []), *last]
    return replace(
        card,
        title=_whole(card.title),
        facts=tuple((_in_line(name, LONGEST_NAME), _whole(value)) for name, value in facts),
        lines=tuple(map(_whole, lines)),
        table=card.table and _harmless_table(card.table),
        buttons=tuple(_pressable(card.buttons, BUTTON_TEXT))[:BUTTONS],
        parts=(),
    )


def _whole(words: str) -> str:
    """All there could ever be room for; what is longer is not looked at."""
    return harmless(begin(words.strip(), VIEW_TEXT)).strip()


def _in_line(words: str, longest: int) -> str:
    return cut(in_line(begin(words.strip(), longest)).strip(), longest)


def _harmless_table(table: Table) -> Table | None:
    """Rows of one length, and buttons only if each row has one; rows that never show are only counted."""
    many = max((len(row) for row in (table.columns, *table.rows)), default=0)
    if not table.rows or not many:
        return None
    head, cell = min(LONGEST_HEAD, LONGEST_ROW // many), min(LONGEST_CELL, LONGEST_ROW // many)
    heads = _row(table.columns, head, many)
    rows = [_row(row, cell, many) for row in table.rows[: TABLE_ROWS - 1]]
    rows += [("",) * many] * (len(table.rows) - len(rows))
    buttons = tuple(_pressable(table.buttons, BESIDE_A_ROW))
    return Table(heads, tuple(rows), buttons if len(buttons) == len(rows) else ())


def _row(cells: Sequence[str], longest: int, many: int) -> tuple[str, ...]:
    return (*(_in_line(cell, max(longest, 1)) for cell in cells), *[""] * (many - len(cells)))


def _pressable(buttons: Iterable[Button], longest: int) -> Iterator[Button]:
    return (replace(one, label=_in_line(one.label, longest)) for one in buttons if can_be_pressed(one))


# --- not too many blocks --------------------------------------------------------------------------------------------


def _blocks(card: Card) -> int:
    """How many blocks it takes at the most, without rows that have a button beside them."""
    parts = [card.title, card.facts or card.place, card.lines or card.table, card.table, card.table]
    return 1 + sum(map(bool, parts)) + ceil(min(len(card.buttons), BUTTONS) / BUTTONS_IN_A_ROW)


def _that_fit(cards: list[Card], blocks: int, reader: Reader) -> list[Card]:
    taken = 2  # the first one may get a line more
    for n, card in enumerate(cards):
        taken += _blocks(card)
        if taken > blocks and n:
            first = replace(cards[0], lines=(*cards[0].lines, left_out(len(cards) - n, reader)))
            return [first, *cards[1:n]]
    return cards


def _buttons_beside(card: Card) -> int:
    return len(card.table.buttons) if card.table else 0


def _fewer_beside(card: Card, most: int) -> Card:
    """The first rows keep their buttons."""
    if card.table is None or len(card.table.buttons) <= most:
        return card
    return replace(card, table=replace(card.table, buttons=card.table.buttons[:most]))


# --- not too much text ----------------------------------------------------------------------------------------------


def _told_by_heads(cards: Sequence[Card], tables: int) -> Iterator[bool]:
    for card in cards:
        if card.table and tables and is_a_table(card.table):
            tables -= 1
            yield False
        else:
            yield card.table is not None and is_told_by_heads(card.table)


def _sizes(card: Card, told: bool) -> list[int]:
    """Of title, facts, lines, table and buttons."""
    rows = [card.table.columns, *card.table.rows, *_labels(card.table.buttons)] if card.table else []
    heads = _size(card.table.columns) * len(card.table.rows) if card.table and told else 0
    return [
        size(card.title) + _BETWEEN,
        sum(map(_size, card.facts)),
        sum(_size((line,)) for line in card.lines),
        sum(map(_size, rows)) + heads,
        sum(map(_size, _labels(card.buttons))),
    ]


def _labels(buttons: Sequence[Button]) -> Iterator[tuple[str]]:
    return ((one.label,) for one in buttons)


def _size(parts: Sequence[str]) -> int:
    return sum(size(part) + _BETWEEN for part in parts)


def _shortened(card: Card, told: bool, room: int, reader: Reader) -> Card:
    title, facts, lines, table, buttons = shares(_sizes(card, told), room)
    labels = shares([_size(one) for one in _labels(card.buttons)], buttons)
    shorter = replace(
        card,
        title=cut(card.title, max(title - _BETWEEN, 1)) if card.title else "",
        facts=tuple(_fewer_facts(card.facts, facts)),
        lines=tuple(_shorter(card.lines, lines)),
        buttons=tuple(
            replace(one, label=cut(one.label, max(most - _BETWEEN, 1)))
            for one, most in zip(card.buttons, labels, strict=True)
        ),
    )
    return _fewer_rows(shorter, told, table, reader)


def _fewer_facts(facts: Sequence[tuple[str, str]], room: int) -> Iterator[tuple[str, str]]:
    for (name, value), most in zip(facts, shares([_size(one) for one in facts], room), strict=True):
        left = most - _size((name, ""))
        if left > 0 or (left == 0 and not value):
            yield name, cut(value, left) if value else ""


def _shorter(lines: Sequence[str], room: int) -> Iterator[str]:
    for line, most in zip(lines, shares([_size((line,)) for line in lines], room), strict=True):
        if most > _BETWEEN:
            yield cut(line, most - _BETWEEN)


def _fewer_rows(card: Card, told: bool, room: int, reader: Reader) -> Card:
    """As many rows as there is room for, the first ones."""
    if card.table is None:
        return card
    rows, beside = card.table.rows, card.table.buttons
    heads = _size(card.table.columns)
    left = min(room, TABLE_TEXT) - heads
    shown = 0
    for n, row in enumerate(rows[: TABLE_ROWS - 1]):
        left -= _size(row) + (heads if told else 0) + (_size((beside[n].label,)) if n < len(beside) else 0)
        if left < 0:
            break
        shown = n + 1
    if shown == len(rows):
        return card
    some = phrase("card-rows-shown", reader, shown=shown, count=len(rows))
    said = some if shown else left_out(len(rows), reader)
    fewer = replace(card.table, rows=rows[:shown], buttons=beside[:shown]) if shown else None
    return replace(card, lines=(*card.lines, said), table=fewer)
