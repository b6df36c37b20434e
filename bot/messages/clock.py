"""What is said of what the clock does: alarms that ring, and the top's limit that is over."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from bot.cases import events as e
from bot.cases.alarms import alarms
from bot.cases.people import House, Team
from bot.messages.notices import Announce, Happened, Notice, Ping, Unclaimed, with_buttons

LATE = timedelta(minutes=5)


def nudge(h: Happened, house: House, team: Team, say: Any) -> Iterator[Notice]:
    """To its owner, or to those who should see that nobody has claimed it."""
    if not isinstance(h.line.event, e.Nudged) or h.before is None:
        return
    case, alarm = h.after, h.line.event.alarm
    rang_at = next((at for at, name in alarms(h.before, house) if name == alarm), h.line.at)
    late = h.line.at - max(rang_at, h.before.at)
    blanks: dict[str, Any] = {
        "since": case.unclaimed_since,
        "promise": h.before.promise,
    }
    blanks |= said_late(late)
    tier = team.tiers[case.tier]
    whom: list[str] = [] if alarm.startswith("unclaimed") else [case.owner]  # who is on duty has the list
    if alarm == "deadline_near" and rang_at <= h.before.deadline_set_at and (case.urgent or case.escalated_at):
        whom = []  # who marked or escalated it has just said so
    if alarm == "promise_past":
        whom.append(lead_of(house, case.team, case.tier, h.line.at))
    if alarm in ("unclaimed_2", "unclaimed_3") and tier.deputy and not house.is_gone(tier.deputy):
        whom.append(tier.deputy)
    if alarm == "unclaimed_3":
        above = case.tier + 1
        whom.extend(team.managers if above > team.top else (lead_of(house, case.team, above, h.line.at),))
    key = "ping-unclaimed" if alarm.startswith("unclaimed") else f"ping-{alarm.replace('_', '-')}"
    for person in dict.fromkeys(whom):
        button = "claim" if case.unclaimed and house.acting_tier(case.team, case.tier, person) is not None else "show"
        yield Ping(person, with_buttons(say(key, **blanks), case, button), "nudge")
    if alarm.startswith("unclaimed"):
        yield Unclaimed(case.owner, create=True)


def breach(h: Happened, house: House, team: Team, say: Any) -> Iterator[Notice]:
    """To who answers for it with what they can do now; to the lead whose tier it left, and to the managers, of them."""
    case = h.after
    by = h.answered_by() if case.answered_until else None
    blanks: dict[str, Any] = {"since": case.escalated_at, "until": case.answered_until, "by": house.name(by or "")}
    blanks |= said_late(h.line.event.late_s if isinstance(h.line.event, e.Breached) else timedelta())
    whose = "no" if by is None else "yours" if by == case.owner else "others"
    verbs = ("claim",) if case.unclaimed else ()
    told = say("ping-breached-owner", answered=whose, **blanks)
    yield Ping(case.owner, with_buttons(told, case, *verbs, "answer_for", "resolve", "show"), about="breach")
    left = case.escalated_from if case.escalated_from and case.escalated_from[0] in house.teams else None
    lead = lead_of(house, *(left or (case.team, case.tier)), h.line.at)
    blanks["answered"] = "no" if by is None else "yes"
    for person in dict.fromkeys((lead, *team.managers)):
        if person != case.owner:
            yield Ping(person, with_buttons(say("ping-breached", **blanks), case, "show"), about="breach")
    yield Announce(say("announce-breached", **blanks), about="breach")


def said_late(late: timedelta) -> dict[str, Any]:
    """After downtime whatever the clock says comes late, and says so."""
    return {"late": late, "is_late": "yes" if late >= LATE else "no"}


def lead_of(house: House, team: str, tier: int, at: datetime) -> str:
    """The lead of a tier, which may have been a higher one once; if they left, who is on duty there."""
    tier = min(tier, house.teams[team].top)
    lead = house.teams[team].tiers[tier].lead
    return house.on_duty(team, tier, at) if house.is_gone(lead) else lead


def story_of_holding(h: Happened, house: House) -> dict[str, Any]:
    """Who had it when the clock took it, and since when."""
    before = h.before or h.after
    late = h.line.event.late_s if isinstance(h.line.event, e.Escalated) else timedelta()
    return said_late(late) | {
        "stays": "yes" if before.claimed and before.owner == h.after.owner else "no",
        "had": house.name(before.owner),
        "was_claimed": "yes" if before.claimed else "no",
        "since": before.held_since or before.opened_at,
        "spoken": before.spoken_at,
    }
