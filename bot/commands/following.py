"""follow up: the customer has an answer; somebody upstream sees to it that nobody need ask again."""

from bot.cases import following as rules
from bot.cases.case import FOLLOW_UP, Case
from bot.cases.event import Event
from bot.cases.events import FollowedUp
from bot.commands.asked import Asked, person_of, read_by, the_case
from bot.commands.holding import did, said
from bot.commands.record import record
from bot.messages.cards import labelled
from bot.messages.notices import press
from bot.messages.values import Answer, Card
from bot.messages.wording import phrase
from bot.storage.tx import Tx


def follow_up(asked: Asked, tx: Tx) -> Answer:
    """follow up [C] @person [by DATE]: text: fix it twice, by a case of its own for somebody upstream."""
    case, house = the_case(asked, tx), tx.house
    whom = person_of(asked.value("person"), house)
    rules.may_be_asked(whom, house, tx.now)
    opened = rules.follow_up(
        case,
        house,
        asked.by,
        tx.now,
        whom=whom,
        customer=desk_of(case.team, tx),
        until=asked.date("until", house, rules.team_of(whom, house, case.team)),
        text=asked.words(),
    )
    number = tx.next_number()
    followed = rules.followed_up(number, opened)
    now = record(tx, None, opened, number=number, by=asked.by, request=asked.request)
    did(asked, tx, case, followed)
    earlier, whom = f"C-{case.id}", house.name(whom)
    return said("said-followed-up", now, tx, earlier=earlier, whom=whom, until=followed.until)


def offer(asked: Asked, case: Case, tx: Tx) -> Card:
    """To whoever has just resolved it, as they know best what brought it about."""
    reader = read_by(asked, tx, case.team)
    button = labelled(press("follow_up", case), reader)
    return Card(phrase("offer-follow-up", reader), buttons=(button,), case=case.id)


def desk_of(team: str, tx: Tx) -> int:
    """The team itself as a customer: it has no address, so that nothing is ever sent there."""
    name = tx.house.teams[team].title
    desks = [one for one in tx.customers_named(name) if not tx.customer(one).addresses]
    return desks[0] if desks else tx.add_customer(name)


def where_it_was_asked(case: Case, tx: Tx) -> Case:
    """The case that an undo is about: to ask for a follow-up, of which nothing came yet, is a line of the earlier."""
    fresh = case.via == FOLLOW_UP and case.seq == 1
    return tx.case(case.follows) if fresh and case.follows is not None else case


def take_back(asked: Asked, tx: Tx, undone: Event) -> Case | None:
    """With the asking goes what was asked for, unless something has come of it already."""
    if not isinstance(undone, FollowedUp):
        return None
    case = tx.case(undone.case)
    return did(asked, tx, case, rules.withdraw(case, asked.by))
