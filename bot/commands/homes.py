"""Somebody's own page: shown when they look at it, kept up to date from then on, drawn from how things stand."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.cases.case import Case
from bot.cases.figures import PersonFigures, Ratio, month_at, month_of
from bot.cases.people import House, Team
from bot.commands.asked import first_team, teams_of
from bot.commands.reading import in_brief, read_by_customer, shown_to_customer
from bot.commands.record import home_key
from bot.messages.home import LONGEST, Home, Listed, Month, Wanted, customers_home, home_card
from bot.messages.languages import first_spoken
from bot.messages.values import Address, Answer, Card, Inbound, Say, Surface
from bot.messages.wording import Reader as ReadBy
from bot.storage.behind import cases_behind
from bot.storage.consults import questions_for
from bot.storage.passes import passes_of
from bot.storage.reading import Reader
from bot.storage.tx import Tx

HOME = "home"  # the kind of surface
MOST_COUNTED = 200  # cases of a queue, or of a customer
ASKED_WITHIN = timedelta(days=60)  # an older question is none any more


def look(inbound: Inbound, person: str | None, tx: Tx) -> Answer:
    """Somebody looks at their own page: staff at their desk, anybody else at their own cases."""
    if inbound.place is None:
        return Answer()
    subject = person or str(inbound.speaker.address)
    key = home_key(person, inbound.place.platform) if person else f"home:{subject}"
    tx.show(Surface(key, HOME, inbound.place, subject))
    return Answer()


def page(surface: Surface, tx: Reader, now: datetime, *, marked: bool = False) -> Card:
    """The page as it stands now. Who left sees what a customer sees."""
    house, subject = tx.house, surface.subject
    if subject in house.people:
        if not house.is_gone(subject):
            return _desk(subject, house, tx, now, marked)
        return _customers(surface.to.conversation, house, tx, now, marked)
    return _customers(Address.read(subject), house, tx, now, marked)


# --- of the house -----------------------------------------------------------------------------------------------------


def _desk(person: str, house: House, tx: Reader, now: datetime, marked: bool) -> Card:
    teams = [team for team in house.teams.values() if team.tiers_of(person)]
    held = [case for case in tx.held_by(person) if case.claimed or case.state == "waiting"]
    home = Home(
        person,
        mine=_listed(held, tx),
        asked=_asked(person, house, tx, now),
        queue=_queue(person, teams, tx) if teams else None,
        months=[_month(person, team, tx, now) for team in teams],
        away_until=house.away[person] if house.is_away(person, now) else None,
        leads=any(
            house.leads(key, person, now) or person in house.teams[key].managers for key in teams_of(house, person)
        ),
    )
    return home_card(home, house, ReadBy(now, house.teams[first_team(house, person)].zone, marked=marked))


def _listed(cases: list[Case], tx: Reader) -> Listed:
    return Listed([(case, in_brief(tx, case)) for case in cases[:LONGEST]], len(cases))


def _queue(person: str, teams: list[Team], tx: Reader) -> Listed:
    """What lies unclaimed at their tiers."""
    found = [case for team in teams for case in tx.queue(team.key, team.tiers_of(person), MOST_COUNTED)]
    return _listed(sorted(found, key=lambda case: (case.deadline, case.id)), tx)


def _asked(person: str, house: House, tx: Reader, now: datetime) -> list[Wanted]:
    """Offers first: they lapse."""
    asked = []
    for case in tx.offered_to(person):
        if offer := case.offer:
            by = house.name(offer.by)
            asked.append(_wanted("home-offer", case, tx, ("claim", "decline"), who=by, until=offer.until))
    for one in questions_for(tx, person, now - ASKED_WITHIN):
        words = one.words or Say("erased")
        asked.append(_wanted("home-consult", one.case, tx, ("advise", "show"), who=house.name(one.by), words=words))
    return asked


def _wanted(key: str, case: Case, tx: Reader, verbs: tuple[str, ...], **blanks: object) -> Wanted:
    return Wanted(case, in_brief(tx, case), Say(key, blanks), verbs)


def _month(person: str, team: Team, tx: Reader, now: datetime) -> Month:
    """As `report me` has it, counted by what stands behind each figure: for one person that is little."""
    month = month_at(now, team.zone)
    period = month_of(month, team.zone)

    def count(figure: str) -> int:
        return sum(one.n for one in cases_behind(tx, team, period, figure, person))

    passed, given, lost = count("passed_up"), count("given"), count("escalated_from")
    figures = PersonFigures(
        resolved=count("resolved"),
        passed_up=passed,
        given=given,
        returned=count("returned"),
        escalated_from=lost,
        lost_to_the_clock=Ratio(lost, count("resolve_share") + passed + given + lost),
    )
    return Month(team.key, month, figures, passes_of(tx, team, period, person))


# --- of a customer ----------------------------------------------------------------------------------------------------


def _customers(address: Address, house: House, tx: Reader, now: datetime, marked: bool) -> Card:
    number = tx.customer_at(address)
    running = [case for case in (tx.of_customer(number, MOST_COUNTED) if number else ()) if not case.ended]
    reader = replace(
        read_by_customer(running[0], tx, now) if running else _read_by(address, number, house, tx, now), marked=marked
    )
    return customers_home([shown_to_customer(case, now) for case in running[:LONGEST]], len(running), reader)


def _read_by(address: Address, number: int | None, house: House, tx: Reader, now: datetime) -> ReadBy:
    """Somebody of whom nothing runs."""
    profile, known = tx.profile(address), tx.customer(number) if number is not None else None
    team = next(iter(house.teams.values()))
    locales = (profile.locale if profile else None, known.locale if known else None, team.language)
    zone = (profile.zone if profile else None) or (known.zone if known else None) or team.zone
    return ReadBy(now, zone, first_spoken(*locales), customer=True)
