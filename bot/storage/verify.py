"""Does the ledger still say what it said, and do the rows beside it agree? One pass through the store."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import datetime
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from bot.cases.case import Case, Hold, Line
from bot.cases.deeds import Deeds
from bot.storage import questions as ask
from bot.storage.ledger import chained, digest_of, seal_hash, stamp
from bot.storage.reading import Reader
from bot.storage.rows import (
    CASE,
    EVENT,
    HOLD,
    case_of,
    hold_of,
    line_of,
    maybe_instant,
    promise_row,
    resolution_row,
    response_row,
)

Fold = Callable[[list[Line]], tuple[Case, Iterable[Hold]] | tuple[Case, Iterable[Hold], Deeds]]
Due = Callable[[Case], datetime | None]
Row = Sequence[Any]

# What a case's row and its newest line both say: (name, where in the row, where in the line).
_SHARED = tuple(
    (name, CASE.index(name), EVENT.index(name))
    for name in ("seq", "team", "owner", "claimed", "tier", "state", "deadline")
)
_HEAD, _OWNER, _CLAIMED, _STATE, _REST = (CASE.index(name) for name in ("head", "owner", "claimed", "state", "rest"))
_DUE_AT, _OFFER_TO, _SEALED = (CASE.index(name) for name in ("due_at", "offer_to", "sealed"))
_KIND, _DATA = EVENT.index("kind"), EVENT.index("data")
_DEEDS: dict[str, Callable[[Any], Row]] = {
    "responses": response_row,
    "promises": promise_row,
    "resolutions": resolution_row,
}
_LAST_WORDS = ("resolved", "merged", "dismissed")  # endings after which nobody holds the case


def verify(reader: Reader, fold: Fold | None = None, due: Due | None = None) -> Iterator[str]:
    """Every fault in plain words. To compare with the rows, `fold` rebuilds a case, its holds and, where it can, its
    deeds from its lines; `due` says when the clock must look at a case."""
    yield from _seals(reader)
    ledger = groupby(reader.ledger(), key=_number)
    cases = {"lines": ledger, "row": _each(reader, ask.ALL_CASES), "holds": _each(reader, ask.ALL_HOLDS)}
    for kind, question in ask.ALL_DEEDS.items():
        cases[kind] = _each(reader, question)
    cases["heads"] = groupby(reader.in_order(_heads(reader)), key=_number)
    cases["texts"] = _each(reader, ask.ALL_TEXTS)
    expected, house = 0, False
    for number, found in _together(cases):
        if number == 0:
            house = bool(found["lines"])
            yield from _chain("the house", list(found["lines"]))
            continue
        while (expected := expected + 1) < number:
            yield f"C-{expected}: nothing of it is left"
        yield from _case(number, found, fold, due)
    if expected and not house:
        yield "the house: no line of its own chain is left"


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


def _case(number: int, found: dict[str, list[Any]], fold: Fold | None, due: Due | None) -> Iterator[str]:
    whose, lines = f"C-{number}", found["lines"]
    yield from _chain(whose, lines)
    hashes = {row[-1] for row in lines}
    for _, head, at in found["heads"]:
        if head not in hashes:
            yield f"{whose}: what was sealed at {stamp(at)} is gone; lines were cut off or written anew"
    yield from _texts(whose, lines, found["texts"])
    if not lines:
        yield f"{whose}: no line of it is left"
        return
    if not found["row"]:
        yield f"{whose}: its row is missing"
        return
    row = found["row"][0]
    yield from _row(whose, row, lines[-1])
    if row[_SEALED] and lines[-1][-1] not in {head for _, head, _ in found["heads"]}:
        yield f"{whose}: its newest line is said to be sealed, but no seal names it; seals were cut off"
    try:
        json.loads(row[_REST])
        yield from _tiles(whose, row, [_Stretch(*(hold[n] for n in _STRETCH)) for hold in found["holds"]])
        yield from _columns(whose, row, case_of(row), due)
        if fold is not None:
            yield from _rebuilt(whose, lines, case_of(row), found, fold)
    except (ValueError, TypeError, OverflowError) as error:
        yield f"{whose}: its rows cannot be read ({error})"


def _row(whose: str, row: Row, line: Row) -> Iterator[str]:
    for name, of_row, of_line in _SHARED:
        if row[of_row] != line[of_line]:
            yield f"{whose}: its row says {name} {row[of_row]}, its newest line {line[of_line]}"
    if row[_HEAD] != line[-1]:
        yield f"{whose}: its row does not bear the hash of its newest line"


def _columns(whose: str, row: Row, case: Case, due: Due | None) -> Iterator[str]:
    """The columns that questions are asked by follow from the case."""
    if row[_OFFER_TO] != (case.offer.to if case.offer else None):
        yield f"{whose}: its row says it is offered to {row[_OFFER_TO]}"
    if due is not None and maybe_instant(row[_DUE_AT]) != (at := due(case)):
        yield f"{whose}: the clock is to look at it {_stamp(row[_DUE_AT])}, but by its lines {at or 'never'}"


def _stamp(at: int | None) -> str:
    return "never" if at is None else stamp(at)


def _texts(whose: str, lines: list[Row], texts: list[Row]) -> Iterator[str]:
    """Every text still says what its line was written with; it may be gone only if the case was erased."""
    for _, digest, salt, body in texts:
        if digest_of(body, bytes(salt)) != digest:
            yield f"{whose}: a text was changed ({digest[:12]}…)"
    if any(row[_KIND] == "erased" for row in lines):
        return
    kept = {digest for _, digest, _, _ in texts}
    for row in lines:
        digest = _digest_in(row[_DATA])
        if digest is not None and digest not in kept:
            yield f"{whose}: the words of line {row[1]} ({row[_KIND]}) are gone"


def _digest_in(data: str) -> str | None:
    if '"text"' not in data:
        return None
    try:
        digest = json.loads(data).get("text")
    except (ValueError, AttributeError):  # changed; its hash is a fault of its own
        return None
    return digest if isinstance(digest, str) else None


class _Stretch(NamedTuple):
    """What of a hold's row says whether it fits with the others."""

    number: int
    person: str
    custody: bool
    started_at: int
    ended_at: int | None
    ending: str | None


