"""Does the ledger still say what it said, and do the rows beside it agree? One pass through the store."""

import hmac
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from itertools import groupby, pairwise
from typing import Any

from bot.cases.case import Case, Hold, Line
from bot.storage import questions as ask
from bot.storage.ledger import chained, seal_hash, stamp
from bot.storage.reading import Reader
from bot.storage.rows import CASE, EVENT, case_of, hold_of, line_of

Fold = Callable[[list[Line]], tuple[Case, Iterable[Hold]]]
Row = Sequence[Any]

_SHARED = ("seq", "team", "owner", "claimed", "tier", "state", "deadline")  # in a line and in the case's row
_LAST_WORDS = ("resolved", "merged", "dismissed")  # endings after which nobody holds the case


def verify(reader: Reader, fold: Fold | None = None) -> Iterator[str]:
    """Every fault in plain words. `fold` rebuilds a case and its holds from its lines, to be compared with the rows."""
    yield from _seals(reader)
    ledger = groupby(reader.ledger(), key=_number)
    cases = {"lines": ledger, "row": _each(reader, ask.ALL_CASES), "holds": _each(reader, ask.ALL_HOLDS)}
    cases["heads"] = groupby(reader.in_order(_heads(reader)), key=_number)
    expected = 0
    for number, found in _together(cases):
        if number == 0:
            yield from _chain("the house", list(found["lines"]))
            continue
        while (expected := expected + 1) < number:
            yield f"C-{expected}: nothing of it is left"
        yield from _case(number, found, fold)
    for digest, number, salt, body in reader.stream(ask.ALL_TEXTS):
        if hmac.digest(bytes(salt), body.encode(), "sha256").hex() != digest:
            yield f"C-{number}: a text was changed ({digest[:12]}…)"


def _number(row: Row) -> int:
    return int(row[0])


def _each(reader: Reader, question: Any) -> Iterator[tuple[int, Iterator[Any]]]:
    return groupby(reader.stream(question), key=_number)


def _together(streams: dict[str, Any]) -> Iterator[tuple[int, dict[str, list[Any]]]]:
    """What the streams have of each case, case by case."""
    waiting = {name: next(stream, None) for name, stream in streams.items()}
    while ahead := [one[0] for one in waiting.values() if one is not None]:
        number = min(ahead)
        found: dict[str, list[Any]] = {}
        for name, one in waiting.items():
            here = one is not None and one[0] == number
            found[name] = list(one[1]) if one is not None and here else []
            if here:
                waiting[name] = next(streams[name], None)
        yield number, found


# --- the chain -----------------------------------------------------------------------------------------------


def _chain(whose: str, lines: list[Row]) -> Iterator[str]:
    before, expected = "", 1
    for row in lines:
        seq, written = row[1], row[-1]
        if seq != expected:
            missing = str(expected) if seq == expected + 1 else f"{expected} to {seq - 1}"
            yield f"{whose}: line {missing} is missing"
        elif not _bears_out(row, before):
            yield f"{whose}: line {seq} ({row[3]}, {stamp(row[2])}) or the hash before it was changed"
        before, expected = written, seq + 1


def _bears_out(row: Row, before: str) -> bool:
    try:
        return bool(chained(before, row) == row[-1])
    except (TypeError, OverflowError):  # somebody wrote words where a number was
        return False


def _seals(reader: Reader) -> Iterator[str]:
    before = ""
    for seq, _, data in reader.stream(ask.SEALS):
        heads, seal = _sealed(data)
        if seal_hash(before, heads) != seal:
            yield f"the house: the seal in line {seq} does not follow from the one before it"
        before = seal


def _heads(reader: Reader) -> Iterator[tuple[int, str, int]]:
    for _, at, data in reader.stream(ask.SEALS):
        for number, head in _sealed(data)[0].items():
            yield int(number), head, at


