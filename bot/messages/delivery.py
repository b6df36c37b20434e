"""How something leaves the house: what a sender is, and how it says that it could not."""

from collections.abc import Awaitable
from datetime import timedelta
from typing import Protocol

from bot.messages.values import Address, Card, Receipt


class Send(Protocol):
    """Post a card, into a thread if one is named, or edit what was posted before; the platform's receipt.

    Raises NotDelivered.
    """

    def __call__(
        self, to: Address, card: Card, *, thread: Receipt | None = None, edit: Receipt | None = None
    ) -> Awaitable[Receipt]: ...


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
