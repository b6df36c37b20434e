"""What each ledger line makes of a case. Folding all lines of a case gives the case as it stands."""

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any

from bot.cases import events as e
from bot.cases.case import FOLLOW_UP, Case, Consult, Line, Offer, Pause
from bot.cases.event import State

ASK_AGAIN_AFTER = timedelta(hours=72)  # calendar time
CLOSE_AFTER = timedelta(days=14)

_PARTS = tuple(part.name for part in fields(Case))
_values = attrgetter(*_PARTS)


def folded(lines: Iterable[Line]) -> Case:
    """The case that these lines (all of one case, in order) add up to."""
    case = before = None
    for line in lines:
        case, before = after(case, line, before), case
    if case is None:
        raise ValueError("a case without any line")
    return case


def after(case: Case | None, line: Line, before: Case | None = None) -> Case:
    """The case as it stands once `line` has happened; `before` is what an undo goes back to."""
    event = line.event
    if isinstance(event, e.Opened):
        return _opened(line, event)
    if case is None:
        raise ValueError(f"case {line.case} does not begin with its opening")
    if isinstance(event, e.Undone):
        if before is None:
            raise ValueError("an undo needs the case as it stood before")
        return replace(before, seq=case.seq + 1, at=line.at, holds=case.holds, cards=case.cards)
    return _changed(case, {"seq": case.seq + 1, "at": line.at, **_changes(case, line)})


def _changed(case: Case, changes: dict[str, Any]) -> Case:
    """What `replace` does, in half the time: every act makes a case anew, and it has many parts."""
    parts: Any = map(changes.get, _PARTS, _values(case))
    return Case(*parts)


def _opened(line: Line, event: e.Opened) -> Case:
    case = Case(
        id=line.case,
        team=event.team,
        customer=event.customer,
        owner=event.owner,
        claimed=event.claimed,
        tier=event.tier,
        state="open",
        deadline=event.deadline,
        seq=1,
        at=line.at,
        spoken_at=event.spoken_at,
        opened_at=line.at,
        deadline_set_at=line.at,
        first_team=event.team,
        clock_team=event.team,
        via=event.via,
        follows=event.follows,
        asked_by=line.by if event.via == FOLLOW_UP else None,
        for_team=event.for_team,
        category=event.category,
        promise=event.promise,
    )
    return _changed(case, _holding(case, line, event.owner, event.claimed, event.tier, fresh=True))


def _holding(
    case: Case, line: Line, owner: str, claimed: bool, tier: int, *, team: str | None = None, fresh: bool = False
) -> dict[str, Any]:
    """A new hold begins. Unclaimed time runs on while a case lies unclaimed at one tier, whoever is on duty."""
    team = team or case.team
    lies_on = not fresh and not claimed and case.unclaimed and not case.ended and (tier, team) == (case.tier, case.team)
    changes: dict[str, Any] = {
        "team": team,
        "owner": owner,
        "claimed": claimed,
        "tier": tier,
        "offer": None,
        "hold": case.holds + 1,
        "holds": case.holds + 1,
        "held_since": line.at,
        "hold_seq": line.seq,
        "hold_pauses": (),
        "touched": False,
    }
    if (tier, team) != (case.tier, case.team):
        changes["card"] = changes["cards"] = case.cards + 1
    if not lies_on:
        changes["unclaimed_since"] = None if claimed else line.at
        changes["unclaimed_paused"] = timedelta(0)
        changes["rung"] = tuple(name for name in case.rung if not name.startswith("unclaimed"))
    if claimed and tier == 0 and not any(of == team for of, _ in case.first_claimers):
        changes["first_claimers"] = (*case.first_claimers, (team, owner))
    return changes


def _without(rung: tuple[str, ...], about: str) -> tuple[str, ...]:
    return tuple(name for name in rung if not name.startswith(about))


def _new_deadline(case: Case, line: Line, deadline: datetime, rung: tuple[str, ...] | None = None) -> dict[str, Any]:
    rung = case.rung if rung is None else rung
    if deadline == case.deadline:
        return {"rung": rung}
    return {"deadline": deadline, "deadline_set_at": line.at, "rung": _without(rung, "deadline")}


def _new_promise(case: Case, promise: datetime | None) -> dict[str, Any]:
    return {"promise": promise, "rung": _without(case.rung, "promise")}


