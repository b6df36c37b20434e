"""What a story needs of a platform: how people do things there, and what they see."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from bot.app import App
from bot.cases.people import House
from bot.messages.delivery import Courier
from bot.settings import Config


@dataclass(frozen=True)
class Seen:
    """A card as it stood before people's eyes at one moment."""

    text: str
    labels: list[str]  # of its buttons
    itself: Any = field(repr=False)  # what its platform needs to press them


class Platform(Protocol):
    """One platform, with everybody of a story at it."""

    last: Any  # the last delivery

    def person(self, key: str, name: str) -> str:
        """Somebody, as the configuration has them."""

    def place(self, name: str) -> str: ...
    def house(self, config: Config) -> House: ...
    async def couriers(self, config: Config, now: Callable[[], datetime]) -> Mapping[str, Courier]: ...
    async def opens(self, app: App) -> None:
        """The app starts; what stood there before stands there still."""

    async def settles(self) -> None:
        """Let what is under way arrive."""

    async def closes(self) -> None: ...

    # What people do; each gives what they alone are shown for it.
    async def writes(self, who: str, text: str, place: str) -> str: ...
    async def writes_in_thread(self, who: str, text: str, case: int) -> str: ...
    async def says(self, who: str, text: str) -> str: ...
    async def presses(self, who: str, label: str, case: int | None) -> str: ...
    async def presses_on(self, who: str, label: str, card: Seen) -> str: ...
    async def fills(self, who: str, label: str, value: str) -> str: ...
    async def sends(self, who: str) -> str: ...
    async def delivers(self, delivery: Any) -> str:
        """The same delivery once more."""

    # What they see.
    def heard(self, who: str) -> list[str]: ...
    def channel(self, name: str) -> list[str]: ...
    def below(self, name: str) -> list[str]:
        """What stands in the threads of a channel's posts."""

    def thread(self, case: int, channel: str | None) -> list[str]: ...
    def customer_saw(self, who: str) -> list[str]: ...
    def card(self, case: int) -> Seen | None: ...

    # What the test asks behind everybody's back.
    def wanting(self, words: str) -> str:
        """How somebody is told that a required field is empty: in these words, unless the platform has its own."""

    def keys(self, delivery: Any) -> list[str]:
        """What a delivery is known by."""

    def complaints(self) -> list[str]:
        """What the platform would not take."""
