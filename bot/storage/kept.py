"""Everything that is kept of one customer, read for whoever asks what it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select

from bot.messages.encoding import load
from bot.messages.values import Address, Inbound, Prompt, Say
from bot.storage.erasing import ALL_EARLY
from bot.storage.lanes import word
from bot.storage.reading import Reader
from bot.storage.rows import instant, maybe_instant
from bot.storage.schema import outbox, texts
from bot.storage.wire import Statement


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that is still to be said about a case."""

    to: str
    kind: str
    say: Say
    case: int
    at: datetime
    not_before: datetime | None


WAITING = Statement(
    select(*(outbox.c[name] for name in ("to_", "kind", "say", "case_id", "at", "not_before")))
    .where(outbox.c.state == word("waiting"), outbox.c.case_id == bindparam("case_id"))
    .order_by(outbox.c.id)
)
TEXTS = Statement(select(func.count()).select_from(texts).where(texts.c.case_id == bindparam("case_id")))
# As it stands there: how the case of letters is written in a name is part of it.
MENTIONING = Statement(
    select(texts.c.case_id)
    .distinct()
    .where(texts.c.body.like(bindparam("words"), escape="\\"))
    .order_by(texts.c.case_id)
)


def waiting_about(reader: Reader, case: int) -> Iterator[Waiting]:
    for to, kind, say, number, at, not_before in reader._asked().all(WAITING, case_id=case):
        said = load(say)
        what = said.say if isinstance(said, Prompt) else said
        yield Waiting(to, kind, what, number, instant(at), maybe_instant(not_before))


def texts_of(reader: Reader, case: int) -> int:
    """How many there are."""
    return int(reader._asked().all(TEXTS, case_id=case)[0][0])


def unheard_from(reader: Reader, addresses: tuple[Address, ...]) -> list[Inbound]:
    """What they said in a thread that belongs to no case yet."""
    found: list[Inbound] = [load(row[2]) for row in reader._asked().all(ALL_EARLY)]
    return sorted((one for one in found if one.speaker.address in addresses), key=lambda one: one.at)


def cases_mentioning(reader: Reader, name: str) -> list[int]:
    """The cases in whose words that name stands."""
    escaped = name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return [row[0] for row in reader._asked().all(MENTIONING, words=f"%{escaped}%")]
