"""Who is away, on duty and gone, as one act sees it and changes it; and the instant from which that counts."""

from datetime import datetime

from bot.cases.people import House
from bot.storage import questions as ask
from bot.storage import writes
from bot.storage.errors import Outpaced
from bot.storage.listening import Listening
from bot.storage.reading import merged, version_of
from bot.storage.rows import micros


class Roster(Listening):
    @property
    def house(self) -> House:
        """The configured house with who is away, on duty and gone at this moment."""
        known = self._roster_house if self._roster_changed else self._batch.house
        if known is None:
            roster = self._wire.all(ask.ROSTER)
            known = merged(self._batch.static, roster)
            if self._roster_changed:
                self._roster_house = known
            else:
                self._batch.house, self._batch.roster = known, version_of(roster)
                if self._shared:
                    self._has_waited()
        return known

    def set_away(self, person: str, until: datetime | None) -> None:
        self._roster_moves()
        if until is None:
            self._at_once(writes.DROP_AWAY, for_person=person)
        else:
            self._at_once(writes.PUT_AWAY, person=person, until=micros(until))

    def set_duty(self, team: str, tier: int, person: str | None, until: datetime | None = None) -> None:
        self._roster_moves()
        if person is None or until is None:
            self._at_once(writes.DROP_DUTY, for_team=team, for_tier=tier)
        else:
            self._at_once(writes.PUT_DUTY, team=team, tier=tier, person=person, until=micros(until))

    def set_gone(self, person: str, gone: bool = True) -> None:
        self._roster_moves()
        if gone:
            self._at_once(writes.PUT_GONE, person=person)
        else:
            self._at_once(writes.DROP_GONE, for_person=person)

    def _roster_moves(self) -> None:
        """Before anything is written, here what is told of people: whoever gives them cases meanwhile looks again."""
        if self._shared and not self._roster_changed:
            if self._batch.roster is None:
                self._batch.roster = version_of(self._wire.all(ask.ROSTER))
            self._save()
            if self._wire.do(writes.ROSTER_MOVES, for_version=self._batch.roster) != 1:
                raise Outpaced
            self._has_waited()
        self._roster_changed = True
        self._roster_house = None

    def _hold_roster(self) -> None:
        """Before cases are locked: whoever changes the roster wants cases next, and each would wait for the other."""
        if self._shared and not self._roster_changed:
            self._wire.one(writes.HOLD_ROSTER)
            self._has_waited()

    def _has_waited(self) -> None:
        """Who is there is known as of now: what follows from it must not bear an instant at which it was not so."""
        self._not_before(self._batch.clock())

    def _not_before(self, at: datetime) -> None:
        """All lines of an act bear one instant: it moves as long as there is none."""
        if self._recorded is None:
            self.now = max(self.now, at)
