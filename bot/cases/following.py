"""Fix it twice: the customer's case, and what brought it about, by a named person of the department upstream."""

from datetime import datetime

from bot.cases import events as e
from bot.cases.case import FOLLOW_UP, Case
from bot.cases.people import House
from bot.cases.refusals import Refused
from bot.cases.standing import must_be_agent
from bot.cases.times import deadline_from, first_promise


def follow_up(
    case: Case,
    house: House,
    by: str,
    at: datetime,
    *,
    whom: str,
    customer: int,
    until: datetime | None = None,
    text: str | None = None,
) -> e.Opened:
    """A case of its own in the team of whom it is for, claimed by them; due at its date, else as any case is.

    `customer` stands for the desk that asks: nothing of it reaches whoever brought the matter up.
    """
    may_follow_up(case, by, house)
    may_be_asked(whom, house, at)
    if not text:
        raise Refused("follow-up-needs-text", case=case.id)
    if until is not None and until <= at:
        raise Refused("date-past", until=until)
    key = team_of(whom, house, case.team)
    team = house.teams[key]
    deadline = until or deadline_from(team, at)
    return e.Opened(
        team=key,
        owner=whom,
        claimed=True,
        tier=team.tiers_of(whom)[0],
        deadline=deadline,
        spoken_at=at,
        via=FOLLOW_UP,
        customer=customer,
        category=None,
        promise=until or first_promise(team, deadline, at),
        follows=case.id,
        for_team=case.team,
        text=text,
    )


def may_follow_up(case: Case, by: str, house: House) -> None:
    """What was a case is what may come again, whether or not it has been solved."""
    if case.state == "merged":
        raise Refused("merged", case=case.id, into=case.merged_into)
    if case.state == "dismissed":
        raise Refused("follow-up-no-case", case=case.id)
    must_be_agent(case, by, house)


def may_be_asked(whom: str, house: House, at: datetime) -> None:
    """Somebody who is here, and of a tier: a case has an owner from whom it can go up."""
    if house.is_gone(whom):
        raise Refused("follow-up-left", person=whom)
    if not any(team.tiers_of(whom) for team in house.teams.values()):
        raise Refused("follow-up-no-tier", person=whom)
    if house.is_away(whom, at):
        raise Refused("is-away", person=whom, until=house.away[whom])


def team_of(whom: str, house: House, asking: str) -> str:
    """In the team that asks, if they are of it; else in their own, the first as configured."""
    return next(key for key in (asking, *house.teams) if house.teams[key].tiers_of(whom))


def followed_up(number: int, opened: e.Opened) -> e.FollowedUp:
    """What the case says of it from which it follows."""
    return e.FollowedUp(case=number, whom=opened.owner, until=opened.promise or opened.deadline)


def withdraw(case: Case, by: str) -> e.Withdrawn:
    """It was asked for and taken back before anything happened to it."""
    if case.seq > 1:
        raise Refused("follow-up-begun", case=case.id, owner=case.owner)
    if case.asked_by != by:
        raise Refused("not-yours-to-undo", case=case.id, by=case.asked_by)
    return e.Withdrawn()
