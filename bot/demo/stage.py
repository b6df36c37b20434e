"""The stage: narration from the catalogue, and beside a bar whatever the product itself shows."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.demo.floor import Floor
from bot.demo.month import Month
from bot.demo.screenplay import MONTH, YEAR
from bot.messages.values import Card, Say
from bot.messages.wording import Reader, text
from bot.platforms.console.session import Session, Wires
from bot.platforms.console.widths import wrapped
from bot.platforms.console.world import Console, Post, short

WIDTH = 100
BAR = "  │ "
_CASE = re.compile(r"\bC-([0-9]+)\b")


class Stage:
    """What of the month is told. Between scenes everything goes on, and nothing is printed."""

    def __init__(
        self, month: Month, floor: Floor, console: Console, wires: Wires, out: Callable[[str], None], colours: bool
    ) -> None:
        self.month, self.floor, self.out = month, floor, out
        self.session = Session(console, wires, self._beside_the_bar, columns=lambda: WIDTH - len(BAR), colours=colours)
        self.zone = wires.zone
        self.cases: frozenset[int] = frozenset()  # what is told of now
        self.places: frozenset[str] = frozenset()  # and where: "#front", "@lea"
        self._from: int | None = None  # and whatever is new from this number on
        self.curtain = True
        self.console = console
        console.shown = self._shown

    # --- what is told -------------------------------------------------------------------------------------------

    def tell(self, key: str, **blanks: object) -> None:
        """A paragraph of the story."""
        self.out("")
        self.line(key, **blanks)

    def line(self, key: str, **blanks: object) -> None:
        for line in wrapped(self.say(key, **blanks), WIDTH):
            self.out(line)

    def say(self, key: str, **blanks: object) -> str:
        return text(Say(f"demo-{key}", blanks), Reader(self.floor.now, self.zone))

    def title(self, key: str, **blanks: object) -> None:
        words = self.say(key, **blanks)
        self.out("")
        self.out(f"── {words} {'─' * (WIDTH - len(words) - 4)}")

    def look_at(self, *places: str) -> None:
        """From now on these places are told of."""
        self.places, self.curtain = frozenset(places), False

    def follow(self, *cases: int) -> None:
        """Of all cases only these are told of."""
        self.cases = frozenset(cases)

    def _beside_the_bar(self, line: str) -> None:
        if not self.curtain:
            self.out(BAR + line)

    def _shown(self, post: Post, before: Post | None) -> None:
        """Cards as they are posted and as they go, what is said to somebody, the customer's own thread."""
        if self.curtain or not isinstance(post.what, Card):
            return
        numbers = (*_numbers(post.what), self.console.where(post).case or 0)
        if any(self._follows(number) for number in numbers) and self._looks(post, before):
            self.session.screen.delivered(post, before)

    def _looks(self, post: Post, before: Post | None) -> bool:
        """Is that place looked at? "#front ›" are the threads in it, else told of only by their customers."""
        where = self.console.where(post)
        if where.kind == "direct":
            return f"@{where.name}" in self.places
        if where.name not in {short(place) for place in self.console.tiers}:
            return f"#{where.name}" in self.places
        if where.kind == "thread":
            return f"#{where.name} ›" in self.places
        gone = isinstance(post.what, Card) and not post.what.buttons
        return f"#{where.name}" in self.places and (before is None or gone)

    def _follows(self, case: int) -> bool:
        return case in self.cases or (self._from is not None and case >= self._from)

    # --- what happens ---------------------------------------------------------------------------------------------

    def at(self, day: int, clock: str) -> datetime:
        hour, minute = map(int, clock.split(":"))
        return datetime(YEAR, MONTH, day, hour, minute, tzinfo=ZoneInfo(self.zone)).astimezone(UTC)

    async def until(self, day: int, clock: str) -> None:
        """The month goes on until then; what it brings to the places we look at is told."""
        await self.month.until(self.at(day, clock))

    async def later(self, minutes: int) -> None:
        await self.month.until(self.floor.now + timedelta(minutes=minutes))

    async def types(self, *lines: str) -> None:
        """Lines typed at the terminal, with what follows from them."""
        self.curtain = False
        for line in lines:
            await self.session.line(line)

    async def fills(self, *lines: str) -> None:
        """Lines that are shown as they are typed, but not what each of them is answered."""
        self.curtain = False
        self.session.screen.tick()
        for line in lines:
            self.session.screen.echo(line)
            await self.aside(line)

    async def aside(self, *lines: str) -> None:
        """Lines that are typed and not told."""
        before, self.curtain = self.curtain, True
        for line in lines:
            await self.session.line(line)
        self.curtain = before

    async def writes(self, who: str, words: str, place: str = "help") -> int:
        """A customer's first words; the number of their case, which is followed from now on."""
        self._from = self.newest() + 1
        await self.types(f"{who}@{place}: {words}")
        self._from, case = None, self.newest()
        self.cases |= {case}
        return case

    async def wrote(self, who: str, words: str, place: str = "help") -> int:
        """The same, and not told of."""
        await self.aside(f"{who}@{place}: {words}")
        return self.newest()

    def stands(self, case: int) -> None:
        """A customer's own thread, as it stands there now."""
        thread = self.console.customers_thread(case)
        self.curtain = False
        for post in [post for post in self.console.posts.values() if post.to == thread]:
            if isinstance(post.what, str):
                self.session.screen.echo(f"{post.by}: {post.what}")
            else:
                self.session.screen.delivered(post, None)

    def newest(self) -> int:
        return max(self.console.cases(), default=0)

    def lower(self) -> None:
        """The end of a scene."""
        self.curtain, self.places, self.cases = True, frozenset(), frozenset()


def _numbers(card: Card) -> set[int]:
    words = "\n".join((card.title, *card.lines))
    return {card.case or 0} | {int(number) for number in _CASE.findall(words)}
