"""Everybody in the configuration, from tables to Person values."""

import re
from collections.abc import Mapping
from typing import Any

from bot.cases.people import Person
from bot.settings.faults import Faults, did_you_mean, quoted
from bot.settings.places import read_address, same_place
from bot.settings.shapes import PersonShape, shaped, tables

KEY = re.compile(r"[a-z0-9](?:[a-z0-9_.-]{0,62}[a-z0-9])?")
KEY_IS = "a key has letters a-z, digits and . _ - inside, like ana or ana-pop"
RESERVED = {"customer": "the customer", "clock": "the clock"}  # who else can act in the ledger
NO_OBJECT = re.compile("[@:]")  # a name to sign in with, a channel, or what only a bot calls somebody
ADDRESSES = {
    "slack": "the member ID from the Slack profile, like U0123456789",
    "teams": "the Entra object id, like 7c2e1f0a-3b5d-4e6f-8a9b-0c1d2e3f4a5b",
    "email": "an address like ana@example.com",
}


def read_people(raw: Mapping[str, Any], faults: Faults) -> dict[str, Person]:
    """People by key. Somebody with a fault is still among them, so that teams can be judged too."""
    people: dict[str, Person] = {}
    for written, table in tables(raw, "people", '[people.ana] and below it name = "Ana Pop"', faults):
        place = faults.at(f"person {written}")
        key = read_key(written, people, place)
        people[key] = _person(key, shaped(PersonShape, table, place), table, place)
    _no_address_twice(people, faults)
    _no_key_twice(people, faults)
    return people


def read_key(written: str, taken: Mapping[str, object], faults: Faults) -> str:
    key = written.lower()
    if not KEY.fullmatch(key):
        faults.add(f"{quoted(written)} cannot be a key; {KEY_IS}")
    elif key in RESERVED:
        faults.add(f"{quoted(key)} cannot be a key: in the ledger it means {RESERVED[key]}; choose another")
    elif key in taken:
        faults.add(f"the key {quoted(key)} stands here twice; capitals make no difference")
    return key


def _person(key: str, shape: PersonShape, table: Mapping[str, Any], faults: Faults) -> Person:
    addresses: list[str] = []
    for platform in table:  # in the order in which they were written: the first is the preferred one
        written = getattr(shape, platform, None) if platform in ADDRESSES else None
        if written is None:
            continue
        address = read_address(platform, written)
        if address is None or address == f"{platform}:dm" or (platform == "teams" and NO_OBJECT.search(written)):
            faults.add(f"{platform} {quoted(written)} is not written right; write {ADDRESSES[platform]}")
        else:
            addresses.append(address)
    was = tuple(dict.fromkeys(old.lower() for old in shape.was or ()))
    for old in was:
        if not KEY.fullmatch(old) or old in RESERVED:
            faults.add(f"was: {quoted(old)} was never a key; {KEY_IS}")
    return Person(key, shape.name or key.capitalize(), tuple(addresses), was, shape.left or False)


def _no_address_twice(people: Mapping[str, Person], faults: Faults) -> None:
    holders: dict[str, str] = {}
    for person in people.values():
        for address in person.addresses:
            first = holders.setdefault(same_place(address), person.key)
            if first != person.key:
                platform, _, name = address.partition(":")
                faults.add(
                    f"people {first} and {person.key} have the same {platform} {quoted(name)}; each needs their own"
                )


def _no_key_twice(people: Mapping[str, Person], faults: Faults) -> None:
    heirs: dict[str, str] = {}
    for person in people.values():
        for old in person.was:
            if old in people:
                who = "themselves" if old == person.key else "somebody who is still among people"
                faults.add(f"person {person.key}: was names {quoted(old)}, {who}; remove one of the two")
            elif heirs.setdefault(old, person.key) != person.key:
                faults.add(
                    f"person {person.key}: was names {quoted(old)}, and so does {heirs[old]}; only one can be right"
                )


def one_of(people: Mapping[str, Person], written: str, role: str, where: str, faults: Faults) -> str:
    """The key of somebody who can be given work; the text as written, and a fault, if nobody can."""
    key = written.lower()
    if key not in people:
        by_name = {person.name.lower(): person.key for person in people.values()}
        guess = f"; did you mean {quoted(by_name[key])}?" if key in by_name else did_you_mean(key, people, _add(key))
        faults.add(f"the {role} {quoted(written)}{where} is not among people{guess}")
    elif people[key].left:
        faults.add(f"the {role} {quoted(written)}{where} has left (left = true); name somebody else")
    return key


def _add(key: str) -> str:
    return f"add [people.{key}]" if KEY.fullmatch(key) else f"write a key; {KEY_IS}"
