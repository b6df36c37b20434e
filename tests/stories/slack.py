"""Stories in Slack: what people do comes as Slack sends it, over HTTP, and what they see is read off the wire."""

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.app import App
from bot.cases.people import House
from bot.messages.delivery import Courier
from bot.settings import Config
from tests.slack_wire.deliver import Delivery
from tests.slack_wire.forms import REQUIRED
from tests.slack_wire.people import Shown
from tests.slack_wire.workspace import Message, View
from tests.stories.houses import PEOPLE
from tests.stories.office import COMMAND, Office, channel, chat, member
from tests.stories.platform import Seen

ZONE = ZoneInfo("Europe/Bucharest")
MOST_SUBMITS = 2  # a form, and the same with its preview
_CASE = re.compile(r"\bC-(\d+)\b")
_CALLED = re.compile(r"(?<![\w@])@(\w+)")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class OnSlack:
    """One workspace, with everybody of a story in it."""

    def __init__(self) -> None:
        self.last: Delivery | None = None
        self._office: Office | None = None

    # --- how a house is configured for it -----------------------------------------------------------------------

    @staticmethod
    def person(key: str, name: str) -> str:
        return f'[people.{key}]\nname = "{name}"\nslack = "{member(key)}"\n'

    @staticmethod
    def place(name: str) -> str:
        return "slack:dm" if name == "dm" else f"slack:{channel(name)}"

    @staticmethod
    def house(config: Config) -> House:
        return config.house

    async def couriers(self, config: Config, now: Callable[[], datetime]) -> Mapping[str, Courier]:
        self._office = self._office or Office(now)
        return {"slack": await self._office.starts(config.house)}

    async def opens(self, app: App) -> None:
        await self.office.opens(app)

    async def settles(self) -> None:
        await self.office.settles()

    async def closes(self) -> None:
        await self.office.closes()

    @property
    def office(self) -> Office:
        assert self._office is not None
        return self._office

    @property
    def _messages(self) -> list[Message]:
        return list(self.office.wire.space.messages.values())

    # --- what people do -----------------------------------------------------------------------------------------

    async def writes(self, who: str, text: str, place: str) -> str:
        person = self.office.person(who)
        self.office.wire.channel(place).members.add(person.user.id)
        return await self.does(who, person.writes(channel(place), self._typed(text)))

    async def writes_in_thread(self, who: str, text: str, case: int) -> str:
        """In the newest thread in which the customer of the case wrote."""
        person, begun = self.office.person(who), self._thread_of_customer(case)
        where = self.office.wire.space.channels[begun.channel]
        if where.with_user is None:
            where.members.add(person.user.id)
        return await self.does(who, person.writes(where.id, self._typed(text), thread=begun.ts))

    async def says(self, who: str, text: str) -> str:
        """People of the house with the slash command where they work; others in their direct chat with the bot."""
        person = self.office.person(who)
        if who not in self.office.house.people:
            return await self.does(who, person.dms(self._typed(text)), direct=True)
        return await self.does(who, person.slash(self.office.seat(who), COMMAND, self._typed(text)))

    def _typed(self, text: str) -> str:
        """As it stands in the line once Slack has completed the names in it."""

        def completed(called: re.Match[str]) -> str:
            known = self.office.wire.space.users.get(member(called[1]))
            return f"@{known.name}" if known and called[1] in PEOPLE else called[0]

        return _CALLED.sub(completed, text)

    async def presses(self, who: str, label: str, case: int | None) -> str:
        """On the newest that they see with such a button."""
        having = [shown for shown in self.office.person(who).sees() if label in shown.labels]
        cards = [shown for shown in having if case is None or str(case) in _CASE.findall(shown.text)]
        assert cards, f"{who} sees no button {label}"
        return await self._presses(who, label, cards[-1])

    async def presses_on(self, who: str, label: str, card: Seen) -> str:
        return await self._presses(who, label, card.itself)

    async def _presses(self, who: str, label: str, shown: Shown) -> str:
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

    async def sends(self, who: str) -> str:
        """The form on top; if it comes back with its preview, that is read and sent."""
        person = self.office.person(who)
        answer = ""
        for _ in range(MOST_SUBMITS):
            form = person.modal
            answer = await self.does(who, person.submits())
            if person.modal is not form or form is None or form.errors or not form.shape.get("submit"):
                break
        while (told := person.modal) and not told.shape.get("submit"):  # what came of it is read and put away
            person.closes()
        return answer

    async def delivers(self, delivery: Delivery) -> str:
        said = delivery.body.get("event") or delivery.body
        who = said.get("user_id") or said["user"]
        key = (who["id"] if isinstance(who, dict) else who).removeprefix("U0").lower()
        return await self.does(key, self.office.wire.again(delivery))

    async def does(self, who: str, doing: Awaitable[Any], *, direct: bool = False) -> str:
        """Do it, and let follow what follows; what that person alone was shown for it."""
        person, wire = self.office.person(who), self.office.wire
        open_before = {view.id: person.shown(view).text for view in wire.space.modals.get(person.user.id, [])}
        moment, many = wire.space.drew(), len(wire.deliveries)
        await doing
        self.last = next(iter(wire.deliveries[many:]), self.last)
        await self.office.settles()
        await self.office.app.settle()
        await self.office.settles()
        news = [shown for shown in person.sees() if shown.drawn > moment and _is_theirs(shown, direct)]
        return "\n".join(_unheaded(shown, open_before) for shown in news)

    # --- what they see ------------------------------------------------------------------------------------------

    def heard(self, who: str) -> list[str]:
        return self._words(one for one in self._messages if one.channel == chat(who))

    def channel(self, name: str) -> list[str]:
        return self._words(self.office.wire.messages(channel(name)))

    def thread(self, case: int, channel_: str | None) -> list[str]:
        """The story below the cards of a case."""
        cards = [card for card in self._cards(case) if channel_ is None or card.channel == channel(channel_)]
        return self._words(one for card in cards for one in self.office.wire.messages(card.channel, card.ts))

    def customer_saw(self, who: str) -> list[str]:
        begun = {(one.channel, one.ts) for one in self._messages if one.user == member(who)}
        return self._words(
            one for one in self._messages if (one.channel, one.thread_ts) in begun or one.channel == chat(who)
        )

    def card(self, case: int) -> Seen | None:
        """The newest card of a case that stands in a channel."""
        cards = [self.office.wire.shown(one) for one in self._cards(case)]
        with_buttons = [card for card in cards if card.labels]
        return next((Seen(card.text, card.labels, card) for card in reversed(with_buttons or cards)), None)

    def _cards(self, case: int) -> list[Message]:
        """What the bot has put at the top of channels about a case: the first that is named there."""
        posts = [one for one in self._messages if one.by_bot and one.thread_ts is None and one.channel[0] == "C"]
        return [one for one in posts if self._about(one) == case]

    def _thread_of_customer(self, case: int) -> Message:
        roots = [one for one in self._messages if not one.by_bot and one.thread_ts is None]
        begun = [one for one in roots if self._case_below(one) == case]
        assert begun, f"nobody has written about C-{case}"
        return begun[-1]

    def _case_below(self, root: Message) -> int | None:
        below = [one for one in self.office.wire.messages(root.channel, root.ts) if one.by_bot]
        return next(filter(None, map(self._about, below)), None)

    def _about(self, message: Message) -> int | None:
        found = _CASE.search(self.office.wire.shown(message).text)
        return int(found[1]) if found else None

    def _words(self, messages: Iterable[Message]) -> list[str]:
        """What the bot says there."""
        return [self.office.wire.shown(one).text for one in messages if one.by_bot]

    # --- behind everybody's back --------------------------------------------------------------------------------

    @staticmethod
    def wanting(words: str) -> str:
        return REQUIRED

    @staticmethod
    def keys(delivery: Delivery) -> list[str]:
        match delivery.body:
            case {"event": {"channel": where, "ts": ts}}:
                return [f"slack:{where}:{ts}"]
        return [f"slack:trigger:{delivery.body['trigger_id']}"]

    def complaints(self) -> list[str]:
        return [str(one) for one in self.office.wire.refused]


def _is_theirs(shown: Shown, direct: bool) -> bool:
    """Shown to them alone: a form, an ephemeral message; in a direct chat whatever the bot says there."""
    source = shown.source
    if isinstance(source, View):
        return bool(source.shape["type"] == "modal")
    return source.to is not None or (direct and source.by_bot and source.channel[0] == "D")


def _unheaded(shown: Shown, before: Mapping[str, str]) -> str:
    """What is new of it: the title of a form that lay there already is not."""
    old = before.get(shown.source.id) if isinstance(shown.source, View) else None
    title, _, rest = shown.text.partition("\n")
    return rest if old is not None and old.partition("\n")[0] == title else shown.text
