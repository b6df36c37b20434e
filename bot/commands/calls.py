"""Whom the leads are asked to ring this week: chosen by a read, handed out once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.cases import calls as rules
from bot.cases.case import Case
from bot.cases.people import Team
from bot.commands.record import about, tell_by_name
from bot.messages.clock import lead_of
from bot.messages.news import rests_until
from bot.messages.values import Say
from bot.storage.reading import Reader
from bot.storage.tx import Tx
from bot.storage.verdicts import any_asked, asked, last_scores

AN_INSTANT = timedelta(microseconds=1)
WEEKS_AHEAD = 3  # who is asked this week is drawn the week after next


@dataclass(frozen=True, slots=True)
class Calls:
    """What one team's leads are asked, in the week that begins on that Monday."""

    team: str
    monday: date
    satisfied: tuple[tuple[Case, int], ...] = ()  # with their scores
    silent: tuple[Case, ...] = ()

    @property
    def key(self) -> str:
        return f"calls:{self.team}:{self.monday}"


def drawn(tx: Reader, team: Team, monday: date, now: datetime) -> Calls:
    """Who it is, as things stand now."""
    a, b = rules.asked_between(team, monday)
    numbers = asked(tx, team.key, a, b)
    scores = last_scores(tx, team.key, a, now + AN_INSTANT) if numbers else {}
    satisfied, silent = (
        rules.first(_that_can_be_reached(tx, cases), team.calls)
        for cases in rules.satisfied_and_silent(numbers, scores)
    )
    return Calls(team.key, monday, tuple((case, scores[case.id]) for case in satisfied), tuple(silent))


def _that_can_be_reached(tx: Reader, numbers: list[int]) -> Iterator[Case]:
    """Of who was forgotten nothing is left to ring."""
    cases = (tx.case(number) for number in numbers)
    return (case for case in cases if tx.customer(case.customer).addresses)


def hand_out(calls: Calls, tx: Tx) -> bool:
    """To each lead their own, once a week; False if that was done."""
    if tx.answered((calls.key,)) is not None:
        return False
    tx.remember((calls.key,), None)
    house, team = tx.house, tx.house.teams[calls.team]
    satisfied = {case.id: _named(tx, case, score) for case, score in calls.satisfied}
    silent = {case.id: _named(tx, case) for case in calls.silent}
    cases = [*(case for case, _ in calls.satisfied), *calls.silent]
    of = {case.id: lead_of(house, case.team, case.tier, tx.now) for case in cases if case.team in house.teams}
    for lead in dict.fromkeys(of.values()):
        mine = {"satisfied": _of(lead, of, satisfied), "silent": _of(lead, of, silent)}
        kind = "calls-both" if all(mine.values()) else "calls-satisfied" if mine["satisfied"] else "calls-silent"
        tell_by_name(tx, (lead,), Say(kind, mine), calls.key, rests_until(team, None, tx.now))
    return bool(of)


def _of(lead: str, leads: dict[int, str], named: dict[int, Say]) -> tuple[Say, ...]:
    return tuple(say for number, say in named.items() if leads.get(number) == lead)


def _named(tx: Tx, case: Case, score: int = 0) -> Say:
    customer, problem = about(tx, case)
    blanks = {"case": f"C-{case.id}", "customer": customer, "problem": problem}
    return Say("calls-rated", {**blanks, "score": score}) if score else Say("calls-case", blanks)


def next_calls(tx: Tx) -> datetime | None:
    """When there is next something to hand out, as far as who was asked by now can tell."""
    times = []
    for team in tx.house.teams.values():
        for week in range(WEEKS_AHEAD + 1) if team.calls else ():
            monday, opens = rules.week_of(team, tx.now + week * rules.WEEK)
            if opens > tx.now and any_asked(tx, team.key, *rules.asked_between(team, monday)):
                times.append(opens)
    return min(times, default=None)
