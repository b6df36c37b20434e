"""Who was away, on duty and gone, version by version as the house's own chain tells, and when each was in force."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.cases.people import Duty, House
from tests.races.history import Operation
from tests.races.spans import NEVER, Span, in_order, span_of, stood

SAID_BY = {"went_away": "away", "came_back": "back", "put_on_duty": "duty", "left": "profile", "rejoined": "profile"}
NEAR = 20  # parts of the slack: so far from its operation may a line of the house be


class Rosters:
    def __init__(
        self, house: House, lines: Sequence[Mapping[str, Any]], operations: Sequence[Operation], slack: timedelta
    ) -> None:
        self.versions = [house]
        self.unexplained: list[str] = []
        said = [one for one in operations if one.kind == "profile" or one.said.split()[0] in SAID_BY.values()]
        self._said = said
        self._free = sorted(said, key=lambda one: one.began)
        self._slack = slack
        spans = []
        for line in lines:
            if line["kind"] not in SAID_BY:
                continue
            self.versions.append(_after(self.versions[-1], line["kind"], line["data"]))
            spans.append(self._span(line))
        self.unexplained += _out_of_order(spans)
        first = Span(datetime.min.replace(tzinfo=spans[0].begin.tzinfo), spans[0].begin) if spans else None
        self._stood = stood([*([first] if first else []), *in_order(spans)])

    def within(self, span: Span) -> list[House]:
        """The house as it may have been at some moment of that time."""
        if not self._stood:
            return self.versions
        return [house for house, in_force in zip(self.versions, self._stood, strict=True) if in_force.meets(span)]

    def _span(self, line: Mapping[str, Any]) -> Span:
        """Its operation is known by who did what when; the chain of the house names no request."""
        at, kind, by = datetime.fromisoformat(line["at"]), line["kind"], line["by"]
        apt = [one for one in self._free if _may_have_said(one, kind, by, line["data"]["person"])]
        near = [one for one in apt if _apart(at, one) <= self._slack / NEAR]

        def aptness(one: Operation) -> tuple[timedelta, bool, datetime]:
            """Under way at that instant; and accepted, before what nobody was told of and may not have been."""
            return _apart(at, one), one.fate != "accepted", one.ended or NEVER

        found = min(near, key=aptness, default=None)
        if found:
            self._free.remove(found)
            return span_of(line, found, self._slack)
        if by != "clock" or (kind in ("left", "rejoined") and not self._was_looked_up(line["data"]["person"], at)):
            self.unexplained.append(f"the house: line {line['seq']} ({kind} by {by}) was said by nobody")
        return span_of(line, None, self._slack)

    def _was_looked_up(self, person: str, at: datetime) -> bool:
        """Whoever is spoken of is looked up now and then: what became of them may be heard so as well."""
        return any(one.kind == "profile" and one.by == person and one.began <= at for one in self._said)

    def left_over(self) -> list[str]:
        """What was accepted, and stands nowhere."""
        return [
            f"accepted, and not in the house's chain: {one}"
            for one in self._free
            if one.fate == "accepted" and one.kind != "profile"
        ]


def _out_of_order(spans: Sequence[Span]) -> list[str]:
    late = [n for n, one in enumerate(in_order(spans)) if one.begin > one.end]
    return [f"the house: what was said of people stands where it cannot have happened ({late})"] if late else []


def _may_have_said(one: Operation, kind: str, by: str, person: str) -> bool:
    if one.fate == "refused":
        return False
    if one.kind == "profile":
        return SAID_BY[kind] == "profile" and by == "clock" and person == one.by
    return one.said.split()[0] == SAID_BY[kind] and by == one.by


def _apart(at: datetime, one: Operation) -> timedelta:
    """How far an instant lies outside the time that an operation took."""
    return max(one.began - at, at - (one.ended or at), timedelta())


def _after(house: House, kind: str, data: Mapping[str, Any]) -> House:
    person = data["person"]
    match kind:
        case "went_away":
            return replace(house, away={**house.away, person: datetime.fromisoformat(data["until"])})
        case "came_back":
            return replace(house, away={one: until for one, until in house.away.items() if one != person})
        case "put_on_duty":
            duty = Duty(person, datetime.fromisoformat(data["until"]))
            return replace(house, duties={**house.duties, (data["team"], data["tier"]): duty})
        case "left":
            return replace(house, gone=house.gone | {person})
        case _:
            return replace(house, gone=house.gone - {person})