def _spoken_to(case: Case) -> dict[str, Any]:
    """A person's message reached the customer: the promise, if one stood, is kept; none stands until the next."""
    return {"replied": True} | _new_promise(case, None)


def _touch(case: Case, line: Line) -> dict[str, Any]:
    return {"touched": True} if line.by == case.owner else {}


def _ended(case: Case, line: Line, state: State) -> dict[str, Any]:
    waited = _pause_in_hold(case, line.at)
    return {
        "state": state,
        "pause": None,
        "offer": None,
        "held_since": None,
        "hold_pauses": waited,
        "ended_by": line.by,
        "ended_at": line.at,
        "unclaimed_since": None,
        "promise": None,
        "consults": (),
    }


def _pause_in_hold(case: Case, at: datetime) -> tuple[tuple[datetime, datetime], ...]:
    if case.pause is None or case.held_since is None:
        return case.hold_pauses
    return (*case.hold_pauses, (max(case.pause.since, case.held_since), at))


def _changes(case: Case, line: Line) -> dict[str, Any]:
    event = line.event
    match event:
        case e.Claimed(owner=owner, tier=tier) | e.Assigned(owner=owner, tier=tier):
            return _holding(case, line, owner, True, tier)
        case e.PassedUp(owner=owner, tier=tier):
            held = _holding(case, line, owner, False, tier)
            return held | {"passes": case.passes + 1}
        case e.Given(to=to, until=until):
            noted = {"touched": True} if event.text and line.by == case.owner else {}
            return noted | {"offer": Offer(to, line.by, until or line.at)}
        case e.Declined() | e.Lapsed():
            return {"offer": None}
        case e.Returned(owner=owner, claimed=claimed, tier=tier, fields=fields):
            return _holding(case, line, owner, claimed, tier) | {
                "known": tuple(name for name in case.known if name not in fields),
                "unknowable": tuple(name for name in case.unknowable if name not in fields),
            }
        case e.Moved(team=team, owner=owner, tier=tier, category=category):
            held = _holding(case, line, owner, False, tier, team=team)
            return held | {"category": category, "moves": case.moves + 1}
        case e.HandedOver(owner=owner):
            held = _holding(case, line, owner, False, case.tier)
            return held | ({"passes": case.passes + 1} if event.counts_as_pass else {})
        case e.Renamed(owner=owner):
            return _holding(case, line, owner, case.claimed, case.tier)
        case e.Consulted(whom=whom):
            return _touch(case, line) | {"consults": (*case.consults, Consult(line.seq, line.by, whom))}
        case e.Advised():
            answered = next((c for c in case.consults if c.whom == line.by), None)
            return {"consults": tuple(c for c in case.consults if c is not answered)}
        case e.Noted():
            return _touch(case, line)
        case e.Replied():
            return _touch(case, line) | _spoken_to(case)
        case e.Asked():
            again = case.pause is not None and case.pause.kind == "ask"
            since = case.pause.since if again and case.pause else line.at
            counts_from = case.pause.counts_from if again and case.pause else line.at
            pause = Pause("ask", since, line.at + ASK_AGAIN_AFTER, counts_from, again=again, question=event.text)
            asked = {"state": "waiting", "pause": pause}
            return asked if again else asked | _touch(case, line) | _spoken_to(case)
        case e.Waited(until=until, on=on, promise=promise):
            pause = Pause("wait", line.at, until, line.at, on=on)
            waiting = {"state": "waiting", "pause": pause, "replied": True}
            return waiting | _touch(case, line) | _new_promise(case, promise)
        case e.Woken(deadline=deadline):
            offer = replace(case.offer, until=event.offer_until) if case.offer and event.offer_until else case.offer
            return _new_deadline(case, line, deadline) | {
                "state": "open",
                "pause": None,
                "resumed_at": line.at,
                "paused": case.paused + event.paused_s,
                "hold_pauses": _pause_in_hold(case, line.at),
                "unclaimed_paused": case.unclaimed_paused + event.desk_paused_s,
                "offer": offer,
            }
        case e.MarkedUrgent(deadline=deadline):
            sooner = case.pause is not None and deadline < case.deadline
            pause_now = replace(case.pause, counts_from=line.at) if sooner and case.pause else case.pause
            return _new_deadline(case, line, deadline) | {"urgent": True, "urgent_at": line.at, "pause": pause_now}
        case e.Categorised(category=category):
            return {"category": category}
        case e.FieldSet(field=name, cannot_say=cannot_say):
            known = tuple(one for one in case.known if one != name)
            unknowable = tuple(one for one in case.unknowable if one != name)
            filled = {"unknowable": (*unknowable, name)} if cannot_say else {"known": (*known, name)}
            return {"known": known, "unknowable": unknowable} | filled | _touch(case, line)
        case e.Promised(until=until):
            return _new_promise(case, until)
        case e.Nudged(alarm=alarm, overtaken=overtaken):
            return {"rung": (*case.rung, *overtaken, alarm)}
        case e.Escalated():
            return _escalated(case, line, event)
        case e.Breached(overtaken=overtaken):
            return {"breached_at": line.at, "rung": tuple(dict.fromkeys((*case.rung, *overtaken)))}
        case e.AnsweredFor(until=until):
            new = {"answered_until": until, "answers": case.answers + 1, "replied": True}
            return new | _touch(case, line) | _new_promise(case, until)
        case e.Resolved():
            return _ended(case, line, "resolved") | {"replied": case.replied or event.told != "last_reply"}
        case e.Reopened():
            return _reopened(case, line, event)
        case e.Closed():
            return {"state": "closed"}
        case e.Merged(into=into):
            return _ended(case, line, "merged") | {"merged_into": into}
        case e.Absorbed(deadline=deadline, promise=promise):
            changes = _new_deadline(case, line, deadline)
            if case.pause is not None and deadline < case.deadline:
                changes["pause"] = replace(case.pause, counts_from=line.at)
            if promise != case.promise:
                changes |= {"promise": promise, "rung": _without(changes["rung"], "promise")}
            return changes
        case e.Dismissed():
            return _ended(case, line, "dismissed")
        case e.FollowedUp(case=number):
            return {"follow_ups": (*case.follow_ups, number)}
        case e.Withdrawn():  # whoever had it would have it again
            return _ended(case, line, "dismissed") | {"ended_by": case.owner}
        case e.RatingAsked(question=question):
            return {"asked_at" if question == "resolution" else "asked_later_at": line.at}
        case e.CustomerWrote() | e.Edited() | e.Deleted() | e.Rated() | e.Erased():
            return {}
        case _:  # an opening and an undo are folded above; what befalls the house befalls no case
            raise ValueError(f"{event.kind} does not happen to a running case")


