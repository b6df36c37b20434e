"""Who held the cases: how the holds of the month ended, how long they were, and what was resolved."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, and_, func, select

from bot.cases.figures.counts import Endings, HoldCounts, Length, counted
from bot.storage.counting.month import Month, ended_in_month, in_month, is_kind
from bot.storage.counting.undone import undone_later
from bot.storage.lanes import word
from bot.storage.schema import events, holds
from bot.storage.wire import Statement

_how = (holds.c.person, holds.c.ending, holds.c.late, holds.c.custody, holds.c.counts)
ENDINGS = Statement(select(*_how, func.count()).where(ended_in_month).group_by(*_how).order_by(*_how))
LENGTHS = Statement(
    select(holds.c.person, holds.c.tier, holds.c.custody, holds.c.counts, holds.c.length, holds.c.unclaimed).where(
        ended_in_month
    )
)
RESOLUTIONS = Statement(
    select(events.c.by_, func.count()).where(in_month("resolved")).group_by(events.c.by_).order_by(events.c.by_)
)

resolution, _earlier = events.alias("ending"), events.alias("later")
_last_end = (
    select(func.max(_earlier.c.seq))
    .where(
        _earlier.c.case_id == events.c.case_id,
        _earlier.c.seq < events.c.seq,
        is_kind(_earlier, "resolved", "dismissed"),
    )
    .scalar_subquery()
)


def reopened(*wanted: Any) -> Select[Any]:
    """What the customer reopened, joined with the resolution that it takes back."""
    return (
        select(*wanted)
        .join_from(events, resolution, and_(resolution.c.case_id == events.c.case_id, resolution.c.seq == _last_end))
        .where(in_month("reopened"), events.c.by_ == word("customer"), resolution.c.kind == word("resolved"))
    )


TAKEN_BACK = Statement(reopened(resolution.c.by_, func.count()).group_by(resolution.c.by_).order_by(resolution.c.by_))


def counted_holds(month: Month) -> HoldCounts:
    wire, values = month.reader._asked(), month.values
    again_ended, again_lengths = counted(undone_later(month))
    return HoldCounts(
        resolutions=dict(wire.all(RESOLUTIONS, **values)),
        taken_back=dict(wire.all(TAKEN_BACK, **values)),
        endings=[
            *(
                Endings(person, ending, bool(late), bool(custody), bool(counts), n)
                for person, ending, late, custody, counts, n in wire.all(ENDINGS, **values)
            ),
            *again_ended,
        ],
        lengths=_lengths(month, again_lengths),
    )


def _lengths(month: Month, more: list[Length]) -> Iterator[Length]:
    for person, tier, custody, counts, held, unclaimed in month.reader._asked().stream(LENGTHS, **month.values):
        yield Length(person, tier, held if counts else None, unclaimed if custody else None)
    yield from more
