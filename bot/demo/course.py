"""How one matter goes at the desk, step by step: a course yields when it goes on, or what is said then."""

from collections.abc import Generator
from dataclasses import replace
from datetime import datetime, timedelta

from bot.cases.case import Case
from bot.cases.holding import missing_fields
from bot.demo.floor import HABITS, Floor
from bot.demo.screenplay import Matter, Step
from bot.messages.values import Address, Answer, Inbound
from bot.platforms.console.world import begun_in

Course = Generator[datetime | Inbound, Answer | None, None]
A_MINUTE = timedelta(minutes=1)
LEAVE = ("pass", "give", "return", "move")
VERDICTS = ("solved", "not", "rate")
SCORES = (  # what is drawn from, by how long it took
    (timedelta(hours=8), (5, 5, 5, 4)),
    (timedelta(days=2), (5, 4, 4, 3)),
    (timedelta.max, (4, 3, 2)),
)


def course(matter: Matter, at: datetime, floor: Floor) -> Course:
    """From the customer's first words to their last."""
    yield at
    intake = floor.app.house.teams[matter.team].intake[0]
    steps = [Step("customer", matter.words), *matter.steps]
    number = None
    while number is None and steps and steps[0].by == "customer":  # a mere greeting opens no case
        thread = begun_in(intake)
        yield floor.writes(matter.customer, steps.pop(0).words, thread, intake)
        number = floor.case_in(thread)
        if number is not None:
            yield from Telling(replace(matter, steps=tuple(steps)), floor, thread, number).all()
        yield floor.now + A_MINUTE


