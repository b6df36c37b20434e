"""The month as it is told: scenes in full, a line for every week, the digest, and what to try next."""

from collections import Counter
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from bot.demo import scenes
from bot.demo.screenplay import MONTH, YEAR
from bot.demo.stage import Stage
from bot.messages.values import Card
from bot.settings import Environment

MAKES_CONSOLE = "sqlite:///var/demo/buckstop.db"  # where `make console` goes on


class Story:
    def __init__(self, stage: Stage) -> None:
        self.stage = stage
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
        """One line for the week that begins on that day, from its ledger lines."""
        stage = self.stage
        begin = datetime(YEAR, MONTH, first, tzinfo=ZoneInfo(stage.zone))
        end = begin + timedelta(days=5 - begin.weekday())
        await stage.until(end.day - 1, "18:00")
        kinds = stage.floor.app.store.read(partial(_counted, stage.newest(), begin, end))
        stage.tell("week", **{"from": begin.date(), **{kind: kinds[kind] for kind in COUNTED}})

    async def month_end(self) -> None:
        stage = self.stage
        zone = ZoneInfo(stage.zone)
        first = datetime(YEAR, MONTH + 1, 1, tzinfo=zone)
        while not self.team.desk.is_working_day(first.date()):
            first += timedelta(days=1)
        await stage.month.until(first.replace(hour=9))
        stage.title("digest-title")
        stage.line("digest", managers=[self.house.name(one) for one in self.team.managers])
        posts = [
            post
            for post in stage.console.posts.values()
            if str(post.to) == self.team.digest and isinstance(post.what, Card) and self.team.title in post.what.title
        ]
        stage.curtain = False
        stage.session.screen.posts(posts)
        stage.curtain = True
        stage.tell("digest-read")

    def next(self, program: str, environment: Environment) -> None:
        stage = self.stage
        stage.title("next-title")
        if environment.database_url == MAKES_CONSOLE:
            stage.line("next-console", how="make console")
        else:
            stage.line("next-console", how=f"{program} console")
        for key in ("mine", "team", "wait", "write"):
            stage.line(f"next-{key}")
        stage.line("next-programs", program=program, database=environment.database_url, config=str(environment.config))


COUNTED = ("opened", "resolved", "passed_up", "escalated", "reopened", "rated")


def _counted(cases: int, begin: datetime, end: datetime, tx: Any) -> Counter[str]:
    """How many lines of each kind the ledger got between two instants."""
    kinds: Counter[str] = Counter()
    for number in range(1, cases + 1):
        kinds.update(line.event.kind for line in tx.lines(number) if begin <= line.at < end)
    return kinds