def _escalated(case: Case, line: Line, event: e.Escalated) -> dict[str, Any]:
    """Escalating what the top person holds claimed ends nothing: they hold it on."""
    rung = tuple(dict.fromkeys((*case.rung, *event.overtaken)))
    if case.claimed and event.claimed and case.owner == event.owner:
        held: dict[str, Any] = {"tier": event.tier}
        if event.tier != case.tier:
            # What was offered to a colleague below can no longer go there.
            held |= {"offer": None, "card": case.cards + 1, "cards": case.cards + 1}
    else:
        held = _holding(_changed(case, {"rung": rung}), line, event.owner, event.claimed, event.tier)
        rung = held.get("rung", rung)
    return (
        held
        | _new_deadline(case, line, event.deadline, rung)
        | {"deadline_set_at": line.at, "escalated_at": line.at, "breached_at": None}
        | {"escalated_from": (case.team, case.tier)}
    )


def _reopened(case: Case, line: Line, event: e.Reopened) -> dict[str, Any]:
    return _holding(_changed(case, {"rung": ()}), line, event.owner, event.claimed, event.tier, fresh=True) | {
        "state": "open",
        "opening": case.opening + 1,
        "reopenings": case.reopenings + 1,
        "deadline": event.deadline,
        "deadline_set_at": line.at,
        "spoken_at": event.spoken_at,
        "opened_at": line.at,
        "clock_team": case.team,
        "promise": event.promise,
        "rung": (),
        "urgent": False,
        "urgent_at": None,
        "escalated_at": None,
        "escalated_from": None,
        "breached_at": None,
        "answered_until": None,
        "paused": timedelta(0),
        "pause": None,
        "resumed_at": None,
        "passes": 0,
        "replied": False,
        "ended_by": None,
        "ended_at": None,
        "asked_at": None,
        "asked_later_at": None,
    }
