"""What is said about a case and to the customer, and what stops its clock: reply, note, consult, ask, wait, urgent."""

import re
from datetime import datetime

from bot.cases import events as e
from bot.cases.case import Case
from bot.cases.event import NO_TIME
from bot.cases.hours import ALWAYS
from bot.cases.people import House
from bot.cases.refusals import Refused
from bot.cases.standing import (
    may_answer_for,
    member_or_above,
    must_be_agent,
    must_be_open,
    must_have_customer,
    must_not_wait,
    must_own,
    owner_or_lead,
)
from bot.cases.times import clock_of, clock_time, promise_after

WAIT_DAYS = 3  # working days an owner may wait for somebody outside; a lead may longer
OTHER = "other"  # somebody outside the house whom the team does not list
_AROUND = re.compile(r"^(?:@|(?:our|the|my)\s+)*|\s+(?:team|department|dept\.?|desk)$")  # "our sales team" is sales


def reply(
    case: Case, house: House, by: str, *, text: str, template: str | None = None, edited: bool | None = None
) -> e.Replied:
    """By any member of its tier or above; after it was resolved, too."""
    if case.state == "merged":
        raise Refused("merged", case=case.id, into=case.merged_into)
    if case.state in ("closed", "dismissed"):
        must_be_open(case)
    must_have_customer(case)
    member_or_above(case, by, house)
    return e.Replied(template=template, edited=edited, text=text)


def note(case: Case, house: House, by: str, *, text: str) -> e.Noted:
    must_be_agent(case, by, house)
    return e.Noted(text=text)


def consult(case: Case, house: House, by: str, *, whom: str, question: str) -> e.Consulted:
    """Ask a colleague; the owner stays the owner."""
    must_be_open(case)
    must_own(case, by, house)
    if whom == by:
        raise Refused("consult-self", case=case.id)
    if house.is_gone(whom):
        raise Refused("nobody", person=whom, nearest=None)
    return e.Consulted(whom=whom, text=question)


def advise(case: Case, house: House, by: str, *, text: str) -> e.Advised:
    must_be_open(case)
    if not any(asked.whom == by for asked in case.consults):
        raise Refused("not-consulted", case=case.id, owner=case.owner)
    return e.Advised(text=text)


def ask(case: Case, house: House, by: str, *, question: str) -> e.Asked:
    """A question to the customer; the clock stands still until they answer."""
    must_be_open(case)
    must_own(case, by, house)
    must_have_customer(case)
    must_not_wait(case)
    return e.Asked(text=question)


def wait(case: Case, house: House, by: str, at: datetime, *, until: datetime, on: str, why: str) -> e.Waited:
    """For somebody outside the house: the owner up to three working days, beyond that a lead."""
    must_be_open(case)
    if not house.leads(case.team, by, at):
        must_own(case, by, house)
    must_not_wait(case)
    team = house.teams[case.team]
    if until <= at:
        raise Refused("date-past", until=until)
    if _is_ours(on, house, case.team):
        raise Refused("wait-for-ourselves", on=on)
    last = team.desk.working_day_after(at, WAIT_DAYS)
    if until > team.desk.midnight_after(last) and not house.leads(case.team, by, at):
        limit = team.desk.end_of_day(last)  # midnight would be said as the day after
        raise Refused("wait-too-long", case=case.id, until=until, limit=limit, lead=team.tiers[case.tier].lead)
    known = next((one for one in team.outside if _bare(one) == _bare(on)), OTHER)
    return e.Waited(until=until, on=known, promise=promise_after(team, until), text=why)


def _is_ours(on: str, house: House, team: str) -> bool:
    """Is it somebody of the house, one of its teams or tiers, or a department that causes are put down to?"""
    if _bare(on) in map(_bare, house.teams[team].outside):
        return False
    ours = {text for key, one in house.teams.items() for text in (key, one.title)}
    ours |= {text for person in house.people.values() for text in (person.key, person.name)}
    ours |= {tier.name for one in house.teams.values() for tier in one.tiers}
    ours |= {department for one in house.teams.values() for department in one.causes if department != "unknown"}
    return _bare(on) in {_bare(one) for one in ours}


def _bare(name: str) -> str:
    """A name without what people say around it."""
    return _AROUND.sub("", " ".join(name.casefold().split()))


def wake(case: Case, house: House, by: str, at: datetime) -> e.Woken:
    """The clock runs again: by the owner, the customer's word, or the date."""
    must_be_open(case)
    if by not in ("customer", "clock"):
        must_own(case, by, house)
    if case.pause is None:
        raise Refused("not-waiting", case=case.id)
    return woken(case, house, at)


def woken(case: Case, house: House, at: datetime) -> e.Woken:
    """The waking line carries the deadline moved by the clock time paused."""
    if case.pause is None:
        raise ValueError(f"C-{case.id} is not waiting")
    clock, desk = clock_of(case, house), house.teams[case.team].desk
    paused = clock_time(case, house, case.pause.since, at)
    counted = clock_time(case, house, case.pause.counts_from, at)
    offer = None
    if case.offer:
        offer = desk.add(case.offer.until, desk.between(case.pause.since, at))
    lying = case.unclaimed_since
    return e.Woken(
        deadline=clock.add(case.deadline, counted),
        paused_s=paused,
        desk_paused_s=desk.between(max(case.pause.since, lying), at) if lying else NO_TIME,
        offer_until=offer,
    )


def urgent(case: Case, house: House, by: str, at: datetime, *, why: str | None) -> e.MarkedUrgent:
    """The rare case that cannot wait until tomorrow: two hours from the mark, day and night."""
    must_be_open(case)
    owner_or_lead(case, by, house, at)
    if case.urgent:
        raise Refused("urgent-already", case=case.id, deadline=case.deadline)
    if not why:
        raise Refused("urgent-needs-why", case=case.id)
    soonest = ALWAYS.add(at, house.teams[case.team].urgent_limit)
    return e.MarkedUrgent(deadline=min(case.deadline, soonest), text=why)


def categorise(case: Case, house: House, by: str, *, category: str) -> e.Categorised:
    must_be_open(case)
    must_be_agent(case, by, house)
    categories = tuple(house.teams[case.team].categories)
    known = next((one for one in categories if one.casefold() == category.casefold()), None)
    if known is None:
        raise Refused("no-such-category", case=case.id, category=category, categories=categories)
    return e.Categorised(category=known)


def set_field(
    case: Case, house: House, by: str, *, name: str, text: str | None, cannot_say: bool = False
) -> e.FieldSet:
    """Fill a field of its category, or mark it as what the customer cannot say."""
    must_be_open(case)
    if by != "customer":
        must_be_agent(case, by, house)
    return e.FieldSet(field=name, cannot_say=cannot_say, text=None if cannot_say else text)


def promise(case: Case, house: House, by: str, at: datetime, *, until: datetime) -> e.Promised:
    """By when we will write; the customer is told."""
    must_be_open(case)
    must_own(case, by, house)
    if until <= at:
        raise Refused("date-past", until=until)
    return e.Promised(until=until)


def answer_for(case: Case, house: House, by: str, at: datetime, *, until: datetime, sentence: str) -> e.AnsweredFor:
    """The top person's signed sentence to the customer with a new date, for a case that the clock brought up."""
    must_be_open(case)
    may_answer_for(case, by, house, at)
    if until <= at:
        raise Refused("date-past", until=until)
    return e.AnsweredFor(until=until, text=sentence)
