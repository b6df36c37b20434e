"""Customers, where they are reached, what platforms say of people, and who is not there."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table, func, text

from bot.storage.schema.base import BIG, TEXT, metadata

# Partial indexes are only used where the same words stand in the question.
MAILED = text("email IS NOT NULL")

customers = Table(
    "customers",
    metadata,
    Column("id", BIG, primary_key=True, autoincrement=False),
    Column("name", TEXT, nullable=False),
    Column("locale", TEXT),
    Column("zone", TEXT),
    Column("surveyed_at", BigInteger),  # when they were asked last how it was
    Index("customers_name", func.lower(text("name"))),
)

addresses = Table(
    "addresses",
    metadata,
    Column("platform", TEXT, primary_key=True),
    Column("place", TEXT, primary_key=True),
    Column("customer_id", BigInteger, ForeignKey("customers.id"), nullable=False),
    Index("addresses_customer", "customer_id"),
    sqlite_with_rowid=False,
)

profiles = Table(
    "profiles",
    metadata,
    Column("place", TEXT, primary_key=True),  # "slack:U0ANA"
    Column("name", TEXT, nullable=False),
    Column("kind", TEXT, nullable=False),
    Column("zone", TEXT),
    Column("locale", TEXT),
    Column("email", TEXT),
    Column("at", BigInteger, nullable=False),
    Index("profiles_email", func.lower(text("email")), sqlite_where=MAILED, postgresql_where=MAILED),
    sqlite_with_rowid=False,
)

whereabouts = Table(
    "whereabouts",
    metadata,
    Column("place", TEXT, primary_key=True),  # "teams:19:…@thread.tacv2", or a person
    Column("service", TEXT, nullable=False),  # the base address of the platform's service there
    Column("tenant", TEXT, nullable=False),
    Column("team", TEXT, nullable=False),
    Column("conversation", TEXT, nullable=False),  # the direct chat with a person
    Column("user_", TEXT, nullable=False),  # what a person is called on the wire
    Column("hears_all", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

absences = Table(
    "absences",
    metadata,
    Column("person", TEXT, primary_key=True),
    Column("until", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

duties = Table(
    "duties",
    metadata,
    Column("team", TEXT, primary_key=True),
    Column("tier", Integer, primary_key=True, autoincrement=False),
    Column("person", TEXT, nullable=False),
    Column("until", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

gone = Table("gone", metadata, Column("person", TEXT, primary_key=True), sqlite_with_rowid=False)
