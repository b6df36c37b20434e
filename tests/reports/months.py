"""Random months of three desks: whole lives of cases, told by the rules and kept in a real store."""

import random
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from bot.cases import ending, events, following, holding, talking
from bot.cases.alarms import due_at
from bot.cases.deeds import deeds_of
from bot.cases.event import Event
from bot.cases.holds import changed_holds
from bot.cases.refusals import Refused
from bot.cases.standing import REASONS
from bot.storage import Store, Tx
from tests.cases.desk import HOUSE, STAFF, TEAMS, Story, a_case, wall
from tests.reports.answering_moves import somebody_speaks

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
PAUSES = (MINUTE, 5 * MINUTE, 9 * MINUTE, 20 * MINUTE, HOUR, 3 * HOUR, 9 * HOUR, 20 * HOUR, 3 * DAY, 12 * DAY)
START = wall("2026-09-12 08:00")
OUTSIDE = ("bank", "courier", "a neighbour")
FOLLOWS_UP = 9  # every ninth story
MONTHS = ("2026-09", "2026-10", "2026-11", "2026-12")
# Cases are born around these: summer time ends on 25 October, and months change at different instants in each zone.
BIRTHS = (
    *(wall(f"2026-09-{day} 10:00") for day in (14, 23, 28)),
    *(wall(f"2026-10-{day:02} 11:30") for day in (2, 9, 16, 23, 24, 28, 30)),
    *(wall(f"2026-11-{day:02} 16:00") for day in (3, 6, 13, 24)),
)
MONTH_ENDS = {
    team.key: tuple(wall(f"2026-{month}-01 00:00", team.zone) for month in (10, 11, 12)) for team in TEAMS.values()
}


def random_stories(seed: int, many: int) -> list[Story]:
    """Numbered as they come."""
    dice = random.Random(seed)
    births = sorted(_born(dice) for _ in range(many))
    return [random_story(dice, number, born) for number, born in enumerate(births, 1)]


def _born(dice: random.Random) -> datetime:
    if dice.random() < 0.3:
        return dice.choice(MONTH_ENDS["support"]) - dice.choice((3, 30, 300)) * MINUTE
    return dice.choice(BIRTHS) + dice.random() * 2 * DAY


def random_story(dice: random.Random, number: int, born: datetime) -> Story:
    story = Story(HOUSE, born, number)
    by = dice.choice(("customer", "customer", *STAFF))
    team = dice.choice(("support", "support", *TEAMS))
    if number % FOLLOWS_UP:
        category = dice.choice((None, *TEAMS[team].categories))
        spoken_at = born - dice.choice((0, 0, 0, 7, 90)) * MINUTE  # some are filed later, after a call
        story.opens(by, team, customer=1 + number % 3, category=category, spoken_at=spoken_at)
    else:  # what the house asks of itself is lived through like any other case
        whom = STAFF[number % len(STAFF)]
        story.record("ana", following.follow_up(a_case(), HOUSE, "ana", born, whom=whom, customer=4, text="words"))
    for _ in range(dice.randint(1, 16)):
        late = _late_undo(dice, story) if dice.random() < 0.7 else None
        story.until(late or _last_hours(dice, story) or story.now + dice.choice(PAUSES) * dice.uniform(0.3, 1))
        if story.now > wall("2026-12-20 00:00"):
            break
        _something(dice, story)
        if dice.random() < 0.5:
            somebody_speaks(dice, story)
        if late or dice.random() < 0.2:
            story.until(story.now + dice.uniform(8 if late else 0, 9) * MINUTE)
            _tries(story, "last", lambda case, house, by, at: ending.undo(case, story.lines[-1], by, at))
    return story


def _late_undo(dice: random.Random, story: Story) -> datetime | None:
    """Just before a month's end, if one is near: what is done then is undone in the next month."""
    near = (end for end in MONTH_ENDS[story.case.team] if story.now + 8 * MINUTE < end < story.now + 2 * DAY)
    return next((end - dice.uniform(0, 8) * MINUTE for end in near), None)


def _last_hours(dice: random.Random, story: Story) -> datetime | None:
    """Not long before the deadline, now and then: whoever passes then, passes late."""
    then = story.case.deadline - dice.uniform(0, 4) * HOUR
    return then if not story.case.ended and then > story.now and dice.random() < 0.15 else None


