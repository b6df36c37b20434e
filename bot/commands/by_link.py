"""Whoever has the link of a case is its customer: nobody else was given it."""

from bot.commands.erasing import erased_name, is_nobody
from bot.messages.values import Speaker
from bot.storage.errors import UnknownCase
from bot.storage.tx import Tx


def introduce(speaker: Speaker, tx: Tx) -> bool:
    """From now on they are known by where they write; False if there is nobody left to be."""
    assert speaker.of_case is not None
    if tx.customer_at(speaker.address) is not None:
        return True
    try:
        customer = tx.case(speaker.of_case).customer
    except UnknownCase:
        return False
    if is_nobody(tx, customer) or tx.customer(customer).name == erased_name():
        return False
    tx.add_address(customer, speaker.address)
    return True