_STRETCH = tuple(HOLD.index(name) for name in _Stretch._fields)


def _tiles(whose: str, row: Row, holds: list[_Stretch]) -> Iterator[str]:
    """Holds follow one another without gap or overlap while a case is open or waiting."""
    owner, claimed, state = row[_OWNER], row[_CLAIMED], row[_STATE]
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
    if state not in ("open", "waiting"):
        if running:
            yield f"{whose}: it has ended, hold {running.number} has not"
    elif running is None:
        yield f"{whose}: it is {state}, but no hold of it is running"
    elif running.person != owner or bool(running.custody) == bool(claimed):
        yield f"{whose}: its running hold is {running.person}'s, its row says {owner}'s"


def _rebuilt(whose: str, lines: list[Row], case: Case, found: dict[str, list[Any]], fold: Fold) -> Iterator[str]:
    try:
        folded, held, *deeds = fold([line_of(row) for row in lines])
    except (ValueError, LookupError, TypeError) as error:
        yield f"{whose}: its lines do not add up ({error})"
        return
    if differs := _differing(case, folded):
        yield f"{whose}: its row differs from what its lines add up to in {differs}"
    rebuilt = {hold.number: hold for hold in held}
    written = {hold.number: hold for hold in map(hold_of, found["holds"])}
    for number in sorted(rebuilt.keys() | written.keys()):
        if number not in written or number not in rebuilt:
            yield f"{whose}: hold {number} is {'missing' if number in rebuilt else 'not in its lines'}"
        elif differs := _differing(written[number], rebuilt[number]):
            yield f"{whose}: hold {number} differs from what its lines add up to in {differs}"
    for kind, row_of in _DEEDS.items():
        if deeds and {tuple(row) for row in found[kind]} != set(map(row_of, getattr(deeds[0], kind))):
            yield f"{whose}: its {kind} are not those of its lines"


def _differing(one: Any, other: Any) -> str:
    return ", ".join(f.name for f in fields(one) if getattr(one, f.name) != getattr(other, f.name))
