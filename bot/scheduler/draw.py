"""What is to be seen, as a card for its reader, drawn from how things stand when its turn comes."""

from dataclasses import replace
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.cases.case import Case
from bot.cases.people import House
from bot.commands.homes import page
from bot.commands.missing import asked_at_once
from bot.commands.reading import about_card, read_by_customer
from bot.commands.record import about
from bot.messages.cards import acknowledgement, case_card, gone_card, labelled, unclaimed_card
from bot.messages.history import tried
from bot.messages.links import NO_LINKS, Links
from bot.messages.values import TO_CUSTOMERS, Button, Card, Outgoing, Prompt, Say, Surface
from bot.messages.wording import Reader as ReadBy
from bot.messages.wording import phrase, text
from bot.storage.reading import Reader

SPOKEN = ("reply", "question")  # the kinds of what a person says
WITH_THEIR_PAGE = ("customer-resolved", "customer-resolved-told", "customer-asked-later")  # beside the acknowledgement
DIGESTS = ("digest", "digest_charts", "digest_work", "digest_customers")  # a month's message, and what stands below


class DrawDigest(Protocol):
    """A team's month; `part` is one of DIGESTS."""

    def __call__(self, team: str, month: str, reader: Reader, now: datetime, part: str = "digest") -> Card: ...


WITH_WHAT_WAS_TRIED = ("ping-escalated-top", "ping-escalated-lead")


def said_card(row: Outgoing, tx: Reader, now: datetime, *, marked: bool = False, links: Links = NO_LINKS) -> Card:
    """A sentence of the outbox, with its buttons if it has any; `marked`: its instants are."""
    reader = _reader(row.case, tx, now, marked, customer=row.kind in TO_CUSTOMERS)
    spoken = row.kind in SPOKEN
    match row.say:
        case Prompt(say=say, buttons=buttons, case=case):
            pressed = tuple(labelled(one, reader) for one in buttons)
            lines = _behind(row, say, tx, reader)
            card = Card(text(say, reader), lines=lines, buttons=pressed, case=case, spoken=spoken)
            page = _page(case, links, reader, rate=_asks(say)) if say.key in WITH_THEIR_PAGE else None
            return replace(card, link=page)
        case Say() as say:
            return Card(text(say, reader), lines=_behind(row, say, tx, reader), case=row.case, spoken=spoken)


def _asks(say: Say) -> bool:
    """Does it ask how it was?"""
    return say.key == "customer-asked-later" or say.blanks.get("asked") == "yes"


def _page(case: int | None, links: Links, reader: ReadBy, *, rate: bool = False) -> tuple[str, str] | None:
    """Where its customer sees all of it, and can say how it was."""
    url = links.of(case) if case is not None else None
    return (phrase("card-rate-page" if rate else "card-customers-page", reader), url) if url else None


def shown_card(
    surface: Surface, tx: Reader, now: datetime, digest: DrawDigest, *, marked: bool = False, links: Links = NO_LINKS
) -> Card:
    """The newest state of something that is kept up to date."""
    match surface.kind:
        case "card":
            name, card, tier, team = surface.subject.split("/", 3)
            case = tx.case(int(name))
            reader = _reader(case.id, tx, now, marked)
            if case.card != int(card):
                return gone_card(case, (team, int(tier)), tx.house, reader)
            drawn = case_card(case, about_card(tx, case, reader), tx.house, reader)
            return replace(drawn, lines=_tried(case, tx, reader))
        case "acknowledgement":
            number = int(surface.subject.partition("/")[0])
            case = tx.case(number)
            reader = _reader(number, tx, now, marked, customer=True)
            drawn = replace(acknowledgement(case, tx.house, reader), link=_page(number, links, reader))
            asked = asked_at_once(tx, case, int(surface.subject.partition("/")[2] or 1), surface.to)
            return _with(asked, drawn, reader) if asked else drawn
        case "unclaimed":
            team, _, person = surface.subject.partition("/")
            cases = [case for case in tx.held_by(person) if case.unclaimed and case.team == team]
            return unclaimed_card(person, cases, tx.house, ReadBy(now, tx.house.teams[team].zone, marked=marked))
        case "home":
            return page(surface, tx, now, marked=marked)
        case part if part in DIGESTS:
            team, _, month = surface.subject.partition("/")
            return digest(team, month, tx, now, part)
    raise ValueError(f"nobody draws a {surface.kind}")


def _with(asked: Prompt, drawn: Card, reader: ReadBy) -> Card:
    """A card that asks for something, too."""
    say = asked.say
    return replace(drawn, lines=(text(say, reader),), buttons=tuple(labelled(one, reader) for one in asked.buttons))


def again(what: Outgoing | Surface, tx: Reader, now: datetime) -> str:
    """What is said below something that nobody knows to have arrived the first time."""
    number = what.case if isinstance(what, Outgoing) or what.kind in TO_CUSTOMERS else None
    return phrase("sent-again", _reader(number, tx, now, marked=False, customer=what.kind in TO_CUSTOMERS))


def _behind(row: Outgoing, say: Say, tx: Reader, reader: ReadBy) -> tuple[str, ...]:
    """Who is told that the clock took a case hears what was tried, too."""
    if row.case is None or say.key not in WITH_WHAT_WAS_TRIED:
        return ()
    return _tried(tx.case(row.case), tx, reader)


def _tried(case: Case, tx: Reader, reader: ReadBy) -> tuple[str, ...]:
    """A case that comes to a tier brings along what was tried before."""
    if case.cards == 1:
        return ()
    return tried(tx.lines(case.id), tx.house, tx.customer(case.customer).name, tx.words, reader)


def opening_card(rows: list[Outgoing], tx: Reader, now: datetime, *, marked: bool = False) -> Card:
    """Many pings for one person as one: what came up, and how things stand for them."""
    person, rested = rows[0].person or "", any(row.not_before is not None for row in rows)
    reader = _reader(rows[0].case, tx, now, marked)
    held = [case for case in tx.held_by(person) if case.state == "open"]
    zone = ZoneInfo(reader.zone)
    today = now.astimezone(zone).date()
    groups = {
        "mine": [case for case in held if case.claimed],
        "due": [case for case in held if case.deadline.astimezone(zone).date() == today],
        "unclaimed": [case for case in held if case.unclaimed],
        "escalated": [case for case in held if case.escalated_at],
    }
    title = phrase("opening-title", reader, shut="yes" if rested else "no", count=len(rows))
    lines = [said_card(row, tx, now, marked=marked).title for row in rows[:10]]
    lines += [
        phrase(f"opening-{name}", reader, cases=tuple(_named(tx, case, name) for case in cases[:10]))
        for name, cases in groups.items()
        if cases
    ]
    return Card(title, lines=tuple(lines), buttons=(Button(phrase("button-list", reader), "list mine"),))


def _named(tx: Reader, case: Case, group: str) -> str:
    """With what it is about where it is named first; after that its number will do."""
    if group != "mine":
        return f"C-{case.id}"
    name, problem = about(tx, case)
    return f"C-{case.id} ({name}: {problem})"


def _reader(number: int | None, tx: Reader, now: datetime, marked: bool, *, customer: bool = False) -> ReadBy:
    """Staff read in their team's zone, customers in their own as far as it is known."""
    house: House = tx.house
    if number is None:
        return ReadBy(now, next(iter(house.teams.values())).zone, marked=marked)
    case = tx.case(number)
    if customer:
        return replace(read_by_customer(case, tx, now), marked=marked)
    return ReadBy(now, house.teams[case.team].zone, marked=marked)
