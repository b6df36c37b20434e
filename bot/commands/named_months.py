"""Months as people name them."""

from bot.cases.figures import first_day, month_at, month_before
from bot.cases.refusals import Refused
from bot.commands.asked import Asked

_MONTH_WORDS = 2  # "last month", "october 2026"
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


def figure_and_month(typed: str | None, asked: Asked) -> tuple[str | None, str | None]:
    """The figure, and a month said after it: `cases passed up last month`."""
    words = (typed or "").split()
    for n in range(_MONTH_WORDS, 0, -1):
        said = " ".join(words[-n:])
        if len(words) > n and _read(said, asked, "UTC"):
            return " ".join(words[:-n]), said
    return typed, None


def month_named(typed: str, asked: Asked, zone: str) -> str:
    found = _read(typed, asked, zone)
    if found is None:
        raise Refused("no-such-month", typed=typed)
    return found


def _read(typed: str, asked: Asked, zone: str) -> str | None:
    """2026-10, this month, last month, October, Oct 2026; without a year, the latest that has begun."""
    said, this = typed.casefold().strip(" .,"), month_at(asked.at, zone)
    if said in ("this month", "last month"):
        return this if said == "this month" else month_before(this)
    name, _, year = said.partition(" ")
    if number := next((n for n, whole in enumerate(_MONTHS, 1) if len(name) > 2 and whole.startswith(name)), None):
        if year and not (len(year) == 4 and year.isascii() and year.isdigit()):
            return None
        this_year = int(this[:4])
        said = f"{year or (this_year if f'{this_year}-{number:02}' <= this else this_year - 1)}-{number:02}"
    try:
        return f"{first_day(said):%Y-%m}"
    except ValueError:
        return None
