"""What was done from outside, and what was answered: the recorded history of a race."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Attempt:
    """One delivery at one door. `fate`: accepted, refused, looked; failed and lost if nobody knows what came of it."""

    began: datetime
    ended: datetime
    fate: str
    word: str = ""  # of the catalogue, without no- and said-
    facts: Mapping[str, str] = field(default_factory=dict)
    door: int = 0

    @property
    def is_known(self) -> bool:
        return self.fate not in ("failed", "lost")

    @property
    def answer(self) -> tuple[str, str, tuple[tuple[str, str], ...]]:
        return self.fate, self.word, tuple(sorted(self.facts.items()))


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that somebody did, however often it was delivered."""

    request: str  # the first of its keys, by which its lines are known
    by: str  # a person's key, or customer
    kind: str  # as a Move's
    said: str
    attempts: tuple[Attempt, ...]
    seen: int = 0
    answers: Mapping[str, str] | None = None
    who: str = ""  # which customer

    @property
    def began(self) -> datetime:
        return min(one.began for one in self.attempts)

    @property
    def ended(self) -> datetime | None:
        """By then it was written, if it ever was; None if nobody was told."""
        return min((one.ended for one in self.attempts if one.is_known), default=None)

    @property
    def fate(self) -> str:
        return next((one.fate for one in self.attempts if one.is_known), "lost")

    @property
    def word(self) -> str:
        return next((one.word for one in self.attempts if one.is_known), "")

    @property
    def facts(self) -> Mapping[str, str]:
        return next((one.facts for one in self.attempts if one.is_known), {})

    def __str__(self) -> str:
        return f"{self.by} {self.kind} “{self.said}” ({self.request}, {self.fate} {self.word})"


@dataclass(frozen=True, slots=True)
class History:
    """Everything that was done, and the ledger as it was exported afterwards."""

    operations: tuple[Operation, ...]
    lines: tuple[Mapping[str, Any], ...]

    @classmethod
    def of(cls, operations: Iterable[Operation], exported: Iterable[str]) -> "History":
        return cls(tuple(operations), tuple(json.loads(line) for line in exported))

    def dumped(self) -> str:
        """To be looked at by people."""
        return json.dumps([asdict(one) for one in self.operations], default=str, indent=1)
