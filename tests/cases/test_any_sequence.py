"""Any sequence of moves by anybody, lawful or not, with the clock striking in between, keeps the laws of the desk.

`BUCKSTOP_EXAMPLES=5000` plays that many random stories instead of the same few.
"""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.cases import alarms, ending, following, holding, rating, talking
from bot.cases import events as e
from bot.cases.event import Event
from bot.cases.impossible import Held, Stands, impossible
from bot.cases.people import Duty, House
from bot.cases.refusals import Refused
from bot.cases.standing import REASONS
from tests.cases.desk import DAY, HOUR, STAFF, TEAMS, Story, a_house, wall
from tests.cases.laws import check_ledger, check_line, check_story

RANDOM = int(os.environ.get("BUCKSTOP_EXAMPLES", "0"))
MINUTE = timedelta(minutes=1)

# An ordinary Thursday, a Friday before summer time ends, the last hours before holidays.
STARTS = (wall("2026-11-19 10:00"), wall("2026-10-23 16:40"), wall("2026-11-27 17:59"))
LENGTHS = (MINUTE, 9 * MINUTE, 10 * MINUTE, 31 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 13 * HOUR, 20 * HOUR, 3 * DAY)
MAY_LEAVE = ("ben", "dan", "ivo", "tom", "cleo", "nia")
DAILY = ("claim", "claim", "pass", "to top", "assign", "give", "return", "move", "resolve", "reopen")
FIELDS = ("invoice number", "order number", "size", "amount", "mood")

cases = st.integers(0, 15)  # the last few: any case, whether or not the move makes sense there
lengths = st.sampled_from(LENGTHS)
steps = st.sampled_from((*LENGTHS[:6] * 3, *LENGTHS))  # time goes mostly in small ones
people = st.sampled_from(STAFF)
speakers = st.sampled_from(("owner",) * 40 + ("last", "last", "offered", "top", "duty", "customer", "zoe") + STAFF)
reasons = st.sampled_from((*REASONS, "no reason"))
words = st.sampled_from(("words",) * 5 + (None,))
teams = st.sampled_from((*TEAMS, "sales"))


