"""What goes out: what is to be said and shown, in which lane, at which pace."""

from sqlalchemy import BigInteger, Column, Index, Integer, Table, text

from bot.storage.schema.base import BIG, TEXT, metadata

# Partial indexes are only used where the same words stand in the question.
UNSENT = text("state = 'waiting'")
# What may no longer be true when its turn comes.
FLEETING = text("state = 'waiting' AND kind IN ('nudge', 'offer', 'unhappy')")
UNSHOWN = text("state = 'live' AND wanted > shown")
HANDED_SAID = text("state = 'waiting' AND unsure = 1")
HANDED_SHOWN = text("state = 'live' AND wanted > shown AND unsure = 1")
POSTED = text("(receipt IS NOT NULL)")
FAILED = text("state = 'failed'")

outbox = Table(
    "outbox",
    metadata,
    Column("id", BIG, primary_key=True),
    Column("key", TEXT, nullable=False, unique=True),
    Column("lane", TEXT, nullable=False),
    Column("to_", TEXT, nullable=False),
    Column("kind", TEXT, nullable=False),
    Column("say", TEXT, nullable=False),
    Column("case_id", BigInteger),
    Column("person", TEXT),
    Column("thread", TEXT),  # key of the surface in whose thread it goes
    Column("not_before", BigInteger),
    Column("at", BigInteger, nullable=False),
    Column("next_at", BigInteger, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("unsure", Integer, nullable=False, server_default="0"),  # 1 handed out, 2 its answer was lost
    Column("state", TEXT, nullable=False, server_default="waiting"),  # waiting, sent, failed, dropped
    Column("receipt", TEXT),
    Column("why", TEXT),
    # What is looked at to find what is due, also where thousands of rows wait for their card to be posted.
    Index("outbox_lane", "lane", "id", "next_at", "thread", sqlite_where=UNSENT, postgresql_where=UNSENT),
    Index("outbox_handed", "lane", "unsure", sqlite_where=HANDED_SAID, postgresql_where=HANDED_SAID),
    Index("outbox_case", "case_id", "kind", sqlite_where=FLEETING, postgresql_where=FLEETING),
    Index("outbox_failed", "lane", "kind", "at", sqlite_where=FAILED, postgresql_where=FAILED),
    sqlite_autoincrement=True,  # Slack is asked for a post by this number, so none may come twice
)

surfaces = Table(
    "surfaces",
    metadata,
    Column("key", TEXT, primary_key=True),
    Column("kind", TEXT, nullable=False),
    Column("lane", TEXT, nullable=False),
    Column("to_", TEXT, nullable=False),
    Column("subject", TEXT, nullable=False),
    Column("thread", TEXT),
    Column("wanted", Integer, nullable=False),
    Column("shown", Integer, nullable=False, server_default="0"),
    Column("anew", Integer, nullable=False, server_default="0"),  # since which version it is another post
    Column("receipt", TEXT),
    Column("next_at", BigInteger, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("unsure", Integer, nullable=False, server_default="0"),
    Column("state", TEXT, nullable=False, server_default="live"),  # live, hidden, failed
    Column("why", TEXT),
    Column("handed_at", BigInteger),  # before then nobody can have posted what is unsure
    Index("surfaces_lane", "lane", POSTED, "next_at", sqlite_where=UNSHOWN, postgresql_where=UNSHOWN),  # in their turn
    Index("surfaces_handed", "lane", "unsure", sqlite_where=HANDED_SHOWN, postgresql_where=HANDED_SHOWN),
    Index("surfaces_failed", "lane", "kind", sqlite_where=FAILED, postgresql_where=FAILED),
    sqlite_with_rowid=False,
)

lanes = Table(
    "lanes",
    metadata,
    Column("lane", TEXT, primary_key=True),
    Column("holder", TEXT),
    Column("until", BigInteger),
    Column("next_at", BigInteger),
    sqlite_with_rowid=False,
)

budgets = Table(
    "budgets",
    metadata,
    Column("key", TEXT, primary_key=True),
    Column("free_at", BigInteger, nullable=False),  # when nothing of what was spent counts any more
    sqlite_with_rowid=False,
)
