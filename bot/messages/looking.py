"""How what was said on a platform is read there, for what never came by itself."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.messages.values import Address, Inbound


@dataclass(frozen=True, slots=True)
class Page:
    """A piece of what was said, the oldest first."""

    heard: tuple[Inbound, ...]
    until: str  # the mark: how far it was read. Only the platform that wrote it can read it


class History(Protocol):
    """Reads what was said after a mark, to the end; pages come once the end has been reached.

    A channel without a mark is not read: there is one empty page, with the mark from which to read the next time.
    Raises NotDelivered if it cannot be read, or not now.
    """

    def channel(self, place: Address, since: str | None, now: datetime) -> AsyncIterator[Page]: ...

    def thread(self, place: Address, since: str, now: datetime) -> AsyncIterator[Page]: ...
