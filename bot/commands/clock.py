"""The clock is one more person at the desk: its strike on what is due, and its round through the house."""

from datetime import datetime, timedelta

from bot.cases.alarms import clock_strikes, due_at
from bot.cases.case import Case
from bot.commands.absence import CLOCK, return_to_desk, settle_custody
from bot.commands.record import in_its_time, record
from bot.storage.tx import Tx

PAGE = 500
MOST_STRIKES = 50  # of one case at one instant; more would be a rule that never comes to rest
SEAL_EVERY = timedelta(hours=1)


def strike_due(tx: Tx, limit: int = PAGE) -> int:
    """Let the clock strike a page of what is due, until each case's next alarm lies ahead; how many it looked at."""
    cases = tx.due(limit)
    for case in cases:
        strike(tx, case)
    return len(cases)


def strike(tx: Tx, case: Case) -> Case:
    house, struck = tx.house, 0
    while event := clock_strikes(case, house, in_its_time(case, tx.now)):
        kept = event.kind == "asked"  # the question's words are kept already
        case = record(tx, case, event, number=case.id, by=CLOCK, request=None, kept=kept)
        struck += 1
        if struck > MOST_STRIKES:
            raise RuntimeError(f"the clock never comes to rest on C-{case.id}: {event}")
        due = tx.due_at(case.id)
        if due is None or due > tx.now:
            break
    if not struck:
        tx.put_due(case.id, due_at(case, house))  # a limit or the desk hours changed since it was written
    return case


def go_round(tx: Tx) -> int:
    """Who is back from an absence, and whose duty is over; how many."""
    house, now, done = tx.house, tx.now, 0
    for person, until in house.away.items():
        if until <= now:
            return_to_desk(tx, person, CLOCK)
            done += 1
    for (team, tier), put in house.duties.items():
        if put.until <= now:
            tx.set_duty(team, tier, None)
            done += 1
    if done:
        settle_custody(tx, CLOCK)
    return done


def next_seal(tx: Tx) -> datetime | None:
    """When what has grown is sealed; None if nothing has."""
    if not tx.unsealed(limit=1):
        return None
    last = tx.last_house("sealed")
    return last.at + SEAL_EVERY if last else tx.now


def seal(tx: Tx) -> int:
    """Once an hour: seal the heads that grew, so that a missing tail or case shows; how many."""
    last = tx.last_house("sealed")
    if last is not None and tx.now - last.at < SEAL_EVERY:
        return 0
    return tx.seal()
