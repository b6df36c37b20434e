"""Of the holds that ended in a month, those that were under way when it began are found in the index alone."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

ENDED = "ended_at IS NOT NULL"
COLUMNS = (
    *("team", "ended_at", "person", "tier", "category", "ending", "length", "unclaimed"),
    *("custody", "counts", "late", "touched", "opening", "started_at", "last_seq"),
)


def upgrade() -> None:
    op.drop_index("holds_month", "holds")
    op.create_index("holds_month", "holds", COLUMNS, sqlite_where=sa.text(ENDED), postgresql_where=sa.text(ENDED))
