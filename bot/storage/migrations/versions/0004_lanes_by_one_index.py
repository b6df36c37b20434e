"""What waits in a lane is found by one index, in its turn, and what of it was handed out by another."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

UNSENT, UNSHOWN = "state = 'waiting'", "state = 'live' AND wanted > shown"


def index(name: str, table: str, *columns: str | sa.TextClause, where: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def upgrade() -> None:
    for name in ("outbox_due", "outbox_lane"):
        op.drop_index(name, "outbox")
    for name in ("surfaces_due", "surfaces_lane"):
        op.drop_index(name, "surfaces")
    index("outbox_lane", "outbox", "lane", "id", "next_at", "thread", where=UNSENT)
    index("outbox_handed", "outbox", "lane", "unsure", where=f"{UNSENT} AND unsure = 1")
    index("surfaces_lane", "surfaces", "lane", sa.text("(receipt IS NOT NULL)"), "next_at", where=UNSHOWN)
    index("surfaces_handed", "surfaces", "lane", "unsure", where=f"{UNSHOWN} AND unsure = 1")
