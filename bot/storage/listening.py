"""What an act knows of those who write and of where it listens: profiles, marks, what came too early, budgets."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.messages.delivery import Budget
from bot.messages.encoding import dump, load
from bot.messages.values import Address, Inbound, Profile, Whereabouts
from bot.storage import questions as ask
from bot.storage import writes
from bot.storage.errors import Outpaced
from bot.storage.out import Out
from bot.storage.places import whereabouts_of
from bot.storage.rows import instant, micros, storable
from bot.storage.wire import Wire

_MICROSECOND = timedelta(microseconds=1)


class Listening(Out):
    # --- who writes -------------------------------------------------------------------------------------

    def profile(self, address: Address) -> Profile | None:
        place = storable(str(address))
        if place in self._known.profiles:
            return self._known.profiles[place]
        known = self._batch.known.profiles
        if place not in known:
            known[place] = super().profile(Address.read(place))
        return known[place]

    def put_profile(self, profile: Profile) -> None:
        """What a platform says of somebody now."""
        place, name = storable(str(profile.address)), storable(profile.name)
        more = (profile.kind, profile.zone, profile.locale, profile.email, micros(self.now))
        self._notes.rows[writes.PUT_PROFILE].append((place, name, *more))
        self._known.profiles[place] = replace(profile, address=Address.read(place), name=name)

    def _with_email(self, email: str) -> list[Profile]:
        found: dict[str, Profile | None] = {str(one.address): one for one in super()._with_email(email)}
        found |= self._batch.known.profiles | self._known.profiles
        return [one for one in found.values() if one and one.email and one.email.lower() == email.lower()]

    def update_customer(self, customer: int, name: str, locale: str | None, zone: str | None) -> None:
        """What is said of them now; what is not said stays as it was."""
        before = self.customer(customer)
        after = replace(
            before, name=storable(name) or before.name, locale=locale or before.locale, zone=zone or before.zone
        )
        if after != before:
            self._at_once_many(writes.PUT_CUSTOMER, [(after.name, after.locale, after.zone, customer)])
            self._known.customers[customer] = after

    def survey(self, customer: int, every: timedelta) -> bool:
        """Is it time to ask them again how it was? Whoever is told so has asked them."""
        now = self.now
        return self._at_once(writes.SURVEY, surveyed_at=micros(now), for_id=customer, before=micros(now - every)) == 1

    # --- where it listens -------------------------------------------------------------------------------

    def put_whereabouts(self, one: Whereabouts) -> None:
        """How its platform reaches that place now; that all of it is heard was learned once, and stays."""
        known = whereabouts_of(self, one.place)
        hears_all = one.hears_all or (known is not None and known.hears_all)
        row = (one.service, one.tenant, one.team, one.conversation, one.user)
        self._at_once_many(
            writes.PUT_WHEREABOUTS,
            [(storable(str(one.place)), *map(storable, row), int(hears_all), micros(self.now))],
        )

    def drop_whereabouts(self, place: Address) -> None:
        self._at_once(writes.DROP_WHEREABOUTS, for_place=storable(str(place)))

    def put_mark(self, place: Address | str, mark: str) -> None:
        """The channel was read up to there, just now."""
        at = micros(self.now)
        self._at_once_many(writes.PUT_MARK, [(storable(str(place)), mark, at, at)])

    def keep_early(self, inbound: Inbound) -> None:
        """Said in a thread that belongs to no case yet: it is heard once one is bound there."""
        row = (storable(str(inbound.thread)), storable(inbound.keys[0]), storable(dump(inbound)), micros(self.now))
        self._at_once_many(writes.KEEP_EARLY, [row])
        self._known.early = True

    def take_early(self, thread: str) -> list[Inbound]:
        """What was kept for that thread, in the order in which it was said; it is kept no longer."""
        if not self._anything_early():
            return []
        thread = storable(thread)
        kept: list[Inbound] = [load(row[0]) for row in self._wire.all(ask.EARLY, thread=thread)]
        if kept and self._at_once(writes.DROP_EARLY, for_thread=thread) != len(kept):
            raise Outpaced  # others take them too, or keep one more
        return sorted(kept, key=lambda one: one.at)

    def _anything_early(self) -> bool:
        """Seldom, and asked by every message that makes a case: so it is asked once for all acts of a commit."""
        known = self._batch.known
        if known.early is None:
            known.early = self._wire.one(ask.ANY_EARLY)[0] is not None
        return bool(self._known.early or known.early)

    def forget_early(self, before: datetime) -> int:
        """No case was ever bound where this was said; how much it was."""
        return self._at_once(writes.FORGET_EARLY, before=micros(before))

    def newly_bound(self) -> list[str]:
        """The places that this act has bound to a case."""
        return list(self._known.threads)

    # --- what it did, and what it was about ---------------------------------------------------------------

    @property
    def recorded(self) -> int | None:
        """The case of which this act wrote the last line."""
        return self._recorded

    # --- how much a platform takes ------------------------------------------------------------------------

    def spend(self, budgets: Sequence[Budget]) -> datetime | None:
        """Take one from each; None if it could be done. Else nothing is taken, and each will have it then.

        The generic cell rate algorithm: a row holds when its budget would be whole again, and it may lie ahead by as
        much as a burst is worth.
        """
        wire, now = self._asked(), micros(self.now)
        free_at = {key: self._free_at(wire, key, now) for key in sorted({storable(one.key) for one in budgets})}
        wait = now
        for budget in budgets:
            key, every = storable(budget.key), budget.every // _MICROSECOND
            if free_at[key] > (most := now + budget.burst * every):  # only where a clock was ahead, and is no more
                free_at[key] = most
                self._at_once_many(writes.SPEND, [(most, key)])
            wait = max(wait, free_at[key] - (budget.burst - 1) * every)
            free_at[key] = max(free_at[key], now) + every
        if wait > now:
            return instant(wait)
        self._at_once_many(writes.SPEND, [(at, key) for key, at in free_at.items()])
        return None

    def _free_at(self, wire: Wire, key: str, now: int) -> int:
        """Nobody else spends of it until this act is over."""
        row = wire.one(ask.BUDGET, key)
        if row is None:
            self._at_once_many(writes.NEW_BUDGET, [(key, now)])
            row = wire.one(ask.BUDGET, key)
        return int(row[0])
