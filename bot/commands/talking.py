"""The verbs that say something: to the customer, to a colleague, to the clock."""

from bot.cases import talking as rules
from bot.cases.case import Case
from bot.cases.event import Event
from bot.cases.refusals import Refused
from bot.commands import templates
from bot.commands.asked import Asked, person_of, the_case
from bot.commands.forming import form_of, may_open
from bot.commands.holding import did, said
from bot.commands.mentions import named
from bot.commands.record import customers_place
from bot.messages.values import Answer
from bot.storage.tx import Tx


def reply(asked: Asked, tx: Tx) -> Answer:
    """reply [C]: text: to the customer, in your name."""
    case = the_case(asked, tx)
    if more := templates.picked(asked):
        may_open(more, case, tx)
        return Answer(form=form_of(more, case, tx))
    if templates.chosen(asked):
        event = templates.replied(asked, case, tx)
    else:
        event = rules.reply(case, tx.house, asked.by, text=text_of(asked))
    return sent("said-replied", did(asked, tx, case, event), tx)


def sent(key: str, case: Case, tx: Tx, **blanks: object) -> Answer:
    """What goes to the customer, if there is anywhere to send it."""
    there = customers_place(tx, case) is not None
    return said(key if there else "said-no-address", case, tx, customer=tx.customer(case.customer).name, **blanks)


def text_of(asked: Asked) -> str:
    words = asked.words()
    if not words:
        raise Refused("needs-text", verb=asked.line.verb.replace("_", " "))
    return words


def note(asked: Asked, tx: Tx) -> Answer:
    """note [C]: text: for colleagues only."""
    case = the_case(asked, tx)
    return said("said-noted", did(asked, tx, case, rules.note(case, tx.house, asked.by, text=text_of(asked))), tx)


def consult(asked: Asked, tx: Tx) -> Answer:
    """consult [C] @person: question: ask a colleague; the case stays yours."""
    case = the_case(asked, tx)
    whom = person_of(asked.value("person"), tx.house)
    event = rules.consult(case, tx.house, asked.by, whom=whom, question=text_of(asked))
    return said("said-consulted", did(asked, tx, case, event), tx, whom=tx.house.name(whom))


def advise(asked: Asked, tx: Tx) -> Answer:
    """advise [C]: answer: to whoever asked you."""
    case = the_case(asked, tx)
    now = did(asked, tx, case, rules.advise(case, tx.house, asked.by, text=text_of(asked)))
    return said("said-advised", now, tx)


def ask(asked: Asked, tx: Tx) -> Answer:
    """ask [C]: question: to the customer; the clock stands still until they answer."""
    case = the_case(asked, tx)
    event = rules.ask(case, tx.house, asked.by, question=text_of(asked))
    if customers_place(tx, case) is None:
        raise Refused("no-address", case=case.id, customer=tx.customer(case.customer).name)
    now = did(asked, tx, case, event)
    until = now.pause.until if now.pause else now.at
    return said("said-asked", now, tx, until=until, customer=tx.customer(now.customer).name)


def wait(asked: Asked, tx: Tx) -> Answer:
    """wait [C] until DATE on WHOM: why: for somebody outside the house; the clock stands still."""
    case = the_case(asked, tx)
    until = asked.date("until", tx.house, case.team)
    on = named(asked.value("on") or "", asked.inbound.speaker.address.platform, tx)
    if until is None:
        raise Refused("needs-date", verb="wait")
    if not on:
        raise Refused("wait-on-whom", outside=tx.house.teams[case.team].outside)
    event = rules.wait(case, tx.house, asked.by, tx.now, until=until, on=on, why=text_of(asked))
    return sent("said-waiting", did(asked, tx, case, event), tx, until=until, on=event.on, promise=event.promise)


def wake(asked: Asked, tx: Tx) -> Answer:
    """wake [C]: the clock runs again."""
    case = the_case(asked, tx)
    return said("said-woken", did(asked, tx, case, rules.wake(case, tx.house, asked.by, tx.now)), tx)


def promise(asked: Asked, tx: Tx) -> Answer:
    """promise [C] DATE: by when we will write; the customer is told."""
    case = the_case(asked, tx)
    until = asked.date("until", tx.house, case.team)
    if until is None:
        raise Refused("needs-date", verb="promise")
    event = rules.promise(case, tx.house, asked.by, tx.now, until=until)
    return sent("said-promised", did(asked, tx, case, event), tx, until=until)


def answer_for(asked: Asked, tx: Tx) -> Answer:
    """answer for [C] by DATE: sentence: the top person's word to the customer, signed, with a new date."""
    case = the_case(asked, tx)
    until = asked.date("until", tx.house, case.team)
    if until is None:
        raise Refused("needs-date", verb="answer for")
    event: Event = rules.answer_for(case, tx.house, asked.by, tx.now, until=until, sentence=text_of(asked))
    return sent("said-answered-for", did(asked, tx, case, event), tx, until=until)
