"""What must be seen outside: said once, or shown and kept up to date; and the lanes in which it leaves."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.messages.encoding import dump, load
from bot.messages.values import Address, Outgoing, Receipt, Surface
from bot.storage import lanes
from bot.storage.draft import Draft
from bot.storage.rows import instant, maybe_instant, maybe_micros, micros, storable


@dataclass(frozen=True, slots=True)
class ToSay:
    """A row of the outbox in its turn. `unsure`: it was handed out before, and nobody knows whether it arrived."""

    id: int
    outgoing: Outgoing
    thread: Receipt | None  # of the surface in whose thread it goes
    at: datetime
    attempts: int
    unsure: bool


@dataclass(frozen=True, slots=True)
class ToShow:
    """A surface in its turn: its version `surface.wanted` is to be drawn. `unsure` as above, about its post."""

    surface: Surface
    attempts: int
    unsure: bool
    anew: int  # since which version it is another post
    since: datetime  # nobody can have posted it before


class Out(Draft):
    # --- an act's ---------------------------------------------------------------------------------------

    def say(self, outgoing: Outgoing) -> None:
        """To be said once: under a key that was used before it is silently nothing."""
        at = micros(self.now)
        rests = maybe_micros(outgoing.not_before)
        lane, to = lane_of(outgoing.to), storable(str(outgoing.to))
        self._said.append(outgoing)
        self._notes.rows[lanes.SAY].append(
            (
                *(storable(outgoing.key), lane, to, outgoing.kind, storable(dump(outgoing.say))),
                *(outgoing.case, outgoing.person, outgoing.thread, rests, at, at if rests is None else max(at, rests)),
            )
        )

    def staged_says(self) -> list[Outgoing]:
        """What this act has had said so far, in its order."""
        return list(self._said)

    def show(self, surface: Surface) -> None:
        """To be shown from now on, or to be drawn anew."""
        lane, to = lane_of(surface.to), storable(str(surface.to))
        at = micros(max(self.now, surface.not_before or self.now))
        self._notes.show((storable(surface.key), surface.kind, lane, to, surface.subject, surface.thread, 1, at))

    def is_shown(self, key: str) -> bool:
        key = storable(key)
        return key in self._notes.surfaces or key in self._batch.notes.surfaces or super().is_shown(key)

    def unsay(self, case: int, kind: str) -> None:
        """What of this kind still waits about the case is no longer true: it is not said any more."""
        self._notes.rows[lanes.NO_LONGER_TRUE].append((case, kind))

    def again(self, key: str) -> None:
        """To be drawn anew, if it is shown at all."""
        self._notes.rows[lanes.AGAIN].append((storable(key),))

    def hide(self, key: str) -> None:
        """No longer kept up to date; shown again, it is posted anew."""
        self._at_once(lanes.HIDE, for_key=key)

    def try_again(self, to: Address, whys: Collection[str], since: datetime) -> int:
        """What was given up there for one of these reasons: all that is shown, and what was said since; how much."""
        wire, lane, now = self._asked(), lane_of(to), micros(self.now)
        said = wire.all(lanes.FAILED_SAID, lane=lane, since=micros(since))
        shown = wire.all(lanes.FAILED_SHOWN, lane=lane)
        self._at_once_many(lanes.TRY_SAID_AGAIN, [(now, id_) for id_, why in said if why in whys])
        self._at_once_many(lanes.TRY_SHOWN_AGAIN, [(now, key) for key, why in shown if why in whys])
        return sum(why in whys for _, why in (*said, *shown))

    # --- delivery's -------------------------------------------------------------------------------------

    def lease(self, holder: str, length: timedelta, limit: int = 20, but: Collection[str] = ()) -> list[str]:
        """Lanes in which something is due and nobody is sending, from now on the holder's for that long; `but` these
        are in hand already, though by the clock their lease is over."""
        now, until = micros(self.now), micros(self.now + length)
        found = self._asked().all(lanes.LEASABLE, now=now, limit=limit + len(but))
        free = [row[0] for row in found if row[0] not in but][:limit]
        self._save()
        # In one order, so that two who lease at once do not wait for each other in a circle; the second gets the rest.
        leased = self._wire.each(lanes.LEASE, [(lane, holder, until, now, now) for lane in sorted(free)])
        mine = {lane for lane, changed in zip(sorted(free), leased, strict=True) if changed}
        return [lane for lane in free if lane in mine]

    def pending(self, lane: str, limit: int = 20) -> list[ToSay | ToShow]:
        """What is due in the lane in its order: what is said once by its number, then new posts, then edits."""
        wire, now = self._asked(), micros(self.now)
        said = [_to_say(row) for row in wire.all(lanes.TO_SAY, lane=lane, now=now, limit=limit)]
        shown = [_to_show(row, self.now) for row in wire.all(lanes.TO_SHOW, lane=lane, now=now, limit=limit)]
        shown = shown[: limit - len(said)]
        self._save()
        if said:
            wire.many(lanes.HAND_OUT_SAID, [(row.id,) for row in said])
        if shown:  # in the order in which others raise them
            wire.many(lanes.HAND_OUT_SHOWN, [(now, key) for key in sorted(row.surface.key for row in shown)])
        return [*said, *shown]

    def sent(self, row: ToSay, receipt: Receipt | None = None) -> None:
        self._at_once_many(lanes.SENT, [(dump(receipt) if receipt else None, row.id)])

    def shown(self, key: str, version: int, receipt: Receipt | None) -> None:
        """That version is to be seen there; a receipt of before it was hidden or moved is passed over."""
        posted = dump(receipt) if receipt else None
        self._at_once(lanes.SHOWN_NOW, for_key=key, version=version, at_least=version, posted=posted)

    def postpone(self, row: ToSay | ToShow, until: datetime, why: str, *, unsure: bool = False) -> None:
        """It did not go, or with `unsure` nobody knows whether it did; again then."""
        statement = lanes.POSTPONE_SAID if isinstance(row, ToSay) else lanes.POSTPONE_SHOWN
        self._at_once_many(statement, [(micros(until), 2 if unsure else 0, storable(why), _name(row))])

    def give_up(self, row: ToSay | ToShow, why: str) -> None:
        """It can never arrive."""
        statement = lanes.GIVE_UP_SAID if isinstance(row, ToSay) else lanes.GIVE_UP_SHOWN
        self._at_once_many(statement, [(storable(why), _name(row))])

    def release(self, lane: str, next_at: datetime | None = None, holder: str | None = None) -> None:
        """Let others send there, from `next_at` on. Named, only a holder that still has it lets it go."""
        if next_at is None:
            freed = self._at_once(lanes.FREE, for_lane=lane, for_holder=holder)
        else:
            freed = self._at_once(lanes.FREE_LATER, for_lane=lane, for_holder=holder, later=micros(next_at))
        if freed:
            self._wire.many(lanes.TAKE_BACK_SAID, [(lane,)])
            self._wire.many(lanes.TAKE_BACK_SHOWN, [(lane,)])

    def drop(self, numbers: Iterable[int]) -> None:
        """These rows of the outbox are not to be sent any more; their keys stay used."""
        self._at_once_many(lanes.DROP, [(number,) for number in numbers])


def lane_of(to: Address) -> str:
    """A lane is a conversation with all its threads: what goes there leaves in order."""
    return storable(str(to.conversation))


def _name(row: ToSay | ToShow) -> int | str:
    return row.id if isinstance(row, ToSay) else row.surface.key


def _to_say(row: Any) -> ToSay:
    id_, key, to, kind, say, case, person, thread, not_before, at, attempts, unsure, receipt = row
    outgoing = Outgoing(key, Address.read(to), kind, load(say), case, person, thread, maybe_instant(not_before))
    return ToSay(id_, outgoing, load(receipt) if receipt else None, instant(at), attempts, bool(unsure))


def _to_show(row: Any, now: datetime) -> ToShow:
    key, kind, to, subject, thread, wanted, shown, receipt, attempts, unsure, anew, handed_at = row
    receipt = load(receipt) if receipt else None
    surface = Surface(key, kind, Address.read(to), subject, thread, wanted, shown, receipt)
    since = instant(handed_at) if unsure and handed_at is not None else now
    return ToShow(surface, attempts, bool(unsure), anew, since)
