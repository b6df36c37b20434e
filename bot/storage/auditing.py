"""What the self-audit asks: cases with what stands beside them, page by page; what waits for nothing; what it found."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import Select, and_, bindparam, delete, func, insert, or_, select, update
from sqlalchemy.sql.expression import ColumnElement

from bot.cases.impossible import Held, Posted, Stands
from bot.storage import rows
from bot.storage.errors import Outpaced
from bot.storage.lanes import NONE, word
from bot.storage.questions import columns
from bot.storage.reading import Reader
from bot.storage.rows import case_of, instant, maybe_instant, maybe_micros, micros
from bot.storage.schema import RUNNING, UNSEALED, UNSENT, cases, early, events, findings, holds, lanes, outbox, surfaces
from bot.storage.schema import threads as bound
from bot.storage.tx import Tx
from bot.storage.wire import Statement

MOST = 50  # of one kind at once
LEASED_TOO_LONG = timedelta(minutes=10)  # a lease lasts a minute
RESTS_TOO_LONG = timedelta(days=1)  # no platform asks for so much patience
SETTLED = timedelta(minutes=2)  # what was written a moment ago may be under way

Row = Sequence[Any]
_limit: Any = bindparam("limit")
_now: Any = bindparam("now")

# --- cases, with their running holds and their newest line: one question, so one moment on every database -----

_SHARED = ("seq", "hash", "team", "owner", "claimed", "tier", "state", "deadline")
_OF_ROW = tuple(rows.CASE.index("head" if name == "hash" else name) for name in _SHARED)
_DUE_AT = rows.CASE.index("due_at")


def _standing(page: Select[Any]) -> Statement:
    ids, lines = page.subquery("page"), events.alias("lines")
    newest = select(func.max(lines.c.seq)).where(lines.c.case_id == cases.c.id).scalar_subquery()
    beside = (holds.c.number, holds.c.person, holds.c.custody, *(events.c[name] for name in _SHARED))
    return Statement(
        select(*columns(cases, rows.CASE), *beside)
        .select_from(ids)
        .join(cases, cases.c.id == ids.c.id)
        .outerjoin(holds, and_(holds.c.case_id == cases.c.id, holds.c.ended_at.is_(None)))
        .outerjoin(events, and_(events.c.case_id == cases.c.id, events.c.seq == newest))
        .order_by(cases.c.id)
    )


_id = select(cases.c.id)
STANDS = _standing(_id.where(cases.c.id == bindparam("number")))
GROWN = _standing(_id.where(UNSEALED, cases.c.id > bindparam("after")).order_by(cases.c.id).limit(_limit))
WALKED = _standing(_id.where(cases.c.id < bindparam("before")).order_by(cases.c.id.desc()).limit(_limit))
_surface = select(surfaces.c.subject, surfaces.c.receipt)
CARD = Statement(_surface.where(surfaces.c.key == bindparam("key"), surfaces.c.state != word("hidden")), "key")

# --- cases of which something is suspected --------------------------------------------------------------------

_first = select(func.min(cases.c.owner).label("owner")).where(RUNNING).cte("owners", recursive=True)
_next: Any = select(func.min(cases.c.owner)).where(RUNNING, cases.c.owner > _first.c.owner).scalar_subquery()
_owners = _first.union_all(select(_next).where(_first.c.owner.is_not(None)))
WHO_OWN = Statement(select(_owners.c.owner).where(_owners.c.owner.is_not(None)))  # one look into the index for each
OWNED = Statement(_id.where(cases.c.owner == bindparam("person"), RUNNING).order_by(cases.c.deadline).limit(_limit))
OFFERED = Statement(_id.where(cases.c.offer_to == bindparam("person")).order_by(cases.c.deadline).limit(_limit))
NOT_STRUCK = Statement(_id.where(cases.c.due_at <= bindparam("late")).order_by(cases.c.due_at).limit(_limit))

# --- what waits for nothing -----------------------------------------------------------------------------------

_in_lane = (outbox.c.lane, outbox.c.id)  # in the order of the index of what waits: of what was sent there is far more
_threaded = select(*_in_lane, outbox.c.case_id, outbox.c.thread).where(UNSENT, outbox.c.thread.is_not(None))
_waiting = _threaded.subquery("saying")
FOR_A_CARD = Statement(  # which nobody is going to post
    select(_waiting.c.id, _waiting.c.case_id)
    .join(surfaces, surfaces.c.key == _waiting.c.thread)
    .where(surfaces.c.state == word("live"), surfaces.c.receipt.is_(None), surfaces.c.wanted <= surfaces.c.shown)
    .order_by(_waiting.c.lane, _waiting.c.id)
    .limit(_limit)
)
FOR_TOO_LONG = Statement(
    select(outbox.c.id, outbox.c.case_id)
    .where(UNSENT, outbox.c.next_at > bindparam("ahead"), func.coalesce(outbox.c.not_before, NONE) <= _now)
    .order_by(*_in_lane)
    .limit(_limit)
)
LANES = Statement(
    select(lanes.c.lane)
    .where(or_(lanes.c.until > bindparam("leased"), lanes.c.next_at > bindparam("ahead")))
    .order_by(lanes.c.lane)
    .limit(_limit)
)
UNHEARD = Statement(
    select(early.c.thread, bound.c.case_id)
    .join(bound, bound.c.place == early.c.thread)
    .where(early.c.at <= bindparam("late"), bound.c.at <= bindparam("late"))
    .order_by(early.c.at)
    .limit(_limit)
)

# --- what was found -------------------------------------------------------------------------------------------

_NAMES = ("word", "subject", "case_id", "team", "since", "told_at", "gone_at")


def _this(word_: str = "for_word", subject: str = "for_subject") -> ColumnElement[bool]:
    return and_(findings.c.word == bindparam(word_), findings.c.subject == bindparam(subject))


_in_order = (findings.c.since, findings.c.case_id, findings.c.subject)
FINDINGS = Statement(select(*(findings.c[name] for name in _NAMES)).order_by(*_in_order))
NEW_FINDING = Statement(insert(findings), *_NAMES[:5], columns=_NAMES[:5])
CAME_BACK = Statement(update(findings).where(_this()).values(since=_now, gone_at=None))
WENT = Statement(update(findings).where(_this()).values(gone_at=_now))
_untold = or_(findings.c.told_at.is_(None), findings.c.told_at < findings.c.since)
TOLD = Statement(update(findings).where(_this(), _untold).values(told_at=_now))
FORGET = Statement(delete(findings).where(findings.c.gone_at < bindparam("before_then")))


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that cannot be: its word, what it is about, and whose supervisors are to know."""

    word: str
    subject: str
    case: int | None
    team: str
    since: datetime
    told_at: datetime | None = None
    gone_at: datetime | None = None

    @property
    def untold(self) -> bool:
        return self.gone_at is None and (self.told_at is None or self.told_at < self.since)

    @property
    def key(self) -> tuple[str, str]:
        return self.word, self.subject


