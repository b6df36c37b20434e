"""From counts of holds to figures: how the holds of a person, a tier or the team ended, and how long they were."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from bot.cases.figures import helping
from bot.cases.figures.counts import CaseCounts, HoldCounts, Length, kind_of
from bot.cases.figures.measures import NO_RATIO, Ratio, Spread, spread
from bot.cases.figures.passing import NO_CATEGORY, empty_holds, hand_offs, judged, late_passes, why_passed
from bot.cases.figures.sharing import shares
from bot.cases.figures.values import AtTheTop, PersonFigures, TeamFigures
from bot.cases.figures.waiting import waiting

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
    """The holds of a month and what was done with them, asked about by person, by tier and over all."""

    def __init__(self, counts: HoldCounts) -> None:
        self._counts = counts
        self._by_person, self._by_tier = Lengths[str](), Lengths[int]()
        self._by_category, self._whole = Lengths[str](), Lengths[None]()
        for length in counts.lengths:
            self._by_person.add(length.person, length)
            self._by_tier.add(length.tier, length)
            self._by_category.add(length.category or NO_CATEGORY, length)
            self._whole.add(None, length)
        self._ended: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for one in counts.endings:
            if one.counts:
                self._ended[one.person][kind_of(one.ending, one.late)] += one.n
        self._outcomes: dict[tuple[str, str], int] = defaultdict(int)
        for resolved in counts.outcomes:
            self._outcomes[resolved.person, resolved.outcome] += resolved.n
        self._avoidable, self._claims = judged(counts.avoidable), judged(counts.claims)
        self._rightly, self._empty = judged(counts.rightly), empty_holds(counts.endings)
        self._late, self._advice = late_passes(counts.endings), helping.times(counts.advice)

    @property
    def people(self) -> set[str]:
        """Everybody with a figure."""
        counts = self._counts
        named = (counts.resolutions, counts.taken_back, counts.questions, counts.urgent)
        judgements = (self._avoidable, self._claims, self._rightly, self._advice)
        holders = (self._ended, self._by_person.held, self._by_person.unclaimed)
        return {name for group in (*named, *judgements, *holders) for name in group}

    @property
    def tiers(self) -> Iterable[int]:
        return {*self._by_tier.held, *self._by_tier.unclaimed}

    def of_tier(self, tier: int) -> tuple[Spread, Spread]:
        """How long they were held, and how long they lay unclaimed."""
        return spread(self._by_tier.held[tier]), spread(self._by_tier.unclaimed[tier])

    def of_person(self, name: str) -> PersonFigures:
        ended: Mapping[str, int] = self._ended[name]
        counts, resolutions = self._counts, self._counts.resolutions.get(name, 0)
        passed, given, lost = ended.get("passed_up", 0), ended.get("given", 0), ended.get("escalated", 0)
        all_of_them = resolutions + passed + given + lost
        return PersonFigures(
            resolved=resolutions - counts.taken_back.get(name, 0),
            said_no=self._outcomes[name, "said_no"],
            no_answer=self._outcomes[name, "no_answer"],
            passed_up=passed,
            given=given,
            returned=ended.get("returned", 0),
            escalated_from=lost,
            resolve_share=Ratio(resolutions, all_of_them),
            lost_to_the_clock=Ratio(lost, all_of_them),
            avoidable_passes=self._avoidable.get(name, NO_RATIO),
            empty_holds=self._empty.get(name, NO_RATIO),
            late_passes=self._late.get(name, 0),
            hold_time=spread(self._by_person.held[name]),
            unclaimed_time=spread(self._by_person.unclaimed[name]),
            asked_for_help=counts.questions.get(name, 0),
            gave_help=spread(self._advice.get(name, ())),
            taken_as_they_come=self._claims.get(name, NO_RATIO),
            urgent=counts.urgent.get(name, 0),
            rightly_urgent=self._rightly.get(name, NO_RATIO),
        )

    def of_team(self, people: Iterable[PersonFigures], cases: CaseCounts, top: AtTheTop) -> TeamFigures:
        counts, people = self._counts, list(people)
        without = sum(counts.resolutions.values()) - sum(top.resolved.values())
        through, back = hand_offs(counts.hand_offs)
        return TeamFigures(
            received=cases.received,
            resolved=sum(person.resolved for person in people),
            said_no=sum(person.said_no for person in people),
            no_answer=sum(person.no_answer for person in people),
            escalated=cases.escalated,
            never_claimed=sum(
                one.n for one in counts.endings if one.custody and one.counts and one.ending == "escalated"
            ),
            # An opening that escalated counts when it did, so its resolution does not count again.
            limit=Ratio(cases.escalated, cases.escalated + without),
            hold_time=spread(self._whole.held[None]),
            hold_time_by_category={name: spread(held) for name, held in sorted(self._by_category.held.items())},
            unclaimed_time=spread(self._whole.unclaimed[None]),
            why_passed=why_passed(counts.reasons),
            fields_returned=counts.fields_returned,
            share_of_the_clock=shares(counts.shares),
            hand_offs=through,
            ping_pong=back,
            waiting=waiting(counts.pauses),
            at_the_top=top,
        )
