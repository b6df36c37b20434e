"""A team's month, put together from what was counted."""

from collections.abc import Sequence

from bot.cases.figures import answering
from bot.cases.figures.counts import Counts
from bot.cases.figures.holding import Held
from bot.cases.figures.period import Period
from bot.cases.figures.values import Figures, TierFigures


def figures(team: str, period: Period, tiers: Sequence[str], counts: Counts) -> Figures:
    """What the counts come to; `tiers` are the names of the team's tiers."""
    held = Held(counts.holds)
    names = held.people | answering.people(counts)
    people = {name: answering.of_person(held.of_person(name), name, counts) for name in sorted(names)}
    team_figures = held.of_team(people.values(), counts.cases, counts.at_the_top)
    return Figures(
        team=team,
        period=period,
        people=people,
        tiers=_tiers(held, tiers),
        team_figures=answering.of_team(team_figures, counts),
        seal=counts.seal,
    )


def _tiers(held: Held, names: Sequence[str]) -> tuple[TierFigures, ...]:
    numbers = range(max([len(names), *(n + 1 for n in held.tiers)], default=0))
    return tuple(TierFigures(n, names[n] if n < len(names) else "", *held.of_tier(n)) for n in numbers)