def _something(dice: random.Random, story: Story) -> None:
    case = story.case
    if case.ended and dice.random() < 0.7:
        if dice.random() < 0.6:
            why = dice.choice(("wrote", "not_solved"))
            _tries(story, "customer", ending.reopen, spoken_at=story.now, why=why)
        else:
            _tries(story, dice.choice(STAFF), ending.reopen, spoken_at=story.now, why="agent", text="words")
        return
    tier = story.house.teams[case.team].tiers[case.tier]
    note = dice.choice((None, "words"))
    who = dice.choice(("owner",) * 5 + ("last", "top", *tier.people))
    moves: tuple[tuple[Callable[..., Event], dict[str, Any]], ...] = (
        *2 * ((holding.claim, {"next": dice.random() < 0.5}),),
        (talking.set_field, {"name": "invoice number", "text": "words", "cannot_say": False}),
        (talking.categorise, {"category": dice.choice(tuple(story.house.teams[case.team].categories or ("other",)))}),
        (talking.note, {"text": "words"}),
        (talking.consult, {"whom": dice.choice(tier.people), "question": "words"}),
        *2 * ((holding.pass_up, {"reason": dice.choice(REASONS), "to_top": dice.random() < 0.6, "note": note}),),
        *2 * ((holding.give, {"to": dice.choice(tier.people), "reason": dice.choice(REASONS), "note": note}),),
        *2 * ((holding.return_, {"fields": dice.choice((("invoice number",), ("order number", "size")))}),),
        (holding.move, {"to": dice.choice(tuple(TEAMS)), "why": "words"}),
        (holding.assign, {"to": dice.choice(tier.people), "why": "words"}),
        (talking.ask, {"question": "?"}),
        (talking.wait, {"until": story.now + dice.choice((1, 3)) * DAY, "on": dice.choice(OUTSIDE), "why": "words"}),
        (talking.wake, {}),
        (talking.urgent, {"why": "words"}),
        (talking.reply, {"text": "words"}),
        *2 * ((talking.answer_for, {"until": story.now + DAY, "sentence": "words"}),),
        *3 * ((ending.resolve, _solved(dice)),),
        (ending.dismiss, {"why": "spam", "text": None}),
    )
    if case.consults and dice.random() < 0.4:
        _tries(story, dice.choice(case.consults).whom, talking.advise, text="words")
    elif case.offer and dice.random() < 0.6:
        _tries(story, case.offer.to, dice.choice((holding.claim, holding.claim, holding.decline)))
    elif case.escalated_at and not case.ended and dice.random() < 0.25:
        _tries(story, "top", talking.answer_for, until=story.now + DAY, sentence="words")
    elif case.claimed and dice.random() < (0.15 if case.deadline - story.now < 4 * HOUR else 0.06):
        _goes_away(story, dice.random() < 0.7)
    elif dice.random() < 0.1 and not case.ended:
        story.customer_writes()
    elif dice.random() < 0.02 and not case.ended:
        story.record(case.owner, events.Merged(into=case.id + 1))
    else:
        move, given = dice.choice(moves)
        _tries(story, who, move, **given)


def _solved(dice: random.Random) -> dict[str, Any]:
    return {
        "outcome": dice.choice(("solved", *ending.OUTCOMES)),
        "cause": "unknown",
        "told": "phone",
        "avoidable": dice.choice((True, False, None)),
        "rightly_urgent": dice.choice((True, False, None)),
    }


def _goes_away(story: Story, by_owner: bool) -> None:
    """The owner is handed over for; the custody lies with whoever is on duty."""
    owner = story.case.owner
    event = holding.hand_over(story.case, story.house, story.now, why="away", by_owner=by_owner)
    if event is not None:
        story.record(owner if by_owner else "lea", event)


def _tries(story: Story, who: str, move: Callable[..., Event], **given: Any) -> None:
    by = {"owner": story.case.owner, "last": story.lines[-1].by}.get(who, who)
    if who == "top":
        by = story.house.top_person(story.case.team, story.now)
    try:
        story.says(by, move, **given)
    except Refused:
        return


def keep(store: Store, stories: Iterable[Story], until: datetime | None = None) -> None:
    """Write the stories into the store as commands would, sealing now and then; only what came before `until`."""
    store.act(lambda tx: [tx.add_customer(name) for name in ("Maria", "Ioan", "unknown", "Customer support")])
    for story in sorted(stories, key=lambda story: story.number):
        store.act(partial(_write, story=story, until=until))


def keep_more(store: Store, stories: Iterable[Story], since: datetime) -> None:
    """Write what came later of stories whose beginning is kept."""
    for story in stories:
        store.act(partial(_write, story=story, since=since))


def _write(tx: Tx, story: Story, since: datetime | None = None, until: datetime | None = None) -> None:
    before = None
    for line, now in zip(story.lines, story.states, strict=True):
        if (until is None or line.at < until) and (since is None or line.at >= since):
            clock, held = story.house.teams[now.clock_team], story.house.teams[(before or now).team]
            holds = changed_holds(before, line, now, clock, held)
            deeds = deeds_of(
                before, line, now, story.house.teams.__getitem__, lambda: (story.lines, story.holds.values())
            )
            tx.append(line, now, due_at(now, story.house), holds, deeds)
        before = now
    if story.number % 10 == 0 and since is None:
        tx.seal()
