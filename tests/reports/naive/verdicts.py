"""What customers said of it, what they did instead of saying it, and what had brought them, naively."""

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from tests.reports.naive.walk import Book, Json, at, month, number

UNNAMED = 3  # the customer of cases that were filed without naming one; nobody in particular
SCORES = ("1", "2", "3", "4", "5")
SIGNS = ("reopened", "new_case", "escalated", "two_questions", "three_hand_offs", "lower_later")


def category(story: list[Json]) -> str | None:
    found = None
    for line in story:
        if line["kind"] in ("opened", "categorised", "moved"):
            found = line["data"].get("category")
    return found


def new_cases(book: Book, opened: Json, when: datetime, within: timedelta) -> list[list[Json]]:
    """Of the same customer, in the team, after that instant."""
    who = opened["data"]["customer"]
    return [
        story
        for story in book.stories
        if story[0]["data"]["customer"] == who != UNNAMED
        and story[0]["team"] == book.team.key
        and when < at(story[0]) <= when + within
    ]


def last_scores(book: Book) -> dict[tuple[int, int, str], Json]:
    """The last of the month, by case, resolution and question."""
    found: dict[tuple[int, int, str], Json] = {}
    for story in book.stories:
        resolution = 0
        for line in story:
            if line["kind"] == "resolved":
                resolution = line["seq"]
            if line["kind"] == "rated" and book.now(line):
                found[line["case"], resolution, line["data"]["question"]] = line["data"]
    return found


def distribution(found: list[Json]) -> Json:
    counts = Counter(str(one["score"]) for one in found)
    return {score: counts[score] for score in SCORES} if found else {}


def satisfaction(book: Book) -> Json:
    scores, asked = last_scores(book), Counter(line["data"]["question"] for line in book.lines("rating_asked"))
    first = [one for (_, _, question), one in scores.items() if question == "resolution"]
    later = [one for (_, _, question), one in scores.items() if question == "later"]
    because: dict[str, list[Json]] = defaultdict(list)
    for one in first:
        if one["because"]:
            because[one["because"]].append(one)
    return {
        "at_resolution": distribution(first),
        "later": distribution(later),
        "fives": {"n": sum(one["score"] == 5 for one in first), "of": len(first)},
        "ones_and_twos": sum(one["score"] < 3 for one in first),
        "replies": {"n": len(first), "of": asked["resolution"]},
        "later_replies": {"n": len(later), "of": asked["later"]},
        "because": {why: distribution(found) for why, found in because.items()},
    }


def hidden(book: Book, resolutions: list[Any]) -> Json:
    by_case: dict[int, list[Any]] = defaultdict(list)
    for one in resolutions:
        by_case[one.line["case"]].append(one)
    scores = last_scores(book)
    silent_or_content, hidden, signs = 0, 0, Counter[str]()
    for case, found in by_case.items():
        ours = {one.line["seq"] for one in found}
        mine = [(key, one["score"]) for key, one in scores.items() if key[0] == case and key[1] in ours]
        first = max((key[1], score) for key, score in [*mine, ((0, 0, "resolution"), 0)] if key[2] == "resolution")[1]
        later = max((key[1], score) for key, score in [*mine, ((0, 0, "later"), 0)] if key[2] == "later")[1]
        if first and first < 4:
            continue
        last = max(found, key=lambda one: one.line["seq"])
        shown = {
            "reopened": any(one.reopened_by_customer() for one in found),
            "new_case": any(new_cases(book, one.before[0], one.when, timedelta(days=14)) for one in found),
            "escalated": any(line["kind"] == "escalated" for line in last.before),
            "two_questions": questions(last.before) >= 2,
            "three_hand_offs": last.holds_that_count - 1 >= 3,
            "lower_later": bool(first and later and later < first),
        }
        silent_or_content += 1
        hidden += any(shown.values())
        signs.update(name for name, is_so in shown.items() if is_so)
    return {
        "hidden_dissatisfaction": {"n": hidden, "of": silent_or_content},
        "hidden_signs": {name: signs[name] for name in SIGNS} if hidden else {},
    }


def questions(story: list[Json]) -> int:
    most = here = 0
    for line in story:
        if line["kind"] == "reopened":
            here = 0
        here += line["kind"] == "asked" and line["by"] != "clock"
        most = max(most, here)
    return most


def causes(book: Book, resolutions: list[Any], find: Callable[..., list[Any]]) -> Json:
    year, n = map(int, _name(book).split("-"))
    a, b = month(f"{year - (n == 1):04}-{(n - 2) % 12 + 1:02}", book.team.zone)
    assert b == book.a
    now, before = _by_cause(resolutions), _by_cause(find(book, lambda one: a <= one.when < b))
    order = sorted({*now, *before}, key=lambda cause: (-now[cause][0], -now[cause][1], cause))
    return {
        "causes": [
            {
                "cause": cause,
                "resolutions": now[cause][0],
                "held_s": _seconds(now[cause][1]),
                "before": {"resolutions": before[cause][0], "held_s": _seconds(before[cause][1])},
            }
            for cause in order
            if resolutions
        ],
        "unknown_causes": {"n": now["unknown"][0], "of": len(resolutions)},
    }


def _name(book: Book) -> str:
    return f"{book.a.astimezone(book.team.desk.local(book.a).tzinfo):%Y-%m}"


def _by_cause(found: list[Any]) -> dict[str, tuple[int, timedelta]]:
    sums: dict[str, tuple[int, timedelta]] = defaultdict(lambda: (0, timedelta()))
    for one in found:
        n, held = sums[one.line["data"]["cause"]]
        sums[one.line["data"]["cause"]] = (n + 1, held + one.held)
    return sums


def _seconds(held: timedelta) -> float:
    return number(Fraction(held // timedelta(microseconds=1), 1_000_000))
