"""The steps of the cases that a figure must walk through: few columns of few lines, case by case."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Select, case, select
from sqlalchemy.sql.expression import ColumnElement

from bot.cases.figures.steps import Step
from bot.storage.counting.month import Month, is_kind
from bot.storage.rows import instant
from bot.storage.schema import events
from bot.storage.wire import Statement

TOLD = ("opened", "reopened", "consulted")  # whose data a step needs
_line = events.alias("line")
_data = case((is_kind(_line, *TOLD), _line.c.data))
_STEP = ("seq", "at", "kind", "by_", "team", "owner", "deadline")


def steps_of(
    chosen: Select[Any], kinds: tuple[str, ...], *where: Callable[[Any, Any], ColumnElement[bool]]
) -> Statement:
    """Lines of these kinds of the chosen cases (`case_id`, `key`), in their order."""
    found = chosen.subquery()
    return Statement(
        select(found.c.case_id, found.c.key, *(_line.c[name] for name in _STEP), _data)
        .join_from(found, _line, _line.c.case_id == found.c.case_id)
        .where(is_kind(_line, *kinds), *(one(_line, found) for one in where))
        .order_by(found.c.case_id, found.c.key, _line.c.seq)
    )


def walks(month: Month, asked: Statement) -> Iterator[tuple[int, list[Step]]]:
    """Each chosen case with its steps."""
    rows = month.reader._asked().stream(asked, **month.values)
    for (number, _), lines in groupby(rows, key=lambda row: (row[0], row[1])):
        yield number, [_step(*line[2:]) for line in lines]


def _step(seq: int, at: int, kind: str, by: str, team: str, owner: str, deadline: int, data: str | None) -> Step:
    told = json.loads(data) if data else {}
    spoken = told.get("spoken_at")
    return Step(
        *(seq, instant(at), kind, by, team, owner, instant(deadline)),
        spoken_at=datetime.fromisoformat(spoken) if spoken else None,
        whom=told.get("whom"),
    )
