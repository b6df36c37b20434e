"""Rows that name a time that has been and comes once more, as the clock was set back."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, case, null, or_, select, update
from sqlalchemy.sql.expression import BindParameter

from bot.storage.lanes import NONE, word
from bot.storage.questions import HOUSE_HEAD
from bot.storage.reading import Reader
from bot.storage.rows import instant, micros
from bot.storage.schema import UNSENT, UNSHOWN, lanes, outbox, surfaces
from bot.storage.tx import Tx
from bot.storage.wire import Statement

_now: BindParameter[Any] = bindparam("now")
_was: BindParameter[Any] = bindparam("was")
_patient: BindParameter[Any] = bindparam("patient")
_longest: BindParameter[Any] = bindparam("longest")


def _due_again(table: Any, waits: Any, *more: Any) -> Statement:
    """What was due by the clock as it was; what was tried since may have been put off a little longer."""
    was_due = table.c.next_at <= case((table.c.attempts > NONE, _patient), else_=_was)
    return Statement(update(table).where(waits, table.c.next_at > _now, was_due, *more).values(next_at=_now))


SAID = _due_again(outbox, UNSENT, or_(outbox.c.not_before.is_(None), outbox.c.not_before <= _now))
# A list of what is unclaimed may rest until the desk opens; whether it does, its row does not say.
SHOWN = _due_again(surfaces, UNSHOWN, surfaces.c.kind != word("unclaimed"))
LEASES = Statement(update(lanes).where(lanes.c.until > _longest).values(holder=null(), until=null()))
RESTS = Statement(update(lanes).where(lanes.c.next_at > _now, lanes.c.next_at <= _patient).values(next_at=_now))
NEWEST_SAID = Statement(select(outbox.c.at).order_by(outbox.c.id.desc()).limit(1))


def last_heard_of(reader: Reader) -> datetime | None:
    """A time at which this store was surely written to, and not long before the last."""
    newest = [row[-1] for question in (NEWEST_SAID, HOUSE_HEAD) for row in reader._asked().all(question)]
    return instant(max(newest)) if newest else None


def due_again(tx: Tx, was: datetime, patience: timedelta, lease: timedelta) -> int:
    """What was due when the clock still said `was` is due now; how much it was."""
    now, patient = micros(tx.now), micros(was + patience)
    times = {"now": now, "was": micros(was), "patient": patient}
    tx._at_once(LEASES, longest=micros(tx.now + lease))
    tx._at_once(RESTS, now=now, patient=patient)
    return tx._at_once(SAID, **times) + tx._at_once(SHOWN, **times)
