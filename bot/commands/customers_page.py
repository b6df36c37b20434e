"""The page of a case for its customer: read from the ledger, and never what colleagues said among themselves."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from bot.cases import events as e
from bot.cases.case import Case, Line
from bot.cases.ending import within_reopening
from bot.cases.fold import CLOSE_AFTER
from bot.cases.holding import missing_fields
from bot.cases.people import House
from bot.cases.rating import may_be_rated, question_of
from bot.commands.asked import CUSTOMER
from bot.commands.erasing import is_nobody
from bot.commands.reading import reader_of
from bot.messages.cards import acknowledgement
from bot.messages.customers_page import CustomersPage, Spoken
from bot.messages.forms import form_for
from bot.messages.values import Field, Form
from bot.messages.wording import Reader as ReadBy
from bot.messages.wording import phrase
from bot.storage.errors import UnknownCase
from bot.storage.reading import Reader

RATING = {"score": "web-case-score", "because": "web-case-because", "text": "web-case-why"}


def customers_page(number: int, tx: Reader, now: datetime, asks: str | None = None) -> CustomersPage | None:
    """As its customer reads it: in their own language if that is known, else in what their browser `asks` for, else in
    their team's. None if it is nobody's."""
    try:
        case = tx.case(number)
    except UnknownCase:
        return None
    if is_nobody(tx, case.customer):
        return None
    house, who = tx.house, tx.customer(case.customer)
    team, lines = house.teams.get(case.team), tx.lines(number)
    reader = reader_of(who, team, now, asks)
    page = CustomersPage(case.id, case.team, team.title if team else case.team, who.name, who.addresses, reader, ())
    if case.ended and any(isinstance(line.event, e.Erased) for line in lines):
        return replace(page, stands=(phrase("web-case-erased", reader),))
    page = replace(page, stands=tuple(_stands(case, house, reader)), spoken=tuple(_spoken(lines, tx, reader)))
    if case.state == "merged":
        return replace(page, goes_on=case.merged_into)
    answers, resolved = case.pause is not None and case.pause.kind == "ask", case.state == "resolved"
    return replace(
        page,
        writes=None if resolved else _writes("web-case-answer" if answers else "web-case-write", reader),
        solved=resolved,
        fills=_form("set", case, house, reader, {}) if not case.ended and missing_fields(case, house) else None,
        not_solved=_form("not_solved", case, house, reader, {"text": "web-case-missing"}) if resolved else None,
        rate=_form("rate", case, house, reader, RATING) if may_be_rated(case, now) else None,
        rated=_score(case, lines) if resolved or case.state == "closed" else None,
    )


def _writes(label: str, reader: ReadBy) -> Form:
    """Just words."""
    return Form("", "", (Field("text", phrase(label, reader), "long"),))


def _form(verb: str, case: Case, house: House, reader: ReadBy, labels: Mapping[str, str]) -> Form:
    """As everywhere, but asked in words for who has never seen one."""
    form = form_for(verb, case, house, CUSTOMER, reader.now, reader, {})
    return replace(form, fields=tuple(_in_words(one, labels, reader, must=verb != "not_solved") for one in form.fields))


def _in_words(one: Field, labels: Mapping[str, str], reader: ReadBy, *, must: bool) -> Field:
    if one.kind == "file":  # none can be sent here, and so none must
        return replace(one, hint=phrase("web-hint-file", reader), required=True)
    if one.name not in labels:
        return one
    return replace(one, label=phrase(labels[one.name], reader), hint="", required=one.required and must)


def _stands(case: Case, house: House, reader: ReadBy) -> Iterator[str]:
    owner, promise = house.name(case.owner), case.promise
    if case.pause is not None and case.pause.kind == "ask":
        yield phrase("web-case-asked", reader, owner=owner)
    elif case.pause is not None:
        yield phrase("web-case-waits", reader, owner=owner, until=case.pause.until, on=case.pause.on or "other")
        if promise is not None and promise > reader.now:
            yield phrase("web-case-promise", reader, promise=promise)
    elif not case.ended:
        if promise is not None and promise <= reader.now:
            yield phrase("web-case-late", reader, promise=promise, owner=owner)
        yield acknowledgement(case, house, reader).title
    else:
        yield from _ended(case, owner, reader)


def _ended(case: Case, owner: str, reader: ReadBy) -> Iterator[str]:
    until = case.ended_at + CLOSE_AFTER if case.ended_at else None
    match case.state:
        case "merged":
            yield phrase("web-case-merged", reader, into=f"C-{case.merged_into}")
        case "dismissed":
            yield phrase("web-case-dismissed", reader)
        case "resolved":
            yield phrase("web-case-resolved", reader, owner=owner)
            yield phrase("web-case-resolved-until", reader, until=until)
        case _:
            key = "web-case-closed" if within_reopening(case, reader.now) else "web-case-closed-late"
            yield phrase(key, reader, until=until)


def _score(case: Case, lines: list[Line]) -> int | None:
    """What they gave since they were asked last, or since it was resolved."""
    for line in reversed(lines):
        match line.event:
            case e.Rated(score=score, question=question):
                return score if question == question_of(case) else None
            case e.Reopened():
                return None
    return None


def _spoken(lines: list[Line], tx: Reader, reader: ReadBy) -> Iterator[Spoken]:
    """The customer's words and those that were meant for them."""
    you = phrase("web-case-you", reader)
    taken_back = {line.event.seq for line in lines if isinstance(line.event, e.Undone)}
    for line in lines:
        theirs = _is_theirs(line)
        if line.seq in taken_back or not (theirs or _is_for_them(line)):
            continue
        if digest := getattr(line.event, "text", None):
            words = tx.words(digest) or phrase("erased", reader)
            yield Spoken(you if theirs else tx.house.name(line.by), line.at, words, theirs)


def _is_theirs(line: Line) -> bool:
    match line.event:
        case e.Opened(via=via):  # what an agent filed is the agent's own wording
            return line.by == CUSTOMER or via == "shortcut"
        case e.CustomerWrote():
            return True
        case e.Reopened(why=why):
            return line.by == CUSTOMER or why != "agent"
        case e.Edited(other=other):
            return line.by == CUSTOMER and not other
    return False


def _is_for_them(line: Line) -> bool:
    match line.event:
        case e.Asked():
            return line.by not in (CUSTOMER, "clock")  # the clock asks the same once more
        case e.Dismissed(why=why):
            return why != "spam"
        case e.Replied() | e.Waited() | e.AnsweredFor() | e.Resolved():
            return True
    return False
