"""A month as a file for a spreadsheet: a figure a line, and nothing in it that a spreadsheet would run."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.cases.figures import Figures
from bot.cases.people import House
from bot.reports.plain import plain

HEADS = ("team", "month", "about", "key", "name", "figure", "part", "value")
# What begins so a spreadsheet takes for a formula, a full-width sign for the usual one, and what begins with a tab or a
# line's end it looks behind: https://owasp.org/www-community/attacks/CSV_Injection
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
_BOM = "\ufeff"  # by which Excel knows that it is UTF-8


def sheet(months: Iterable[Figures], house: House) -> str:
    """These months as CSV."""
    held = io.StringIO(newline="")
    held.write(_BOM)
    rows = csv.writer(held, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    rows.writerow(HEADS)
    for month in months:
        for row in _rows(plain(month), house):
            rows.writerow([safe(one) for one in (month.team, month.month, *row)])
    return held.getvalue()


def joined(sheets: Iterable[str]) -> str:
    """Several as one, with one head."""
    first, *others = list(sheets)
    return first + "".join(one.partition("\r\n")[2] for one in others)


def safe(value: object) -> object:
    """A number as it is; of words none that would be run, or would be something else than it is."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return value
    words = "".join(" " if sign in "\r\n\t\x00" else sign for sign in str(value))
    return f"'{words}" if str(value).lstrip().startswith(_RUNS) or str(value)[:1] in _RUNS else words


def _rows(month: Mapping[str, Any], house: House) -> Iterator[tuple[str, str, str, str, str, Any]]:
    for who, figures in month["people"].items():
        for name, value in figures.items():
            yield from (("person", who, house.name(who), name, where, one) for where, one in _leaves(value))
    for tier in month["tiers"]:
        number = str(tier["tier"])
        for name, value in tier.items():
            if name not in ("tier", "name"):
                yield from (("tier", number, tier["name"], name, where, one) for where, one in _leaves(value))
    for name, value in month["team_figures"].items():
        yield from (("team", "", "", name, where, one) for where, one in _leaves(value))
    yield "team", "", "", "seal", "", month["seal"]


def _leaves(value: Any, where: str = "") -> Iterator[tuple[str, Any]]:
    """Numerator and denominator, median and percentile, each entry of what has entries."""
    inner: Iterable[tuple[Any, Any]]
    if isinstance(value, Mapping):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value, 1)
    else:
        yield where, value
        return
    for key, one in inner:
        yield from _leaves(one, f"{where}.{key}" if where else str(key))
