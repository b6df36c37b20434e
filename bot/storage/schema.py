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

HEAD = "0015"

metadata = MetaData()
_BIG = BigInteger().with_variant(Integer, "sqlite")  # only an INTEGER is SQLite's own row number
_TEXT = Text().with_variant(Text(collation="C"), "postgresql")  # ordered by its bytes, as SQLite does

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
# What may no longer be true when its turn comes.
FLEETING = text("state = 'waiting' AND kind IN ('nudge', 'offer', 'unhappy')")
UNSHOWN = text("state = 'live' AND wanted > shown")
HANDED_SAID = text("state = 'waiting' AND unsure = 1")
HANDED_SHOWN = text("state = 'live' AND wanted > shown AND unsure = 1")
POSTED = text("(receipt IS NOT NULL)")
FAILED = text("state = 'failed'")

versions = Table("alembic_version", metadata, Column("version_num", String(32), primary_key=True))

events = Table(
    "events",
    metadata,
    Column("case_id", BigInteger, primary_key=True, autoincrement=False),  # 0 is the house's own chain
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("kind", _TEXT, nullable=False),
    Column("by_", _TEXT, nullable=False),
    Column("team", _TEXT),
    Column("owner", _TEXT),
    Column("claimed", Boolean),
    Column("tier", Integer),
    Column("state", _TEXT),
    Column("deadline", BigInteger),
    Column("reason", _TEXT),
    Column("request", _TEXT),
    Column("data", _TEXT, nullable=False),
    Column("hash", _TEXT, nullable=False),
    Index("events_kind", "kind", "at", "team", "by_"),
    sqlite_with_rowid=False,
)

cases = Table(
    "cases",
    metadata,
    Column("id", _BIG, primary_key=True, autoincrement=False),
    Column("seq", Integer, nullable=False),
    Column("head", _TEXT, nullable=False),  # hash of its newest line
    Column("team", _TEXT, nullable=False),
    Column("owner", _TEXT, nullable=False),
    Column("claimed", Boolean, nullable=False),
    Column("tier", Integer, nullable=False),
    Column("state", _TEXT, nullable=False),
    Column("deadline", BigInteger, nullable=False),
    Column("due_at", BigInteger),
    Column("customer", BigInteger, ForeignKey("customers.id"), nullable=False),
    Column("category", _TEXT),
    Column("spoken_at", BigInteger, nullable=False),
    Column("opened_at", BigInteger, nullable=False),
    Column("ended_at", BigInteger),
    Column("offer_to", _TEXT),
    Column("rest", _TEXT, nullable=False),
    Column("sealed", Boolean, nullable=False),  # whether a seal covers its newest line
    Index("cases_due", "due_at", sqlite_where=DUE, postgresql_where=DUE),
    Index("cases_owner", "owner", "deadline", sqlite_where=RUNNING, postgresql_where=RUNNING),
    Index("cases_standing", "team", "tier", "state", "claimed", sqlite_where=RUNNING, postgresql_where=RUNNING),
    Index("cases_unclaimed", "team", "tier", "state", "deadline", sqlite_where=UNCLAIMED, postgresql_where=UNCLAIMED),
    Index("cases_team", "team", "state", "deadline"),
    Index("cases_offered", "offer_to", "deadline", sqlite_where=OFFERED, postgresql_where=OFFERED),
    Index("cases_customer", "customer", "id"),
    Index("cases_recent", "customer", "opened_at", sqlite_where=RUNNING, postgresql_where=RUNNING),
    Index("cases_unsealed", "id", sqlite_where=UNSEALED, postgresql_where=UNSEALED),
)

