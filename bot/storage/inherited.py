"""What a process left behind that died: the lanes it was sending in."""

from sqlalchemy import null, update

from bot.storage.schema import lanes
from bot.storage.tx import Tx
from bot.storage.wire import Statement

LET_GO = Statement(update(lanes).where(lanes.c.holder.is_not(None)).values(holder=null(), until=null()))


def inherit(tx: Tx) -> int:
    """Where one process writes, whoever holds a lane as it starts is dead, and nobody need wait for that lease to end;
    how many lanes it was. What was handed out there stays in doubt."""
    if tx._shared:
        return 0
    return tx._at_once(LET_GO)
