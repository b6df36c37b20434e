"""A ledger of a million cases and more: a thousand lives told by the rules, and copied inside the database.

A copy is a life some hours later under other numbers, so its rows agree with each other as the original's do. Only the
hashes, and the dates inside a line's data, are those of the originals; no figure looks at them.
"""

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.crowd import THOUSAND, driver
from benchmarks.desk import CONFIG, HOUSE, NOON, TEAM, open_desk
from bot.cases import alarms, ending, holding, talking
from bot.cases import events as e
from bot.cases.deeds import deeds_of
from bot.cases.ending import causes_of
from bot.cases.holds import changed_holds
from bot.cases.rating import BECAUSE
from bot.cases.refusals import Refused
from bot.storage import Tx
from tests.cases.desk import Story

MONTH = "2026-10"
SEED = 20261
BEGINS = NOON - timedelta(days=304)  # a Monday; of ten months, one is counted
LASTS = timedelta(days=290)
INSTANTS = ("at", "due", "due_at", "deadline", "started_at", "ended_at", "spoken_at", "opened_at")
TABLES = ("customers", "cases", "holds", "events", "responses", "promises", "resolutions")
CUSTOMERS = 700  # of a thousand cases: some come again
FRONT, TOP = TEAM.tiers[0], len(TEAM.tiers) - 1


def years(file: Path, thousand: Path, folder: Path, count: int) -> None:
    """A store with so many cases that have ended, after the thousand open ones of the other."""
    lives = folder / "lives.db"
    _told(lives)
    shutil.copy(thousand, file)
    with driver(file) as database:
        database.execute("ATTACH ? AS lives", (str(lives),))
        copies = count // THOUSAND
        indexes = database.execute(
            "SELECT name, sql FROM main.sqlite_master WHERE type = 'index' AND sql NOT NULL"
        ).fetchall()
        for name, _ in indexes:
            database.execute(f"DROP INDEX main.{name}")
        step = LASTS // timedelta(microseconds=1) // copies
        for table in _tables(database):
            columns = [row[1] for row in database.execute(f"PRAGMA lives.table_info({table})")]
            copied = ", ".join(_copied(table, column, step) for column in columns)
            where = "WHERE case_id > 0" if table == "events" else ""
            database.execute(
                "WITH RECURSIVE turns (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM turns WHERE n + 1 < ?)"
                f" INSERT INTO main.{table} SELECT {copied} FROM turns CROSS JOIN lives.{table} {where}",
                (copies,),
            )
        for _, index in indexes:
            database.execute(index)
    with closing(sqlite3.connect(file)) as database:
        database.execute("ANALYZE")


def _tables(database: sqlite3.Connection) -> list[str]:
    known = {row[0] for row in database.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")}
    return [table for table in TABLES if table in known]


def _copied(table: str, column: str, step: int) -> str:
    number = f"+ (n + 1) * {THOUSAND}"
    if column == "case_id" or (column == "id" and table in ("cases", "customers")) or column == "customer":
        return f"{column} {number}"
    return f"{column} + n * {step}" if column in INSTANTS else column


# --- a thousand lives ---------------------------------------------------------------------------------------------


def _told(file: Path) -> None:
    dice = random.Random(SEED)
    with open_desk(file, lambda: NOON, synchronous="OFF") as store:  # type: ignore[arg-type] # any clock will do
        store.act(lambda tx: [tx.add_customer(f"Customer {n}") for n in range(CUSTOMERS)])
        for number in range(1, THOUSAND + 1):
            store.act(partial(_write, story=life(dice, number)))


def _write(tx: Tx, story: Story) -> None:
    before = None
    for line, now in zip(story.lines, story.states, strict=True):
        clock, held = HOUSE.teams[now.clock_team], HOUSE.teams[(before or now).team]
        holds = changed_holds(before, line, now, clock, held)
        deeds = deeds_of(before, line, now, HOUSE.teams.__getitem__, lambda: (story.lines, story.holds.values()))
        tx.append(line, now, alarms.due_at(now, HOUSE), holds, deeds)
        before = now


def life(dice: random.Random, number: int) -> Story:
    """Most are claimed, answered and resolved; some are asked, passed, reopened, or left to the clock."""
    born = BEGINS + timedelta(hours=6 * number / THOUSAND)
    story = Story(HOUSE, born, number)
    category = dice.choice(tuple(TEAM.categories))
    story.opens("customer", TEAM.key, customer=1 + dice.randrange(CUSTOMERS), category=category)
    _minutes(dice, story, 5, 100)
    owner = dice.choice(FRONT.people)
    if dice.random() < 0.04:  # nobody comes
        story.until(born + timedelta(hours=25))
    else:
        _says(story, owner, holding.claim, next=dice.random() < 0.5)
    if dice.random() < 0.3:
        _minutes(dice, story, 3, 60)
        _says(story, story.case.owner, talking.reply, text="words")
    if dice.random() < 0.12:
        _says(story, story.case.owner, talking.ask, question="?")
        _minutes(dice, story, 10, 200)
        story.customer_writes()
    if dice.random() < 0.12:
        _says(story, story.case.owner, holding.pass_up, reason="other", to_top=True, note="words")
        _minutes(dice, story, 5, 60)
    _resolves(dice, story)
    if dice.random() < 0.07:
        story.until(story.now + timedelta(days=dice.uniform(0.5, 9)))
        _says(story, "customer", ending.reopen, spoken_at=story.now, why="not_solved")
        _resolves(dice, story)
    if dice.random() < 0.2:
        story.record("clock", e.RatingAsked(question="resolution"))
        _minutes(dice, story, 10, 600)
        story.record("customer", e.Rated("resolution", dice.choice((1, 2, 3, 4, 4, 5, 5, 5, 5)), dice.choice(BECAUSE)))
    story.until(story.now + timedelta(days=15))
    return story


def _resolves(dice: random.Random, story: Story) -> None:
    _minutes(dice, story, 5, 180)
    told: dict[str, Any] = {"outcome": dice.choice(ending.OUTCOMES), "told": "text", "text": "words"}
    _says(story, story.case.owner, ending.resolve, cause=dice.choice(causes_of(TEAM)), **told)


def _minutes(dice: random.Random, story: Story, least: float, most: float) -> None:
    story.until(story.now + timedelta(minutes=dice.uniform(least, most)))


def _says(story: Story, by: str, rule: Callable[..., Any], **given: Any) -> None:
    try:
        story.says(by, rule, **given)
    except Refused:
        return


FINGERPRINT = f"{SEED} {CONFIG.fingerprint}"
