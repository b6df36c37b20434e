"""What was said of somebody, found in the outbox and blanked: a row stays, under its key, and says nothing any more.

Beside the rows about their cases there are lists that name several, so every row is looked at once.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from json.encoder import encode_basestring
from typing import Any

from sqlalchemy import bindparam, select, update

from bot.messages.encoding import dump
from bot.messages.values import TO_CUSTOMERS, Address, Say
from bot.messages.wording import phrase, utc_reader
from bot.storage.erasing import Gone
from bot.storage.reading import Reader
from bot.storage.rows import storable
from bot.storage.schema import outbox
from bot.storage.tx import Tx
from bot.storage.wire import Row, Statement

NOTHING = dump(Say("erased"))
MAY_STILL_GO = ("waiting", "failed")  # what failed is tried again once its place takes posts
_CASE = re.compile(r"(?<![\w-])C-(\d+)(?![\w-])", re.ASCII)

_COLUMNS = ("id", "key", "lane", "to_", "kind", "say", "case_id", "state", "receipt")
_row = select(*(outbox.c[name] for name in _COLUMNS))
EVERYTHING_SAID = Statement(_row.order_by(outbox.c.id))
SAID = Statement(_row.where(outbox.c.id == bindparam("for_id")))
_changed = ("key", "lane", "to_", "say", "state", "receipt")
UNSAY = Statement(update(outbox).where(outbox.c.id == bindparam("for_id")), *_changed, "for_id", columns=_changed)


@dataclass(frozen=True, slots=True)
class Whose:
    """By what a row is known to be about somebody."""

    cases: frozenset[int]
    name: str
    problems: tuple[str, ...]  # what their cases were about, in one line
    places: frozenset[str]  # conversations that are theirs alone

    def without_words(self, row: Sequence[Any]) -> tuple[Any, ...] | None:
        """What becomes of the row: its values in the order of UNSAY; None if it stays as it is."""
        id_, key, lane, to, kind, say, case, state, receipt = row
        theirs = str(Address.read(to).conversation) in self.places or (kind in TO_CUSTOMERS and case in self.cases)
        if theirs or case in self.cases:
            state, said = ("dropped" if state in MAY_STILL_GO else state), NOTHING
        elif state in MAY_STILL_GO:
            said = self._replaced(say)
        else:
            said = NOTHING if self._quotes(say) else say
        if theirs:
            lane, to, receipt = "", "", None
        if any(place in key for place in self.places):
            key = f"erased:{id_}"
        changed = (key, lane, to, said, state, receipt)
        return None if changed == (row[1], row[2], row[3], say, row[7], row[8]) else (*changed, id_)

    def _quotes(self, say: str) -> bool:
        return self._names_a_case(say) or (bool(self.name) and _inside(self.name) in say)

    def _names_a_case(self, say: str) -> bool:
        return any(int(number) in self.cases for number in _CASE.findall(say))

    def _replaced(self, say: str) -> str:
        """Others are still to hear the rest of it."""
        if self._names_a_case(say):
            for words in (self.name, *self.problems):
                if words:
                    say = say.replace(f'"{_inside(words)}"', f'"{phrase("erased", utc_reader())}"')
        return say


def _inside(words: str) -> str:
    """As it stands within JSON."""
    return str(encode_basestring(storable(words)))[1:-1]


def what_was_said_of(reader: Reader, whose: Whose) -> Iterator[int]:
    """The rows that must not stay as they are, by number."""
    return (row[0] for row in reader.stream(EVERYTHING_SAID) if whose.without_words(row) is not None)


def unsay(tx: Tx, whose: Whose, numbers: Collection[int]) -> Gone:
    """Blank these rows, and send of them what was still to be sent to nobody."""
    wire, unsent = tx._asked(), 0
    changed: list[Row] = []
    for row in [row for number in numbers for row in wire.all(SAID, for_id=number)]:
        if (change := whose.without_words(row)) is not None:
            changed.append(change)
            unsent += row[7] == "waiting" and change[4] == "dropped"
    tx._at_once_many(UNSAY, changed)
    return Gone(said=len(changed), unsent=unsent)
