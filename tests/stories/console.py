"""Stories in the terminal: what people do is typed as lines, and what they see is read off what stands there."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from bot.app import App, everybody_in_the_console
from bot.cases.people import House
from bot.messages.delivery import Courier
from bot.messages.values import Address, Answer, Card, Inbound, Speaker
from bot.platforms.console.render import plain, rows_of
from bot.platforms.console.screen import INDENT
from bot.platforms.console.session import Session, Wires
from bot.platforms.console.world import Console, Post
from bot.programs.console import console_of, places_of
from bot.settings import Config
from tests.stories.platform import Seen

WENT_WRONG = "That went wrong on my side"


class InTheConsole:
    """One terminal, at which everybody of a story types."""

    def __init__(self) -> None:
        self.printed: list[str] = []
        self.last: Inbound | None = None
        self._session: Session | None = None
        self._world: Console | None = None

    # --- how a house is configured for it ---------------------------------------------------------------------

    @staticmethod
    def person(key: str, name: str) -> str:
        return f'[people.{key}]\nname = "{name}"\n'

    @staticmethod
    def place(name: str) -> str:
        return f"console:{name}"

    @staticmethod
    def house(config: Config) -> House:
        return everybody_in_the_console(config.house)

    async def couriers(self, config: Config, now: Callable[[], datetime]) -> Mapping[str, Courier]:
        if self._world is None:
            self._world = console_of(config)
        return {"console": Courier(self._world.send)}

    @property
    def world(self) -> Console:
        assert self._world is not None
        return self._world

    async def opens(self, app: App) -> None:
        """Sit down before an app; after a restart what stood on the screen stands there still."""

        async def handle(inbound: Inbound) -> Answer:
            self.last = inbound
            return await app.handle(inbound)

        async def advance(to: object) -> None:
            raise NotImplementedError("the story moves the clock")

        wires = Wires(
            handle=handle,
            now=app.store.clock,
            advance=advance,
            settle=app.settle,
            digest=lambda month: "",
            people={key: person.name for key, person in app.house.people.items()},
            places=places_of(app.config),
            zone="Europe/Bucharest",
        )
        self._session = Session(self.world, wires, self.printed.append, echo=False)

    async def settles(self) -> None:
        """Here nothing is ever under way."""

    async def closes(self) -> None:
        """Nothing to shut."""

    # --- what people do -----------------------------------------------------------------------------------------

    async def writes(self, who: str, text: str, place: str) -> str:
        return await self._types(who, f"{who}@{self.place(place)}: {text}")

    async def writes_in_thread(self, who: str, text: str, case: int) -> str:
        return await self._types(who, f"{who}@C-{case}: {text}")

    async def says(self, who: str, text: str) -> str:
        return await self._types(who, f"{who}: {text}")

    async def presses(self, who: str, label: str, case: int | None) -> str:
        """Typed, if it is on the newest card they see; else on the newest that has such a button."""
        newest = self.world.newest(who, case)
        if newest and label in [button.label for button in newest.buttons]:
            return await self._types(who, f"{who}> press {label}" + (f" C-{case}" if case else ""))
        return await self._presses_on(who, label, self._seen_with(who, label, case))

    def _seen_with(self, who: str, label: str, case: int | None) -> Card:
        seen = sorted((post for post in self._posts() if self.world.sees(who, post)), key=lambda post: post.drawn)
        cards = [post.what for post in seen if isinstance(post.what, Card) and case in (None, post.what.case)]
        having = [card for card in cards if label in [button.label for button in card.buttons]]
        assert having, f"{who} sees no button {label}"
        return having[-1]

    async def fills(self, who: str, label: str, value: str) -> str:
        return await self._types(who, f"{who}> {label}: {value}")

    async def sends(self, who: str) -> str:
        return await self._types(who, f"{who}> send")

    async def presses_on(self, who: str, label: str, card: Seen) -> str:
        """A button of a card as somebody saw it once."""
        return await self._presses_on(who, label, card.itself)

    async def _presses_on(self, who: str, label: str, card: Card) -> str:
        (button,) = (one for one in card.buttons if one.label == label)
        said: dict[str, Any] = {"text": button.says, "kind": "press", "about": card.case, "seen": button.seen}
        speaker = Speaker(Address("console", who), who)
        return await self.delivers(Inbound((f"console:{uuid4().hex}",), speaker, at=self._at().wires.now(), **said))

    async def delivers(self, delivery: Inbound) -> str:
        self.printed.clear()
        await self._at().tell(delivery)
        return self._answer_to(delivery.speaker.address.place)

    async def _types(self, who: str, line: str) -> str:
        self.printed.clear()
        await self._at().line(line)
        return self._answer_to(who)

    def _at(self) -> Session:
        assert self._session is not None
        return self._session

    def _answer_to(self, who: str) -> str:
        """What that person alone was shown."""
        assert not any(WENT_WRONG in line for line in self.printed), self.printed
        return "\n".join(_behind_tag(self.printed, f"→ {who}"))

    # --- what they see ------------------------------------------------------------------------------------------

    def heard(self, who: str) -> list[str]:
        return [text_of(post) for post in self._posts() if post.to == Address("console", who)]

    def channel(self, name: str) -> list[str]:
        return [text_of(post) for post in self._posts() if str(post.to) == self.place(name) and post.thread is None]

    def below(self, name: str) -> list[str]:
        return [text_of(post) for post in self._posts() if str(post.to) == self.place(name) and post.thread]

    def thread(self, case: int, channel: str | None) -> list[str]:
        """The story below the cards of a case."""
        cards = {
            post.receipt.id
            for post in self.world.of_case(case)
            if post.thread is None and (channel is None or str(post.to) == self.place(channel))
        }
        return [text_of(post) for post in self._posts() if post.thread and post.thread.id in cards]

    def customer_saw(self, who: str) -> list[str]:
        theirs = {place for place, thread in self.world.threads.items() if thread.by == who}
        return [
            text_of(post)
            for post in self._posts()
            if post.by is None and (str(post.to) in theirs or post.to == Address("console", who))
        ]

    def card(self, case: int) -> Seen | None:
        """The newest card of a case that stands in a channel."""
        cards = [
            post.what
            for post in self._posts()
            if isinstance(post.what, Card) and post.what.case == case and post.thread is None and self._is_channel(post)
        ]
        with_buttons = [card for card in cards if card.buttons]
        return next((_seen(card) for card in reversed(with_buttons or cards)), None)

    def _is_channel(self, post: Post) -> bool:
        return str(post.to) in self.world.places

    def _posts(self) -> list[Post]:
        return list(self.world.posts.values())

    # --- behind everybody's back --------------------------------------------------------------------------------

    @staticmethod
    def wanting(words: str) -> str:
        return words

    @staticmethod
    def keys(delivery: Inbound) -> list[str]:
        return list(delivery.keys)

    @staticmethod
    def complaints() -> list[str]:
        return []


def text_of(post: Post) -> str:
    return card_text(post.what)


def _seen(card: Card) -> Seen:
    return Seen(card_text(card), [button.label for button in card.buttons], card)


def card_text(what: Card | str) -> str:
    return "\n".join(plain(row) for row in rows_of(what))


def _behind_tag(lines: list[str], tag: str) -> Iterator[str]:
    mine = False
    for line in lines:
        if line.startswith(f"{tag}  ") or line == tag:
            mine = True
            yield line.removeprefix(tag).strip()
        elif line.startswith(INDENT) and mine:
            yield line.strip()
        else:
            mine = False
