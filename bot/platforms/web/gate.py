"""How often anybody may come: by address and by team, counted in this process alone and forgotten with it.

The generic cell rate algorithm, as for what we send (`bot.messages.delivery.Budget`), but in memory: what is counted
here protects the process, and correctness stands on none of it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from time import monotonic

MOST_KNOWN = 50_000  # keys; an address that comes after so many others is as good as new
_NETWORK = 64  # bits of an IPv6 address that one household or server has


@dataclass(frozen=True, slots=True)
class Pace:
    every_s: float
    burst: int


@dataclass(frozen=True, slots=True)
class Paces:
    """Several processes each count for themselves."""

    looks: Pace = Pace(0.5, 60)  # by address
    sends: Pace = Pace(6.0, 20)  # by address
    team: Pace = Pace(0.2, 200)  # what is sent to one team, by everybody together
    programs: Pace = Pace(0.05, 200)  # by address


class Gate:
    def __init__(self, now: Callable[[], float] = monotonic, most: int = MOST_KNOWN) -> None:
        self._now, self._most = now, most
        self._free_at: dict[str, float] = {}

    def wait(self, key: str, pace: Pace) -> int:
        """0 if it may come in; else how many seconds it has to wait."""
        now = self._now()
        free_at = max(self._free_at.pop(key, now), now)
        ahead = free_at - now - (pace.burst - 1) * pace.every_s
        self._free_at[key] = free_at if ahead > 0 else free_at + pace.every_s  # the newest stand last
        if len(self._free_at) > self._most:
            self._forget(now)
        return 0 if ahead <= 0 else max(1, round(ahead + 0.5))

    def _forget(self, now: float) -> None:
        """Those that are whole again; if there are none, whoever has not come for longest."""
        known = {key: at for key, at in self._free_at.items() if at > now}
        if len(known) > self._most:
            del known[next(iter(known))]
        self._free_at = known


def household(address: str) -> str:
    """Whoever has one IPv6 address has as many as they like: their network is counted."""
    try:
        known = ip_address(address.partition("%")[0])
    except ValueError:
        return "somewhere"
    if not isinstance(known, IPv6Address):
        return str(known)
    if known.ipv4_mapped:
        return str(known.ipv4_mapped)
    return str(IPv6Address(int(known) >> (128 - _NETWORK) << (128 - _NETWORK)))
