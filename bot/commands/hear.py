"""Words that are no command: in an intake channel, in a customer's thread, in a case's own thread.

Words in a thread of an intake channel that belongs to no case may have come before those that began it: they are kept,
and heard once a case is bound there.
"""

import re
import unicodedata
from dataclasses import replace
from datetime import timedelta

from bot.cases import events as e
from bot.cases import talking as rules
from bot.cases.case import Case
from bot.cases.ending import reopen, within_reopening
from bot.cases.event import Event
from bot.cases.people import House
from bot.commands.asked import CUSTOMER, merged_into, person_in, team_for
from bot.commands.letters import is_automatic, is_its_customers, nobodys, with_original
from bot.commands.missing import may_be_alone, take
from bot.commands.opening import customer_named, customer_of, known_customer, open_case, words_of
from bot.commands.record import CUSTOMERS, customers_threads, record, thread_of
from bot.messages.notices import UNKNOWN
from bot.messages.pleasantries import is_consent, is_greeting, is_thanks
from bot.messages.values import Address, Answer, Inbound, Say
from bot.storage.errors import UnknownCase
from bot.storage.tx import Tx

_SILENT = ("Zs", "Zl", "Zp", "Cc", "Cf")  # spaces and what nobody sees
# In Chinese no space stands around it.
_NUMBER = re.compile(r"(?<![\w-])c-?(?P<number>[0-9]{1,9})(?![\w-])", re.IGNORECASE | re.ASCII)
MOST_OWN = 20  # of a customer's cases, the newest
_VIA = {"dm": "dm", "command": "mention"}
_BY_LETTER = "mail"
JOINS_WITHIN = timedelta(minutes=10)  # the same person's next top-level message joins their open case


def hear(inbound: Inbound, tx: Tx) -> Answer:
    """Somebody wrote; make of it what it is."""
    match inbound.kind:
        case "thread":
            return _in_thread(inbound, tx)
        case _:
            return _at_top_level(inbound, tx)


def _at_top_level(inbound: Inbound, tx: Tx) -> Answer:
    """A message in an intake channel or, from somebody who is no staff, a direct one."""
    house = tx.house
    if inbound.kind == "message" and not is_intake(house, inbound):
        return Answer()
    team = team_for(inbound, house)
    person = inbound.speaker.person
    if person and person_in(house, person, team):
        return Answer()
    known = None if nobodys(inbound) else known_customer(tx, inbound.speaker)
    if known is not None and (joined := _joins(inbound, tx, known)):
        if inbound.thread is not None:
            tx.bind(str(inbound.thread), joined.id, CUSTOMERS)
        return _seen("said-joined", customer_wrote(inbound, tx, joined), inbound)
    if (kind := returned(inbound.text)) and not inbound.files:
        return kind if inbound.kind in ("dm", "command") else Answer()
    if not _says_anything(inbound):
        return Answer() if _leaves_a_trace(inbound) else Answer((Say("said-write-what"),))
    customer = known or (customer_named(tx, UNKNOWN) if nobodys(inbound) else customer_of(tx, inbound.speaker))
    via = _BY_LETTER if inbound.letter else _VIA.get(inbound.kind, "message")
    words = words_of(inbound)
    case = open_case(tx, inbound, team, customer, words, via=via)
    case = take(tx, case, words, inbound.files, inbound.keys[0])
    return _seen("said-opened-customer", case, inbound)


def returned(text: str, *, staff: bool = False) -> Answer | None:
    """A greeting is returned, and thanks; None if it is more than that."""
    if is_greeting(text):
        return Answer((Say("said-greeted-staff" if staff else "said-greeted"),))
    if is_thanks(text):
        return Answer() if is_consent(text) else Answer((Say("said-thanked"),))
    return None


