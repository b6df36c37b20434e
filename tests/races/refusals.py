"""Was what somebody was refused for true, at some moment while they waited?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from typing import Any

from bot.cases import ending, holding, talking
from bot.cases.case import Case
from bot.cases.people import House
from bot.cases.refusals import Refused
from bot.commands.asked import sees
from bot.commands.dates import parse_date
from bot.commands.line import Line, parse
from bot.commands.table import CUSTOMERS
from tests.races.history import Operation
from tests.races.replay import Told
from tests.races.rosters import Rosters
from tests.races.spans import NEVER, Span


@dataclass(frozen=True, slots=True)
class Asking:
    """Somebody's line at one moment, of a case and a house as they may have stood then."""

    one: Operation
    line: Line
    case: Case
    house: House
    at: datetime
    cases: Mapping[int, Told]

    @property
    def by(self) -> str:
        return self.one.by

    def said(self) -> str:
        """The word of the refusal, with a space if it names an owner."""
        if self.house.is_gone(self.by):  # a customer like any other
            return "no-such-case" if self.line.verb in CUSTOMERS else "staff-only"
        if not sees(self.house, self.by, self.case):
            return "no-such-case"
        try:
            _ASKS[self.line.verb](self)
        except Refused as no:
            return f"{no.why} " if "owner" in no.facts else no.why
        return "nothing"

    def explains(self, said: str) -> bool:
        """Is it what they were told, and did whoever it names have the case?"""
        owner = self.house.name(self.case.owner)
        names_them = self.one.facts.get("owner", owner) == owner
        return said.strip() in self.one.word.split("|") and (names_them or not said.endswith(" "))


class Reasons:
    def __init__(self, cases: Mapping[int, Told], rosters: Rosters) -> None:
        self._cases, self._rosters = cases, rosters
        self.said_instead = ""

    def is_true(self, one: Operation) -> bool | None:
        """None if that cannot be told from here."""
        line = parse(one.said)
        if not isinstance(line, Line) or line.case is None or one.by == "customer":
            return None
        told = self._cases.get(line.case)
        if told is None or line.verb not in _ASKS or {*one.word.split("|")} & {*_NOT_OF_THE_CASE}:
            return None
        span = Span(one.began, one.ended or NEVER)
        heard = set[str]()
        for house, case, at in product(self._rosters.within(span), told.while_(span), {span.begin, span.end}):
            asking = Asking(one, line, case, house, at, self._cases)
            heard.add(said := asking.said())
            if asking.explains(said):
                return True
        if {one.word, *heard} & {"staff-only", "no-such-case"} and any(
            house.is_gone(one.by) for house in self._rosters.versions
        ):
            return None  # what a platform said of somebody is kept by each process for a while
        self.said_instead = f"it would have been {sorted(heard)}"
        return False


# These speak of the card that was pressed, of what was typed, of the whole desk, or of a platform that did not say in
# time who acts.
_NOT_OF_THE_CASE = ("stale", "queue-empty", "nothing-to-undo", "which-case", "one-at-a-time", "who-are-you")
Ask = Callable[[Asking], Any]


def _person(line: Line) -> str:
    return line.args["person"].removeprefix("@")


def _text(line: Line) -> str | None:
    return line.text


def _reason(line: Line) -> str:
    return line.args["reason"]


def _rule(rule: Callable[..., Any], *, at: bool = True, **given: Callable[[Line], Any]) -> Ask:
    def ask(asking: Asking) -> Any:
        when = (asking.at,) if at else ()
        return rule(
            asking.case, asking.house, asking.by, *when, **{name: get(asking.line) for name, get in given.items()}
        )

    return ask


def _until(rule: Callable[..., Any], **given: Callable[[Line], Any]) -> Ask:
    def ask(asking: Asking) -> Any:
        until = parse_date(asking.line.args["until"], asking.at, asking.house.teams[asking.case.team].desk)
        more = {name: get(asking.line) for name, get in given.items()}
        return rule(asking.case, asking.house, asking.by, asking.at, until=until, **more)

    return ask


def _fields(line: Line) -> tuple[str, ...]:
    return tuple(part.strip() for part in (line.args.get("fields") or line.text or "").split(","))


def _resolved(asking: Asking) -> Any:
    given = asking.one.answers or {}
    outcome, told, text = given["outcome"], given["told"], given["text"]
    return ending.resolve(asking.case, asking.house, asking.by, outcome=outcome, cause="unknown", told=told, text=text)


def _reopened(asking: Asking) -> Any:
    return ending.reopen(
        asking.case, asking.house, asking.by, asking.at, spoken_at=asking.at, why="agent", text=asking.line.text
    )


def _merged(asking: Asking) -> Any:
    """Into any state of the other that stood meanwhile: one that they were refused for, else what the last one says."""
    other = asking.cases[int("".join(filter(str.isdigit, asking.line.args["into"])))]
    last: Refused | None = None
    for target in other.while_(Span(asking.one.began, asking.one.ended or NEVER)):
        try:
            ending.merge(asking.case, target, asking.house, asking.by, asking.at)
        except Refused as no:
            last = no
            if no.why in asking.one.word.split("|"):
                raise
    if last:
        raise last


def _undone(asking: Asking) -> Any:
    last = asking.cases[asking.case.id].story.lines[asking.case.seq - 1]
    return ending.undo(asking.case, last, asking.by, asking.at)


def _set(asking: Asking) -> Any:
    line, name = asking.line, asking.line.args["field"]
    if name.casefold() == "category":
        category = line.args.get("value") or line.text or ""
        return talking.categorise(asking.case, asking.house, asking.by, category=category)
    if name not in holding.fields_of(asking.case, asking.house):
        raise Refused("no-such-field")
    return talking.set_field(asking.case, asking.house, asking.by, name=name, text="4711")


_ASKS: dict[str, Ask] = {
    "claim": _rule(holding.claim),
    "pass": _rule(holding.pass_up, reason=_reason, to_top=lambda line: "to_top" in line.args, note=_text),
    "give": _rule(holding.give, to=_person, reason=_reason, note=_text),
    "decline": _rule(holding.decline),
    "return": _rule(holding.return_, fields=_fields),
    "move": _rule(holding.move, to=lambda line: line.args["team"], why=_text),
    "assign": _rule(holding.assign, to=_person, why=_text),
    "reply": _rule(talking.reply, at=False, text=_text),
    "note": _rule(talking.note, at=False, text=_text),
    "ask": _rule(talking.ask, at=False, question=_text),
    "wait": _until(talking.wait, on=lambda line: line.args["on"], why=_text),
    "wake": _rule(talking.wake),
    "resolve": _resolved,
    "reopen": _reopened,
    "merge": _merged,
    "not_a_case": _rule(ending.dismiss, at=False, why=lambda line: "spam"),
    "urgent": _rule(talking.urgent, why=_text),
    "promise": _until(talking.promise),
    "set": _set,
    "undo": _undone,
    "consult": _rule(talking.consult, at=False, whom=_person, question=_text),
    "advise": _rule(talking.advise, at=False, text=_text),
    "answer_for": _until(talking.answer_for, sentence=_text),
}