# --- asking ---------------------------------------------------------------------------------------------------


def stands(reader: Reader, number: int) -> Stands | None:
    """One case; None if it cannot be read."""
    found, _ = _read(reader._asked().all(STANDS, number=number))
    return _with_cards(reader, found[0]) if found else None


def grown(reader: Reader, after: int, limit: int) -> tuple[list[Stands], list[int]]:
    """The next cases that grew since they were sealed last; and those that cannot be read."""
    found, unreadable = _read(reader._asked().all(GROWN, after=after, limit=limit))
    return [_with_cards(reader, one) for one in found], unreadable


def walked(reader: Reader, before: int, limit: int) -> tuple[list[Stands], list[int]]:
    """The next cases of all, the newest first."""
    found, unreadable = _read(reader._asked().all(WALKED, before=before, limit=limit))
    return [_with_cards(reader, one) for one in found], unreadable


def _read(found: Iterable[Row]) -> tuple[list[Stands], list[int]]:
    read: dict[int, Stands | None] = {}
    width = len(rows.CASE)
    for row in found:
        number, held, line = row[0], row[width : width + 3], row[width + 3 :]
        running = () if held[0] is None else (Held(held[1], bool(held[2])),)
        if (before := read.get(number)) is not None:  # a row for each running hold
            running = (*before.holds, *running)
        try:
            same = tuple(row[n] for n in _OF_ROW) == tuple(line)
            read[number] = Stands(case_of(row), maybe_instant(row[_DUE_AT]), running, same)
        except (ValueError, TypeError, OverflowError):  # somebody wrote into it by hand
            read[number] = None
    return [one for one in read.values() if one], [number for number, one in read.items() if one is None]


