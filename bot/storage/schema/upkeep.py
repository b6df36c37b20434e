"""What the store keeps about itself."""

from sqlalchemy import BigInteger, Column, MetaData, String, Table

from bot.storage.schema.base import TEXT, metadata

versions = Table("alembic_version", metadata, Column("version_num", String(32), primary_key=True))

# Where several processes write, what must be done one after the other locks its row here: on SQLite nobody asks.
turns = Table(
    "turns",
    metadata,
    Column("name", TEXT, primary_key=True),
    Column("version", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
TURNS = ({"name": "numbers", "version": 0}, {"name": "roster", "version": 0})

# The heads of all seals in the order of their cases, for as long as somebody verifies; no table of the store.
heads = Table(
    "temp_heads",
    MetaData(),
    Column("case_id", BigInteger),
    Column("hash", TEXT),
    Column("at", BigInteger),
    prefixes=["TEMPORARY"],
)

findings = Table(
    "findings",  # of the self-audit
    metadata,
    Column("word", TEXT, primary_key=True),
    Column("subject", TEXT, primary_key=True),  # the case's number, the outbox row's, or a digest of a place
    Column("case_id", BigInteger),
    Column("team", TEXT, nullable=False),  # whose supervisors are told
    Column("since", BigInteger, nullable=False),
    Column("told_at", BigInteger),
    Column("gone_at", BigInteger),  # no longer so
    sqlite_with_rowid=False,
)

copies = Table(
    "copies",
    metadata,
    Column("made_at", BigInteger, primary_key=True, autoincrement=False),
    Column("settled_at", BigInteger),  # null until the copy is opened for writing
    sqlite_with_rowid=False,
)
