"""The one place where something happens to a case: line, state, holds, and what is to be said, in one act."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import cache, lru_cache

from bot.cases import events as e
from bot.cases.alarms import due_at
from bot.cases.case import FOLLOW_UP, Case, Hold, Line
from bot.cases.deeds import deeds_of
from bot.cases.event import Event
from bot.cases.fold import after as stands_after
from bot.cases.holds import changed_holds
from bot.cases.people import House, Team
from bot.messages import news, notices
from bot.messages.values import Address, Inbound, Outgoing, Say, Surface
from bot.storage.reading import Reader
from bot.storage.tx import Tx

PROBLEM_LENGTH = 80
_IN_DESK_HOURS = (notices.Ping, notices.Announce, notices.Unclaimed)
_place = lru_cache(maxsize=1024)(Address.read)  # the same few channels, act after act
CUSTOMERS = "customer"  # the role of a thread in which the customer of a case writes


def record(
    tx: Tx,
    case: Case | None,
    event: Event,
    *,
    number: int,
    by: str,
    request: str | None,
    before: Case | None = None,
    kept: bool = False,
    customer: tuple[str, Address | None] | None = None,
    read: bool = False,
    asks: bool = False,
) -> Case:
    """Write what happened, and queue what it means for others; the case as it stands now.

    The rules put people's words into `text`; here they become the digest under which the words are kept, unless
    they are `kept` already. `before` is what an undo goes back to. `customer`, by name and place, is given by who
    knows them at an opening; else they are looked up where they are needed. What was said in the customer's own
    thread they have `read`. A resolution `asks` how it was.
    """
    words = getattr(event, "text", None)
    if words is not None and not kept:
        event = replace(event, text=tx.keep(number, words))  # type: ignore[call-arg] # only kinds with words have it
    elif words is not None:
        words = tx.words(words)
    line = Line(number, (case.seq if case else 0) + 1, in_its_time(case, tx.now), by, event, request)
    now = stands_after(case, line, before)
    house = tx.house
    clock = house.teams.get(now.clock_team, house.teams[now.team])
    held = house.teams[case.team if case else now.team]
    holds = changed_holds(case, line, now, clock, held)

    def team(key: str) -> Team:
        return house.teams.get(key, house.teams[now.team])

    def story() -> tuple[list[Line], list[Hold]]:
        return [*tx.lines(number), line], [*(one for one in tx.holds(number) if one.ended_at), *holds]

    tx.append(line, now, due_at(now, house), holds, deeds_of(case, line, now, team, story))
    if customer is None:
        look = cache(lambda: about(tx, now))
    else:
        name = customer[0]
        look = cache(lambda: (name, in_one_line(words or "")))
    happened = notices.Happened(
        *(case, line, now, words, look),
        holders=lambda: tx.holders(now.id),
        answered_by=lambda: _answered_by(tx, now),
        asks=asks,
    )
    opened = isinstance(event, e.Opened | e.Reopened)
    place = customer[1] if customer else customers_place(tx, now) if opened else None
    _tell(tx, happened, house, place, read=read)
    return now


def in_its_time(case: Case | None, now: datetime) -> datetime:
    """Now, for a case: never before its newest line, which may have been written by another clock."""
    return max(now, case.at) if case else now


def _tell(tx: Tx, happened: notices.Happened, house: House, place: Address | None, *, read: bool = False) -> None:
    """`place` is where an opening is acknowledged."""
    line, now = happened.line, happened.after
    if not isinstance(line.event, e.Nudged):  # a reminder changes nothing that a card shows
        show_cards(tx, happened.before, now, house)
        if now.via == FOLLOW_UP and now.follows is not None and _stood(happened.before) != _stood(now):
            tx.again(card_key(tx.case(now.follows)))  # which says with whom it is, and by when
        show_homes(tx, house, _concerned(happened, house))
        if happened.before is None or happened.before.ended != now.ended:  # on their page stands what runs
            for address in tx.customer(now.customer).addresses:
                tx.again(f"home:{address}")
    for kind in news.untrue_by(happened):
        tx.unsay(now.id, kind)
    team, told = house.teams[now.team], news.news(happened, house)
    rests = news.rests_until(team, now, tx.now) if any(isinstance(one, _IN_DESK_HOURS) for one in told) else None
    for n, notice in enumerate(told):
        key = f"{now.id}/{line.seq}/{n}"
        match notice:
            case notices.Story(say=say):
                channel = _place(team.tiers[now.tier].channel)
                tx.say(Outgoing(key, channel, "story", say, now.id, thread=card_key(now)))
            case notices.Ping(person=person, say=said, kind=kind, about=again, settles=settles):
                if not house.is_gone(person) and (to := address_of(house, person)):
                    goes = _once_settled(team, now, tx.now + settles) if settles else rests
                    once = _once(key, now, again, person, goes or tx.now)
                    tx.say(Outgoing(once, to, kind, said, now.id, person=person, not_before=goes))
            case notices.Announce(say=say, about=again):
                if team.supervisors:
                    to = _place(team.supervisors)
                    once = _once(key, now, again, "supervisors", rests or tx.now)
                    tx.say(Outgoing(once, to, "announcement", say, now.id, not_before=rests))
            case notices.ToCustomer(say=say, kind=kind):
                if not read and (to := customers_place(tx, now)):
                    tx.say(Outgoing(key, to, kind, say, now.id))
            case notices.Acknowledge(create=create):
                _acknowledge(tx, now, place if create else None)
            case notices.Unclaimed(person=person, create=create):
                _show_unclaimed(tx, house, team, person, rests if create else None, create=create)


def _stood(case: Case | None) -> tuple[object, ...]:
    return (case.owner, case.state, case.promise) if case else ()


def _once_settled(team: Team, case: Case, at: datetime) -> datetime:
    return news.rests_until(team, case, at) or at


def _once(key: str, case: Case, again: str | None, whom: str, goes_at: datetime) -> str:
    """What is said again and again has one row for each time that it goes out."""
    return f"{case.id}/{again}/{whom}/{goes_at.isoformat()}" if again else key


def about(tx: Reader, case: Case) -> tuple[str, str]:
    """The customer's name, and what it is about in one line."""
    opening = tx.opening_words(case.id)
    return tx.customer(case.customer).name, in_one_line(opening or "")


