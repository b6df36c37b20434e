"""From counts to figures: what was passed up and given away, why, and what came of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from bot.cases.figures.counts import Endings, HandOffs, Judged, Reasons, kind_of
from bot.cases.figures.measures import Counted, Ratio

NO_CATEGORY = ""
AWAY = "away"  # the reason of whoever went away in the last quarter of the limit


def judged(counts: Iterable[Judged]) -> dict[str, Ratio]:
    """By person: how many were so, of all of them."""
    so: dict[str, int] = defaultdict(int)
    of: dict[str, int] = defaultdict(int)
    for one in counts:
        of[one.person] += one.n
        so[one.person] += one.n if one.so else 0
    return {person: Ratio(so[person], of[person]) for person in of}


def empty_holds(endings: Iterable[Endings]) -> dict[str, Ratio]:
    """Passes and accepted gives by somebody who had left no trace in the case, of all of theirs."""
    gone = [one for one in endings if one.counts and kind_of(one.ending, one.late) in ("passed_up", "given")]
    return judged(Judged(one.person, not one.touched, one.n) for one in gone)


def late_passes(endings: Iterable[Endings]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for one in endings:
        if one.counts and one.late and kind_of(one.ending, one.late) == "passed_up":
            found[one.person] += one.n
    return found


def why_passed(counts: Iterable[Reasons]) -> Mapping[str, Counted]:
    """Reason, then category."""
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in counts:
        found[one.reason][one.category or NO_CATEGORY] += one.n
    return {reason: dict(sorted(found[reason].items())) for reason in sorted(found)}


def hand_offs(counts: Sequence[HandOffs]) -> tuple[Counted, int]:
    """How many hand-offs -> of how many cases; and how many cases came back to who had held them before."""
    found: dict[int, int] = defaultdict(int)
    for one in counts:
        found[one.hand_offs] += one.n
    back = sum(one.n for one in counts if one.came_back)
    return {str(many): found[many] for many in sorted(found) if found[many]}, back


def hands(holders: Sequence[str]) -> tuple[int, bool]:
    """Of a case's holds that count, in their order: how many hand-offs, and whether a former holder held it again."""
    came_back = any(
        person in holders[: n - 1] and person != holders[n - 1] for n, person in enumerate(holders) if n > 1
    )
    return len(holders) - 1, came_back
