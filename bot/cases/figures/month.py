"""A team's month, put together from what was counted."""

from collections.abc import Iterable, Sequence

from bot.cases.figures import answering
from bot.cases.figures.counts import Counts
from bot.cases.figures.holding import Held
from bot.cases.figures.measures import Ratio
from bot.cases.figures.period import Period
from bot.cases.figures.values import Figures, PersonFigures, TeamFigures, TierFigures


def figures(team: str, period: Period, tiers: Sequence[str], counts: Counts) -> Figures:
    """What the counts come to; `tiers` are the names of the team's tiers."""
    held = Held(counts.holds)
    names = held.people | answering.people(counts)
    people = {name: answering.of_person(held.of_person(name), name, counts) for name in sorted(names)}
    return Figures(
        team=team,
        period=period,
        people=people,
        tiers=_tiers(held, tiers),
        team_figures=answering.of_team(_team(held, people.values(), counts), counts),
        seal=counts.seal,
    )


def _tiers(held: Held, names: Sequence[str]) -> tuple[TierFigures, ...]:
    numbers = range(max([len(names), *(n + 1 for n in held.tiers)], default=0))
    return tuple(TierFigures(n, names[n] if n < len(names) else "", *held.of_tier(n)) for n in numbers)


def _team(held: Held, people: Iterable[PersonFigures], counts: Counts) -> TeamFigures:
    resolved_at_top = sum(counts.at_the_top.resolved.values())
    hold_time, unclaimed_time = held.of_all()
    return TeamFigures(
        received=counts.cases.received,
        resolved=sum(person.resolved for person in people),
        escalated=counts.cases.escalated,
        never_claimed=held.never_claimed,
        # An opening that escalated counts when it did, so its resolution does not count again.
        limit=Ratio(counts.cases.escalated, counts.cases.escalated + held.resolutions - resolved_at_top),
        hold_time=hold_time,
        unclaimed_time=unclaimed_time,
        at_the_top=counts.at_the_top,
    )
