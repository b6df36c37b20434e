"""The cases behind the figures of who held them."""

from collections.abc import Callable, Mapping

from sqlalchemy import and_, func, or_, select
from sqlalchemy.sql.expression import ColumnElement

from bot.cases.figures.counts import Endings, counted, kind_of
from bot.storage.behind.found import Behind, Found, Look, answers, is_theirs, of_events, together
from bot.storage.counting.holds import reopened, resolution
from bot.storage.counting.month import Month, ended_in_month
from bot.storage.counting.undone import undone_later
from bot.storage.lanes import word
from bot.storage.schema import events, holds
from bot.storage.wire import Statement

_escaped = word("escalated")
_passed = or_(holds.c.ending == word("passed_up"), and_(holds.c.ending == word("handed_over"), holds.c.late))


def _asked(*where: ColumnElement[bool]) -> Statement:
    whose = (holds.c.case_id, holds.c.person)
    return Statement(
        select(*whose, func.count()).where(ended_in_month, is_theirs(holds.c.person), *where).group_by(*whose)
    )


def _ended_as(kind: str) -> Callable[[Endings], bool]:
    return lambda hold: hold.counts and kind_of(hold.ending, hold.late) == kind


_HOLDS: Mapping[str, tuple[Statement, Callable[[Endings], bool]]] = {
    "passed_up": (_asked(holds.c.counts, _passed), _ended_as("passed_up")),
    "given": (_asked(holds.c.counts, holds.c.ending == word("given")), _ended_as("given")),
    "returned": (_asked(holds.c.counts, holds.c.ending == word("returned")), _ended_as("returned")),
    "escalated_from": (_asked(holds.c.counts, holds.c.ending == _escaped), _ended_as("escalated")),
    "never_claimed": (
        _asked(holds.c.custody, holds.c.ending == _escaped),
        lambda hold: hold.custody and hold.ending == "escalated",
    ),
    "hold_time": (_asked(holds.c.counts), lambda hold: hold.counts),
    "unclaimed_time": (_asked(holds.c.custody), lambda hold: hold.custody),
}


def _held(asked: Statement, stands: Callable[[Endings], bool]) -> Look:
    """Holds that ended in the month, with those that go on again since."""

    def look(month: Month, person: str | None) -> Found:
        again = [
            Behind(hold.case, hold.person, 1)
            for hold in undone_later(month)
            if person in (None, hold.person) and stands(counted([hold])[0][0])
        ]
        return [*answers(asked)(month, person), *again]

    return look


RESOLUTIONS = of_events("resolved")
_by = resolution.c.by_
TAKEN_BACK = Statement(
    reopened(events.c.case_id, _by, func.count()).where(is_theirs(_by)).group_by(events.c.case_id, _by)
)
LOOKS: Mapping[str, Look] = {
    **{name: _held(asked, stands) for name, (asked, stands) in _HOLDS.items()},
    "resolved": together(answers(RESOLUTIONS), answers(TAKEN_BACK, -1)),
    "resolve_share": answers(RESOLUTIONS),
    "lost_to_the_clock": _held(*_HOLDS["escalated_from"]),
}
ASKED: Mapping[str, Statement] = {
    **{name: asked for name, (asked, _) in _HOLDS.items()},
    "resolutions": RESOLUTIONS,
    "taken back": TAKEN_BACK,
}