# Cases that somebody of the house asked another for: no customer's, and in no figure of the customers' cases.
follow_ups = Table(
    "follow_ups",
    metadata,
    Column("case_id", BigInteger, primary_key=True, autoincrement=False),
    Column("follows", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

holds = Table(
    "holds",
    metadata,
    Column("case_id", BigInteger, ForeignKey("cases.id"), primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("opening", Integer, nullable=False),
    Column("person", _TEXT, nullable=False),
    Column("team", _TEXT, nullable=False),
    Column("tier", Integer, nullable=False),
    Column("custody", Boolean, nullable=False),
    Column("category", _TEXT),
    Column("started_at", BigInteger, nullable=False),
    Column("first_seq", Integer, nullable=False),
    Column("ended_at", BigInteger),
    Column("last_seq", Integer),
    Column("ending", _TEXT),
    Column("length", BigInteger),
    Column("unclaimed", BigInteger),
    Column("counts", Boolean),
    Column("late", Boolean, nullable=False),
    Column("touched", Boolean, nullable=False),
    # A month of a team stands together and whole in the index, so a digest reads nothing else.
    Index(
        "holds_month",
        *("team", "ended_at", "person", "tier", "category", "ending", "length", "unclaimed"),
        *("custody", "counts", "late", "touched", "opening", "started_at", "last_seq"),
        sqlite_where=ENDED,
        postgresql_where=ENDED,
    ),
    sqlite_with_rowid=False,
)


def _line_of_a_case() -> tuple[Column[int], Column[int]]:
    """The key of what stands beside one line of the ledger."""
    case = Column("case_id", BigInteger, ForeignKey("cases.id"), primary_key=True, autoincrement=False)
    return case, Column("seq", Integer, primary_key=True, autoincrement=False)


# What the figures ask of cases beside their holds (bot/cases/deeds.py); each row is written once, when it happens.
# A month of a team stands together and whole in the index, as with holds.
responses = Table(
    "responses",
    metadata,
    *_line_of_a_case(),
    Column("at", BigInteger, nullable=False),
    Column("team", _TEXT, nullable=False),
    Column("by_", _TEXT, nullable=False),
    Column("length", BigInteger, nullable=False),
    Index("responses_month", "team", "at", "by_", "length", "case_id"),
    sqlite_with_rowid=False,
)

promises = Table(
    "promises",
    metadata,
    *_line_of_a_case(),
    Column("due", BigInteger, nullable=False),
    Column("team", _TEXT, nullable=False),
    Column("owner", _TEXT, nullable=False),
    Column("kept", Boolean, nullable=False),
    Index("promises_month", "team", "due", "owner", "kept", "case_id"),
    sqlite_with_rowid=False,
)

resolutions = Table(
    "resolutions",
    metadata,
    *_line_of_a_case(),
    Column("at", BigInteger, nullable=False),
    Column("team", _TEXT, nullable=False),
    Column("by_", _TEXT, nullable=False),
    Column("customer", BigInteger, nullable=False),
    Column("cause", _TEXT, nullable=False),
    Column("age", BigInteger, nullable=False),
    Column("whole", BigInteger, nullable=False),
    Column("held", BigInteger, nullable=False),
    Column("first", Boolean, nullable=False),
    Column("at_once", Boolean, nullable=False),
    Column("questions", Integer, nullable=False),
    Column("escalated", Boolean, nullable=False),
    Column("hand_offs", Integer, nullable=False),
    Index(
        "resolutions_month",
        *("team", "at", "by_", "cause", "age", "whole", "held", "first", "at_once", "questions", "escalated"),
        *("hand_offs", "customer", "case_id", "seq"),
    ),
    sqlite_with_rowid=False,
)

texts = Table(
    "texts",
    metadata,
    Column("digest", _TEXT, primary_key=True),
    Column("case_id", BigInteger, nullable=False),
    Column("salt", LargeBinary, nullable=False),
    Column("body", _TEXT, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("texts_case", "case_id"),
)

customers = Table(
    "customers",
    metadata,
    Column("id", _BIG, primary_key=True, autoincrement=False),
    Column("name", _TEXT, nullable=False),
    Column("locale", _TEXT),
    Column("zone", _TEXT),
    Column("surveyed_at", BigInteger),  # when they were asked last how it was
    Index("customers_name", func.lower(text("name"))),
)

addresses = Table(
    "addresses",
    metadata,
    Column("platform", _TEXT, primary_key=True),
    Column("place", _TEXT, primary_key=True),
    Column("customer_id", BigInteger, ForeignKey("customers.id"), nullable=False),
    Index("addresses_customer", "customer_id"),
    sqlite_with_rowid=False,
)

threads = Table(
    "threads",
    metadata,
    Column("place", _TEXT, primary_key=True),
    Column("case_id", BigInteger, ForeignKey("cases.id"), nullable=False),
    Column("role", _TEXT, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("threads_case", "case_id"),
    sqlite_with_rowid=False,
)

seen = Table(
    "seen",
    metadata,
    Column("key", _TEXT, primary_key=True),
    Column("case_id", BigInteger),
    Column("at", BigInteger, nullable=False),
    Column("answer", _TEXT),
    Index("seen_answered", "at", sqlite_where=ANSWERED, postgresql_where=ANSWERED),
    sqlite_with_rowid=False,
)

profiles = Table(
    "profiles",
    metadata,
    Column("place", _TEXT, primary_key=True),  # "slack:U0ANA"
    Column("name", _TEXT, nullable=False),
    Column("kind", _TEXT, nullable=False),
    Column("zone", _TEXT),
    Column("locale", _TEXT),
    Column("email", _TEXT),
    Column("at", BigInteger, nullable=False),
    Index("profiles_email", func.lower(text("email")), sqlite_where=MAILED, postgresql_where=MAILED),
    sqlite_with_rowid=False,
)

whereabouts = Table(
    "whereabouts",
    metadata,
    Column("place", _TEXT, primary_key=True),  # "teams:19:…@thread.tacv2", or a person
    Column("service", _TEXT, nullable=False),  # the base address of the platform's service there
    Column("tenant", _TEXT, nullable=False),
    Column("team", _TEXT, nullable=False),
    Column("conversation", _TEXT, nullable=False),  # the direct chat with a person
    Column("user_", _TEXT, nullable=False),  # what a person is called on the wire
    Column("hears_all", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

marks = Table(
    "marks",
    metadata,
    Column("place", _TEXT, primary_key=True),
    Column("mark", _TEXT, nullable=False),  # in the platform's own words
    Column("at", BigInteger, nullable=False),  # since when the channel is listened to
    Column("read_at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

early = Table(
    "early",
    metadata,
    Column("thread", _TEXT, primary_key=True),
    Column("key", _TEXT, primary_key=True),
    Column("delivery", _TEXT, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("early_at", "at"),
    sqlite_with_rowid=False,
)

drafts = Table(
    "drafts",
    metadata,
    Column("key", _TEXT, primary_key=True),  # a digest: whoever reads it here cannot fetch the draft with it
    Column("typed", _TEXT, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("drafts_at", "at"),
    sqlite_with_rowid=False,
)

budgets = Table(
    "budgets",
    metadata,
    Column("key", _TEXT, primary_key=True),
    Column("free_at", BigInteger, nullable=False),  # when nothing of what was spent counts any more
    sqlite_with_rowid=False,
)

absences = Table(
    "absences",
    metadata,
    Column("person", _TEXT, primary_key=True),
    Column("until", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

duties = Table(
    "duties",
    metadata,
    Column("team", _TEXT, primary_key=True),
    Column("tier", Integer, primary_key=True, autoincrement=False),
    Column("person", _TEXT, nullable=False),
    Column("until", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

gone = Table("gone", metadata, Column("person", _TEXT, primary_key=True), sqlite_with_rowid=False)

outbox = Table(
    "outbox",
    metadata,
    Column("id", _BIG, primary_key=True),
    Column("key", _TEXT, nullable=False, unique=True),
    Column("lane", _TEXT, nullable=False),
    Column("to_", _TEXT, nullable=False),
    Column("kind", _TEXT, nullable=False),
    Column("say", _TEXT, nullable=False),
    Column("case_id", BigInteger),
    Column("person", _TEXT),
    Column("thread", _TEXT),  # key of the surface in whose thread it goes
    Column("not_before", BigInteger),
    Column("at", BigInteger, nullable=False),
    Column("next_at", BigInteger, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("unsure", Integer, nullable=False, server_default="0"),  # 1 handed out, 2 its answer was lost
    Column("state", _TEXT, nullable=False, server_default="waiting"),  # waiting, sent, failed, dropped
    Column("receipt", _TEXT),
    Column("why", _TEXT),
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
    Column("key", _TEXT, primary_key=True),
    Column("kind", _TEXT, nullable=False),
    Column("lane", _TEXT, nullable=False),
    Column("to_", _TEXT, nullable=False),
    Column("subject", _TEXT, nullable=False),
    Column("thread", _TEXT),
    Column("wanted", Integer, nullable=False),
    Column("shown", Integer, nullable=False, server_default="0"),
    Column("anew", Integer, nullable=False, server_default="0"),  # since which version it is another post
    Column("receipt", _TEXT),
    Column("next_at", BigInteger, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("unsure", Integer, nullable=False, server_default="0"),
    Column("state", _TEXT, nullable=False, server_default="live"),  # live, hidden, failed
    Column("why", _TEXT),
    Column("handed_at", BigInteger),  # before then nobody can have posted what is unsure
    Index("surfaces_lane", "lane", POSTED, "next_at", sqlite_where=UNSHOWN, postgresql_where=UNSHOWN),  # in their turn
    Index("surfaces_handed", "lane", "unsure", sqlite_where=HANDED_SHOWN, postgresql_where=HANDED_SHOWN),
    Index("surfaces_failed", "lane", "kind", sqlite_where=FAILED, postgresql_where=FAILED),
    sqlite_with_rowid=False,
)

lanes = Table(
    "lanes",
    metadata,
    Column("lane", _TEXT, primary_key=True),
    Column("holder", _TEXT),
    Column("until", BigInteger),
    Column("next_at", BigInteger),
    sqlite_with_rowid=False,
)

# Where several processes write, what must be done one after the other locks its row here: on SQLite nobody asks.
turns = Table(
    "turns",
    metadata,
    Column("name", _TEXT, primary_key=True),
    Column("version", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
TURNS = ({"name": "numbers", "version": 0}, {"name": "roster", "version": 0})

# The heads of all seals in the order of their cases, for as long as somebody verifies; no table of the store.
heads = Table(
    "temp_heads",
    MetaData(),
    Column("case_id", BigInteger),
    Column("hash", _TEXT),
    Column("at", BigInteger),
    prefixes=["TEMPORARY"],
)

findings = Table(
    "findings",  # of the self-audit
    metadata,
    Column("word", _TEXT, primary_key=True),
    Column("subject", _TEXT, primary_key=True),  # the case's number, the outbox row's, or a digest of a place
    Column("case_id", BigInteger),
    Column("team", _TEXT, nullable=False),  # whose supervisors are told
    Column("since", BigInteger, nullable=False),
    Column("told_at", BigInteger),
    Column("gone_at", BigInteger),  # no longer so
    sqlite_with_rowid=False,
)

copies = Table(
    "copies",
    metadata,
    Column("made_at", BigInteger, primary_key=True, autoincrement=False),
    Column("settled_at", BigInteger),  # null until the copy is opened for writing
    sqlite_with_rowid=False,
)
