"""Erase one customer: looked at first, said, confirmed, then done a page at a time; run again it goes on."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import islice

from bot.app import utc_now
from bot.cases.case import Case
from bot.cases.people import addressed
from bot.commands.erasing import PAGE, Somebody, erase_cases, erase_person, erased_name, known_by
from bot.programs.customer import find_somebody
from bot.programs.printing import FINE, WRONG, CannotRun, complain, out, say
from bot.settings import Config, Environment
from bot.storage.erasing import Gone
from bot.storage.errors import StoreBusy
from bot.storage.kept import cases_mentioning, texts_of, unheard_from
from bot.storage.reading import Reader
from bot.storage.store import Store, open_reader, open_store
from bot.storage.tx import Tx
from bot.storage.unsaying import Whose, unsay, what_was_said_of
from bot.storage.wiping import wipe

MOST_NAMED = 20  # cases in one line
SHORTEST_NAME = 3  # what is shorter stands in every second word


def typed_line() -> str:
    return sys.stdin.readline()


def erase_customer(
    config: Config, environment: Environment, typed: str, *, yes: bool = False, answer: Callable[[], str] = typed_line
) -> int:
    """Exit 1 if something of theirs still runs; 2 if nobody is known by that, or nobody said yes."""
    url, house = environment.database_url, addressed(config.house)
    with open_reader(url, house) as reader:
        somebody = find_somebody(typed, reader)
        if running := somebody.running(reader):
            return _not_yet("cli-erase-running", running, reader)
        whose, there = known_by(reader, somebody), _what_there_is(somebody, reader)
        mentioned = [number for number in _mentioned(whose, reader) if number not in whose.cases]
        there += Gone(said=sum(1 for _ in what_was_said_of(reader, whose)))
    if not there and not whose.name:
        with suppress(StoreBusy):  # should the program have been cut off before it came to this
            wipe(url)
        out(say("cli-erase-nothing", who=_called(somebody)))
        return FINE
    if not yes:  # else nobody looks, and what is printed may be kept
        out(say("cli-erase-there-is", who=_called(somebody), name=whose.name or erased_name(), **_numbers(there)))
        _confirmed(somebody, answer)
    try:
        store = open_store(url, utc_now, house, writer="erase")
    except StoreBusy as busy:
        raise CannotRun(say("cli-erase-busy", where=busy.path, who=busy.writer or "?")) from busy
    with store:
        gone, still = erase(store, somebody, whose)
    if still:
        with open_reader(url, house) as reader:
            return _not_yet("cli-erase-meanwhile", still, reader)
    wipe(url)
    _tell_what_is_gone(gone, mentioned)
    return FINE


def erase(store: Store, somebody: Somebody, whose: Whose) -> tuple[Gone, list[Case]]:
    """What is gone now; and cases that were begun meanwhile, for which the person is kept."""
    gone = Gone()
    for page in _pages(sorted(whose.cases)):
        gone += store.act(lambda tx, page=page: erase_cases(tx, page))  # type: ignore[misc] # bound at once

    def person(tx: Tx) -> tuple[Gone, list[Case]]:
        still = [case for case in somebody.cases(tx) if not case.ended or case.id not in whose.cases]
        return (Gone(), still) if still else (erase_person(tx, somebody), [])

    erased, still = store.act(person)
    said = store.read(lambda reader: list(what_was_said_of(reader, whose)))
    for page in _pages(said):
        gone += store.act(partial(unsay, whose=whose, numbers=page))
    return gone + erased, still


def _pages(numbers: Sequence[int]) -> Iterator[list[int]]:
    rest = iter(numbers)
    while page := list(islice(rest, PAGE)):
        yield page


def _what_there_is(somebody: Somebody, reader: Reader) -> Gone:
    cases = somebody.cases(reader)
    addresses = reader.customer(somebody.customer).addresses if somebody.case is None else ()
    texts, heard = sum(texts_of(reader, case.id) for case in cases), len(unheard_from(reader, addresses))
    return Gone(cases=len(cases) if texts else 0, texts=texts, heard=heard, addresses=len(addresses))


def _mentioned(whose: Whose, reader: Reader) -> list[int]:
    """Where others speak of them by name: whether it is they who are meant, a program cannot know."""
    return cases_mentioning(reader, whose.name) if len(whose.name) >= SHORTEST_NAME else []


def _called(somebody: Somebody) -> str:
    return f"C-{somebody.case}" if somebody.case is not None else str(somebody.customer)


def _numbers(gone: Gone) -> dict[str, int]:
    return {"cases": gone.cases, "texts": gone.texts, "said": gone.said, "addresses": gone.addresses}


def _not_yet(what: str, running: Sequence[Case], reader: Reader) -> int:
    complain(say(what, count=len(running)))
    for case in running[:MOST_NAMED]:
        complain(say("cli-erase-runs", case=f"C-{case.id}", owner=reader.house.name(case.owner), state=case.state))
    complain(say("cli-erase-end-first"))
    return WRONG


def _confirmed(somebody: Somebody, answer: Callable[[], str]) -> None:
    called = _called(somebody)
    out(say("cli-erase-sure", who=called))
    if answer().strip().casefold() != called.casefold():
        raise CannotRun(say("cli-erase-not-sure", who=called))


def _tell_what_is_gone(gone: Gone, mentioned: Sequence[int]) -> None:
    out(say("cli-erase-done", **_numbers(gone), unsent=gone.unsent))
    if mentioned:
        named = tuple(f"C-{number}" for number in mentioned[:MOST_NAMED])
        out(say("cli-erase-mentioned", cases=named, count=len(mentioned)))
    out(say("cli-erase-out-of-reach"))
