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


class Story:
    def __init__(self, stage: Stage, heard: Iterable[tuple[Matter, datetime]]) -> None:
        self.stage, self.heard = stage, tuple(heard)
        self.house = stage.floor.app.house
        self.team = next(iter(self.house.teams.values()))

    async def told(self) -> None:
        stage = self.stage
        stage.title("title")
        stage.line("intro", people=len(self.house.people), tiers=len(self.team.tiers))
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
        """A line for the week that begins on that day, from its ledger lines; and something that was heard."""
        stage = self.stage
        begin = datetime(YEAR, MONTH, first, tzinfo=ZoneInfo(stage.zone))
        end = begin + timedelta(days=5 - begin.weekday())
        await stage.until(end.day - 1, "18:00")
        counted = stage.floor.app.store.read(partial(_counted, stage.newest(), begin, end))
        stage.tell("week", **{"from": stage.day(begin), **{kind: counted[kind] for kind in COUNTED}})
        heard = [matter for matter, at in self.heard if begin <= at < end and matter.directs("heard") is not None]
        for matter in heard[:HEARD]:
            stage.line("heard", words=matter.words, who=matter.customer)

    async def month_end(self) -> None:
        stage = self.stage
        first = datetime(YEAR, MONTH + 1, 1, tzinfo=ZoneInfo(stage.zone))
        while not self.team.desk.is_working_day(first.date()):
            first += timedelta(days=1)
        await stage.month.until(first.replace(hour=9).astimezone(UTC))
        stage.title("digest-title")
        others = [team.title for team in self.house.teams.values() if team != self.team]
        stage.line("digest", managers=[self.house.name(one) for one in self.team.managers], other=others)
        stage.curtain = False
        stage.session.screen.posts(post for post in stage.console.posts.values() if self._is_digest(post))
        stage.lower()
        stage.tell("digest-read")

    def _is_digest(self, post: Post) -> bool:
        return (
            str(post.to) == self.team.digest and isinstance(post.what, Card) and post.what.title.startswith(self.team.title)
        )

    def next(self, program: str, environment: Environment) -> None:
        stage = self.stage
        database, config = environment.database_url, str(environment.config)
        running = stage.floor.app.store.read(lambda tx: len(tx.all_running()))
        stage.title("next-title")
        how = "make console" if database == MADE else f"{program} console"
        stage.line("next-console", how=how, open=running)
        for key in ("mine", "claim", "report", "wait", "write"):
            stage.line(f"next-{key}")
        stage.line("next-programs", database=database, config=config)
        for key in ("export", "json", "check"):
            stage.line(f"next-{key}", program=program)


COUNTED = ("opened", "resolved", "passed_up", "escalated", "reopened")


def _counted(cases: int, begin: datetime, end: datetime, tx: Any) -> Counter[str]:
    """How many lines of each kind the ledger got between two instants."""
    counted: Counter[str] = Counter()
    for number in range(1, cases + 1):
        for line in tx.lines(number):
            if begin <= line.at < end:
                counted[line.event.kind] += 1
    return counted
