"""What every move asks first: is the case still open, whose is it, who may do this?"""

from datetime import datetime

from bot.cases.case import FOLLOW_UP, Case
from bot.cases.people import House
from bot.cases.refusals import Refused

REASONS = (
    "needs permission",
    "needs expertise",
    "needs a money decision",
    "customer asked for a superior",
    "outside my hours",
    "other",
)


def must_be_open(case: Case) -> None:
    if case.state == "merged":
        raise Refused("merged", case=case.id, into=case.merged_into)
    if case.ended:
        raise Refused("ended", case=case.id, state=case.state, by=case.ended_by, at=case.ended_at)


def must_not_wait(case: Case) -> None:
    if case.pause is not None:
        raise Refused("waiting", case=case.id, kind=case.pause.kind, until=case.pause.until)


def must_own(case: Case, by: str, house: House) -> None:
    if case.owner != by:
        raise Refused("not-yours", case=case.id, owner=case.owner, claimed=case.claimed)
    if house.is_gone(by):
        raise Refused("gone", person=by)


def must_be_agent(case: Case, by: str, house: House) -> None:
    if house.is_gone(by) or not (house.is_agent(case.team, by) or case.owner == by):
        raise Refused("not-of-team", case=case.id, team=case.team)


def must_lead(case: Case, by: str, house: House, at: datetime, what: str) -> None:
    if not house.leads(case.team, by, at):
        raise Refused("leads-only", case=case.id, team=case.team, what=what)


def owner_or_lead(case: Case, by: str, house: House, at: datetime) -> None:
    owns = case.owner == by and not house.is_gone(by)
    if not owns and not house.leads(case.team, by, at):
        raise Refused("owner-or-lead", case=case.id, owner=case.owner)


def member_or_above(case: Case, by: str, house: House) -> int:
    """The tier at which `by` acts on the case."""
    if case.owner == by and not house.is_gone(by):
        return case.tier
    tier = house.acting_tier(case.team, case.tier, by)
    if tier is None:
        raise Refused("not-of-tier", case=case.id, team=case.team, tier=case.tier, owner=case.owner)
    return tier


def may_leave_top(case: Case) -> None:
    if case.escalated_at is not None:
        raise Refused("stays-at-top", case=case.id, owner=case.owner)


def may_answer_for(case: Case, by: str, house: House, at: datetime) -> None:
    """Only what the clock brought up is answered for, by the owner at the top or whoever is on duty there."""
    if case.escalated_at is None:
        raise Refused("not-escalated", case=case.id)
    top = house.top_person(case.team, at)
    if house.is_gone(by) or by not in (case.owner, top):
        raise Refused("top-only", case=case.id, top=top)


def must_have_customer(case: Case) -> None:
    """There is nobody to write to."""
    if case.via == FOLLOW_UP:
        raise Refused("no-customer", case=case.id, follows=case.follows)


def must_know_reason(reason: str, note: str | None) -> None:
    if not reason:
        raise Refused("needs-reason", reasons=REASONS)
    if reason not in REASONS:
        raise Refused("unknown-reason", reason=reason)
    if reason == "other" and not note:
        raise Refused("other-needs-text")
