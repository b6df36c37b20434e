"""People named in what somebody wrote as their platform names them: `<@U0ANA>`, `<@U0ANA|ana>`."""

import re
from dataclasses import replace

from bot.commands.line import Line, Parsed
from bot.messages.values import Address, Inbound, Speaker
from bot.storage.reading import Reader

_MENTION = re.compile(r"<@(?P<id>[A-Za-z0-9_-]{1,80})(?:\|(?P<label>[^<>|]{0,80}))?>")


def named(words: str, platform: str, tx: Reader) -> str:
    """The same words with names in place of ids."""
    return _MENTION.sub(lambda found: f"@{_name(found, platform, tx)}", words)


def in_names(inbound: Inbound, parsed: Parsed | None, tx: Reader) -> tuple[Inbound, Parsed | None]:
    """A line to the bot, in names. It has been read by then: whom it is about stands in its parts, as it came."""
    if "<@" not in inbound.text or inbound.kind not in ("command", "dm"):
        return inbound, parsed
    platform = inbound.speaker.address.platform
    if isinstance(parsed, Line) and parsed.text:
        parsed = replace(parsed, text=named(parsed.text, platform, tx))
    return replace(inbound, text=named(inbound.text, platform, tx)), parsed


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
