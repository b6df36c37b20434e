"""Cases that somebody of the house asked another for, apart from the customers'."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "follow_ups",
        sa.Column("case_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("follows", sa.BigInteger(), nullable=False),
        sqlite_with_rowid=False,
    )
