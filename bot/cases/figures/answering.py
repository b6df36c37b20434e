"""From counts of cases to figures: what came in, what the customer heard and when, and what they said of it."""

from bot.cases.figures.counts import Counts
from bot.cases.figures.values import PersonFigures, TeamFigures


def people(counts: Counts) -> set[str]:
    """Everybody with such a figure."""
    return set()


def of_person(mine: PersonFigures, name: str, counts: Counts) -> PersonFigures:
    """With what this person's answers came to."""
    return mine


def of_team(team: TeamFigures, counts: Counts) -> TeamFigures:
    """With what the team's answers came to."""
    return team
