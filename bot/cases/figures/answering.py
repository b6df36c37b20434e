"""From counts of cases to figures: what came in, what the customer heard and when, and what they said of it."""

from collections import defaultdict
from dataclasses import replace

from bot.cases.figures.answers import SIGNS, UNKNOWN_CAUSE, by_age, pareto, satisfaction
from bot.cases.figures.counts import CaseCounts, Counts
from bot.cases.figures.measures import Ratio, spread
from bot.cases.figures.values import PersonFigures, TeamFigures


def people(counts: Counts) -> set[str]:
    """Everybody with such a figure."""
    cases = counts.cases
    return {*cases.responses, *cases.resolutions.cohort, *(owner for owner, _ in cases.promises)}


def of_person(mine: PersonFigures, name: str, counts: Counts) -> PersonFigures:
    """With what this person's answers came to."""
    cases = counts.cases
    return replace(
        mine,
        first_response=spread(cases.responses.get(name, ())),
        reopen_rate=Ratio(cases.resolutions.reopened.get(name, 0), cases.resolutions.cohort.get(name, 0)),
        promises=_kept(cases, name),
    )


def of_team(team: TeamFigures, counts: Counts) -> TeamFigures:
    """With what the team's answers came to."""
    cases, resolved, verdicts = counts.cases, counts.cases.resolutions, counts.cases.verdicts
    by_cause = resolved.causes
    return replace(
        team,
        first_response=spread(length for lengths in cases.responses.values() for length in lengths),
        time_to_first_resolution=spread(resolved.first),
        time_to_final_resolution=spread(resolved.final),
        age_at_resolution=by_age(resolved.ages),
        fcr=resolved.at_once,
        reopen_rate=Ratio(sum(resolved.reopened.values()), sum(resolved.cohort.values())),
        promises=_kept(cases),
        satisfaction=satisfaction(verdicts),
        hidden_dissatisfaction=Ratio(verdicts.hidden, verdicts.content),
        hidden_signs={sign: verdicts.signs.get(sign, 0) for sign in SIGNS} if verdicts.hidden else {},
        causes=pareto(resolved),
        unknown_causes=Ratio(by_cause.get(UNKNOWN_CAUSE, (0, 0))[0], sum(n for n, _ in by_cause.values())),
    )


def _kept(cases: CaseCounts, person: str | None = None) -> Ratio:
    of: dict[bool, int] = defaultdict(int)
    for (owner, kept), n in cases.promises.items():
        if person in (None, owner):
            of[kept] += n
    return Ratio(of[True], of[True] + of[False])
