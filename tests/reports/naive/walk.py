"""The ledger as a naive reader walks through it: its months, what happened in truth, who held what and how long."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from functools import cached_property
from math import ceil
from typing import Any
from zoneinfo import ZoneInfo

from bot.cases.hours import Hours
from bot.cases.people import Team

BEGINS_A_HOLD = ("opened", "reopened", "claimed", "assigned", "passed_up", "returned", "moved", "handed_over")
ENDS_A_CASE = ("resolved", "merged", "dismissed")
QUIET = ("claimed", "assigned", "handed_over")
Json = dict[str, Any]


TOUCHES = ("noted", "replied", "asked", "waited", "consulted", "field_set", "answered_for")


@dataclass
class Held:
    person: str
    team: str
    tier: int
    custody: bool
    began: datetime
    clock: Team
    opening: int
    first: int  # the number of the line that began it
    category: str | None = None
    touched: bool = False
    ended: datetime | None = None
    last: int = 0
    how: str = ""
    reason: str | None = None
    late: bool = False
    pauses: list[tuple[datetime, datetime]] = field(default_factory=list)

    def lasted(self, hours: Hours) -> timedelta:
        assert self.ended is not None
        total = hours.between(self.began, self.ended)
        for a, b in self.pauses:
            total -= hours.between(max(a, self.began), min(b, self.ended))
        return total


def at(line: Json) -> datetime:
    return datetime.fromisoformat(line["at"])


def month(name: str, zone: str) -> tuple[datetime, datetime]:
    year, number = map(int, name.split("-"))
    first = datetime(year, number, 1, tzinfo=ZoneInfo(zone))
    after = datetime(year + number // 12, number % 12 + 1, 1, tzinfo=ZoneInfo(zone))
    return first.astimezone(UTC), after.astimezone(UTC)


def happened(lines: Iterable[Json], b: datetime) -> list[Json]:
    """The lines before b, without those that were undone before b."""
    kept: list[Json] = []
    for line in lines:
        if at(line) >= b:
            continue
        if line["kind"] == "undone":
            assert kept.pop()["seq"] == line["data"]["seq"]
        else:
            kept.append(line)
    return kept


def holds(lines: list[Json], teams: dict[str, Team]) -> list[Held]:
    """All of them, the one that still runs too."""
    found: list[Held] = []
    now: Held | None = None
    waiting: datetime | None = None
    offer: Json | None = None
    pauses: list[tuple[datetime, datetime]] = []
    clock, opening, category = teams[lines[0]["team"]], 0, None
    urgent, escalated, deadline = False, False, at(lines[0])
    for line in lines:
        kind, when, data = line["kind"], at(line), line["data"]
        if kind in ("opened", "reopened"):
            clock, pauses, waiting, opening = teams[line["team"]], [], None, opening + 1
            urgent = escalated = False
        if kind in ("asked", "waited") and waiting is None:
            waiting = when
        if kind in ("woken", *ENDS_A_CASE) and waiting is not None:
            pauses.append((waiting, when))
            waiting = None
        if kind == "given":
            offer = line
        if kind in ("declined", "lapsed"):
            offer = None
        if now is not None and line["by"] == now.person and (kind in TOUCHES or (kind == "given" and data.get("text"))):
            now.touched = True
        stays = kind == "escalated" and now is not None and not now.custody and line["claimed"]
        begins = kind in BEGINS_A_HOLD or (kind == "escalated" and not (stays and now.person == line["owner"]))
        if now is not None and (begins or kind in ENDS_A_CASE):
            now.ended, now.how, now.last, now.category = when, kind, line["seq"], category
            if kind == "claimed" and offer is not None and offer["data"]["to"] == line["owner"]:
                now.how, now.reason = "given", offer["reason"]
            if kind == "passed_up":
                now.reason, now.touched = line["reason"], now.touched or data.get("text") is not None
            if kind == "handed_over" and data["counts_as_pass"]:
                now.how, now.reason = "passed_up", "away"
            if now.how == "passed_up":
                now.late = few_left(teams[now.team], when, deadline, urgent, escalated)
            now.pauses = list(pauses)
            if waiting is not None:
                now.pauses.append((waiting, when))
            found.append(now)
            now = None
        if kind in ("opened", "categorised", "moved"):
            category = data.get("category")
        if begins:
            custody = not line["claimed"]
            now = Held(line["owner"], line["team"], line["tier"], custody, when, clock, opening, line["seq"])
            offer = None
        elif now is not None:
            now.tier = line["tier"]
        urgent, escalated = urgent or kind == "marked_urgent", escalated or kind == "escalated"
        deadline = datetime.fromisoformat(line["deadline"])
    return [*found, *([now] if now else [])]


def few_left(team: Team, when: datetime, deadline: datetime, urgent: bool, escalated: bool) -> bool:
    """Is less than a quarter of the limit left?"""
    if urgent:
        return deadline - when < team.urgent_limit / 4
    limit = team.top_limit if escalated else team.limit
    return deadline < when or team.clock.between(when, deadline) < limit / 4


@dataclass
class Pause:
    case: int
    team: str
    clock: Team
    on: str | None  # None: the customer
    began: datetime
    ended: datetime | None = None


def pauses(lines: list[Json], teams: dict[str, Team]) -> list[Pause]:
    found: list[Pause] = []
    clock = teams[lines[0]["team"]]
    for line in lines:
        running = found[-1] if found and found[-1].ended is None else None
        if line["kind"] in ("opened", "reopened"):
            clock = teams[line["team"]]
        if line["kind"] in ("asked", "waited") and running is None:
            found.append(Pause(line["case"], line["team"], clock, line["data"].get("on"), at(line)))
        if line["kind"] in ("woken", *ENDS_A_CASE) and running is not None:
            running.ended = at(line)
    return found


def spread(lengths: list[timedelta]) -> Json:
    exact = sorted(Fraction(length // timedelta(microseconds=1), 1_000_000) for length in lengths)
    if not exact:
        return {"n": 0, "median_s": None, "p90_s": None}
    n = len(exact)
    median = exact[n // 2] if n % 2 else (exact[n // 2 - 1] + exact[n // 2]) / 2
    return {"n": n, "median_s": number(median), "p90_s": number(exact[ceil(Fraction(9, 10) * n) - 1])}


def number(exact: Fraction) -> float:
    return int(exact) if exact.denominator == 1 else exact.numerator / exact.denominator


def stands(hold: Held) -> bool:
    return not (hold.custody and hold.how in QUIET)


@dataclass
class Book:
    """What happened before b, case by case, and whose month is asked for."""

    stories: list[list[Json]]
    team: Team
    a: datetime
    b: datetime
    teams: dict[str, Team]

    def now(self, line: Json) -> bool:
        """Did it happen in this month, in this team?"""
        return self.a <= at(line) < self.b and line["team"] == self.team.key

    def lines(self, *kinds: str) -> list[Json]:
        return [line for story in self.stories for line in story if line["kind"] in kinds and self.now(line)]

    @cached_property
    def held(self) -> list[list[Held]]:
        """The holds of each story."""
        return [holds(story, self.teams) for story in self.stories]

    @cached_property
    def holds(self) -> list[Held]:
        """Those that ended in this month, in this team."""
        return [
            one
            for of_a_case in self.held
            for one in of_a_case
            if one.team == self.team.key and one.ended is not None and self.a <= one.ended < self.b
        ]
