"""The same figures a second time, the slow and obvious way: over the lines of the exported ledger, one after another.

Nothing of bot/cases but the hours is used; a line is the dict that `export ledger` prints.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import groupby
from math import ceil
from typing import Any
from zoneinfo import ZoneInfo

from bot.cases.hours import Hours
from bot.cases.people import Team

BEGINS_A_HOLD = ("opened", "reopened", "claimed", "assigned", "passed_up", "returned", "moved", "handed_over")
ENDS_A_CASE = ("resolved", "merged", "dismissed")
QUIET = ("claimed", "assigned", "handed_over")
Json = dict[str, Any]


@dataclass
class Held:
    person: str
    team: str
    tier: int
    custody: bool
    began: datetime
    clock: Team
    ended: datetime | None = None
    how: str = ""
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
    found: list[Held] = []
    now: Held | None = None
    waiting: datetime | None = None
    offer = None
    pauses: list[tuple[datetime, datetime]] = []
    clock = teams[lines[0]["team"]]
    for line in lines:
        kind, when = line["kind"], at(line)
        if kind in ("opened", "reopened"):
            clock, pauses, waiting = teams[line["team"]], [], None
        if kind in ("asked", "waited") and waiting is None:
            waiting = when
        if kind in ("woken", *ENDS_A_CASE) and waiting is not None:
            pauses.append((waiting, when))
            waiting = None
        if kind == "given":
            offer = line["data"]["to"]
        if kind in ("declined", "lapsed"):
            offer = None
        stays = kind == "escalated" and now is not None and not now.custody and line["claimed"]
        begins = kind in BEGINS_A_HOLD or (kind == "escalated" and not (stays and now.person == line["owner"]))
        if now is not None and (begins or kind in ENDS_A_CASE):
            now.ended, now.how = when, kind
            if kind == "claimed" and offer == line["owner"]:
                now.how = "given"
            if kind == "handed_over" and line["data"]["counts_as_pass"]:
                now.how = "passed_up"
            now.pauses = list(pauses)
            if waiting is not None:
                now.pauses.append((waiting, when))
            found.append(now)
            now = None
        if begins:
            now = Held(line["owner"], line["team"], line["tier"], not line["claimed"], when, clock)
            offer = None
        elif now is not None:
            now.tier = line["tier"]
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


def digest(ledger: Iterable[Json], team: Team, name: str, teams: dict[str, Team]) -> Json:
    a, b = month(name, team.zone)
    everything = list(ledger)
    house = [line for line in everything if line["case"] == 0]
    stories = [list(lines) for number, lines in groupby(everything, lambda line: line["case"]) if number]
    counts: Counter[str] = Counter()
    people: dict[str, Counter[str]] = defaultdict(Counter)
    mine: list[Held] = []
    top_resolved: Counter[str] = Counter()
    answered: dict[str, set[int]] = defaultdict(set)
    breached: dict[str, set[int]] = defaultdict(set)
    often, left = {}, []
    for lines in stories:
        true = happened(lines, b)
        if not true:
            continue
        mine += [one for one in holds(true, teams) if one.team == team.key and a <= one.ended < b]
        escalated, answers, solver, said = False, 0, None, False
        for line in true:
            kind, by = line["kind"], line["by"]
            now = a <= at(line) and line["team"] == team.key
            if kind == "opened":
                counts["received"] += now
            if kind == "escalated":
                escalated, said = True, False
                counts["escalated"] += now
            if kind == "resolved":
                people[by]["resolutions"] += now
                counts["escalated then resolved"] += now and escalated
                top_resolved[by] += now and escalated
                solver = by
            if kind == "dismissed":
                solver = None
            if kind == "reopened":
                if line["data"]["why"] != "agent" and solver is not None:
                    people[solver]["taken back"] += now
                escalated, said = False, False
            if kind == "answered_for":
                answers += 1
                if now:
                    answered[by].add(line["case"])
                    if answers >= 3:
                        often[line["case"]] = {"case": line["case"], "by": by, "answers": answers}
            if kind == "breached":
                said = True
                if now:
                    breached[line["owner"]].add(line["case"])
        if escalated and true[-1]["state"] in ("open", "waiting") and true[-1]["team"] == team.key:
            left.append(on_desk(true, b, teams) | {"answers": answers, "breached": said})
    return {
        "team": team.key,
        "month": name,
        "people": persons(mine, people, team.desk),
        "tiers": [
            {
                "tier": n,
                "name": tier.name,
                "hold_time": spread([one.lasted(one.clock.clock) for one in mine if one.tier == n and stands(one)]),
                "unclaimed_time": spread([one.lasted(team.desk) for one in mine if one.tier == n and one.custody]),
            }
            for n, tier in enumerate(team.tiers)
        ],
        "team_figures": {
            "received": counts["received"],
            "resolved": sum(one["resolutions"] - one["taken back"] for one in people.values()),
            "escalated": counts["escalated"],
            "never_claimed": sum(one.custody and one.how == "escalated" for one in mine),
            "limit": {
                "n": counts["escalated"],
                "of": counts["escalated"]
                + sum(one["resolutions"] for one in people.values())
                - counts["escalated then resolved"],
            },
            "hold_time": spread([one.lasted(one.clock.clock) for one in mine if stands(one)]),
            "unclaimed_time": spread([one.lasted(team.desk) for one in mine if one.custody]),
            "at_the_top": {
                "resolved": {who: n for who, n in sorted(top_resolved.items()) if n},
                "answered_for": {who: len(cases) for who, cases in sorted(answered.items())},
                "breached": {who: len(cases) for who, cases in sorted(breached.items())},
                "answered_often": [often[case] for case in sorted(often)],
                "still_on_the_desk": left,
            },
        },
        "seal": next(
            (line["data"]["seal"] for line in reversed(house) if line["kind"] == "sealed" and at(line) < b), None
        ),
    }


def stands(hold: Held) -> bool:
    return not (hold.custody and hold.how in QUIET)


def persons(mine: list[Held], events: dict[str, Counter[str]], desk: Hours) -> Json:
    names = {one.person for one in mine if stands(one) or one.custody}
    names |= {who for who, counts in events.items() if any(counts.values())}
    return {who: person([one for one in mine if one.person == who], events[who], desk) for who in sorted(names)}


def person(mine: list[Held], events: Counter[str], desk: Hours) -> Json:
    ended = Counter(one.how for one in mine if stands(one))
    tried = events["resolutions"] + ended["passed_up"] + ended["given"] + ended["escalated"]
    return {
        "resolved": events["resolutions"] - events["taken back"],
        "passed_up": ended["passed_up"],
        "given": ended["given"],
        "returned": ended["returned"],
        "escalated_from": ended["escalated"],
        "resolve_share": {"n": events["resolutions"], "of": tried},
        "lost_to_the_clock": {"n": ended["escalated"], "of": tried},
        "hold_time": spread([one.lasted(one.clock.clock) for one in mine if stands(one)]),
        "unclaimed_time": spread([one.lasted(desk) for one in mine if one.custody]),
    }


def on_desk(lines: list[Json], b: datetime, teams: dict[str, Team]) -> Json:
    """How old a case of the top was at b: clock time since the customer spoke, less what was waited."""
    start = max(n for n, line in enumerate(lines) if line["kind"] in ("opened", "reopened"))
    clock, age, waiting = teams[lines[start]["team"]].clock, timedelta(), None
    for line in lines[start:]:
        if line["kind"] in ("asked", "waited") and waiting is None:
            waiting = at(line)
        if line["kind"] == "woken" and waiting is not None:
            age -= clock.between(waiting, at(line))
            waiting = None
    age += clock.between(datetime.fromisoformat(lines[start]["data"]["spoken_at"]), waiting or b)
    seconds = Fraction(age // timedelta(microseconds=1), 1_000_000)
    return {"case": lines[0]["case"], "owner": lines[-1]["owner"], "age_s": number(seconds)}
