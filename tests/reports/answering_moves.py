"""What customers and those who answer them do in random months: replies, promises, resolutions, verdicts."""

import random
from collections.abc import Callable
from datetime import timedelta

from bot.cases import ending, talking
from bot.cases import events as e
from bot.cases.ending import OUTCOMES, causes_of
from bot.cases.event import Event
from bot.cases.rating import BECAUSE
from bot.cases.refusals import Refused
from tests.cases.desk import Story

SOON = (timedelta(minutes=30), timedelta(hours=3), timedelta(hours=26), timedelta(days=3), timedelta(days=9))
Moves = tuple[Callable[[random.Random, Story], None], ...]


def somebody_speaks(dice: random.Random, story: Story) -> None:
    """A move or two of those in which the figures of what was answered lie."""
    for _ in range(dice.randint(1, 2)):
        move = dice.choice(_ENDED if story.case.ended else _RUNNING)
        try:
            move(dice, story)
        except Refused:
            continue


def _says(story: Story, rule: Callable[..., Event], **given: object) -> None:
    story.says(story.case.owner, rule, **given)


def _resolves(dice: random.Random, story: Story) -> None:
    told = dice.choice(("text", "phone", "last_reply"))
    cause = dice.choice(causes_of(story.house.teams[story.case.team]))
    words = "words" if told == "text" else None
    _says(story, ending.resolve, outcome=dice.choice(OUTCOMES), cause=cause, told=told, text=words)


def _promises(dice: random.Random, story: Story) -> None:
    _says(story, talking.promise, until=story.now + dice.choice(SOON))


def _takes_over(dice: random.Random, story: Story) -> None:
    """Another case of the customer goes into this one, and brings its promise."""
    case = story.case
    both = [one for one in (case.promise, story.now + dice.choice(SOON)) if one is not None]
    if dice.random() < 0.8:
        story.record(case.owner, e.Absorbed(deadline=case.deadline, case=9999, promise=min(both)))


def _is_asked(dice: random.Random, story: Story) -> None:
    story.record("clock", e.RatingAsked(question=dice.choice(("resolution", "resolution", "later"))))


def _rates(dice: random.Random, story: Story) -> None:
    if story.case.state in ("resolved", "closed"):
        question, because = dice.choice(("resolution", "resolution", "later")), dice.choice((None, *BECAUSE))
        story.record("customer", e.Rated(question=question, score=dice.randint(1, 5), because=because))


def _comes_back(dice: random.Random, story: Story) -> None:
    """Within the week after it was resolved, on its last instant, or later."""
    case = story.case
    if case.ended_at is not None and dice.random() < 0.3:
        story.until(max(story.now, case.ended_at + dice.choice((timedelta(days=6), timedelta(days=7)))))
    story.says("customer", ending.reopen, spoken_at=story.now, why="wrote")


_RUNNING: Moves = (
    *2 * (lambda dice, story: _says(story, talking.reply, text="words"),),
    lambda dice, story: _says(story, talking.ask, question="?"),
    lambda dice, story: story.customer_writes(thanks=dice.random() < 0.4),
    *2 * (_promises,),
    *3 * (_resolves,),
    _takes_over,
    lambda dice, story: _says(story, talking.categorise, category=dice.choice(("invoice", "other", "refund"))),
)
_ENDED: Moves = (_is_asked, *3 * (_rates,), _comes_back)
