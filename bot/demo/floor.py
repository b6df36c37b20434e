"""The floor of the demo's desk: who is there, who takes what, how fast; and the clock on the wall."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from bot.app import App, HandClock
from bot.cases.case import Case
from bot.cases.people import House
from bot.messages.values import Address, Inbound, Speaker
from bot.platforms.console.world import PLATFORM, Console


@dataclass(frozen=True, slots=True)
class Habit:
    share: int  # how often they are the one who steps forward
    pace: float  # of their minutes to a colleague's
    next: float = 0.0  # how often they say "claim next" when it would bring the same case


HABITS = {
    "ana": Habit(6, 0.8, 0.5),
    "ben": Habit(5, 1.2),
    "ioana": Habit(5, 0.9, 0.9),
    "dan": Habit(2, 1.0, 0.3),
    "lea": Habit(1, 1.0),
    "victor": Habit(5, 1.2),
    "nora": Habit(4, 0.8, 0.6),
    "sol": Habit(1, 1.0),
    "cleo": Habit(9, 1.0),
    "tudor": Habit(6, 1.0, 0.4),
    "paul": Habit(3, 0.8, 0.7),
    "irina": Habit(1, 1.0),
    "george": Habit(9, 1.2),
}


class Floor:
    """What a customer or a colleague could know who is there; chance is drawn from one seed."""

    def __init__(self, app: App, clock: HandClock, console: Console, chance: random.Random) -> None:
        self.app, self.clock, self.console, self.chance = app, clock, console, chance

    @property
    def now(self) -> datetime:
        return self.clock.now

    def house(self) -> House:
        return self.app.store.read(lambda tx: tx.house)

    def case(self, number: int) -> Case:
        return self.app.store.read(lambda tx: tx.case(number))

    def case_in(self, thread: Address) -> int | None:
        """The case that began with what was said there."""
        bound = self.app.store.read(lambda tx: tx.thread(str(thread)))
        return bound[0] if bound else None

    # --- when ---------------------------------------------------------------------------------------------------

    def at_the_desk(self, team: str, least: float, most: float, pace: float = 1.0) -> datetime:
        """Some minutes of desk time from now."""
        minutes = self.chance.uniform(least, most) * pace
        desk = self.app.house.teams[team].desk
        return desk.add(desk.open_from(self.now), timedelta(minutes=minutes)).replace(microsecond=0)

    def at_home(self, team: str, least: float, most: float) -> datetime:
        """Some minutes from now, by day: customers sleep too."""
        at = self.now + timedelta(minutes=self.chance.uniform(least, most))
        local = at.astimezone(ZoneInfo(self.app.house.teams[team].zone))
        if local.hour >= 23 or local.hour < 7:
            morning = local.replace(hour=7, minute=self.chance.randrange(5, 55))
            at = morning + timedelta(days=1 if local.hour >= 23 else 0)
        return at.astimezone(self.now.tzinfo).replace(microsecond=0)

    # --- who ----------------------------------------------------------------------------------------------------

    def somebody(self, case: Case, preferred: str | None) -> str:
        """Who of its tier steps forward; at the top it is who is on duty."""
        house, team = self.house(), self.app.house.teams[case.team]
        if case.tier == team.top:
            return house.top_person(case.team, self.now)
        here = [one for one in team.tiers[case.tier].people if house.is_here(one, self.now)]
        if preferred in here:
            return preferred
        return self.chance.choices(here, [HABITS[one].share for one in here])[0]

    def colleague(self, case: Case) -> str:
        """Somebody else of its tier."""
        house, tier = self.house(), self.app.house.teams[case.team].tiers[case.tier]
        here = [one for one in tier.people if one != case.owner and house.is_here(one, self.now)]
        return self.chance.choices(here, [HABITS[one].share for one in here])[0]

    def would_be_next(self, case: Case, who: str) -> bool:
        """Would "claim next" bring them just this case?"""
        tiers = self.app.house.teams[case.team].tiers_of(who)
        first = self.app.store.read(lambda tx: [tx.first_unclaimed(case.team, tier) for tier in tiers])
        lying = [one for one in first if one is not None]
        return bool(lying) and min(lying, key=lambda one: one.deadline).id == case.id

    # --- what is said ---------------------------------------------------------------------------------------------

    def says(self, who: str, line: str, answers: dict[str, str] | None = None) -> Inbound:
        """A colleague's line, or the form it opened with what they filled in; as the console makes them."""
        speaker = Speaker(Address(PLATFORM, who), self.app.house.name(who))
        kind = "dm" if answers is None else "form"
        return Inbound((f"{PLATFORM}:{uuid4().hex}",), speaker, line, self.now, kind=kind, answers=answers)

    def writes(self, customer: str, words: str, thread: Address, place: str | None = None) -> Inbound:
        """A customer's words: in the thread, or with `place` as the first ones of a new thread there."""
        who = place_of(customer)
        self.console.wrote(who, thread, words)
        speaker = Speaker(Address(PLATFORM, who), customer)
        kind, where = ("message", Address.read(place)) if place else ("thread", thread)
        return Inbound((f"{PLATFORM}:{uuid4().hex}",), speaker, words, self.now, place=where, thread=thread, kind=kind)


def place_of(customer: str) -> str:
    """Their name at the terminal: Maria Ene is maria.ene."""
    return customer.casefold().replace(" ", ".")
