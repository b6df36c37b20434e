"""What an act works with: it reads, and what it writes is kept whole or not at all."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.cases.case import FOLLOW_UP, Case, Hold, Line
from bot.cases.chain import Sealed
from bot.cases.deeds import NO_DEEDS, Deeds
from bot.cases.event import Event
from bot.messages.values import Address
from bot.storage import questions as ask
from bot.storage import writes
from bot.storage.draft import Held
from bot.storage.errors import Outpaced, UnknownCase
from bot.storage.foreseeing import foreseen
from bot.storage.ledger import canonical, chained, digest_of, seal_hash
from bot.storage.reading import Customer
from bot.storage.roster import Roster
from bot.storage.rows import case_of, hold_row, micros, promise_row, resolution_row, response_row, storable

HEADS_IN_A_SEAL = 5000  # more would keep the writer from everybody else
FARTHEST_OFF = timedelta(seconds=2)  # that the clock of one who writes may be from the database's


class Tx(Roster):
    """`now` is the act's instant; everything an act does bears it."""

    # --- cases and their lines ----------------------------------------------------------------------------

    def case(self, number: int) -> Case:
        held = self._held(number)
        if held is None:
            raise UnknownCase(number)
        if self.now < held.case.at <= self.now + 2 * FARTHEST_OFF:
            self._not_before(held.case.at)  # rules reckon with the instant that their line will bear
        return held.case

    def _held(self, number: int) -> Held | None:
        if number in self._known.cases:
            return self._known.cases[number]
        known = self._batch.known.cases
        if number not in known:
            known[number] = self._found(number)
        return known[number]

    def _found(self, number: int) -> Held | None:
        if self._batch.again:
            self._hold_roster()
        row = self._wire.one(ask.CASE_LOCKED if self._batch.again else ask.CASE, number)
        return Held(case_of(row), row[2], None, row) if row else None

    def next_number(self) -> int:
        """The number of the case that is opened next: they have no gaps, over all teams."""
        return self._newest_case() + 1

    def _newest_case(self) -> int:
        known = self._batch.known
        if known.newest_case is None:
            self._take_numbers()
            known.newest_case = self._wire.one(ask.NEWEST_CASE)[0] or 0
        return self._known.newest_case or known.newest_case

    def _take_numbers(self) -> None:
        """Whoever gives out a number has them to itself until its commit, so that the next finds it there."""
        known = self._batch.known
        if self._shared and known.newest_case is None and known.newest_customer is None:
            self._wire.one(writes.TAKE_NUMBERS)

    def append(
        self, line: Line, after: Case, due_at: datetime | None, holds: Sequence[Hold] = (), deeds: Deeds = NO_DEEDS
    ) -> None:
        """Write a line of the ledger, the case as it stands after it, the holds it began or ended, and its deeds."""
        held = None if line.seq == 1 and line.case > self._newest_case() else self._held(line.case)
        seq, head = (held.case.seq, held.head) if held else (0, "")
        if self._shared and line.case == after.id and 0 < line.seq <= seq:
            raise Outpaced  # since the act read the case another wrote that line
        if not (line.case == after.id and line.seq == after.seq == seq + 1):
            raise ValueError(f"line {line.seq} of case {line.case} cannot follow line {seq} of case {after.id}")
        event = line.event
        reason = getattr(event, "reason", None)
        row = (
            *(line.case, line.seq, micros(line.at), event.kind, line.by, after.team, after.owner, after.claimed),
            *(after.tier, after.state, micros(after.deadline), reason),
            None if line.request is None else storable(line.request),
            canonical(event.data()),
        )
        head = chained(head, row)
        self._notes.rows[writes.NEW_EVENT].append((*row, head))
        self._known.cases[line.case] = Held(after, head, due_at)
        self._grown.setdefault(line.case, held.row if held else None)
        self._recorded = line.case
        if line.seq == 1:
            self._known.openings[line.case] = getattr(event, "text", None)
            self._known.newest_case = max(line.case, self._newest_case())
            if after.via == FOLLOW_UP and after.follows is not None:
                self._notes.rows[writes.NEW_FOLLOW_UP].append((line.case, after.follows))
        for hold in holds:
            self._notes.holds[hold.case, hold.number] = hold_row(hold)
        if deeds is not NO_DEEDS:
            self._did(line.case, deeds)

    def _did(self, number: int, deeds: Deeds) -> None:
        rows = self._notes.rows
        rows[writes.NEW_RESPONSE] += map(response_row, deeds.responses)
        rows[writes.NEW_PROMISE] += map(promise_row, deeds.promises)
        rows[writes.NEW_RESOLUTION] += map(resolution_row, deeds.resolutions)
        if deeds.undone is not None:
            rows[writes.DROP_RESPONSE].append((number, deeds.undone))
            rows[writes.DROP_PROMISE].append((number, deeds.undone))

    def put_due(self, number: int, due_at: datetime | None) -> None:
        """When the clock must look at the case, anew: the settings it follows from have changed."""
        held = self._held(number)
        if held is None:
            raise UnknownCase(number)
        self._known.cases[number] = held._replace(due_at=due_at)
        self._grown.setdefault(number, held.row)

    def append_house(self, event: Event, by: str) -> None:
        """Write a line of the house's own chain."""
        seq, head, before = self._house_head()
        envelope = (None,) * 8  # team, owner, claimed, tier, state, deadline, reason, request
        at = max(micros(self.now), before)  # another clock may have written the line before
        row = (0, seq + 1, at, event.kind, by, *envelope, canonical(event.data()))
        head = chained(head, row)
        self._notes.rows[writes.NEW_EVENT].append((*row, head))
        self._known.house_head = (seq + 1, head, at)

    def _house_head(self) -> tuple[int, str, int]:
        known = self._known.house_head or self._batch.known.house_head
        if known is None:
            found = self._wire.all(ask.HOUSE_HEAD)
            known = self._batch.known.house_head = tuple(found[0]) if found else (0, "", 0)
        return known

    def seal(self, limit: int = HEADS_IN_A_SEAL) -> int:
        """Seal heads that grew since the last seal, so many at most; how many."""
        wire = self._asked()
        self._house_head()  # first of all: whoever seals from here on takes the next line, and this runs again
        grown = wire.all(ask.UNSEALED, limit=limit)
        if not grown:
            return 0
        last = self.last_house(Sealed.kind)
        before = last.event.seal if last and isinstance(last.event, Sealed) else ""
        heads = {str(number): head for number, _, head in grown}
        self.append_house(Sealed(heads, seal_hash(before, heads)), "clock")
        self._save()
        if wire.many(writes.SEAL_CASE, [(True, number, seq) for number, seq, _ in grown]) != len(grown):
            raise Outpaced
        for number, _, _ in grown:  # what is known of them is older than their rows
            if number in self._known.cases or number in self._batch.known.cases:
                self._known.cases[number] = self._found(number)
        return len(grown)

    def _recent(self, customer: int, since: datetime) -> list[Case]:
        """Beside what the database knows, what it does not know yet: every message of a customer's asks for these."""
        if self._shared:  # else two messages of theirs at the same instant would each find nothing to join
            self._wire.one(writes.HOLD_CUSTOMER, customer)
        rows = self._wire.all(ask.RECENT, customer=customer, since=micros(since))
        found = {row[0]: case_of(row) for row in rows}
        for known in (self._batch.known.cases, self._known.cases):
            found |= {held.case.id: held.case for held in known.values() if held and held.case.customer == customer}
        recent = [case for case in found.values() if not case.ended and case.opened_at >= since]
        return sorted(recent, key=lambda case: (case.opened_at, case.id), reverse=True)

    def due(self, limit: int = 500) -> list[Case]:
        """What the clock must look at now, the longest due first; and what it will want to know of each."""
        self._hold_roster()
        rows = self._asked().all(ask.DUE, now=micros(self.now), limit=limit)
        known, cases = self._batch.known, [case_of(row) for row in rows]
        for row, case in zip(rows, cases, strict=True):
            known.cases.setdefault(case.id, Held(case, row[2], None, row))
        foreseen(self._wire, known, rows)
        return cases

    def due_at(self, number: int) -> datetime | None:
        """When the clock must look at it next, as this act has written it."""
        held = self._known.cases.get(number)
        return held.due_at if held else None

    def due_soon(self, team: str, until: datetime, limit: int = 500) -> list[Case]:
        """What is open there, and due from now until then."""
        return self._cases(ask.DUE_SOON, team=team, since=micros(self.now), until=micros(until), limit=limit)

    # --- words --------------------------------------------------------------------------------------------

    def keep(self, case: int, words: str) -> str:
        """Keep a text beside the ledger; the digest under which it stands."""
        words, salt = storable(words), os.urandom(16)
        digest = digest_of(words, salt)
        self._notes.rows[writes.NEW_TEXT].append((digest, case, salt, words, micros(self.now)))
        self._known.words[digest] = words
        return digest

    def words(self, digest: str) -> str | None:
        kept = self._known.words.get(digest) or self._batch.known.words.get(digest)
        return super().words(digest) if kept is None else kept

    def opening_words(self, number: int) -> str | None:
        for known in (self._known.openings, self._batch.known.openings):
            if number in known:
                digest = known[number]
                return self.words(digest) if digest else None
        return super().opening_words(number)

    # --- deliveries seen before -----------------------------------------------------------------------------

    def answered(self, keys: Iterable[str]) -> str | None:
        """What was answered when one of these came before: "" if that is no longer kept, None if none ever came."""
        for key in keys:
            if (answer := self._seen(storable(key))) is not None:
                return answer
        return None

    def _seen(self, key: str) -> str | None:
        if key in self._known.seen:
            return self._known.seen[key]
        known = self._batch.known.seen
        if key not in known:
            row = self._wire.one(ask.SEEN, key)
            known[key] = (row[0] or "") if row else None
        return known[key]

    def remember(self, keys: Iterable[str], answer: str | None, case: int | None = None) -> None:
        """These have come; a key that came before keeps its first answer."""
        kept = None if answer is None else storable(answer)
        for key in dict.fromkeys(map(storable, keys)):
            if self._seen(key) is None:
                self._notes.rows[writes.NEW_SEEN].append((key, case, micros(self.now), kept))
                self._known.seen[key] = kept or ""

    def answered_alike(self, alike: str, since: datetime) -> str | None:
        """What was answered late to something like it since then, "" if that was nothing; None: nothing was."""
        row = self._wire.one(ask.SEEN_SINCE, storable(alike), micros(since))  # such rows are written at once
        return (row[0] or "") if row else None

    def remember_alike(self, alike: str, answer: str | None) -> None:
        """It was answered so late that it may come again, under names that nobody knows."""
        kept = None if answer is None else storable(answer)
        self._at_once_many(writes.PUT_SEEN, [(storable(alike), None, micros(self.now), kept)])

    def forget_answers(self, before: datetime) -> int:
        """Answers given before then are no longer kept; that they were given stays known."""
        return self._at_once(writes.FORGET_ANSWERS, before=micros(before))

    # --- customers and threads ------------------------------------------------------------------------------

    def customer_at(self, address: Address) -> int | None:
        place = (address.platform, storable(address.place))
        if place in self._known.addresses:
            return self._known.addresses[place]
        known = self._batch.known.addresses
        if place not in known:
            row = self._wire.one(ask.CUSTOMER_AT, *place)
            known[place] = row[0] if row else None
        return known[place]

    def add_customer(
        self, name: str, addresses: Iterable[Address] = (), locale: str | None = None, zone: str | None = None
    ) -> int:
        known = self._batch.known
        if known.newest_customer is None:
            self._take_numbers()
            known.newest_customer = self._wire.one(ask.NEWEST_CUSTOMER)[0] or 0
        number = self._known.newest_customer = (self._known.newest_customer or known.newest_customer) + 1
        name = storable(name)
        self._notes.rows[writes.NEW_CUSTOMER].append((number, name, locale, zone))
        self._known.customers[number] = Customer(number, name, (), locale, zone)
        for address in addresses:
            self.add_address(number, address)
        return number

    def add_address(self, customer: int, address: Address) -> None:
        if self.customer_at(address) is not None:
            raise ValueError(f"{address.platform} address of customer {customer} is somebody's already")
        place = (address.platform, storable(address.place))
        self._notes.rows[writes.NEW_ADDRESS].append((*place, customer))
        self._known.addresses[place] = customer
        known = self.customer(customer)
        self._known.customers[customer] = replace(known, addresses=(*known.addresses, Address(*place)))

    def customer(self, number: int) -> Customer:
        if number in self._known.customers:
            return self._known.customers[number]
        known = self._batch.known.customers
        if number not in known:
            known[number] = super().customer(number)
        return known[number]

    def _bound(self, place: str) -> tuple[int, str, int] | None:
        place = storable(place)
        if place in self._known.threads:
            return self._known.threads[place]
        known = self._batch.known.threads
        if place not in known:
            known[place] = super()._bound(place)
        return known[place]

    def bind(self, place: str, case: int, role: str) -> None:
        """From now on this place belongs to that case."""
        place, at = storable(place), micros(self.now)
        if before := self._bound(place):
            self._notes.rows[writes.MOVE_THREAD].append((case, role, at, place, before[0]))
        else:
            self._notes.rows[writes.NEW_THREAD].append((place, case, role, at))
        self._known.threads[place] = (case, role, at)

    def places(self, number: int) -> list[tuple[str, str]]:
        bound = {place: (at, role) for place, role, at in self._wire.all(ask.PLACES, case_id=number)}
        for known in (self._batch.known.threads, self._known.threads):
            for place, found in known.items():
                bound.pop(place, None)
                if found and found[0] == number:
                    bound[place] = (found[2], found[1])
        return [(place, bound[place][1]) for place in sorted(bound, key=lambda place: (bound[place][0], place))]
