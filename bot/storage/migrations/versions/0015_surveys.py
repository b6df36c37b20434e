"""When each customer was asked last how it was; and what waits to be said of a score may be taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0013"
branch_labels = None
depends_on = None

WAITS = "state = 'waiting' AND kind IN ('nudge', 'offer', 'unhappy')"


def upgrade() -> None:
    op.add_column("customers", sa.Column("surveyed_at", sa.BigInteger()))
    op.drop_index("outbox_case", table_name="outbox")
    op.create_index(
        "outbox_case", "outbox", ["case_id", "kind"], sqlite_where=sa.text(WAITS), postgresql_where=sa.text(WAITS)
    )
