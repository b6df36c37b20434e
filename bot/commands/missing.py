"""What is missing of a case is asked for once, and taken from whatever its customer says.

The clock runs on meanwhile, and whoever has the case may answer without it.
"""

import re

from bot.cases import events as e
from bot.cases import talking as rules
from bot.cases.case import Case
from bot.cases.holding import missing_fields
from bot.cases.people import House
from bot.commands.asked import CUSTOMER
from bot.commands.reading import read_by_customer
from bot.commands.record import customers_place, record
from bot.messages.in_words import taken
from bot.messages.notices import press
from bot.messages.values import Address, Outgoing, Prompt, Say
from bot.storage.reading import Reader
from bot.storage.tx import Tx

WRITTEN = {"email": "mail", "web": "page"}  # where there is no button to press
MOST_EARLIER = 50  # of a case's lines that are looked through for what they say


def categorised(tx: Tx, case: Case, request: str | None) -> Case:
    """Its category is known: what the customer said before may have all that it wants."""
    for line in tx.lines(case.id)[:MOST_EARLIER]:
        digest = getattr(line.event, "text", None)
        if digest and line.by == CUSTOMER and isinstance(line.event, e.Opened | e.CustomerWrote | e.Reopened):
            case = take(tx, case, tx.words(digest) or "", (), request)
    if came_from_its_customer(tx, case):
        ask_once(tx, case)
    return case


def came_from_its_customer(tx: Reader, case: Case) -> bool:
    """Did they write, so that there is somewhere to ask them? Who was rung up was asked by whoever filed it."""
    first = tx.line(case.id, 1)
    return case.via == "shortcut" or (first is not None and first.by == CUSTOMER)


def take(tx: Tx, case: Case, words: str, files: tuple[str, ...], request: str | None, *, lone: bool = False) -> Case:
    """The case with what its customer's words, and the files with them, say of its missing fields."""
    missing = missing_fields(case, tx.house)
    if case.ended or not missing:
        return case
    fields = tx.house.teams[case.team].required(case.category)
    words = re.sub(rf"(?<![\w-])C-?{case.id}(?![\w-])", " ", words, flags=re.IGNORECASE)  # names it, and says nothing
    found = taken(words, fields, missing, read_by_customer(case, tx, tx.now), lone=lone)
    wanting = [one.name for one in fields if one.type == "file" and one.name in missing]
    if files and len(wanting) == 1:
        found[wanting[0]] = ", ".join(files)
    for name, value in found.items():
        event = rules.set_field(case, tx.house, CUSTOMER, name=name, text=value)
        case = record(tx, case, event, number=case.id, by=CUSTOMER, request=request)
    return case


def may_be_alone(case: Case) -> bool:
    """May a single word be a value? Not once a person has written: then it answers them."""
    return not case.replied and case.pause is None


def ask_once(tx: Tx, case: Case) -> None:
    """One line where the customer is answered; what was known to be missing at the opening stands in what
    acknowledges it."""
    place = customers_place(tx, case)
    prompt = asking(tx, case, place) if place else None
    if place is None or prompt is None or _was_known_at_once(tx, case):
        return
    tx.say(Outgoing(f"{case.id}/missing/{case.opening}", place, "acknowledgement", prompt, case.id))


def asked_at_once(tx: Reader, case: Case, opening: int, place: Address) -> Prompt | None:
    """What stands in the acknowledgement of an opening, until it is there."""
    prompt = asking(tx, case, place) if opening == case.opening else None
    return prompt if prompt and _was_known_at_once(tx, case) else None


def _was_known_at_once(tx: Reader, case: Case) -> bool:
    """Was it clear what this opening is about when it began?"""
    if case.opening > 1:
        return came_from_its_customer(tx, case)
    first = tx.lines(case.id)[0].event
    return isinstance(first, e.Opened) and first.category is not None and came_from_its_customer(tx, case)


def asking(tx: Reader, case: Case, place: Address) -> Prompt | None:
    """What is asked for, with the form behind a button; None if there is nothing to ask.

    In a channel that others read too, nobody is asked to write it there.
    """
    missing = missing_fields(case, tx.house)
    if case.ended or not missing:
        return None
    files = {one.name for one in tx.house.teams[case.team].required(case.category) if one.type == "file"}
    kind = "open" if _is_read_by_others(place, tx.house) else WRITTEN.get(place.platform, "private")
    if files.issuperset(missing):
        kind += "_files"
    say = Say("customer-missing", {"case": f"C-{case.id}", "fields": missing, "kind": kind})
    return Prompt(say, () if kind.endswith("_files") else (press("set", case),), case.id)


def _is_read_by_others(place: Address, house: House) -> bool:
    """Is it in a channel where customers write?"""
    return any(str(place.conversation) in team.intake for team in house.teams.values())
