"""The cases behind what was passed, returned and handed on."""

import json
from collections.abc import Mapping

from sqlalchemy import func, select

from bot.storage.behind.found import Behind, Found, Look, answers, is_theirs, of_events
from bot.storage.counting.month import Month, in_month
from bot.storage.counting.passes import avoidable, made, of_each, through_hands
from bot.storage.counting.undone import undone_later
from bot.storage.schema import events, holds
from bot.storage.wire import Statement

_whose = (holds.c.case_id, holds.c.person)
AVOIDABLE = Statement(select(*_whose, func.count()).where(made, is_theirs(holds.c.person), avoidable).group_by(*_whose))
RETURNED = Statement(
    select(events.c.case_id, events.c.by_, events.c.data).where(in_month("returned"), is_theirs(events.c.by_))
)
_last = (
    select(events.c.case_id, func.max(events.c.seq).label("seq"))
    .where(in_month("resolved"))
    .group_by(events.c.case_id)
    .subquery()
)
# A case that went through hands is told of its last solver.
SOLVED = Statement(
    select(of_each.c.case_id, events.c.by_, of_each.c.came_back)
    .join_from(_last, of_each, of_each.c.case_id == _last.c.case_id)
    .join(events, (events.c.case_id == _last.c.case_id) & (events.c.seq == _last.c.seq))
    .where(is_theirs(events.c.by_))
)


def _returned(month: Month, person: str | None) -> Found:
    rows = month.reader._asked().all(RETURNED, **month.values, person=person)
    return [Behind(number, by, len(json.loads(data)["fields"])) for number, by, data in rows]


def _handed(only_back: bool) -> Look:
    def look(month: Month, person: str | None) -> Found:
        otherwise = {one.number: through_hands(one.holds, month)[1] for one in undone_later(month)}
        rows = month.reader._asked().all(SOLVED, **month.values, person=person)
        back = [(number, by, otherwise.get(number, int(came_back) == 1)) for number, by, came_back in rows]
        return [Behind(number, by, 1) for number, by, came_back in back if came_back or not only_back]

    return look


LOOKS: Mapping[str, Look] = {
    "avoidable_passes": answers(AVOIDABLE),
    "fields_returned": _returned,
    "hand_offs": _handed(only_back=False),
    "ping_pong": _handed(only_back=True),
    "share_of_the_clock": answers(of_events("escalated", events.c.owner)),
}
ASKED: Mapping[str, Statement] = {"avoidable": AVOIDABLE, "returned": RETURNED, "solved": SOLVED}