def _seen(key: str, case: Case, inbound: Inbound) -> Answer:
    """Where their words stand, an acknowledgement follows, and there the promise; what was said to the bot alone is
    answered."""
    if _leaves_a_trace(inbound):
        return Answer()
    return Answer((Say(key, {"case": f"C-{case.id}"}),))


def _leaves_a_trace(inbound: Inbound) -> bool:
    return inbound.thread is not None or inbound.kind != "command"


def _joins(inbound: Inbound, tx: Tx, customer: int) -> Case | None:
    """Their case that the words belong to: named in them, or ten minutes old, or asking them in this very chat; or what
    was not taken for a case there, of which this is the next word."""
    if (named := _NUMBER.search(inbound.text)) and (case := _own(tx, int(named["number"]), customer)):
        return case
    place = _where_they_write(inbound)
    said = min(inbound.at, tx.now)  # it may have been found much later, before or after what it belongs to
    if recent := tx.recent_case(customer, said - JOINS_WITHIN, place, until=said + JOINS_WITHIN):
        return recent
    if inbound.kind != "dm" and not inbound.in_chat:
        return None
    own = tx.of_customer(customer, MOST_OWN)
    asked = (case for case in own if case.pause and case.pause.kind == "ask")
    if found := next((case for case in asked if _in_this_chat(inbound, tx, case)), None):
        return found
    newest = next((case for case in own if _in_this_chat(inbound, tx, case)), None)
    if newest is None or newest.state != "dismissed" or returned(inbound.text):
        return None
    return newest if within_reopening(newest, tx.now) else None


def _where_they_write(inbound: Inbound) -> str | None:
    """The channel or chat; of a letter what all letters of that sender to that address have in common."""
    if inbound.letter is not None and inbound.thread is not None:
        return str(inbound.thread).rpartition("/")[0]
    return str(inbound.place) if inbound.place else None


def _in_this_chat(inbound: Inbound, tx: Tx, case: Case) -> bool:
    """Is it one of which they are spoken to where they write now, be it in a thread?"""
    threads = customers_threads(tx, case.id)
    if not threads or inbound.place is None:
        return not threads
    return Address.read(threads[-1]).conversation == inbound.place.conversation


def _own(tx: Tx, number: int, customer: int) -> Case | None:
    try:
        case = tx.case(number)
    except UnknownCase:
        return None
    return case if case.customer == customer else None


def is_intake(house: House, inbound: Inbound) -> bool:
    """Customers write in intake channels; elsewhere it takes a mention, a shortcut or a form."""
    place = inbound.place or inbound.thread
    return place is not None and any(str(place.conversation) in team.intake for team in house.teams.values())


def _says_anything(inbound: Inbound) -> bool:
    return bool(inbound.files) or any(unicodedata.category(ch) not in _SILENT for ch in inbound.text)


def _in_thread(inbound: Inbound, tx: Tx) -> Answer:
    (number, role), words = thread_of(inbound, tx), words_of(inbound)
    if not words:
        return Answer()
    if (place := inbound.thread or inbound.place) and tx.was_erased(str(place)):  # they are nobody we know
        return _at_top_level(replace(inbound, kind="message"), tx)
    if number is None:
        if inbound.thread is not None and is_intake(tx.house, inbound):
            tx.keep_early(inbound)
        return Answer()
    try:
        case = tx.case(number)
    except UnknownCase:
        return Answer((Say("no-no-such-case", {"case": f"C-{number}"}),), refused=True)
    case = merged_into(tx, case)
    person = inbound.speaker.person
    staff = person is not None and tx.house.is_agent(case.team, person)
    if role != CUSTOMERS:
        if staff and person:
            noted = rules.note(case, tx.house, person, text=words)
            write(inbound, tx, case, replace(noted, earlier=is_earlier(inbound, tx)), person)
        return Answer()
    if is_automatic(inbound):
        write(inbound, tx, case, e.Noted(text=f"{inbound.speaker.name}: {words}"), CUSTOMER)
    elif is_its_customers(inbound, case, tx):
        customer_wrote(inbound, tx, case)
    elif _is_a_reply(inbound, tx, case):
        replied = e.Replied(earlier=is_earlier(inbound, tx), text=words)
        record(tx, case, replied, number=case.id, by=person or "", request=inbound.keys[0], read=True)
    elif person:
        write(inbound, tx, case, e.Noted(earlier=is_earlier(inbound, tx), text=words), person)
    else:  # somebody else's words, not to be taken for the customer's
        theirs = f"{inbound.speaker.name}: {words}"
        write(inbound, tx, case, e.Noted(earlier=is_earlier(inbound, tx), text=theirs), CUSTOMER)
    return Answer()


