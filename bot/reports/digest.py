"""The digest as its readers see it: what matters in plain sentences, the team in a line, then each person."""

from collections.abc import Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any

from bot.cases.figures import Figures, PersonFigures, Ratio
from bot.cases.people import House
from bot.messages.figures import cell, month_name, team_lines, title
from bot.messages.nameless import without_names
from bot.messages.numbers import open_any
from bot.messages.values import Card, Enclosed, Table
from bot.messages.wording import Reader, phrase
from bot.reports.charts import charts
from bot.reports.parts import is_nothing
from bot.reports.sentences import sentences
from bot.reports.sheet import sheet

NOTHING: Mapping[str, int] = MappingProxyType({})
_NAMES = frozenset(one.name for one in fields(PersonFigures))
# What can be gamed stands beside what shows it: resolved beside reopened, passed beside avoidable, and a share of
# resolutions beside passes without a note and passes at the last moment.
_COLUMNS = ("resolved", "resolve_share", "passed_up", "empty_late", "escalated_from")


def digest_card(
    month: Figures,
    before: Figures | None,
    house: House,
    reader: Reader,
    *,
    names: bool = True,
    taken_back: Mapping[str, int] = NOTHING,
) -> Card:
    """One team's month, seen against the month before it if there was one."""
    name = month_name(month.month, reader)
    heading = phrase("digest-title", reader, team=title(house, month.team), month=name)
    if month.is_empty:
        return Card(heading, lines=(phrase("digest-empty", reader, month=name),))
    before = None if before is None or before.is_empty else before
    if not names:
        month, before = without_names(month, house, reader), before and without_names(before, house, reader)
    said = [*sentences(month, before, house, reader, names=names), *team_lines(month, house, reader)[:1]]
    if taken_back:
        said.append(corrections(taken_back, reader))
    if not names:
        said.append(phrase("digest-names-off", reader))
    if month.seal:
        said.append(phrase("digest-seal", reader, seal=month.seal))
    opens = open_any(f"report team {month.team} {month.month}", reader)
    return Card(heading, lines=tuple(said), table=compact_table(month, house, reader), buttons=(opens,))


def corrections(taken_back: Mapping[str, int], reader: Reader) -> str:
    """What is taken off here, as an earlier month stays as it was."""
    of = [phrase("digest-of-month", reader, n=n, month=month_name(month, reader)) for month, n in taken_back.items()]
    return phrase("digest-corrections", reader, n=sum(taken_back.values()), of=of)


def compact_table(month: Figures, house: House, reader: Reader) -> Table | None:
    """Every person with a figure in few columns; all of them are in the thread and in the file."""
    shown = [name for name in _COLUMNS if name in _NAMES or (name == "empty_late" and "empty_holds" in _NAMES)]
    asked = [name for name in (*shown, "avoidable_passes", "empty_holds", "late_passes", "returned", "given")]
    rows = [
        (house.name(key), *(_cell(name, mine, reader) for name in shown))
        for key, mine in month.people.items()
        if any(not is_nothing(getattr(mine, name, 0)) for name in asked)
    ]
    heads = ("person", *shown)
    return Table(tuple(phrase(f"digest-head-{name}", reader) for name in heads), tuple(rows)) if rows else None


def _cell(name: str, mine: PersonFigures, reader: Reader) -> str:
    if name == "empty_late":
        empty, late = getattr(mine, "empty_holds", Ratio()), getattr(mine, "late_passes", 0)
        if not empty.of and not late:
            return phrase("digest-none", reader)
        return phrase("digest-both", reader, first=cell(empty, reader), second=cell(late, reader))
    value, beside = cell(getattr(mine, name), reader), _beside(name, mine)
    if beside is None or not beside.of or (name == "resolved" and not beside.n):
        return value
    return phrase(f"digest-beside-{name}", reader, value=value, beside=cell(beside, reader))


def _beside(name: str, mine: PersonFigures) -> Ratio | None:
    found: Any = getattr(mine, {"resolved": "reopen_rate", "passed_up": "avoidable_passes"}.get(name, ""), None)
    return found if isinstance(found, Ratio) else None


def charts_card(month: Figures, before: Figures | None, house: House, reader: Reader, *, names: bool = True) -> Card:
    """The month in pictures, each with its words, and every figure as a file."""
    if not names:
        month, before = without_names(month, house, reader), before and without_names(before, house, reader)
    heads = {"team": title(house, month.team), "month": month_name(month.month, reader)}
    pictures = charts(month, None if before is None or before.is_empty else before, house, reader)
    enclosed = (*pictures, file_of(month, house, reader))
    return Card(phrase("digest-charts", reader, **heads), enclosed=enclosed)


def file_of(month: Figures, house: House, reader: Reader) -> Enclosed:
    """Every figure of the month, for a spreadsheet."""
    return Enclosed(
        name=f"{month.team}-{month.month}.csv",
        title=phrase("digest-file", reader),
        source=sheet([month], house),
        subject=f"{month.team}/{month.month}/figures",
    )
