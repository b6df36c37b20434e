"""Stories where people work, in Slack or in Teams: what is done in either alike, and seen alike."""

import re
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Iterable
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.app import App
from bot.cases.people import House
from bot.settings import Config
from tests.stories.platform import Seen

ZONE = ZoneInfo("Europe/Bucharest")
MOST_SUBMITS = 2  # a form, and the same with its preview
_CASE = re.compile(r"\bC-(\d+)\b", re.ASCII)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class AtWork(ABC):
    """One office, with everybody of a story in it. A message and what is shown are those of its platform."""

    def __init__(self) -> None:
        self.last: Any = None
        self._office: Any = None

    @staticmethod
    def house(config: Config) -> House:
        return config.house

    async def opens(self, app: App) -> None:
        await self.office.opens(app)

    async def settles(self) -> None:
        await self.office.settles()

    async def closes(self) -> None:
        await self.office.closes()

    @property
    def office(self) -> Any:
        assert self._office is not None
        return self._office

    # --- what people do -----------------------------------------------------------------------------------------

    async def presses(self, who: str, label: str, case: int | None) -> str:
        """On the newest that they see with such a button."""
        having = [shown for shown in self.office.person(who).sees() if label in shown.labels]
        cards = [shown for shown in having if case is None or str(case) in _CASE.findall(shown.text)]
        assert cards, f"{who} sees no button {label}"
        return await self._presses(who, label, cards[-1])

    async def presses_on(self, who: str, label: str, card: Seen) -> str:
        return await self._presses(who, label, card.itself)

    async def _presses(self, who: str, label: str, shown: Any) -> str:
        return await self.does(who, self.office.person(who).presses(label, shown))

    async def fills(self, who: str, label: str, value: str) -> str:
        """A date is picked, with its time beside it if one is meant; all else is typed or chosen."""
        person = self.office.person(who)
        day, _, clock = value.partition(" ")
        if person.picks(label, self._day(day), clock):
            return value
        return person.fills(label, value)

    def _day(self, meant: str) -> str:
        """The day that somebody points at who thinks of Monday."""
        if meant.casefold() not in _DAYS:
            return meant
        today = self.office.wire.space.now().astimezone(ZONE).date()
        days = (_DAYS.index(meant.casefold()) - today.weekday()) % 7
        return (today + timedelta(days=days or 7)).isoformat()

    @abstractmethod
    async def does(self, who: str, doing: Awaitable[Any], *, direct: bool = False) -> str:
        """Do it, and let follow what follows; what that person alone was shown for it."""

    async def _news(self, who: str, doing: Awaitable[Any]) -> list[Any]:
        """Do it, and let follow what follows; whatever that person has before them since."""
        wire = self.office.wire
        moment, many = wire.space.drew(), len(wire.deliveries)
        await doing
        self.last = next(iter(wire.deliveries[many:]), self.last)
        await self.office.settles()
        await self.office.app.settle()
        await self.office.settles()
        return [shown for shown in self.office.person(who).sees() if shown.drawn > moment]

    # --- what they see ------------------------------------------------------------------------------------------

    def channel(self, name: str) -> list[str]:
        return self._words(self.office.wire.messages(self._channel(name)))

    def below(self, name: str) -> list[str]:
        """What the bot says in the threads of a channel's posts."""
        tops = self.office.wire.messages(self._channel(name))
        return [words for top in tops for words in self._words(self._below(top))]

    def thread(self, case: int, channel: str | None) -> list[str]:
        """The story below the cards of a case."""
        cards = [card for card in self._cards(case) if channel is None or self._spot(card)[0] == self._channel(channel)]
        return self._words(one for card in cards for one in self._below(card))

    def card(self, case: int) -> Seen | None:
        """The newest card of a case that stands in a channel."""
        cards = [self.office.wire.shown(one) for one in self._cards(case)]
        with_buttons = [card for card in cards if card.labels]
        return next((Seen(card.text, card.labels, card) for card in reversed(with_buttons or cards)), None)

    def _cards(self, case: int) -> list[Any]:
        """What the bot has put at the top of channels about a case: the first that is named there."""
        return [one for one in self._tops_of_channels() if one.by_bot and self._about(one) == case]

    def _newest_about(self, case: int, begun: Iterable[Any]) -> Any:
        """Of the threads that customers have begun, the newest in which the bot names the case first."""
        about = [one for one in begun if self._case_below(one) == case]
        assert about, f"nobody has written about C-{case}"
        return about[-1]

    def _case_below(self, root: Any) -> int | None:
        below = [one for one in self._below(root) if one.by_bot]
        return next(filter(None, map(self._about, below)), None)

    def _about(self, message: Any) -> int | None:
        found = _CASE.search(self.office.wire.shown(message).text)
        return int(found[1]) if found else None

    def _below(self, root: Any) -> Iterable[Any]:
        return self.office.wire.messages(*self._spot(root))

    def _words(self, messages: Iterable[Any]) -> list[str]:
        """What the bot says there."""
        return [self.office.wire.shown(one).text for one in messages if one.by_bot]

    @staticmethod
    @abstractmethod
    def _channel(name: str) -> str:
        """What the platform calls a channel."""

    @staticmethod
    @abstractmethod
    def _spot(message: Any) -> tuple[str, str]:
        """Where it stands, and what it is known by there."""

    @abstractmethod
    def _tops_of_channels(self) -> Iterable[Any]:
        """All that stands in channels and in no thread."""
