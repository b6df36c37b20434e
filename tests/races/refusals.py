"""Was what somebody was refused for true, at some moment while they waited?"""

from collections.abc import Callable, Mapping
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


class Reasons:
    def __init__(self, cases: Mapping[int, Told], rosters: Rosters) -> None:
        self._cases, self._rosters = cases, rosters
        self.said_instead = ""

    def is_true(self, one: Operation) -> bool | None:
        """None if that cannot be told from here."""
        line = parse(one.said)
        if not isinstance(line, Line) or line.case is None or one.by == "customer":
            return None
        told, ask = self._cases.get(line.case), _ASKS.get(line.verb)
        if told is None or ask is None or one.word in _NOT_OF_THE_CASE:
            return None
        span = Span(one.began, one.ended or NEVER)
        heard = set[str]()
        for house in self._rosters.within(span):
            for case in told.while_(span):
                heard.add(said := self._said(one, line, ask, case, house))
                if said == one.word or (said.startswith(f"{one.word} ") and _names(one, case, house)):
                    return True
        self.said_instead = f"it would have been {sorted(heard)}"
        return False

    def _said(self, one: Operation, line: Line, ask: "Ask", case: Case, house: House) -> str:
        if house.is_gone(one.by):  # a customer like any other
            return "no-such-case" if line.verb in CUSTOMERS else "staff-only"
        if not sees(house, one.by, case):
            return "no-such-case"
        try:
            ask(case, house, one, line, self._cases)
        except Refused as no:
            return f"{no.why} " if "owner" in no.facts else no.why
        return "nothing"


def _names(one: Operation, case: Case, house: House) -> bool:
    """Whoever it names had it."""
    return one.facts.get("owner", house.name(case.owner)) == house.name(case.owner)


Ask = Callable[[Case, House, Operation, Line, Mapping[int, Told]], Any]
# These speak of the card that was pressed, of what was typed, or of the whole desk.
_NOT_OF_THE_CASE = ("stale", "queue-empty", "nothing-to-undo", "which-case", "one-at-a-time")


def _person(line: Line) -> str:
    return line.args["person"].removeprefix("@")


def _ask(rule: Callable[..., Any], *, at: bool = True, **given: Callable[[Line], Any]) -> Ask:
    def ask(case: Case, house: House, one: Operation, line: Line, cases: Mapping[int, Told]) -> Any:
        when = (one.began,) if at else ()
        return rule(case, house, one.by, *when, **{name: value(line) for name, value in given.items()})

    return ask


def _until(rule: Callable[..., Any], **given: Callable[[Line], Any]) -> Ask:
    def ask(case: Case, house: House, one: Operation, line: Line, cases: Mapping[int, Told]) -> Any:
        until = parse_date(line.args["until"], one.began, house.teams[case.team].desk)
        return rule(case, house, one.by, one.began, until=until, **{name: get(line) for name, get in given.items()})

    return ask


def _returned(case: Case, house: House, one: Operation, line: Line, cases: Mapping[int, Told]) -> Any:
    wanted = line.args.get("fields") or line.text or ""
    fields = tuple(part.strip() for part in wanted.split(","))
    return holding.return_(case, house, one.by, one.began, fields=fields)


def _resolved(case: Case, house: House, one: Operation, line: Line, cases: Mapping[int, Told]) -> Any:
    given = one.answers or {}
    return ending.resolve(
        case, house, one.by, outcome=given["outcome"], cause="unknown", told=given["told"], text=given["text"]
    )


def _reopened(case: Case, house: House, one: Operation, line: Line, cases: Mapping[int, Told]) -> Any:
    return ending.reopen(case, house, one.by, one.began, spoken_at=one.began, why="agent", text=line.text)


def _merged(case: Case, house: House, one: Operation, line: Line, cases: Mapping[int, Told]) -> Any:
    """Into any state of the other that stood meanwhile: the first that does not say no, else what the last says."""
    other = cases[int("".join(filter(str.isdigit, line.args["into"])))]
    last: Refused | None = None
    for target in other.while_(Span(one.began, one.ended or NEVER)):
        try:
            ending.merge(case, target, house, one.by, one.began)
        except Refused as no:
            last = no
            if no.why == one.word:
                raise
    if last:
        raise last


def _undone(case: Case, house: House, one: Operation, line: Line, cases: Mapping[int, Told]) -> Any:
    lines = cases[case.id].story.lines
    return ending.undo(case, lines[case.seq - 1], one.by, one.began)


def _set(case: Case, house: House, one: Operation, line: Line, cases: Mapping[int, Told]) -> Any:
    if line.args.get("field", "").casefold() == "category":
        return talking.categorise(case, house, one.by, category=line.args.get("value") or line.text or "")
    if line.args["field"] not in holding.fields_of(case, house):
        raise Refused("no-such-field")
    return talking.set_field(case, house, one.by, name=line.args["field"], text="4711")


def _text(line: Line) -> str | None:
    return line.text


_ASKS: dict[str, Ask] = {
    "claim": _ask(holding.claim),
    "pass": _ask(
        holding.pass_up, reason=lambda line: line.args["reason"], to_top=lambda line: "to_top" in line.args, note=_text
    ),
    "give": _ask(holding.give, to=_person, reason=lambda line: line.args["reason"], note=_text),
    "decline": _ask(holding.decline),
    "return": _returned,
    "move": _ask(holding.move, to=lambda line: line.args["team"], why=_text),
    "assign": _ask(holding.assign, to=_person, why=_text),
    "reply": _ask(talking.reply, at=False, text=_text),
    "note": _ask(talking.note, at=False, text=_text),
    "ask": _ask(talking.ask, at=False, question=_text),
    "wait": _until(talking.wait, on=lambda line: line.args["on"], why=_text),
    "wake": _ask(talking.wake),
    "resolve": _resolved,
    "reopen": _reopened,
    "merge": _merged,
    "not_a_case": _ask(ending.dismiss, at=False, why=lambda line: "spam"),
    "urgent": _ask(talking.urgent, why=_text),
    "promise": _until(talking.promise),
    "set": _set,
    "undo": _undone,
    "consult": _ask(talking.consult, at=False, whom=_person, question=_text),
    "advise": _ask(talking.advise, at=False, text=_text),
    "answer_for": _until(talking.answer_for, sentence=_text),
}
