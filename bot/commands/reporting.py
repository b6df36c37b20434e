"""report: one's own month, a team's, and the cases behind a figure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cases.figures import Figures, Period, first_day, month_at, month_before, month_of
from bot.cases.people import House, Team
from bot.cases.refusals import Refused
from bot.commands.asked import Asked, first_team, read_by, sees, teams_of
from bot.commands.record import about
from bot.messages.figures import OF_A_PERSON, month_name, my_table, people_table, team_lines, title
from bot.messages.values import Answer, Card, Table
from bot.messages.wording import Reader as ReadBy
from bot.messages.wording import phrase
from bot.storage.behind import OF_A_TEAM, WITHIN, Behind, cases_behind
from bot.storage.figures import figures_of
from bot.storage.reading import Reader

LONGEST = 50  # cases behind a figure that are shown
_MONTH_WORDS = 2  # "last month", "october 2026"
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


@dataclass(frozen=True, slots=True)
class Report:
    """What is asked for: whose figures, of which teams, in which month, and which one is to be opened."""

    person: str | None  # None: the whole team's
    teams: tuple[Team, ...]
    month: str
    so_far: bool  # it still runs
    figure: str | None = None

    def period(self, team: Team) -> Period:
        return month_of(self.month, team.zone)


def report(asked: Asked, tx: Reader) -> Answer:
    """report [me, team] [cases FIGURE]: my month, or my team's; and the cases behind a figure."""
    reader, wanted = read_by(asked, tx), _wanted(asked, tx.house)
    if wanted.figure:
        return Answer(card=_opened(wanted, _figure(wanted, reader), asked, tx, reader))
    months = [figures_of(tx, team, wanted.period(team), asked.at) for team in wanted.teams]
    draw = _mine if wanted.person else _of_team
    return Answer(card=draw(wanted, months, tx.house, reader))


# --- what is asked for ------------------------------------------------------------------------------------------------


def _wanted(asked: Asked, house: House) -> Report:
    if unknown := asked.args.get("filter_unknown"):
        raise Refused("no-such-report", typed=unknown)
    working = tuple(key for key in house.teams if house.teams[key].tiers_of(asked.by))
    led = tuple(key for key in teams_of(house, asked.by) if _sees_all(house, key, asked))
    whose = asked.value("filter") or ("me" if working or not led else "team")
    if whose == "team" and not led:
        raise Refused("leads-only", team=first_team(house, asked.by), what="report")
    figure, typed = _apart(asked.value("figure"), asked)
    zone = house.teams[first_team(house, asked.by)].zone
    month = _month(asked.value("month") or typed or "this month", asked, zone)
    keys = led if whose == "team" else working or teams_of(house, asked.by)
    teams = tuple(house.teams[key] for key in keys)
    return Report(asked.by if whose == "me" else None, teams, month, month == month_at(asked.at, zone), figure)


def _sees_all(house: House, team: str, asked: Asked) -> bool:
    return asked.by in house.teams[team].managers or house.leads(team, asked.by, asked.at)


def _apart(typed: str | None, asked: Asked) -> tuple[str | None, str | None]:
    """The figure, and a month said after it: `cases passed up last month`."""
    words = (typed or "").split()
    for n in range(_MONTH_WORDS, 0, -1):
        said = " ".join(words[-n:])
        if len(words) > n and _read_month(said, asked, "UTC"):
            return " ".join(words[:-n]), said
    return typed, None


def _month(typed: str, asked: Asked, zone: str) -> str:
    found = _read_month(typed, asked, zone)
    if found is None:
        raise Refused("no-such-month", typed=typed)
    return found


def _read_month(typed: str, asked: Asked, zone: str) -> str | None:
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


def _figure(wanted: Report, reader: ReadBy) -> str:
    """A figure by its name, or as its column is headed."""
    own = tuple(dict.fromkeys((*OF_A_TEAM, *WITHIN, *OF_A_PERSON))) if wanted.person is None else OF_A_PERSON
    named = {phrase(f"digest-column-{name}", reader): name for name in own}
    spoken = {one.casefold(): name for one, name in named.items()} | {name.replace("_", " "): name for name in own}
    said = " ".join((wanted.figure or "").casefold().replace("_", " ").replace("-", " ").strip(" .").split())
    if said not in spoken:
        raise Refused("no-such-figure", typed=wanted.figure, figures=tuple(one.lower() for one in named))
    return spoken[said]


# --- the answers ------------------------------------------------------------------------------------------------------


def _mine(wanted: Report, months: Sequence[Figures], house: House, reader: ReadBy) -> Card:
    name, person = month_name(wanted.month, reader), wanted.person or ""
    key = "report-mine-so-far" if wanted.so_far else "report-mine"
    heading = phrase(key, reader, who=house.name(person), month=name)
    if not any(person in one.people for one in months):
        return Card(heading, lines=(phrase("report-nothing", reader, month=name),))
    how = phrase("report-cases-how", reader)
    return Card(heading, table=my_table(person, months, house, reader), lines=(how,))


def _of_team(wanted: Report, months: Sequence[Figures], house: House, reader: ReadBy) -> Card:
    name = month_name(wanted.month, reader)
    teams = phrase("list-of", reader, what=tuple(title(house, one.team) for one in months))
    key = "digest-title-so-far" if wanted.so_far else "digest-title"
    heading = phrase(key, reader, team=teams, month=name)
    told = [one for one in months if not one.is_empty]
    if not told:
        return Card(heading, lines=(phrase("report-nothing", reader, month=name),))
    lines: list[str] = []
    for one in told:
        lines += [title(house, one.team)] if len(months) > 1 else ()
        lines += team_lines(one, house, reader)
    return Card(heading, lines=tuple(lines), table=people_table(told, house, reader))


def _opened(wanted: Report, figure: str, asked: Asked, tx: Reader, reader: ReadBy) -> Card:
    """The cases behind a figure."""
    house = tx.house
    found: list[Behind] = []
    for team in wanted.teams:
        found += cases_behind(tx, team, wanted.period(team), figure, wanted.person, asked.at)
    blanks = {
        "figure": phrase(f"digest-column-{figure}", reader),
        "month": month_name(wanted.month, reader),
        "count": sum(one.n for one in found),
        "who": house.name(asked.by),
    }
    heading = phrase("report-cases-of" if wanted.person else "report-cases", reader, **blanks)
    if not found:
        return Card(heading, lines=(phrase("report-cases-none", reader),))
    names = ["case", "customer", "about", *([] if wanted.person else ["whose"])]
    names += ["counts"] if any(one.n != 1 for one in found) else []
    rows = [_row(one, asked, tx, reader) for one in found[:LONGEST]]
    columns = tuple(phrase(f"report-column-{name}", reader) for name in names)
    more = (phrase("report-cases-more", reader, count=len(found) - LONGEST),) if len(found) > LONGEST else ()
    return Card(heading, lines=more, table=Table(columns, tuple(tuple(row[name] for name in names) for row in rows)))


def _row(one: Behind, asked: Asked, tx: Reader, reader: ReadBy) -> dict[str, str]:
    case, none = tx.case(one.case), phrase("digest-none", reader)
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
