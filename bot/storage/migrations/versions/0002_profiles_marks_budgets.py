"""Who writes, how far each channel was read, what came too early, and how much a platform still takes."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def index(name: str, table: str, *columns: Any, where: str | None = None) -> None:
    partly = sa.text(where) if where else None
    op.create_index(name, table, columns, sqlite_where=partly, postgresql_where=partly)


def upgrade() -> None:
    op.create_table(
        "profiles",
        sa.Column("place", sa.Text(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text()),
        sa.Column("locale", sa.Text()),
        sa.Column("email", sa.Text()),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sqlite_with_rowid=False,
    )
    index("profiles_at", "profiles", "at")
    index("profiles_email", "profiles", sa.func.lower(sa.text("email")), where="email IS NOT NULL")
    op.create_table(
        "marks",
        sa.Column("place", sa.Text(), primary_key=True),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("read_at", sa.BigInteger(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "early",
        sa.Column("thread", sa.Text(), primary_key=True),
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("delivery", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sqlite_with_rowid=False,
    )
    index("early_at", "early", "at")
    op.create_table(
        "budgets",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("free_at", sa.BigInteger(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.add_column("surfaces", sa.Column("handed_at", sa.BigInteger()))
    whole_conversations()


def whole_conversations() -> None:
    """A lane was a place; now it is the conversation around it, and all its threads share it."""
    database = op.get_bind()
    for name in ("outbox", "surfaces"):
        table = sa.table(name, sa.column("lane"))
        lane = table.c.lane
        for (old,) in database.execute(sa.select(lane).where(lane.contains("/")).distinct()).all():
            database.execute(sa.update(table).where(lane == old).values(lane=old.partition("/")[0]))
    lanes = sa.table("lanes", sa.column("lane"))
    database.execute(sa.delete(lanes).where(lanes.c.lane.contains("/")))
