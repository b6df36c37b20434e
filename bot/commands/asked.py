"""What was asked for, by whom, and the look-ups that every verb needs."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import get_close_matches

from bot.cases.case import Case
from bot.cases.people import House
from bot.cases.refusals import Refused
from bot.commands.dates import parse_clock_time, parse_date
from bot.commands.letters import is_its_customers
from bot.commands.line import Line
from bot.messages.languages import first_spoken, in_english
from bot.messages.values import Inbound
from bot.messages.wording import Reader as ReadBy
from bot.storage.errors import UnknownCase
from bot.storage.reading import Reader

CUSTOMER = "customer"


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of one person; `by` is a person's key, or customer."""

    by: str
    line: Line
    inbound: Inbound
    at: datetime

    @property
    def request(self) -> str:
        return self.inbound.keys[0]

    @property
    def args(self) -> Mapping[str, str]:
        return self.line.args

    def about(self, number: int) -> "Asked":
        return replace(self, line=replace(self.line, case=number))

    @property
    def answered(self) -> bool:
        """Is it a form that comes back?"""
        return self.inbound.answers is not None

    def value(self, name: str) -> str | None:
        """An answer of the form, else what was typed; None if it is empty."""
        if self.inbound.answers is not None and (given := self.inbound.answers.get(name, "").strip()):
            return given
        return self.args.get(name) or None

    def words(self, name: str = "text") -> str | None:
        """Free text: the form's, else what stands after the colon."""
        if self.inbound.answers is not None and (given := self.inbound.answers.get(name, "").strip()):
            return given
        return self.line.text or None

    def date(self, name: str, house: House, team: str) -> datetime | None:
        """A DATE in the team's zone; without a time, the end of that day's desk hours. Refused if it is none."""
        typed = self.value(name)
        if typed is None:
            return None
        found = parse_date(typed, self.at, house.teams[team].desk)
        if found is None:
            raise Refused("bad-date", typed=typed)
        return found

    def spoken_at(self, house: House, team: str) -> datetime:
        """When the customer spoke: `at 14:05`, else when this was said."""
        typed = self.value("at")
        if typed is None:
            return min(self.inbound.at, self.at)
        found = parse_clock_time(typed, self.at, house.teams[team].desk)
        if found is None or found > self.at:
            raise Refused("bad-time", typed=typed)
        return found


def the_case(asked: Asked, tx: Reader) -> Case:
    """The case that is meant, if the asker may see it; else the same no for all others."""
    if asked.line.case is None:
        raise Refused("which-case", verb=asked.line.verb.replace("_", " "))
    try:
        case = tx.case(asked.line.case)
    except UnknownCase:
        raise Refused("no-such-case", case=asked.line.case) from None
    if not may_see(asked, case, tx):
        raise Refused("no-such-case", case=asked.line.case)
    return case


def merged_into(tx: Reader, case: Case) -> Case:
    """Where a merged case goes on: later words join it."""
    while case.merged_into is not None:
        case = tx.case(case.merged_into)
    return case


def may_see(asked: Asked, case: Case, tx: Reader) -> bool:
    if asked.by == CUSTOMER:
        return is_its_customers(asked.inbound, case, tx)
    return sees(tx.house, asked.by, case)


def sees(house: House, person: str, case: Case) -> bool:
    """Staff see the cases of their teams, those they hold or asked for, and those they were asked about."""
    if person in (case.owner, case.asked_by) or any(asked.whom == person for asked in case.consults):
        return True
    teams = (case.team, case.first_team, case.for_team)
    return any(team in house.teams and person_in(house, person, team) for team in teams if team)


def person_in(house: House, person: str, team: str) -> bool:
    return bool(house.teams[team].tiers_of(person)) or person in house.teams[team].managers


def teams_of(house: House, person: str) -> tuple[str, ...]:
    return tuple(key for key in house.teams if person_in(house, person, key))


def is_staff(house: House, person: str) -> bool:
    return any(person_in(house, person, team) for team in house.teams)


def of_the_desk(asked: Asked, house: House) -> bool:
    """Does somebody of a team ask? To all others the desk's own verbs are of no use."""
    return asked.by != CUSTOMER and is_staff(house, asked.by)


def first_team(house: House, person: str) -> str:
    """A person's own team, the first as configured; anybody else's is the first of the house."""
    return next(
        (key for key in house.teams if house.teams[key].tiers_of(person)), (*teams_of(house, person), *house.teams)[0]
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


def person_of(typed: str | None, house: House) -> str:
    """Who is meant: a key, a name, an only first name, or a platform's mention."""
    if not typed:
        raise Refused("whom")
    name = typed.strip().lstrip("@").strip("<>@!").casefold()
    name = name.partition("|")[0]
    for key, person in house.people.items():
        addresses = {one.partition(":")[2].casefold() for one in person.addresses}
        if name in (key.casefold(), person.name.casefold()) or name in addresses:
            return key
    firsts = [key for key, person in house.people.items() if person.name.casefold().split()[0] == name]
    if len(firsts) == 1:
        return firsts[0]
    known = [*house.people, *(one.name.casefold() for one in house.people.values())]
    mention = typed.lstrip().startswith("<")  # of somebody else, and no slip of the pen
    near = [] if mention else get_close_matches(name, known, n=1)
    raise Refused("nobody", person=typed.strip(), nearest=near[0] if near else None)


def team_of(typed: str | None, house: House) -> str:
    if not typed:
        raise Refused("which-team", teams=tuple(house.teams))
    name = typed.strip().casefold()
    for key, team in house.teams.items():
        if name in (key.casefold(), team.title.casefold()):
            return key
    raise Refused("no-such-team", team=typed.strip(), teams=tuple(house.teams))


def read_by(asked: Asked, tx: Reader, team: str | None = None) -> ReadBy:
    """For whom an answer is written."""
    speaker = asked.inbound.speaker
    zone = speaker.zone or tx.house.teams[team or first_team(tx.house, asked.by)].zone
    if asked.by == CUSTOMER:
        return ReadBy(asked.at, zone, locale_of(asked.inbound, tx), customer=True)
    return ReadBy(asked.at, zone, in_english(speaker.locale))


def locale_of(inbound: Inbound, tx: Reader) -> str:
    """In what a customer is answered: in their own language, if it is one of ours, else in their team's."""
    known = tx.customer_at(inbound.speaker.address)
    kept = tx.customer(known).locale if known is not None else None
    return first_spoken(inbound.speaker.locale, kept, tx.house.teams[team_for(inbound, tx.house)].language)
