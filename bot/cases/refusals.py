"""How a rule says no: a word for why, and the facts. The sentence belongs to messages/wording."""

from collections.abc import Sequence
from typing import Any


class Refused(Exception):
    """A rule said no. Nothing happened; the asker is told kindly, and what they can do instead."""

    def __init__(self, why: str, /, **facts: Any) -> None:
        super().__init__(why)
        self.why = why
        self.facts = facts

    def __repr__(self) -> str:
        return f"Refused({self.why!r}, {self.facts!r})"


class Several(Refused):
    """Said no more than once, each beside a field of a form; by itself it is the first of them."""

    def __init__(self, each: Sequence[Refused]) -> None:
        super().__init__(each[0].why, **each[0].facts)
        self.each = tuple(each)
