"""The verbs that end a case, and the customer's own."""

from dataclasses import replace

from bot.cases import ending as rules
from bot.cases import events as e
from bot.cases.case import FOLLOW_UP, Case
from bot.cases.rating import SURVEY_EVERY, may_be_asked
from bot.cases.refusals import Refused
from bot.commands.asked import CUSTOMER, Asked, the_case
from bot.commands.fields import fill_fields
from bot.commands.following import offer
from bot.commands.hear import customer_wrote
from bot.commands.holding import did, said
from bot.commands.record import CUSTOMERS, customers_place, customers_threads, record
from bot.messages.values import Answer
from bot.storage.errors import UnknownCase
from bot.storage.tx import Tx

YES_NO = {"yes": True, "no": False}


def resolve(asked: Asked, tx: Tx) -> Answer:
    """resolve [C]: what was done, told to the customer; always by the form."""
    case = fill_fields(asked, tx, the_case(asked, tx))
    event = rules.resolve(
        case,
        tx.house,
        asked.by,
        outcome=asked.value("outcome") or "",
        cause=asked.value("cause") or rules.UNKNOWN_CAUSE,
        told=asked.value("told") or "text",
        text=asked.words(),
        avoidable=YES_NO.get(asked.value("avoidable") or ""),
        rightly_urgent=YES_NO.get(asked.value("rightly_urgent") or ""),
    )
    now = _resolved(asked, tx, case, event)
    if now.via == FOLLOW_UP:
        return said("said-fixed", now, tx, asker=tx.house.name(now.asked_by or now.owner))
    customer = tx.customer(now.customer).name
    answer = said("said-resolved", now, tx, outcome=event.outcome, customer=customer)
    if event.told == "text" and customers_place(tx, now) is None:
        unsent = said("said-no-address", now, tx, customer=customer)
        answer = replace(answer, said=(*answer.said, *unsent.said))
    if event.cause == rules.UNKNOWN_CAUSE:  # nobody could be asked to mend it
        return answer
    return replace(answer, card=offer(asked, now, tx))


def _resolved(asked: Asked, tx: Tx, case: Case, event: e.Resolved) -> Case:
    """The customer is told, and asked how it was: in the same words, and once in a while only."""
    place = customers_place(tx, case)
    asks = place is not None and may_be_asked(case) and tx.survey(case.customer, SURVEY_EVERY)
    now = record(tx, case, event, number=case.id, by=asked.by, request=asked.request, asks=asks)
    return did(asked, tx, now, e.RatingAsked("resolution")) if asks else now


def reopen(asked: Asked, tx: Tx) -> Answer:
    """reopen [C]: why: it was not done after all."""
    case = the_case(asked, tx)
    now = reopened(asked, tx, case, "agent" if asked.by != CUSTOMER else "wrote")
    if asked.by == CUSTOMER:
        return said("said-not-solved", now, tx)
    return said("said-reopened", now, tx, claimed="yes" if now.claimed else "no")


def reopened(asked: Asked, tx: Tx, case: Case, why: str) -> Case:
    event = rules.reopen(
        case, tx.house, asked.by, tx.now, spoken_at=min(asked.inbound.at, tx.now), why=why, text=asked.words()
    )
    return did(asked, tx, case, event)


def merge(asked: Asked, tx: Tx) -> Answer:
    """merge [C] into C-17: two messages about one matter become one case."""
    case = the_case(asked, tx)
    into = asked.value("into")
    number = "".join(ch for ch in into or "" if ch.isdigit())
    if not number:
        raise Refused("merge-into-what", case=case.id)
    try:
        target = tx.case(int(number))
    except UnknownCase:
        raise Refused("no-such-case", case=int(number)) from None
    merged, absorbed = rules.merge(case, target, tx.house, asked.by, tx.now)
    did(asked, tx, case, merged)
    now = did(asked, tx, target, absorbed)
    for place in customers_threads(tx, case.id):
        tx.bind(place, now.id, CUSTOMERS)
    return said("said-merged", now, tx, merged=f"C-{case.id}")


def not_a_case(asked: Asked, tx: Tx) -> Answer:
    """not a case [C] spam: spam, chatter, a test or other; unless spam with a line to the customer."""
    case = the_case(asked, tx)
    if unknown := asked.args.get("reason_unknown"):
        raise Refused("no-such-dismissal", why=unknown)
    event = rules.dismiss(case, tx.house, asked.by, why=asked.value("reason") or "", text=asked.words())
    return said("said-dismissed", did(asked, tx, case, event), tx)


def solved(asked: Asked, tx: Tx) -> Answer:
    """solved [C]: yes, that was it; the case closes."""
    case = customers_own(asked, tx)
    return said("said-solved", did(asked, tx, case, rules.close(case)), tx)


def not_solved(asked: Asked, tx: Tx) -> Answer:
    """not solved [C][: why]: it goes back to who resolved it."""
    case = customers_own(asked, tx)
    if not case.ended:
        raise Refused("not-resolved", case=case.id, owner=case.owner)
    if not rules.within_reopening(case, tx.now):
        later = customer_wrote(asked.inbound, tx, case)
        return said("said-opened-customer", later, tx)
    return said("said-not-solved", reopened(asked, tx, case, "not_solved"), tx)  # the acknowledgement has the promise


def customers_own(asked: Asked, tx: Tx) -> Case:
    """The customer's own verbs are the customer's."""
    if asked.by != CUSTOMER:
        raise Refused("customers-verb", verb=asked.line.verb.replace("_", " "))
    if asked.line.case is None:
        mine = tx.customer_at(asked.inbound.speaker.address)
        ended = [case for case in (tx.of_customer(mine, 20) if mine else []) if case.state == "resolved"]
        if len(ended) != 1:
            raise Refused("which-case", verb=asked.line.verb.replace("_", " "))
        return ended[0]
    return the_case(asked, tx)
