"""What may be asked of the database, built once. A question that is asked often uses an index; a test explains each."""

from typing import Any

from sqlalchemy import Table, bindparam, case, func, insert, literal_column, or_, select, union_all
from sqlalchemy.sql.expression import BindParameter, ColumnElement

from bot.storage import rows, schema
from bot.storage.lanes import word
from bot.storage.schema import (
    absences,
    addresses,
    budgets,
    cases,
    customers,
    duties,
    early,
    events,
    gone,
    holds,
    lanes,
    marks,
    profiles,
    promises,
    resolutions,
    responses,
    seen,
    texts,
    threads,
    turns,
    whereabouts,
)
from bot.storage.wire import Statement


def columns(table: Table, names: tuple[str, ...]) -> list[ColumnElement[Any]]:
    return [table.c[name] for name in names]


_case = select(*columns(cases, rows.CASE))
_line = select(*columns(events, rows.EVENT))
_hold = select(*columns(holds, rows.HOLD))
_limit: BindParameter[Any] = bindparam("limit")


def _is(column: ColumnElement[Any]) -> ColumnElement[bool]:
    return column == bindparam(str(column.key))


# --- one case -----------------------------------------------------------------------------------------------

CASE = Statement(_case.where(_is(cases.c.id)), "id")
CASE_LOCKED = Statement(_case.where(_is(cases.c.id)).with_for_update(key_share=True), "id")
NEWEST_CASE = Statement(select(func.max(cases.c.id)))
LINES = Statement(_line.where(_is(events.c.case_id), events.c.seq > bindparam("after")).order_by(events.c.seq))
ENVELOPE = Statement(
    select(*columns(events, rows.ENVELOPE)).where(_is(events.c.case_id), _is(events.c.seq)), "case_id", "seq"
)
HOLDS = Statement(_hold.where(_is(holds.c.case_id)).order_by(holds.c.number))
OPENING = Statement(select(events.c.data).where(_is(events.c.case_id), events.c.seq == literal_column("1")), "case_id")
LAST_BY = Statement(
    select(events.c.at, events.c.case_id, events.c.seq)
    .where(_is(events.c.kind), events.c.at >= bindparam("since"), events.c.by_ == bindparam("person"))
    .order_by(events.c.at.desc(), events.c.case_id.desc(), events.c.seq.desc())
    .limit(literal_column("1"))
)
ENDED_SINCE = Statement(
    select(events.c.case_id)
    .where(
        events.c.kind.in_([word(kind) for kind in ("resolved", "dismissed", "merged", "closed")]),
        events.c.at >= bindparam("since"),
        events.c.by_ != word("clock"),
    )
    .order_by(events.c.at.desc(), events.c.case_id.desc())
    .limit(_limit)
)
WORDS = Statement(select(texts.c.body).where(_is(texts.c.digest)), "digest")

# --- of many at once: their numbers, the last one again and again where there are fewer ---------------------------

AT_ONCE = 100


def _among(column: ColumnElement[Any]) -> ColumnElement[bool]:
    return column.in_([bindparam(f"n{n}") for n in range(AT_ONCE)])


_N = tuple(f"n{n}" for n in range(AT_ONCE))
OPENINGS = Statement(
    select(events.c.case_id, events.c.data).where(_among(events.c.case_id), events.c.seq == literal_column("1")), *_N
)
ALL_WORDS = Statement(select(texts.c.digest, texts.c.body).where(_among(texts.c.digest)), *_N)
CUSTOMERS = Statement(
    select(customers.c.id, customers.c.name, customers.c.locale, customers.c.zone).where(_among(customers.c.id)), *_N
)
ALL_ADDRESSES = Statement(
    select(addresses.c.customer_id, addresses.c.platform, addresses.c.place)
    .where(_among(addresses.c.customer_id))
    .order_by(addresses.c.customer_id, addresses.c.platform, addresses.c.place),
    *_N,
)

# --- lists of cases, least time left first ----------------------------------------------------------------------

