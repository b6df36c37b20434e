"""report: one's own month, a team's, and the cases behind a figure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.cases.figures import Figures, Period, month_at, month_of
from bot.cases.people import House, Team
from bot.cases.refusals import Refused
from bot.commands.asked import Asked, first_team, person_of, read_by, sees, team_of, teams_of
from bot.commands.named_months import figure_and_month, month_named
from bot.commands.opened import is_something, number_named, numbers_of, opened
from bot.commands.record import about
from bot.messages.figures import month_name, my_table, people_table, team_lines, title
from bot.messages.my_month import passes_card, passes_line
from bot.messages.nameless import without_names
from bot.messages.numbers import number_form, open_numbers
from bot.messages.values import Answer, Card
from bot.messages.wording import Reader as ReadBy
from bot.messages.wording import phrase
from bot.storage.figures import figures_of, names_on
from bot.storage.passes import fixed_by, passes_of
from bot.storage.reading import Reader


@dataclass(frozen=True, slots=True)
class Report:
    """What is asked for: whose figures, of which teams, in which month, and which one is to be opened."""

    person: str | None  # None: the whole team's
    teams: tuple[Team, ...]
    month: str
    so_far: bool  # it still runs
    says: str  # the line that asks for the same again
    figure: str | None = None
    opens: bool = False  # one is to be opened, and nobody has said yet which
    names: bool = True  # people are named in it

    def period(self, team: Team) -> Period:
        return month_of(self.month, team.zone)


def report(asked: Asked, tx: Reader) -> Answer:
    """report [me, team, @person] [month] [cases FIGURE]: my month, or my team's; and the cases behind a figure."""
    reader, wanted = read_by(asked, tx), _nameable(_wanted(asked, tx.house), asked, tx)
    if wanted.figure:
        figure = number_named(wanted.figure, wanted.person, reader)
        months = [(team, wanted.period(team)) for team in wanted.teams]
        return Answer(card=opened(months, figure, wanted.person, asked, tx, names=wanted.names))
    if wanted.opens:
        people = _people(wanted, tx.house) if wanted.names and not wanted.person else ()
        return Answer(form=number_form(wanted.says, numbers_of(wanted.person), people, tx.house, reader))
    figures = [figures_of(tx, team, wanted.period(team), asked.at) for team in wanted.teams]
    if wanted.person:
        return Answer(card=_mine(wanted, wanted.person, figures, asked, tx, reader))
    return Answer(card=_of_team(wanted, figures, tx.house, reader))


# --- what is asked for, and by whom -----------------------------------------------------------------------------------


def _wanted(asked: Asked, house: House) -> Report:
    """Everybody sees their own month; leads that of everybody in their team, managers in theirs."""
    led = tuple(key for key in teams_of(house, asked.by) if _sees_all(house, key, asked))
    own = tuple(key for key in house.teams if house.teams[key].tiers_of(asked.by))
    whose, person, team = _whose(asked, house)
    if whose is None:
        whose = "me" if own or not led else "team"
    if whose != "me" and not led:
        raise Refused("leads-only", team=first_team(house, asked.by), what="report")
    keys = led if whose != "me" else own or teams_of(house, asked.by)
    if team is not None:
        if team not in keys:
            raise Refused("leads-only", team=team, what="report")
        keys = (team,)
    figure, typed = figure_and_month(asked.value("figure"), asked)
    zone = house.teams[first_team(house, asked.by)].zone
    month = month_named(asked.value("month") or typed or "this month", asked, zone)
    spoken = {"me": "me", "team": f"team {team}" if team else "team"}.get(whose, f"@{person}")
    return Report(
        asked.by if whose == "me" else person,
        tuple(house.teams[key] for key in keys),
        month,
        so_far=month == month_at(asked.at, zone),
        says=f"report {spoken} {month}",
        figure=figure,
        opens="opens" in asked.args,
    )


