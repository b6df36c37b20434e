"""The card of a case, and the small surfaces beside it, as neutral values."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.cases.case import FOLLOW_UP, Case
from bot.cases.holding import missing_fields
from bot.cases.people import House
from bot.cases.times import age, paused_so_far, time_left
from bot.messages.notices import press
from bot.messages.values import Address, Button, Card, Table
from bot.messages.wording import Reader, length, phrase, when

IN_LISTS = ("case", "customer", "about", "owner", "state", "left")  # the columns of a list


@dataclass(frozen=True, slots=True)
class Other:
    """Another case of the same customer."""

    id: int
    via: str
    at: datetime  # when it was opened


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A case that sees to it that this one need not come again."""

    id: int
    owner: str
    state: str
    until: datetime  # by when; once it has ended, when it did


@dataclass(frozen=True, slots=True)
class About:
    """What a card shows beside the case itself."""

    customer: str
    problem: str
    others: tuple[Other, ...] = ()  # the same customer's other cases that run
    fields: tuple[tuple[str, str], ...] = ()  # filled ones, with what was said
    place: Address | None = None  # where the customer wrote
    follow_ups: tuple[FollowUp, ...] = ()


def case_card(case: Case, about: About, house: House, reader: Reader) -> Card:
    """Number, customer, problem, owner, deadline, promise, what is missing; buttons for what is lawful now."""
    title = phrase("card-title", reader, case=f"C-{case.id}", customer=about.customer, problem=about.problem)
    lawful = buttons(case, about, house, reader)
    return Card(title, _facts(case, about, house, reader), buttons=lawful, case=case.id, place=about.place)


def _facts(case: Case, about: About, house: House, reader: Reader) -> tuple[tuple[str, str], ...]:
    at, team = reader.now, house.teams[case.team]
    rows = [("fact-owner", _owner(case, house, reader)), ("fact-state", _state(case, reader))]
    if not case.ended:
        left = time_left(case, house, at)
        key = "deadline-over" if left < timedelta() else "deadline-left"
        rows.append(("fact-deadline", phrase(key, reader, deadline=case.deadline, left=left)))
        if case.promise and case.via != FOLLOW_UP:  # nobody outside was promised anything
            key = "promise-by" if case.promise > at else "promise-broken"
            rows.append(("fact-promise", phrase(key, reader, promise=case.promise)))
        if paused := paused_so_far(case, house, at):
            rows.append(("fact-age", phrase("age-paused", reader, age=age(case, house, at), paused=paused)))
    if case.category and len(team.categories) > 1:
        rows.append(("fact-category", case.category))
    rows += [("", f"{name}: {value}") for name, value in about.fields]
    if not case.ended and (missing := missing_fields(case, house)):
        rows.append(("fact-missing", phrase("list-of", reader, what=missing)))
    if case.offer:
        offer = phrase("offered-to", reader, whom=house.name(case.offer.to), until=case.offer.until)
        rows.append(("fact-offer", offer))
    if case.via == FOLLOW_UP:
        rows.append(("fact-follows", phrase("follows", reader, case=f"C-{case.follows}", who=house.name(_asker(case)))))
    if about.follow_ups:
        twice = tuple(_follow_up(one, house, reader) for one in about.follow_ups)
        rows.append(("fact-follow-ups", phrase("list-of", reader, what=twice)))
    if about.others:
        others = tuple(phrase("other-case", reader, case=f"C-{one.id}", via=one.via, at=one.at) for one in about.others)
        rows.append(("fact-others", phrase("list-of", reader, what=others)))
    return tuple((phrase(key, reader) if key else "", value) for key, value in rows)


def _asker(case: Case) -> str:
    return case.asked_by or case.owner


def _follow_up(one: FollowUp, house: House, reader: Reader) -> str:
    key = f"follow-up-{'open' if one.state == 'waiting' else 'resolved' if one.state == 'closed' else one.state}"
    return phrase(key, reader, case=f"C-{one.id}", who=house.name(one.owner), until=one.until)


def _owner(case: Case, house: House, reader: Reader) -> str:
    tier = house.teams[case.team].tiers[case.tier].name
    key = "owner-claimed" if case.claimed or case.ended else "owner-custody"
    return phrase(key, reader, owner=house.name(case.owner), tier=tier)


def _state(case: Case, reader: Reader) -> str:
    if case.pause is not None:
        key = "state-asked" if case.pause.kind == "ask" else "state-waiting"
        return phrase(key, reader, until=case.pause.until, on=case.pause.on or "", since=case.pause.since)
    if case.state == "open":
        key = "state-breached" if case.breached_at else "state-escalated" if case.escalated_at else "state-open"
        if case.urgent:
            key = "state-urgent"
        if case.via == FOLLOW_UP:
            key += "-asked-for"
        return phrase(key, reader, spoken=case.spoken_at)
    return phrase(f"state-{case.state}", reader, at=case.ended_at, into=f"C-{case.merged_into}")


