"""From counts of holds to figures: how the holds of a person, a tier or the team ended, and how long they were."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from bot.cases.figures.counts import HoldCounts, Length, kind_of
from bot.cases.figures.measures import Ratio, Spread, spread
from bot.cases.figures.values import PersonFigures

About = TypeVar("About")


class Lengths(Generic[About]):
    """Lengths of holds, gathered by whatever they are asked about."""

    def __init__(self) -> None:
        self.held: dict[About, list[int]] = defaultdict(list)
        self.unclaimed: dict[About, list[int]] = defaultdict(list)

    def add(self, about: About, length: Length) -> None:
        if length.held is not None:
            self.held[about].append(length.held)
        if length.unclaimed is not None:
            self.unclaimed[about].append(length.unclaimed)


class Held:
    """The holds of a month, asked about by person, by tier and over all."""

    def __init__(self, counts: HoldCounts) -> None:
        self._counts = counts
        self._by_person, self._by_tier, self._whole = Lengths[str](), Lengths[int](), Lengths[None]()
        for length in counts.lengths:
            self._by_person.add(length.person, length)
            self._by_tier.add(length.tier, length)
            self._whole.add(None, length)
        self._ended: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for one in counts.endings:
            if one.counts:
                self._ended[one.person][kind_of(one.ending, one.late)] += one.n

    @property
    def people(self) -> set[str]:
        """Everybody with a figure from a hold."""
        counts = self._counts
        lengths = (*self._by_person.held, *self._by_person.unclaimed)
        return {*counts.resolutions, *counts.taken_back, *self._ended, *lengths}

    @property
    def tiers(self) -> Iterable[int]:
        return {*self._by_tier.held, *self._by_tier.unclaimed}

    @property
    def resolutions(self) -> int:
        return sum(self._counts.resolutions.values())

    @property
    def never_claimed(self) -> int:
        return sum(one.n for one in self._counts.endings if one.custody and one.ending == "escalated")

    def of_tier(self, tier: int) -> tuple[Spread, Spread]:
        """How long they were held, and how long they lay unclaimed."""
        return spread(self._by_tier.held[tier]), spread(self._by_tier.unclaimed[tier])

    def of_all(self) -> tuple[Spread, Spread]:
        return spread(self._whole.held[None]), spread(self._whole.unclaimed[None])

    def of_person(self, name: str) -> PersonFigures:
        ended: Mapping[str, int] = self._ended[name]
        resolutions = self._counts.resolutions.get(name, 0)
        passed, given, lost = ended.get("passed_up", 0), ended.get("given", 0), ended.get("escalated", 0)
        all_of_them = resolutions + passed + given + lost
        return PersonFigures(
            resolved=resolutions - self._counts.taken_back.get(name, 0),
            passed_up=passed,
            given=given,
            returned=ended.get("returned", 0),
            escalated_from=lost,
            resolve_share=Ratio(resolutions, all_of_them),
            lost_to_the_clock=Ratio(lost, all_of_them),
            hold_time=spread(self._by_person.held[name]),
            unclaimed_time=spread(self._by_person.unclaimed[name]),
        )
