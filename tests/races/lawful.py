"""Would the rules have made this very line of the case as it stood, in the house as it was?"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from bot.cases import alarms, ending, holding, rating, talking
from bot.cases import events as e
from bot.cases.case import Case, Line
from bot.cases.event import Event
from bot.cases.people import House
from bot.cases.refusals import Refused

CLOCK, CUSTOMER = "clock", "customer"


def lawful(before: Case | None, lines: Sequence[Line], house: House, apart: timedelta) -> bool:
    """Of the newest of these lines. One whose writer's clock was behind, as far `apart` as clocks may be, bears the
    time of the line before it; what follows from its time was reckoned by that clock."""
    waited = before is not None and before.at == lines[-1].at
    for rule in ways(before, lines, house):
        try:
            made = rule()
        except Refused:
            continue
        if made == lines[-1].event or (waited and _alike(made, lines[-1].event, apart)):
            return True
    return False


def _alike(made: Event | None, event: Event, apart: timedelta) -> bool:
    """The same but for a moment."""
    if type(made) is not type(event) or made is None:
        return False
    pairs = [(getattr(made, part.name), getattr(event, part.name)) for part in fields(event)]
    return all(one == other or _nearly(one, other, apart) for one, other in pairs)


def _nearly(one: Any, other: Any, apart: timedelta) -> bool:
    moments = isinstance(one, datetime | timedelta) and type(one) is type(other)
    return moments and abs(one - other) <= apart


def ways(before: Case | None, lines: Sequence[Line], house: House) -> Iterator[Callable[[], Any]]:
    """The rules that may have made it, each with what was given."""
    line = lines[-1]
    event, by, at = line.event, line.by, line.at
    if before is None:
        yield partial(_opened, event, house, by, at)
        return
    if by == CLOCK:
        yield lambda: alarms.clock_strikes(before, house, at)
    known = _KNOWN.get(type(event))
    if known is not None:
        for rule, given in known(event):
            needs_at = rule not in _WITHOUT_TIME
            yield partial(rule, before, house, by, *((at,) if needs_at else ()), **given)
    match event:
        case e.HandedOver(why=why):
            for own in (True, False):
                yield partial(holding.hand_over, before, house, at, why=why, by_owner=own)
        case e.Undone():
            yield lambda: ending.undo(before, lines[-2], by, at)
        case e.Closed():
            yield lambda: ending.close(before)
        case e.Rated(score=score, because=because, text=text):
            yield lambda: rating.rate(before, at, score=score, because=because, text=text)
        case e.RatingAsked() if by != "clock" and rating.may_be_asked(before):
            yield lambda: event
        case e.Declined() if before.offer is not None and before.offer.to != by:  # going away declines
            yield e.Declined
        case e.CustomerWrote() | e.Merged() | e.Absorbed():  # the pair is looked at together
            yield lambda: event


def _opened(event: Event, house: House, by: str, at: Any) -> Event:
    assert isinstance(event, e.Opened)
    return ending.open_(
        house,
        event.team,
        at,
        spoken_at=event.spoken_at,
        via=event.via,
        customer=event.customer,
        by=None if by == CUSTOMER else by,
        follows=event.follows,
        text=event.text,
    )


Given = Iterator[tuple[Callable[..., Event], dict[str, Any]]]
_WITHOUT_TIME = (
    *(talking.reply, talking.note, talking.consult, talking.advise, talking.ask, talking.categorise),
    *(talking.set_field, ending.resolve, ending.dismiss),
)


def _passed(event: e.PassedUp) -> Given:
    for to_top in (False, True):
        yield holding.pass_up, {"reason": event.reason, "note": event.text, "to_top": to_top}


def _resolved(event: e.Resolved) -> Given:
    names = ("outcome", "cause", "told", "avoidable", "rightly_urgent", "text")
    yield ending.resolve, {name: getattr(event, name) for name in names}


def _one(rule: Callable[..., Event], **names: str) -> Callable[[Any], Given]:
    """A rule that is given parts of the event under names of its own."""
    return lambda event: iter([(rule, {given: getattr(event, name) for given, name in names.items()})])


_KNOWN: dict[type[Event], Callable[[Any], Given]] = {
    e.Claimed: _one(holding.claim, next="next"),
    e.Assigned: _one(holding.assign, to="owner", why="text"),
    e.PassedUp: _passed,
    e.Given: _one(holding.give, to="to", reason="reason", note="text"),
    e.Declined: _one(holding.decline),
    e.Returned: _one(holding.return_, fields="fields"),
    e.Moved: _one(holding.move, to="to", why="text"),
    e.Consulted: _one(talking.consult, whom="whom", question="text"),
    e.Advised: _one(talking.advise, text="text"),
    e.Noted: _one(talking.note, text="text"),
    e.Replied: _one(talking.reply, text="text"),
    e.Asked: _one(talking.ask, question="text"),
    e.Waited: _one(talking.wait, until="until", on="on", why="text"),
    e.Woken: _one(talking.wake),
    e.MarkedUrgent: _one(talking.urgent, why="text"),
    e.Categorised: _one(talking.categorise, category="category"),
    e.FieldSet: _one(talking.set_field, name="field", text="text", cannot_say="cannot_say"),
    e.Promised: _one(talking.promise, until="until"),
    e.AnsweredFor: _one(talking.answer_for, until="until", sentence="text"),
    e.Resolved: _resolved,
    e.Reopened: _one(ending.reopen, spoken_at="spoken_at", why="why", text="text"),
    e.Dismissed: _one(ending.dismiss, why="why", text="text"),
}
