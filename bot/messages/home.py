"""Somebody's own page as a card with parts: what is theirs, what is asked of them, what lies in their queue."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.cases.case import Case
from bot.cases.figures import PersonFigures
from bot.cases.passes import Passes
from bot.cases.people import House
from bot.messages.cards import About, case_table, labelled
from bot.messages.figures import cell, month_name, title
from bot.messages.my_month import passes_line
from bot.messages.notices import press
from bot.messages.numbers import open_any
from bot.messages.values import Button, Card, Say
from bot.messages.wording import Reader, phrase, text

LONGEST = 20  # cases of one part; the others are behind a list
OF_THE_MONTH = ("resolved", "passed_up", "given", "returned", "escalated_from", "lost_to_the_clock")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A case about which something is wanted of whoever looks: advice, or to take it."""

    case: Case
    about: About
    say: Say  # what, and by whom
    verbs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """Cases, least time left first: those that are shown, and how many there are."""

    shown: Sequence[tuple[Case, About]] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class Month:
    """One's own figures in a team, of the month that runs."""

    team: str
    month: str  # 2026-11
    figures: PersonFigures
    passes: Passes = field(default_factory=Passes)


@dataclass(frozen=True, slots=True)
class Home:
    """What somebody of the house sees at home."""

    person: str
    mine: Listed
    asked: Sequence[Wanted] = ()
    queue: Listed | None = None  # None: they are of no tier
    months: Sequence[Month] = ()
    away_until: datetime | None = None
    leads: bool = False


def home_card(home: Home, house: House, reader: Reader) -> Card:
    parts = [
        _listed("mine", home.mine, house, reader),
        *_questions(home.asked, reader),
        *([_listed("queue", home.queue, house, reader)] if home.queue else ()),
        *(_month(one, house, reader) for one in home.months),
        *([_presence(home, reader)] if home.queue else ()),
    ]
    buttons = [Button("button-new", "new", style="primary")]
    buttons += [Button("button-list_team", "list team")] if home.leads else []
    heading = phrase("home-title", reader, who=house.name(home.person))
    return Card(heading, buttons=tuple(labelled(one, reader) for one in buttons), parts=tuple(parts))


def _listed(which: str, listed: Listed, house: House, reader: Reader) -> Card:
    """One's own cases, or what anybody of the tier may claim."""
    heading = phrase(f"list-{which}", reader, count=listed.count)
    if not listed.shown:
        return Card(heading, lines=(phrase("list-empty", reader),))
    claim = (Button(phrase("button-claim_next", reader), "claim next", style="primary"),) if which == "queue" else ()
    more = listed.count - len(listed.shown)
    lines = (phrase("home-more", reader, count=more, line=f"list {which}"),) if more else ()
    names = ("case", "customer", "about", "state", "left")
    table = case_table(listed.shown, names, house, reader, show=True)
    return Card(heading, lines=lines, table=table, buttons=claim)


def _questions(asked: Sequence[Wanted], reader: Reader) -> Iterable[Card]:
    heading = phrase("home-questions", reader, count=len(asked))
    if not asked:
        return [Card(heading, lines=(phrase("list-empty", reader),))]
    more = len(asked) - LONGEST
    lines = (phrase("home-more-questions", reader, count=more),) if more > 0 else ()
    return [Card(heading, lines=lines), *(_question(one, reader) for one in asked[:LONGEST])]


def _question(asked: Wanted, reader: Reader) -> Card:
    case, about = asked.case, asked.about
    heading = phrase("card-title", reader, case=f"C-{case.id}", customer=about.customer, problem=about.problem)
    pressed = tuple(labelled(press(verb, case), reader) for verb in asked.verbs)
    return Card(heading, lines=(text(asked.say, reader),), buttons=pressed, case=case.id)


def _month(mine: Month, house: House, reader: Reader) -> Card:
    blanks = {"month": month_name(mine.month, reader), "team": title(house, mine.team)}
    figures = tuple(
        (phrase(f"digest-column-{name}", reader), cell(getattr(mine.figures, name), reader)) for name in OF_THE_MONTH
    )
    went = (passes_line(mine.passes, house, reader),) if mine.passes.each else ()
    report = Button(phrase("button-report", reader), "report me")
    buttons = (report, open_any("report me", reader))
    return Card(phrase("home-month", reader, **blanks), figures, lines=went, buttons=buttons)


def _presence(home: Home, reader: Reader) -> Card:
    if home.away_until is None:
        return Card(phrase("home-here", reader), buttons=(Button(phrase("button-away", reader), "away"),))
    back = Button(phrase("button-back", reader), "back")
    return Card(phrase("home-away", reader, until=home.away_until), buttons=(back,))


def customers_home(cases: Sequence[Say], count: int, reader: Reader) -> Card:
    """What a customer sees at home: their own running cases, each in a sentence, and how to write."""
    told = [text(one, reader) for one in cases] or [phrase("home-customer-none", reader)]
    more = count - len(cases)
    told += [phrase("home-customer-more", reader, count=more)] if more > 0 else []
    new = Button(phrase("button-new", reader), "new", style="primary")
    how = phrase("home-customer-how", reader)
    return Card(phrase("home-customer-title", reader), lines=(*told, how), buttons=(new,))
