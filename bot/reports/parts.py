"""Figures of any shape as lines and tables: what a digest says in full below its message."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from bot.cases.figures import Figures, Part, Ratio, Spread
from bot.cases.people import House
from bot.messages.figures import cell, cells, lasted
from bot.messages.values import Card, Table
from bot.messages.wording import Reader, has, phrase
from bot.reports.charts import cause_named

MOST = 12  # entries of one line, or rows of one table
SHORT = 3  # numbers, which need no headline of their own


def heading(name: str, reader: Reader) -> str:
    """A figure as its column is headed."""
    key = f"digest-column-{name}"
    return phrase(key, reader) if has(key) else name.replace("_", " ").capitalize()


def told(value: Any, house: House, reader: Reader) -> str:
    """One figure on one line."""
    match value:
        case None:
            return phrase("digest-none", reader)
        case bool():
            return phrase("answer-yes" if value else "answer-no", reader)
        case int() | Ratio() | Spread():
            return cell(value, reader)
        case Part(n=n, of=of):
            return cell(Ratio(int(n), int(of)), reader)
        case float():
            return lasted(value, reader)
        case str():
            return house.name(value)
        case Mapping():
            return _entries(
                [(named(key, house, reader), told(one, house, reader)) for key, one in _telling(value)], reader
            )
        case tuple() | list():
            return phrase("list-of", reader, what=[told(one, house, reader) for one in value[:MOST]])
    if is_dataclass(value):
        mine = {one.name: getattr(value, one.name) for one in fields(value)}
        told_of = {name: of for name, of in mine.items() if not is_nothing(of)}
        pairs = [(heading(name, reader), _cell(name, of, house, reader)) for name, of in told_of.items()]
        return _entries(pairs, reader)
    return str(value)


def _entries(pairs: Sequence[tuple[str, str]], reader: Reader) -> str:
    said = [phrase("digest-entry", reader, name=name, value=value) for name, value in pairs[:MOST]]
    if len(pairs) > MOST:
        said.append(phrase("digest-more-entries", reader, count=len(pairs) - MOST))
    return " · ".join(said) or phrase("digest-none", reader)


def ordered(value: Mapping[Any, Any]) -> list[tuple[Any, Any]]:
    """The greatest first; scores, ages and other numbers in their own order."""
    pairs = list(value.items())
    if any(str(key).isdigit() for key, _ in pairs):
        return pairs
    return sorted(pairs, key=lambda pair: (-size(pair[1]), str(pair[0])))


def _telling(value: Mapping[Any, Any]) -> list[tuple[Any, Any]]:
    """Without what is nothing, unless it belongs to a row of numbers."""
    pairs = ordered(value)
    return [pair for pair in pairs if not is_nothing(pair[1]) or str(pair[0]).isdigit()]


def size(value: Any) -> float:
    match value:
        case int() | float():
            return value
        case Ratio() | Spread():
            return value.n
        case Mapping():
            return sum(size(one) for one in value.values())
    sizes = [size(getattr(value, one.name)) for one in fields(value)] if is_dataclass(value) else []
    return max(sizes, default=0)


def is_nothing(value: Any) -> bool:
    """A figure of which there is none: it is left out, where there is so much else."""
    match value:
        case None | 0:
            return True
        case Ratio():
            return not value.of
        case Spread():
            return not value.n
        case str() | float() | int():
            return False
        case Mapping():
            return all(is_nothing(one) for one in value.values())
        case tuple() | list():
            return not value
    return is_dataclass(value) and all(is_nothing(getattr(value, one.name)) for one in fields(value))


def named(key: Any, house: House, reader: Reader) -> str:
    """What stands before a figure within another: a person, a reason, a figure, or what somebody configured."""
    word = str(key)
    if not word:
        return phrase("digest-no-category", reader)
    for kind in ("reason", "because", "digest-sign"):
        catalogued = f"{kind}-{word.replace('_', '-').replace(' ', '-')}"
        if word != "other" and has(catalogued):
            return phrase(catalogued, reader)
    return house.name(word)


def line(name: str, value: Any, house: House, reader: Reader) -> str | None:
    """A figure that fits on a line; None if it does not, or if there is nothing to it."""
    if is_nothing(value) or _table(value, house, reader) or (is_dataclass(value) and not _is_short(value)):
        return None
    return phrase("digest-figure", reader, name=heading(name, reader), value=_cell(name, value, house, reader))


def parts(name: str, value: Any, house: House, reader: Reader) -> Iterator[Card]:
    """A figure that needs more than a line, with a headline of its own."""
    if is_nothing(value) or line(name, value, house, reader):
        return
    if table := _table(value, house, reader):
        shown = {"shown": len(table.rows), "count": len(value)}
        more = (phrase("card-rows-shown", reader, **shown),) if len(value) > len(table.rows) else ()
        yield Card(heading(name, reader), lines=more, table=table)
        return
    mine = {one.name: getattr(value, one.name) for one in fields(value)}
    lines = tuple(said for one, of in mine.items() if (said := line(one, of, house, reader)))
    if lines:
        yield Card(heading(name, reader), lines=lines)
    for one, of in mine.items():
        yield from parts(one, of, house, reader)


def _is_short(value: Any) -> bool:
    """Has it but a few numbers?"""
    mine = [getattr(value, one.name) for one in fields(value)]
    return len(mine) <= SHORT and all(isinstance(one, int | float | None) for one in mine)


def _table(value: Any, house: House, reader: Reader) -> Table | None:
    """Reason by category, person by measure: rows and columns."""
    if isinstance(value, Mapping) and value and all(isinstance(one, Mapping) for one in value.values()):
        columns = sorted({key for one in value.values() for key in one}, key=str)
        rows = [
            (named(key, house, reader), *(told(one.get(column), house, reader) for column in columns))
            for key, one in ordered(value)[:MOST]
        ]
        return Table(("", *(named(column, house, reader) for column in columns)), tuple(rows))
    if isinstance(value, tuple) and value and is_dataclass(value[0]):
        names = [one.name for one in fields(value[0]) if any(not is_nothing(getattr(row, one.name)) for row in value)]
        rows = [tuple(_cell(name, getattr(row, name), house, reader) for name in names) for row in value[:MOST]]
        return Table(tuple(heading(name, reader) for name in names), tuple(rows))
    return None


def _cell(name: str, value: Any, house: House, reader: Reader) -> str:
    if name.endswith("_s") and isinstance(value, int | float):
        return lasted(value, reader)
    if name == "cause":
        return cause_named(value, reader)
    return f"C-{value}" if name == "case" else told(value, house, reader)


def everybody(month: Figures, names: Sequence[str], house: House, reader: Reader) -> Table | None:
    """These figures of every person who has one of them."""
    rows = [
        (house.name(key), *cells(mine, names, reader))
        for key, mine in month.people.items()
        if any(not is_nothing(getattr(mine, name)) for name in names)
    ]
    if not rows:
        return None
    return Table((phrase("digest-column-person", reader), *(heading(name, reader) for name in names)), tuple(rows))
