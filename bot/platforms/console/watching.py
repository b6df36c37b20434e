"""Which places somebody looks at, and what those are called at the terminal."""

import re

from bot.messages.harmless import in_line
from bot.messages.values import Say
from bot.platforms.console.matching import fold, meant
from bot.platforms.console.world import Where

MOST = 20  # posts that are drawn once more
ALL = ("all", "everything", "*", "")


def tag_of(where: Where) -> str:
    """What stands before everything that is said there."""
    match where.kind:
        case "channel":
            return f"#{in_line(where.name)}"
        case "direct":
            return f"@{in_line(where.name)} (direct)"
        case "thread":
            about = f"C-{where.case}" if where.case else in_line(where.by or "…")
            return f"#{in_line(where.name)} › {about}"


def name_of(where: Where) -> str:
    """What one types to watch it: a thread is watched with its channel."""
    return f"@{where.name}" if where.kind == "direct" else f"#{where.name}"


def sees(watched: frozenset[str] | None, where: Where) -> bool:
    return watched is None or name_of(where) in watched


def read(typed: str, known: set[str]) -> frozenset[str] | Say | None:
    """`#front @lea`: those; `all`: None, which is everything; a sentence if one of them is nowhere."""
    if fold(typed) in ALL or typed.strip() in ALL:
        return None
    watched: set[str] = set()
    for one in re.split(r"[\s,]+", typed.strip()):
        found = [f"@{one[1:].casefold()}"] if one.startswith("@") else meant(one.lstrip("#"), _named(known))
        if len(found) != 1:
            return Say("console-watch-what", {"typed": one[:40], "places": tuple(sorted(found or known))})
        watched.add(found[0])
    return frozenset(watched)


def _named(known: set[str]) -> list[tuple[str, str]]:
    return [(name[1:], name) for name in sorted(known) if name.startswith("#")]
