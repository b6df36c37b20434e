"""Once a week, when the desk opens: whom the leads are asked to ring; also later that week, if it was missed."""

from datetime import date
from functools import partial

from bot.cases.calls import week_of
from bot.commands.calls import drawn, hand_out
from bot.storage.store import Store


class WeeklyCalls:
    """What it has seen to this week it does not look at again; that it happens once is kept in the store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._done: set[tuple[str, date]] = set()

    def hand_out_due(self) -> int:
        """Every list whose time has come and that nobody has handed out; how many."""
        now, done = self._store.clock(), 0
        for team in self._store.house.teams.values():
            if not team.calls:
                continue
            monday, opens = week_of(team, now)
            if opens > now or (team.key, monday) in self._done:
                continue
            calls = self._store.read(partial(drawn, team=team, monday=monday, now=now))
            if calls.satisfied or calls.silent:
                done += self._store.act(partial(hand_out, calls))
            self._done.add((team.key, monday))
        return done
