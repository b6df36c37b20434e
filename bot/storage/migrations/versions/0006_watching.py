"""What the self-audit has found; and what it, `/readyz` and `/metrics` ask, each by an index."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

RUNNING, FAILED = "state IN ('open', 'waiting')", "state = 'failed'"


def index(name: str, table: str, *columns: str, where: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def upgrade() -> None:
    op.create_table(
        "findings",
        sa.Column("word", sa.Text, primary_key=True),
        sa.Column("subject", sa.Text, primary_key=True),
        sa.Column("case_id", sa.BigInteger),
        sa.Column("team", sa.Text, nullable=False),
        sa.Column("since", sa.BigInteger, nullable=False),
        sa.Column("told_at", sa.BigInteger),
        sa.Column("gone_at", sa.BigInteger),
        sqlite_with_rowid=False,
    )
    index("cases_standing", "cases", "team", "tier", "state", "claimed", where=RUNNING)
    index("outbox_failed", "outbox", "lane", "kind", "at", where=FAILED)
    index("surfaces_failed", "surfaces", "lane", "kind", where=FAILED)