def _is_a_reply(inbound: Inbound, tx: Tx, case: Case) -> bool:
    """Words of its desk in the customer's own thread; but a letter was read by whom it was sent to, and that was us."""
    person = inbound.speaker.person
    if person is None or inbound.letter is not None or case.state in ("closed", "dismissed"):
        return False
    return tx.house.is_agent(case.team, person) and tx.house.acting_tier(case.team, case.tier, person) is not None


def write(inbound: Inbound, tx: Tx, case: Case, event: Event, by: str) -> Case:
    event = with_original(event, inbound, case.id, tx)
    return record(tx, case, event, number=case.id, by=by, request=inbound.keys[0])


def customer_wrote(inbound: Inbound, tx: Tx, case: Case) -> Case:
    """The customer's word: it wakes a waiting case, reopens an ended one; thanks alone do neither.

    To a question `ok` is an answer.
    """
    case = merged_into(tx, tx.case(case.id))  # from here on it waits for nobody: all that follows bears one instant
    words = words_of(inbound)
    thanks = only_thanks(inbound, case)
    if case.ended and not thanks:
        return _spoken_again(inbound, tx, case, words)
    wrote = e.CustomerWrote(thanks=thanks, earlier=is_earlier(inbound, tx), text=words)
    now = write(inbound, tx, case, wrote, CUSTOMER)
    if not thanks:
        now = take(tx, now, inbound.text, inbound.files, inbound.keys[0], lone=may_be_alone(case))
    return woken_by(inbound, tx, now)


def changed_key(message: str) -> str:
    """Known of a message, by its key, that was changed before anybody told us of it."""
    return f"{message}:changed"


def is_earlier(inbound: Inbound, tx: Tx) -> bool:
    """Has the story newer words of this very message already?"""
    return inbound.kind != "edit" and tx.answered(map(changed_key, inbound.keys)) is not None


def only_thanks(inbound: Inbound, case: Case) -> bool:
    words = words_of(inbound)
    answers = case.pause is not None and case.pause.kind == "ask" and is_consent(words)
    return is_thanks(words) and not inbound.files and not answers


def woken_by(inbound: Inbound, tx: Tx, case: Case) -> Case:
    """A waiting case, once its customer has said anything but thanks."""
    if case.pause is None or only_thanks(inbound, case):
        return case
    return write(inbound, tx, case, rules.wake(case, tx.house, CUSTOMER, tx.now), CUSTOMER)


def _spoken_again(inbound: Inbound, tx: Tx, case: Case, words: str) -> Case:
    """Within fourteen days the same case again; later a new one, linked."""
    spoken_at = min(inbound.at, tx.now)
    if within_reopening(case, tx.now):
        event = reopen(case, tx.house, CUSTOMER, tx.now, spoken_at=spoken_at, why="wrote", text=words)
        return take(tx, write(inbound, tx, case, event, CUSTOMER), words, inbound.files, inbound.keys[0])
    team = case.team if case.team in tx.house.teams else team_for(inbound, tx.house)
    via = _BY_LETTER if inbound.letter else "message"
    anew = open_case(tx, inbound, team, case.customer, words, via=via, follows=case.id)
    return take(tx, anew, words, inbound.files, inbound.keys[0])
