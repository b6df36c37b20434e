"""Everything that can be told from a history and the ledger beside it: what is wrong, in plain words."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import groupby
from typing import Any

from bot.cases.people import House
from bot.commands.line import Line, parse
from bot.messages.pleasantries import is_thanks
from tests.races.history import History, Operation
from tests.races.refusals import Reasons
from tests.races.replay import Told, told
from tests.races.rosters import SAID_BY, Rosters
from tests.races.spans import by_request

SLACK = timedelta(seconds=10)
FIELDS = ("categorised", "field_set")
WORDS = ("customer_wrote", "opened", "reopened", "woken")
# What is written for a verb: one of the first; the others may stand beside it.
WRITES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "claim": (("claimed",), ()),
    "reply": (("replied",), ()),
    "note": (("noted",), ()),
    "ask": (("asked",), ()),
    "wait": (("waited",), ()),
    "wake": (("woken",), ()),
    "pass": (("passed_up",), FIELDS),
    "give": (("given",), ()),
    "decline": (("declined",), ()),
    "return": (("returned",), ()),
    "move": (("moved",), ()),
    "consult": (("consulted",), ()),
    "advise": (("advised",), ()),
    "resolve": (("resolved",), (*FIELDS, "rating_asked")),
    "reopen": (("reopened",), ()),
    "merge": (("merged",), ("absorbed",)),
    "not_a_case": (("dismissed",), ()),
    "urgent": (("marked_urgent",), ()),
    "promise": (("promised",), ()),
    "undo": (("undone",), ()),
    "rate": (("rated",), ()),
    "solved": (("closed",), ()),
    "not_solved": (("reopened", "opened", "customer_wrote"), ("woken",)),
    "assign": (("assigned",), ()),
    "answer_for": (("answered_for",), ()),
    "set": ((), FIELDS),  # what it says already is not written again
    "away": ((), ("declined", "handed_over")),
    "back": ((), ("handed_over",)),
    "duty": ((), ("handed_over",)),
}


@dataclass
class Checked:
    faults: list[str] = field(default_factory=list)
    figures: Counter[str] = field(default_factory=Counter)
    undecided: Counter[str] = field(default_factory=Counter)  # refusals of which nothing can be said


def checked(history: History, house: House, slack: timedelta = SLACK) -> Checked:
    found = Checked()
    known = by_request(history.operations)
    rosters = Rosters(house, [row for row in history.lines if not row["case"]], history.operations, slack)
    cases = told(history.lines, known, house, rosters, slack)
    found.faults += rosters.unexplained + rosters.left_over()
    for one in cases.values():
        found.faults += one.faults
    found.faults += _tied(history, known)
    found.faults += _answers(history.operations)
    found.faults += _reasons(history.operations, Reasons(cases, rosters), found.undecided)
    found.figures = _figures(history, cases)
    return found


def verb_of(operation: Operation) -> str:
    """What its line asks for; empty for words."""
    if operation.kind in ("thread", "message", "profile"):
        return ""
    parsed = parse(operation.said)
    return parsed.verb if isinstance(parsed, Line) else ""


def _tied(history: History, known: Mapping[str, Operation]) -> Iterator[str]:
    """Each line has its operation, each operation its lines, and each of them once."""
    written: dict[str, list[Mapping[str, Any]]] = {}
    for row in history.lines:
        if not row["case"]:
            continue
        if row["request"] is None:
            if row["by"] != "clock":
                yield f"C-{row['case']}: line {row['seq']} ({row['kind']}) by {row['by']} has no request"
        elif row["request"] not in known:
            yield f"C-{row['case']}: line {row['seq']} ({row['kind']}) was asked for by nobody ({row['request']})"
        else:
            written.setdefault(row["request"], []).append(row)
    presses = _first_presses(history.operations)
    rated = {known[request].said for request, rows in written.items() if any(row["kind"] == "rated" for row in rows)}
    for one in history.operations:
        yield from _written(one, written.get(one.request, []), presses, rated)


def _first_presses(operations: Sequence[Operation]) -> set[tuple[object, ...]]:
    return {_press(one) for one in operations if one.seen and one.fate in ("accepted", "lost")}


def _press(one: Operation) -> tuple[object, ...]:
    return one.said, one.seen, one.by


def _written(
    one: Operation, rows: Sequence[Mapping[str, Any]], presses: set[tuple[object, ...]], rated: set[str]
) -> Iterator[str]:
    kinds = [row["kind"] for row in rows]
    if one.fate in ("refused", "looked"):
        if rows:
            yield f"{one.fate}, and written all the same: {one} {kinds}"
        return
    for (case, kind), some in groupby(sorted((row["case"], row["kind"]) for row in rows)):
        if len(list(some)) > 1:
            yield f"written twice: {one} has more than one {kind} in C-{case}"
    for case, some in groupby(rows, key=lambda row: row["case"]):
        its = list(some)
        seqs = [row["seq"] for row in its]
        if seqs != list(range(seqs[0], seqs[0] + len(seqs))) or len({row["at"] for row in its}) > 1:
            yield f"torn apart in C-{case}: {one} {[(row['seq'], row['kind'], row['at']) for row in its]}"
    must, may = WRITES.get(verb_of(one), (WORDS, WORDS)) if one.kind != "profile" else ((), ())
    if one.by == "customer":  # what their words say of the fields that are missing is written with them
        kinds = [kind for kind in kinds if kind != "field_set"] or kinds
    if rows and not set(kinds) <= {*must, *may}:
        yield f"written otherwise than said: {one} {kinds}"
    by = {row["by"] for row in rows}
    if by - {one.by}:
        yield f"written as {by}: {one}"
    if one.fate == "accepted" and must and not set(kinds) & set(must):
        if (one.kind == "press" and _press(one) in presses) or (one.kind == "message" and is_thanks(one.said)):
            return  # the same press twice by one person answers as the first; thanks alone open nothing
        if verb_of(one) == "rate" and one.said in rated:
            return  # the same score again is the same score
        yield f"accepted, and not written: {one}"


def _answers(operations: Sequence[Operation]) -> Iterator[str]:
    """The same delivery is answered alike, wherever and whenever it comes."""
    for one in operations:
        answers = {attempt.answer for attempt in one.attempts if attempt.is_known}
        if len(answers) > 1 and not all(fate == "looked" for fate, _, _ in answers):
            yield f"answered in {len(answers)} ways: {one} {sorted(map(str, answers))}"


def _reasons(operations: Sequence[Operation], reasons: Reasons, undecided: Counter[str]) -> Iterator[str]:
    for one in operations:
        if one.fate != "refused":
            continue
        match reasons.is_true(one):
            case None:
                undecided[one.word] += 1
            case False:
                yield f"refused without a reason: {one} {dict(one.facts)}; {reasons.said_instead}"


def _figures(history: History, cases: Mapping[int, Told]) -> Counter[str]:
    figures = Counter(one.fate for one in history.operations)
    figures["operations"] = len(history.operations)
    figures["doubled deliveries"] = sum(len(one.attempts) > 1 for one in history.operations)
    figures["cases"] = len(cases)
    figures["lines"] = sum(len(one.exported) for one in cases.values())
    figures["house lines"] = sum(row["kind"] in SAID_BY for row in history.lines if not row["case"])
    return figures
