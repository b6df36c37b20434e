"""The self-audit: every few minutes it looks for what cannot be, and tells the supervisors once.

What is looked at is bounded, whatever the store holds: what grew since the last seal, what others' questions lead to by
an index, and beside that some pages of all cases, from the newest to the oldest and over again. Where it has got to is
kept in memory only: a restart begins with the newest again, and each process walks by itself. What was found is a row,
so all of them together tell it once; it is told again only if it was gone meanwhile.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial

from bot.cases.impossible import CLOCK_LATE, Stands, impossible
from bot.cases.people import House, Team
from bot.commands.record import address_of, tell_by_name
from bot.messages.news import rests_until
from bot.messages.values import Address, Outgoing, Say
from bot.storage import auditing as ask
from bot.storage.auditing import Finding
from bot.storage.reading import Reader
from bot.storage.store import Store
from bot.storage.tx import Tx

GROWN = 1000  # cases at once, of those that happened to change
PAGE = 1000
PAGES = 5  # of all cases, in one round
MOST_NEW = 100  # in one round; more of the same say nothing more
MOST_STANDING = 500
MOST_NAMED = 10  # in one message
TOLD_EVERY = timedelta(hours=1)  # of one kind, to one team
KEPT = timedelta(days=30)  # that something was so once
NEWEST = 2**62

log = logging.getLogger(__name__)

Suspect = tuple[str, str, int | None]  # word, subject, case


class Audit:
    """Goes its rounds over one store."""

    def __init__(self, store: Store, *, page: int = PAGE, pages: int = PAGES) -> None:
        self._store = store
        self._page = page
        self._pages = pages
        self._grown_after = 0
        self._walked_before = NEWEST

    def look(self) -> int:
        """One round; how many messages to supervisors it has written."""
        suspects = dict.fromkeys(self._suspects())
        if not suspects and not self._store.read(ask.all_findings):
            return 0
        told, new, gone = self._store.act(partial(_settle, list(suspects)[:MOST_NEW]))
        for one in new:
            log.error("impossible", extra={"word": one.word, "subject": one.subject, "team": one.team})
        for one in gone:
            log.info("no longer impossible", extra={"word": one.word, "subject": one.subject, "team": one.team})
        return told

    def _suspects(self) -> Iterable[Suspect]:
        yield from self._store.read(partial(_pointed_at, now=self._store.clock()))
        yield from self._store.read(self._grown)
        for _ in range(self._pages):
            yield from self._store.read(self._walked)
            if self._walked_before == NEWEST:
                break

    def _grown(self, reader: Reader) -> list[Suspect]:
        found, unreadable = ask.grown(reader, self._grown_after, GROWN)
        numbers = [one.case.id for one in found] + unreadable
        self._grown_after = max(numbers) if len(numbers) == GROWN else 0
        return self._judged(found, unreadable, reader)

    def _walked(self, reader: Reader) -> list[Suspect]:
        found, unreadable = ask.walked(reader, self._walked_before, self._page)
        numbers = [one.case.id for one in found] + unreadable
        self._walked_before = min(numbers) if len(numbers) == self._page else NEWEST
        return self._judged(found, unreadable, reader)

    def _judged(self, found: Iterable[Stands], unreadable: Iterable[int], reader: Reader) -> list[Suspect]:
        now, house = self._store.clock(), reader.house
        suspects: list[Suspect] = [("unreadable", str(number), number) for number in unreadable]
        for one in found:
            suspects += [(word, str(one.case.id), one.case.id) for word in impossible(one, house, now)]
        return suspects


def _pointed_at(reader: Reader, now: datetime) -> list[Suspect]:
    """What questions of their own lead to, wherever in the store it lies."""
    house, numbers = reader.house, set(ask.not_struck(reader, now - CLOCK_LATE))
    for person in filter(house.is_gone, ask.who_own(reader)):
        numbers |= set(ask.owned_by(reader, person))
    for person in (*house.away, *house.gone):
        numbers |= set(ask.offered_to(reader, person))
    return [*_wrong_with(reader, numbers, now), *ask.waits_for_nothing(reader, now)]


def _wrong_with(reader: Reader, numbers: Iterable[int], now: datetime) -> list[Suspect]:
    """Who is there is asked first: a case that goes along with a change bears a line as young as it."""
    house, found = reader.house, list[Suspect]()
    for number in sorted(numbers):
        try:
            one = ask.stands(reader, number)
        except LookupError:
            one = None
        words = ("unreadable",) if one is None else impossible(one, house, now)
        found += [(word, str(number), number) for word in words]
    return found


def _settle(suspects: Sequence[Suspect], tx: Tx) -> tuple[int, list[Finding], list[Finding]]:
    """Look again at what is suspected and at what was found before; write down what is new and what is gone, and tell.

    How many messages that made, what is new, and what is gone.
    """
    known = {one.key: one for one in ask.all_findings(tx)}
    standing = [one for one in known.values() if one.gone_at is None]
    numbers = {case for _, subject, case in suspects if case is not None and subject == str(case)}
    numbers |= {one.case for one in standing if one.case is not None and one.subject == str(one.case)}
    still = {(word, subject): case for word, subject, case in _wrong_with(tx, numbers, tx.now)}
    still |= {(word, subject): case for word, subject, case in ask.waits_for_nothing(tx, tx.now)}
    room = MOST_STANDING - len(standing)
    new = [
        Finding(word, subject, case, _team_of(tx, case).key, tx.now)
        for (word, subject), case in still.items()
        if (word, subject) not in known
    ][: max(room, 0)]
    back = [known[key] for key in still if key in known and known[key].gone_at is not None]
    gone = [one for one in standing if one.key not in still]
    ask.put_findings(tx, new)
    ask.findings_came_back(tx, back)
    ask.findings_went(tx, gone)
    ask.forget_findings(tx, tx.now - KEPT)
    return _tell(tx), [*new, *back], gone


def _team_of(tx: Tx, case: int | None) -> Team:
    """Whose supervisors are to know: the case's team's; of what is nobody's, the first's."""
    teams = tx.house.teams
    one = ask.stands(tx, case) if case is not None else None
    return teams.get(one.case.team if one else "") or next(iter(teams.values()))


def _tell(tx: Tx) -> int:
    """What nobody was told of yet: of each kind to each team one message, and no more than one in an hour."""
    found = ask.all_findings(tx)
    last: dict[tuple[str, str], datetime] = {}
    untold: defaultdict[tuple[str, str], list[Finding]] = defaultdict(list)
    for one in found:
        kind = one.team, one.word
        if one.told_at is not None:
            last[kind] = max(last.get(kind, one.told_at), one.told_at)
        if one.untold:
            untold[kind].append(one)
    due = {kind: ones for kind, ones in untold.items() if kind not in last or tx.now - last[kind] >= TOLD_EVERY}
    for (key, word), ones in due.items():
        _tell_supervisors(tx, tx.house.teams.get(key) or next(iter(tx.house.teams.values())), word, ones)
        ask.findings_told(tx, ones)
    return len(due)


def _tell_supervisors(tx: Tx, team: Team, word: str, ones: Sequence[Finding]) -> None:
    """Their channel; where there is none the managers, else who is on duty at the top. In desk hours."""
    first, rests = ones[0], rests_until(team, None, tx.now)
    say = Say("audit-told", {"what": in_words(word, ones), "word": word})
    key = f"audit:{word}:{team.key}:{first.subject}:{first.since.isoformat()}"
    if team.supervisors:
        tx.say(Outgoing(key, Address.read(team.supervisors), "announcement", say, not_before=rests))
        return
    tell_by_name(tx, _by_name(tx.house, team, tx.now), say, key, rests)


def _by_name(house: House, team: Team, now: datetime) -> tuple[str, ...]:
    there = tuple(one for one in team.managers if not house.is_gone(one) and address_of(house, one))
    return there or (house.top_person(team.key, now),)


def in_words(word: str, ones: Sequence[Finding]) -> Say:
    """What cannot be, and of what it is so; each case by its number."""
    names = tuple(dict.fromkeys(f"C-{one.case}" if one.case is not None else one.subject for one in ones))
    more = len(names) - MOST_NAMED
    of: object = Say("audit-and-more", {"names": names[:MOST_NAMED], "more": more}) if more > 0 else names
    return Say(f"audit-{word}", {"of": of, "count": len(names)})
