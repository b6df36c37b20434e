"""Where several processes write, some things are done one after the other: each has a row whose turn it is."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    turns = op.create_table(
        "turns",
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.bulk_insert(turns, [{"name": "numbers", "version": 0}, {"name": "roster", "version": 0}])
