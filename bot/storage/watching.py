"""What those who watch over the house ask of the store: how much runs, how long things have waited, what was given up.

Each question is answered by an index, and looks at what runs or waits and at nothing that rests.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Table, bindparam, case, func, or_, select, union
from sqlalchemy.sql.expression import ColumnElement

from bot.cases.chain import Configured
from bot.cases.people import House
from bot.storage.auditing import Finding, standing_findings
from bot.storage.lanes import HANDED_OUT, NONE, word
from bot.storage.reading import Reader
from bot.storage.rows import instant, micros
from bot.storage.schema import (
    FAILED,
    RUNNING,
    UNSENT,
    UNSHOWN,
    cases,
    early,
    events,
    lanes,
    outbox,
    surfaces,
)
from bot.storage.wire import Statement

TOLD = ("opened", "escalated", "breached", "passed_up", "resolved", "reopened")  # kinds of lines that are counted
NO_TIME = timedelta(0)
UNMISSED = "home"  # whoever opens their own page sees how it is

_now: Any = bindparam("now")

# --- cases ------------------------------------------------------------------------------------------------------

_where = (cases.c.team, cases.c.tier, cases.c.state, cases.c.claimed)
STANDING = Statement(select(*_where, func.count()).where(RUNNING).group_by(*_where))
LINES = Statement(
    select(events.c.team, func.count())
    .where(events.c.kind == bindparam("kind"), events.c.at > bindparam("since"), events.c.at <= bindparam("until"))
    .group_by(events.c.team)
)

# --- what waits to be sent ----------------------------------------------------------------------------------------

_rests: ColumnElement[Any] = func.coalesce(outbox.c.not_before, NONE)
_ripe = case((_rests > _now, None), (_rests > outbox.c.at, _rests), else_=outbox.c.at)  # since when it is to be seen
SAID = Statement(select(outbox.c.lane, func.count(_ripe), func.min(_ripe)).where(UNSENT).group_by(outbox.c.lane))
_tried = or_(surfaces.c.next_at <= _now, surfaces.c.attempts > NONE)  # else it rests
SHOWN = Statement(select(surfaces.c.lane, func.count()).where(UNSHOWN, _tried).group_by(surfaces.c.lane))
EARLY = Statement(select(func.count(), func.min(early.c.at)))


def _with_something(table: Table, open_: Any) -> Any:
    """The lanes in which something waits, each found by one look into the index."""
    first = select(func.min(table.c.lane).label("lane")).where(open_).cte(f"{table.name}_lanes", recursive=True)
    next_: Any = select(func.min(table.c.lane)).where(open_, table.c.lane > first.c.lane).scalar_subquery()
    return first.union_all(select(next_).where(first.c.lane.is_not(None)))


def _may_go() -> Statement:
    """Of each lane that nobody holds and that does not rest, the first that is due in it, said and shown."""
    said_in, shown_in = _with_something(outbox, UNSENT), _with_something(surfaces, UNSHOWN)
    named = union(select(said_in.c.lane), select(shown_in.c.lane)).subquery("named")
    until, free = func.coalesce(lanes.c.until, NONE), func.coalesce(lanes.c.next_at, NONE)
    unposted = (
        select(surfaces.c.key)
        .where(surfaces.c.key == outbox.c.thread, surfaces.c.state == word("live"), surfaces.c.receipt.is_(None))
        .correlate(outbox)
        .exists()
    )
    said = (
        select(outbox.c.next_at)
        .where(outbox.c.lane == named.c.lane, UNSENT, outbox.c.next_at <= _now, ~unposted)
        .order_by(outbox.c.id)
        .limit(HANDED_OUT)
        .scalar_subquery()
    )
    due = (
        select(surfaces.c.key)
        .where(surfaces.c.lane == named.c.lane, UNSHOWN, surfaces.c.next_at <= _now)
        .order_by(surfaces.c.receipt.is_not(None), surfaces.c.next_at)
        .limit(HANDED_OUT)
        .scalar_subquery()
    )
    resting = or_(until > _now, free > _now)
    since = case((until > free, until), else_=free)
    lane = select(named.c.lane, since.label("since"), said.label("said"), due.label("due"))
    lane = lane.select_from(named.outerjoin(lanes, lanes.c.lane == named.c.lane))
    one = lane.where(named.c.lane.is_not(None), ~func.coalesce(resting, False)).subquery("one")
    unposted_since = case((surfaces.c.receipt.is_(None), surfaces.c.next_at), else_=None)
    return Statement(
        select(one.c.lane, one.c.since, one.c.said, one.c.due, surfaces.c.shown, unposted_since)
        .select_from(one.outerjoin(surfaces, surfaces.c.key == one.c.due))
        .where(or_(one.c.said.is_not(None), one.c.due.is_not(None)))
    )


MAY_GO = _may_go()
_failed = (outbox.c.lane, outbox.c.kind)
FAILED_SAID = Statement(select(*_failed, func.count(), func.max(outbox.c.at)).where(FAILED).group_by(*_failed))
_lost = (surfaces.c.lane, surfaces.c.kind)
FAILED_SHOWN = Statement(select(*_lost, func.count()).where(FAILED).group_by(*_lost))


@dataclass(frozen=True, slots=True)
class MayGo:
    """Something that nothing holds up: where, what, and since when; of what is to be drawn anew no row says that."""

    platform: str
    what: str
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Figures:
    """How things stand in the store at one moment; the same whichever process asks."""

    at: datetime
    running: Mapping[tuple[str, int, str, bool], int]  # team, tier, state, claimed
    due_for: timedelta  # how long the clock should have looked at the oldest that is due
    waiting: Mapping[str, int]  # platform -> what is to be seen and is not
    waited: Mapping[str, timedelta]  # platform -> how long the oldest that is to be said has waited, whatever for
    may_go: tuple[MayGo, ...]
    given_up: Mapping[tuple[str, str], int]  # platform, kind
    early: int
    early_for: timedelta
    unread_for: Mapping[str, timedelta]  # platform -> since when the history of an intake channel was not read
    findings: tuple[Finding, ...]
    lines: Mapping[tuple[str, str], int] = field(default_factory=dict)  # kind, team -> how many since `since`


def figures(reader: Reader, now: datetime, since: datetime, until: datetime) -> Figures:
    """`since` and `until`: of which lines of the ledger are counted."""
    wire, at = reader._asked(), micros(now)
    early_rows, oldest = wire.one(EARLY)
    waiting, waited = _waiting(reader, now)
    span = {"since": micros(since), "until": micros(until)}
    return Figures(
        at=now,
        running={(team, tier, state, bool(claimed)): count for team, tier, state, claimed, count in wire.all(STANDING)},
        due_for=_ago(reader.earliest_due(), now),
        waiting=waiting,
        waited=waited,
        may_go=tuple(_may_go_of(row) for row in wire.all(MAY_GO, now=at)),
        given_up=given_up(reader),
        early=early_rows,
        early_for=_ago(None if oldest is None else instant(oldest), now),
        unread_for=_unread(reader, reader.house, now),
        findings=tuple(standing_findings(reader)),
        lines={(kind, team): n for kind in TOLD for team, n in wire.all(LINES, kind=kind, **span) if team is not None},
    )


def given_up(reader: Reader, since: datetime | None = None) -> dict[tuple[str, str], int]:
    """What could never arrive, by platform and kind; with `since`, of what was said only if some of it is as young."""
    found: Counter[tuple[str, str]] = Counter()
    wire = reader._asked()
    for lane, kind, count, newest in wire.all(FAILED_SAID):
        if since is None or newest >= micros(since):
            found[_platform(lane), kind] += count
    for lane, kind, count in wire.all(FAILED_SHOWN):
        found[_platform(lane), kind] += count
    return found


def configured(reader: Reader) -> Mapping[str, Any] | None:
    """The teams as somebody configured them last; None if nobody has."""
    line = reader.last_house(Configured.kind)
    return line.event.teams if line and isinstance(line.event, Configured) else None


def _waiting(reader: Reader, now: datetime) -> tuple[Counter[str], dict[str, timedelta]]:
    wire, at = reader._asked(), micros(now)
    waiting: Counter[str] = Counter()
    waited: dict[str, timedelta] = {}
    for lane, count, oldest in wire.all(SAID, now=at):
        waiting[_platform(lane)] += count
        if oldest is not None:
            waited[_platform(lane)] = max(waited.get(_platform(lane), NO_TIME), _ago(instant(oldest), now))
    for lane, count in wire.all(SHOWN, now=at):
        waiting[_platform(lane)] += count
    return waiting, waited


def _may_go_of(row: Any) -> MayGo:
    lane, free, said, due, shown, unposted = row
    since = [at for at in (said, unposted) if at is not None]
    return MayGo(_platform(lane), f"{due}@{shown}", instant(max(min(since), free)) if since else None)


def _unread(reader: Reader, house: House, now: datetime) -> dict[str, timedelta]:
    unread: dict[str, timedelta] = {}
    for place in _intake(house):
        if mark := reader.mark(place):
            unread[_platform(place)] = max(unread.get(_platform(place), NO_TIME), _ago(mark[1], now))
    return unread


def _intake(house: House) -> Iterable[str]:
    return (place for team in house.teams.values() for place in team.intake)


def _platform(lane: str) -> str:
    return lane.partition(":")[0]


def _ago(then: datetime | None, now: datetime) -> timedelta:
    return NO_TIME if then is None else max(now - then, NO_TIME)