def _sealed(data: str) -> tuple[dict[str, str], str]:
    try:
        sealed = json.loads(data)
        return sealed["heads"], sealed["seal"]
    except (ValueError, KeyError, TypeError):  # no longer what a seal looks like; its line is a fault of its own
        return {}, ""


# --- one case --------------------------------------------------------------------------------------------------


def _case(number: int, found: dict[str, list[Any]], fold: Fold | None) -> Iterator[str]:
    whose, lines = f"C-{number}", found["lines"]
    yield from _chain(whose, lines)
    hashes = {row[-1] for row in lines}
    for _, head, at in found["heads"]:
        if head not in hashes:
            yield f"{whose}: what was sealed at {stamp(at)} is gone; lines were cut off or written anew"
    if not lines:
        yield f"{whose}: no line of it is left"
        return
    if not found["row"]:
        yield f"{whose}: its row is missing"
        return
    yield from _row(whose, dict(zip(CASE, found["row"][0], strict=True)), dict(zip(EVENT, lines[-1], strict=True)))
    try:
        case, holds = case_of(found["row"][0]), [hold_of(row) for row in found["holds"]]
    except (ValueError, TypeError, OverflowError) as error:
        yield f"{whose}: its rows cannot be read ({error})"
        return
    yield from _tiles(whose, case, holds)
    if fold is not None:
        yield from _rebuilt(whose, lines, case, holds, fold)


def _row(whose: str, row: dict[str, Any], line: dict[str, Any]) -> Iterator[str]:
    for name in _SHARED:
        if row[name] != line[name]:
            yield f"{whose}: its row says {name} {row[name]}, its newest line {line[name]}"
    if row["head"] != line["hash"]:
        yield f"{whose}: its row does not bear the hash of its newest line"


def _tiles(whose: str, case: Case, holds: list[Hold]) -> Iterator[str]:
    """Holds follow one another without gap or overlap while a case is open or waiting."""
    if [hold.number for hold in holds] != list(range(1, len(holds) + 1)):
        yield f"{whose}: a hold is missing"
    standing = [hold for hold in holds if hold.ending != "undone"]
    standing.sort(key=lambda hold: (hold.started_at, hold.number))
    for one, next_ in pairwise(standing):
        if one.ended_at is None or one.ended_at > next_.started_at:
            yield f"{whose}: holds {one.number} and {next_.number} overlap"
        elif one.ended_at < next_.started_at and one.ending not in _LAST_WORDS:
            yield f"{whose}: nobody held it between hold {one.number} and hold {next_.number}"
    running = standing[-1] if standing and standing[-1].ended_at is None else None
    if case.state not in ("open", "waiting"):
        if running:
            yield f"{whose}: it has ended, hold {running.number} has not"
    elif running is None:
        yield f"{whose}: it is {case.state}, but no hold of it is running"
    elif (running.person, running.custody) != (case.owner, not case.claimed):
        yield f"{whose}: its running hold is {running.person}'s, its row says {case.owner}'s"


def _rebuilt(whose: str, lines: list[Row], case: Case, holds: list[Hold], fold: Fold) -> Iterator[str]:
    try:
        folded, held = fold([line_of(row) for row in lines])
    except (ValueError, LookupError, TypeError) as error:
        yield f"{whose}: its lines do not add up ({error})"
        return
    if differs := _differing(case, folded):
        yield f"{whose}: its row differs from what its lines add up to in {differs}"
    rebuilt = {hold.number: hold for hold in held}
    written = {hold.number: hold for hold in holds}
    for number in sorted(rebuilt.keys() | written.keys()):
        if number not in written or number not in rebuilt:
            yield f"{whose}: hold {number} is {'missing' if number in rebuilt else 'not in its lines'}"
        elif differs := _differing(written[number], rebuilt[number]):
            yield f"{whose}: hold {number} differs from what its lines add up to in {differs}"


def _differing(one: Any, other: Any) -> str:
    return ", ".join(f.name for f in fields(one) if getattr(one, f.name) != getattr(other, f.name))
