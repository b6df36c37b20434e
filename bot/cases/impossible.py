"""States that no sequence of moves and ticks leads to. What is found here is a fault of the program or of the database.

Nothing is repaired here: what the rules allow to be put right (somebody gone holds a case, custody lies with the wrong
person) is put right by the house's own round, and all else only by somebody who knows how it came about.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.cases.case import Case
from bot.cases.people import House

GRACE = timedelta(minutes=2)  # the round that follows who is there comes every few seconds
CLOCK_LATE = timedelta(minutes=10)  # the clock's sweep comes just as often; after a night off it may have much to do


@dataclass(frozen=True, slots=True)
class Held:
    """Whose a running hold is, by its own row."""

    person: str
    custody: bool


@dataclass(frozen=True, slots=True)
class Posted:
    """A card of a case, by its own row."""

    shows: int  # as which of the case's cards it is drawn
    receipt: str | None


@dataclass(frozen=True, slots=True)
class Stands:
    """A case with what stands beside it in the store."""

    case: Case
    due_at: datetime | None  # when the clock is to look at it
    holds: tuple[Held, ...]  # those that are running
    borne_out: bool  # its newest line says the same as its row, and the row bears that line's hash
    cards: tuple[Posted, ...] | None = None  # None: nobody looked, as it has ended


def impossible(stands: Stands, house: House, at: datetime) -> Iterator[str]:
    """What cannot be, each by its word; nothing for a case that is sound."""
    case = stands.case
    if not stands.borne_out:
        yield "line-differs"
    yield from _holding(stands)
    yield from _cards(stands)
    if case.ended:  # where it lay may be no more, and who had it
        if case.offer is not None:
            yield "offer-astray"
        return
    if case.team not in house.teams:
        yield "team-unknown"
        return
    if not 0 <= case.tier <= house.teams[case.team].top:
        yield "tier-unknown"
        return
    yield from _standing(stands, house, at)
    if at - case.at >= GRACE:  # who is there may have changed a moment ago, and the case with it
        yield from _people(case, house, at)


def _holding(stands: Stands) -> Iterator[str]:
    """A running case has one running hold, its owner's; an ended one has none."""
    case = stands.case
    if case.ended:
        if stands.holds:
            yield "hold-lingers"
    elif not stands.holds:
        yield "hold-missing"
    elif len(stands.holds) > 1:
        yield "hold-doubled"
    elif stands.holds[0] != Held(case.owner, case.unclaimed):
        yield "hold-differs"


def _cards(stands: Stands) -> Iterator[str]:
    """Wherever a case went, one card of it is live; what it left behind is a line."""
    if stands.cards is None:
        return
    live = [one for one in stands.cards if one.shows == stands.case.card]
    receipts = [one.receipt for one in stands.cards if one.receipt is not None]
    if len(live) > 1 or len(set(receipts)) < len(receipts):
        yield "cards-doubled"
    elif not live:
        yield "card-missing"


def _standing(stands: Stands, house: House, at: datetime) -> Iterator[str]:
    case = stands.case
    if stands.due_at is None:
        yield "never-due"
    elif at - max(stands.due_at, case.at) > CLOCK_LATE:
        yield "not-struck"
    if (case.state == "waiting") != (case.pause is not None):
        yield "pause-astray"
    if case.escalated_at is not None and case.tier < house.teams[case.team].top:
        yield "below-the-top"


def _people(case: Case, house: House, at: datetime) -> Iterator[str]:
    if case.offer is not None and not house.is_here(case.offer.to, at):
        yield "offer-astray"
    # A duty or an absence that ends at this very moment has not been followed yet.
    on_duty = {house.on_duty(case.team, case.tier, when) for when in (at, at - GRACE)}
    if case.owner in on_duty:  # also where nobody is left, and the case stays with whom the configuration names
        return
    if house.is_gone(case.owner):
        yield "owner-gone"
    elif case.unclaimed:
        yield "custody-astray"
