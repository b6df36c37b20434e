"""The tables. Instants and lengths are whole microseconds on every database; JSON is text."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    func,
    text,
)

HEAD = "0004"  # this schema; their names are numbers, so a greater one is newer

metadata = MetaData()
_BIG = BigInteger().with_variant(Integer, "sqlite")  # only an INTEGER is SQLite's own row number

# Partial indexes are only used where the same words stand in the question.
RUNNING = text("state IN ('open', 'waiting')")
UNCLAIMED = text("state IN ('open', 'waiting') AND NOT claimed")
DUE = text("due_at IS NOT NULL")
OFFERED = text("offer_to IS NOT NULL")
UNSEALED = text("NOT sealed")
ENDED = text("ended_at IS NOT NULL")
ANSWERED = text("answer IS NOT NULL")
MAILED = text("email IS NOT NULL")
UNSENT = text("state = 'waiting'")
FLEETING = text("state = 'waiting' AND kind IN ('nudge', 'offer')")  # what may no longer be true when its turn comes
UNSHOWN = text("state = 'live' AND wanted > shown")
HANDED_SAID = text("state = 'waiting' AND unsure = 1")
HANDED_SHOWN = text("state = 'live' AND wanted > shown AND unsure = 1")
POSTED = text("(receipt IS NOT NULL)")

versions = Table("alembic_version", metadata, Column("version_num", String(32), primary_key=True))

events = Table(
    "events",
    metadata,
    Column("case_id", BigInteger, primary_key=True, autoincrement=False),  # 0 is the house's own chain
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("by_", Text, nullable=False),
    Column("team", Text),
    Column("owner", Text),
    Column("claimed", Boolean),
    Column("tier", Integer),
    Column("state", Text),
    Column("deadline", BigInteger),
    Column("reason", Text),
    Column("request", Text),
    Column("data", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Index("events_kind", "kind", "at", "team", "by_"),
    sqlite_with_rowid=False,
)

cases = Table(
    "cases",
    metadata,
    Column("id", _BIG, primary_key=True, autoincrement=False),
    Column("seq", Integer, nullable=False),
    Column("head", Text, nullable=False),  # hash of its newest line
    Column("team", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("claimed", Boolean, nullable=False),
    Column("tier", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("deadline", BigInteger, nullable=False),
    Column("due_at", BigInteger),
    Column("customer", BigInteger, ForeignKey("customers.id"), nullable=False),
    Column("category", Text),
    Column("spoken_at", BigInteger, nullable=False),
    Column("opened_at", BigInteger, nullable=False),
    Column("ended_at", BigInteger),
    Column("offer_to", Text),
    Column("rest", Text, nullable=False),
    Column("sealed", Boolean, nullable=False),  # whether a seal covers its newest line
    Index("cases_due", "due_at", sqlite_where=DUE, postgresql_where=DUE),
    Index("cases_owner", "owner", "deadline", sqlite_where=RUNNING, postgresql_where=RUNNING),
    Index("cases_unclaimed", "team", "tier", "state", "deadline", sqlite_where=UNCLAIMED, postgresql_where=UNCLAIMED),
    Index("cases_team", "team", "state", "deadline"),
    Index("cases_offered", "offer_to", "deadline", sqlite_where=OFFERED, postgresql_where=OFFERED),
    Index("cases_customer", "customer", "id"),
    Index("cases_recent", "customer", "opened_at", sqlite_where=RUNNING, postgresql_where=RUNNING),
    Index("cases_unsealed", "id", sqlite_where=UNSEALED, postgresql_where=UNSEALED),
)

holds = Table(
    "holds",
    metadata,
    Column("case_id", BigInteger, ForeignKey("cases.id"), primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("opening", Integer, nullable=False),
    Column("person", Text, nullable=False),
    Column("team", Text, nullable=False),
    Column("tier", Integer, nullable=False),
    Column("custody", Boolean, nullable=False),
    Column("category", Text),
    Column("started_at", BigInteger, nullable=False),
    Column("first_seq", Integer, nullable=False),
    Column("ended_at", BigInteger),
    Column("last_seq", Integer),
    Column("ending", Text),
    Column("length", BigInteger),
    Column("unclaimed", BigInteger),
    Column("counts", Boolean),
    Column("late", Boolean, nullable=False),
    Column("touched", Boolean, nullable=False),
    # A month of a team stands together and whole in the index, so a digest reads nothing else.
    Index(
        "holds_month",
        *("team", "ended_at", "person", "tier", "category", "ending", "length", "unclaimed"),
        *("custody", "counts", "late", "touched", "opening"),
        sqlite_where=ENDED,
        postgresql_where=ENDED,
    ),
    sqlite_with_rowid=False,
)

texts = Table(
    "texts",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("case_id", BigInteger, nullable=False),
    Column("salt", LargeBinary, nullable=False),
    Column("body", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("texts_case", "case_id"),
)

customers = Table(
    "customers",
    metadata,
    Column("id", _BIG, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("locale", Text),
    Column("zone", Text),
    Index("customers_name", func.lower(text("name"))),
)

addresses = Table(
    "addresses",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("place", Text, primary_key=True),
    Column("customer_id", BigInteger, ForeignKey("customers.id"), nullable=False),
    Index("addresses_customer", "customer_id"),
    sqlite_with_rowid=False,
)

threads = Table(
    "threads",
    metadata,
    Column("place", Text, primary_key=True),
    Column("case_id", BigInteger, ForeignKey("cases.id"), nullable=False),
    Column("role", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("threads_case", "case_id"),
    sqlite_with_rowid=False,
)

seen = Table(
    "seen",
    metadata,
    Column("key", Text, primary_key=True),
    Column("case_id", BigInteger),
    Column("at", BigInteger, nullable=False),
    Column("answer", Text),
    Index("seen_answered", "at", sqlite_where=ANSWERED, postgresql_where=ANSWERED),
    sqlite_with_rowid=False,
)

profiles = Table(
    "profiles",
    metadata,
    Column("place", Text, primary_key=True),  # "slack:U0ANA"
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("zone", Text),
    Column("locale", Text),
    Column("email", Text),
    Column("at", BigInteger, nullable=False),
    Index("profiles_email", func.lower(text("email")), sqlite_where=MAILED, postgresql_where=MAILED),
    sqlite_with_rowid=False,
)

whereabouts = Table(
    "whereabouts",
    metadata,
    Column("place", Text, primary_key=True),  # "teams:19:…@thread.tacv2", or a person
    Column("service", Text, nullable=False),  # the base address of the platform's service there
    Column("tenant", Text, nullable=False),
    Column("team", Text, nullable=False),
    Column("conversation", Text, nullable=False),  # the direct chat with a person
    Column("user_", Text, nullable=False),  # what a person is called on the wire
    Column("hears_all", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

marks = Table(
    "marks",
    metadata,
    Column("place", Text, primary_key=True),
    Column("mark", Text, nullable=False),  # in the platform's own words
    Column("at", BigInteger, nullable=False),  # since when the channel is listened to
    Column("read_at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

early = Table(
    "early",
    metadata,
    Column("thread", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("delivery", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("early_at", "at"),
    sqlite_with_rowid=False,
)

budgets = Table(
    "budgets",
    metadata,
    Column("key", Text, primary_key=True),
    Column("free_at", BigInteger, nullable=False),  # when nothing of what was spent counts any more
    sqlite_with_rowid=False,
)

absences = Table(
    "absences",
    metadata,
    Column("person", Text, primary_key=True),
    Column("until", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

duties = Table(
    "duties",
    metadata,
    Column("team", Text, primary_key=True),
    Column("tier", Integer, primary_key=True, autoincrement=False),
    Column("person", Text, nullable=False),
    Column("until", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

gone = Table("gone", metadata, Column("person", Text, primary_key=True), sqlite_with_rowid=False)

outbox = Table(
    "outbox",
    metadata,
    Column("id", _BIG, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("lane", Text, nullable=False),
    Column("to_", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("say", Text, nullable=False),
    Column("case_id", BigInteger),
    Column("person", Text),
    Column("thread", Text),  # key of the surface in whose thread it goes
    Column("not_before", BigInteger),
    Column("at", BigInteger, nullable=False),
    Column("next_at", BigInteger, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("unsure", Integer, nullable=False, server_default="0"),  # 1 handed out, 2 its answer was lost
    Column("state", Text, nullable=False, server_default="waiting"),  # waiting, sent, failed, dropped
    Column("receipt", Text),
    Column("why", Text),
    # What is looked at to find what is due, also where thousands of rows wait for their card to be posted.
    Index("outbox_lane", "lane", "id", "next_at", "thread", sqlite_where=UNSENT, postgresql_where=UNSENT),
    Index("outbox_handed", "lane", "unsure", sqlite_where=HANDED_SAID, postgresql_where=HANDED_SAID),
    Index("outbox_case", "case_id", "kind", sqlite_where=FLEETING, postgresql_where=FLEETING),
    sqlite_autoincrement=True,  # Slack is asked for a post by this number, so none may come twice
)

surfaces = Table(
    "surfaces",
    metadata,
    Column("key", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("lane", Text, nullable=False),
    Column("to_", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("thread", Text),
    Column("wanted", Integer, nullable=False),
    Column("shown", Integer, nullable=False, server_default="0"),
    Column("anew", Integer, nullable=False, server_default="0"),  # since which version it is another post
    Column("receipt", Text),
    Column("next_at", BigInteger, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("unsure", Integer, nullable=False, server_default="0"),
    Column("state", Text, nullable=False, server_default="live"),  # live, hidden, failed
    Column("why", Text),
    Column("handed_at", BigInteger),  # before then nobody can have posted what is unsure
    Index("surfaces_lane", "lane", POSTED, "next_at", sqlite_where=UNSHOWN, postgresql_where=UNSHOWN),  # in their turn
    Index("surfaces_handed", "lane", "unsure", sqlite_where=HANDED_SHOWN, postgresql_where=HANDED_SHOWN),
    sqlite_with_rowid=False,
)

lanes = Table(
    "lanes",
    metadata,
    Column("lane", Text, primary_key=True),
    Column("holder", Text),
    Column("until", BigInteger),
    Column("next_at", BigInteger),
    sqlite_with_rowid=False,
)
