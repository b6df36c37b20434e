"""The zones that people live in, where a platform says so."""

import re
from functools import lru_cache
from zoneinfo import ZoneInfo

_ZONE = re.compile(r"[A-Za-z][A-Za-z0-9_+-]{0,31}(/[A-Za-z0-9_+-]{1,32}){0,3}")


def real_zone(name: object) -> str | None:
    """A zone that there is; None for all else that may be said instead."""
    return name if isinstance(name, str) and _ZONE.fullmatch(name) and _exists(name) else None


@lru_cache(maxsize=1000)
def _exists(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (LookupError, ValueError, OSError):  # no such zone; no name of one; a folder of them
        return False
    return True
