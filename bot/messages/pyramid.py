"""The pyramid in words: who holds what, who is on duty, and who would be pinged when."""

from collections.abc import Iterator
from datetime import datetime

from bot.cases.people import House, Team, Tier
from bot.cases.times import deadline_from, first_promise
from bot.messages.wording import Reader, phrase, utc_reader


def described(house: House, at: datetime) -> Iterator[str]:
    """One line after the other, team by team, from the front line up."""
    for team in house.teams.values():
        yield from _team(house, team, at)


def _team(house: House, team: Team, at: datetime) -> Iterator[str]:
    reader = Reader(at, team.zone)
    blanks = {"limit": team.limit, "clock": team.clock_kind, "zone": team.zone}
    yield phrase("check-team", reader, team=team.key, title=team.title, **blanks)
    for number in range(team.top, -1, -1):
        yield from _tier(house, team, number, at, reader)
    if team.intake:
        yield phrase("check-intake", reader, places=team.intake)
    else:
        yield phrase("check-no-intake", reader)
    yield phrase(
        "check-unclaimed", reader, first=team.claim_within, second=team.claim_within * 2, third=team.claim_within * 4
    )
    yield phrase("check-escalation", reader, **_escalation(house, team, at))
    yield phrase("check-breach", reader, limit=team.top_limit, managers=_names(house, team.managers))
    deadline = deadline_from(team, at)
    promise = first_promise(team, deadline, at)
    yield phrase("check-example", reader, at=at, deadline=deadline, promise=promise)
    if not team.desk.is_open(at):
        yield phrase("check-shut", reader, opens=team.desk.next_opening(at))


def _tier(house: House, team: Team, number: int, at: datetime, reader: Reader) -> Iterator[str]:
    tier: Tier = team.tiers[number]
    on_duty = house.name(house.on_duty(team.key, number, at))
    blanks = {"lead": house.name(tier.lead), "deputy": house.name(tier.deputy) if tier.deputy else None}
    key = "check-tier" if tier.deputy else "check-tier-alone"
    yield phrase(key, reader, tier=tier.name, channel=tier.channel, on_duty=on_duty, **blanks)
    yield phrase("check-members", reader, members=_names(house, tier.people))


def _escalation(house: House, team: Team, at: datetime) -> dict[str, str | None]:
    top = house.name(house.top_person(team.key, at))
    return {"top": top, "supervisors": team.supervisors}


def _names(house: House, people: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(house.name(person) for person in people)


def unreachable(house: House, on: tuple[str, ...]) -> Iterator[str]:
    """Whom no ping can reach, with the platforms that are on."""
    reader = utc_reader()
    for person in house.people.values():
        if person.left:
            continue
        if not any(address.partition(":")[0] in on for address in person.addresses):
            yield phrase("check-unreachable", reader, who=person.name, platforms=on)
