"""Lengths of time as people write them: 30s, 30m, 20h, 3d, 1h30m."""

import re
from datetime import timedelta

import durationpy

# durationpy skips what it does not know between two parts, and reads "m" and "mm" as minutes and months;
# only the units that a desk needs are let through to it.
WRITTEN = re.compile(r"(?:[0-9]{1,9}(?:\.[0-9]{1,6})?[smhdw])+")
LONGEST = timedelta(days=3660)


def parse_duration(text: str) -> timedelta:
    """The length that `20h` means; ValueError says what is wrong with it, ready to be shown."""
    written = "".join(text.lower().split())
    if not WRITTEN.fullmatch(written):
        raise ValueError("not a length of time; write it like 30m, 20h, 3d or 1h30m")
    length = durationpy.from_str(written)
    if length <= timedelta(0):
        raise ValueError("it must be more than nothing; write it like 30m, 20h or 3d")
    if length > LONGEST:
        raise ValueError("more than ten years; write it like 30m, 20h or 3d")
    if length % timedelta(seconds=1):
        raise ValueError("it must be whole seconds; write it like 30s, 30m or 20h")
    return length
