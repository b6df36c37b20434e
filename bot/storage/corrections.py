"""What a month takes back of earlier ones: they stay as they are, so it is told where it happens."""

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import bindparam, func, literal_column, select

from bot.cases.figures import Period, month_at
from bot.cases.people import Team
from bot.storage.reading import Reader
from bot.storage.rows import instant, micros
from bot.storage.schema import events
from bot.storage.wire import Statement

_resolved = events.alias("resolution")
_before = (
    select(func.max(_resolved.c.at))
    .where(
        _resolved.c.case_id == events.c.case_id,
        _resolved.c.kind == literal_column("'resolved'"),
        _resolved.c.seq < events.c.seq,
    )
    .scalar_subquery()
)
REOPENED = Statement(
    select(_before).where(
        events.c.kind == literal_column("'reopened'"),
        events.c.at >= bindparam("a"),
        events.c.at < bindparam("b"),
        events.c.team == bindparam("team"),
        events.c.by_ == literal_column("'customer'"),
        _before < bindparam("before"),
    )
)


def taken_back(reader: Reader, team: Team, period: Period) -> Mapping[str, int]:
    """Month -> how many of its resolutions the customers took back in this one, by opening the case again."""
    a = micros(period.a)
    found = reader._asked().all(REOPENED, team=team.key, a=a, b=micros(period.b), before=a)
    return dict(sorted(Counter(month_at(instant(at), team.zone) for (at,) in found).items()))
