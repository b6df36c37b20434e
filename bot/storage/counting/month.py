"""What all the questions behind the figures say: a team, and from when to when. Each reads a stretch of an index."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, literal_column
from sqlalchemy.sql.expression import ColumnElement

from bot.cases.figures.period import Period
from bot.cases.people import Team
from bot.storage.lanes import word
from bot.storage.reading import Reader
from bot.storage.rows import micros
from bot.storage.schema import ENDED, events, holds

TEAM: Any = bindparam("team")
A: Any = bindparam("a")
B: Any = bindparam("b")
ONE: ColumnElement[Any] = literal_column("1")
ENDS = ("resolved", "dismissed", "merged")


class Month(NamedTuple):
    """Whose month is counted, and as what it is asked."""

    reader: Reader
    team: Team
    period: Period
    until: datetime  # what has not ended is as old as it is then

    @property
    def values(self) -> dict[str, Any]:
        return self.between(self.period.a, self.period.b)

    def between(self, a: datetime, b: datetime) -> dict[str, Any]:
        """The same asked of another stretch of time."""
        return {"team": self.team.key, "a": micros(a), "b": micros(b)}


def is_kind(table: Any, *kinds: str) -> ColumnElement[bool]:
    found: ColumnElement[bool] = table.c.kind.in_([word(kind) for kind in kinds])
    return found if len(kinds) > 1 else table.c.kind == word(kinds[0])


def in_month(*kinds: str) -> ColumnElement[bool]:
    """Events of a team between two instants."""
    return and_(is_kind(events, *kinds), events.c.at >= A, events.c.at < B, events.c.team == TEAM)


ended_in_month = and_(
    ENDED, holds.c.team == TEAM, holds.c.ended_at >= A, holds.c.ended_at < B, holds.c.ending != word("undone")
)
