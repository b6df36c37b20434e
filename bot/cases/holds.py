"""Holds: one stretch of one person's holding a case, and what it adds up to when it ends."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.cases import events as e
from bot.cases.case import FOLLOW_UP, Case, Hold, Line
from bot.cases.event import Event
from bot.cases.fold import after
from bot.cases.people import Team

# Custody that ends so stands in no figure but unclaimed time.
QUIET_ENDINGS = ("claimed", "assigned", "handed_over")


def changed_holds(before: Case | None, line: Line, now: Case, clock: Team, held: Team) -> tuple[Hold, ...]:
    """The hold rows that a line begins or ends.

    `clock` is the first team of the opening, whose clock measures a hold; `held` the team it was held in.
    """
    if isinstance(line.event, e.Undone) and before is not None:
        return _undone(before, line, now)
    changed: list[Hold] = []
    began = now.held_since is not None and (before is None or now.holds != before.holds)
    ended = before is not None and before.held_since is not None and (began or now.held_since is None)
    if ended and before is not None:
        changed.append(_end(before, line, now, clock, held))
    if began:
        changed.append(running(now))
    return tuple(changed)


def running(case: Case, **ended: Any) -> Hold:
    """The hold that goes on now, or as it has just ended."""
    return Hold(
        case=case.id,
        number=case.hold,
        opening=case.opening,
        person=case.owner,
        team=case.team,
        tier=case.tier,
        custody=case.unclaimed,
        category=ended.pop("category", None),
        started_at=case.held_since or case.at,
        first_seq=case.hold_seq,
        **ended,
    )


def hold_length(case: Case, at: datetime, clock: Team) -> timedelta:
    """Clock time from the start of the running hold, less what was waited in it."""
    start = case.held_since or at
    waited = sum((clock.clock.between(a, b) for a, b in case.hold_pauses), timedelta())
    if case.pause is not None:
        waited += clock.clock.between(max(case.pause.since, start), at)
    return clock.clock.between(start, at) - waited


def ending_of(before: Case, event: Event) -> str:
    """How an event ends the hold before it; an accepted offer ends the giver's as given."""
    if isinstance(event, e.Claimed) and before.offer and before.offer.to == event.owner:
        return "given"
    return event.kind


def is_late(case: Case, at: datetime, team: Team) -> bool:
    """Less than a quarter of the limit left (of the urgent limit, if urgent)?"""
    if case.urgent:
        return case.deadline - at < team.urgent_limit / 4
    limit = team.top_limit if case.escalated_at else team.limit
    return at > case.deadline or team.clock.between(at, case.deadline) < limit / 4


def _end(before: Case, line: Line, now: Case, clock: Team, held: Team) -> Hold:
    ending = ending_of(before, line.event)
    passed = ending == "passed_up" or (isinstance(line.event, e.HandedOver) and line.event.counts_as_pass)
    noted = getattr(line.event, "text", None) is not None and isinstance(line.event, e.PassedUp)
    desk_time = None
    if before.unclaimed and before.held_since is not None and before.via != FOLLOW_UP:
        waited = sum((held.desk.between(a, b) for a, b in before.hold_pauses), timedelta())
        if before.pause is not None:
            waited += held.desk.between(max(before.pause.since, before.held_since), line.at)
        desk_time = held.desk.between(before.held_since, line.at) - waited
    return running(
        before,
        category=now.category if ending in ("resolved", "merged", "dismissed") else before.category,
        ended_at=line.at,
        last_seq=line.seq,
        ending=ending,
        length=hold_length(before, line.at, clock),
        unclaimed=desk_time,
        counts=ending != "renamed" and before.via != FOLLOW_UP and not (before.unclaimed and ending in QUIET_ENDINGS),
        late=passed and is_late(before, line.at, held),
        touched=before.touched or noted,
    )


def _undone(before: Case, line: Line, now: Case) -> tuple[Hold, ...]:
    """The undone hold ends so; the earlier one goes on as if it had never ended."""
    if before.hold == now.hold and before.held_since == now.held_since:
        return ()
    again = running(now)
    if before.held_since is None or before.hold == now.hold:  # it had been dismissed
        return (again,)
    cut = running(before, ended_at=line.at, last_seq=line.seq, ending="undone", length=timedelta(), counts=False)
    return (cut, again)


def folded_with_holds(lines: Iterable[Line], teams_at: "TeamsAt") -> tuple[Case, list[Hold]]:
    """A case and its holds, both rebuilt from its lines; `teams_at(key, at)` is a team as configured then."""
    case = before = None
    holds: dict[int, Hold] = {}
    for line in lines:
        now = after(case, line, before)
        clock, held = teams_at(now.clock_team, line.at), teams_at((case or now).team, line.at)
        for hold in changed_holds(case, line, now, clock, held):
            holds[hold.number] = hold
        case, before = now, case
    if case is None:
        raise ValueError("a case without any line")
    return case, [holds[number] for number in sorted(holds)]


class TeamsAt:
    """Teams as they were configured at an instant, from the house's own chain."""

    def __init__(
        self, history: Iterable[tuple[datetime, dict[str, Team]]], otherwise: Mapping[str, Team] | None = None
    ) -> None:
        self._history = sorted(history, key=lambda one: one[0])
        self._otherwise = otherwise or {}

    def newest(self) -> dict[str, Team]:
        """Every team that was ever configured, as it was last."""
        return {key: team for _, teams in self._history for key, team in teams.items()}

    def __call__(self, key: str, at: datetime) -> Team:
        found: Team | None = None
        for since, teams in self._history:
            if since <= at or found is None:
                found = teams.get(key, found)
        found = found or self._otherwise.get(key)
        if found is None:
            raise LookupError(f"no team {key!r} in the house's chain")
        return found
