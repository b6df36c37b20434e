"""The digest as its readers see it: what matters in plain sentences, the team in a line, then each person."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.cases.figures import Figures, PersonFigures
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
# What can be gamed stands beside what shows it: resolved beside reopened, passed beside avoidable, and a share of
# resolutions beside passes without a note and passes at the last moment.
_COLUMNS = ("resolved", "resolve_share", "passed_up", "empty_late", "escalated_from")
_OF_WHOM = (
    *("resolved", "resolve_share", "passed_up", "escalated_from", "avoidable_passes", "empty_holds", "late_passes"),
    *("returned", "given"),
)


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
    rows = [
        (house.name(key), *(_cell(name, mine, reader) for name in _COLUMNS))
        for key, mine in month.people.items()
        if any(not is_nothing(getattr(mine, name)) for name in _OF_WHOM)
    ]
    heads = ("person", *_COLUMNS)
    return Table(tuple(phrase(f"digest-head-{name}", reader) for name in heads), tuple(rows)) if rows else None


def _cell(name: str, mine: PersonFigures, reader: Reader) -> str:
    if name == "empty_late":
        if not mine.empty_holds.of and not mine.late_passes:
            return phrase("digest-none", reader)
        both = {"first": cell(mine.empty_holds, reader), "second": cell(mine.late_passes, reader)}
        return phrase("digest-both", reader, **both)
    value = cell(getattr(mine, name), reader)
    beside = {"resolved": mine.reopen_rate, "passed_up": mine.avoidable_passes}.get(name)
    if beside is None or not beside.of or (name == "resolved" and not beside.n):
        return value
    return phrase(f"digest-beside-{name}", reader, value=value, beside=cell(beside, reader))


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
