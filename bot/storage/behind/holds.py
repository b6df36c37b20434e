"""The cases behind the figures of who held them."""

from collections.abc import Callable, Mapping

from sqlalchemy import func, select
from sqlalchemy.sql.expression import ColumnElement

from bot.cases.figures.counts import Endings, counted, kind_of
from bot.storage.behind.found import Behind, Found, Look, answers, is_theirs, of_events, together
from bot.storage.counting.holds import OUTCOMES, reopened, resolution
from bot.storage.counting.month import Month, ended_in_month, is_pass
from bot.storage.counting.passes import gone
from bot.storage.counting.said import says
from bot.storage.counting.undone import undone_later
from bot.storage.lanes import word
from bot.storage.schema import events, holds
from bot.storage.wire import Statement

_escaped = word("escalated")


def _asked(*where: ColumnElement[bool]) -> Statement:
    whose = (holds.c.case_id, holds.c.person)
    return Statement(
        select(*whose, func.count()).where(ended_in_month, is_theirs(holds.c.person), *where).group_by(*whose)
    )


def _ended_as(kind: str) -> Callable[[Endings], bool]:
    return lambda hold: hold.counts and kind_of(hold.ending, hold.late) == kind


def _is_gone(hold: Endings) -> bool:
    return hold.counts and kind_of(hold.ending, hold.late) in ("passed_up", "given")


_HOLDS: Mapping[str, tuple[Statement, Callable[[Endings], bool]]] = {
    "passed_up": (_asked(is_pass(holds)), _ended_as("passed_up")),
    "given": (_asked(holds.c.counts, holds.c.ending == word("given")), _ended_as("given")),
    "returned": (_asked(holds.c.counts, holds.c.ending == word("returned")), _ended_as("returned")),
    "escalated_from": (_asked(holds.c.counts, holds.c.ending == _escaped), _ended_as("escalated")),
    "never_claimed": (
        _asked(holds.c.custody, holds.c.counts, holds.c.ending == _escaped),
        lambda hold: hold.custody and hold.counts and hold.ending == "escalated",
    ),
    "late_passes": (_asked(is_pass(holds), holds.c.late), lambda hold: hold.late and _ended_as("passed_up")(hold)),
    "empty_holds": (_asked(gone, ~holds.c.touched), lambda hold: not hold.touched and _is_gone(hold)),
    "why_passed": (_asked(gone), lambda hold: _is_gone(hold)),
    "hold_time": (_asked(holds.c.counts), lambda hold: hold.counts),
    "unclaimed_time": (_asked(holds.c.custody, holds.c.unclaimed.is_not(None)), lambda hold: hold.custody),
}


def _held(asked: Statement, stands: Callable[[Endings], bool]) -> Look:
    """Holds that ended in the month, with those that go on again since."""

    def look(month: Month, person: str | None) -> Found:
        again = [
            Behind(hold.case, hold.person, 1)
            for one in undone_later(month)
            for hold in one.resumed
            if person in (None, hold.person) and stands(counted([hold])[0][0])
        ]
        return [*answers(asked)(month, person), *again]

    return look


RESOLUTIONS = of_events("resolved")
_by = resolution.c.by_


def _taken_back(*where: ColumnElement[bool]) -> Statement:
    asked = reopened(events.c.case_id, _by, func.count()).where(is_theirs(_by), *where)
    return Statement(asked.group_by(events.c.case_id, _by))


TAKEN_BACK = _taken_back()
OUTCOME = {name: of_events("resolved", events.c.by_, says(events, "outcome", name)) for name in OUTCOMES}
NO_MORE = {name: _taken_back(says(resolution, "outcome", name)) for name in OUTCOMES}
LOOKS: Mapping[str, Look] = {
    **{name: _held(asked, stands) for name, (asked, stands) in _HOLDS.items()},
    "resolved": together(answers(RESOLUTIONS), answers(TAKEN_BACK, -1)),
    "resolve_share": answers(RESOLUTIONS),
    "resolutions": answers(RESOLUTIONS),
    "lost_to_the_clock": _held(*_HOLDS["escalated_from"]),
    "hold_time_by_category": _held(*_HOLDS["hold_time"]),
    **{name: together(answers(OUTCOME[name]), answers(NO_MORE[name], -1)) for name in OUTCOMES},
}
ASKED: Mapping[str, Statement] = {
    **{name: asked for name, (asked, _) in _HOLDS.items()},
    "resolutions": RESOLUTIONS,
    "taken back": TAKEN_BACK,
    **{f"{name} resolved": asked for name, asked in OUTCOME.items()},
    **{f"{name} taken back": asked for name, asked in NO_MORE.items()},
}