_by_deadline = (cases.c.deadline, cases.c.id)
_open = cases.c.state == literal_column("'open'")
HELD_BY = Statement(_case.where(_is(cases.c.owner), schema.RUNNING).order_by(*_by_deadline))
QUEUE = Statement(
    _case.where(_is(cases.c.team), _is(cases.c.tier), _open, schema.UNCLAIMED).order_by(*_by_deadline).limit(_limit)
)
OF_TEAM = Statement(_case.where(_is(cases.c.team), _is(cases.c.state)).order_by(*_by_deadline).limit(_limit))
DUE_SOON = Statement(
    _case.where(
        *(_is(cases.c.team), _open),
        *(cases.c.deadline >= bindparam("since"), cases.c.deadline < bindparam("until")),
    )
    .order_by(*_by_deadline)
    .limit(_limit)
)
OFFERED_TO = Statement(_case.where(_is(cases.c.offer_to)).order_by(*_by_deadline))
_of_team = cases.c.team + literal_column("''") == bindparam("team")  # an expression, so that the owner's index is taken
ALL_RUNNING = Statement(_case.where(schema.RUNNING).order_by(cases.c.owner, *_by_deadline))
RUNNING_AFTER = Statement(
    _case.where(schema.RUNNING, cases.c.id > bindparam("after")).order_by(cases.c.id).limit(_limit)
)
UNCLAIMED_ELSEWHERE = Statement(
    _case.where(
        *(_is(cases.c.team), _is(cases.c.tier), _is(cases.c.state), schema.UNCLAIMED),
        cases.c.owner != bindparam("person"),
    ).order_by(*_by_deadline)
)
OWNERS = Statement(select(cases.c.owner, func.count()).where(schema.RUNNING).group_by(cases.c.owner))
TEAMS = Statement(select(cases.c.team).distinct())
OF_CUSTOMER = Statement(_case.where(_is(cases.c.customer)).order_by(cases.c.id.desc()).limit(_limit))
RECENT = Statement(
    _case.where(_is(cases.c.customer), schema.RUNNING, cases.c.opened_at >= bindparam("since")).order_by(
        cases.c.opened_at.desc(), cases.c.id.desc()
    )
)
# Of what is due each process takes what no other has taken: there the rows are its own until it has done with them.
DUE = Statement(
    _case.where(cases.c.due_at <= bindparam("now"))
    .order_by(cases.c.due_at, cases.c.id)
    .limit(_limit)
    .with_for_update(skip_locked=True, key_share=True)
)
DATABASE_TIME = Statement(select(func.clock_timestamp()))
EARLIEST_DUE = Statement(select(func.min(cases.c.due_at)).where(schema.DUE))
UNSEALED = Statement(
    select(cases.c.id, cases.c.seq, cases.c.head).where(schema.UNSEALED).order_by(cases.c.id).limit(_limit)
)


def _like(column: ColumnElement[Any]) -> ColumnElement[bool]:
    """Large and small are the same to every database in ASCII alone, so words are tried in four ways of writing."""
    ways = ("typed", "lower", "upper", "title")
    return or_(*(column.ilike(bindparam(way), escape="\\") for way in ways))


_in_team = cases.c.team == func.coalesce(bindparam("team"), cases.c.team)
FIND_WORDS = Statement(
    select(texts.c.case_id)
    .distinct()
    .join_from(texts, cases, cases.c.id == texts.c.case_id)
    .where(_like(texts.c.body), _in_team)
    .order_by(texts.c.case_id.desc())
    .limit(_limit)
)
FIND_NAMES = Statement(
    select(cases.c.id)
    .join_from(customers, cases, cases.c.customer == customers.c.id)
    .where(_like(customers.c.name), _in_team)
    .order_by(cases.c.id.desc())
    .limit(_limit)
)

# --- the house --------------------------------------------------------------------------------------------------

_none: ColumnElement[Any] = literal_column("NULL")
ROSTER_TURN: ColumnElement[str] = literal_column("'roster'")
ROSTER = Statement(
    union_all(
        select(literal_column("'away'"), absences.c.person, absences.c.until, _none, _none),
        select(literal_column("'duty'"), duties.c.person, duties.c.until, duties.c.team, duties.c.tier),
        select(literal_column("'gone'"), gone.c.person, _none, _none, _none),
        select(literal_column("'version'"), _none, turns.c.version, _none, _none).where(turns.c.name == ROSTER_TURN),
    )
)
HOUSE_HEAD = Statement(
    select(events.c.seq, events.c.hash, events.c.at)
    .where(events.c.case_id == literal_column("0"))
    .order_by(events.c.seq.desc())
    .limit(literal_column("1"))
)
HOUSE_KIND = Statement(
    _line.where(_is(events.c.kind), events.c.case_id == literal_column("0"))
    .order_by(events.c.at.desc(), events.c.seq.desc())
    .limit(literal_column("1"))
)

HOUSE_OF_KIND = Statement(
    _line.where(_is(events.c.kind), events.c.case_id == literal_column("0")).order_by(events.c.at, events.c.seq)
)

# --- customers and threads ----------------------------------------------------------------------------------------