def buttons(case: Case, about: About, house: House, reader: Reader) -> tuple[Button, ...]:
    """What is lawful now, for whoever may; the rules decide again at the press."""
    if case.state == "merged":
        return ()
    if case.ended:
        verbs = ["reopen"]
    else:
        verbs = ["claim"] if case.unclaimed else []
        verbs.append("note" if case.via == FOLLOW_UP else "reply")
        if case.pause is None and case.tier < house.teams[case.team].top:
            verbs.append("pass")
        verbs.append("resolve")
        if case.pause is not None:
            verbs.append("wake")
        if case.escalated_at is not None:
            verbs.append("answer_for")
    drawn = [labelled(press(verb, case), reader) for verb in verbs]
    if len(about.others) == 1 and not case.ended:
        into = f"C-{about.others[0].id}"
        label = phrase("button-merge_into", reader, into=into)
        drawn.append(Button(label, f"merge C-{case.id} into {into}", case.seq))
    more = Button(phrase("button-more", reader), f"help C-{case.id}", case.seq)
    return tuple(replace(one, style="primary" if n == 0 else "") for n, one in enumerate([*drawn, more]))


def labelled(button: Button, reader: Reader) -> Button:
    """With its label in the reader's words."""
    return replace(button, label=phrase(button.label, reader))


def gone_card(case: Case, left: tuple[str, int], house: House, reader: Reader) -> Card:
    """What is left of a card at a team's tier that the case has left: one line, no buttons."""
    team, tier = left
    key = "card-gone-team" if case.team != team else "card-gone-up" if case.tier > tier else "card-gone-back"
    to = house.teams[case.team]
    blanks = {"case": f"C-{case.id}", "owner": house.name(case.owner), "team": to.title}
    return Card(phrase(key, reader, tier=to.tiers[case.tier].name, **blanks), case=case.id)


def list_card(title: str, cases: list[tuple[Case, About]], house: House, reader: Reader, empty: str) -> Card:
    """Cases as a table: by whom they are held, and how much time is left."""
    if not cases:
        return Card(title, lines=(empty,))
    return Card(title, table=case_table(cases, IN_LISTS, house, reader))


def case_table(
    cases: Sequence[tuple[Case, About]], names: Sequence[str], house: House, reader: Reader, *, show: bool = False
) -> Table:
    """A row for each case, with these columns; with `show`, a button in each row that shows the case."""
    columns = tuple(phrase(f"column-{name}", reader) for name in names)
    rows = [_row(case, about, house, reader) for case, about in cases]
    buttons = tuple(labelled(press("show", case), reader) for case, _ in cases) if show else ()
    return Table(columns, tuple(tuple(row[name] for name in names) for row in rows), buttons)


def _row(case: Case, about: About, house: House, reader: Reader) -> dict[str, str]:
    owner = house.name(case.owner) if case.claimed else phrase("unclaimed-with", reader, owner=house.name(case.owner))
    return {
        "case": f"C-{case.id}",
        "customer": about.customer,
        "about": about.problem,
        "owner": owner,
        "state": _short_state(case, reader),
        "left": _left(case, house, reader),
    }


def _short_state(case: Case, reader: Reader) -> str:
    if case.pause is not None:
        return phrase("short-waiting", reader, until=case.pause.until)
    return phrase("short-escalated" if case.escalated_at and not case.ended else f"short-{case.state}", reader)


def _left(case: Case, house: House, reader: Reader) -> str:
    if case.ended:
        return when(case.ended_at, reader) if case.ended_at else ""
    left = time_left(case, house, reader.now)
    return phrase("left-over", reader, by=-left) if left < timedelta() else length(left, reader)


def unclaimed_card(person: str, cases: list[Case], house: House, reader: Reader) -> Card:
    """What lies unclaimed with one person on duty: one message, edited in place."""
    if not cases:
        return Card(phrase("unclaimed-none", reader))
    oldest = min(cases, key=lambda one: one.unclaimed_since or one.at)
    since = oldest.unclaimed_since or oldest.at
    lain = house.teams[oldest.team].desk.between(since, reader.now)
    title = phrase("unclaimed-some", reader, count=len(cases), case=f"C-{oldest.id}", age=lain)
    claim = Button(phrase("button-claim_next", reader), "claim next")
    return Card(title, buttons=(claim, Button(phrase("button-list", reader), "list queue")))


def acknowledgement(case: Case, house: House, reader: Reader) -> Card:
    """What the customer sees where they wrote: whose it is now, and by when a person writes, if that was promised."""
    key = "acknowledged-claimed" if case.claimed else "acknowledged"
    if case.promise is None or case.promise <= reader.now or case.ended:
        key += "-answered"
    at_top = "yes" if case.tier == house.teams[case.team].top else "no"
    blanks = {"case": f"C-{case.id}", "owner": house.name(case.owner), "promise": case.promise}
    return Card(phrase(key, reader, at_top=at_top, **blanks), case=case.id)
