"""What we give a platform to keep for us, in buttons and forms; it comes back by way of people, so it is doubted."""

import re
from collections.abc import Mapping

from bot.messages.values import PREVIEW, Address, Inbound
from bot.platforms.payload import Misshapen, Payload, kept

_NUMBER = re.compile(r"[0-9]{1,9}")  # of a case or a seq
_MOST = 10**9


def where(inbound: Inbound, platform: str) -> dict[str, str]:
    """Where a form was opened, so that what comes back is known to come from there."""
    stood = {"place": inbound.place, "thread": inbound.thread}
    return {name: str(place) for name, place in stood.items() if place is not None and place.platform == platform}


def place(about: Mapping[str, str], name: str, platform: str) -> Address | None:
    """Where the form was opened, as it was given along."""
    address = Address.read(kept(about.get(name, "")))
    return address if address.platform == platform and address.place else None


def number(about: Mapping[str, str], name: str) -> int | None:
    text = about.get(name, "")
    return int(text) if _NUMBER.fullmatch(text) else None


def count(of: Payload, name: str) -> int | None:
    value = of.get(name)
    if value is None:
        return None
    if type(value) is not int or not 0 <= value < _MOST:
        raise Misshapen(f"{name} is no number of ours")
    return value


def filled(answers: Mapping[str, str], *, previewed: bool) -> dict[str, str]:
    """What was filled into a form; unless the customer's view of it was read, that is to be shown first."""
    return {kept(name): kept(value) for name, value in answers.items()} | ({} if previewed else {PREVIEW: "yes"})
