"""What SQL counts, a naive walk over the exported ledger counts too, on random months; and a month never changes.

`BUCKSTOP_EXAMPLES=50` tries that many random ledgers instead of the same few.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pytest

from bot.cases.figures import (
    AtTheTop,
    Cause,
    Figures,
    PersonFigures,
    Ratio,
    Satisfaction,
    Spread,
    TeamFigures,
    month_of,
)
from bot.cases.figures.values import Waiting
from bot.reports.plain import digest_json
from bot.storage import Reader, export_ledger
from bot.storage.behind import OF_A_TEAM, WITHIN, cases_behind
from bot.storage.figures import figures_of
from tests.cases.desk import TEAMS
from tests.reports import naive
from tests.reports.months import MONTHS, keep, keep_more, random_stories

EXAMPLES = int(os.environ.get("BUCKSTOP_EXAMPLES", "3"))
CASES = 60


def counted(reader: Reader, months: tuple[str, ...] = MONTHS) -> dict[tuple[str, str], str]:
    return {
        (team.key, month): digest_json([figures_of(reader, team, month_of(month, team.zone))])
        for team in TEAMS.values()
        for month in months
    }


@pytest.mark.parametrize("seed", range(EXAMPLES))
def test_both_computations_agree_on_every_month_of_every_team(store, seed):
    keep(store, random_stories(seed, CASES))

    by_sql = store.read(counted)
    ledger = store.read(lambda reader: [json.loads(line) for line in export_ledger(reader)])

    for (team, month), digest in by_sql.items():
        assert json.loads(digest) == [naive.digest(ledger, TEAMS[team], month, TEAMS)], (team, month)


@pytest.mark.parametrize("seed", range(EXAMPLES))
def test_behind_every_figure_stand_as_many_cases_as_it_says(store, seed):
    keep(store, random_stories(200 + seed, CASES))

    def opened(reader: Reader, figures: Figures, name: str, person: str | None = None) -> int:
        team = TEAMS[figures.team]
        return sum(one.n for one in cases_behind(reader, team, figures.period, name, person))

    def look(reader: Reader) -> None:
        for team in TEAMS.values():
            for month in MONTHS:
                found = figures_of(reader, team, month_of(month, team.zone))
                for name in OF_A_TEAM:
                    assert opened(reader, found, name) == size(getattr(found.team_figures, name)), (month, name)
                for name, n in within(found.team_figures).items():
                    assert opened(reader, found, name) == n, (month, name)
                for person, mine in found.people.items():
                    for field in fields(PersonFigures):
                        counted = opened(reader, found, field.name, person)
                        assert counted == size(getattr(mine, field.name)), (month, person, field.name)

    store.read(look)


def within(team: TeamFigures) -> dict[str, int]:
    said = team.satisfaction
    parts = (team.promises.of - team.promises.n, said.fives.n, said.ones_and_twos, sum(said.later.values()))
    return dict(zip(WITHIN, parts, strict=True))


def size(figure: Any) -> int:
    """How many cases a figure is made of; of a ratio, what stands above its line."""
    match figure:
        case dict():
            return sum(map(size, figure.values()))
        case tuple():
            return sum(one.resolutions if isinstance(one, Cause) else 1 for one in figure)
        case Waiting(customer=customer, outside=outside):
            return customer.n + sum(one.n for one in outside.values())
        case Ratio(n=n) | Spread(n=n):
            return n
        case AtTheTop():
            return len(figure.still_on_the_desk)
        case Satisfaction():
            return figure.fives.of
    assert isinstance(figure, int)
    return figure


def told(value: Any, path: str = "") -> Iterator[str]:
    """The names of the figures that say something."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from told(inner, f"{path}.{name}" if path else name)
    elif value not in (0, None, [], ""):
        yield path


def test_the_random_months_tell_something_of_every_figure(store):
    keep(store, random_stories(seed=0, many=3 * CASES))
    months = [json.loads(one)[0] for one in store.read(counted).values()]

    found = {name for month in months for name in told(month["team_figures"])}
    found |= {name for month in months for person in month["people"].values() for name in told(person)}

    for kind in (PersonFigures, TeamFigures, AtTheTop):
        for field in fields(kind):
            assert [name for name in found if field.name in name.split(".")], field.name
    for name in ("avoidable_passes.n", "empty_holds.n", "taken_as_they_come.n", "rightly_urgent.n", "gave_help.n"):
        assert name in found
    assert any(name.startswith("waiting.outside") for name in found)
    assert any(name.startswith("why_passed.away") for name in found)


@pytest.mark.parametrize("seed", range(2))
def test_a_month_that_is_over_gives_the_same_bytes_whatever_happens_later(store, seed):
    stories = random_stories(100 + seed, CASES)
    ends = {team.key: month_of("2026-10", team.zone).b for team in TEAMS.values()}
    mine = [story for story in stories if story.case.first_team == "support"]

    keep(store, mine, until=ends["support"])
    at_its_end = store.read(lambda reader: october(reader))
    keep_more(store, mine, since=ends["support"])
    much_later = store.read(lambda reader: october(reader))

    assert at_its_end == much_later


def october(reader: Reader) -> str:
    team = TEAMS["support"]
    return digest_json([figures_of(reader, team, month_of("2026-10", team.zone))])
