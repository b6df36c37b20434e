"""What the clock does to a case, and when. When it must look next is a value of the case, never of a scheduler."""

from datetime import datetime, timedelta

from bot.cases import events as e
from bot.cases.case import Case
from bot.cases.event import NO_TIME, Event
from bot.cases.fold import CLOSE_AFTER
from bot.cases.people import House
from bot.cases.rating import later_at
from bot.cases.talking import woken
from bot.cases.times import NEAR, top_deadline

# From the mildest to the gravest: of several overtaken only the gravest is said.
GRAVITY = (
    "unclaimed_1",
    "unclaimed_2",
    "unclaimed_3",
    "promise_near",
    "deadline_near",
    "promise_past",
    "deadline",
    "breach",
)
ON_TIME = timedelta(minutes=1)  # the sweep comes every few seconds
UNCLAIMED = {"unclaimed_1": 1, "unclaimed_2": 2, "unclaimed_3": 4}  # times claim_within

Alarm = tuple[datetime, str]


def alarms(case: Case, house: House) -> list[Alarm]:
    """Everything that will happen to the case by itself, if nobody does anything: when, and what."""
    if case.ended:
        return _alarms_of_the_end(case, house)
    due = _promise_alarms(case, house)
    if case.pause is not None:
        again = case.pause.kind == "ask" and not case.pause.again
        return [*due, (case.pause.until, "ask_again" if again else "wake")]
    if case.offer is not None:
        due.append((case.offer.until, "lapse"))
    return due + _unclaimed_alarms(case, house) + _deadline_alarms(case, house)


def _alarms_of_the_end(case: Case, house: House) -> list[Alarm]:
    """Once it is resolved it closes by itself, and some of its customers are asked again how it was."""
    if case.state not in ("resolved", "closed") or case.ended_at is None:
        return []
    later = later_at(case, house)
    due = [(later, "ask_later")] if later is not None else []
    return [*due, (case.ended_at + CLOSE_AFTER, "close")] if case.state == "resolved" else due


def due_at(case: Case, house: House) -> datetime | None:
    """The earliest alarm; the sweep asks the database for it."""
    return min((when for when, _ in alarms(case, house)), default=None)


def _promise_alarms(case: Case, house: House) -> list[Alarm]:
    if case.promise is None or "promise_past" in case.rung:
        return []
    due = [(case.promise, "promise_past")]
    if "promise_near" not in case.rung:
        due.append((house.teams[case.team].desk.back(case.promise, NEAR), "promise_near"))
    return due


def _unclaimed_alarms(case: Case, house: House) -> list[Alarm]:
    if case.claimed or case.unclaimed_since is None:
        return []
    team = house.teams[case.team]
    return [
        (team.desk.add(case.unclaimed_since, team.claim_within * times + case.unclaimed_paused), name)
        for name, times in UNCLAIMED.items()
        if name not in case.rung
    ]


def _deadline_alarms(case: Case, house: House) -> list[Alarm]:
    if case.escalated_at is not None and case.breached_at is not None:
        return [(_next_breach(case, house), "breach")]
    due: list[Alarm] = []
    if "deadline_near" not in case.rung:
        due.append((house.teams[case.team].desk.back(case.deadline, NEAR), "deadline_near"))
    if case.escalated_at is None:
        due.append((case.deadline, "deadline"))
    else:
        due.append((max(case.deadline, case.answered_until or case.deadline), "breach"))
    return due


def _next_breach(case: Case, house: House) -> datetime:
    """At every desk opening; after an answer it rests until the date that was given, and is said again then."""
    if case.breached_at is None:
        raise ValueError(f"C-{case.id} has not been breached")
    if case.answered_until is not None and case.answered_until > case.breached_at:
        return case.answered_until
    return house.teams[case.team].desk.next_opening(max(case.breached_at, case.resumed_at or case.breached_at))


def clock_strikes(case: Case, house: House, now: datetime) -> Event | None:
    """The clock is one more person at the desk: what it does to the case now, or nothing.

    Strike again until it returns None. Moves come in the order of their instants; of several reminders that were
    overtaken only the gravest is said, and its event lists the others.
    """
    due = sorted((when, GRAVITY.index(name) if name in GRAVITY else -1, name) for when, name in alarms(case, house))
    due = [one for one in due if one[0] <= now]
    if not due:
        return None
    names = [name for _, _, name in due]
    for when, _, name in due:
        match name:
            case "close":
                return e.Closed()
            case "wake":
                return woken(case, house, now)
            case "ask_later":
                return e.RatingAsked(question="later")
            case "ask_again":
                return e.Asked(text=case.pause.question if case.pause else None)
            case "lapse" if "deadline" not in names or when <= case.deadline:
                return e.Lapsed()
            case _:
                continue
    rings, overtaken = _said([one for one in due if one[1] >= 0], now)
    late = max(now - max(rings[0], case.deadline_set_at), NO_TIME)
    match rings[2]:
        case "deadline":
            return escalate(case, house, now, overtaken)
        case "breach":
            return e.Breached(late_s=late, overtaken=overtaken)
        case alarm:
            return e.Nudged(alarm=alarm, overtaken=overtaken)


def _said(due: list[tuple[datetime, int, str]], now: datetime) -> tuple[tuple[datetime, int, str], tuple[str, ...]]:
    """Which of the alarms that are due is said next, and which it overtakes.

    A reminder that is late is overtaken by a graver one, and so is what the same person would hear at the same moment.
    That nobody has claimed it has hearers of its own, and rings if it is on time. What moves the case, or says that the
    top's limit is over, overtakes everything.
    """
    gravest = max(due, key=lambda one: one[1])
    others = [one for one in due if one is not gravest]
    if gravest[2] not in ("deadline", "breach"):
        for one in others:
            if one[2] in UNCLAIMED and now - one[0] <= ON_TIME:
                return one, ()
    return gravest, tuple(name for _, _, name in others)


def escalate(case: Case, house: House, now: datetime, overtaken: tuple[str, ...] = ()) -> e.Escalated:
    """To the top person, wherever it stood; if they hold it claimed already, it stays so."""
    top_person = house.top_person(case.team, now)
    return e.Escalated(
        owner=top_person,
        claimed=case.claimed and case.owner == top_person,
        tier=house.teams[case.team].top,
        deadline=top_deadline(case, house, now),
        late_s=max(now - max(case.deadline, case.deadline_set_at), NO_TIME),
        overtaken=overtaken,
    )
