"""What waits in a lane, as it leaves: each row by itself, or pings that have become many as one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.messages.values import Address, Outgoing
from bot.storage.out import ToSay, ToShow

MOST_PINGS = 5  # for one person; more become one
PINGS = ("ping", "quiet", "nudge", "offer", "unhappy")


@dataclass(frozen=True, slots=True)
class Merged:
    """Pings for one person that leave as one."""

    rows: tuple[ToSay, ...]

    @property
    def outgoing(self) -> Outgoing:
        return self.rows[0].outgoing


Waiting = ToSay | ToShow | Merged


def in_turn(rows: Sequence[ToSay | ToShow]) -> list[Waiting]:
    """What of a page is seen to now. Posts in doubt, of which nobody knows whether they arrived, have it to themselves.

    A merged post goes under the mark of its first row and of how many there are, and is asked for by that. Which
    rows it was made of is kept nowhere; it follows, as what is in doubt is put together just as it was when it left:

    - A page is sent either fresh or in doubt. Fresh rows handed out beside one in doubt are taken back, and come again
      in a page of their own once the doubt is settled; so no row joins those in doubt, and none of them is dropped.
    - Of a fresh page there comes to be in doubt what was under way when its answer was lost, or after a crash all that
      was not yet recorded. Were its pings merged, they left as one, and are in doubt as one: all of them or none. Were
      they not, they were too few for it, and whatever of them is in doubt is too few again.

    Only a second crash, in the midst of settling a doubt, puts others beside them. Then the mark is one that nobody
    ever posted: what had arrived is said twice, and nothing is lost.
    """
    doubted = [row for row in rows if in_doubt(row)]
    return merged(doubted or rows)


def merged(rows: Sequence[ToSay | ToShow]) -> list[Waiting]:
    """What rang while the desk was shut is said once at opening; more than five pings for one person are one."""
    pings = tuple(row for row in rows if isinstance(row, ToSay) and row.outgoing.kind in PINGS and row.outgoing.person)
    rested = [row for row in pings if row.outgoing.not_before is not None]
    if len(rested) < 2 and len(pings) <= MOST_PINGS:
        return list(rows)
    return [Merged(pings), *(row for row in rows if row not in pings)]


def is_edit(row: Waiting) -> bool:
    return isinstance(row, ToShow) and row.surface.receipt is not None


def in_doubt(row: Waiting) -> bool:
    """May it stand there already? Nobody minds an edit made twice."""
    return rows_of(row)[0].unsure and not is_edit(row)


def rows_of(row: Waiting) -> tuple[ToSay | ToShow, ...]:
    return row.rows if isinstance(row, Merged) else (row,)


def to_of(row: Waiting) -> Address:
    return row.surface.to if isinstance(row, ToShow) else row.outgoing.to


def mark_of(row: Waiting) -> str:
    """What a post carries unseen, so that it can be asked for."""
    match row:
        case ToShow(surface=surface, anew=anew):
            return f"{surface.key}@{anew}"
        case Merged(rows):
            return f"say:{rows[0].id}+{len(rows) - 1}"
        case ToSay(id=number):
            return f"say:{number}"


def since_of(row: Waiting) -> datetime:
    """It cannot have been posted before."""
    match row:
        case ToShow(since=since):
            return since
        case Merged(rows):
            return since_of(rows[0])
        case ToSay(at=at):
            return at


def attempts_of(row: Waiting) -> int:
    return rows_of(row)[0].attempts
