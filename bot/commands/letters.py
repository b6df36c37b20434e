"""Letters: where one belongs, who may be answered by a program, and the whole of its text beside the new words.

Who wrote a letter is only what it states. It joins a case by the thread it stands in, by one of our own letters that it
refers to, or by one that led to a case; else it begins one.
"""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import unquote

from bot.cases import events as e
from bot.cases.case import Case
from bot.cases.event import Event
from bot.messages.values import Inbound, Letter
from bot.storage.errors import UnknownCase
from bot.storage.reading import Reader
from bot.storage.tx import Tx

# So often in so long somebody is told by a program that we have their letter: what answers more often is one itself.
MOST_ANSWERS = 3
ANSWERS_WITHIN = timedelta(hours=1)
HAS_ORIGINAL = (e.Opened, e.Reopened, e.CustomerWrote, e.Noted)


def placed(inbound: Inbound, tx: Tx) -> Inbound:
    """In the thread of its case, without its subject, which that has already; or at the top, with it."""
    letter = inbound.letter
    if letter is None or inbound.kind != "message":
        return inbound
    number = _case_of(inbound, letter, tx)
    if number is None:
        text = "\n\n".join(filter(None, (letter.subject, inbound.text)))
        speaker = replace(inbound.speaker, trusted=False)  # at the top nobody has proved anything
        return replace(inbound, text=text, about=None, speaker=speaker)
    return replace(inbound, kind="thread", about=number, text=inbound.text or letter.subject)


def _case_of(inbound: Inbound, letter: Letter, tx: Tx) -> int | None:
    place = str(inbound.thread) if inbound.thread else ""
    if place and tx.was_erased(place):
        return None
    bound = tx.thread(place) if place else None
    number = bound[0] if bound else inbound.about or tx.case_seen(letter.refers)
    try:
        case = None if number is None else tx.case(number)
    except UnknownCase:
        return None
    # Whose customer was forgotten since belongs to nobody who could write: it is somebody new.
    return case.id if case is not None and tx.customer(case.customer).addresses else None


def is_its_customers(inbound: Inbound, case: Case, tx: Reader) -> bool:
    """Does it come from the customer of the case: from an address of theirs, or in answer to a mail of ours from where
    they had said that we may write? It takes that mailbox to have our mail."""
    if tx.customer_at(inbound.speaker.address) == case.customer:
        return True
    if inbound.letter is None or not inbound.speaker.trusted or inbound.speaker.person:
        return False
    sender = unquote(inbound.speaker.address.place).casefold()
    known = (tx.profile(one) for one in tx.customer(case.customer).addresses)
    return any(one is not None and (one.email or "").casefold() == sender for one in known)


def remember(inbound: Inbound, case: int | None, tx: Tx) -> None:
    """By what later letters refer to it."""
    if inbound.letter is not None and case is not None:
        tx.remember(inbound.letter.known_as, None, case)


def with_original(event: Event, inbound: Inbound, case: int, tx: Tx) -> Event:
    """The whole of its text is kept where its new words are."""
    letter = inbound.letter
    if letter is None or not letter.original or not isinstance(event, HAS_ORIGINAL):
        return event
    return replace(event, original=tx.keep(case, letter.original))


def is_answered(inbound: Inbound, customer: int, tx: Tx) -> bool:
    """Is its sender told at once that somebody has it? Not where a program wrote, or may write again and again."""
    if inbound.letter is None:
        return True
    if inbound.letter.quiet:
        return False
    return len(tx.recent_cases(customer, tx.now - ANSWERS_WITHIN)) < MOST_ANSWERS


def is_automatic(inbound: Inbound) -> bool:
    return inbound.letter is not None and inbound.letter.automatic


def nobodys(inbound: Inbound) -> bool:
    """It came from none that can be written to, or from ourselves."""
    return inbound.speaker.bot and inbound.letter is not None
