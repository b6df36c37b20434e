"""The ledger, and what is worked out of it line by line: cases, holds, what the figures ask."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, LargeBinary, Table, text

from bot.storage.schema.base import BIG, TEXT, metadata

# Partial indexes are only used where the same words stand in the question.
RUNNING = text("state IN ('open', 'waiting')")
UNCLAIMED = text("state IN ('open', 'waiting') AND NOT claimed")
DUE = text("due_at IS NOT NULL")
OFFERED = text("offer_to IS NOT NULL")
UNSEALED = text("NOT sealed")
ENDED = text("ended_at IS NOT NULL")

events = Table(
    "events",
    metadata,
    Column("case_id", BigInteger, primary_key=True, autoincrement=False),  # 0 is the house's own chain
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("kind", TEXT, nullable=False),
    Column("by_", TEXT, nullable=False),
    Column("team", TEXT),
    Column("owner", TEXT),
    Column("claimed", Boolean),
    Column("tier", Integer),
    Column("state", TEXT),
    Column("deadline", BigInteger),
    Column("reason", TEXT),
    Column("request", TEXT),
    Column("data", TEXT, nullable=False),
    Column("hash", TEXT, nullable=False),
    Index("events_kind", "kind", "at", "team", "by_"),
    sqlite_with_rowid=False,
)

cases = Table(
    "cases",
    metadata,
    Column("id", BIG, primary_key=True, autoincrement=False),
    Column("seq", Integer, nullable=False),
    Column("head", TEXT, nullable=False),  # hash of its newest line
    Column("team", TEXT, nullable=False),
    Column("owner", TEXT, nullable=False),
    Column("claimed", Boolean, nullable=False),
    Column("tier", Integer, nullable=False),
    Column("state", TEXT, nullable=False),
    Column("deadline", BigInteger, nullable=False),
    Column("due_at", BigInteger),
    Column("customer", BigInteger, ForeignKey("customers.id"), nullable=False),
    Column("category", TEXT),
    Column("spoken_at", BigInteger, nullable=False),
    Column("opened_at", BigInteger, nullable=False),
    Column("ended_at", BigInteger),
    Column("offer_to", TEXT),
    Column("rest", TEXT, nullable=False),
    Column("sealed", Boolean, nullable=False),  # whether a seal covers its newest line
    Index("cases_due", "due_at", sqlite_where=DUE, postgresql_where=DUE),
    Index("cases_owner", "owner", "deadline", sqlite_where=RUNNING, postgresql_where=RUNNING),
    Index("cases_standing", "team", "tier", "state", "claimed", sqlite_where=RUNNING, postgresql_where=RUNNING),
    Index("cases_unclaimed", "team", "tier", "state", "deadline", sqlite_where=UNCLAIMED, postgresql_where=UNCLAIMED),
    Index("cases_team", "team", "state", "deadline"),
    Index("cases_offered", "offer_to", "deadline", sqlite_where=OFFERED, postgresql_where=OFFERED),
    Index("cases_customer", "customer", "id"),
    Index("cases_recent", "customer", "opened_at", sqlite_where=RUNNING, postgresql_where=RUNNING),
    Index("cases_unsealed", "id", sqlite_where=UNSEALED, postgresql_where=UNSEALED),
)

# Cases that somebody of the house asked another for: no customer's, and in no figure of the customers' cases.
follow_ups = Table(
    "follow_ups",
    metadata,
    Column("case_id", BigInteger, primary_key=True, autoincrement=False),
    Column("follows", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

holds = Table(
    "holds",
    metadata,
    Column("case_id", BigInteger, ForeignKey("cases.id"), primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("opening", Integer, nullable=False),
    Column("person", TEXT, nullable=False),
    Column("team", TEXT, nullable=False),
    Column("tier", Integer, nullable=False),
    Column("custody", Boolean, nullable=False),
    Column("category", TEXT),
    Column("started_at", BigInteger, nullable=False),
    Column("first_seq", Integer, nullable=False),
    Column("ended_at", BigInteger),
    Column("last_seq", Integer),
    Column("ending", TEXT),
    Column("length", BigInteger),
    Column("unclaimed", BigInteger),
    Column("counts", Boolean),
    Column("late", Boolean, nullable=False),
    Column("touched", Boolean, nullable=False),
    # A month of a team stands together and whole in the index, so a digest reads nothing else.
    Index(
        "holds_month",
        *("team", "ended_at", "person", "tier", "category", "ending", "length", "unclaimed"),
        *("custody", "counts", "late", "touched", "opening", "started_at", "last_seq"),
        sqlite_where=ENDED,
        postgresql_where=ENDED,
    ),
    sqlite_with_rowid=False,
)


def _line_of_a_case() -> tuple[Column[int], Column[int]]:
    """The key of what stands beside one line of the ledger."""
    case = Column("case_id", BigInteger, ForeignKey("cases.id"), primary_key=True, autoincrement=False)
    return case, Column("seq", Integer, primary_key=True, autoincrement=False)


# What the figures ask of cases beside their holds (bot/cases/deeds.py); each row is written once, when it happens.
# A month of a team stands together and whole in the index, as with holds.
responses = Table(
    "responses",
    metadata,
    *_line_of_a_case(),
    Column("at", BigInteger, nullable=False),
    Column("team", TEXT, nullable=False),
    Column("by_", TEXT, nullable=False),
    Column("length", BigInteger, nullable=False),
    Index("responses_month", "team", "at", "by_", "length", "case_id"),
    sqlite_with_rowid=False,
)

promises = Table(
    "promises",
    metadata,
    *_line_of_a_case(),
    Column("due", BigInteger, nullable=False),
    Column("team", TEXT, nullable=False),
    Column("owner", TEXT, nullable=False),
    Column("kept", Boolean, nullable=False),
    Index("promises_month", "team", "due", "owner", "kept", "case_id"),
    sqlite_with_rowid=False,
)

resolutions = Table(
    "resolutions",
    metadata,
    *_line_of_a_case(),
    Column("at", BigInteger, nullable=False),
    Column("team", TEXT, nullable=False),
    Column("by_", TEXT, nullable=False),
    Column("customer", BigInteger, nullable=False),
    Column("cause", TEXT, nullable=False),
    Column("age", BigInteger, nullable=False),
    Column("whole", BigInteger, nullable=False),
    Column("held", BigInteger, nullable=False),
    Column("first", Boolean, nullable=False),
    Column("at_once", Boolean, nullable=False),
    Column("questions", Integer, nullable=False),
    Column("escalated", Boolean, nullable=False),
    Column("hand_offs", Integer, nullable=False),
    Index(
        "resolutions_month",
        *("team", "at", "by_", "cause", "age", "whole", "held", "first", "at_once", "questions", "escalated"),
        *("hand_offs", "customer", "case_id", "seq"),
    ),
    sqlite_with_rowid=False,
)

texts = Table(
    "texts",
    metadata,
    Column("digest", TEXT, primary_key=True),
    Column("case_id", BigInteger, nullable=False),
    Column("salt", LargeBinary, nullable=False),
    Column("body", TEXT, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("texts_case", "case_id"),
)
