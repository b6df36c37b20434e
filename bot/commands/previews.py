"""What a customer would read, shown to its writer before anything happens."""

from collections.abc import Callable
from dataclasses import replace

from bot.commands.asked import Asked, the_case
from bot.commands.forming import form_of
from bot.commands.reading import read_by_customer
from bot.messages.values import TO_CUSTOMERS, Answer, Outgoing, Prompt
from bot.messages.wording import text
from bot.storage.tx import Tx


def preview(asked: Asked, tx: Tx, act: Callable[[Asked, Tx], Answer]) -> Answer:
    """The form once more, with what the customer would read; nothing has happened yet. A refusal rises as at sending.

    What reaches no customer has nothing to be looked at first: it is done.
    """
    said = act(asked, tx)
    told = [row for row in tx.staged_says() if row.kind in TO_CUSTOMERS]
    if said.refused or not told:
        return said
    read = "\n\n".join(_as_read(row, tx) for row in told)
    tx.discard()
    return Answer(form=replace(form_of(asked, the_case(asked, tx), tx), preview=read))


def _as_read(row: Outgoing, tx: Tx) -> str:
    say = row.say.say if isinstance(row.say, Prompt) else row.say
    assert row.case is not None
    return text(say, read_by_customer(tx.case(row.case), tx, tx.now))