def in_one_line(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= PROBLEM_LENGTH else line[: PROBLEM_LENGTH - 1].rstrip() + "…"


def _answered_by(tx: Tx, case: Case) -> str | None:
    """Who gave its customer a new date last."""
    answered = (line.by for line in reversed(tx.lines(case.id)) if isinstance(line.event, e.AnsweredFor))
    return next(answered, None)


def card_key(case: Case) -> str:
    return f"card:{case.id}:{case.card}"


def _drawn_at(case: Case) -> str:
    """Which card of the case it is, and where it stands: case/card/tier/team."""
    return f"{case.id}/{case.card}/{case.tier}/{case.team}"


def show_cards(tx: Tx, before: Case | None, now: Case, house: House) -> None:
    """The live card is drawn anew; one that the case has left becomes a line."""
    channel = house.teams[now.team].tiers[now.tier].channel
    tx.show(Surface(card_key(now), "card", _place(channel), _drawn_at(now)))
    if before is not None and before.card != now.card and before.team in house.teams:
        left = house.teams[before.team].tiers[before.tier].channel
        tx.show(Surface(card_key(before), "card", _place(left), _drawn_at(before)))


def show_homes(tx: Tx, house: House, people: Iterable[str]) -> None:
    """Their own pages are drawn anew, if they ever looked at one: nobody asks here who did."""
    for person in people:
        if known := house.people.get(person):
            for key in _home_keys(person, known.addresses):
                tx.again(key)


def hide_homes(tx: Tx, house: House, person: str) -> None:
    """Their own pages are theirs no longer: what is drawn for somebody who cannot look fails for ever."""
    for key in _home_keys(person, house.people[person].addresses):
        tx.hide(key)


def home_key(person: str, platform: str) -> str:
    return f"home:{person}:{platform}"


@lru_cache(maxsize=4096)
def _home_keys(person: str, addresses: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([home_key(person, one.partition(":")[0]) for one in addresses]))


def _concerned(happened: notices.Happened, house: House) -> dict[str, None]:
    """On whose pages something else stands now: who has and had it, who acts, who is asked; the tier with its queue."""
    before, now = happened.before, happened.after
    people = {now.owner: None, happened.line.by: None}
    for case in (before, now):
        if case is not None:
            people[case.owner] = None
            people |= dict.fromkeys([one.whom for one in case.consults])
            if case.offer is not None:
                people[case.offer.to] = None
    queues = _queue_of(before), _queue_of(now)
    if queues[0] != queues[1]:
        for queue in queues:
            if queue is not None and queue[0] in house.teams:
                people |= dict.fromkeys(house.teams[queue[0]].tiers[queue[1]].people)
    return people


def _queue_of(case: Case | None) -> tuple[str, int] | None:
    return (case.team, case.tier) if case is not None and case.state == "open" and case.unclaimed else None


def _acknowledge(tx: Tx, case: Case, place: Address | None) -> None:
    """Posted at an opening, where the customer wrote; drawn anew when somebody else has the case."""
    key = f"ack:{case.id}:{case.opening}"
    if place is None:
        tx.again(key)
    else:
        tx.show(Surface(key, "acknowledgement", place, f"{case.id}/{case.opening}"))


def _show_unclaimed(tx: Tx, house: House, team: Team, person: str, rests: datetime | None, *, create: bool) -> None:
    key = f"unclaimed:{team.key}:{person}"
    if not create:
        tx.again(key)
    elif to := address_of(house, person):
        tx.show(Surface(key, "unclaimed", to, f"{team.key}/{person}", not_before=rests))


def customers_place(tx: Reader, case: Case) -> Address | None:
    """Where the customer of a case is answered: the thread they wrote in last, else their own address."""
    if bound := customers_threads(tx, case.id):
        return Address.read(bound[-1])
    addresses = tx.customer(case.customer).addresses
    return addresses[0] if addresses else None


def customers_threads(tx: Reader, number: int) -> list[str]:
    """Where the customer of a case has written about it, the newest last."""
    return [place for place, role in tx.places(number) if role == CUSTOMERS]


def thread_of(inbound: Inbound, tx: Reader) -> tuple[int | None, str]:
    """The case whose thread it was said in, and what that thread is for it; else the case it is said to be about."""
    bound = tx.thread(str(inbound.thread or inbound.place)) if inbound.thread or inbound.place else None
    return bound or (inbound.about, CUSTOMERS)


def tell_by_name(tx: Tx, people: Iterable[str], say: Say, key: str, rests: datetime | None) -> None:
    """Each of them who is still there, once."""
    for person in dict.fromkeys(people):
        if not tx.house.is_gone(person) and (to := address_of(tx.house, person)):
            tx.say(Outgoing(f"{key}/{person}", to, "ping", say, person=person, not_before=rests))


def address_of(house: House, person: str) -> Address | None:
    known = house.people.get(person)
    return _place(known.addresses[0]) if known and known.addresses else None
