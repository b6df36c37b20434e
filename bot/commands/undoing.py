"""undo: what one has just done is as if it had not been."""

from bot.cases.ending import UNDO_WITHIN, UNDOABLE
from bot.cases.ending import undo as rule
from bot.cases.fold import folded
from bot.cases.refusals import Refused
from bot.commands.absence import keep_with_somebody_here
from bot.commands.asked import Asked, the_case
from bot.commands.following import take_back, where_it_was_asked
from bot.commands.holding import did, said
from bot.messages.values import Answer
from bot.storage.tx import Tx

UNDOABLE_KINDS = tuple(kind.kind for kind in UNDOABLE)


def undo(asked: Asked, tx: Tx) -> Answer:
    """undo [C]: take back one's own last move, within ten minutes, if nothing happened since."""
    number = asked.line.case or tx.last_moved_by(asked.by, UNDOABLE_KINDS, tx.now - UNDO_WITHIN)
    if number is None:
        raise Refused("nothing-to-undo")
    case = where_it_was_asked(the_case(asked.about(number), tx), tx)
    lines = tx.lines(case.id)
    event = rule(case, lines[-1], asked.by, tx.now)
    now = keep_with_somebody_here(tx, did(asked, tx, case, event, before=folded(lines[:-1])))
    if withdrawn := take_back(asked, tx, lines[-1].event):
        return said("said-withdrawn", withdrawn, tx, earlier=f"C-{case.id}")
    return said("said-undone", now, tx)
