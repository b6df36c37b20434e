"""Escalated cases, naively."""

from collections import Counter, defaultdict
from datetime import datetime, timedelta
from fractions import Fraction

from bot.cases.people import Team
from tests.reports.naive.walk import Book, Json, at, number


def at_the_top(book: Book) -> Json:
    resolved: Counter[str] = Counter()
    answered: dict[str, set[int]] = defaultdict(set)
    breached: dict[str, set[int]] = defaultdict(set)
    often, left = {}, []
    for story in book.stories:
        escalated, answers, said = False, 0, False
        for line in story:
            kind, by, now = line["kind"], line["by"], book.now(line)
            if kind in ("escalated", "reopened"):
                escalated, said = kind == "escalated", False
            if kind == "resolved" and escalated and now:
                resolved[by] += 1
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
        last = story[-1]
        if escalated and last["state"] in ("open", "waiting") and last["team"] == book.team.key:
            left.append(on_desk(story, book.b, book.teams) | {"answers": answers, "breached": said})
    return {
        "resolved": dict(resolved),
        "answered_for": {who: len(cases) for who, cases in answered.items()},
        "breached": {who: len(cases) for who, cases in breached.items()},
        "answered_often": [often[case] for case in sorted(often)],
        "still_on_the_desk": left,
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
