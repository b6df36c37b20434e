"""Counting a team's month: a bounded number of grouped questions over holds and events, whatever the ledger holds."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from functools import cache
from itertools import groupby

from bot.cases import events as e
from bot.cases.case import Case, Hold, Line
from bot.cases.ending import UNDO_WITHIN
from bot.cases.figures import (
    OFTEN,
    UNDONE,
    AnsweredFor,
    AtTheTop,
    Counts,
    Endings,
    Figures,
    Length,
    OnDesk,
    Period,
    counted,
    figures,
    seconds,
)
from bot.cases.fold import after
from bot.cases.holds import TeamsAt, folded_with_holds
from bot.cases.hours import Hours
from bot.cases.people import Team
from bot.storage import counting as ask
from bot.storage.configured import teams_at
from bot.storage.reading import Reader
from bot.storage.rows import instant, line_of, micros

_MICROSECOND = timedelta(microseconds=1)


def figures_of(reader: Reader, team: Team, period: Period, now: datetime | None = None) -> Figures:
    """A team's month; of one that still runs, what there is. What has not ended is as old as it is `now`."""
    until = min(period.b, now) if now else period.b
    return figures(team.key, period, [tier.name for tier in team.tiers], _counts(reader, team, period, until))


def first_cases(reader: Reader, teams: Iterable[str]) -> dict[str, datetime]:
    """When the first case of each team came; a team without any is left out."""
    found = {team: reader._asked().all(ask.FIRST_CASE, team=team) for team in teams}
    return {team: instant(row[0][0]) for team, row in found.items() if row}


def _counts(reader: Reader, team: Team, period: Period, until: datetime) -> Counts:
    wire = reader._asked()
    month = {"team": team.key, "a": micros(period.a), "b": micros(period.b)}
    events: dict[str, dict[str, int]] = defaultdict(dict)
    for kind, by, n in wire.all(ask.EVENTS, **month):
        events[kind][by] = n
    again_ended, again_lengths = counted(undone_later(reader, team, period))
    seal = wire.all(ask.SEAL, b=month["b"])
    return Counts(
        received=sum(events["opened"].values()),
        escalated=sum(events["escalated"].values()),
        resolutions=events["resolved"],
        taken_back=dict(wire.all(ask.TAKEN_BACK, **month)),
        endings=[
            *(
                Endings(person, ending, bool(late), bool(custody), bool(counts), n)
                for person, ending, late, custody, counts, n in wire.all(ask.ENDINGS, **month)
            ),
            *again_ended,
        ],
        lengths=_chain(reader, month, again_lengths),
        at_the_top=_at_the_top(reader, team, month, until),
        seal=json.loads(seal[0][0])["seal"] if seal else None,
    )


def _chain(reader: Reader, month: dict[str, object], more: list[Length]) -> Iterator[Length]:
    for person, tier, custody, counts, held, unclaimed in reader._asked().stream(ask.LENGTHS, **month):
        yield Length(person, tier, held if counts else None, unclaimed if custody else None)
    yield from more


# --- what an undo has taken back since ------------------------------------------------------------------------------


def undone_later(reader: Reader, team: Team, period: Period) -> Iterator[Hold]:
    """Holds that ended in the period and go on again, because the end was undone after it.

    The month stands as it was: what comes later counts in the month when it happens.
    """
    undone = reader._asked().all(ask.UNDONE_LATER, b=micros(period.b), c=micros(period.b + UNDO_WITHIN))
    if not undone:
        return
    teams = teams_at(reader, reader.house.teams)
    for (number,) in undone:
        lines = [line for line in reader.lines(number) if line.at < period.b]
        now = {hold.number: hold.ended_at for hold in reader.holds(number)}
        for hold in folded_with_holds(lines, teams)[1]:
            ended = hold.ended_at is not None and period.holds(hold.ended_at) and hold.ending != UNDONE
            if ended and hold.team == team.key and hold.ended_at != now.get(hold.number):
                yield hold


# --- at the top -----------------------------------------------------------------------------------------------------


def _at_the_top(reader: Reader, team: Team, month: dict[str, object], until: datetime) -> AtTheTop:
    wire = reader._asked()
    often: dict[int, AnsweredFor] = {}
    answered: dict[str, set[int]] = defaultdict(set)
    for number, by, nth in wire.all(ask.ANSWERED, **month):
        answered[by].add(number)
        if nth >= OFTEN:
            often[number] = AnsweredFor(number, by, nth)
    stories = groupby(
        map(line_of, wire.all(ask.LINES_AT_TOP, team=month["team"], b=month["b"])), lambda line: line.case
    )
    teams = cache(lambda: teams_at(reader, reader.house.teams))
    return AtTheTop(
        resolved=dict(sorted(wire.all(ask.RESOLVED_AT_TOP, **month))),
        answered_for={by: len(cases) for by, cases in sorted(answered.items())},
        breached=dict(sorted(wire.all(ask.BREACHED, **month))),
        answered_often=tuple(often[number] for number in sorted(often)),
        still_on_the_desk=tuple(_on_desk(story, teams, until) for _, story in stories),
    )


def _on_desk(lines: Iterable[Line], teams: Callable[[], TeamsAt], until: datetime) -> OnDesk:
    case: Case | None = None
    before: Case | None = None
    paused: list[tuple[datetime, datetime]] = []
    for line in lines:
        now = after(case, line, before)
        if case is None or now.opening != case.opening:
            paused = []
        elif case.pause and isinstance(line.event, e.Woken):
            paused.append((case.pause.since, line.at))
        case, before = now, case
    assert case is not None
    if case.pause:
        paused.append((case.pause.since, until))
    clock = teams()(case.clock_team, until).clock  # as it was configured then
    age = _between(clock, case.spoken_at, until) - sum(_between(clock, *one) for one in paused)
    return OnDesk(case.id, case.owner, seconds(age), case.answers, case.breached_at is not None)


def _between(clock: Hours, a: datetime, b: datetime) -> int:
    return clock.between(a, b) // _MICROSECOND
