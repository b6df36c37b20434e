"""What every way to the cases behind a figure says: whose they are, and how often each stands in the figure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import bindparam, func, select
from sqlalchemy.sql.expression import ColumnElement

from bot.storage.counting.month import Month, in_month
from bot.storage.schema import events
from bot.storage.wire import Statement

PERSON: Any = bindparam("person")


@dataclass(frozen=True, slots=True)
class Behind:
    """A case, in whose figure it stands, and how often; what a reopening took back counts −1."""

    case: int
    person: str
    n: int


Found: TypeAlias = Iterable[Behind]
Look: TypeAlias = Callable[[Month, str | None], Found]  # of one person, or of everybody


def is_theirs(whose: Any) -> ColumnElement[bool]:
    mine: ColumnElement[bool] = whose == func.coalesce(PERSON, whose)
    return mine


def of_events(kind: str, whose: Any = events.c.by_, *where: ColumnElement[bool]) -> Statement:
    """Events of a kind, by case and by whoever they stand for."""
    asked = select(events.c.case_id, whose, func.count()).where(in_month(kind), is_theirs(whose), *where)
    return Statement(asked.group_by(events.c.case_id, whose))


def answers(asked: Statement, sign: int = 1) -> Look:
    """What a statement finds: case, person, how often."""

    def look(month: Month, person: str | None) -> Found:
        rows = month.reader._asked().all(asked, **month.cohort, person=person)
        return [Behind(number, whose, sign * n) for number, whose, n in rows]

    return look


def together(*looks: Look) -> Look:
    return lambda month, person: [one for look in looks for one in look(month, person)]
