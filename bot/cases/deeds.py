"""What the month-end figures ask about cases, worked out once, when it happens: the first words that the customer of an
opening heard from a person, promises kept and broken, resolutions and what led to them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple

from bot.cases import events as e
from bot.cases.case import FOLLOW_UP, Case, Hold, Line
from bot.cases.event import NO_TIME
from bot.cases.fold import after
from bot.cases.holds import TeamsAt, changed_holds
from bot.cases.people import Team

AS_ONE = timedelta(minutes=10)  # what a customer says so soon after the first words belongs to them
Story = Callable[[], tuple[Sequence[Line], Iterable[Hold]]]  # a case's lines up to now, and its holds
Teams = Callable[[str], Team]


@dataclass(frozen=True, slots=True)
class Response:
    """The first human message to the customer in an opening."""

    case: int
    seq: int
    at: datetime
    team: str
    by: str
    length: timedelta  # clock time since the customer spoke


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise that was kept, or still stood when its time came."""

    case: int
    seq: int  # of the line that kept it, or of the first after its time
    due: datetime
    team: str
    owner: str  # when it was kept or broken
    kept: bool


@dataclass(frozen=True, slots=True)
class Resolution:
    """A resolution, and how the case came to it. Lengths are clock time less pauses."""

    case: int
    seq: int
    at: datetime
    team: str
    by: str
    customer: int
    cause: str
    age: timedelta  # since the customer spoke in this opening
    whole: timedelta  # since they first spoke at all
    held: timedelta  # the holds of the opening that count
    first: bool  # of the case
    at_once: bool  # in the first hold that counts, the customer having written once
    questions: int  # most in one opening
    escalated: bool  # ever
    hand_offs: int  # holds that count, but one


