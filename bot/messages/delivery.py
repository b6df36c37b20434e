"""How something leaves the house: what a courier can do, and how it says that it could not."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.messages.values import Address, Card, Receipt


class Send(Protocol):
    """Post a card, into a thread if one is named, or edit what was posted before; the platform's receipt.

    `mark` goes along unseen with a new post, where the platform can carry it, so that Find can ask for it.
    Raises NotDelivered.
    """

    def __call__(
        self, to: Address, card: Card, *, thread: Receipt | None = None, edit: Receipt | None = None, mark: str = ""
    ) -> Awaitable[Receipt]: ...


class Find(Protocol):
    """The receipt of the post that carries this mark, if it was posted there since then; None if it was not.

    Raises NotDelivered if the platform could not be asked.
    """

    def __call__(
        self, to: Address, mark: str, since: datetime, *, thread: Receipt | None = None
    ) -> Awaitable[Receipt | None]: ...


@dataclass(frozen=True, slots=True)
class Budget:
    """How often something may be done: once `every`, and so often at once after a rest. Shared under its key."""

    key: str  # "slack:chat.update", "slack:post:C0FRONT"
    every: timedelta
    burst: int = 1


@dataclass(frozen=True, slots=True)
class Courier:
    """One platform's way out."""

    send: Send
    find: Find | None = None  # none: nobody can be asked whether a post arrived
    budgets: Callable[[Address, bool], tuple[Budget, ...]] = lambda to, edit: ()
    below: Callable[[Receipt], Address | None] | None = None  # where answers to it stand, if people can answer below it
    instants: bool = False  # it shows instants in each reader's zone, or names the zone: they are to be marked in cards
    # Asks the platform something that changes nothing: whether it works at all. Raises NotDelivered.
    answers: Callable[[Address], Awaitable[None]] | None = None


def carries(posted: object, mark: str) -> bool:
    """Is a post that carries `posted` the one that is asked for by `mark`?

    Pings that left as one go by the first of them and by how many more there were (`say:17+4`). Who asks may not know
    of the last of them, as a restored copy of the store, but of no more than there were.
    """
    if posted == mark or not isinstance(posted, str):
        return posted == mark
    (first, _, more), (asked, _, known) = posted.partition("+"), mark.partition("+")
    return first == asked and more.isdecimal() and int(more) >= int(known or 0)


class NotDelivered(Exception):
    """It did not go: for good, or for now; `unsure` if it may have arrived all the same."""

    def __init__(
        self, why: str, *, permanent: bool = False, retry_after: timedelta | None = None, unsure: bool = False
    ) -> None:
        super().__init__(why)
        self.why = why
        self.permanent = permanent
        self.retry_after = retry_after
        self.unsure = unsure
