"""What holds for any sequence of moves and clock ticks: the laws of one line, and those of a whole story."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from bot.cases import events as e
from bot.cases.alarms import alarms
from bot.cases.case import Case, Line
from bot.cases.event import ENVELOPE, Event, to_plain
from bot.cases.fold import folded
from bot.cases.kinds import KINDS
from bot.cases.people import House
from tests.cases.desk import Story

CHANGES_HOLDER = {"claimed", "assigned", "passed_up", "returned", "moved", "handed_over", "escalated", "reopened"}
CHANGES_DEADLINE = {"woken", "marked_urgent", "escalated", "absorbed", "reopened"}
SETS_PROMISE = {"opened", "reopened", "promised", "waited", "answered_for", "absorbed"}
DROPS_PROMISE = {"replied", "asked", "resolved", "dismissed", "merged", "withdrawn"}
ENDS = {"resolved": "resolved", "merged": "merged", "dismissed": "dismissed", "withdrawn": "dismissed"}
LEADS_TO = ENDS | {"asked": "waiting", "waited": "waiting", "woken": "open", "closed": "closed", "reopened": "open"}
ONLY_THE_CLOCKS = {"nudged", "escalated", "breached", "lapsed"}
CHANGES_NOTHING = {"noted", "customer_wrote", "edited", "deleted"}  # of a case that went into another, too
AFTER_THE_END = CHANGES_NOTHING | {"replied", "closed", "reopened", "undone", "rated", "rating_asked", "followed_up"}
RINGS_WHILE_WAITING = {"promise_near", "promise_past"}
NOT_WHILE_WAITING = {"passed_up", "given", "returned", "moved", "escalated", "breached", "lapsed"}


def holder(case: Case) -> tuple[str, str, bool, int]:
    return case.team, case.owner, case.claimed, case.tier


def envelope(case: Case, event: Event) -> dict[str, object]:
    """The columns of a ledger line: how the case stands after the event."""
    columns = {name: to_plain(getattr(case, name)) for name in ENVELOPE if name != "reason"}
    return columns | {"reason": getattr(event, "reason", None)}


def check_line(story: Story) -> None:
    """The newest line of a story is lawful."""
    line, now = story.lines[-1], story.case
    assert line.by
    _check_ledger(line, now)
    _check_state(story.house, now)
    if len(story.lines) == 1:
        return
    before = story.states[-2]
    assert (now.seq, line.seq) == (before.seq + 1, before.seq + 1)
    assert now.at == line.at >= before.at
    if isinstance(line.event, e.Undone):
        undone = story.lines[-2]
        assert (line.event.seq, line.by) == (undone.seq, undone.by)
        assert line.at - undone.at <= timedelta(minutes=10)
        assert now == replace(story.states[-3], seq=now.seq, at=now.at, holds=before.holds, cards=before.cards)
        return
    _check_holder(story.house, line, before, now)
    if line.by == "clock":
        _check_clock(line, before)
    _check_times(story.house, line, before, now)
    _check_verdict(line, before)
    kind = line.event.kind
    assert now.via != "follow_up" or kind not in ("replied", "asked"), "it has no customer"
    assert kind != "withdrawn" or (before.seq, before.asked_by) == (1, line.by)
    assert now.state == LEADS_TO.get(kind, before.state)
    assert not before.ended or kind in AFTER_THE_END
    assert before.state != "merged" or kind in CHANGES_NOTHING
    assert before.state != "waiting" or kind not in NOT_WHILE_WAITING
    assert kind not in ONLY_THE_CLOCKS or line.by == "clock"
    if before.state == "waiting" and isinstance(line.event, e.Nudged):
        assert {line.event.alarm, *line.event.overtaken} <= RINGS_WHILE_WAITING
    if now.offer is not None and kind != "given":
        assert before.offer is not None
        assert now.offer.to == before.offer.to
        assert holder(now) == holder(before)


def _check_verdict(line: Line, before: Case) -> None:
    """Nobody is asked twice how it was, nor before the end; a score is given to what was resolved."""
    if not isinstance(line.event, e.RatingAsked | e.Rated):
        return
    assert before.state in ("resolved", "closed")
    assert before.ended_at is not None
    if isinstance(line.event, e.Rated):
        assert line.by == "customer"
        assert line.event.question == ("later" if before.asked_later_at else "resolution")
    elif line.event.question == "resolution":
        assert (before.asked_at, before.asked_later_at) == (None, None)
    else:
        assert line.by == "clock"
        assert (before.asked_at is not None, before.asked_later_at) == (True, None)
        assert line.at >= before.ended_at + timedelta(days=7)


def _check_ledger(line: Line, now: Case) -> None:
    data, columns = json.loads(json.dumps([line.event.data(), envelope(now, line.event)]))
    assert KINDS[line.event.kind].read(data, columns) == line.event


def _check_state(house: House, now: Case) -> None:
    assert now.owner in house.people
    assert 0 <= now.tier <= house.teams[now.team].top
    assert (now.state == "waiting") is (now.pause is not None)
    assert now.ended is (now.held_since is None)
    assert (now.ended_at is not None) is now.ended
    if now.ended:
        assert (now.offer, now.promise) == (None, None)
    else:
        assert now.unclaimed is (now.unclaimed_since is not None)
    if now.escalated_at is not None:
        assert now.tier == house.teams[now.team].top
    if now.offer is not None:
        assert now.offer.to != now.owner
        assert now.offer.to in house.teams[now.team].tiers[now.tier].people


def _check_holder(house: House, line: Line, before: Case, now: Case) -> None:
    """Only the moves of the table change who holds it, and each to whom the table says."""
    kind, top = line.event.kind, house.teams[now.team].top
    if kind not in CHANGES_HOLDER:
        assert holder(now) == holder(before)
        assert now.hold == before.hold
        return
    _check_nobody_who_left_has_it(house, now)
    assert now.team == before.team or kind == "moved"
    if not now.claimed:
        assert now.owner == house.on_duty(now.team, now.tier, line.at)
    goes_on = kind == "escalated" and before.claimed and before.owner == now.owner and now.claimed
    assert (now.hold == before.hold) is goes_on
    match kind:
        case "claimed":
            assert before.unclaimed or (before.offer is not None and before.offer.to == line.by)
            assert (now.owner, now.claimed) == (line.by, True)
            assert now.tier >= before.tier
        case "assigned":
            assert now.claimed
            assert house.leads(now.team, line.by, line.at)
            assert now.owner in house.teams[now.team].tiers[now.tier].people
        case "passed_up":
            assert (line.by, now.claimed) == (before.owner, False)
            assert now.tier > before.tier
        case "returned":
            assert line.by == before.owner != now.owner
            assert (now.tier, before.tier > 0, before.escalated_at) == (0, True, None)
        case "moved":
            assert (now.claimed, now.moves, before.escalated_at) == (False, before.moves + 1, None)
            assert now.moves <= 2
            assert now.moves == 1 or (now.team, now.tier) == (now.first_team, top)
            assert now.moves == 2 or (now.team != before.team and now.tier == 0)
        case "handed_over":
            assert (now.claimed, now.tier) == (False, before.tier)
        case "escalated":
            assert before.escalated_at is None
            assert (now.owner, now.tier) == (house.top_person(now.team, line.at), top)
            assert now.claimed is (before.claimed and before.owner == now.owner)
        case "reopened":
            assert before.ended
            assert now.claimed is (now.reopenings == 1 and house.is_here(before.ended_by or "", line.at))


def _check_nobody_who_left_has_it(house: House, now: Case) -> None:
    """Unless nobody at all is left in the team."""
    team = house.teams[now.team]
    assert not house.is_gone(now.owner) or all(house.is_empty(now.team, tier) for tier in range(len(team.tiers)))


def _check_times(house: House, line: Line, before: Case, now: Case) -> None:
    """Deadline, promise and urgency change only where it is written, and only in that direction."""
    kind = line.event.kind
    if kind not in CHANGES_DEADLINE:
        assert (now.deadline, now.deadline_set_at) == (before.deadline, before.deadline_set_at)
    assert kind != "woken" or now.deadline >= before.deadline
    assert kind not in ("marked_urgent", "absorbed") or now.deadline <= before.deadline
    assert kind != "escalated" or line.at >= before.deadline
    assert kind not in DROPS_PROMISE or now.promise is None or (kind == "asked" and line.by == "clock")
    assert kind in SETS_PROMISE | DROPS_PROMISE or now.promise == before.promise
    assert now.urgent is (kind == "marked_urgent" or (before.urgent and kind != "reopened"))
    assert now.escalated_at == (line.at if kind == "escalated" else None if kind == "reopened" else before.escalated_at)
    assert getattr(line.event, "late_s", timedelta(0)) >= timedelta(0)
    if kind == "breached":
        rests = before.answered_until is not None and (before.breached_at or line.at) < before.answered_until > line.at
        assert before.escalated_at is not None
        assert line.at >= before.deadline
        assert not rests


def _check_clock(line: Line, before: Case) -> None:
    """The clock does nothing before its time, and asks again exactly once before it wakes a question."""
    match line.event:
        case e.Asked():
            assert before.pause is not None
            assert (before.pause.kind, before.pause.again) == ("ask", False)
            assert line.at - before.pause.since >= timedelta(hours=72)
        case e.Woken():
            assert before.pause is not None
            assert line.at >= before.pause.until
            assert before.pause.kind == "wait" or before.pause.again
        case e.Lapsed():
            assert before.offer is not None
            assert line.at >= before.offer.until
        case e.Closed():
            assert before.ended_at is not None
            assert line.at - before.ended_at >= timedelta(days=14)
        case e.Nudged(alarm="promise_past"):
            assert before.promise is not None
            assert line.at >= before.promise
        case e.RatingAsked(question=question):
            assert question == "later"
        case _:
            assert line.event.kind in {*ONLY_THE_CLOCKS, "handed_over"}


def effective(story: Story) -> list[Line]:
    """Its lines without those that were undone, and without the undoing."""
    kept: list[Line] = []
    for line in story.lines:
        if isinstance(line.event, e.Undone):
            kept.pop()
        else:
            kept.append(line)
    return kept


def openings(story: Story) -> list[list[Line]]:
    begun: list[list[Line]] = []
    for line in effective(story):
        if isinstance(line.event, e.Opened | e.Reopened):
            begun.append([])
        begun[-1].append(line)
    return begun


def ended_at(opening: list[Line]) -> datetime | None:
    return next((line.at for line in opening if line.event.kind in ENDS), None)


def pauses(opening: list[Line], until: datetime) -> list[tuple[datetime, datetime]]:
    """When an opening waited, as its lines tell."""
    waited, since = [], None
    for line in opening:
        kind = line.event.kind
        if kind in ("asked", "waited") and since is None:
            since = line.at
        elif kind in ("woken", *ENDS) and since is not None:
            waited.append((since, line.at))
            since = None
    return [*waited, (since, until)] if since is not None else waited


def check_story(story: Story) -> None:
    """The whole of a story so far is lawful."""
    check_holds(story)
    check_alarms(story)
    check_deadline(story)
    check_rest(story)


def check_holds(story: Story) -> None:
    """Holds tile the time the case is open or waiting, and add up to its clock time less pauses."""
    stand = sorted((hold for hold in story.holds.values() if hold.ending != "undone"), key=lambda hold: hold.number)
    assert set(story.holds) == set(range(1, story.case.holds + 1))
    for number, opening in enumerate(openings(story), 1):
        mine = [hold for hold in stand if hold.opening == number]
        end = ended_at(opening)
        assert mine[0].started_at == opening[0].at
        assert mine[-1].ended_at == end
        assert all(earlier.ended_at == later.started_at for earlier, later in pairwise(mine))
        if end is not None:
            clock = story.house.teams[story.states[opening[0].seq - 1].team].clock
            waited = [clock.between(*one) for one in pauses(opening, end)]
            length = clock.between(opening[0].at, end) - sum(waited, timedelta())
            assert sum((hold.length for hold in mine), timedelta()) == length
    for hold in stand:
        assert hold.ended_at is None or (hold.length is not None and hold.length >= timedelta(0))
        assert hold.unclaimed is None or (hold.custody and hold.unclaimed >= timedelta(0))
    if not story.case.ended:
        running = story.holds[story.case.hold]
        assert (running.person, running.custody, running.team) == (
            story.case.owner,
            story.case.unclaimed,
            story.case.team,
        )


def rings(story: Story) -> Iterator[tuple[object, ...]]:
    """Every alarm that was said or overtaken, with what it was about."""
    promised = 0
    for line in effective(story):
        before, now = story.states[max(line.seq - 2, 0)], story.states[line.seq - 1]
        about = {
            "unclaimed": (before.opening, before.team, before.tier, before.unclaimed_since),
            "deadline": (before.opening, before.deadline, before.deadline_set_at, before.escalated_at),
            "promise": promised,
        }
        names = [
            *getattr(line.event, "overtaken", ()),
            *([line.event.alarm] if isinstance(line.event, e.Nudged) else ()),
        ]
        for name in names:
            yield name, about[name.partition("_")[0]]
        if line.event.kind in SETS_PROMISE and (now.promise != before.promise or line.event.kind != "absorbed"):
            promised = line.seq


def check_alarms(story: Story) -> None:
    """An alarm rings once per thing that it is about, and a case escalates once per opening."""
    rung = list(rings(story))
    assert len(rung) == len(set(rung))
    for opening in openings(story):
        assert [line.event.kind for line in opening].count("escalated") <= 1


def check_deadline(story: Story) -> None:
    """The limit runs from when the customer spoke, the top's from the escalation; both move by what was paused."""
    case, opening = story.case, openings(story)[-1]
    if case.urgent or any(line.event.kind in ("moved", "absorbed") for line in opening):
        return
    team, start = story.house.teams[case.team], case.escalated_at or case.spoken_at
    limit = team.top_limit if case.escalated_at else team.limit
    woken = [line.at for line in opening if isinstance(line.event, e.Woken)]
    over = [one for one in pauses(opening, case.at) if one[1] in woken]  # a pause that goes on has moved nothing yet
    since = case.escalated_at or opening[0].at
    paused = sum((team.clock.between(*one) for one in over if one[0] >= since), timedelta())
    if case.via == "follow_up" and case.opening == 1 and not case.escalated_at:
        assert case.deadline == team.clock.add(story.states[0].deadline, paused)  # it may have a date of its own
    else:
        assert case.deadline == team.clock.add(start, limit + paused)


def check_rest(story: Story) -> None:
    """Nothing due is left, custody is with who is on duty, and the clock of an open case never ends."""
    case, house, now = story.case, story.house, story.now
    assert story.due_at is None or story.due_at > now
    names = [name for _, name in alarms(case, house)]
    if case.ended:
        assert [one for one in names if one != "ask_later"] == (["close"] if case.state == "resolved" else [])
        assert "ask_later" not in names or case.state in ("resolved", "closed")
        return
    _check_nobody_who_left_has_it(house, case)
    if case.unclaimed:
        assert case.owner == house.on_duty(case.team, case.tier, now)
    if case.state == "waiting":
        assert {"ask_again", "wake"} & {*names}
        assert {*names} <= RINGS_WHILE_WAITING | {"ask_again", "wake"}
    else:
        assert ("breach" if case.escalated_at else "deadline") in names


def check_ledger(story: Story) -> None:
    assert folded(story.lines) == story.case
