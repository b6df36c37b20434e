"""Who held the cases, naively."""

from collections import Counter

from tests.reports.naive.walk import Book, Held, Json, spread, stands


def taken_back(book: Book) -> Counter[str]:
    """Who had resolved what the customer reopened."""
    found: Counter[str] = Counter()
    for story in book.stories:
        solver = None
        for line in story:
            if line["kind"] == "resolved":
                solver = line["by"]
            if line["kind"] == "dismissed":
                solver = None
            if line["kind"] == "reopened" and line["data"]["why"] != "agent" and solver and book.now(line):
                found[solver] += 1
    return found


def names(book: Book) -> set[str]:
    holders = {one.person for one in book.holds if stands(one) or one.custody}
    return holders | {line["by"] for line in book.lines("resolved")} | set(taken_back(book))


def person(book: Book, who: str) -> Json:
    mine = [one for one in book.holds if one.person == who]
    ended = Counter(one.how for one in mine if stands(one))
    resolved = sum(line["by"] == who for line in book.lines("resolved"))
    tried = resolved + ended["passed_up"] + ended["given"] + ended["escalated"]
    return {
        "resolved": resolved - taken_back(book)[who],
        "passed_up": ended["passed_up"],
        "given": ended["given"],
        "returned": ended["returned"],
        "escalated_from": ended["escalated"],
        "resolve_share": {"n": resolved, "of": tried},
        "lost_to_the_clock": {"n": ended["escalated"], "of": tried},
        **times(book, mine),
    }


def times(book: Book, mine: list[Held]) -> Json:
    return {
        "hold_time": spread([one.lasted(one.clock.clock) for one in mine if stands(one)]),
        "unclaimed_time": spread([one.lasted(book.team.desk) for one in mine if one.custody]),
    }


def tiers(book: Book) -> list[Json]:
    return [
        {"tier": n, "name": tier.name, **times(book, [one for one in book.holds if one.tier == n])}
        for n, tier in enumerate(book.team.tiers)
    ]


def team(book: Book) -> Json:
    escalated, resolved, of_these = len(book.lines("escalated")), len(book.lines("resolved")), 0
    for story in book.stories:
        at_top = False
        for line in story:
            if line["kind"] in ("escalated", "reopened"):
                at_top = line["kind"] == "escalated"
            of_these += line["kind"] == "resolved" and at_top and book.now(line)
    return {
        "received": len(book.lines("opened")),
        "resolved": resolved - sum(taken_back(book).values()),
        "escalated": escalated,
        "never_claimed": sum(one.custody and one.how == "escalated" for one in book.holds),
        "limit": {"n": escalated, "of": escalated + resolved - of_these},
        **times(book, book.holds),
    }
