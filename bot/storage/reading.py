"""Questions to the store, answered in the house's own values."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from heapq import merge
from itertools import islice
from typing import Any

from bot.cases.case import Case, Hold, Line
from bot.cases.people import Duty, House
from bot.messages.values import Address, Profile
from bot.storage import questions as ask
from bot.storage.errors import UnknownCase
from bot.storage.rows import Envelope as Envelope
from bot.storage.rows import (
    case_of,
    envelope_of,
    hold_of,
    instant,
    line_of,
    maybe_instant,
    micros,
    profile_of,
    storable,
)
from bot.storage.schema import heads as heads_of_seals
from bot.storage.wire import Row, Statement, Wire

ERASED = "erased"  # the role of a thread of somebody who was forgotten
VERIFIED = ("person", "guest", "gone")  # whose e-mail the workspace vouches for; a stranger's is another one's word
_NUMBER = re.compile(r"(?:c-|#)?(\d{1,18})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Customer:
    id: int
    name: str
    addresses: tuple[Address, ...] = ()
    locale: str | None = None
    zone: str | None = None


class Reader:
    """Sees one moment of the store, from its first question to its last."""

    def __init__(self, wire: Wire, house: House | None = None) -> None:
        self._wire = wire
        self._static = house
        self._house: House | None = None

    def _asked(self) -> Wire:
        """Where a question goes; an act first lets the database know what it has written."""
        return self._wire

    # --- one case ---------------------------------------------------------------------------------------

    def case(self, number: int) -> Case:
        row = self._wire.one(ask.CASE, number)
        if row is None:
            raise UnknownCase(number)
        return case_of(row)

    def lines(self, number: int) -> list[Line]:
        return self.lines_since(number, 0)

    def lines_since(self, number: int, seq: int) -> list[Line]:
        """What happened after that line."""
        return [line_of(row) for row in self._asked().all(ask.LINES, case_id=number, after=seq)]

    def line(self, number: int, seq: int) -> Envelope | None:
        """How the case stood after that line."""
        row = self._asked().one(ask.ENVELOPE, number, seq)
        return envelope_of(row) if row else None

    def holds(self, number: int) -> list[Hold]:
        return [hold_of(row) for row in self._asked().all(ask.HOLDS, case_id=number)]

    def holders(self, number: int) -> list[str]:
        """Everybody who held the case, custody apart, in the order they first did."""
        return list(dict.fromkeys(hold.person for hold in self.holds(number) if not hold.custody))

    def opening_words(self, number: int) -> str | None:
        """The words the case was first opened with."""
        row = self._wire.one(ask.OPENING, number) or self._asked().one(ask.OPENING, number)
        digest = json.loads(row[0]).get("text") if row else None
        return self.words(digest) if digest else None

    def last_moved_by(self, person: str, kinds: Iterable[str], since: datetime) -> int | None:
        """The case of that person's newest line of one of these kinds, if it is no older than `since`."""
        wire = self._asked()
        found = [row for kind in kinds for row in wire.all(ask.LAST_BY, kind=kind, since=micros(since), person=person)]
        return max(found)[1] if found else None

    def words(self, digest: str) -> str | None:
        """A text of the ledger's; None once it is erased."""
        row = self._wire.one(ask.WORDS, digest)
        return row[0] if row else None

    # --- lists, least time left first -----------------------------------------------------------------------

    def _cases(self, question: Any, **values: Any) -> list[Case]:
        return [case_of(row) for row in self._asked().all(question, **values)]

    def held_by(self, person: str) -> list[Case]:
        """What they own that is open or waiting, claimed or in custody."""
        return self._cases(ask.HELD_BY, owner=person)

    def queue(self, team: str, tiers: Iterable[int], limit: int = 50) -> list[Case]:
        """What is open there and nobody has claimed."""
        found = (self._cases(ask.QUEUE, team=team, tier=tier, limit=limit) for tier in tiers)
        return list(islice(merge(*found, key=_time_left), limit))

    def first_unclaimed(self, team: str, tier: int) -> Case | None:
        found = self._cases(ask.QUEUE, team=team, tier=tier, limit=1)
        return found[0] if found else None

    def of_team(self, team: str, states: Iterable[str] = ("open", "waiting"), limit: int = 50) -> list[Case]:
        found = (self._cases(ask.OF_TEAM, team=team, state=state, limit=limit) for state in states)
        return list(islice(merge(*found, key=_time_left), limit))

    def waiting(self, team: str, limit: int = 1000) -> list[Case]:
        return self.of_team(team, ("waiting",), limit)

    def offered_to(self, person: str) -> list[Case]:
        return self._cases(ask.OFFERED_TO, offer_to=person)

    def unclaimed_elsewhere(self, team: str, tier: int, person: str) -> list[Case]:
        """The running cases that nobody has claimed there and that lie with somebody else than this person."""
        found = (
            self._cases(ask.UNCLAIMED_ELSEWHERE, team=team, tier=tier, state=state, person=person)
            for state in ("open", "waiting")
        )
        return [case for cases in found for case in cases]

    def running_after(self, number: int, limit: int) -> list[Case]:
        """The next running cases by number."""
        return self._cases(ask.RUNNING_AFTER, after=number, limit=limit)

    def all_running(self) -> list[Case]:
        return self._cases(ask.ALL_RUNNING)

    def ended_since(self, since: datetime, limit: int) -> list[int]:
        """Cases that somebody ended since then, the newest first; some may run again."""
        found = self._wire.all(ask.ENDED_SINCE, since=micros(since), limit=limit)
        return list(dict.fromkeys(row[0] for row in found))

    def owners(self) -> dict[str, int]:
        """Who owns running cases, and how many."""
        return {row[0]: row[1] for row in self._asked().all(ask.OWNERS)}

    def teams_with_cases(self) -> list[str]:
        return sorted(row[0] for row in self._asked().all(ask.TEAMS))

    def of_customer(self, customer: int, limit: int = 10) -> list[Case]:
        """Their cases, newest first."""
        return self._cases(ask.OF_CUSTOMER, customer=customer, limit=limit)

    def recent_case(
        self, customer: int, since: datetime, place: str | None = None, until: datetime | None = None
    ) -> Case | None:
        """The newest running case of which its customer spoke in that time; with `place`, one bound there or within."""
        for case in self._recent(customer, since):  # it was opened then, or later than it was spoken of
            if case.spoken_at < since or (until is not None and case.spoken_at > until):
                continue
            if place is None or any(_within(bound, place) for bound, _ in self.places(case.id)):
                return case
        return None

    def recent_cases(self, customer: int, since: datetime) -> list[Case]:
        """The customer's running cases that were opened since then, the newest first."""
        return self._recent(customer, since)

    def _recent(self, customer: int, since: datetime) -> list[Case]:
        return self._cases(ask.RECENT, customer=customer, since=micros(since))

    def find(self, words: str, team: str | None = None, limit: int = 20) -> list[Case]:
        """Cases whose number, texts or customer's name match, newest first but the number's own before all."""
        words = words.strip()
        found: list[int] = []
        if number := _NUMBER.fullmatch(words):
            row = self._asked().one(ask.CASE, int(number[1]))
            found += [row[0]] if row and team in (None, row[3]) else []
        if words:
            ways = {"typed": words, "lower": words.lower(), "upper": words.upper(), "title": words.title()}
            values = {way: _pattern(text) for way, text in ways.items()} | {"team": team, "limit": limit}
            told = self._asked().all(ask.FIND_WORDS, **values) + self._asked().all(ask.FIND_NAMES, **values)
            found += sorted({row[0] for row in told}, reverse=True)
        return [self.case(number) for number in islice(dict.fromkeys(found), limit)]

    # --- customers and their places ---------------------------------------------------------------------------

    def customer_at(self, address: Address) -> int | None:
        row = self._wire.one(ask.CUSTOMER_AT, address.platform, address.place)
        return row[0] if row else None

    def customer(self, number: int) -> Customer:
        row = self._wire.one(ask.CUSTOMER, number)
        if row is None:
            raise KeyError(number)
        places = self._wire.all(ask.ADDRESSES, customer_id=number)
        return Customer(number, row[0], tuple(Address(*place) for place in places), row[1], row[2])

    def customers_named(self, name: str) -> list[int]:
        return [row[0] for row in self._asked().all(ask.NAMED, name=name)]

    def profile(self, address: Address) -> Profile | None:
        """What its platform said of somebody last."""
        row = self._wire.one(ask.PROFILE, str(address))
        return profile_of(row) if row else None

    def customer_by_email(self, email: str) -> int | None:
        """The customer at an address for which its platform states that very e-mail."""
        found = [self.customer_at(one.address) for one in self._with_email(email) if one.kind in VERIFIED]
        return min((number for number in found if number is not None), default=None)

    def _with_email(self, email: str) -> list[Profile]:
        return [profile_of(row) for row in self._wire.all(ask.WITH_EMAIL, email=email)]

    def mark(self, place: Address | str) -> tuple[str, datetime] | None:
        """Up to where a channel was read, in its platform's own words, and when."""
        row = self._wire.one(ask.MARK, str(place))
        return (row[0], instant(row[1])) if row else None

    def thread(self, place: str) -> tuple[int, str] | None:
        """The case a place belongs to, and what it is for it."""
        bound = self._bound(place)
        return bound[:2] if bound and bound[1] != ERASED else None

    def was_erased(self, place: str) -> bool:
        """Did it belong to a case of somebody who was forgotten? What is said there begins another."""
        bound = self._bound(place)
        return bound is not None and bound[1] == ERASED

    def _bound(self, place: str) -> tuple[int, str, int] | None:
        row = self._wire.one(ask.THREAD, place)
        return (row[0], row[1], row[2]) if row else None

    def case_seen(self, keys: Iterable[str]) -> int | None:
        """The case to which one of these deliveries led, when it came."""
        wire = self._asked()
        found = [wire.one(ask.CASE_SEEN, storable(key)) for key in keys]
        return next((row[0] for row in found if row and row[0] is not None), None)

    def places(self, number: int) -> list[tuple[str, str]]:
        """Every place bound to the case, with its role; the last bound last."""
        return [(row[0], row[1]) for row in self._wire.all(ask.PLACES, case_id=number)]

    def is_shown(self, key: str) -> bool:
        """Is there such a surface, kept up to date?"""
        return self._wire.one(ask.IS_SHOWN, key) is not None

    # --- the house --------------------------------------------------------------------------------------------

    @property
    def house(self) -> House:
        """The configured house with who is away, on duty and gone as the store knows it."""
        if self._static is None:
            raise LookupError("this store was opened without a house")
        if self._house is None:
            self._house = merged(self._static, self._asked().all(ask.ROSTER))
        return self._house

    def last_house(self, kind: str) -> Line | None:
        """The newest line of that kind in the house's own chain."""
        row = self._asked().all(ask.HOUSE_KIND, kind=kind)
        return line_of(row[0]) if row else None

    def house_lines(self, *kinds: str) -> list[Line]:
        """The house's own chain, or only these kinds of it: of the others there are many, and long ones."""
        if not kinds:
            return self.lines(0)
        found = (self._asked().all(ask.HOUSE_OF_KIND, kind=kind) for kind in kinds)
        return sorted((line_of(row) for rows in found for row in rows), key=lambda line: line.seq)

    def unsealed(self, limit: int = 1000) -> dict[int, str]:
        """The cases that grew since the last seal, and the hash of their newest line."""
        return {row[0]: row[2] for row in self._asked().all(ask.UNSEALED, limit=limit)}

    # --- when --------------------------------------------------------------------------------------------------

    def database_time(self) -> datetime:
        """What the clock of PostgreSQL shows."""
        shown: datetime = self._wire.one(ask.DATABASE_TIME)[0]
        return shown

    def earliest_due(self) -> datetime | None:
        return maybe_instant(self._asked().all(ask.EARLIEST_DUE)[0][0])

    def earliest_outbox(self, now: datetime) -> datetime | None:
        """When something can next be sent: `now` if it can already, None if nothing is to be."""
        wire = self._asked()
        times = [row[0] for question in (ask.EARLIEST_SAID, ask.EARLIEST_SHOWN) for row in wire.all(question)]
        times = [time for time in times if time is not None]
        return max(now, instant(min(times))) if times else None

    # --- all of it ------------------------------------------------------------------------------------------------

    def stream(self, question: Statement) -> Iterator[Any]:
        """Rows as they come; for what goes through the whole store."""
        return self._asked().stream(question)

    def ledger(self) -> Iterator[Any]:
        """Every line as its row, by case and seq."""
        return self.stream(ask.LEDGER)

    def in_order(self, heads: Iterable[Row]) -> Iterator[Any]:
        """(case, hash, at) by case, however many: ordered beside the store, which stays as it is."""
        wire = self._asked()
        wire.beside(heads_of_seals)
        heads = iter(heads)
        while page := list(islice(heads, 10_000)):
            wire.many(ask.KEEP_HEAD, page)
        return self.stream(ask.HEADS)


def merged(house: House, roster: Iterable[Any]) -> House:
    away: dict[str, datetime] = dict(house.away)
    duties: dict[tuple[str, int], Duty] = dict(house.duties)
    gone = set(house.gone)
    for kind, person, until, team, tier in roster:
        if kind == "away":
            away[person] = instant(until)
        elif kind == "duty":
            duties[team, tier] = Duty(person, instant(until))
        elif kind == "gone":
            gone.add(person)
    return replace(house, away=away, duties=duties, gone=frozenset(gone))


def version_of(roster: Iterable[Any]) -> int:
    """How often it has changed."""
    return next(int(version) for kind, _, version, _, _ in roster if kind == "version")


def _time_left(case: Case) -> tuple[datetime, int]:
    return case.deadline, case.id


def _pattern(words: str) -> str:
    return "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"


def _within(bound: str, place: str) -> bool:
    """Is `bound` that place, or a thread in it? What follows its name begins with a mark that no name has."""
    return bound == place or (bound.startswith(place) and not bound[len(place)].isalnum())
