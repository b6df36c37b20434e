"""What all the questions behind the figures say: a team, and from when to when. Each reads a stretch of an index."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import and_, bindparam, literal_column, or_, select
from sqlalchemy.sql.expression import ColumnElement

from bot.cases.figures.period import Period
from bot.cases.holds import TeamsAt
from bot.cases.hours import Hours
from bot.cases.people import Team
from bot.storage.configured import teams_at
from bot.storage.lanes import word
from bot.storage.reading import Reader
from bot.storage.rows import micros
from bot.storage.schema import ENDED, events, follow_ups, holds

TEAM: Any = bindparam("team")
A: Any = bindparam("a")
B: Any = bindparam("b")
ONE: ColumnElement[Any] = literal_column("1")
ZERO: ColumnElement[Any] = literal_column("0")
A_WEEK = timedelta(days=7)
ENDS = ("resolved", "dismissed", "merged")


@dataclass(frozen=True)
class Month:
    """Whose month is counted, and as what it is asked."""

    reader: Reader
    team: Team
    period: Period
    until: datetime  # what has not ended is as old as it is then

    @classmethod
    def by(cls, now: datetime | None, reader: Reader, team: Team, period: Period) -> "Month":
        """One that still runs, as far as it has gone."""
        return cls(reader, team, period, min(period.b, now) if now else period.b)

    @property
    def values(self) -> dict[str, Any]:
        return self.between(self.period.a, self.period.b)

    def between(self, a: datetime, b: datetime) -> dict[str, Any]:
        """The same asked of another stretch of time."""
        return {"team": self.team.key, "a": micros(a), "b": micros(b)}

    @property
    def cohort(self) -> dict[str, Any]:
        """The month moved by a week: what became of that is known by now."""
        since, up_to = micros(self.period.a - A_WEEK), micros(self.period.b - A_WEEK)
        return self.values | {"since": since, "up_to": up_to}

    @cached_property
    def teams(self) -> TeamsAt:
        return teams_at(self.reader, self.reader.house.teams)

    def clock(self, team: str, at: datetime) -> Hours:
        """A team's clock as it was configured at an instant."""
        return self.teams(team, at).clock


def is_kind(table: Any, *kinds: str) -> ColumnElement[bool]:
    found: ColumnElement[bool] = table.c.kind.in_([word(kind) for kind in kinds])
    return found if len(kinds) > 1 else table.c.kind == word(kinds[0])


def of_customers(table: Any) -> ColumnElement[bool]:
    """The month is about the customers' cases: what the house asks of itself stands in none of its figures."""
    theirs: ColumnElement[bool] = table.c.case_id.not_in(select(follow_ups.c.case_id))
    return theirs


def in_month(*kinds: str) -> ColumnElement[bool]:
    """Events of a team between two instants, of customers' cases."""
    here = (events.c.at >= A, events.c.at < B, events.c.team == TEAM)
    return and_(is_kind(events, *kinds), *here, of_customers(events))


def ended_between(a: Any, b: Any) -> ColumnElement[bool]:
    """Holds of a team that ended between two instants."""
    return and_(
        ENDED, holds.c.team == TEAM, holds.c.ended_at >= a, holds.c.ended_at < b, holds.c.ending != word("undone")
    )


def is_pass(hold: Any) -> ColumnElement[bool]:
    """Going away in the last quarter of the limit is one too."""
    away = and_(hold.c.ending == word("handed_over"), hold.c.late)
    return and_(hold.c.counts, or_(hold.c.ending == word("passed_up"), away))


ended_in_month = ended_between(A, B)
