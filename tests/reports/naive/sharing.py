"""Shares of the clock, help, and waiting, naively."""

from collections import Counter, defaultdict
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import pairwise

from bot.cases.hours import Hours
from tests.reports.naive.walk import ENDS_A_CASE, Book, Json, at, number, pauses

MICROSECOND = timedelta(microseconds=1)


def exact(length: timedelta) -> Fraction:
    return Fraction(length // MICROSECOND, 1_000_000)


def shares(book: Book) -> list[Json]:
    found = []
    for story, held in zip(book.stories, book.held, strict=True):
        for n, line in enumerate(story):
            if line["kind"] != "escalated" or not book.now(line):
                continue
            opened = next(one for one in reversed(story[:n]) if one["kind"] in ("opened", "reopened"))
            spoken = datetime.fromisoformat(opened["data"]["spoken_at"])
            deadline = datetime.fromisoformat(story[n - 1]["deadline"])
            urgent = next(
                (at(one) for one in story[:n] if one["kind"] == "marked_urgent" and one["seq"] > opened["seq"]), None
            )
            waits = [(one.began, one.ended or deadline) for one in pauses(story, book.teams)]
            clock = book.teams[opened["team"]].clock
            parts: dict[str, Fraction] = defaultdict(Fraction)
            parts[opened["owner"]] += ran(clock, urgent, spoken, min(at(opened), deadline), [])
            for one in held:
                if opened["seq"] <= one.first < line["seq"]:
                    end = min(one.ended or deadline, at(line), deadline)
                    parts[one.person] += ran(clock, urgent, one.began, end, waits)
            total = sum(parts.values())
            found.append(
                {
                    "case": line["case"],
                    "parts": {who: {"n": number(part), "of": number(total)} for who, part in parts.items() if part},
                }
            )
    return sorted(found, key=lambda one: one["case"])


def ran(
    clock: Hours, urgent: datetime | None, a: datetime, b: datetime, waits: list[tuple[datetime, datetime]]
) -> Fraction:
    """Clock time without the waits; day and night once it is urgent."""
    cuts = sorted({a, b, *(one for wait in waits for one in wait), *([urgent] if urgent else [])})
    total = timedelta()
    for start, end in pairwise(cuts):
        if a <= start and end <= b and not any(since <= start < until for since, until in waits):
            total += end - start if urgent and start >= urgent else clock.between(start, end)
    return exact(total)


def advice(book: Book) -> dict[str, list[timedelta]]:
    """The answers of the month: the first answer of a colleague is to the first question, the second to the second."""
    found: dict[str, list[timedelta]] = defaultdict(list)
    for story in book.stories:
        for n, line in enumerate(story):
            if line["kind"] == "advised" and book.now(line):
                ends = [m for m, one in enumerate(story[:n]) if one["kind"] in ENDS_A_CASE]
                since = story[ends[-1] if ends else 0 : n]
                asked = [one for one in since if one["kind"] == "consulted" and one["data"]["whom"] == line["by"]]
                nth = sum(one["kind"] == "advised" and one["by"] == line["by"] for one in since)
                opened = next(one for one in reversed(story[:n]) if one["kind"] in ("opened", "reopened"))
                clock = book.teams[opened["team"]].clock
                waits = [(one.began, one.ended or at(line)) for one in pauses(story, book.teams)]
                took = ran(clock, None, at(asked[nth]), at(line), waits)
                found[line["by"]].append(timedelta(microseconds=int(took * 1_000_000)))
    return found


def claims(book: Book) -> tuple[Counter[str], Counter[str]]:
    """Those that took the next one, and all; accepting what a colleague gives is no claim."""
    accepted = {
        (story[0]["case"], one.last)
        for story, held in zip(book.stories, book.held, strict=True)
        for one in held
        if one.how == "given"
    }
    plain = [line for line in book.lines("claimed") if (line["case"], line["seq"]) not in accepted]
    return Counter(line["by"] for line in plain if line["data"]["next"]), Counter(line["by"] for line in plain)


def urgent(book: Book) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Marks; then of the month's verdicts, whose marks were right, and all whose were judged."""
    right: Counter[str] = Counter()
    judged: Counter[str] = Counter()
    for story in book.stories:
        marked_by = None
        for line in story:
            if line["kind"] == "marked_urgent":
                marked_by = line["by"]
            if line["kind"] == "resolved" and line["data"]["rightly_urgent"] is not None and book.now(line):
                judged[str(marked_by)] += 1
                right[str(marked_by)] += line["data"]["rightly_urgent"]
    return Counter(line["by"] for line in book.lines("marked_urgent")), right, judged


def waiting(book: Book) -> Json:
    n: Counter[str | None] = Counter()
    total: dict[str | None, timedelta] = defaultdict(timedelta)
    for story in book.stories:
        for one in pauses(story, book.teams):
            ended = one.ended or book.b
            if one.team == book.team.key and ended > book.a:
                n[one.on] += 1
                total[one.on] += one.clock.clock.between(max(one.began, book.a), min(ended, book.b))

    def told(name: str | None) -> Json:
        return {"n": n[name], "total_s": number(exact(total[name]))}

    return {"customer": told(None), "outside": {name: told(name) for name in n if name is not None}}