class Deeds(NamedTuple):
    responses: tuple[Response, ...] = ()
    promises: tuple[Promise, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    undone: int | None = None  # what that line answered or kept never happened

    def and_then(self, more: "Deeds") -> "Deeds":
        responses = (one for one in self.responses if one.seq != more.undone)
        promises = (one for one in self.promises if one.seq != more.undone or not one.kept)
        return Deeds((*responses, *more.responses), (*promises, *more.promises), (*self.resolutions, *more.resolutions))


NO_DEEDS = Deeds()


def deeds_of(before: Case | None, line: Line, now: Case, teams: Teams, story: Story) -> Deeds:
    """What a line is in the figures beside its hold; `story` is only asked for when a case is resolved."""
    if before is None or now.via == FOLLOW_UP:  # what the house asks of itself is in no figure
        return NO_DEEDS
    promises = _promises(before, line, now)
    if isinstance(line.event, e.Undone):
        return Deeds(promises=promises, undone=line.event.seq) if line.event.what in _UNDOABLE else Deeds((), promises)
    responses: tuple[Response, ...] = ()
    if not before.replied and is_message(line):
        length = teams(before.clock_team).clock.between(before.spoken_at, line.at)
        responses = (Response(line.case, line.seq, line.at, before.team, line.by, length),)
    resolutions = (_resolution(line, now, teams, *story()),) if isinstance(line.event, e.Resolved) else ()
    if not (responses or promises or resolutions):
        return NO_DEEDS
    return Deeds(responses, promises, resolutions)


_UNDOABLE = ("asked", "waited", "dismissed")  # messages to the customer that can be undone


def is_message(line: Line) -> bool:
    """Does it reach the customer, on purpose and by a person?"""
    match line.event:
        case e.Replied() | e.Waited() | e.AnsweredFor():
            return True
        case e.Asked():
            return line.by != "clock"
        case e.Resolved(told=told):
            return told != "last_reply"
        case e.Dismissed(why=why):
            return why != "spam"
    return False


# --- promises -----------------------------------------------------------------------------------------------------


def _promises(before: Case, line: Line, now: Case) -> tuple[Promise, ...]:
    """The promise that this line kept, or that was broken since the line before it."""
    due = now.promise if isinstance(line.event, e.Undone) else before.promise
    if due is None:
        return ()
    if before.at < due <= line.at:
        held = now if isinstance(line.event, e.Undone) else before
        return (Promise(line.case, line.seq, due, held.team, held.owner, False),)
    # Another date, or the end of the case, takes its place and keeps nothing.
    if line.at < due and now.promise is None and isinstance(line.event, e.Replied | e.Asked):
        return (Promise(line.case, line.seq, due, before.team, before.owner, True),)
    return ()


def broken_by(case: Case, until: datetime) -> tuple[Promise, ...]:
    """The promise whose time has come since the newest line, by then."""
    if case.promise is None or case.via == FOLLOW_UP or not case.at < case.promise < until:
        return ()
    return (Promise(case.id, case.seq + 1, case.promise, case.team, case.owner, False),)


# --- resolutions --------------------------------------------------------------------------------------------------


def _resolution(line: Line, now: Case, teams: Teams, lines: Sequence[Line], holds: Iterable[Hold]) -> Resolution:
    assert isinstance(line.event, e.Resolved)
    told = [*happened(one for one in lines if one.seq < line.seq), line]
    openings = [n for n, one in enumerate(told) if isinstance(one.event, e.Opened | e.Reopened)]
    counting = [one for one in holds if one.counts and one.last_seq is not None and one.last_seq <= line.seq]
    here = teams(now.clock_team)
    return Resolution(
        case=line.case,
        seq=line.seq,
        at=line.at,
        team=now.team,
        by=line.by,
        customer=now.customer,
        cause=line.event.cause,
        age=_clock_time(told[openings[-1] :], here),
        whole=_clock_time(told, teams(now.first_team)),
        held=sum((one.length for one in counting if one.opening == now.opening and one.length), NO_TIME),
        first=not any(isinstance(one.event, e.Resolved) for one in told[:-1]),
        at_once=len(counting) == 1 and not any(_wrote_again(one, told[0]) for one in told),
        questions=max(
            sum(isinstance(one.event, e.Asked) and one.by != "clock" for one in told[a:b])
            for a, b in zip(openings, [*openings[1:], len(told)], strict=True)
        ),
        escalated=any(isinstance(one.event, e.Escalated) for one in told),
        hand_offs=len(counting) - 1,
    )


def happened(lines: Iterable[Line]) -> list[Line]:
    """Without what was undone; nothing can come between a line and its undoing."""
    told: list[Line] = []
    for line in lines:
        if isinstance(line.event, e.Undone):
            told.pop()
        else:
            told.append(line)
    return told


def _clock_time(told: Sequence[Line], team: Team) -> timedelta:
    """From when the customer spoke to the last of these lines, less what was waited."""
    first, end = told[0].event, told[-1].at
    assert isinstance(first, e.Opened | e.Reopened)
    total, since = team.clock.between(first.spoken_at, end), None
    for line in told:
        match line.event:
            case e.Asked() | e.Waited():
                since = since or line.at
            case e.Woken() | e.Resolved() | e.Merged() | e.Dismissed() if since is not None:
                total -= team.clock.between(since, line.at)
                since = None
    return total


def _wrote_again(line: Line, first: Line) -> bool:
    return isinstance(line.event, e.CustomerWrote) and not line.event.thanks and line.at - first.at > AS_ONE


# --- the whole of a case ------------------------------------------------------------------------------------------


def folded_with_deeds(lines: Sequence[Line], teams_at: TeamsAt) -> tuple[Case, list[Hold], Deeds]:
    """A case, its holds and its deeds, all rebuilt from its lines."""
    case = before = None
    holds: dict[int, Hold] = {}
    deeds = NO_DEEDS
    for line in lines:
        now = after(case, line, before)
        clock, held = teams_at(now.clock_team, line.at), teams_at((case or now).team, line.at)
        for hold in changed_holds(case, line, now, clock, held):
            holds[hold.number] = hold
        done = deeds_of(case, line, now, partial(teams_at, at=line.at), lambda: (lines, holds.values()))
        deeds = deeds if done is NO_DEEDS else deeds.and_then(done)
        case, before = now, case
    if case is None:
        raise ValueError("a case without any line")
    return case, [holds[number] for number in sorted(holds)], deeds
