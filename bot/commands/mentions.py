"""People named in what somebody wrote as their platform names them: `<@U0ANA>`, `<@U0ANA|ana>`."""

import re
from dataclasses import replace

from bot.cases.people import Person
from bot.commands.line import Line, Parsed
from bot.messages.values import Address, Inbound, Speaker
from bot.storage.reading import Reader

_MENTION = re.compile(r"<@(?P<id>[A-Za-z0-9_-]{1,80})(?:\|(?P<label>[^<>|]{0,80}))?>")


def named(words: str, platform: str, tx: Reader) -> str:
    """The same words with names in place of ids."""
    return _MENTION.sub(lambda found: f"@{_name(found, platform, tx)}", words)


def in_names(inbound: Inbound, parsed: Parsed | None, tx: Reader) -> tuple[Inbound, Parsed | None]:
    """A line to the bot, in names. It has been read by then: whom it is about stands in its parts, as it came.

    Except for colleagues whom this platform knows by their name alone, as they work on another.
    """
    if "<@" not in inbound.text or inbound.kind not in ("command", "dm"):
        return inbound, parsed
    platform = inbound.speaker.address.platform
    if isinstance(parsed, Line) and parsed.text:
        parsed = replace(parsed, text=named(parsed.text, platform, tx))
    if isinstance(parsed, Line) and "person" in parsed.args:
        person = _from_elsewhere(parsed.args["person"], platform, tx)
        parsed = replace(parsed, args={**parsed.args, "person": person})
    return replace(inbound, text=named(inbound.text, platform, tx)), parsed


def _from_elsewhere(typed: str, platform: str, tx: Reader) -> str:
    """The key of the one colleague of that name who has no address here; a name that is typed would do the same."""
    found = _MENTION.fullmatch(typed.strip())
    if found is None or str(address := Address(platform, found["id"])) in tx.house.by_address:
        return typed
    known = tx.profile(address)
    if known is not None and known.kind != "person":  # a guest's name is what the guest says it is
        return typed
    name = _name(found, platform, tx).casefold()
    keys = [key for key, person in tx.house.people.items() if person.name.casefold() == name]
    return keys[0] if len(keys) == 1 and not _is_at(platform, tx.house.people[keys[0]]) else typed


def _is_at(platform: str, person: Person) -> bool:
    return any(Address.read(address).platform == platform for address in person.addresses)


def mentioned(typed: str, platform: str, tx: Reader) -> Speaker | None:
    """Somebody who is named by a mention and by nothing else."""
    found = _MENTION.fullmatch(typed.strip())
    if found is None:
        return None
    address = Address(platform, found["id"])
    known = tx.profile(address)
    if known is None:
        return Speaker(address, found["label"] or found["id"])
    return Speaker(address, known.name, locale=known.locale, zone=known.zone, email=known.email)


def _name(found: re.Match[str], platform: str, tx: Reader) -> str:
    address = Address(platform, found["id"])
    if person := tx.house.by_address.get(str(address)):
        return tx.house.name(person)
    known = tx.profile(address)
    return known.name if known else found["label"] or found["id"]
