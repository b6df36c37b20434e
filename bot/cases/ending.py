"""How a case begins and ends: open, resolve, close, reopen, merge, not a case, undo."""

import re
from datetime import datetime, timedelta

from bot.cases import events as e
from bot.cases.case import Case, Line
from bot.cases.fold import CLOSE_AFTER
from bot.cases.people import House, Team
from bot.cases.refusals import Refused
from bot.cases.standing import must_be_agent, must_be_open, must_own
from bot.cases.talking import woken
from bot.cases.times import deadline_from, first_promise

OUTCOMES = ("solved", "said_no", "no_answer")
TOLD = ("text", "last_reply", "phone")
NOT_A_CASE = ("spam", "chatter", "test", "other")
UNDO_WITHIN = timedelta(minutes=10)
UNDOABLE = (e.Claimed, e.PassedUp, e.Given, e.Assigned, e.Asked, e.Waited, e.Dismissed, e.FollowedUp)
UNKNOWN_CAUSE = "unknown"


def open_(
    house: House,
    team: str,
    at: datetime,
    *,
    spoken_at: datetime,
    via: str,
    customer: int,
    by: str | None = None,
    category: str | None = None,
    follows: int | None = None,
    text: str | None = None,
) -> e.Opened:
    """For a message: on duty at the lowest tier, unclaimed. An agent who opens it owns it, claimed, at their tier."""
    its = house.teams[team]
    tiers = its.tiers_of(by) if by and not house.is_gone(by) else ()
    deadline = deadline_from(its, spoken_at)
    if category is None:
        category = its.only_category
    return e.Opened(
        team=team,
        owner=by if by and tiers else house.on_duty(team, 0, at),
        claimed=bool(tiers),
        tier=tiers[0] if tiers else 0,
        deadline=deadline,
        spoken_at=spoken_at,
        via=via,
        customer=customer,
        category=category,
        promise=first_promise(its, deadline, at),
        follows=follows,
        text=text,
    )


def cause_of(team: Team, said: str) -> str:
    """A cause as configured, `department/step`, or its step alone if that is the only one of its name."""
    causes, typed = causes_of(team), _bare(said)
    named = [cause for cause in causes if _bare(cause) == typed] or [
        cause for cause in causes if _bare(cause.rpartition("/")[2]) == typed
    ]
    if len(named) != 1:
        raise Refused("no-such-cause", cause=said, causes=causes)
    return named[0]


def _bare(cause: str) -> str:
    """However department and step are written apart."""
    return " ".join(re.sub(r"[/:,>–-]", " ", cause.casefold()).split())


def causes_of(team: Team) -> tuple[str, ...]:
    named = [
        f"{department}/{step}" if step else department
        for department, steps in team.causes.items()
        for step in (steps or ("",))
    ]
    return tuple(dict.fromkeys((*named, UNKNOWN_CAUSE)))


def resolve(
    case: Case,
    house: House,
    by: str,
    *,
    outcome: str,
    cause: str,
    told: str,
    text: str | None = None,
    avoidable: bool | None = None,
    rightly_urgent: bool | None = None,
) -> e.Resolved:
    """The owner says it is done: with one text to the customer, the last reply, or a call."""
    must_be_open(case)
    must_own(case, by, house)
    if outcome not in OUTCOMES:
        raise Refused("no-such-outcome", outcome=outcome)
    if told not in TOLD:
        raise Refused("no-such-telling", told=told)
    if told == "text" and not text:
        raise Refused("resolve-needs-text", case=case.id)
    if told == "last_reply" and not case.replied:
        raise Refused("no-reply-yet", case=case.id)
    return e.Resolved(
        outcome=outcome,
        cause=cause_of(house.teams[case.team], cause),
        told=told,
        avoidable=avoidable if case.passes else None,
        rightly_urgent=rightly_urgent if case.urgent else None,
        text=text if told == "text" else None,
    )


def within_reopening(case: Case, at: datetime) -> bool:
    return case.ended_at is not None and at - case.ended_at <= CLOSE_AFTER


def reopen(
    case: Case, house: House, by: str, at: datetime, *, spoken_at: datetime, why: str, text: str | None = None
) -> e.Reopened:
    """To who resolved it, claimed; from the second reopening on, to the person on duty one tier up."""
    if case.state == "merged":
        raise Refused("merged", case=case.id, into=case.merged_into)
    if not case.ended:
        raise Refused("open-already", case=case.id, owner=case.owner)
    if by != "customer":
        must_be_agent(case, by, house)
        if not text:
            raise Refused("reopen-needs-why", case=case.id)
    if not within_reopening(case, at):
        raise Refused("too-late-to-reopen", case=case.id, at=case.ended_at)
    team = house.teams[case.team]
    solver, tier, claimed = case.ended_by or case.owner, case.tier, True
    if case.reopenings >= 1:
        tier = min(case.tier + 1, team.top)
        solver, claimed = house.on_duty(case.team, tier, at), False
    elif not house.is_here(solver, at) or not team.tiers_of(solver):
        solver, claimed = house.on_duty(case.team, tier, at), False
    else:
        acting = house.acting_tier(case.team, tier, solver)
        tier = max(team.tiers_of(solver)) if acting is None else acting
    deadline = deadline_from(team, spoken_at)
    return e.Reopened(
        owner=solver,
        claimed=claimed,
        tier=tier,
        deadline=deadline,
        spoken_at=spoken_at,
        why=why,
        promise=first_promise(team, deadline, at),
        text=text,
    )


def close(case: Case) -> e.Closed:
    """Fourteen days after it was resolved, or when the customer says it is solved."""
    if case.state == "closed":
        raise Refused("closed-already", case=case.id)
    if case.state != "resolved":
        raise Refused("not-resolved", case=case.id, owner=case.owner)
    return e.Closed()


def merge(case: Case, target: Case, house: House, by: str, at: datetime) -> tuple[e.Merged, e.Absorbed]:
    """One customer's duplicates only; the target takes the earlier deadline and promise.

    Merging ends a pause: what it has moved the deadline by counts.
    """
    must_be_open(case)
    must_own(case, by, house)
    if case.id == target.id:
        raise Refused("merge-with-itself", case=case.id)
    if case.customer != target.customer:
        raise Refused("other-customer", case=case.id, into=target.id)
    must_be_open(target)
    deadline = case.deadline if case.pause is None else woken(case, house, at).deadline
    promises = [one for one in (case.promise, target.promise) if one is not None]
    return (
        e.Merged(into=target.id),
        e.Absorbed(deadline=min(deadline, target.deadline), case=case.id, promise=min(promises) if promises else None),
    )


def dismiss(case: Case, house: House, by: str, *, why: str, text: str | None = None) -> e.Dismissed:
    """Not a case; unless it is spam, a line to the customer goes with it."""
    must_be_open(case)
    must_own(case, by, house)
    if why not in NOT_A_CASE:
        raise Refused("no-such-dismissal", why=why)
    if why != "spam" and not text:
        raise Refused("dismiss-needs-line", case=case.id)
    return e.Dismissed(why=why, text=text)


def undo(case: Case, last: Line, by: str, at: datetime) -> e.Undone:
    """One's own last move, within ten minutes, if nothing happened since."""
    if last.by != by:
        raise Refused("not-yours-to-undo", case=case.id, by=last.by)
    if not isinstance(last.event, UNDOABLE):
        raise Refused("cannot-undo", case=case.id, kind=last.event.kind)
    if at - last.at > UNDO_WITHIN:
        raise Refused("too-late-to-undo", case=case.id, at=last.at)
    return e.Undone(seq=last.seq, what=last.event.kind)
