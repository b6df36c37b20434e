"""What is typed for a field of a form, on its way into an input and out of it again."""

import json
import re
from collections.abc import Mapping
from datetime import date, time
from hashlib import sha256

from bot.messages.values import Field

OF_THE_CUSTOMER = "field:"  # how the names of those fields begin that a customer may not be able to say
CANNOT_SAY = "cannot say"  # as it is typed
_TIME = re.compile(r"(?P<day>\S*?)[ T]?(?P<time>[0-2][0-9]:[0-5][0-9])?")
_NUMBER = re.compile(r"-?[0-9]{1,30}([.,][0-9]{1,30})?")


def moment(value: str) -> tuple[str, str]:
    """The day and the time of what is written like 2026-11-24 15:00; empty is what it does not say."""
    found = _TIME.fullmatch(value.strip())
    if found is None:
        return "", ""
    day, clock = found["day"], found["time"] or ""
    try:
        if day:
            day = date.fromisoformat(day).isoformat()
        if clock:
            time.fromisoformat(clock)
    except ValueError:
        return "", ""
    return day, clock


def number(value: str) -> str:
    """A number as programs write it; empty if it is none."""
    return value.strip().replace(",", ".") if _NUMBER.fullmatch(value.strip()) else ""


def of_the_customer(one: Field) -> bool:
    """Is it one of the fields that a category wants? A date among them is a day."""
    return one.name.startswith(OF_THE_CUSTOMER)


def may_be_unknown(one: Field) -> bool:
    """Is it for somebody of the desk to fill in, for a customer who may not be able to say it?"""
    return of_the_customer(one) and not one.own


def besides(one: Field) -> str:
    """What stands there already and is no such value; that the customer cannot say it has a box of its own."""
    return "" if one.value == CANNOT_SAY and may_be_unknown(one) else one.value


def is_picked(kind: str, one: Field) -> bool:
    """Is a hint on how it is typed of no use there?"""
    return kind in ("choices", "date") or (of_the_customer(one) and kind in ("choice", "number"))


def digest(filled: Mapping[str, str]) -> str:
    """The same for the same words, however a platform spaces them; what is empty is not there."""
    words = sorted((name, " ".join(value.split())) for name, value in filled.items() if value.strip())
    return sha256(json.dumps(words).encode()).hexdigest()[:16]
