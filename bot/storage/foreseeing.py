"""What an act will ask of each of many cases, asked of all of them at once."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from bot.messages.values import Address
from bot.storage import questions as ask
from bot.storage.draft import Known
from bot.storage.reading import Customer
from bot.storage.rows import CASE
from bot.storage.wire import Row, Statement, Wire

FEWEST = 8  # fewer are asked for one by one
_CUSTOMER = CASE.index("customer")


def foreseen(wire: Wire, known: Known, rows: Sequence[Row]) -> None:
    """The words that these cases were opened with, and their customers, are known from now on."""
    if len(rows) < FEWEST:
        return
    for number, data in _all(wire, ask.OPENINGS, (row[0] for row in rows)):
        known.openings.setdefault(number, json.loads(data).get("text"))
    digests = (known.openings.get(row[0]) for row in rows)
    for digest, body in _all(wire, ask.ALL_WORDS, (digest for digest in digests if digest)):
        known.words.setdefault(digest, body)
    customers = list(dict.fromkeys(row[_CUSTOMER] for row in rows))
    places: defaultdict[int, list[Address]] = defaultdict(list)
    for number, platform, place in _all(wire, ask.ALL_ADDRESSES, customers):
        places[number].append(Address(platform, place))
    for number, name, locale, zone in _all(wire, ask.CUSTOMERS, customers):
        known.customers.setdefault(number, Customer(number, name, tuple(places[number]), locale, zone))


def _all(wire: Wire, question: Statement, of: Iterable[Any]) -> Iterator[Any]:
    wanted = list(of)
    for begun in range(0, len(wanted), ask.AT_ONCE):
        page = wanted[begun : begun + ask.AT_ONCE]
        page += [page[-1]] * (ask.AT_ONCE - len(page))
        yield from wire.rows(question, *page)
