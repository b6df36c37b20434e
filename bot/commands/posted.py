"""What was posted, as a place where people answer: below a card, a ping, or words to a customer in their own chat."""

from bot.commands.record import CUSTOMERS
from bot.messages.values import TO_CUSTOMERS, Address, Outgoing, Surface
from bot.storage.tx import Tx


def answered_below(posted: Outgoing | Surface, below: Address, tx: Tx) -> None:
    """From now on that thread belongs to the case; in the thread of another post it belongs to one already."""
    to = posted.to
    if to != to.conversation:
        return
    case = posted.case
    if case is None:
        return
    if posted.kind in TO_CUSTOMERS:
        tx.bind(str(below), case, CUSTOMERS)
    elif posted.kind == "card" or (isinstance(posted, Outgoing) and posted.person):
        tx.bind(str(below), case, posted.kind)
