"""Somebody's passes of a month, and what happened to those cases since; with what they fixed for the house."""

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import and_, bindparam, func, or_, select

from bot.cases.figures import Period
from bot.cases.passes import Pass, Passes, Since, how_it_went
from bot.cases.people import Team
from bot.storage.counting.month import ended_in_month
from bot.storage.lanes import word
from bot.storage.reading import Reader
from bot.storage.rows import micros
from bot.storage.schema import events, holds
from bot.storage.wire import Statement

_person: Any = bindparam("person")
_TELLING = (
    *("claimed", "assigned", "passed_up", "returned", "moved", "handed_over", "escalated"),
    *("resolved", "merged", "dismissed", "reopened", "undone"),
)
_passed = or_(holds.c.ending == word("passed_up"), and_(holds.c.ending == word("handed_over"), holds.c.late))
PASSES = Statement(
    select(holds.c.case_id, holds.c.last_seq, events.c.seq, events.c.kind, events.c.by_)
    .add_columns(events.c.owner, events.c.claimed, events.c.data)
    .join_from(
        holds,
        events,
        and_(
            events.c.case_id == holds.c.case_id,
            events.c.seq > holds.c.last_seq,
            events.c.kind.in_([word(kind) for kind in _TELLING]),
        ),
        isouter=True,
    )
    .where(ended_in_month, holds.c.person == _person, holds.c.counts, _passed)
    .order_by(holds.c.case_id, holds.c.last_seq, events.c.seq)
)
# Only what the house asked of itself is resolved without counting.
FIXED = Statement(
    select(func.count()).where(
        ended_in_month, holds.c.person == _person, holds.c.ending == word("resolved"), ~holds.c.counts
    )
)


def passes_of(reader: Reader, team: Team, period: Period, person: str) -> Passes:
    """As they stand now, whenever the month was."""
    rows = reader._asked().all(PASSES, **_month(team, period), person=person)
    went = (_went(person, *key, list(each)) for key, each in groupby(rows, lambda row: (row[0], row[1])))
    return Passes([one for one in went if one is not None])


def fixed_by(reader: Reader, team: Team, period: Period, person: str) -> int:
    """How many follow-ups somebody resolved: work that stands in no figure of the customers' cases."""
    found: int = reader._asked().all(FIXED, **_month(team, period), person=person)[0][0]
    return found


def _month(team: Team, period: Period) -> dict[str, Any]:
    return {"team": team.key, "a": micros(period.a), "b": micros(period.b)}


def _went(person: str, case: int, passed_at: int, rows: list[Any]) -> Pass | None:
    return how_it_went(case, person, passed_at, _since(rows))


def _since(rows: list[Any]) -> Iterator[Since]:
    for _, _, seq, kind, by, owner, claimed, data in rows:
        if seq is None:  # nothing has happened since
            continue
        told = json.loads(data) if kind in ("resolved", "undone") else {}
        yield Since(seq, kind, by, owner, bool(claimed), told.get("outcome"), told.get("avoidable"), told.get("seq"))
