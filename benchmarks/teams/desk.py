"""The desk of the example, moved to Teams; and a store with as many open cases as will be claimed."""

import re
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from benchmarks import crowd
from benchmarks.desk import EXAMPLE, DeskClock, open_desk
from bot.messages.encoding import dump
from bot.messages.values import Address, Profile, Receipt
from bot.settings import Config

APP, TENANT = "c9e8c047-2a74-40a2-b28a-b162d5f5327c", "72f988bf-86f1-41af-91ab-2d7cd011db47"
FRONT = "19:front@thread.tacv2"
CARD = "1795091111111"  # all cards of the front line are one message here
SHOWN = Receipt(f"{FRONT};messageid={CARD}", CARD)


def person(slack: str) -> str:
    """Somebody's Entra object id."""
    return str(uuid5(NAMESPACE_URL, slack))


AGENTS = [person(one) for one in ("U0ANA", "U0BEN", "U0LEA", "U0DAN")]


def moved(folder: Path) -> Path:
    """The example's configuration with everybody and everything in Teams that it has in Slack."""
    text = re.sub(r'\nteams = ".*"', "", EXAMPLE.read_text())
    text = re.sub(r'slack = "(U0\w+)"', lambda found: f'teams = "{person(found[1])}"', text)
    text = re.sub(r'"slack:C0(\w+)"', lambda found: f'"teams:19:{found[1].lower()}@thread.tacv2"', text)
    file = folder / "teams.toml"
    file.write_text(text.replace("slack:dm", "teams:dm"))
    return file


def full(folder: Path, config: Config, count: int) -> tuple[Path, int]:
    """So many cases and a few more, opened within the hour; the file, and the seq up to which each card is drawn."""
    thousand, file = folder / "teams-thousand.db", folder / "teams.db"
    now = datetime.now(UTC)
    crowd.a_thousand(thousand, config, now)
    people = [Profile(Address("teams", aad), aad, zone="Europe/Bucharest", locale="en") for aad in AGENTS]
    with open_desk(thousand, DeskClock(now), synchronous="OFF", config=config) as store:
        store.act(lambda tx: [tx.put_profile(one) for one in people])  # as after a day's reading of rosters
    crowd.many(file, thousand, (count // crowd.THOUSAND + 1) * crowd.THOUSAND)
    with crowd.driver(file) as database:
        database.execute("UPDATE surfaces SET receipt = ?", (dump(SHOWN),))
        seqs = database.execute("SELECT DISTINCT seq FROM (SELECT MAX(seq) AS seq FROM events GROUP BY case_id)")
        (seen,) = (seq for (seq,) in seqs)
    return file, int(seen)
