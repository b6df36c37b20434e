"""Which questions to colleagues are still open: found by the consults themselves, of which there are few."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from bot.cases.case import Case
from bot.storage.lanes import word
from bot.storage.reading import Reader
from bot.storage.rows import micros
from bot.storage.schema import events
from bot.storage.wire import Statement


@dataclass(frozen=True, slots=True)
class Question:
    """Somebody wants to know something of a colleague."""

    case: Case
    by: str
    words: str | None  # None once they are erased


CONSULTED = Statement(
    select(events.c.case_id, events.c.seq, events.c.by_, events.c.data)
    .where(events.c.kind == word("consulted"), events.c.at >= bindparam("since"))
    .order_by(events.c.at, events.c.case_id, events.c.seq)
)


def questions_for(reader: Reader, person: str, since: datetime) -> list[Question]:
    """What that person was asked since then and has not answered, of cases that run; the oldest first."""
    found = []
    for number, seq, by, data in reader._asked().all(CONSULTED, since=micros(since)):
        asked = json.loads(data)
        if asked["whom"] != person:
            continue
        case = reader.case(number)
        if not case.ended and any(one.seq == seq and one.whom == person for one in case.consults):
            found.append(Question(case, by, reader.words(asked["text"]) if asked.get("text") else None))
    return found
