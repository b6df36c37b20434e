"""Who there is: people, tiers, teams, and who is on duty when. Plain values, as the configuration gives them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.cases.hours import Hours

LANGUAGES = ("en", "ro", "zh-Hans")  # what customers read exists in all of them
ASK_LATER, CALLS = 4, 2


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the house; `key` is how they are named everywhere."""

    key: str
    name: str
    addresses: tuple[str, ...] = ()  # "slack:U0ANA", the preferred one first
    was: tuple[str, ...] = ()  # keys this person had before
    left: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """Something a category requires to be known before a case may go up."""

    name: str
    type: str = "text"  # text, choice, number, date, file
    of: tuple[str, ...] = ()  # the choices


@dataclass(frozen=True, slots=True)
class Tier:
    name: str
    channel: str  # a place: "slack:C0FRONT"
    lead: str
    deputy: str | None = None
    members: tuple[str, ...] = ()

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody of the tier, each once: leads and deputies are members too."""
        return tuple(dict.fromkeys((*self.members, self.lead, *((self.deputy,) if self.deputy else ()))))

    def has(self, person: str) -> bool:
        return person in self.members or person in (self.lead, self.deputy)


@dataclass(frozen=True, slots=True)
class Team:
    key: str
    title: str
    tiers: tuple[Tier, ...]  # from the front line up; the last is the top
    zone: str  # IANA name
    clock_kind: str  # "weekdays", "always", "hours"
    clock: Hours  # when a case's limit runs
    desk: Hours  # when people are there and may be pinged
    intake: tuple[str, ...] = ()
    supervisors: str | None = None  # a place
    digest: str | None = None  # a place
    digest_names: bool = True  # does it name people, or count them together?
    managers: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    limit: timedelta = timedelta(hours=20)
    urgent_limit: timedelta = timedelta(hours=2)
    claim_within: timedelta = timedelta(hours=2)
    top_limit: timedelta = timedelta(hours=20)
    categories: Mapping[str, tuple[Field, ...]] = field(default_factory=lambda: {"other": ()})
    causes: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: {"unknown": ()})
    language: str = LANGUAGES[0]  # of customers whose own is not known, or none of ours
    ask_later: int = ASK_LATER  # one in so many is asked once more, seven days on, how it was; 0: nobody
    calls: int = CALLS  # so many satisfied and so many silent customers the leads are asked to ring each week

    @property
    def top(self) -> int:
        return len(self.tiers) - 1

    def tiers_of(self, person: str) -> tuple[int, ...]:
        return tuple([n for n, tier in enumerate(self.tiers) if tier.has(person)])

    @property
    def only_category(self) -> str | None:
        """What every case of the team is about, if there is nothing to choose."""
        return next(iter(self.categories)) if len(self.categories) == 1 else None

    def required(self, category: str | None) -> tuple[Field, ...]:
        return self.categories.get(category, ()) if category else ()


@dataclass(frozen=True, slots=True)
class Duty:
    person: str
    until: datetime


@dataclass(frozen=True, slots=True)
class House:
    """Everybody and every team, with who is away and who was put on duty. One value an act, never changed."""

    people: Mapping[str, Person]
    teams: Mapping[str, Team]
    away: Mapping[str, datetime] = field(default_factory=dict)  # person -> until
    duties: Mapping[tuple[str, int], Duty] = field(default_factory=dict)  # (team, tier) -> duty
    gone: frozenset[str] = frozenset()  # left, or deactivated on their platform
    by_address: Mapping[str, str] = field(default_factory=dict)  # "slack:U0ANA" -> person
    templates: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # name -> language -> a text for replies

    def is_away(self, person: str, at: datetime) -> bool:
        until = self.away.get(person)
        return until is not None and at < until

    def is_gone(self, person: str) -> bool:
        known = self.people.get(person)
        return known is None or known.left or person in self.gone

    def is_here(self, person: str, at: datetime) -> bool:
        return not self.is_gone(person) and not self.is_away(person, at)

    def on_duty(self, team: str, tier: int, at: datetime) -> str:
        """Whoever `duty` names until its date, else the lead, else the deputy while the lead is away.

        Nobody who left: if lead and deputy have, a member of the tier, else who is on duty above, else the nearest lead
        below, else whoever is left below. Only if nobody at all is left in the team it is the lead as configured.
        """
        tiers = self.teams[team].tiers
        for number in range(tier, len(tiers)):
            if found := self._on_duty_of_its_own(team, number, at):
                return found
        below = range(tier - 1, -1, -1)
        leads = [tiers[number].lead for number in below if not self.is_gone(tiers[number].lead)]
        others = (self._on_duty_of_its_own(team, number, at) for number in below)
        return next(filter(None, (*leads, *others)), tiers[tier].lead)

    def _on_duty_of_its_own(self, team: str, tier: int, at: datetime) -> str | None:
        """Who of the tier itself is on duty there; None if all of them have left."""
        its = self.teams[team].tiers[tier]
        duty = self.duties.get((team, tier))
        if duty and at < duty.until and duty.person in its.people and self.is_here(duty.person, at):
            return duty.person
        heads = (its.lead, its.deputy) if its.deputy else (its.lead,)
        for people in (heads, its.members):
            left = [person for person in people if not self.is_gone(person)]
            if left:
                return next((person for person in left if self.is_here(person, at)), left[0])
        return None

    def is_empty(self, team: str, tier: int) -> bool:
        """Has everybody of the tier left?"""
        return all(map(self.is_gone, self.teams[team].tiers[tier].people))

    def top_person(self, team: str, at: datetime) -> str:
        return self.on_duty(team, self.teams[team].top, at)

    def leads(self, team: str, person: str, at: datetime) -> bool:
        """Has this person a lead's rights in the team? Leads have, and whoever is on duty at one of its tiers."""
        if self.is_gone(person):
            return False
        tiers = self.teams[team].tiers
        return any(person == t.lead or self.on_duty(team, n, at) == person for n, t in enumerate(tiers))

    def is_agent(self, team: str, person: str) -> bool:
        return not self.is_gone(person) and bool(self.teams[team].tiers_of(person))

    def acting_tier(self, team: str, tier: int, person: str) -> int | None:
        """Where somebody acts on a case at `tier`: there, else in their lowest tier above it; None if in neither."""
        if self.is_gone(person):
            return None
        return next((n for n in self.teams[team].tiers_of(person) if n >= tier), None)

    def name(self, person: str) -> str:
        known = self.people.get(person)
        return known.name if known else person


def addressed(house: House) -> House:
    """The house with its people to be found by every address of theirs."""
    found = {address: key for key, person in house.people.items() for address in person.addresses}
    return replace(house, by_address=found)
