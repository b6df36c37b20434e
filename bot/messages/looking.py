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


@dataclass(frozen=True, slots=True)
class Chats:
    """The direct chats there are."""

    places: tuple[Address, ...]  # without those of people who are gone
    until: str  # the mark: now. Once each was read, they were read up to there


class History(Protocol):
    """Reads what was said after a mark, to the end; pages come once the end has been reached.

    A channel without a mark is not read: there is one empty page, with the mark from which to read the next time.
    A direct chat is read as a channel is. Raises NotDelivered if it cannot be read, or not now: `permanent` until
    somebody does something about it, and with `retry_after` too if that is not about this place alone.
    """

    async def chats(self, now: datetime) -> Chats: ...

    def channel(self, place: Address, since: str | None, now: datetime) -> AsyncIterator[Page]: ...

    def thread(self, place: Address, since: str, now: datetime) -> AsyncIterator[Page]: ...
