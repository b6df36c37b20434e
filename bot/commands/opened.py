"""A number that was opened: the cases behind it, each with a button that shows it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import fields

from bot.cases.case import Case
from bot.cases.figures import Period, Ratio, Spread, TeamFigures
from bot.cases.people import Team
from bot.cases.refusals import Refused
from bot.commands.asked import Asked, read_by, sees
from bot.commands.record import about
from bot.messages.cards import labelled
from bot.messages.figures import OF_A_PERSON, month_name
from bot.messages.notices import press
from bot.messages.values import Card, Table
from bot.messages.wording import Reader as ReadBy
from bot.messages.wording import phrase
from bot.storage.behind import LOOKS, Behind, cases_behind
from bot.storage.reading import Reader

LONGEST = 50  # cases behind a figure that are shown
_OF_A_TEAM = tuple(field.name for field in fields(TeamFigures))


def numbers_of(person: str | None) -> tuple[str, ...]:
    """The figures that have cases behind them: the team's first, where it is the team's report."""
    names = OF_A_PERSON if person else (*_OF_A_TEAM, *OF_A_PERSON, *LOOKS)
    return tuple(dict.fromkeys(name for name in names if name in LOOKS))


def is_something(figure: object) -> bool:
    """Is there anything to open?"""
    match figure:
        case None:
            return False
        case Ratio(n=n) | Spread(n=n) | int(n):
            return n != 0
        case _:
            return figure != type(figure)()


def number_named(typed: str, person: str | None, reader: ReadBy) -> str:
    """A figure by its name, or as its column is headed."""
    named = {phrase(f"digest-column-{name}", reader): name for name in numbers_of(person)}
    spoken = {one.casefold(): name for one, name in named.items()}
    spoken |= {name.replace("_", " "): name for name in named.values()}
    said = " ".join(typed.casefold().replace("_", " ").replace("-", " ").strip(" .").split())
    if said not in spoken:
        raise Refused("no-such-figure", typed=typed, figures=tuple(one.lower() for one in named))
    return spoken[said]


def opened(
    months: Sequence[tuple[Team, Period]], figure: str, person: str | None, asked: Asked, tx: Reader, *, names: bool
) -> Card:
    """The cases behind a figure; of a team that names nobody, without saying in whose figures they stand."""
    reader, found = read_by(asked, tx), list[Behind]()
    for team, period in months:
        found += cases_behind(tx, team, period, figure, person, asked.at)
    if not names:
        found = _without_names(found)
    blanks = {
        "figure": phrase(f"digest-column-{figure}", reader),
        "month": month_name(months[0][1].month, reader),
        "count": sum(one.n for one in found),
        "who": tx.house.name(person or asked.by),
    }
    heading = phrase("report-cases-of" if person else "report-cases", reader, **blanks)
    if not found:
        return Card(heading, lines=(phrase("report-cases-none", reader),))
    heads = ["case", "customer", "about", *(["whose"] if names and not person else [])]
    heads += ["counts"] if any(one.n != 1 for one in found) else []
    shown = [(one, tx.case(one.case)) for one in found[:LONGEST]]
    rows = [_row(one, case, asked, tx, reader) for one, case in shown]
    columns = tuple(phrase(f"report-column-{name}", reader) for name in heads)
    more = (phrase("report-cases-more", reader, count=len(found) - LONGEST),) if len(found) > LONGEST else ()
    cells = tuple(tuple(row[name] for name in heads) for row in rows)
    buttons = tuple(labelled(press("show", case), reader) for _, case in shown)
    return Card(heading, lines=more, table=Table(columns, cells, buttons))


def _without_names(found: Sequence[Behind]) -> list[Behind]:
    """A case stands once, in however many people's figures."""
    times: dict[int, int] = defaultdict(int)
    for one in found:
        times[one.case] += one.n
    return [Behind(case, "", n) for case, n in times.items() if n]


def _row(one: Behind, case: Case, asked: Asked, tx: Reader, reader: ReadBy) -> dict[str, str]:
    none = phrase("digest-none", reader)
    # Somebody who held a case keeps it in their figures, but may not see what became of it in another team.
    customer, problem = about(tx, case) if sees(tx.house, asked.by, case) else (none, none)
    counts = phrase("report-once", reader, n=one.n) if one.n > 0 else phrase("report-taken-back", reader)
    return {
        "case": f"C-{one.case}",
        "customer": customer,
        "about": problem,
        "whose": tx.house.name(one.person),
        "counts": counts,
    }
