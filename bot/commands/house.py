"""What a start does before anybody speaks: record the configuration, and see that nobody's case lies with nobody."""

from collections.abc import Mapping
from typing import Any

from bot.cases import chain
from bot.cases import events as e
from bot.cases.alarms import due_at
from bot.commands.absence import CLOCK, leave, settle_custody
from bot.commands.record import record
from bot.storage.reading import Reader
from bot.storage.tx import Tx

PAGE = 500  # cases at once; more would keep the writer from everybody else


class Vanished(Exception):
    """People who own cases are no longer in the configuration: person -> how many cases."""

    def __init__(self, people: Mapping[str, int]) -> None:
        super().__init__(", ".join(f"{person} ({count})" for person, count in people.items()))
        self.people = dict(people)


class TeamVanished(Exception):
    """Teams that have cases are no longer in the configuration."""

    def __init__(self, teams: tuple[str, ...]) -> None:
        super().__init__(", ".join(teams))
        self.teams = teams


def settle(tx: Tx, teams: Mapping[str, Any]) -> None:
    """Record the configuration if it changed; hand over what renamed and gone people hold.

    Raises Vanished if a person's key is gone while it owns cases and nobody says `was` or `left`.
    """
    nobody_vanished(tx)
    if _recorded(tx) != teams:
        tx.append_house(chain.Configured(teams), CLOCK)
    _rename(tx)
    for person in tx.house.people.values():
        if person.left and person.key not in tx.house.gone:
            leave(tx, person.key)
    settle_custody(tx, CLOCK)


def reckon_anew(tx: Tx, teams: Mapping[str, Any], after: int) -> int | None:
    """When the clock must look at the running cases, by settings that are new: of the next few, and up to which.

    Before they are recorded, page by page: who is stopped in between begins again. None if there are no more.
    """
    if _recorded(tx) in (None, teams):
        return None
    if not after:
        nobody_vanished(tx)
    cases = tx.running_after(after, PAGE)
    for case in cases:
        tx.put_due(case.id, due_at(case, tx.house))
    return cases[-1].id if cases else None


def _recorded(tx: Reader) -> Mapping[str, Any] | None:
    last = tx.last_house("configured")
    return last.event.teams if last and isinstance(last.event, chain.Configured) else None


def nobody_vanished(tx: Reader) -> None:
    """Raises Vanished or TeamVanished if the configuration lost somebody who owns cases, or a team that has some."""
    house = tx.house
    known = set(house.people) | {was for person in house.people.values() for was in person.was}
    owners = tx.owners()
    missing = {person: count for person, count in owners.items() if person not in known}
    if missing:
        raise Vanished(missing)
    lost = tuple(team for team in tx.teams_with_cases() if team not in house.teams)
    if lost:
        raise TeamVanished(lost)


def _rename(tx: Tx) -> None:
    """Cases of a former key go to the new one, as nobody's doing."""
    for person in tx.house.people.values():
        for was in person.was:
            for case in tx.held_by(was):
                event = e.Renamed(owner=person.key, from_=was)
                record(tx, case, event, number=case.id, by=CLOCK, request=None)
