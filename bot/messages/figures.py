"""Figures as their reader sees them: a cell each, and the tables that hold them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import timedelta

from babel.dates import format_date, format_skeleton

from bot.cases.figures import Figures, OnDesk, PersonFigures, Ratio, Spread, TeamFigures, first_day
from bot.cases.people import House
from bot.messages.values import Table
from bot.messages.wording import Reader, forms, length, phrase

FEW = 20  # a ratio of fewer prints its counts instead: a percentage would say more than is known
LEFT_SHOWN = 10  # cases still at the top that are named for one person, the oldest first
OF_A_PERSON = tuple(field.name for field in fields(PersonFigures))
IN_A_ROW = (
    *("resolved", "passed_up", "given", "returned", "escalated_from"),
    *("resolve_share", "lost_to_the_clock", "hold_time"),
)
_NOBODYS = PersonFigures()


def month_name(month: str, reader: Reader, beside: str = "") -> str:
    """October 2026; October, beside a month of the same year."""
    if month[:4] == beside[:4]:
        return str(format_date(first_day(month), "LLLL", locale=forms(reader)))
    return str(format_skeleton("yMMMM", first_day(month), locale=forms(reader)))


def cell(value: int | Ratio | Spread, reader: Reader) -> str:
    """One figure in one cell."""
    match value:
        case Ratio(n=n, of=of):
            if of >= FEW:
                return phrase("digest-percent", reader, percent=(200 * n + of) // (2 * of))
            return phrase("digest-counts", reader, n=n, of=of) if of else phrase("digest-none", reader)
        case Spread(median_s=median, p90_s=p90):
            if median is None or p90 is None:
                return phrase("digest-none", reader)
            return phrase("digest-spread", reader, median=lasted(median, reader), p90=lasted(p90, reader))
        case _:
            return phrase("report-once", reader, n=value)


def lasted(seconds: float, reader: Reader) -> str:
    return length(timedelta(seconds=seconds), reader)


def people_table(months: Sequence[Figures], house: House, reader: Reader) -> Table | None:
    """Every person with a figure, a row each; over several teams, a row for each team."""
    shown = IN_A_ROW
    several = len(months) > 1
    head = ["person", *(["team"] if several else []), *shown]
    rows = [
        (house.name(person), *([title(house, month.team)] if several else []), *cells(mine, shown, reader))
        for month in months
        for person, mine in month.people.items()
        if any(getattr(mine, name) != getattr(_NOBODYS, name) for name in shown)
    ]
    return Table(tuple(phrase(f"digest-column-{name}", reader) for name in head), tuple(rows)) if rows else None


def my_table(person: str, months: Sequence[Figures], house: House, reader: Reader) -> Table:
    """One person's figures, one below the other; a column for each team."""
    mine = [month.people.get(person, _NOBODYS) for month in months]
    head = (phrase("digest-column-figure", reader), *(title(house, month.team) for month in months))
    rows = [
        (phrase(f"digest-column-{name}", reader), *(cell(getattr(one, name), reader) for one in mine))
        for name in OF_A_PERSON
    ]
    return Table(head, tuple(rows))


def cells(of: PersonFigures, names: Iterable[str], reader: Reader) -> tuple[str, ...]:
    return tuple(_narrow(getattr(of, name), reader) for name in names)


def _narrow(value: int | Ratio | Spread, reader: Reader) -> str:
    """In a person's row a length is its median; the 90th percentile stands with the tiers, and in the file."""
    if isinstance(value, Spread) and value.median_s is not None:
        return lasted(value.median_s, reader)
    return cell(value, reader)


def title(house: House, team: str) -> str:
    return house.teams[team].title if team in house.teams else team


def team_lines(month: Figures, house: House, reader: Reader) -> tuple[str, ...]:
    """The team's own figures, and those at the top by name."""
    team = month.team_figures
    tiers = [tier for tier in month.tiers if tier.hold_time.n or tier.unclaimed_time.n]
    return (
        _team_line(team, reader),
        *(
            phrase(
                "digest-tier",
                reader,
                tier=tier.name or str(tier.tier),
                held=cell(tier.hold_time, reader),
                unclaimed=cell(tier.unclaimed_time, reader),
            )
            for tier in tiers
        ),
        *_top_lines(team, house, reader),
    )


def _team_line(team: TeamFigures, reader: Reader) -> str:
    return phrase(
        "digest-team",
        reader,
        received=team.received,
        resolved=team.resolved,
        escalated=team.escalated,
        never=team.never_claimed,
        limit=cell(team.limit, reader),
        held=cell(team.hold_time, reader),
        unclaimed=cell(team.unclaimed_time, reader),
    )


def _top_lines(team: TeamFigures, house: House, reader: Reader) -> Iterable[str]:
    top = team.at_the_top
    left: dict[str, list[OnDesk]] = {}
    for one in top.still_on_the_desk:
        left.setdefault(one.owner, []).append(one)
    by_name: tuple[Mapping[str, object], ...] = (top.resolved, top.answered_for, top.breached, left)
    for person in sorted({name for names in by_name for name in names}):
        theirs = sorted(left.get(person, ()), key=lambda one: (-one.age_s, one.case))
        blanks = {
            "who": house.name(person),
            "resolved": top.resolved.get(person, 0),
            "answered": top.answered_for.get(person, 0),
            "breached": top.breached.get(person, 0),
        }
        if theirs:
            cases = [_case_and_age(one, reader) for one in theirs[:LEFT_SHOWN]]
            if len(theirs) > LEFT_SHOWN:
                cases.append(phrase("digest-more-cases", reader, count=len(theirs) - LEFT_SHOWN))
            yield phrase("digest-at-top-left", reader, cases=cases, **blanks)
        else:
            yield phrase("digest-at-top", reader, **blanks)


def _case_and_age(one: OnDesk, reader: Reader) -> str:
    key = "digest-case-age-answered" if one.answers > 1 else "digest-case-age"
    return phrase(key, reader, case=f"C-{one.case}", age=lasted(one.age_s, reader), times=one.answers)
