"""Who somebody is to Teams: remembered, kept by the house, read from rosters; never asked for while anybody waits."""

import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from bot.messages.delivery import NotDelivered
from bot.messages.values import Address, Inbound, Profile, Whereabouts
from bot.platforms.profiles import told_of
from bot.platforms.teams.connector import Connector
from bot.platforms.teams.places import split
from bot.platforms.teams.rosters import BOT, PACE_S, Member, Rosters, conversations
from bot.platforms.teams.us import PLATFORM, Us

MOST_KNOWN = 20_000
MOST_AT_ONCE = 100  # people who are being looked up; whoever comes then is looked up when they speak again
FRESH = timedelta(days=1)
ASKED_AGAIN_AFTER = timedelta(hours=1)
ROW_FRESH = timedelta(minutes=1)  # another process may have learned more

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Known:
    profile: Profile
    wire: str = ""
    learned: datetime | None = None  # when Teams said so
    told: bool = False  # the house has heard it

    def is_fresh(self, now: datetime) -> bool:
        return self.learned is not None and now - self.learned < FRESH


class People:
    """Profiles by Entra id. Whoever asks for one gets what is in memory, at once."""

    def __init__(
        self,
        connector: Connector,
        us: Us,
        kept: Callable[[Address], Awaitable[Profile | None]],
        handle: Callable[[Inbound], Awaitable[object]],
        whereabouts: Callable[[], Awaitable[Sequence[Whereabouts]]],
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        pace_s: float = PACE_S,
    ) -> None:
        self._rosters = Rosters(connector, pace_s=pace_s)
        self._us = us
        self._kept = kept
        self._handle = handle
        self._whereabouts = whereabouts
        self._clock = clock
        self._known: OrderedDict[str, _Known] = OrderedDict()
        self._by_wire: dict[str, str] = {}
        self._rows: OrderedDict[str, datetime] = OrderedDict()  # whose row was read -> until when that counts
        self._asked: OrderedDict[str, datetime] = OrderedDict()  # whom Teams was asked about -> not again until
        self._asking = 0
        self._staff: Mapping[str, str] = {}
        self._spoke: OrderedDict[str, datetime] = OrderedDict()

    # --- what is known, at once ---------------------------------------------------------------------------------

    def profile(self, aad: str) -> Profile | None:
        known = self._known.get(aad)
        return known.profile if known else None

    def name_of(self, wire: str) -> tuple[str, str] | None:
        """Somebody whom a mention names as the wire does: their Entra id, and what they are called."""
        aad = self._by_wire.get(wire)
        known = self._known.get(aad) if aad else None
        return (known.profile.address.place, known.profile.name) if known else None

    def put(self, profile: Profile, wire: str = "") -> None:
        """What the house was told of somebody in another way."""
        self._remember(profile, wire, told=True)

    # --- behind -------------------------------------------------------------------------------------------------

    async def warm(self, aad: str) -> None:
        """What the house keeps of somebody, into memory: one row, and no request."""
        now = self._clock()
        if self._rows.get(aad, now) > now:
            return
        profile = await self._kept(Address(PLATFORM, aad))
        _put(self._rows, aad, now + ROW_FRESH)
        if profile is not None:
            self._remember(profile, told=True)

    async def learn(self, aad: str, conversation: str, service: str, wire: str = "") -> None:
        """Who that is who just spoke there, if nobody knows: asked at most hourly, and told to the house.

        Nobody may wait for it. What is known from a roster is told without asking.
        """
        if aad.startswith(BOT) or not conversation:
            return
        known, now = self._known.get(aad), self._clock()
        _put(self._spoke, aad, now)
        if known and wire and not known.wire:
            self._remember(known.profile, wire, told=known.told)
        if known and known.is_fresh(now) and known.profile.kind != "gone":
            if not known.told:
                await self._tell(Member(known.profile, known.wire))
            return
        if self._asked.get(aad, now) > now or self._asking >= MOST_AT_ONCE:
            return
        _put(self._asked, aad, now + ASKED_AGAIN_AFTER)
        self._asking += 1
        try:
            there, person = conversation.partition(";")[0], aad.replace("%2F", "/")
            member = await self._rosters.member(service, there, person, self._us)
        except NotDelivered as no:
            log.info("no profile", extra={"user": aad, "why": no.why})
            return
        finally:
            self._asking -= 1
        if member is not None and member.profile.address.place == aad:
            await self._tell(member)

    async def read_rosters(self, staff: Mapping[str, str]) -> int:
        """Everybody in every team and group chat that is known; how many profiles the house was told.

        It hears of its staff (Entra ids, with names) and of those whom it keeps already. Whoever of the staff was one
        of us and is in none of them any more has gone; only if all of them could be read to their end.
        """
        self._staff = staff
        places = await self._whereabouts()
        told, seen = await self._read(conversations(places))
        for aad in staff.keys() - seen if seen else ():
            told += await self._miss(aad, places)
        return told

    async def read_place(self, place: Address) -> int:
        """Everybody in a team or a group chat that we came into, with the staff of the last time."""
        places = [one for one in await self._whereabouts() if one.place == place.conversation]
        told, _ = await self._read(conversations(places))
        return told

    async def _read(self, rosters: Mapping[str, str]) -> tuple[int, set[str]]:
        """How many profiles the house was told; and everybody who is there, if all of it could be read."""
        seen: set[str] = set()
        told, whole = 0, True
        for conversation, service in rosters.items():
            try:
                roster = await self._rosters.read(service, conversation, self._us)
            except NotDelivered as no:
                log.warning("a roster could not be read", extra={"place": conversation, "why": no.why})
                whole = False
                continue
            whole = whole and roster.whole
            for member in roster.members:
                if member.profile.address.place not in seen:
                    seen.add(member.profile.address.place)
                    told += await self._hear_of(member)
        return told, seen if whole else set()

    async def _hear_of(self, member: Member) -> bool:
        """Staff are judged anew by the configuration of today; of others only what has changed is news."""
        profile = member.profile
        kept = await self._kept(profile.address)
        if profile.address.place in self._staff or (kept is not None and kept != _completed(profile, kept)):
            await self._tell(member, kept)
            return True
        self._remember(_completed(profile, kept), member.wire, learned=self._clock(), told=kept is not None)
        return False

    async def _miss(self, aad: str, places: Sequence[Whereabouts]) -> bool:
        """Somebody of the staff is in no roster. Have they gone? A mistake would cost them their cases."""
        before = await self._kept(Address(PLATFORM, aad))
        if before is None or before.kind not in ("person", "gone"):
            return False
        spoke = self._spoke.get(aad)
        if (spoke and self._clock() - spoke < FRESH) or await self._is_somewhere(aad, places):
            return False
        await self._tell(Member(replace(before, kind="gone"), ""), before)
        return True

    async def _is_somewhere(self, aad: str, places: Sequence[Whereabouts]) -> bool:
        """A shared or private channel has members of its own. If Teams does not say, they may be there."""
        services = {split(one.place)[0]: one.service for one in places if not one.user}
        for conversation, service in (conversations(places) | services).items():
            try:
                member = await self._rosters.member(service, conversation, aad, self._us)
            except NotDelivered as no:
                log.info("nobody knows who is there", extra={"place": conversation, "why": no.why})
                return True
            if member is not None:
                await self._tell(member)
                return True
        return False

    async def _tell(self, member: Member, before: Profile | None = None) -> None:
        """The house first: until it has heard it, nobody acts on it."""
        profile, now = member.profile, self._clock()
        before = before or await self._kept(profile.address)
        profile = _completed(profile, before)
        await self._handle(told_of(profile, profile.kind, now))
        self._remember(profile, member.wire, learned=now, told=True)

    def _remember(
        self, profile: Profile, wire: str = "", *, learned: datetime | None = None, told: bool = False
    ) -> None:
        """What is said last counts, but nobody's name on the wire is forgotten over it."""
        aad = profile.address.place
        before = self._known.pop(aad, None)
        wire, learned = wire or (before.wire if before else ""), learned or (before.learned if before else None)
        self._known[aad] = _Known(profile, wire, learned, told)
        if before is not None:
            self._by_wire.pop(before.wire, None)
        if wire:
            self._by_wire[wire] = aad
        while len(self._known) > MOST_KNOWN:
            _, oldest = self._known.popitem(last=False)
            self._by_wire.pop(oldest.wire, None)


def _completed(profile: Profile, before: Profile | None) -> Profile:
    """No roster says in which zone somebody lives, or which language they read: that stays as it was known."""
    if before is None:
        return profile
    return replace(
        profile,
        name=profile.name or before.name,
        zone=profile.zone or before.zone,
        locale=profile.locale or before.locale,
    )


def _put(times: OrderedDict[str, datetime], aad: str, until: datetime) -> None:
    times[aad] = until
    times.move_to_end(aad)
    while len(times) > MOST_KNOWN:
        times.popitem(last=False)
