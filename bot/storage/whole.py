"""What programs ask of the whole store: every case, how much there is, what was shown and to whom."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import bindparam, func, literal_column, select, union_all
from sqlalchemy.sql.expression import ColumnElement

from bot.cases.case import Case
from bot.messages.encoding import load
from bot.messages.values import Address, Receipt, Surface
from bot.storage import questions as ask
from bot.storage.reading import Reader
from bot.storage.rows import case_of, instant
from bot.storage.schema import addresses, customers, events, outbox, surfaces
from bot.storage.wire import Statement

_house = events.c.case_id == literal_column("0")
LINES = Statement(select(func.count()).select_from(events))
SEALS = Statement(select(func.count()).select_from(events).where(_house, events.c.kind == literal_column("'sealed'")))
NEWEST = Statement(select(func.max(events.c.at)).where(~_house))
NAMES = Statement(
    select(addresses.c.platform, addresses.c.place, customers.c.name).join_from(
        addresses, customers, customers.c.id == addresses.c.customer_id
    )
)
_surface = select(
    *(surfaces.c[name] for name in ("key", "kind", "to_", "subject", "thread", "wanted", "shown", "receipt"))
)
SHOWN = Statement(
    _surface.where(surfaces.c.receipt.is_not(None), surfaces.c.state == literal_column("'live'")).order_by(
        surfaces.c.next_at, surfaces.c.key
    )
)
# By the key's first letters, so that the index finds them; the sign after the colon ends the range.
DIGESTS = Statement(
    _surface.where(surfaces.c.key >= literal_column("'digest:'"), surfaces.c.key < literal_column("'digest;'"))
)
POSTED_AS = Statement(
    select(surfaces.c.state == literal_column("'live'"), surfaces.c.receipt).where(surfaces.c.key == bindparam("key")),
    "key",
)
_failed: ColumnElement[str] = literal_column("'failed'")
GIVEN_UP = Statement(
    union_all(
        *(
            select(table.c.lane, table.c.why, func.count())
            .where(table.c.state == _failed)
            .group_by(table.c.lane, table.c.why)
            for table in (outbox, surfaces)
        )
    )
)


def given_up(reader: Reader) -> list[tuple[str, str, int]]:
    """What could never arrive: where to, why, and how much it was; the most first."""
    found: Counter[tuple[str, str]] = Counter()
    for lane, why, count in reader.stream(GIVEN_UP):
        found[lane, why or ""] += count
    return [(lane, why, count) for (lane, why), count in found.most_common()]


def every_case(reader: Reader) -> Iterator[Case]:
    return (case_of(row) for row in reader.stream(ask.ALL_CASES))


def counts(reader: Reader) -> tuple[int, int, int]:
    """Lines of the ledger, cases, seals."""
    lines, seals = next(reader.stream(LINES))[0], next(reader.stream(SEALS))[0]
    return int(lines), sum(1 for _ in reader.stream(ask.ALL_CASES)), int(seals)


def newest_instant(reader: Reader) -> datetime | None:
    """When something happened to a case last; None if there is none."""
    newest = next(reader.stream(NEWEST))[0]
    return None if newest is None else instant(newest)


def names_of_customers(reader: Reader, platform: str) -> dict[str, str]:
    """Who has written on a platform: place -> name."""
    return {place: name for on, place, name in reader.stream(NAMES) if on == platform}


def shown_surfaces(reader: Reader) -> list[Surface]:
    """What is to be seen somewhere, with the receipt of where; roughly the oldest first."""
    return [_surface_of(row) for row in reader.stream(SHOWN)]


def posted_as(reader: Reader, key: str) -> tuple[bool, Receipt | None]:
    """Whether something is kept up to date, and where it stands, if it does."""
    found = reader._asked().all(POSTED_AS, key=key)
    if not found:
        return False, None
    live, receipt = found[0]
    return bool(live), load(receipt) if receipt else None


def digests(reader: Reader) -> set[tuple[str, str]]:
    """The (team, month) of every digest that was ever to be posted."""
    return {(team, month) for row in reader.stream(DIGESTS) for team, _, month in [row[3].partition("/")]}


def _surface_of(row: tuple[str, str, str, str, str | None, int, int, str | None]) -> Surface:
    key, kind, to, subject, thread, wanted, shown, receipt = row
    return Surface(key, kind, Address.read(to), subject, thread, wanted, shown, load(receipt) if receipt else None)
