"""A chart at the terminal: bars of blocks, each behind its label and before its figure."""

import json
from collections.abc import Iterator

from bot.messages.harmless import in_line
from bot.platforms.console.widths import padded, width

LONGEST = 32  # signs of the longest bar
_BLOCKS = "▏▎▍▌▋▊▉█"


def bars(drawing: str, columns: int | None = None) -> Iterator[str]:
    """A drawing line by line, as wide as there is room."""
    plan = json.loads(drawing)
    labels = [in_line(_first(one)) for one in plan["labels"]]
    series = plan["series"]
    names = [in_line(_first(one["name"])) for one in series]
    room = max(map(width, labels), default=0)
    beside = max(map(width, names)) if len(series) > 1 else 0
    taken = room + (beside + 2 if beside else 0) + 2 + 12  # with the gaps and the figure
    longest = max(min(LONGEST, columns - taken), 4) if columns else LONGEST
    most = max((value for one in series for value in one["values"]), default=0) or 1
    for row, label in enumerate(labels):
        for n, one in enumerate(series):
            head = padded(label if n == 0 else "", room)
            name = f"  {padded(names[n], beside)}" if beside else ""
            said = in_line(_first(one["said"][row])) if "said" in one else str(one["values"][row])
            drawn = _bar(one["values"][row] / most * longest)
            yield f"{head}{name}  {drawn}{' ' if drawn else ''}{said}"


def _first(words: str | list[str]) -> str:
    return words if isinstance(words, str) else words[0]


def _bar(signs: float) -> str:
    whole, eighths = divmod(round(signs * 8), 8)
    return "█" * whole + (_BLOCKS[eighths - 1] if eighths else "")
