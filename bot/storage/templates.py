"""How often each kept text was sent, and how often without a change around its blanks."""

import json
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, func, select

from bot.storage.counting.month import in_month
from bot.storage.reading import Reader
from bot.storage.rows import micros
from bot.storage.schema import events
from bot.storage.wire import Statement

NAMED = '%"template":"%'  # in the data of a reply: null where there was none


class Uses(NamedTuple):
    sent: int
    unchanged: int


USES = Statement(
    select(events.c.data, func.count())
    .where(in_month("replied"), events.c.data.like(bindparam("named")))
    .group_by(events.c.data)
)


def template_uses(tx: Reader, team: str, begin: datetime, end: datetime) -> dict[str, Uses]:
    """By name, for a team and a period; the most used first."""
    found: dict[str, Uses] = {}
    for data, count in tx._asked().all(USES, team=team, a=micros(begin), b=micros(end), named=NAMED):
        said = json.loads(data)
        name, kept = said["template"], said.get("edited") is False
        before = found.get(name, Uses(0, 0))
        found[name] = Uses(before.sent + count, before.unchanged + (count if kept else 0))
    return dict(sorted(found.items(), key=lambda one: (-one[1].sent, one[0])))
