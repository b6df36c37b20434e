"""What a customer says: one of their own verbs, said as such, or words; and words are never lost to a verb in them."""

import re

from bot.cases.case import Case
from bot.cases.ending import within_reopening
from bot.commands.letters import is_its_customers
from bot.commands.line import Empty, Line, Parsed, parse
from bot.commands.record import thread_of
from bot.messages.pleasantries import is_thanks
from bot.messages.values import Inbound
from bot.storage.errors import UnknownCase
from bot.storage.tx import Tx

_VERDICT = re.compile(
    r"^\s*(?:(?:rate|solved|not[ -]solved|it'?s solved|unsolved"
    r"|not[aă]|(?:s-a )?rezolvat|nerezolvat|nu s-a rezolvat)\b|评分|已解决|解决了|未解决|没(?:有)?解决)",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"[0-9\s./,-]*")
_SAID_BY_STAFF = {"next", "mine", "queue", "team", "overdue", "waiting", "me"}
_LONGEST_DATE = 5  # words: "@ana until tomorrow 15:00"
_SHORT = 2  # words of a call for help that is no cry for it


def is_for_customers(parsed: Parsed, inbound: Inbound) -> bool:
    """A customer's direct message or mention is intake, unless it is one of their own verbs, said as such."""
    if inbound.kind in ("press", "form"):
        return True
    if not isinstance(parsed, Line):
        return isinstance(parsed, Empty)
    if inbound.files and parsed.verb in ("show", "help"):  # a picture for a case, which is named beside it
        return False
    match parsed.verb:
        case "solved":
            more = " ".join((parsed.words, parsed.text or "")).strip(" .,!")
            return not more or is_thanks(more)
        case "rate":
            return "score" in parsed.args or _NUMBERS.fullmatch(parsed.words) is not None
        case "not_solved":
            return True
        case "new":
            return ":" in inbound.text or inbound.quoted is not None or not (parsed.words or parsed.text)
        case "show" if not (parsed.words or parsed.text):
            return parsed.case is not None or inbound.kind == "command"
        case "show":
            return parsed.case is not None and not inbound.about
        case "reopen":
            return parsed.case is not None
        case "help":
            return len(inbound.text.split()) <= _SHORT and "verb_unknown" not in parsed.args
        case _:  # in a thread, whose case goes without saying, it is more likely to be a word
            to_us = inbound.kind == "command" and inbound.about is None
            return to_us and (parsed.case is not None or _is_a_line_of_staff(parsed))


def _is_a_line_of_staff(parsed: Line) -> bool:
    """Somebody tries what colleagues type, and nothing else: that is no matter of a customer's."""
    words = parsed.words.casefold().split()
    until = parsed.verb in ("away", "duty") and "until" in words and len(words) <= _LONGEST_DATE
    return not parsed.text and (until or (len(words) <= 1 and set(words) <= _SAID_BY_STAFF))


def in_thread(inbound: Inbound, tx: Tx) -> Parsed | None:
    """The customer's own verb in their thread, where it needs no mention; None if they just say something."""
    if not _VERDICT.match(inbound.text):
        return None
    parsed = parse(inbound.text, thread_of(inbound, tx)[0])
    if not isinstance(parsed, Line) or parsed.case is None or not is_for_customers(parsed, inbound):
        return None
    try:
        case = tx.case(parsed.case)
    except UnknownCase:
        return None
    return parsed if is_its_customers(inbound, case, tx) and _can_be_judged(case, parsed.verb, tx) else None


def _can_be_judged(case: Case, verb: str, tx: Tx) -> bool:
    if verb == "not_solved":
        return case.state in ("resolved", "closed") and within_reopening(case, tx.now)
    return case.state in ("resolved", "closed")
