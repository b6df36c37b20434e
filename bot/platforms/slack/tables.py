"""Tables: a message has room for one as such; elsewhere each row is a line, with its button beside it."""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from bot.messages.instants import Instant, parts, plain
from bot.messages.values import Table
from bot.platforms.slack.buttons import element
from bot.platforms.slack.escape import Block, Span, plain_text, rich_text, span
from bot.platforms.slack.fitting import is_told_by_heads
from bot.platforms.slack.limits import SECTION_TEXT

WRAPPED = 24  # characters of a cell, from which on its column is broken into lines
_DOT = " · "
_BLANK = "\u00a0"
_FIGURES = "0123456789−–"  # with what a cell begins that holds a figure, or none


def table_block(table: Table) -> Block:
    """The heads in bold; numbers stand at the right, words go on in the next line."""
    rows: list[list[dict[str, Any]]] = []
    if any(table.columns):
        rows.append([rich_text(span(head or _BLANK, bold=True)) for head in table.columns])
    rows += [[_cell(cell) for cell in row] for row in table.rows]
    columns = list(zip(*table.rows, strict=True))
    return {"type": "table", "column_settings": [_setting(column) for column in columns], "rows": rows}


def _cell(words: str) -> Block:
    if any(isinstance(part, Instant) for part in parts(words)):
        return rich_text(span(words))
    return {"type": "raw_text", "text": plain(words) or _BLANK}


def _setting(column: Sequence[str]) -> dict[str, Any]:
    column = [plain(cell) for cell in column]
    figures = all(cell[:1] in _FIGURES for cell in column) and any(column)
    return {"align": "right" if figures else "left", "is_wrapped": max(map(len, column)) > WRAPPED}


def row_blocks(table: Table, numbers: "count[int]", case: int | None) -> Iterator[Block]:
    """Line by line: first the rows with a button beside them, then the others together."""
    told = is_told_by_heads(table)
    if any(table.columns) and not told:
        heads = _DOT.join(head for head in table.columns if head)
        yield {"type": "context", "elements": [plain_text(heads, SECTION_TEXT)]}
    for row, button in zip(table.rows, table.buttons, strict=False):
        words = "\n".join(part for part in _line(table.columns, row, told) if part)
        beside = element(button, next(numbers), case, about=row[0])
        yield {"type": "section", "text": plain_text(words, SECTION_TEXT, lines=True), "accessory": beside}
    if others := table.rows[len(table.buttons) :]:
        yield rich_text(_lines(table.columns, others, told))


def _line(columns: Sequence[str], row: Sequence[str], told: bool) -> tuple[str, str]:
    if not told:
        return _DOT.join(cell for cell in row if cell), ""
    cells = [f"{head}: {cell}" if head else cell for head, cell in zip(columns[1:], row[1:], strict=True) if cell]
    return row[0], _DOT.join(cells)


def _lines(columns: Sequence[str], rows: Sequence[Sequence[str]], told: bool) -> Iterator[Span]:
    for n, row in enumerate(rows):
        first, second = _line(columns, row, told)
        head, rest = (row[0], first[len(row[0]) :]) if first.startswith(row[0]) else ("", first)
        yield from span(("\n" if n else "") + head, bold=bool(head))
        yield from span(rest + (f"\n{second}" if second else ""))
