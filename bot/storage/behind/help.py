"""The cases behind help among colleagues, claims, marks and pauses."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, func, select

from bot.storage.behind.found import Behind, Found, Look, answers, is_theirs, of_events, together
from bot.storage.counting.help import accepted, accepted_then, advice, claimed, taken_back
from bot.storage.counting.holds import marker, rightly
from bot.storage.counting.month import Month
from bot.storage.counting.undone import undone_later
from bot.storage.counting.waits import pauses
from bot.storage.wire import Statement


def _as_they_come(asked: Select[Any]) -> Statement:
    found = asked.subquery()
    whose = (found.c.case_id, found.c.by_)
    return Statement(select(*whose, func.count()).where(found.c.next, is_theirs(found.c.by_)).group_by(*whose))


CLAIMED, ACCEPTED, TAKEN_BACK = _as_they_come(claimed), _as_they_come(accepted), _as_they_come(taken_back)
RIGHTLY = of_events("resolved", marker, rightly)


def _accepted_then(month: Month, person: str | None) -> Found:
    return [
        Behind(number, by, -1)
        for number, by, as_they_come in accepted_then(undone_later(month))
        if as_they_come and person in (None, by)
    ]


def _advice(month: Month, person: str | None) -> Found:
    return [Behind(one.case, one.by, 1) for one in advice(month) if person in (None, one.by)]


def _pauses(month: Month, person: str | None) -> Found:
    return [Behind(one.case, one.owner, 1) for one in pauses(month) if person in (None, one.owner)]


LOOKS: Mapping[str, Look] = {
    "asked_for_help": answers(of_events("consulted")),
    "gave_help": _advice,
    "taken_as_they_come": together(answers(CLAIMED), answers(ACCEPTED, -1), answers(TAKEN_BACK, -1), _accepted_then),
    "urgent": answers(of_events("marked_urgent")),
    "rightly_urgent": answers(RIGHTLY),
    "waiting": _pauses,
}
ASKED: Mapping[str, Statement] = {
    "as they come": CLAIMED,
    "accepted": ACCEPTED,
    "undone": TAKEN_BACK,
    "rightly": RIGHTLY,
}
