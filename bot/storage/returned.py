"""What was posted under a mark, found again once its platform has said that it did not arrive after all."""

import re
from typing import Any

from sqlalchemy import bindparam, null, select

from bot.storage.lanes import NONE, word
from bot.storage.out import ToSay, ToShow, _to_say, _to_show
from bot.storage.schema import outbox, surfaces
from bot.storage.tx import Tx
from bot.storage.wire import Statement

_SAID = re.compile(r"say:(?P<id>\d{1,18})(?:\+\d+)?")
_said = ("id", "key", "to_", "kind", "say", "case_id", "person", "thread", "not_before", "at", "attempts", "unsure")
_no_receipt: Any = null()
SENT = Statement(
    select(*(outbox.c[name] for name in _said), _no_receipt).where(
        outbox.c.id == bindparam("id"), outbox.c.state == word("sent")
    )
)
_shown = ("key", "kind", "to_", "subject", "thread", "wanted", "shown", "receipt", "attempts", "unsure", "anew")
SHOWN = Statement(
    select(*(surfaces.c[name] for name in _shown), surfaces.c.handed_at).where(
        surfaces.c.key == bindparam("key"), surfaces.c.state == word("live"), surfaces.c.shown > NONE
    )
)


def posted(mark: str, tx: Tx) -> list[ToSay | ToShow]:
    """What of it was sent and is not given up yet."""
    if said := _SAID.fullmatch(mark):
        return [_to_say(row) for row in tx._asked().all(SENT, id=int(said["id"]))]
    key, at, _ = mark.rpartition("@")
    return [_to_show(row, tx.now) for row in tx._asked().all(SHOWN, key=key)] if at else []