class Telling:
    """One case on its way through the screenplay."""

    def __init__(self, matter: Matter, floor: Floor, thread: Address, number: int) -> None:
        self.matter, self.floor, self.thread, self.number = matter, floor, thread, number
        self.asked: str | None = None  # the colleague who was consulted

    @property
    def case(self) -> Case:
        return self.floor.case(self.number)

    def all(self) -> Course:
        for step in self.matter.steps:
            match step.by:
                case "customer":
                    yield from self.customer(step)
                case "direction":
                    yield from self.direction(step)
                case _:
                    yield from self.desk(step)
        if self.case.state == "resolved" and self.matter.steps[-1].by == "desk":
            yield from self.perhaps_rated()

    # --- the customer ---------------------------------------------------------------------------------------------

    def customer(self, step: Step) -> Course:
        soon = (4, 40) if step.verb in VERDICTS else (6, 200)
        yield self.floor.at_home(self.matter.team, *soon)
        yield self.floor.writes(self.matter.customer, step.words, self.thread)

    def perhaps_rated(self) -> Course:
        """Some answer the question how it was; the sooner it was solved, the better."""
        chance, took = self.floor.chance, self.floor.now - self.case.spoken_at
        if chance.random() < 0.55:
            return
        yield self.floor.at_home(self.matter.team, 5, 300)
        if self.case.state != "resolved":
            return
        if chance.random() < 0.5:
            scores = next(scores for within, scores in SCORES if took < within)
            yield self.floor.writes(self.matter.customer, f"rate {chance.choice(scores)}", self.thread)
        else:
            yield self.floor.writes(self.matter.customer, "solved", self.thread)

    # --- stage directions -------------------------------------------------------------------------------------------

    def direction(self, step: Step) -> Course:
        match step.verb:
            case "later":
                yield self.floor.at_the_desk(self.case.team, float(step.rest) * 60, float(step.rest) * 66)
            case "nobody":
                yield from self.until_escalated()
            case "held":
                yield from self.claimed()
                yield from self.until_escalated()
            case "forgotten":
                yield from self.until_escalated()
                while self.case.breached_at is None and not self.case.ended:
                    yield self.case.deadline + A_MINUTE
            case "again":
                yield from self.again(step)

    def until_escalated(self) -> Course:
        while self.case.escalated_at is None and not self.case.ended:
            yield self.case.deadline + A_MINUTE

    def again(self, step: Step) -> Course:
        """The customer writes of the same matter anew; whoever has the first case makes one of the two."""
        yield from self.claimed()
        yield self.floor.at_home(self.matter.team, 20, 50)
        intake = self.floor.app.house.teams[self.matter.team].intake[0]
        thread = begun_in(intake)
        yield self.floor.writes(self.matter.customer, step.text, thread, intake)
        twin = self.floor.case_in(thread)
        owner = self.case.owner
        yield self.floor.at_the_desk(self.case.team, 4, 15)
        yield self.floor.says(owner, f"claim C-{twin}")
        yield self.floor.says(owner, f"merge C-{twin} into C-{self.number}")

    # --- the desk -----------------------------------------------------------------------------------------------------

    def claimed(self) -> Course:
        """Somebody of its tier steps forward, if nobody has yet."""
        preferred = self.matter.directs("by")
        first = True
        while not (case := self.case).ended and not case.claimed:
            if first:
                yield self.floor.at_the_desk(case.team, 2, 45)
                first = False
                continue
            who = self.floor.somebody(case, preferred)
            takes_next = self.floor.chance.random() < HABITS[who].next and self.floor.would_be_next(case, who)
            yield self.floor.says(who, "claim next" if takes_next else f"claim C-{self.number}")
            if case.category is None and case.tier == 0 and self.takes_long():
                yield self.floor.says(who, f"set C-{self.number} category: {self.matter.category}")

    def takes_long(self) -> bool:
        return any(step.verb in ("pass", "set", "return", "give") for step in self.matter.steps)

    def desk(self, step: Step) -> Course:
        """Whoever has it does the next thing, at their own pace, unless the customer or the clock was quicker."""
        yield from self.woken()
        yield from self.claimed()
        case = self.case
        if case.ended:
            return
        pace = HABITS[case.owner].pace
        yield self.floor.at_the_desk(case.team, 4, 25, pace)
        yield from self.claimed()
        if self.case.ended:
            return
        if step.verb == "advise" and self.asked:
            yield self.floor.says(self.asked, f"advise C-{self.number}: {step.text}")
            return
        yield from self.done(step, self.case)

    def done(self, step: Step, case: Case) -> Course:
        says, number, owner = self.floor.says, self.number, case.owner
        if step.verb in LEAVE and (case.escalated_at or case.tier == self.floor.app.house.teams[case.team].top):
            return  # the clock was quicker: the buck stops here
        match step.verb:
            case "resolve":
                yield says(owner, f"resolve C-{number}", self.resolved(step, case))
            case "pass":
                for name in missing_fields(case, self.floor.app.house):
                    yield says(owner, f"set C-{number} {name}: cannot say")
                yield says(owner, f"pass C-{number} {step.rest}")
            case "give":
                to = self.floor.colleague(case)
                yield says(owner, f"give C-{number} @{to} {step.rest}")
                yield self.floor.at_the_desk(case.team, 5, 30)
                yield says(to, f"{'decline' if self.matter.directs('declines') is not None else 'claim'} C-{number}")
            case "consult":
                self.asked = step.words.partition(":")[0].split()[1].lstrip("@")
                yield says(owner, f"consult C-{number} {step.rest}")
            case "not":
                yield says(owner, f"not a case C-{number} {step.words.removeprefix('not a case ')}")
            case "answer":
                yield says(owner, f"answer for C-{number} {step.words.removeprefix('answer for ')}")
            case _ if step.words.startswith(f"{step.verb}:"):
                yield says(owner, f"{step.verb} C-{number}: {step.text}")
            case _:
                yield says(owner, f"{step.verb} C-{number} {step.rest}")

    def woken(self) -> Course:
        """A pause without an answer ends by the clock: the question is asked once more, then the case wakes."""
        while (case := self.case).pause is not None:
            yield case.pause.until + A_MINUTE

    def category(self, case: Case) -> str:
        """What the screenplay calls it; in another team that does not know it, what the direction says."""
        known = self.floor.app.house.teams[case.team].categories
        return self.matter.category if self.matter.category in known else self.matter.directs("there") or "other"

    def resolved(self, step: Step, case: Case) -> dict[str, str]:
        """The form of "resolve solved courier/lost: what was done"."""
        outcome, cause = step.words.partition(":")[0].removeprefix("resolve ").split(" ", 1)
        told = next((told for told in ("phone", "last_reply") if cause.endswith(f" by {told}")), "text")
        answers = {"outcome": outcome, "cause": cause.removesuffix(f" by {told}"), "told": told, "text": step.text}
        if case.category is None:
            answers["category"] = self.category(case)
        if case.passes:
            answers["avoidable"] = self.matter.directs("avoidable") or "skip"
        if case.urgent:
            answers["rightly_urgent"] = "yes"
        return answers
