"""In which language somebody reads, as their browser says."""

import re

from bot.messages.languages import is_spoken

LONGEST = 500  # characters; a browser names a handful
_ONE = re.compile(
    r"\s*(?P<locale>[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3})\s*(?:;\s*q\s*=\s*(?P<weight>[01](?:\.[0-9]{0,3})?))?\s*"
)


def preferred(accepts: str) -> str | None:
    """The locale wanted most of those that have a catalogue."""
    found = []
    for n, one in enumerate(accepts[:LONGEST].split(",")):
        if named := _ONE.fullmatch(one):
            weight = float(named["weight"] or 1)
            found += [(-weight, n, named["locale"])] if weight else []
    return next((locale for _, _, locale in sorted(found) if is_spoken(locale)), None)