CUSTOMER = Statement(select(customers.c.name, customers.c.locale, customers.c.zone).where(_is(customers.c.id)), "id")
NEWEST_CUSTOMER = Statement(select(func.max(customers.c.id)))
NAMED = Statement(
    select(customers.c.id).where(func.lower(customers.c.name) == func.lower(bindparam("name"))).order_by(customers.c.id)
)
ADDRESSES = Statement(
    select(addresses.c.platform, addresses.c.place)
    .where(_is(addresses.c.customer_id))
    .order_by(addresses.c.platform, addresses.c.place)
)
CUSTOMER_AT = Statement(
    select(addresses.c.customer_id).where(_is(addresses.c.platform), _is(addresses.c.place)), "platform", "place"
)
THREAD = Statement(select(threads.c.case_id, threads.c.role, threads.c.at).where(_is(threads.c.place)), "place")
PLACES = Statement(
    select(threads.c.place, threads.c.role, threads.c.at)
    .where(_is(threads.c.case_id))
    .order_by(threads.c.at, threads.c.place)
)
SEEN = Statement(select(seen.c.answer).where(_is(seen.c.key)), "key")
SEEN_SINCE = Statement(select(seen.c.answer).where(_is(seen.c.key), seen.c.at >= bindparam("since")), "key", "since")
CASE_SEEN = Statement(select(seen.c.case_id).where(_is(seen.c.key)), "key")
_WHEREABOUTS = ("place", "service", "tenant", "team", "conversation", "user_", "hears_all")
_whereabouts = select(*(whereabouts.c[name] for name in _WHEREABOUTS))
_profile = select(*(profiles.c[name] for name in ("place", "name", "kind", "zone", "locale", "email")))
PROFILE = Statement(_profile.where(_is(profiles.c.place)), "place")
WITH_EMAIL = Statement(
    _profile.where(schema.MAILED, func.lower(profiles.c.email) == func.lower(bindparam("email"))), "email"
)
WHEREABOUTS = Statement(_whereabouts.where(_is(whereabouts.c.place)), "place")
# Channels and group chats of a platform; of people there may be many more.
KNOWN_PLACES = Statement(
    _whereabouts.where(
        whereabouts.c.place >= bindparam("begin"),
        whereabouts.c.place < bindparam("end"),
        whereabouts.c.user_ == literal_column("''"),
        whereabouts.c.conversation == literal_column("''"),
    ).order_by(whereabouts.c.place)
)
MARK = Statement(select(marks.c.mark, marks.c.read_at).where(_is(marks.c.place)), "place")
ANY_EARLY = Statement(select(func.min(early.c.thread)))
EARLY = Statement(select(early.c.delivery).where(_is(early.c.thread)), "thread")
BUDGET = Statement(select(budgets.c.free_at).where(_is(budgets.c.key)).with_for_update(key_share=True), "key")
IS_SHOWN = Statement(
    select(schema.surfaces.c.key).where(
        _is(schema.surfaces.c.key), schema.surfaces.c.state == literal_column("'live'")
    ),
    "key",
)

# --- the whole ledger, streamed -------------------------------------------------------------------------------------

LEDGER = Statement(_line.order_by(events.c.case_id, events.c.seq))
ALL_CASES = Statement(_case.order_by(cases.c.id))
ALL_HOLDS = Statement(_hold.order_by(holds.c.case_id, holds.c.number))
ALL_DEEDS = {
    "responses": Statement(select(*columns(responses, rows.RESPONSE)).order_by(responses.c.case_id, responses.c.seq)),
    "promises": Statement(select(*columns(promises, rows.PROMISE)).order_by(promises.c.case_id, promises.c.seq)),
    "resolutions": Statement(
        select(*columns(resolutions, rows.RESOLUTION)).order_by(resolutions.c.case_id, resolutions.c.seq)
    ),
}
ALL_TEXTS = Statement(select(texts.c.case_id, texts.c.digest, texts.c.salt, texts.c.body).order_by(texts.c.case_id))
SEALS = Statement(
    select(events.c.seq, events.c.at, events.c.data)
    .where(events.c.case_id == literal_column("0"), events.c.kind == literal_column("'sealed'"))
    .order_by(events.c.seq)
)


_heads = schema.heads
KEEP_HEAD = Statement(insert(_heads), "case_id", "hash", "at", columns=["case_id", "hash", "at"])
HEADS = Statement(select(_heads.c.case_id, _heads.c.hash, _heads.c.at).order_by(_heads.c.case_id, _heads.c.at))


def earliest(of: Table, open_: Any) -> Statement:
    """When the first row there could be sent: its own time or its lane's, whichever is later."""
    free = func.coalesce(lanes.c.next_at, 0)
    leased = func.coalesce(lanes.c.until, 0)
    waiting = select(of.c.next_at, of.c.lane).where(open_).subquery()
    lane_free = case((free > leased, free), else_=leased)
    at = case((waiting.c.next_at > lane_free, waiting.c.next_at), else_=lane_free)
    return Statement(select(func.min(at)).select_from(waiting.outerjoin(lanes, lanes.c.lane == waiting.c.lane)))


EARLIEST_SAID = earliest(schema.outbox, schema.UNSENT)
EARLIEST_SHOWN = earliest(schema.surfaces, schema.UNSHOWN)
