"""That a store is a copy of another: its mark, and the rows that the other one may have sent meanwhile."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, case, func, insert, or_, select, union_all, update
from sqlalchemy.sql.expression import BindParameter

from bot.messages.encoding import dump, load
from bot.messages.values import Address, Outgoing, Say
from bot.storage.lanes import NONE, word
from bot.storage.out import ToSay
from bot.storage.reading import Reader
from bot.storage.rows import instant, maybe_instant, micros, storable
from bot.storage.schema import UNSENT, UNSHOWN, copies, events, outbox, surfaces
from bot.storage.tx import Tx
from bot.storage.wire import Statement

AT_LEAST = 1_000_000_000  # posts further on, where a clock stands still
IN_DOUBT = 2  # as after an answer that was lost: it is looked up before it is sent


@dataclass(frozen=True, slots=True)
class Copy:
    """`settled_at`: when it was first opened for writing."""

    made_at: datetime
    settled_at: datetime | None


@dataclass(frozen=True, slots=True)
class Unposted:
    """A surface that was to be seen and had no post yet."""

    key: str
    kind: str
    to: Address
    subject: str


_copy = select(copies.c.made_at, copies.c.settled_at)
UNSETTLED = Statement(_copy.where(copies.c.settled_at.is_(None)).order_by(copies.c.made_at))
SETTLED = Statement(_copy.where(copies.c.settled_at.is_not(None)).order_by(copies.c.settled_at.desc()))
NEWEST = Statement(union_all(select(func.max(events.c.at)), select(func.max(outbox.c.at))))
NEWEST_SAID = Statement(select(func.max(outbox.c.id)))
NEWEST_COPY = Statement(select(func.max(copies.c.made_at)))
MARK = Statement(insert(copies), "made_at", "settled_at", columns=["made_at", "settled_at"])
SETTLE = Statement(update(copies).where(copies.c.settled_at.is_(None)).values(settled_at=bindparam("at")), "at")
_now: BindParameter[Any] = bindparam("now")
WAITING_SAID = Statement(
    select(
        *(outbox.c[name] for name in ("id", "key", "to_", "kind", "say", "case_id", "person", "thread", "not_before")),
        *(outbox.c[name] for name in ("at", "attempts", "unsure")),
    )
    .where(UNSENT, or_(outbox.c.next_at <= _now, outbox.c.unsure > NONE))
    .order_by(outbox.c.id)
)
WAITING_SHOWN = Statement(
    select(*(surfaces.c[name] for name in ("key", "kind", "to_", "subject")))
    .where(UNSHOWN, surfaces.c.receipt.is_(None), or_(surfaces.c.next_at <= _now, surfaces.c.unsure > NONE))
    .order_by(surfaces.c.key)
)
DOUBT_SAID = Statement(
    update(outbox).where(outbox.c.id == bindparam("for_id"), UNSENT), "unsure", "for_id", columns=["unsure"]
)
DOUBT_SHOWN = Statement(
    update(surfaces)
    .where(surfaces.c.key == bindparam("for_key"), UNSHOWN)
    .values(
        handed_at=case(
            (surfaces.c.unsure > NONE, func.coalesce(surfaces.c.handed_at, bindparam("made_at"))),
            else_=bindparam("made_at"),
        )
    ),
    columns=["unsure"],
)
PASS_OVER = Statement(
    update(surfaces).where(surfaces.c.key == bindparam("for_key"), UNSHOWN).values(state=word("failed"), unsure=NONE),
    "why",
    "for_key",
    columns=["why"],
)
_far = ("id", "key", "lane", "to_", "kind", "say", "at", "next_at", "state")
FAR = Statement(insert(outbox), *_far, columns=_far)
FAR_IN_POSTGRESQL = Statement(
    select(func.setval(func.pg_get_serial_sequence(word("outbox"), word("id")), bindparam("id")))
)


def unsettled(reader: Reader) -> Copy | None:
    """The mark of a copy that nobody has written to yet; of several, as of a copy's copy, the oldest."""
    found = reader._asked().all(UNSETTLED)
    return Copy(instant(found[0][0]), None) if found else None


def settled(reader: Reader) -> Copy | None:
    """Since when this store goes on where another one stopped, if it does."""
    found = reader._asked().all(SETTLED)
    return Copy(instant(found[0][0]), instant(found[0][1])) if found else None


def mark_copy(tx: Tx, made_at: datetime) -> None:
    """A copy may be one of a copy, whose clock stood still."""
    if unsettled(tx) is None:
        before = tx._asked().all(NEWEST_COPY)[0][0]
        tx._at_once_many(MARK, [(max(micros(made_at), (before or 0) + 1), None)])


def newest(reader: Reader) -> datetime | None:
    """When this store last heard or said anything."""
    times = [time for (time,) in reader._asked().all(NEWEST) if time is not None]
    return instant(max(times)) if times else None


# --- settling ------------------------------------------------------------------------------------------------------


def settle_mark(tx: Tx) -> bool:
    """False if another process was quicker; whoever comes while it is at it waits until it is done."""
    return tx._at_once(SETTLE, at=micros(tx.now)) > 0


def numbered_far_on(tx: Tx) -> None:
    """A number of the outbox names a post, and the other store has used the next ones for posts of its own. So this one
    goes on with the instant, in microseconds: no store has ever come that far, and a second copy begins later."""
    wire = tx._asked()
    far = max(micros(tx.now), (wire.all(NEWEST_SAID)[0][0] or 0) + AT_LEAST)
    if wire.dialect.name == "postgresql":
        wire.all(FAR_IN_POSTGRESQL, id=far)
    else:
        place, said = "console:copy", dump(Say("restored-told", {"made": tx.now}))  # nobody is ever told it there
        tx._at_once_many(FAR, [(far, f"copy:{far}", place, place, "copy", said, far, far, "dropped")])


def said_before(tx: Tx) -> list[ToSay]:
    """What was to be said by now, or is in doubt already."""
    return [_to_say(row) for row in tx._asked().all(WAITING_SAID, now=micros(tx.now))]


def shown_before(tx: Tx) -> list[Unposted]:
    """What was to be posted by now, or is in doubt already; an edit does no harm."""
    rows = tx._asked().all(WAITING_SHOWN, now=micros(tx.now))
    return [Unposted(key, kind, Address.read(to), subject) for key, kind, to, subject in rows]


def doubt(tx: Tx, said: Iterable[ToSay], shown: Iterable[Unposted], since: datetime) -> None:
    """These may have been sent since then."""
    tx._at_once_many(DOUBT_SAID, [(IN_DOUBT, row.id) for row in said])
    for one in shown:
        tx._at_once(DOUBT_SHOWN, for_key=one.key, made_at=micros(since), unsure=IN_DOUBT)


def pass_over(tx: Tx, shown: Iterable[Unposted], why: str) -> None:
    """These are posted only when there is something new to show."""
    tx._at_once_many(PASS_OVER, [(storable(why), one.key) for one in shown])


def _to_say(
    row: tuple[int, str, str, str, str, int | None, str | None, str | None, int | None, int, int, int],
) -> ToSay:
    id_, key, to, kind, say, about, person, thread, not_before, at, attempts, unsure = row
    outgoing = Outgoing(key, Address.read(to), kind, load(say), about, person, thread, maybe_instant(not_before))
    return ToSay(id_, outgoing, None, instant(at), attempts, bool(unsure))
