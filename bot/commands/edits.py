"""Messages that say something else now, or are gone: they are history, and new words if there were none before."""

from dataclasses import replace

from bot.cases import events as e
from bot.cases.event import Event
from bot.commands.asked import CUSTOMER, merged_into
from bot.commands.hear import changed_key, is_intake, only_thanks, woken_by, write
from bot.commands.line import Line
from bot.commands.missing import take
from bot.commands.opening import words_of
from bot.commands.record import CUSTOMERS, thread_of
from bot.commands.verdicts import in_thread
from bot.messages.values import Answer, Inbound
from bot.storage.tx import Tx

KINDS = ("edit", "deletion")


def taken_as(inbound: Inbound, tx: Tx) -> Inbound:
    """What made no case is heard as if it had just been written; so are a customer's words about what has ended."""
    if inbound.kind != "edit":
        return inbound
    _may_have_come_first(inbound, tx)
    bound = tx.thread(str(inbound.thread)) if inbound.thread else None
    if bound is None:
        return replace(inbound, kind=_written_as(inbound, tx))
    case, anew = merged_into(tx, tx.case(bound[0])), replace(inbound, kind="thread")
    theirs = bound[1] == CUSTOMERS and tx.customer_at(inbound.speaker.address) == case.customer
    if not theirs or not case.ended or only_thanks(inbound, case) or not words_of(inbound):
        return inbound
    verdict = in_thread(anew, tx)
    return inbound if isinstance(verdict, Line) and verdict.verb == "solved" else anew


def _may_have_come_first(inbound: Inbound, tx: Tx) -> None:
    """An edit may overtake its message: whoever hears that one then is to know that these words are newer."""
    for key in inbound.keys:
        message, edited, _ = key.rpartition(":edited:")
        if edited and tx.answered((message,)) is None:
            tx.remember((changed_key(message),), None)


def _written_as(inbound: Inbound, tx: Tx) -> str:
    """An agent's line is not carried out again because of a slip of the pen in it."""
    match inbound.was:
        case "message":
            return "message"
        case "dm" if inbound.speaker.person is None:
            return "dm"
        case "" if is_intake(tx.house, inbound):
            return "message"
    return inbound.kind


def heard(inbound: Inbound, tx: Tx) -> Answer:
    """One more line in the story of the case in whose thread it happened; a customer's new words wake it, too."""
    number, role = thread_of(inbound, tx)
    if number is None:
        if inbound.was == "thread" and inbound.thread is not None and is_intake(tx.house, inbound):
            tx.keep_early(inbound)
        return Answer()
    case = merged_into(tx, tx.case(number))
    person = inbound.speaker.person
    if role != CUSTOMERS and not (person and tx.house.is_agent(case.team, person)):
        return Answer()
    words = words_of(inbound)
    if inbound.kind == "edit" and not words:
        return Answer()
    theirs = role == CUSTOMERS and tx.customer_at(inbound.speaker.address) == case.customer
    other = not theirs and person is None
    event: Event = e.Deleted(other)
    if inbound.kind == "edit":
        event = e.Edited(other, f"{inbound.speaker.name}: {words}" if other else words)
    now = write(inbound, tx, case, event, CUSTOMER if theirs or person is None else person)
    if theirs and inbound.kind == "edit":
        woken_by(inbound, tx, take(tx, now, inbound.text, inbound.files, inbound.keys[0]))
    return Answer()
