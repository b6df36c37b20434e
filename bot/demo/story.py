"""The month as it is told: scenes in full, a line for every week, the digest, and what to try next."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from bot.demo import scenes
from bot.demo.screenplay import MONTH, YEAR, Matter
from bot.demo.stage import Stage
from bot.messages.values import Card
from bot.platforms.console.world import Post
from bot.settings import Environment

MADE = "sqlite:///var/demo/buckstop.db"  # where `make console` goes on
HEARD = 2  # lines of what was heard in a week
COUNTED = ("opened", "resolved", "passed_up", "escalated", "reopened")


class Story:
    def __init__(self, stage: Stage, timed: Iterable[tuple[Matter, datetime]]) -> None:
        self.stage = stage
        self.heard = [(matter, at) for matter, at in timed if matter.directs("heard") is not None]
        self.house = stage.floor.app.house
        self.team = next(iter(self.house.teams.values()))

    async def told(self) -> None:
        stage = self.stage
        stage.title("title")
        stage.line("intro", people=len(self.house.people), teams=len(self.house.teams))
        stage.line("intro-bar")
        await scenes.a_customer_writes(stage)
        await scenes.up_the_pyramid(stage)
        await self.week(1)
        await scenes.twenty_hours(stage)
        asked = await scenes.before_the_weekend(stage)
        await self.week(5)
        await scenes.a_calm_morning(stage, *asked)
        leg = await scenes.a_table_leg(stage)
        await self.week(12)
        await scenes.not_solved(stage, leg)
        await scenes.somebody_goes_away(stage)
        await scenes.urgent_at_night(stage)
        await self.week(19)
        await self.week(26)
        await self.month_end()

    async def week(self, first: int) -> None:
        """A line for the week that begins on that day, from its ledger lines; and what was heard in it."""
        stage = self.stage
        begin = datetime(YEAR, MONTH, first, tzinfo=ZoneInfo(stage.zone))
        end = begin + timedelta(days=5 - begin.weekday())
        await stage.until(end.day - 1, "18:00")
        counted = stage.floor.app.store.read(partial(_counted, stage.newest(), begin, end))
        week = f"{begin.day}–{end.day - 1} {begin:%B}"
        stage.tell("week", week=week, **{kind: counted[kind] for kind in COUNTED})
        for matter in [matter for matter, at in self.heard if begin <= at < end][:HEARD]:
            stage.line("heard", words=matter.words, who=matter.customer)

    async def month_end(self) -> None:
        """The digest, as the managers' channel shows it; its thread is too long to be told."""
        stage = self.stage
        first = datetime(YEAR, MONTH + 1, 1, 9, tzinfo=ZoneInfo(stage.zone))
        while not self.team.desk.is_working_day(first.date()):
            first += timedelta(days=1)
        await stage.month.until(first.astimezone(UTC))
        stage.title("digest-title")
        others = [team.title for team in self.house.teams.values() if team != self.team]
        stage.line("digest", managers=[self.house.name(one) for one in self.team.managers], others=others)
        stage.curtain = False
        stage.session.screen.posts(post for post in stage.console.posts.values() if self._is_digest(post))
        stage.lower()
        stage.tell("digest-read")

    def _is_digest(self, post: Post) -> bool:
        in_its_place = str(post.to) == self.team.digest and post.thread is None
        return in_its_place and isinstance(post.what, Card) and post.what.title.startswith(self.team.title)

    def next(self, program: str, environment: Environment) -> None:
        """What to try now, as it really works with this store and this configuration."""
        stage, database = self.stage, environment.database_url
        stage.title("next-title")
        stage.line("next-console", open=stage.floor.app.store.read(lambda tx: len(tx.all_running())))
        stage.line("next-how", how="make console" if database == MADE else f"{program} console")
        for key in ("lines", "mine", "claim", "report", "wait", "write", "programs"):
            stage.line(f"next-{key}")
        given = (
            "" if environment.shares_database else f"DATABASE_URL={database} "
        )  # else it is set, and holds a password
        shell = stage.say("next-shell", program=program, given=given, config=str(environment.config))
        for line in shell.split("\n"):
            stage.out(line)  # however long it is: it will be copied


def _counted(cases: int, begin: datetime, end: datetime, tx: Any) -> Counter[str]:
    """How many lines of each kind the ledger got between two instants."""
    lines = (line for number in range(1, cases + 1) for line in tx.lines(number))
    return Counter(line.event.kind for line in lines if begin <= line.at < end)
