"""Who held the cases, naively."""

from collections import Counter, defaultdict

from tests.reports.naive import passing, sharing
from tests.reports.naive.walk import Book, Held, Json, spread, stands


def taken_back(book: Book, outcome: str | None = None) -> Counter[str]:
    """Who had resolved what the customer reopened."""
    found: Counter[str] = Counter()
    for story in book.stories:
        solver = None
        for line in story:
            if line["kind"] == "resolved":
                solver = line["by"] if outcome in (None, line["data"]["outcome"]) else None
            if line["kind"] == "dismissed":
                solver = None
            if line["kind"] == "reopened" and line["data"]["why"] != "agent" and solver and book.now(line):
                found[solver] += 1
    return found


def names(book: Book) -> set[str]:
    holders = {one.person for one in book.holds if stands(one) or one.custody}
    solvers = {line["by"] for line in book.lines("resolved", "consulted", "marked_urgent", "advised")}
    passed = {one.person for one, _ in passing.passes_before(book)}
    return (
        holders | solvers | passed | set(taken_back(book)) | set(sharing.claims(book)[1]) | set(sharing.urgent(book)[2])
    )


def person(book: Book, who: str) -> Json:
    mine = [one for one in book.holds if one.person == who]
    ended = Counter(one.how for one in mine if stands(one))
    resolved = sum(line["by"] == who for line in book.lines("resolved"))
    tried = resolved + ended["passed_up"] + ended["given"] + ended["escalated"]
    gone = [one for one in mine if stands(one) and one.how in ("passed_up", "given")]
    earlier = [known for one, known in passing.passes_before(book) if one.person == who]
    following, claims = sharing.claims(book)
    marks, right, judged = sharing.urgent(book)
    return {
        "resolved": resolved - taken_back(book)[who],
        "said_no": outcome(book, "said_no")[who],
        "no_answer": outcome(book, "no_answer")[who],
        "passed_up": ended["passed_up"],
        "given": ended["given"],
        "returned": ended["returned"],
        "escalated_from": ended["escalated"],
        "resolve_share": {"n": resolved, "of": tried},
        "lost_to_the_clock": {"n": ended["escalated"], "of": tried},
        "avoidable_passes": {"n": sum(earlier), "of": len(earlier)},
        "empty_holds": {"n": sum(not one.touched for one in gone), "of": len(gone)},
        "late_passes": sum(one.late for one in gone),
        **times(book, mine),
        "asked_for_help": sum(line["by"] == who for line in book.lines("consulted")),
        "gave_help": spread(sharing.advice(book)[who]),
        "taken_as_they_come": {"n": following[who], "of": claims[who]},
        "urgent": marks[who],
        "rightly_urgent": {"n": right[who], "of": judged[who]},
    }


def outcome(book: Book, name: str) -> Counter[str]:
    """Resolutions with that outcome, less those that the customer reopened."""
    found = Counter(line["by"] for line in book.lines("resolved") if line["data"]["outcome"] == name)
    found.subtract(taken_back(book, name))
    return found


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
    by_category: dict[str, list[Held]] = defaultdict(list)
    for one in book.holds:
        if stands(one):
            by_category[one.category or ""].append(one)
    through, back = passing.hand_offs(book)
    return {
        "received": len(book.lines("opened")),
        "resolved": resolved - sum(taken_back(book).values()),
        "said_no": outcome(book, "said_no").total(),
        "no_answer": outcome(book, "no_answer").total(),
        "escalated": escalated,
        "never_claimed": sum(one.custody and one.how == "escalated" for one in book.holds),
        "limit": {"n": escalated, "of": escalated + resolved - of_these},
        **times(book, book.holds),
        "hold_time_by_category": {name: times(book, of_it)["hold_time"] for name, of_it in by_category.items()},
        "why_passed": passing.why(book),
        "fields_returned": passing.fields_returned(book),
        "share_of_the_clock": sharing.shares(book),
        "hand_offs": through,
        "ping_pong": back,
        "waiting": sharing.waiting(book),
    }
