"""When each line of a chain was written, as nearly as its operation tells: between its begin and its first answer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import Any

from tests.races.history import Operation

NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Span:
    begin: datetime
    end: datetime

    def meets(self, other: "Span") -> bool:
        return self.begin <= other.end and other.begin <= self.end


def span_of(line: Mapping[str, Any], operation: Operation | None, slack: timedelta) -> Span:
    """The clock's own is written soon after its instant."""
    if operation is None:
        at = datetime.fromisoformat(line["at"])
        return Span(at - slack, at + slack)
    return Span(operation.began, operation.ended or NEVER)


def in_order(spans: Sequence[Span]) -> list[Span]:
    """The same, narrowed: none was written before those before it, nor after those behind it."""
    begins = accumulate((one.begin for one in spans), max)
    ends = list(accumulate((one.end for one in reversed(spans)), min))[::-1]
    return [Span(begin, end) for begin, end in zip(begins, ends, strict=True)]


def stood(spans: Sequence[Span]) -> list[Span]:
    """When things may have stood as each line left them."""
    ends = [one.end for one in spans[1:]] + [NEVER]
    return [Span(one.begin, end) for one, end in zip(spans, ends, strict=True)]


def by_request(operations: Iterable[Operation]) -> dict[str, Operation]:
    return {one.request: one for one in operations}