def _whose(asked: Asked, house: House) -> tuple[str | None, str | None, str | None]:
    """me, team or of; the person, the team. What is neither me nor team is somebody's name, or a team's."""
    team = team_of(asked.args["team"], house) if "team" in asked.args else None
    typed = asked.args.get("filter_unknown")
    try:
        if typed and team is None:
            team = team_of(typed, house)
    except Refused:
        raise Refused("no-such-report", typed=typed) from None
    if named := asked.value("person"):
        person = person_of(named, house)
        return ("me", None, team) if person == asked.by else ("of", person, team)
    return asked.value("filter") or ("team" if team else None), None, team


def _sees_all(house: House, team: str, asked: Asked) -> bool:
    return asked.by in house.teams[team].managers or house.leads(team, asked.by, asked.at)


def _nameable(wanted: Report, asked: Asked, tx: Reader) -> Report:
    """A team that names nobody in its figures has nobody's but one's own."""
    if wanted.person == asked.by:
        return wanted
    named = tuple(team for team in wanted.teams if names_on(team.key, wanted.month, tx, asked.at))
    if wanted.person is None:
        return replace(wanted, names=len(named) == len(wanted.teams))
    if not named:
        raise Refused("names-off")
    return replace(wanted, teams=named)


def _people(wanted: Report, house: House) -> tuple[str, ...]:
    """Everybody of those teams."""
    return tuple(dict.fromkeys(one for team in wanted.teams for tier in team.tiers for one in tier.people))


# --- the answers ------------------------------------------------------------------------------------------------------


def _mine(wanted: Report, person: str, months: Sequence[Figures], asked: Asked, tx: Reader, reader: ReadBy) -> Card:
    """Somebody's figures, how their passes went, and what they fixed for the house."""
    house, name = tx.house, month_name(wanted.month, reader)
    key = "report-mine-so-far" if wanted.so_far else "report-mine"
    heading = phrase(key, reader, who=house.name(person), month=name)
    fixed = sum(fixed_by(tx, team, wanted.period(team), person) for team in wanted.teams)
    lines = (phrase("report-fixed", reader, count=fixed),) if fixed else ()
    mine = [one.people[person] for one in months if person in one.people]
    if not mine:
        return Card(heading, lines=lines or (phrase("report-nothing", reader, month=name),))
    parts = []
    for team in wanted.teams:
        passes = passes_of(tx, team, wanted.period(team), person)
        if passes.each:
            lines = (*lines, passes_line(passes, house, reader))
            parts.append(passes_card(passes, _problems([one.case for one in passes.each], asked, tx), house, reader))
    names = [name for name in numbers_of(person) if any(is_something(getattr(one, name)) for one in mine)]
    return Card(
        heading,
        table=my_table(person, months, house, reader),
        lines=(*lines, phrase("report-cases-how", reader)),
        buttons=open_numbers(wanted.says, names, reader),
        parts=tuple(parts),
    )


def _problems(cases: Sequence[int], asked: Asked, tx: Reader) -> dict[int, str]:
    """Whoever passed a case keeps it in their figures, but may not see what became of it in another team."""
    return {one: about(tx, case)[1] for one in cases if sees(tx.house, asked.by, case := tx.case(one))}


def _of_team(wanted: Report, months: Sequence[Figures], house: House, reader: ReadBy) -> Card:
    name = month_name(wanted.month, reader)
    teams = phrase("list-of", reader, what=tuple(title(house, one.team) for one in months))
    key = "digest-title-so-far" if wanted.so_far else "digest-title"
    heading = phrase(key, reader, team=teams, month=name)
    told = [one if wanted.names else without_names(one, house, reader) for one in months if not one.is_empty]
    if not told:
        return Card(heading, lines=(phrase("report-nothing", reader, month=name),))
    lines: list[str] = []
    for one in told:
        lines += [title(house, one.team)] if len(months) > 1 else ()
        lines += team_lines(one, house, reader)
    lines += () if wanted.names else [phrase("digest-names-off", reader)]
    names = [
        name for name in numbers_of(None) if any(is_something(getattr(one.team_figures, name, None)) for one in told)
    ]
    buttons = open_numbers(wanted.says, names, reader)
    return Card(heading, lines=tuple(lines), table=people_table(told, house, reader), buttons=buttons)
