"""A copy of a store goes on where another one stopped: it does not know what that one has sent since the copy was made.

What waited then may be there already. Where that can be asked, it is looked up before it is sent. Where nobody can be
asked it is not sent again, as it is old by now and in all likelihood was read; and who should know is told.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.cases.people import House, Team
from bot.commands.record import address_of, card_key, show_homes
from bot.commands.undelivered import give_up
from bot.messages.news import rests_until
from bot.messages.values import TO_CUSTOMERS, Address, Outgoing, Say
from bot.storage.copies import (
    Unposted,
    doubt,
    numbered_far_on,
    pass_over,
    said_before,
    settle_mark,
    shown_before,
    unsettled,
)
from bot.storage.tx import Tx

WHY = "it may have been sent before this desk was restored from a copy"
MOST_REDRAWN = 5000  # of the cases that run, those with the least time left


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of that which waited when the copy was made."""

    made_at: datetime
    asked: int  # is looked up first
    unsaid: int  # is not sent again


def settle_copy(tx: Tx, mute: Collection[str]) -> Settled | None:
    """Once, before anything else is written or sent; None if this is no copy, or not for the first time.

    `mute`: platforms that nobody can ask whether a post is there.
    """
    copy = unsettled(tx)
    if copy is None or not settle_mark(tx):
        return None
    said, shown = said_before(tx), shown_before(tx)
    numbered_far_on(tx)
    asked = [row for row in said if row.outgoing.to.platform not in mute]
    to_post = [one for one in shown if one.to.platform not in mute]
    doubt(tx, asked, to_post, copy.made_at)
    unsaid = [row for row in said if row.outgoing.to.platform in mute]
    unposted = [one for one in shown if one.to.platform in mute]
    for row in unsaid:
        if row.outgoing.kind in TO_CUSTOMERS:
            give_up(row, WHY, tx)
        else:
            tx.give_up(row, WHY)
    pass_over(tx, unposted, WHY)
    settled = Settled(copy.made_at, len(asked) + len(to_post), len(unsaid) + len(unposted))
    _tell(tx, settled, [*(row.outgoing.case for row in unsaid), *(_case_of(one) for one in unposted)])
    _redraw(tx)
    return settled


def _case_of(one: Unposted) -> int | None:
    number = one.subject.partition("/")[0]
    return int(number) if one.kind in ("card", "acknowledgement") and number.isdigit() else None


def _tell(tx: Tx, settled: Settled, cases: Iterable[int | None]) -> None:
    """The supervisors of each team, or its leads: what was done since the copy was made is not known here."""
    house = tx.house
    numbers = sorted({number for number in cases if number is not None})
    for team in house.teams.values():
        theirs = tuple(f"C-{number}" for number in numbers if tx.case(number).team == team.key)
        blanks = {"made": settled.made_at, "cases": theirs}
        say = Say("restored-told-unsaid" if theirs else "restored-told", blanks)
        rests = rests_until(team, None, tx.now)
        for to in _watching(house, team):
            key = f"restored:{settled.made_at.isoformat()}:{team.key}:{to}"
            tx.say(Outgoing(key, to, "announcement", say, not_before=rests))


def _watching(house: House, team: Team) -> list[Address]:
    if team.supervisors:
        return [Address.read(team.supervisors)]
    leads = dict.fromkeys(tier.lead for tier in team.tiers)
    return [to for lead in leads if not house.is_gone(lead) and (to := address_of(house, lead))]


def _redraw(tx: Tx) -> None:
    """What stands outside may show what happened since: from now on it shows again what is known here."""
    house = tx.house
    running = sorted(tx.all_running(), key=lambda case: (case.deadline, case.id))
    for case in running[:MOST_REDRAWN]:
        tx.again(card_key(case))
        tx.again(f"ack:{case.id}:{case.opening}")
    for team in house.teams.values():
        for person in dict.fromkeys(person for tier in team.tiers for person in tier.people):
            tx.again(f"unclaimed:{team.key}:{person}")
    show_homes(tx, house, house.people)
