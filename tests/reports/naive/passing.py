"""What was passed, given and returned, naively."""

from collections import Counter
from datetime import timedelta

from tests.reports.naive.walk import Book, Held, Json, stands

WEEK = timedelta(days=7)


def passes_before(book: Book) -> list[tuple[Held, bool]]:
    """Passes made in the month moved by a week, and whether by now it is known that they need not have been."""
    found = []
    for story, held in zip(book.stories, book.held, strict=True):
        for one in held:
            if one.team == book.team.key and one.how == "passed_up" and stands(one):
                assert one.ended is not None
                if book.a - WEEK <= one.ended < book.b - WEEK:
                    found.append((one, came_back(one, held) or was_told(one, held, story)))
    return found


def came_back(passed: Held, held: list[Held]) -> bool:
    return any(
        one.first >= passed.last and one.opening == passed.opening and one.person == passed.person and not one.custody
        for one in held
    )


def was_told(passed: Held, held: list[Held], story: list[Json]) -> bool:
    """By a return, or by the solver; both speak of the last pass before them."""
    for line in story:
        if line["kind"] == "returned" or (line["kind"] == "resolved" and line["data"]["avoidable"] is True):
            ended_here = next(one for one in held if one.last == line["seq"])
            before = [
                one
                for one in held
                if one.how == "passed_up" and one.last < line["seq"] and one.opening == ended_here.opening
            ]
            if before and before[-1] is passed:
                return True
    return False


def why(book: Book) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for one in book.holds:
        if stands(one) and one.how in ("passed_up", "given"):
            found.setdefault(str(one.reason), Counter())[one.category or ""] += 1
    return found


def fields_returned(book: Book) -> Counter[str]:
    return Counter(name for line in book.lines("returned") for name in line["data"]["fields"])


def hand_offs(book: Book) -> tuple[Counter[str], int]:
    through: Counter[str] = Counter()
    ping_pong = 0
    for story, held in zip(book.stories, book.held, strict=True):
        if any(line["kind"] == "resolved" and book.now(line) for line in story):
            holders = [one.person for one in held if one.ended is not None and stands(one)]
            through[str(len(holders) - 1)] += 1
            turns = [who for n, who in enumerate(holders) if n == 0 or holders[n - 1] != who]
            ping_pong += len(turns) > len(set(turns))
    return through, ping_pong
