"""What is said to a customer on the web: nothing is sent, as their page shows it; but to an e-mail they left, it is."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.messages.delivery import Courier, Send
from bot.messages.values import Address, Card, Receipt

EmailOf = Callable[[Address], Awaitable[str | None]]


def courier(mail: Courier | None, email_of: EmailOf) -> Courier:
    """`mail`: the way out for those who left an address, where there is one."""
    if mail is None:
        return Courier(_shown, _stands_there)
    return Courier(_also_by(mail.send, email_of), instants=mail.instants)


async def _shown(
    to: Address, card: Card, *, thread: Receipt | None = None, edit: Receipt | None = None, mark: str = ""
) -> Receipt:
    return edit or Receipt(to.place, mark or "page")


async def _stands_there(to: Address, mark: str, since: datetime, *, thread: Receipt | None = None) -> Receipt | None:
    """It did not have to go anywhere."""
    return Receipt(to.place, mark)


def _also_by(mail: Send, email_of: EmailOf) -> Send:
    async def send(
        to: Address, card: Card, *, thread: Receipt | None = None, edit: Receipt | None = None, mark: str = ""
    ) -> Receipt:
        email = await email_of(to) if edit is None else None  # a mail cannot be drawn anew
        if email is not None:
            await mail(Address("email", email), card, mark=mark)
        return await _shown(to, card, edit=edit, mark=mark)

    return send
