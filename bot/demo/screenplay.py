"""The month's messages as they are written down: what customers say, and what becomes of it at the desk."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from zoneinfo import ZoneInfo

YEAR, MONTH = 2026, 10
_HEAD = re.compile(
    r"== (?P<team>\w+) (?P<category>\w+) · (?P<customer>[^·]+?)(?: · (?P<day>\d+) (?P<hour>\d+):(?P<minute>\d+))?"
)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens: the customer says it, somebody of the desk types it, or it is a stage direction."""

    by: str  # customer, desk, direction
    words: str

    @property
    def verb(self) -> str:
        """Its first words: "resolve", "later"."""
        return self.words.partition(":")[0].split(" ", 1)[0]

    @property
    def rest(self) -> str:
        return self.words.partition(" ")[2]

    @property
    def text(self) -> str:
        return self.words.partition(":")[2].strip()


@dataclass(frozen=True, slots=True)
class Matter:
    """What one customer wants, and how it goes."""

    team: str
    category: str
    customer: str
    words: str
    steps: tuple[Step, ...]
    at: datetime | None = None  # when it is said, if the screenplay fixes that

    def directs(self, word: str) -> str | None:
        """What the stage direction says behind its word; None if there is none."""
        return next((step.rest for step in self.steps if step.by == "direction" and step.verb == word), None)


def screenplay(zone: str) -> list[Matter]:
    """Everything that is shipped, in its order."""
    written = (files("bot.demo") / "messages.txt").read_text(encoding="utf-8")
    return list(matters(written, zone))


def matters(written: str, zone: str) -> Iterator[Matter]:
    for block in re.split(r"\n\s*\n", written):
        lines = [line for line in block.strip().splitlines() if line and not line.startswith("#")]
        if lines:
            yield _matter(lines, zone)


def _matter(lines: list[str], zone: str) -> Matter:
    head = _HEAD.fullmatch(lines[0])
    if not head:
        raise ValueError(f"no head of a matter: {lines[0]!r}")
    steps = [_step(line) for line in lines[1:]]
    if not steps or steps[0].by != "customer":
        raise ValueError(f"nobody says what it is about: {lines[0]!r}")
    at = None
    if head["day"]:
        local = datetime(YEAR, MONTH, int(head["day"]), int(head["hour"]), int(head["minute"]), tzinfo=ZoneInfo(zone))
        at = local.astimezone(UTC)
    return Matter(head["team"], head["category"], head["customer"], steps[0].words, tuple(steps[1:]), at)


def _step(line: str) -> Step:
    if line.startswith("> "):
        return Step("customer", line[2:])
    if line.startswith("(") and line.endswith(")"):
        return Step("direction", line[1:-1])
    return Step("desk", line)
