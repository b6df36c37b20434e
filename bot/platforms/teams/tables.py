"""Tables: with columns where there are few, else row by row; a row's button stands beside it.

They are rows of columns and no Table: that one has shown nothing at all in telephones whose columns differ in width
(https://github.com/microsoft/AdaptiveCards/issues/8853).
"""

from collections.abc import Iterator, Sequence

from bot.messages.values import Table
from bot.platforms.teams.buttons import action
from bot.platforms.teams.escape import NOTHING, Element, rich, run
from bot.platforms.teams.fitting import is_told_by_heads

WIDEST = 30  # characters of a cell that its column is made wider for
_DOT = " · "
_BETWEEN = {"separator": True, "spacing": "Small"}  # rows
_FIGURES = "0123456789−–"  # with what a cell begins that holds a figure, or none


def grid(table: Table) -> Iterator[Element]:
    """The heads in grey; figures stand at the right, words go on in the next line."""
    columns = list(zip(table.columns, *table.rows, strict=True))
    widths = [min(max(map(len, column)), WIDEST) + 5 for column in columns]
    sides = [_side(column[1:]) for column in columns]
    if any(table.columns):
        runs = [run(head or NOTHING, isSubtle=True, size="Small") for head in table.columns]
        yield {"type": "ColumnSet", "columns": _columns(runs, widths, sides)}
    for row in table.rows:
        runs = [run(row[0] or NOTHING, weight="Bolder"), *(run(cell or NOTHING) for cell in row[1:])]
        yield {"type": "ColumnSet", **_BETWEEN, "columns": _columns(runs, widths, sides)}


def _columns(runs: Sequence[Element], widths: Sequence[int], sides: Sequence[dict[str, str]]) -> list[Element]:
    return [
        {"type": "Column", "width": width, "items": [rich(one, **side)]}
        for one, width, side in zip(runs, widths, sides, strict=True)
    ]


def _side(cells: Sequence[str]) -> dict[str, str]:
    figures = all(cell[:1] in _FIGURES for cell in cells) and any(cells)
    return {"horizontalAlignment": "Right"} if figures else {}


def rows(table: Table, case: int | None, *, dialog: bool) -> Iterator[Element]:
    """Row by row: first those with a button beside them, then the others."""
    told = is_told_by_heads(table)
    if any(table.columns) and not told:
        yield rich(run(_DOT.join(head for head in table.columns if head), isSubtle=True, size="Small"))
    for n, row in enumerate(table.rows):
        said = _told(table.columns, row) if told else [_line(row)]
        if n >= len(table.buttons):
            yield {**said[0], **_BETWEEN}
            yield from said[1:]
            continue
        press = action(table.buttons[n], case, dialog=dialog, about=row[0])
        words = {"type": "Column", "width": "stretch", "verticalContentAlignment": "Center", "items": said}
        button = {"type": "Column", "width": "auto", "items": [{"type": "ActionSet", "actions": [press]}]}
        yield {"type": "ColumnSet", **_BETWEEN, "columns": [words, button]}


def _line(row: Sequence[str]) -> Element:
    """The first cell in bold, the others behind it."""
    rest = [cell for cell in row[1:] if cell]
    return rich(run(row[0] or NOTHING, weight="Bolder"), *([run(_DOT + _DOT.join(rest))] if rest else ()))


def _told(columns: Sequence[str], row: Sequence[str]) -> list[Element]:
    """The first cell in bold, the others below it by the heads of their columns."""
    cells = zip(columns[1:], row[1:], strict=True)
    rest = _DOT.join(f"{head}: {cell}" if head else cell for head, cell in cells if cell)
    first = rich(run(row[0] or NOTHING, weight="Bolder"))
    return [first, rich(run(rest), spacing="None")] if rest else [first]
