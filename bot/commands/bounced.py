"""What we posted and what came back: who believes it said is told, as of anything that can never arrive."""

from bot.commands.undelivered import give_up
from bot.messages.values import Answer, Inbound
from bot.storage.returned import posted
from bot.storage.tx import Tx


def heard(inbound: Inbound, tx: Tx) -> Answer:
    """Once for each that was posted; what is known of it no more says nothing."""
    for row in posted(inbound.alike, tx):
        give_up(row, inbound.text, tx)
    return Answer()
