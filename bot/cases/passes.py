"""How somebody's passes went: solved above, come back, or still under way. Pure, from what happened since."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_ENDS = ("resolved", "merged", "dismissed")


@dataclass(frozen=True, slots=True)
class Since:
    """A line of a case after it was passed, and how the case stood then."""

    seq: int
    kind: str
    by: str
    owner: str
    claimed: bool
    outcome: str | None = None  # of a resolution
    avoidable: bool | None = None  # the sender could have solved it, says who did
    undone: int | None = None  # the line that it takes back


@dataclass(frozen=True, slots=True)
class Pass:
    case: int
    ended: str | None = None  # resolved, merged, dismissed; None: it is still running
    by: str | None = None  # who ended it
    outcome: str | None = None
    came_back: bool = False  # it was returned, or the sender has had it again
    avoidable: bool = False


def how_it_went(case: int, sender: str, passed_at: int, since: Iterable[Since]) -> Pass | None:
    """From the lines after the pass, as far as that opening goes; None if the pass was undone."""
    lines = _true(passed_at, since)
    if lines is None:
        return None
    came_back, again = False, False
    for line in lines:
        if line.kind in _ENDS:
            avoidable = bool(line.avoidable) and not again  # a mark is about the last pass before it
            return Pass(case, line.kind, line.by, line.outcome, came_back, avoidable)
        came_back |= (line.owner, line.claimed) == (sender, True) or (line.kind == "returned" and not again)
        again |= line.kind == "passed_up"
    return Pass(case, came_back=came_back)


def _true(passed_at: int, since: Iterable[Since]) -> list[Since] | None:
    """Without what was undone, up to where the case was reopened."""
    lines: list[Since] = []
    for line in since:
        if line.kind == "reopened":
            break
        if line.undone == passed_at:
            return None
        if line.undone is not None:
            lines = [one for one in lines if one.seq != line.undone]
        else:
            lines.append(line)
    return lines


@dataclass(frozen=True, slots=True)
class Passes:
    """Somebody's passes of a month, as they stand now."""

    each: Sequence[Pass] = ()

    @property
    def solved(self) -> dict[str, int]:
        """By whom, the most first."""
        return dict(Counter(one.by or "" for one in self.each if one.ended == "resolved").most_common())

    @property
    def ended_otherwise(self) -> int:
        return sum(one.ended in ("merged", "dismissed") for one in self.each)

    @property
    def came_back(self) -> int:
        return sum(one.came_back for one in self.each)

    @property
    def avoidable(self) -> int:
        return sum(one.avoidable for one in self.each)

    @property
    def running(self) -> int:
        return sum(one.ended is None for one in self.each)
