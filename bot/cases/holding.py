"""Who holds a case: claim, assign, pass, give, return, move, hand over."""

from datetime import datetime

from bot.cases import events as e
from bot.cases.case import Case
from bot.cases.holds import is_late
from bot.cases.people import House
from bot.cases.refusals import Refused
from bot.cases.standing import (
    may_leave_top,
    member_or_above,
    must_be_open,
    must_know_reason,
    must_lead,
    must_not_wait,
    must_own,
    owner_or_lead,
)
from bot.cases.times import OFFER_LASTS


def claim(case: Case, house: House, by: str, at: datetime, *, next: bool = False) -> e.Claimed:
    """Step forward for a case; nobody takes one out of another's hands."""
    must_be_open(case)
    offered = case.offer is not None and case.offer.to == by
    if case.claimed and case.owner == by:
        raise Refused("yours-already", case=case.id)
    if case.claimed and not offered:
        raise Refused("held", case=case.id, owner=case.owner, tier=case.tier, team=case.team)
    return e.Claimed(owner=by, tier=member_or_above(case, by, house), next=next)


def assign(case: Case, house: House, by: str, at: datetime, *, to: str, why: str | None = None) -> e.Assigned:
    must_be_open(case)
    must_lead(case, by, house, at, "assign")
    if case.claimed and not why:
        raise Refused("assign-needs-why", case=case.id, owner=case.owner)
    return e.Assigned(owner=to, tier=_tier_to_assign(case, house, to, at), text=why)


def _tier_to_assign(case: Case, house: House, to: str, at: datetime) -> int:
    """The case's own tier, else their lowest above it; below only if they are nowhere else: their highest there."""
    tiers = house.teams[case.team].tiers_of(to)
    if house.is_gone(to):
        raise Refused("gone", person=to)
    if not tiers:
        raise Refused("not-a-member", person=to, team=case.team)
    if house.is_away(to, at):
        raise Refused("is-away", person=to, until=house.away[to])
    tier = house.acting_tier(case.team, case.tier, to)
    if tier is None:
        may_leave_top(case)
        return max(tiers)
    return tier


def pass_up(
    case: Case, house: House, by: str, at: datetime, *, reason: str, to_top: bool = False, note: str | None = None
) -> e.PassedUp:
    """To the person on duty one tier up, at once; `to_top` skips tiers and excuses the required fields."""
    must_be_open(case)
    must_own(case, by, house)
    must_not_wait(case)
    team = house.teams[case.team]
    if case.tier >= team.top:
        raise Refused("buck-stops-here", case=case.id)
    must_know_reason(reason, note)
    if not to_top and (missing := missing_fields(case, house)):
        raise Refused("fields-missing", case=case.id, fields=missing)
    tier = team.top if to_top else case.tier + 1
    to = house.on_duty(case.team, tier, at)
    return e.PassedUp(owner=to, tier=tier, reason=reason, to=to, skipped=tuple(range(case.tier + 1, tier)), text=note)


def missing_fields(case: Case, house: House) -> tuple[str, ...]:
    """Required fields that are neither filled nor marked as what the customer cannot say."""
    have = {*case.known, *case.unknowable}
    return tuple(one.name for one in house.teams[case.team].required(case.category) if one.name not in have)


def give(case: Case, house: House, by: str, at: datetime, *, to: str, reason: str, note: str | None = None) -> e.Given:
    """Sideways to a colleague, who claims or declines; until then nothing changes."""
    must_be_open(case)
    must_own(case, by, house)
    must_not_wait(case)
    must_know_reason(reason, note)
    if to == by:
        raise Refused("give-to-self", case=case.id)
    team = house.teams[case.team]
    if house.is_gone(to) or to not in team.tiers[case.tier].people:
        top = case.tier == team.top
        raise Refused("not-of-your-tier", case=case.id, person=to, team=case.team, tier=case.tier, top=top)
    if house.is_away(to, at):
        raise Refused("is-away", person=to, until=house.away[to])
    return e.Given(reason=reason, to=to, until=team.desk.add(at, OFFER_LASTS), text=note)


def decline(case: Case, house: House, by: str, at: datetime) -> e.Declined:
    must_be_open(case)
    if case.offer is None or case.offer.to != by:
        raise Refused("not-offered", case=case.id, owner=case.owner)
    return e.Declined()


def return_(case: Case, house: House, by: str, at: datetime, *, fields: tuple[str, ...]) -> e.Returned:
    """Down, only because named fields are missing: to whoever first claimed it at the lowest tier."""
    must_be_open(case)
    must_own(case, by, house)
    must_not_wait(case)
    may_leave_top(case)
    if case.tier == 0:
        raise Refused("lowest-tier", case=case.id)
    known = fields_of(case, house)
    if not fields:
        raise Refused("return-needs-fields", case=case.id, fields=known)
    for name in fields:
        if name not in known:
            raise Refused("no-such-field", case=case.id, field=name, fields=known)
    first = dict(case.first_claimers).get(case.team)
    if first is not None and house.is_here(first, at) and 0 in house.teams[case.team].tiers_of(first):
        to, claimed = first, True
    else:
        to, claimed = house.on_duty(case.team, 0, at), False
    if to == by:
        raise Refused("return-to-self", case=case.id)
    return e.Returned(owner=to, claimed=claimed, tier=0, fields=fields)


def fields_of(case: Case, house: House) -> tuple[str, ...]:
    """The fields one may name: those of its category; without one, those of all the team's categories."""
    team = house.teams[case.team]
    if case.category in team.categories and team.required(case.category):
        return tuple(one.name for one in team.required(case.category))
    return tuple(dict.fromkeys(one.name for fields in team.categories.values() for one in fields))


def move(case: Case, house: House, by: str, at: datetime, *, to: str, why: str | None) -> e.Moved:
    """To another team's lowest tier; a second move goes to the first team's top person, and there is no third."""
    must_be_open(case)
    owner_or_lead(case, by, house, at)
    must_not_wait(case)
    may_leave_top(case)
    if to not in house.teams:
        raise Refused("no-such-team", team=to, teams=tuple(house.teams))
    if case.moves >= 2:
        raise Refused("moved-twice", case=case.id)
    if case.moves == 0 and to == case.team:
        raise Refused("same-team", case=case.id, team=to)
    if not why:
        raise Refused("move-needs-why", case=case.id)
    if case.moves == 1:
        to = case.first_team if case.first_team in house.teams else to
        tier = house.teams[to].top
    else:
        tier = 0
    category = case.category if case.category in house.teams[to].categories else None
    return e.Moved(
        team=to,
        owner=house.on_duty(to, tier, at),
        tier=tier,
        from_=case.team,
        to=to,
        category=category,
        text=why,
    )


def hand_over(case: Case, house: House, at: datetime, *, why: str, by_owner: bool = False) -> e.HandedOver | None:
    """To the person on duty at its tier, as nobody's doing; None if that changes nothing.

    One's own `away` in the last quarter of the limit counts as a pass.
    """
    to = house.on_duty(case.team, case.tier, at)
    if to == case.owner:
        return None
    late = why == "away" and by_owner and case.claimed and is_late(case, at, house.teams[case.team])
    return e.HandedOver(owner=to, why=why, counts_as_pass=late)


def leaves_with_absence(case: Case, until: datetime) -> bool:
    """Does a case go to the person on duty when its owner goes away until then? Waiting and escalated ones stay."""
    if case.unclaimed:
        return True
    return case.state == "open" and case.escalated_at is None and case.deadline < until
