"""Stories on both platforms at once: one app, with the real door of Slack and the real door of Teams."""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from bot.app import App
from bot.cases.people import House
from bot.messages.delivery import Courier
from bot.settings import Config
from tests.stories.platform import Platform, Seen
from tests.stories.slack import OnSlack
from tests.stories.teams import OnTeams
from tests.teams_wire.deliver import Delivery as OfTeams
from tests.teams_wire.people import Shown as ShownInTeams

IN_SLACK = ("ana", "ben", "lea", "dan", "sol", "ina")  # front line, second line and their leads; all others in Teams
PLACES_IN_SLACK = ("front", "second", "leads", "walkin")


class OnBoth:
    """A house of which one half works in Slack, and the other, with its customers, in Teams."""

    def __init__(self, *at_both: str) -> None:
        """`at_both`: who has an address on either platform; Slack is the one they prefer."""
        self.slack, self.teams = OnSlack(), OnTeams()
        self.read: set[str] = set()  # every text that stood before anybody's eyes, as it stood
        self._at_both = at_both
        self._newest: Platform = self.teams  # where something was done last

    # --- how a house is configured for it -----------------------------------------------------------------------

    def person(self, key: str, name: str) -> str:
        slack, teams = self.slack.person(key, name), self.teams.person(key, name)
        if key in self._at_both:
            return slack + teams.splitlines()[-1] + "\n"
        return slack if key in IN_SLACK else teams

    def place(self, name: str) -> str:
        return self._around(name).place(name)

    @staticmethod
    def house(config: Config) -> House:
        return config.house

    async def couriers(self, config: Config, now: Callable[[], datetime]) -> Mapping[str, Courier]:
        return {**await self.slack.couriers(config, now), **await self.teams.couriers(config, now)}

    async def opens(self, app: App) -> None:
        await self.slack.opens(app)
        await self.teams.opens(app)

    async def settles(self) -> None:
        await self.slack.settles()
        await self.teams.settles()
        self.read.update(self._before_eyes())

    async def closes(self) -> None:
        await self.slack.closes()
        await self.teams.closes()

    # --- who and what is where ----------------------------------------------------------------------------------

    def _of(self, who: str) -> OnSlack | OnTeams:
        return self.slack if who in (*IN_SLACK, *self._at_both) else self.teams

    def _around(self, place: str) -> OnSlack | OnTeams:
        return self.slack if place in PLACES_IN_SLACK else self.teams

    async def _done(self, at: OnSlack | OnTeams, doing: Awaitable[str]) -> str:
        self._newest = at
        said = await doing
        self.read.add(said)
        await self.settles()
        return said

    @property
    def last(self) -> Any:
        return self._newest.last

    # --- what people do -----------------------------------------------------------------------------------------

    async def writes(self, who: str, text: str, place: str) -> str:
        return await self._done(at := self._around(place), at.writes(who, text, place))

    async def writes_in_thread(self, who: str, text: str, case: int) -> str:
        """Customers' threads are in Teams."""
        return await self._done(self.teams, self.teams.writes_in_thread(who, text, case))

    async def says(self, who: str, text: str) -> str:
        return await self._done(at := self._of(who), at.says(who, text))

    async def presses(self, who: str, label: str, case: int | None) -> str:
        return await self._done(at := self._of(who), at.presses(who, label, case))

    async def presses_on(self, who: str, label: str, card: Seen) -> str:
        at = self.teams if isinstance(card.itself, ShownInTeams) else self.slack
        return await self._done(at, at.presses_on(who, label, card))

    async def fills(self, who: str, label: str, value: str) -> str:
        return await self._done(at := self._of(who), at.fills(who, label, value))

    async def sends(self, who: str) -> str:
        return await self._done(at := self._of(who), at.sends(who))

    async def delivers(self, delivery: Any) -> str:
        if isinstance(delivery, OfTeams):
            return await self._done(self.teams, self.teams.delivers(delivery))
        return await self._done(self.slack, self.slack.delivers(delivery))

    # --- what they see ------------------------------------------------------------------------------------------

    def heard(self, who: str) -> list[str]:
        return self._of(who).heard(who)

    def channel(self, name: str) -> list[str]:
        return self._around(name).channel(name)

    def below(self, name: str) -> list[str]:
        return [*self.slack.below(name), *self.teams.below(name)]

    def thread(self, case: int, channel: str | None) -> list[str]:
        return [*self.slack.thread(case, channel), *self.teams.thread(case, channel)]

    def customer_saw(self, who: str) -> list[str]:
        return self.teams.customer_saw(who)

    def card(self, case: int) -> Seen | None:
        """Wherever it can be pressed: what stands of it elsewhere is a line."""
        cards = [card for card in (self.slack.card(case), self.teams.card(case)) if card is not None]
        return next((card for card in cards if card.labels), next(iter(cards), None))

    def _before_eyes(self) -> Iterator[str]:
        """Everything that anybody has before them now, messages, forms and sentences alike, with its buttons."""
        for wire in (self.slack.office.wire, self.teams.office.wire):
            for shown in _shown(wire):
                yield "\n".join((shown.text, *shown.labels))

    # --- behind everybody's back --------------------------------------------------------------------------------

    def wanting(self, words: str) -> str:
        return self._newest.wanting(words)

    def keys(self, delivery: Any) -> list[str]:
        return (self.teams if isinstance(delivery, OfTeams) else self.slack).keys(delivery)

    def complaints(self) -> list[str]:
        return [*self.slack.complaints(), *self.teams.complaints()]


def _shown(wire: Any) -> Iterable[Any]:
    return (shown for user in list(wire.space.users) for shown in wire.person(user).sees())
