"""What came in: whose thread it is, what was heard before, up to where a channel was read, what is not sent yet."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table, text

from bot.storage.schema.base import TEXT, metadata

# Partial indexes are only used where the same words stand in the question.
ANSWERED = text("answer IS NOT NULL")

threads = Table(
    "threads",
    metadata,
    Column("place", TEXT, primary_key=True),
    Column("case_id", BigInteger, ForeignKey("cases.id"), nullable=False),
    Column("role", TEXT, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("threads_case", "case_id"),
    sqlite_with_rowid=False,
)

seen = Table(
    "seen",
    metadata,
    Column("key", TEXT, primary_key=True),
    Column("case_id", BigInteger),
    Column("at", BigInteger, nullable=False),
    Column("answer", TEXT),
    Index("seen_answered", "at", sqlite_where=ANSWERED, postgresql_where=ANSWERED),
    sqlite_with_rowid=False,
)

marks = Table(
    "marks",
    metadata,
    Column("place", TEXT, primary_key=True),
    Column("mark", TEXT, nullable=False),  # in the platform's own words
    Column("at", BigInteger, nullable=False),  # since when the channel is listened to
    Column("read_at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

early = Table(
    "early",
    metadata,
    Column("thread", TEXT, primary_key=True),
    Column("key", TEXT, primary_key=True),
    Column("delivery", TEXT, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("early_at", "at"),
    sqlite_with_rowid=False,
)

drafts = Table(
    "drafts",
    metadata,
    Column("key", TEXT, primary_key=True),  # a digest: whoever reads it here cannot fetch the draft with it
    Column("typed", TEXT, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("drafts_at", "at"),
    sqlite_with_rowid=False,
)
