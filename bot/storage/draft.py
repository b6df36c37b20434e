"""What acts have written and the database does not know yet.

An act's writes are kept as rows until it has returned; a batch writes the rows of all its acts set-wise at its end.
What is read by key looks through them. Any other question first lets the database know: what the acts
before have written, and under a savepoint what this one has.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from bot.cases.case import Case
from bot.cases.people import House
from bot.messages.values import Outgoing, Profile
from bot.storage import lanes, writes
from bot.storage.engine import Database
from bot.storage.errors import Outpaced
from bot.storage.reading import Customer, Reader
from bot.storage.rows import CASE, case_row
from bot.storage.wire import Row, Statement, Wire, Write


class Held(NamedTuple):
    """A case with the hash of its newest line; its row, once it has been read or written as one."""

    case: Case
    head: str
    due_at: datetime | None = None
    row: Row | None = None


@dataclass(slots=True)
class Known:
    """What reading by key finds; None stands for what is known not to be there."""

    cases: dict[int, Held | None] = field(default_factory=dict)
    seen: dict[str, str | None] = field(default_factory=dict)
    threads: dict[str, tuple[int, str, int] | None] = field(default_factory=dict)
    addresses: dict[tuple[str, str], int | None] = field(default_factory=dict)
    customers: dict[int, Customer] = field(default_factory=dict)
    profiles: dict[str, Profile | None] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    openings: dict[int, str | None] = field(default_factory=dict)  # the digests of the words
    newest_case: int | None = None
    newest_customer: int | None = None
    house_head: tuple[int, str, int] | None = None  # its number, hash and instant
    early: bool | None = None  # is anything kept at all that came too early?

    def learn(self, other: "Known") -> None:
        self.cases.update(other.cases)
        self.seen.update(other.seen)
        self.threads.update(other.threads)
        self.addresses.update(other.addresses)
        self.customers.update(other.customers)
        self.profiles.update(other.profiles)
        self.words.update(other.words)
        self.openings.update(other.openings)
        self.newest_case = other.newest_case or self.newest_case
        self.newest_customer = other.newest_customer or self.newest_customer
        self.house_head = other.house_head or self.house_head
        self.early = other.early or self.early


Rows = dict[Any, Row]
_SEQ, _SEALED = CASE.index("seq"), CASE.index("sealed")


@dataclass(slots=True)
class Notes:
    """Rows to be written. Of a case, a hold or a surface only the newest is."""

    rows: defaultdict[Statement, list[Row]] = field(default_factory=lambda: defaultdict(list))
    cases: dict[int, tuple[Row | None, Row]] = field(default_factory=dict)  # id -> (its row in the database, the new)
    holds: Rows = field(default_factory=dict)
    surfaces: Rows = field(default_factory=dict)
    roster: int | None = None  # the version of the roster by which cases were given to people

    def __bool__(self) -> bool:
        return bool(self.rows or self.cases or self.holds or self.surfaces)

    def show(self, row: Row) -> None:
        """Of one surface raised twice the newest row stands, wanting as much as both."""
        if before := self.surfaces.get(row[0]):
            row = (*row[:6], row[6] + before[6], before[7])
        self.surfaces[row[0]] = row

    def add(self, other: "Notes") -> None:
        for statement, rows in other.rows.items():
            self.rows[statement] += rows
        for number, (before, row) in other.cases.items():
            mine = self.cases.get(number)
            self.cases[number] = (mine[0] if mine else before, row)
        self.holds.update(other.holds)
        for row in other.surfaces.values():
            self.show(row)
        self.roster = other.roster if self.roster is None else self.roster

    def write(self, wire: Wire, rivals: tuple[type[Exception], ...]) -> None:
        """Everything to the database; what is no longer as the act read it makes it Outpaced.

        Whoever writes the same rows beside us takes them in the same order, so that the two do not wait for each other.
        """
        rows = self.rows
        rows[writes.NEW_CASE] = [row for before, row in self.cases.values() if before is None]
        rows[writes.PUT_HOLD] = list(self.holds.values())
        rows[lanes.SHOW] = sorted(self.surfaces.values(), key=_key)
        if again := rows.get(lanes.AGAIN):  # drawn once, however often it was raised
            rows[lanes.AGAIN] = sorted(dict.fromkeys(again), key=_key)
        stands = [] if self.roster is None or not self.cases else [Write(writes.ROSTER_STANDS, [(self.roster,)], True)]
        changed = self._changes(wire.dialect.name == "postgresql")
        changes = [Write(writes.change_case(columns), cases, True) for columns, cases in changed.items()]
        moved = [Write(writes.MOVE_THREAD, found, True)] if (found := rows.get(writes.MOVE_THREAD)) else []
        try:
            if not wire.write(
                [*stands, *_of(rows, writes.BEFORE_CASES), *changes, *moved, *_of(rows, writes.AFTER_CASES)]
            ):
                raise Outpaced
        except rivals as rival:
            raise Outpaced from rival

    def _changes(self, shared: bool) -> dict[tuple[int, ...], list[Row]]:
        """Cases by which of their columns changed: the new values, then whose they are and what they replace."""
        changes: defaultdict[tuple[int, ...], list[Row]] = defaultdict(list)
        for _, (before, row) in sorted(self.cases.items()):
            if before is not None and before != row:
                changed = tuple([n for n, (old, new) in enumerate(zip(before, row, strict=True)) if old != new])
                if shared and row[_SEQ] != before[_SEQ] and changed[-1] != _SEALED:
                    changed = (*changed, _SEALED)  # what has grown is not sealed, though it may have been since
                changes[changed].append((*[row[n] for n in changed], row[0], before[1]))
        return changes


def _key(row: Row) -> str:
    return str(row[0])


def _of(rows: Mapping[Statement, list[Row]], statements: Iterable[Statement]) -> list[Write]:
    return [Write(statement, here) for statement in statements if (here := rows.get(statement))]


class Batch:
    """Acts that share a transaction, each seeing what those before it did."""

    def __init__(
        self, wire: Wire, house: House, database: Database, clock: Callable[[], datetime], *, again: bool = False
    ) -> None:
        self.wire = wire
        self.database = database
        self.clock = clock
        self.again = again  # a rival was quicker before: now others wait for what is read
        self.static = house
        self.house: House | None = None  # with the roster; None until asked for, and after the roster changed
        self.roster: int | None = None  # the version of that
        self.known = Known()
        self.notes = Notes()
        self.broken: BaseException | None = None  # why what was noted could not be written

    def write(self, notes: Notes) -> None:
        try:
            notes.write(self.wire, self.database.rivals)
        except BaseException as error:
            self.broken = error  # remembered, should the act in whose midst it happens think it was meant
            raise

    def settle(self) -> None:
        if self.notes:
            notes, self.notes = self.notes, Notes()
            self.write(notes)


class Draft(Reader):
    """One act's side of a batch."""

    def __init__(self, batch: Batch, now: datetime) -> None:
        super().__init__(batch.wire, batch.static)
        self.now = now
        self._batch = batch
        self._saved = False
        self._begin()

    def _begin(self) -> None:
        self._known = Known()
        self._notes = Notes()
        self._grown: dict[int, Row | None] = {}  # cases changed since the last writing -> their row before
        self._said: list[Outgoing] = []
        self._recorded: int | None = None  # the case of the newest line
        self._roster_changed = False
        self._roster_house: House | None = None

    @property
    def _shared(self) -> bool:
        """Do others write at the same time?"""
        return self._batch.database.shared

    def discard(self) -> None:
        """Take back whatever this act has written so far; it goes on with a clean sheet."""
        if self._saved:
            self._wire.run("ROLLBACK TO act")
        self._begin()

    def _asked(self) -> Wire:
        self._batch.settle()
        if self._notes or self._grown:
            self._save()
            self._row_cases()
            notes, self._notes = self._notes, Notes()
            self._batch.write(notes)
        return self._wire

    def _at_once(self, statement: Statement, **values: Any) -> int:
        """Write now, for what must keep its order or must be counted."""
        wire = self._asked()
        self._save()
        return wire.do(statement, **values)

    def _at_once_many(self, statement: Statement, rows: list[Row]) -> None:
        wire = self._asked()
        self._save()
        wire.many(statement, rows)

    def _save(self) -> None:
        if not self._saved:
            self._wire.run("SAVEPOINT act")
            self._saved = True

    def _row_cases(self) -> None:
        if self._grown and self._shared and not self._roster_changed:
            self._notes.roster = self._batch.roster  # None if nobody was looked up
        for number, before in self._grown.items():
            held = self._known.cases[number]
            assert held is not None
            row = case_row(held.case, held.head, held.due_at)
            if before and before[1] == row[1]:  # only its due time moved: a seal still covers it
                row = (*row[:-1], before[-1])
            noted = self._notes.cases.get(number)
            self._notes.cases[number] = (noted[0] if noted else before, row)
            self._known.cases[number] = Held(held.case, held.head, held.due_at, row)
        self._grown.clear()

    def keep_all(self) -> None:
        """The act has returned: what it wrote belongs to the batch."""
        self._row_cases()
        if self._saved:
            self._wire.run("RELEASE act")
        if self._roster_changed:
            self._batch.house = None
        self._batch.known.learn(self._known)
        if self._batch.notes:
            self._batch.notes.add(self._notes)
        else:
            self._batch.notes = self._notes

    def keep_none(self) -> None:
        if self._saved:
            self._wire.run("ROLLBACK TO act")
            self._wire.run("RELEASE act")
