"""Cards, forms and tables as rows of styled text: pure functions, and the only place where words are made harmless."""

from collections.abc import Iterable, Mapping, Sequence

from bot.messages.harmless import harmless, in_line
from bot.messages.values import Card, Enclosed, Field, Table
from bot.messages.wording import Reader, phrase
from bot.platforms.console.bars import bars
from bot.platforms.console.filling import OpenForm, spelled
from bot.platforms.console.widths import padded, width, wrapped

Span = tuple[str, str]  # text, and how it looks: a name that the screen knows
Row = tuple[Span, ...]

NARROWEST = 6  # columns of a table's column, however little room there is
_GAP = "  "


def plain(row: Row) -> str:
    return "".join(text for text, _ in row).rstrip()


def text_rows(text: str, columns: int | None = None, look: str = "") -> list[Row]:
    return [((line, look),) for line in wrapped(harmless(text), columns)]


def card_rows(card: Card, columns: int | None = None) -> list[Row]:
    """Every part of the card, in the order in which it is read."""
    alone = not (card.facts or card.lines or card.table)
    rows = text_rows(card.title, columns, "" if alone else "title")
    rows += fact_rows(card.facts, columns)
    for line in card.lines:
        rows += text_rows(line, columns)
    if card.table:
        rows += table_rows(card.table, columns)
    for one in card.enclosed:
        rows += enclosed_rows(one, columns)
    rows += link_rows(card, columns)
    rows += button_rows(card, columns)
    for part in card.parts:
        rows += card_rows(part, columns)
    return rows


def changed_rows(before: Card | str, after: Card | str, columns: int | None = None) -> list[Row]:
    """What an edit changed, under the title; nothing if nobody could see a difference."""
    if isinstance(before, str) or isinstance(after, str):
        return rows_of(after, columns) if before != after else []
    known = after.title == before.title and after.case
    parts = Card(
        f"C-{after.case}" if known else after.title,
        tuple(fact for fact in after.facts if fact not in before.facts),
        tuple(line for line in after.lines if line not in before.lines),
        after.table if after.table != before.table else None,
        after.buttons if _labels(after) != _labels(before) else (),
        parts=tuple(part for part in after.parts if part not in before.parts),
        enclosed=tuple(one for one in after.enclosed if one not in before.enclosed),
        link=after.link if after.link != before.link else None,
    )
    if parts == Card(parts.title) and after.title == before.title:
        return []
    return card_rows(parts, columns)


def rows_of(what: Card | str, columns: int | None = None) -> list[Row]:
    return card_rows(what, columns) if isinstance(what, Card) else text_rows(what, columns)


def enclosed_rows(one: Enclosed, columns: int | None = None) -> list[Row]:
    """A picture as bars of blocks; a file by its name."""
    if one.is_picture:
        rows = text_rows(one.title, columns, "title")
        return rows + [((line, ""),) for line in bars(one.source, columns)]
    return text_rows(f"{one.title}: {one.name}", columns, "quiet")


def link_rows(card: Card, columns: int | None = None) -> list[Row]:
    """What a page of ours is called, and its whole address, as terminals open what looks like one."""
    if card.link is None:
        return []
    label, address = card.link
    return text_rows(f"{in_line(label)}: {in_line(address)}", columns, "quiet")


def fact_rows(facts: Iterable[tuple[str, str]], columns: int | None = None) -> list[Row]:
    shown = [(in_line(name), harmless(value)) for name, value in facts]
    room = max((width(name) for name, _ in shown), default=0)
    rows: list[Row] = []
    for name, value in shown:
        head = padded(name, room) + _GAP if room else ""
        for n, line in enumerate(wrapped(value, columns and columns - width(head))):
            rows.append(((head if n == 0 else " " * width(head), "label"), (line, "")))
    return rows


def button_rows(card: Card, columns: int | None = None) -> list[Row]:
    rows: list[list[Span]] = [[]]
    taken = 0
    for button in card.buttons:
        drawn = f"[{in_line(button.label)}]"
        if rows[-1] and columns and taken + width(drawn) > columns:
            rows.append([])
            taken = 0
        rows[-1] += [(drawn, "danger" if button.style == "danger" else "button"), (" ", "")]
        taken += width(drawn) + 1
    return [tuple(row[:-1]) for row in rows if row]


