"""How a case comes to be: somebody writes, or an agent files what they were told."""

from datetime import datetime

from bot.cases import ending as rules
from bot.cases.case import Case
from bot.cases.people import House
from bot.commands.asked import CUSTOMER, Asked, first_team, teams_of
from bot.commands.holding import said
from bot.commands.record import CUSTOMERS, record
from bot.commands.talking import text_of
from bot.messages.notices import UNKNOWN
from bot.messages.values import Answer, Inbound, Speaker
from bot.storage.tx import Tx


def new(asked: Asked, tx: Tx) -> Answer:
    """new [for CUSTOMER] [at 14:05]: text: file what a customer said; it is yours at once."""
    text = text_of(asked)
    if asked.by == CUSTOMER:
        team = team_for(asked.inbound, tx.house)
        case = open_case(tx, asked.inbound, team, customer_of(tx, asked.inbound.speaker), text, via="new")
        return said("said-opened-customer", case, tx, promise=case.promise or case.deadline)
    house = tx.house
    team = team_for(asked.inbound, house, asked.by)
    customer = customer_named(tx, asked.value("customer") or UNKNOWN)
    case = open_case(
        tx, asked.inbound, team, customer, text, via="new", by=asked.by, spoken_at=asked.spoken_at(house, team)
    )
    return said(
        "said-opened" if case.claimed else "said-opened-unclaimed", case, tx, promise=case.promise or case.deadline
    )


def team_for(inbound: Inbound, house: House, person: str | None = None) -> str:
    """Whose channel it was said in; else the speaker's own team; else the one that takes direct messages."""
    place = str(inbound.place) if inbound.place else None
    for key, team in house.teams.items():
        if place and (place in team.intake or any(place == tier.channel for tier in team.tiers)):
            return key
    if person and teams_of(house, person):
        return first_team(house, person)
    return next((key for key, team in house.teams.items() if _takes_direct(team.intake)), next(iter(house.teams)))


def _takes_direct(intake: tuple[str, ...]) -> bool:
    return any(place.endswith(":dm") for place in intake)


def open_case(
    tx: Tx,
    inbound: Inbound,
    team: str,
    customer: int,
    text: str,
    *,
    via: str,
    by: str | None = None,
    spoken_at: datetime | None = None,
    follows: int | None = None,
) -> Case:
    """A case for what was said, in the thread it was said in."""
    event = rules.open_(
        tx.house,
        team,
        tx.now,
        spoken_at=spoken_at or min(inbound.at, tx.now),
        via=via,
        customer=customer,
        by=by,
        follows=follows,
        text=text,
    )
    number = tx.next_number()
    if inbound.thread is not None and by is None:
        tx.bind(str(inbound.thread), number, CUSTOMERS)
    told = None if by else (inbound.speaker.name, inbound.thread or inbound.speaker.address)
    return record(tx, None, event, number=number, by=by or CUSTOMER, request=inbound.keys[0], customer=told)


def customer_of(tx: Tx, speaker: Speaker) -> int:
    """Who speaks, as a customer; somebody never heard before is added."""
    known = tx.customer_at(speaker.address)
    return known or tx.add_customer(speaker.name, (speaker.address,), speaker.locale, speaker.zone)


def customer_named(tx: Tx, name: str) -> int:
    """The one customer of that name; if there is none, or more than one, a new one: a name proves nothing."""
    found = tx.customers_named(name)
    return found[0] if len(found) == 1 else tx.add_customer(name, ())
