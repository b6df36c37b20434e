"""Who was asked how it was, and what they said: the questions behind the lists of whom to ring."""

import json
from datetime import datetime

from sqlalchemy import select

from bot.storage.counting.month import in_month
from bot.storage.reading import Reader
from bot.storage.rows import micros
from bot.storage.schema import events
from bot.storage.wire import Statement

_said = select(events.c.case_id, events.c.data)
ASKED = Statement(_said.where(in_month("rating_asked")).order_by(events.c.at, events.c.case_id))
RATED = Statement(_said.where(in_month("rated")).order_by(events.c.at, events.c.case_id, events.c.seq))
ANY_ASKED = Statement(select(events.c.case_id).where(in_month("rating_asked")).limit(1))


def asked(reader: Reader, team: str, a: datetime, b: datetime) -> list[int]:
    """The cases at whose resolution their customers were asked in that time."""
    rows = reader._asked().all(ASKED, team=team, a=micros(a), b=micros(b))
    return list(dict.fromkeys(number for number, data in rows if json.loads(data)["question"] == "resolution"))


def any_asked(reader: Reader, team: str, a: datetime, b: datetime) -> bool:
    return bool(reader._asked().all(ANY_ASKED, team=team, a=micros(a), b=micros(b)))


def last_scores(reader: Reader, team: str, a: datetime, b: datetime) -> dict[int, int]:
    """What the customer of each case said last in that time."""
    rows = reader._asked().all(RATED, team=team, a=micros(a), b=micros(b))
    return {number: int(json.loads(data)["score"]) for number, data in rows}
