"""Everything there is at first."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")  # only an INTEGER is SQLite's own row number


def index(name: str, table: str, *columns: Any, where: str | None = None) -> None:
    partly = sa.text(where) if where else None
    op.create_index(name, table, columns, sqlite_where=partly, postgresql_where=partly)


def upgrade() -> None:
    op.create_table(
        "absences",
        sa.Column("person", sa.Text(), primary_key=True),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "customers",
        sa.Column("id", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("locale", sa.Text()),
        sa.Column("zone", sa.Text()),
    )
    index("customers_name", "customers", sa.func.lower(sa.text("name")))
    op.create_table(
        "duties",
        sa.Column("team", sa.Text(), primary_key=True),
        sa.Column("tier", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "events",
        sa.Column("case_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("seq", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("by_", sa.Text(), nullable=False),
        sa.Column("team", sa.Text()),
        sa.Column("owner", sa.Text()),
        sa.Column("claimed", sa.Boolean()),
        sa.Column("tier", sa.Integer()),
        sa.Column("state", sa.Text()),
        sa.Column("deadline", sa.BigInteger()),
        sa.Column("reason", sa.Text()),
        sa.Column("request", sa.Text()),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sqlite_with_rowid=False,
    )
    index("events_kind", "events", "kind", "at", "team", "by_")
    op.create_table(
        "gone",
        sa.Column("person", sa.Text(), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "lanes",
        sa.Column("lane", sa.Text(), primary_key=True),
        sa.Column("holder", sa.Text()),
        sa.Column("until", sa.BigInteger()),
        sa.Column("next_at", sa.BigInteger()),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "outbox",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("key", sa.Text(), nullable=False, unique=True),
        sa.Column("lane", sa.Text(), nullable=False),
        sa.Column("to_", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("say", sa.Text(), nullable=False),
        sa.Column("case_id", sa.BigInteger()),
        sa.Column("person", sa.Text()),
        sa.Column("thread", sa.Text()),
        sa.Column("not_before", sa.BigInteger()),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("unsure", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("state", sa.Text(), nullable=False, server_default="waiting"),
        sa.Column("receipt", sa.Text()),
        sa.Column("why", sa.Text()),
        sqlite_autoincrement=True,
    )
    index("outbox_due", "outbox", "next_at", "lane", where="state = 'waiting'")
    index("outbox_lane", "outbox", "lane", "id", where="state = 'waiting'")
    index("outbox_case", "outbox", "case_id", "kind", where="state = 'waiting' AND kind IN ('nudge', 'offer')")
    op.create_table(
        "seen",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("case_id", sa.BigInteger()),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("answer", sa.Text()),
        sqlite_with_rowid=False,
    )
    index("seen_answered", "seen", "at", where="answer IS NOT NULL")
    op.create_table(
        "surfaces",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("lane", sa.Text(), nullable=False),
        sa.Column("to_", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("thread", sa.Text()),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("anew", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("receipt", sa.Text()),
        sa.Column("next_at", sa.BigInteger(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("unsure", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("state", sa.Text(), nullable=False, server_default="live"),
        sa.Column("why", sa.Text()),
        sqlite_with_rowid=False,
    )
    index("surfaces_due", "surfaces", "next_at", "lane", where="state = 'live' AND wanted > shown")
    index("surfaces_lane", "surfaces", "lane", where="state = 'live' AND wanted > shown")
    op.create_table(
        "texts",
        sa.Column("digest", sa.Text(), primary_key=True),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
    )
    index("texts_case", "texts", "case_id")
    op.create_table(
        "addresses",
        sa.Column("platform", sa.Text(), primary_key=True),
        sa.Column("place", sa.Text(), primary_key=True),
        sa.Column("customer_id", sa.BigInteger(), sa.ForeignKey("customers.id"), nullable=False),
        sqlite_with_rowid=False,
    )
    index("addresses_customer", "addresses", "customer_id")
    op.create_table(
        "cases",
        sa.Column("id", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("claimed", sa.Boolean(), nullable=False),
        sa.Column("tier", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("deadline", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger()),
        sa.Column("customer", sa.BigInteger(), sa.ForeignKey("customers.id"), nullable=False),
        sa.Column("category", sa.Text()),
        sa.Column("spoken_at", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger()),
        sa.Column("offer_to", sa.Text()),
        sa.Column("rest", sa.Text(), nullable=False),
        sa.Column("sealed", sa.Boolean(), nullable=False),
    )
    index("cases_customer", "cases", "customer", "id")
    index("cases_due", "cases", "due_at", where="due_at IS NOT NULL")
    index("cases_offered", "cases", "offer_to", "deadline", where="offer_to IS NOT NULL")
    index("cases_owner", "cases", "owner", "deadline", where="state IN ('open', 'waiting')")
    index("cases_recent", "cases", "customer", "opened_at", where="state IN ('open', 'waiting')")
    index("cases_team", "cases", "team", "state", "deadline")
    index(
        "cases_unclaimed",
        "cases",
        "team",
        "tier",
        "state",
        "deadline",
        where="state IN ('open', 'waiting') AND NOT claimed",
    )
    index("cases_unsealed", "cases", "id", where="NOT sealed")
    op.create_table(
        "holds",
        sa.Column("case_id", sa.BigInteger(), sa.ForeignKey("cases.id"), primary_key=True, autoincrement=False),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("opening", sa.Integer(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("tier", sa.Integer(), nullable=False),
        sa.Column("custody", sa.Boolean(), nullable=False),
        sa.Column("category", sa.Text()),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("first_seq", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.BigInteger()),
        sa.Column("last_seq", sa.Integer()),
        sa.Column("ending", sa.Text()),
        sa.Column("length", sa.BigInteger()),
        sa.Column("unclaimed", sa.BigInteger()),
        sa.Column("counts", sa.Boolean()),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("touched", sa.Boolean(), nullable=False),
        sqlite_with_rowid=False,
    )
    index(
        "holds_month",
        "holds",
        "team",
        "ended_at",
        "person",
        "tier",
        "category",
        "ending",
        "length",
        "unclaimed",
        "custody",
        "counts",
        "late",
        "touched",
        "opening",
        where="ended_at IS NOT NULL",
    )
    op.create_table(
        "threads",
        sa.Column("place", sa.Text(), primary_key=True),
        sa.Column("case_id", sa.BigInteger(), sa.ForeignKey("cases.id"), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sqlite_with_rowid=False,
    )
    index("threads_case", "threads", "case_id")
