"""A card made to fit: of what is too long the end is left out, of what is too much the middle, and it says so.

It is drawn with less and less room for what can best be missed, until it is small enough: first for the longest texts,
then for buttons beside rows, for rows, and for all else. Title, owner and the first buttons stay.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Protocol, TypeVar

from bot.messages.harmless import harmless, in_line
from bot.messages.values import Button, Card, Table
from bot.messages.wording import Reader, phrase
from bot.platforms.cutting import begin, without_middle
from bot.platforms.teams.buttons import can_be_pressed
from bot.platforms.teams.escape import Element
from bot.platforms.teams.limits import BUTTON_TEXT, MESSAGE, cut, weight

LONGEST_NAME, LONGEST_CELL, LONGEST_ROW = 100, 300, 2000
FEW_COLUMNS = 6  # of more, each cell of a row is said with the head of its column
NARROWEST = 40  # letters that stand side by side on a telephone: where the longest words need more, columns overlap
_GAP = 2  # letters between two columns

Less = tuple[tuple[str, tuple[int, ...]], ...]  # what there is less of, step by step


class _Fields(Protocol):
    """Any dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


_R = TypeVar("_R", bound=_Fields)


@dataclass(frozen=True, slots=True)
class Room:
    """How much of everything."""

    longest: int = 6000  # of one text
    beside: int = 25  # rows of one table with a button
    grid: bool = True  # tables with columns, as long as they have few
    rows: int = 100
    lines: int = 60
    facts: int = 40
    parts: int = 40
    buttons: int = 24  # of one card


ROOMS: Less = (
    ("longest", (4000, 2500, 1500, 1000, 700, 450)),
    ("beside", (20, 16, 12, 10, 8, 6, 5, 4, 3, 2)),
    ("grid", (False,)),
    ("rows", (80, 65, 50, 40, 30, 20, 15)),
    ("lines", (40, 25, 15)),
    ("facts", (25, 15)),
    ("parts", (25, 15, 10)),
    ("beside", (1, 0)),
    ("longest", (300, 200, 120, 80, 40)),
    ("buttons", (12, 8, 6)),
    ("rows", (10, 6, 3)),
    ("parts", (6, 4, 2, 1, 0)),
    ("facts", (10, 6)),
    ("lines", (8, 4)),
    ("rows", (1, 0)),
    ("buttons", (4, 2)),
)


def rooms(room: _R, less: Less) -> Iterator[_R]:
    """From all there is to what anything fits into."""
    yield room
    for name, values in less:
        for value in values:
            if value < getattr(room, name):
                change: dict[str, Any] = {name: value}
                room = replace(room, **change)
                yield room


def drawn(draw: Callable[[_R], Element], all_: Iterable[_R], most: int = MESSAGE) -> Element:
    """The fullest that is small enough; of what is not, the halves are tried, and their halves."""
    first, *less = all_
    element = draw(first)
    if weight(element) <= most:
        return element
    begin, end = 0, len(less) - 1
    element = draw(less[end])
    while begin < end:
        middle = (begin + end) // 2
        tried = draw(less[middle])
        if weight(tried) <= most:
            element, end = tried, middle
        else:
            begin = middle + 1
    return element


def fitted(card: Card, reader: Reader, room: Room) -> Card:
    """A card and its parts, one behind the other, with nothing in it that acts."""
    first, *others = _flat(card)
    shown, gone, last = without_middle(others, room.parts)
    whole = _shorter(first, reader, room, gone)
    return replace(whole, parts=tuple(_shorter(one, reader, room) for one in (*shown, *last)))


def is_a_grid(table: Table, room: Room) -> bool:
    return room.grid and not table.buttons and not is_told_by_heads(table)


def is_told_by_heads(table: Table) -> bool:
    """Does a row that is drawn as a line say each cell with the head of its column?"""
    return len(table.columns) > FEW_COLUMNS or not (table.buttons or _fits_a_telephone(table))


def _fits_a_telephone(table: Table) -> bool:
    columns = zip(table.columns, *table.rows, strict=False)
    words = (max(map(len, " ".join(column).split()), default=0) for column in columns)
    return sum(words) + _GAP * (len(table.columns) - 1) <= NARROWEST


def left_out(count: int, reader: Reader) -> str:
    return phrase("card-left-out", reader, count=count)


def _flat(card: Card) -> Iterator[Card]:
    yield replace(card, parts=())
    for part in card.parts:
        yield from _flat(part)


def _shorter(card: Card, reader: Reader, room: Room, parts_gone: int = 0) -> Card:
    facts = [(name, value) for name, value in card.facts if name.strip() or value.strip()]
    head, gone, tail = without_middle(facts, room.facts)
    facts = [*head, *([("", left_out(gone, reader))] if gone else []), *tail]
    said, unsaid, last = without_middle([line for line in card.lines if line.strip()], room.lines)
    lines = [*said, *([left_out(unsaid, reader)] if unsaid else []), *last]
    table, told = _fewer_rows(card.table, reader, room)
    lines += [told] if told else []
    lines += [left_out(parts_gone, reader)] if parts_gone else []
    return replace(
        card,
        title=whole(card.title, room.longest),
        facts=tuple(
            (_in_line(name, min(LONGEST_NAME, room.longest)), whole(value, room.longest)) for name, value in facts
        ),
        lines=tuple(whole(line, room.longest) for line in lines),
        table=table,
        buttons=tuple(_pressable(card.buttons))[: room.buttons],
    )


def whole(text: str, longest: int) -> str:
    """So much of it, and in no more lines than are worth their room."""
    text = cut(harmless(begin(text.strip(), longest)).strip(), longest)
    lines = text.split("\n")
    most = max(longest // 40, 1)
    return "\n".join([*lines[: most - 1], " ↵ ".join(lines[most - 1 :])]) if len(lines) > most else text


def _in_line(text: str, longest: int) -> str:
    return cut(in_line(begin(text.strip(), longest)).strip(), longest)


def _fewer_rows(table: Table | None, reader: Reader, room: Room) -> tuple[Table | None, str]:
    """The first rows, all of one length, and what says that there are more; buttons only if each row has one."""
    many = max((len(row) for row in (table.columns, *table.rows)), default=0) if table else 0
    if table is None or not many or not table.rows:
        return None, ""
    cell = max(min(LONGEST_CELL, room.longest, LONGEST_ROW // many), 1)
    rows = tuple(_row(row, cell, many) for row in table.rows[: room.rows])
    buttons = tuple(_pressable(table.buttons)) if len(table.buttons) == len(table.rows) else ()
    if len(buttons) != len(table.rows):
        buttons = ()
    kept = Table(_row(table.columns, cell, many), rows, buttons[: min(room.beside, len(rows))])
    if len(rows) == len(table.rows):
        return kept, ""
    if not rows:
        return None, left_out(len(table.rows), reader)
    return kept, phrase("card-rows-shown", reader, shown=len(rows), count=len(table.rows))


def _row(cells: Sequence[str], longest: int, many: int) -> tuple[str, ...]:
    return (*(_in_line(cell, longest) for cell in cells), *[""] * (many - len(cells)))


def _pressable(buttons: Sequence[Button]) -> Iterator[Button]:
    return (replace(one, label=_in_line(one.label, BUTTON_TEXT)) for one in buttons if can_be_pressed(one))
