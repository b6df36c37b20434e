"""A copy of a store says that it is one."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "copies",
        sa.Column("made_at", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("settled_at", sa.BigInteger()),
        sqlite_with_rowid=False,
    )
