"""How often a bot may ask: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit"""

from collections import defaultdict
from collections.abc import Callable

from tests.teams_wire.tenant import No

# How many within how many seconds, of one bot in one conversation.
WRITES = ((7, 1), (8, 2), (60, 30), (1800, 3600))
READS = ((14, 1), (16, 2), (120, 30), (3600, 3600))
OF_TENANT = ((50, 1),)
READING = ("members", "member", "team", "channels")


class Limits:
    """Counts what was asked, by the clock it is given."""

    def __init__(self, time: Callable[[], float]) -> None:
        self._time = time
        self._asked: dict[str, list[float]] = defaultdict(list)

    def count(self, method: str, where: str) -> None:
        """Raises No if it was too often."""
        reads = method in READING
        kind = "read" if reads else "create" if method == "create" else "send"
        for key, limits in ((f"{kind} {where}", READS if reads else WRITES), ("tenant", OF_TENANT)):
            self._within(key, limits)
        for key in (f"{kind} {where}", "tenant"):
            self._asked[key].append(self._time())

    def _within(self, key: str, limits: tuple[tuple[int, int], ...]) -> None:
        now, asked = self._time(), self._asked[key]
        for most, seconds in limits:
            recent = [at for at in asked if now - at < seconds]
            if len(recent) >= most:
                raise No(429, "Throttled", f"{most} in {seconds} s", retry_after_s=recent[-most] + seconds - now)