def table_rows(table: Table, columns: int | None = None) -> list[Row]:
    """Columns side by side, aligned in any script; where there is too little room, cells go on in the next line."""
    cells = [[in_line(cell) for cell in row] for row in table.rows]
    heads = [in_line(head) for head in table.columns]
    many = max((len(row) for row in (heads, *cells)), default=0)
    lines = [row + [""] * (many - len(row)) for row in (heads, *cells)]
    room = _fitted([[row[n] for row in lines] for n in range(many)], columns)
    rows: list[Row] = []
    for number, line in enumerate(lines):
        if number == 0 and not any(line):
            continue
        rows += _side_by_side(line, room, "label" if number == 0 else "", cut=columns is not None)
    return rows


def _side_by_side(line: list[str], room: list[int], look: str, *, cut: bool) -> list[Row]:
    pieces = [wrapped(cell, columns if cut else None, NARROWEST) for cell, columns in zip(line, room, strict=True)]
    high = max((len(piece) for piece in pieces), default=0)
    rows: list[Row] = []
    for n in range(high):
        texts = [piece[n] if n < len(piece) else "" for piece in pieces]
        joined = _GAP.join(padded(text, columns) for text, columns in zip(texts, room, strict=True))
        rows.append(((joined.rstrip(), look),))
    return rows


def _fitted(standing: Sequence[Sequence[str]], columns: int | None) -> list[int]:
    """How wide each column is. The widest give way until all stand side by side: first as far as every word of theirs
    stays whole, then further."""
    room = [max(map(width, cells)) for cells in standing]
    if columns is None:
        return room
    words = [max((width(word) for cell in cells for word in cell.split()), default=0) for cells in standing]
    for least in ([max(NARROWEST, one) for one in words], [NARROWEST] * len(room)):
        while sum(room) + len(_GAP) * (len(room) - 1) > columns:
            wide = [n for n in range(len(room)) if room[n] > least[n]]
            if not wide:
                break
            room[max(wide, key=room.__getitem__)] -= 1
    return room


def form_rows(opened: OpenForm, faults: Mapping[str, str], who: str, reader: Reader, columns: int | None) -> list[Row]:
    """A form with what is filled in, what is wrong with it, and how to go on."""
    form = opened.form
    rows = text_rows(form.title, columns, "title")
    if form.intro:
        rows += text_rows(form.intro, columns)
    for one in form.fields:
        rows += field_rows(one, opened.values[one.name], reader, columns)
        if one.name in faults:
            rows += _indented(faults[one.name], columns, "bad", "✗ ")
    names = {one.name for one in form.fields}
    for name, fault in faults.items():
        if name not in names:
            rows += text_rows(f"✗ {fault}", columns, "bad")
    example = _example(opened)
    how = phrase("console-form-how", reader, who=who, label=in_line(example.label) if example else "")
    return rows + text_rows(how, columns, "quiet")


def field_rows(one: Field, value: str, reader: Reader, columns: int | None) -> list[Row]:
    mark = "* " if one.required else "  "
    label = f"{in_line(one.label)}: "
    lines = wrapped(harmless(spelled(one, value)) or "–", columns and columns - width(mark + label))
    rows: list[Row] = [((mark, "bad"), (label, "label"), (lines[0], "" if value else "quiet"))]
    rows += [((" " * width(mark + label) + line, ""),) for line in lines[1:]]
    if one.choices:
        rows += _indented(" · ".join(label for _, label in one.choices), columns, "quiet")
    if one.hint:
        rows += _indented(one.hint, columns, "quiet")
    return rows


def _example(opened: OpenForm) -> Field | None:
    """The field to show how it is done with: one that is still empty."""
    fields = opened.form.fields
    empty = [one for one in fields if not opened.values[one.name]]
    return next((one for one in (*(one for one in empty if one.required), *empty, *fields)), None)


def _indented(text: str, columns: int | None, look: str, mark: str = "") -> list[Row]:
    indent = "    "
    lines = wrapped(mark + harmless(text), columns and columns - len(indent))
    return [((indent + line, look),) for line in lines]


def _labels(card: Card) -> tuple[str, ...]:
    return tuple(button.label for button in card.buttons)
