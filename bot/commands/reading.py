"""The verbs that only look: show, list, find, report, help."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.cases.case import FOLLOW_UP, Case
from bot.cases.people import House, Team
from bot.cases.refusals import Refused
from bot.commands.asked import CUSTOMER, Asked, of_the_desk, person_of, read_by, sees, teams_of, the_case
from bot.commands.forming import may_press
from bot.commands.known import known_values
from bot.commands.record import about, customers_place, in_one_line
from bot.commands.verbs import FIRST, VERBS
from bot.messages.cards import About, FollowUp, Other, case_card, labelled, list_card
from bot.messages.history import told
from bot.messages.languages import first_spoken
from bot.messages.notices import UNKNOWN, press
from bot.messages.values import Answer, Button, Card, Say, Table
from bot.messages.wording import Reader as ReadBy
from bot.messages.wording import phrase
from bot.messages.written import shown
from bot.storage.reading import Customer, Reader

LONGEST_LIST = 50
OTHERS = (  # what stands behind *More*
    *("show", "advise", "decline", "note", "ask", "wait", "give", "return", "move", "consult", "set", "promise"),
    *("urgent", "assign", "follow_up", "merge", "not_a_case", "reopen", "undo"),
)
CUSTOMERS_VERBS = ("new", "solved", "not-solved", "rate", "help")  # what customers may type


def show(asked: Asked, tx: Reader) -> Answer:
    """show [C]: the case and its whole story."""
    case = the_case(asked, tx)
    reader = read_by(asked, tx, case.team)
    if asked.by == CUSTOMER:
        return Answer((shown_to_customer(case, asked.at),))
    lines = told(tx.lines(case.id), tx.house, tx.customer(case.customer).name, tx.words, reader)
    return Answer(card=replace(lawful_card(asked, case, tx, reader), lines=lines))


def lawful_card(asked: Asked, case: Case, tx: Reader, reader: ReadBy) -> Card:
    """The card of a case, with the buttons that its asker may press."""
    card = case_card(case, about_card(tx, case, reader), tx.house, reader)
    return replace(card, buttons=tuple(one for one in card.buttons if may_press(asked, one, case, tx)))


def shown_to_customer(case: Case, at: datetime) -> Say:
    """How it stands, for its customer; a promise that is kept or broken is none."""
    promised = case.promise is not None and case.promise > at
    state = "answered" if case.state == "open" and not promised else case.state
    into = f"C-{case.merged_into}"
    return Say("said-shown-customer", {"case": f"C-{case.id}", "state": state, "promise": case.promise, "into": into})


def about_card(tx: Reader, case: Case, reader: ReadBy) -> About:
    """What a card shows beside the case itself."""
    brief = in_brief(tx, case)
    alone = brief.customer == UNKNOWN or case.state == "merged" or case.via == FOLLOW_UP
    running = () if alone else tx.of_customer(case.customer, 5)
    others = tuple(Other(one.id, one.via, one.opened_at) for one in running if one.id != case.id and not one.ended)
    twice = tuple(_follow_up(tx.case(number)) for number in case.follow_ups)
    place = customers_place(tx, case)
    return replace(brief, others=others, fields=filled_fields(tx, case, reader), place=place, follow_ups=twice)


def _follow_up(case: Case) -> FollowUp:
    return FollowUp(case.id, case.owner, case.state, case.ended_at or case.promise or case.deadline)


def in_brief(tx: Reader, case: Case) -> About:
    """What a list shows of it."""
    return About(*about(tx, case))


def read_by_customer(case: Case, tx: Reader, at: datetime) -> ReadBy:
    """Customers read in their own language and zone, as far as they are known."""
    return reader_of(tx.customer(case.customer), tx.house.teams.get(case.team), at)


def reader_of(who: Customer | None, team: Team | None, at: datetime, asks: str | None = None) -> ReadBy:
    """`asks`: the language of their browser, if no other of theirs is known. A team may be gone, and nobody may
    have said yet who they are."""
    zone, usual = (team.zone, team.language) if team else ("UTC", None)
    own, locale = (who.zone, who.locale) if who else (None, None)
    return ReadBy(at, own or zone, first_spoken(locale, asks, usual), customer=True)


def filled_fields(tx: Reader, case: Case, reader: ReadBy) -> tuple[tuple[str, str], ...]:
    if not case.known and not case.unknowable:
        return ()
    fields = {one.name: one for one in tx.house.teams[case.team].required(case.category)}
    filled = (
        (name, in_one_line(shown(fields[name], value, reader) if name in fields else value) or "–")
        for name, value in known_values(tx, case).items()
    )
    return (*filled, *((name, "–") for name in case.unknowable))


def list_(asked: Asked, tx: Reader) -> Answer:
    """list [mine, queue, team, overdue, waiting, of @person]: cases, least time left first."""
    if unknown := asked.args.get("filter_unknown"):
        raise Refused("no-such-list", typed=unknown)
    which = asked.value("filter") or "mine"
    reader = read_by(asked, tx)
    house, mine = tx.house, teams_of(tx.house, asked.by)
    who = asked.by
    cases: list[Case] = []
    match which:
        case "mine":
            cases = [*tx.held_by(asked.by), *tx.offered_to(asked.by)]
        case "of":
            who = person_of(asked.value("person"), house)
            cases = [case for case in tx.held_by(who) if sees(house, asked.by, case)]
        case "queue":
            for team in mine:
                tiers = house.teams[team].tiers_of(asked.by) or tuple(range(len(house.teams[team].tiers)))
                cases += tx.queue(team, tiers, LONGEST_LIST)
        case "team":
            for team in mine:
                cases += tx.of_team(team, limit=LONGEST_LIST)
        case "overdue":
            for team in mine:
                cases += [
                    case for case in tx.of_team(team, limit=1000) if case.escalated_at or case.deadline < asked.at
                ]
        case "waiting":
            for team in mine:
                cases += tx.waiting(team, LONGEST_LIST)
    cases = sorted({case.id: case for case in cases}.values(), key=lambda case: case.deadline)
    title = phrase("list-of-whom" if which == "of" else f"list-{which}", reader, who=house.name(who), count=len(cases))
    shown = [(case, in_brief(tx, case)) for case in cases[:LONGEST_LIST]]
    card = list_card(title, shown, house, reader, phrase("list-empty", reader))
    lines = (*card.lines, *(_per_person(cases, house, reader) if which == "team" else ()))
    next_ = (Button(phrase("button-claim_next", reader), "claim next"),) if which == "queue" and cases else ()
    return Answer(card=Card(card.title, lines=lines, table=card.table, buttons=next_))


def _per_person(cases: list[Case], house: House, reader: ReadBy) -> Iterator[str]:
    """How many of these each person has: open, waiting, due today."""
    zone = ZoneInfo(reader.zone)
    today = reader.now.astimezone(zone).date()
    for person in sorted({case.owner for case in cases}, key=house.name):
        theirs = [case for case in cases if case.owner == person]
        running = [case for case in theirs if case.state == "open"]
        due = sum(case.deadline.astimezone(zone).date() <= today for case in running)
        counts = {"open": len(running), "waiting": len(theirs) - len(running), "due": due}
        yield phrase("list-per-person", reader, who=house.name(person), **counts)


def find(asked: Asked, tx: Reader) -> Answer:
    """find words: cases whose words, customer or number match."""
    words = asked.words() or asked.line.words
    if not words:
        raise Refused("find-what")
    reader = read_by(asked, tx)
    cases = [case for case in tx.find(words, limit=LONGEST_LIST) if sees(tx.house, asked.by, case)]
    title = phrase("list-found", reader, words=in_one_line(words), count=len(cases))
    shown = [(case, in_brief(tx, case)) for case in cases[:20]]
    return Answer(card=list_card(title, shown, tx.house, reader, phrase("list-empty", reader)))


def help_(asked: Asked, tx: Reader) -> Answer:
    """help [verb]: what one can type."""
    reader = read_by(asked, tx)
    if not of_the_desk(asked, tx.house):
        return _help_for_customers(asked, reader)
    if unknown := asked.args.get("verb_unknown"):
        number = unknown.strip().lstrip("#Cc- ")
        if number.isdigit():
            return _more(asked.about(int(number)), tx)
        raise Refused("unknown-verb", typed=unknown, nearest=())
    if named := asked.value("verb"):
        verb = VERBS[named]
        return Answer(card=Card(verb.usage, lines=(phrase(f"help-{named.replace('_', '-')}", reader),)))
    first = [VERBS[name] for name in FIRST]
    others = [verb for verb in VERBS.values() if verb not in first and verb.who != "customer"]
    rows = tuple((verb.usage, phrase(f"help-{verb.name.replace('_', '-')}", reader)) for verb in (*first, *others))
    return Answer(
        card=Card(phrase("help-title", reader), table=_help_table(rows, reader), lines=(phrase("help-how", reader),))
    )


def _help_for_customers(asked: Asked, reader: ReadBy) -> Answer:
    """What is theirs to say, whatever they asked about: a button of a desk's card is pressed by others, too."""
    asked_for = asked.args.get("verb_unknown") or asked.args.get("verb", "help").replace("_", "-")
    said = () if asked_for in CUSTOMERS_VERBS else (Say("said-help-customer"),)
    rows = tuple(
        (phrase(f"usage-customer-{one}", reader), phrase(f"help-customer-{one}", reader)) for one in CUSTOMERS_VERBS
    )
    return Answer(said, card=Card(phrase("help-title-customer", reader), table=_help_table(rows, reader)))


def _more(asked: Asked, tx: Reader) -> Answer:
    """Every other verb of a case that is lawful now for the asker, as buttons."""
    case = the_case(asked, tx)
    reader = read_by(asked, tx, case.team)
    offered = (labelled(press(verb, case), reader) for verb in OTHERS)
    buttons = tuple(one for one in offered if may_press(asked, one, case, tx))
    title = phrase("more-title", reader, case=f"C-{case.id}")
    return Answer(card=Card(title, buttons=buttons, case=case.id))


def _help_table(rows: tuple[tuple[str, str], ...], reader: ReadBy) -> Table:
    return Table((phrase("column-type", reader), phrase("column-does", reader)), rows)