class AnySequence(RuleBasedStateMachine):
    @initialize(start=st.sampled_from(STARTS), team=st.sampled_from(tuple(TEAMS)))
    def the_desk_opens(self, start: datetime, team: str) -> None:
        self.now, self.house = start, a_house()
        self.stories: list[Story] = []
        self._open(team, "customer", timedelta(0))

    def _open(self, team: str, by: str, ago: timedelta) -> None:
        story = Story(self.house, self.now, number=len(self.stories) + 1)
        self.stories.append(story.opens(by, team, spoken_at=self.now - ago, customer=7 + (len(self.stories) == 3)))
        check_line(story)

    # How people are spoken of, and what they try

    def who(self, story: Story, said: str) -> str:
        match said:
            case "owner":
                return story.case.owner
            case "last":  # nobody speaks as the clock, which strikes at its own time
                return next((line.by for line in reversed(story.lines) if line.by != "clock"), story.case.owner)
            case "offered":
                return story.case.offer.to if story.case.offer else "zoe"
            case "top":
                return self.house.top_person(story.case.team, self.now)
            case "duty":
                return self.house.on_duty(story.case.team, story.case.tier, self.now)
        return said

    def story(self, number: int, move: Any = None) -> Story:
        """The case that is meant: mostly one that stands so that the move might be lawful."""
        state = {talking.wake: "waiting", ending.reopen: "resolved"}.get(move, "open")
        apt = [story for story in self.stories if story.case.state == state and number < 12]
        return (apt or self.stories)[number % len(apt or self.stories)]

    def tries(
        self, number: int, said: str, move: Callable[..., Event], story: Story | None = None, **given: Any
    ) -> bool:
        """Somebody makes a move; what is refused changes nothing."""
        story = story or self.story(number, move)
        before, length, holds = story.case, len(story.lines), dict(story.holds)
        try:
            story.says(self.who(story, said), move, **given)
        except Refused as no:
            assert (story.case, len(story.lines), story.holds) == (before, length, holds)
            event(f"refused: {no.why}")
            return False
        self.told(story)
        return True

    def told(self, story: Story) -> None:
        check_line(story)
        event(f"happened: {story.lines[-1].event.kind}")

    def asks_for(self, number: int, by: str, whom: str, ago: timedelta | None) -> None:
        """Somebody upstream gets a case of their own, and the earlier one says so."""
        story = self.stories[number % len(self.stories)]
        by, until = self.who(story, by), ago and self.now + ago
        try:
            opened = following.follow_up(
                story.case, self.house, by, self.now, whom=whom, customer=99, until=until, text="words"
            )
        except Refused as no:
            event(f"refused: {no.why}")
            return
        twice = Story(self.house, self.now, number=len(self.stories) + 1)
        twice.record(by, opened)
        assert (twice.case.owner, twice.case.claimed) == (whom, True)
        assert self.house.is_here(whom, self.now)
        check_line(twice)
        self.stories.append(twice)
        story.record(by, following.followed_up(twice.number, opened))
        self.told(story)

    # Moves

    @precondition(lambda self: len(self.stories) < 4)
    @rule(case=cases, by=speakers, whom=st.sampled_from((*STAFF, "zoe")), length=st.sampled_from((None, *LENGTHS)))
    def follows_up(self, case: int, by: str, whom: str, length: timedelta | None) -> None:
        self.asks_for(case, by, whom, length)

    @precondition(lambda self: len(self.stories) < 4)
    @rule(team=st.sampled_from(tuple(TEAMS)), by=st.sampled_from(("customer", *STAFF)), ago=lengths)
    def opens(self, team: str, by: str, ago: timedelta) -> None:
        self._open(team, by, ago)

    @rule(
        case=cases,
        verb=st.sampled_from(
            ("claim", "claim", "pass", "to top", "assign", "give", "return", "move", "resolve", "reopen")
        ),
        nth=st.integers(0, 3),
    )
    def the_work_goes_on(self, case: int, verb: str, nth: int) -> None:
        """What people mostly do, by those who mostly may."""
        stands = self.story(case).case
        tier = self.house.teams[stands.team].tiers[stands.tier]
        colleague = tier.people[nth % len(tier.people)]
        match verb:
            case "claim":
                self.tries(case, colleague, holding.claim)
            case "pass" | "to top":
                self.tries(case, "owner", holding.pass_up, reason=REASONS[nth], to_top=verb == "to top")
            case "assign":
                self.tries(case, tier.lead, holding.assign, to=colleague, why="words")
            case "give":
                self.tries(case, "owner", holding.give, to=colleague, reason=REASONS[nth])
            case "return":
                self.tries(case, "owner", holding.return_, fields=holding.fields_of(stands, self.house)[:1])
            case "move":
                self.tries(case, "owner", holding.move, to=tuple(TEAMS)[nth % 3], why="words")
            case "resolve":
                self.tries(case, "owner", ending.resolve, outcome="solved", cause="unknown", told="phone")
            case "reopen":
                self.tries(case, "customer", ending.reopen, spoken_at=self.now, why="not_solved")

    @rule(case=cases, by=speakers, next=st.booleans())
    def claims(self, case: int, by: str, next: bool) -> None:
        self.tries(case, by, holding.claim, next=next)

    @rule(case=cases, by=st.sampled_from(("lea", "bea", "nia", "duty", "top", "owner", "ana")), to=people, why=words)
    def assigns(self, case: int, by: str, to: str, why: str | None) -> None:
        self.tries(case, by, holding.assign, to=to, why=why)

    @rule(case=cases, by=speakers, reason=reasons, to_top=st.booleans(), note=words)
    def passes(self, case: int, by: str, reason: str, to_top: bool, note: str | None) -> None:
        self.tries(case, by, holding.pass_up, reason=reason, to_top=to_top, note=note)

    @rule(case=cases, by=speakers, to=people, note=words)
    def gives(self, case: int, by: str, to: str, note: str | None) -> None:
        self.tries(case, by, holding.give, to=to, reason=REASONS[0], note=note)

    @rule(case=cases, by=st.sampled_from(("offered", "offered", "ben")), accepts=st.booleans())
    def answers_an_offer(self, case: int, by: str, accepts: bool) -> None:
        self.tries(case, by, holding.claim if accepts else holding.decline)

    @rule(case=cases, by=speakers, fields=st.lists(st.sampled_from(FIELDS), max_size=2))
    def returns(self, case: int, by: str, fields: list[str]) -> None:
        self.tries(case, by, holding.return_, fields=tuple(fields))

    @rule(case=cases, by=speakers, to=teams, why=words)
    def moves(self, case: int, by: str, to: str, why: str | None) -> None:
        self.tries(case, by, holding.move, to=to, why=why)

    @rule(case=cases, by=speakers)
    def asks(self, case: int, by: str) -> None:
        self.tries(case, by, talking.ask, question="?")

    @rule(case=cases, by=speakers, length=lengths, on=st.sampled_from(("bank", "moon", "Billing")))
    def waits(self, case: int, by: str, length: timedelta, on: str) -> None:
        self.tries(case, by, talking.wait, until=self.now + length, on=on, why="words")

    @rule(case=cases, by=speakers)
    def wakes(self, case: int, by: str) -> None:
        if by != "customer":
            self.tries(case, by, talking.wake)

    @rule(case=cases, by=speakers, why=words)
    def marks_urgent(self, case: int, by: str, why: str | None) -> None:
        self.tries(case, by, talking.urgent, why=why)

    @rule(case=cases, by=speakers, what=st.sampled_from(("reply", "note", "consult", "advise", "field", "category")))
    def talks(self, case: int, by: str, what: str) -> None:
        match what:
            case "reply":
                self.tries(case, by, talking.reply, text="words")
            case "note":
                self.tries(case, by, talking.note, text="words")
            case "consult":
                self.tries(case, by, talking.consult, whom="ben", question="?")
            case "advise":
                self.tries(case, "ben", talking.advise, text="words")
            case "field":
                self.tries(case, by, talking.set_field, name="invoice number", text="words", cannot_say=by == "owner")
            case "category":
                self.tries(case, by, talking.categorise, category="invoice")

    @rule(case=cases, by=speakers, length=lengths)
    def promises(self, case: int, by: str, length: timedelta) -> None:
        self.tries(case, by, talking.promise, until=self.now + length)

    @rule(case=cases, by=st.sampled_from(("top", "owner", "ana")), length=lengths)
    def answers_for(self, case: int, by: str, length: timedelta) -> None:
        self.tries(case, by, talking.answer_for, until=self.now + length, sentence="words")

    @rule(case=cases, by=speakers, told=st.sampled_from(("text", "phone", "last_reply")))
    def resolves(self, case: int, by: str, told: str) -> None:
        story = self.story(case, ending.resolve)
        given = {"outcome": "solved", "cause": "unknown", "told": told, "text": "words"}
        if self.tries(case, by, ending.resolve, story, **given) and rating.may_be_asked(story.case):
            story.record(self.who(story, by), e.RatingAsked("resolution"))
            self.told(story)

    @rule(case=cases, by=speakers, why=st.sampled_from(("spam", "test")), text=words)
    def dismisses(self, case: int, by: str, why: str, text: str | None) -> None:
        self.tries(case, by, ending.dismiss, why=why, text=text)

    @rule(case=cases, by=speakers, text=words)
    def reopens(self, case: int, by: str, text: str | None) -> None:
        self.tries(case, by, ending.reopen, spoken_at=self.now - MINUTE, why="agent", text=text)

    @rule(case=cases, by=speakers, into=cases)
    def merges(self, case: int, by: str, into: int) -> None:
        source, target = self.story(case), self.stories[into % len(self.stories)]
        by = self.who(source, by)
        try:
            merged, absorbed = ending.merge(source.case, target.case, self.house, by, self.now)
        except Refused:
            return
        for story, happened in ((source, merged), (target, absorbed)):
            story.record(by, happened)
            self.told(story)

    @rule(case=cases, by=st.sampled_from(("last", "last", "last", "ana")))
    def undoes(self, case: int, by: str) -> None:
        story = self.stories[case % len(self.stories)]
        last = story.lines[-1].event
        if self.tries(case, by, lambda case, house, by, at: ending.undo(case, story.lines[-1], by, at), story=story):
            self.settle()
            if isinstance(last, e.FollowedUp):
                by = story.lines[-1].by
                self.tries(0, by, lambda case, house, by: following.withdraw(case, by), self.stories[last.case - 1])

    @rule(case=cases, thanks=st.booleans())
    def the_customer_writes(self, case: int, thanks: bool) -> None:
        story = self.stories[case % len(self.stories)]
        story.record("customer", e.CustomerWrote(thanks))
        self.told(story)
        if story.case.pause is not None:
            self.tries(case, "customer", talking.wake, story)
        elif story.case.ended and not thanks:
            self.tries(case, "customer", ending.reopen, story, spoken_at=self.now, why="wrote")

    @rule(case=cases, by=st.sampled_from(("customer", "owner", "ana")), thanks=st.booleans())
    def somebody_changes_what_they_wrote(self, case: int, by: str, thanks: bool) -> None:
        """The customer's new words wake a waiting case, and reopen an ended one as if they had been written."""
        story = self.stories[case % len(self.stories)]
        if by == "customer" and story.case.ended and not thanks:
            self.the_customer_writes(case, thanks)
            return
        story.record(self.who(story, by), e.Edited())
        self.told(story)
        if by == "customer" and story.case.pause is not None and not thanks:
            self.tries(case, "customer", talking.wake, story)

    @rule(case=cases, by=st.sampled_from(("customer", "owner", "ana")), other=st.booleans())
    def somebody_deletes_what_they_wrote(self, case: int, by: str, other: bool) -> None:
        story = self.stories[case % len(self.stories)]
        story.record(self.who(story, by), e.Deleted(other))
        self.told(story)

    @rule(case=cases, score=st.integers(0, 6))
    def the_customer_judges(self, case: int, score: int) -> None:
        story = self.story(case, ending.reopen)
        self.tries(case, "customer", lambda case, house, by, at: rating.rate(case, at, score=score), story)
        if score > 4:
            self.tries(case, "customer", lambda case, house, by: ending.close(case), story)

    # The house

    @rule(person=people, length=lengths, own=st.booleans())
    def goes_away(self, person: str, length: timedelta, own: bool) -> None:
        until = self.now + length
        self.change_house(away={**self.house.away, person: until})
        for story in self.stories:
            if story.case.owner == person and not story.case.ended and holding.leaves_with_absence(story.case, until):
                self.hand_over(story, "away", person if own else "lea", by_owner=own)
        self.settle()

    @rule(person=people)
    def comes_back(self, person: str) -> None:
        self.change_house(away={one: until for one, until in self.house.away.items() if one != person})
        self.settle()

    @rule(team=st.sampled_from(tuple(TEAMS)), tier=st.integers(0, 2), nth=st.integers(0, 3), length=lengths)
    def is_put_on_duty(self, team: str, tier: int, nth: int, length: timedelta) -> None:
        tier = min(tier, TEAMS[team].top)
        person = TEAMS[team].tiers[tier].people[nth % len(TEAMS[team].tiers[tier].people)]
        self.change_house(duties={**self.house.duties, (team, tier): Duty(person, self.now + length)})
        self.settle()

    @rule(person=st.sampled_from(MAY_LEAVE))
    def leaves(self, person: str) -> None:
        self.change_house(gone=self.house.gone | {person})
        self.settle()

    @rule(team=st.sampled_from(tuple(TEAMS)), tier=st.integers(0, 2))
    def everybody_of_a_tier_leaves(self, team: str, tier: int) -> None:
        its = TEAMS[team].tiers[min(tier, TEAMS[team].top)]
        self.change_house(gone=self.house.gone | set(its.people))
        self.settle()

    @precondition(lambda self: self.house.gone)
    @rule()
    def who_left_comes_back(self) -> None:
        self.change_house(gone=frozenset())
        self.settle()

    def change_house(self, **changes: Any) -> None:
        self.house = replace(self.house, **changes)
        for story in self.stories:
            story.house = self.house

    def hand_over(self, story: Story, why: str, by: str, by_owner: bool = False) -> None:
        handed = holding.hand_over(story.case, self.house, self.now, why=why, by_owner=by_owner)
        if handed is not None:
            story.record(by, handed)
            self.told(story)

    def settle(self) -> None:
        """Custodies go along with duty, cases of those who left are handed over, who goes away declines."""
        for story in self.stories:
            if story.case.ended:
                continue
            if self.house.is_gone(story.case.owner):
                self.hand_over(story, "left", "clock")
            elif story.case.unclaimed:
                self.hand_over(story, "duty", "clock")
            if story.case.offer and not self.house.is_here(story.case.offer.to, self.now):
                story.record(story.case.offer.to, e.Declined())
                self.told(story)

    # The clock

    def due(self) -> list[datetime]:
        changes = [*self.house.away.values(), *(duty.until for duty in self.house.duties.values())]
        dues = [due for story in self.stories if (due := alarms.due_at(story.case, self.house))]
        return sorted(at for at in (*changes, *dues) if at > self.now)

    def strike_at(self, at: datetime) -> None:
        self.now = at
        for story in self.stories:
            story.now = at
        self.settle()
        self.strike()

    def strike(self) -> None:
        for story in self.stories:
            for _ in range(30):
                struck = alarms.clock_strikes(story.case, self.house, self.now)
                if struck is None:
                    break
                story.record("clock", struck)
                self.told(story)
            else:
                raise AssertionError("the clock never comes to rest")

    @rule()
    def time_passes_until_something_is_due(self) -> None:
        if due := self.due():
            self.strike_at(due[0])

    @rule(length=steps)
    def time_passes(self, length: timedelta) -> None:
        end = self.now + length
        while (due := self.due()) and due[0] <= end:
            self.strike_at(due[0])
        self.strike_at(end)

    @precondition(lambda self: all(story.case.ended for story in self.stories))
    @rule()
    def a_fortnight_passes(self) -> None:
        self.time_passes(14 * DAY)

    @rule(length=steps)
    def time_passes_while_the_bot_is_down(self, length: timedelta) -> None:
        self.strike_at(self.now + length)

    # What always holds

    @invariant()
    def the_laws_hold(self) -> None:
        self.strike()  # a move may bring about what is due at once
        for story in self.stories:
            check_story(story)
            assert found_impossible(story, self.house, self.now) == []

    def teardown(self) -> None:
        for story in getattr(self, "stories", ()):
            check_ledger(story)


def found_impossible(story: Story, house: House, now: datetime) -> list[str]:
    """What the self-audit would say of a case whose holds and lines are as they should be."""
    case = story.case
    holds = () if case.ended else (Held(case.owner, case.unclaimed),)
    return list(impossible(Stands(case, alarms.due_at(case, house), holds, borne_out=True), house, now))


AnySequence.TestCase.settings = settings(
    max_examples=RANDOM or 400,
    stateful_step_count=50,
    derandomize=not RANDOM,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestAnySequence = AnySequence.TestCase