def _with_cards(reader: Reader, one: Stands) -> Stands:
    """With its cards while it runs; what becomes of those of an ended case misleads nobody."""
    case, wire, posted = one.case, reader._asked(), list[Posted]()
    if case.ended:
        return one
    for number in range(1, case.cards + 2):
        if row := wire.one(CARD, f"card:{case.id}:{number}"):
            shows = row[0].split("/")[1:2]
            posted.append(Posted(int(shows[0]) if shows and shows[0].isdigit() else 0, row[1]))
    return Stands(case, one.due_at, one.holds, one.borne_out, tuple(posted))


def who_own(reader: Reader) -> list[str]:
    return [row[0] for row in reader._asked().all(WHO_OWN)]


def owned_by(reader: Reader, person: str) -> list[int]:
    return [row[0] for row in reader._asked().all(OWNED, person=person, limit=MOST)]


def offered_to(reader: Reader, person: str) -> list[int]:
    return [row[0] for row in reader._asked().all(OFFERED, person=person, limit=MOST)]


def not_struck(reader: Reader, since: datetime) -> list[int]:
    """What the clock should have looked at by then."""
    return [row[0] for row in reader._asked().all(NOT_STRUCK, late=micros(since), limit=MOST)]


def unheard_in(reader: Reader, now: datetime) -> list[str]:
    """Places that belong to a case, for which words are kept as if they did not."""
    return list(dict.fromkeys(row[0] for row in reader._asked().all(UNHEARD, late=micros(now), limit=MOST)))


def waits_for_nothing(reader: Reader, now: datetime) -> Iterator[tuple[str, str, int | None]]:
    """Rows and lanes that nothing will set free, and words that nobody heard: (word, subject, case)."""
    wire, ahead = reader._asked(), micros(now + RESTS_TOO_LONG)
    for row in (*wire.all(FOR_A_CARD, limit=MOST), *wire.all(FOR_TOO_LONG, ahead=ahead, now=micros(now), limit=MOST)):
        yield "row-stuck", f"outbox:{row[0]}", row[1]
    for row in wire.all(LANES, leased=micros(now + LEASED_TOO_LONG), ahead=ahead, limit=MOST):
        yield "lane-stuck", _nameless(row[0]), None
    for row in wire.all(UNHEARD, late=micros(now - SETTLED), limit=MOST):
        yield "words-unheard", _nameless(row[0]), row[1]


def _nameless(place: str) -> str:
    """A place by its platform and a digest: it may be a customer's own, and what was found outlives them here."""
    return f"{place.partition(':')[0]}:{sha256(place.encode()).hexdigest()[:8]}"


def all_findings(reader: Reader) -> list[Finding]:
    """What was found, the oldest first; what is no longer so among it."""
    found = reader._asked().all(FINDINGS)
    return [
        Finding(word_, subject, case, team, instant(since), maybe_instant(told_at), maybe_instant(gone_at))
        for word_, subject, case, team, since, told_at, gone_at in found
    ]


def standing_findings(reader: Reader) -> list[Finding]:
    return [one for one in all_findings(reader) if one.gone_at is None]


# --- writing it down ------------------------------------------------------------------------------------------


def put_findings(tx: Tx, new: Iterable[Finding]) -> None:
    """A rival that found the same is Outpaced by the key."""
    added: list[Row] = [(one.word, one.subject, one.case, one.team, micros(one.since)) for one in new]
    tx._at_once_many(NEW_FINDING, added)


def findings_came_back(tx: Tx, found: Iterable[Finding]) -> None:
    for one in found:
        tx._at_once(CAME_BACK, for_word=one.word, for_subject=one.subject, now=micros(tx.now))


def findings_went(tx: Tx, gone: Iterable[Finding]) -> None:
    for one in gone:
        tx._at_once(WENT, for_word=one.word, for_subject=one.subject, now=micros(tx.now))


def findings_told(tx: Tx, told: Iterable[Finding]) -> None:
    """Raises Outpaced if a rival has told one of them meanwhile."""
    for one in told:
        if tx._at_once(TOLD, for_word=one.word, for_subject=one.subject, now=micros(tx.now)) != 1:
            raise Outpaced


def forget_findings(tx: Tx, before: datetime) -> int:
    return tx._at_once(FORGET, before_then=maybe_micros(before))
