"""That a form which comes back is one of ours, drawn in this very browser: sealed with our key to the browser's cookie.

Nothing of it is kept: the seal carries what it takes to check it. Its number is the form's name, by which it is
recognised however often it is sent.
"""

import hmac
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

KEPT = timedelta(days=7)  # a cookie, a form that was left open, and a draft
_BROWSER = re.compile(r"[A-Za-z0-9_-]{22,43}")
_SEAL = re.compile(r"(?P<number>[0-9a-f]{32})\.(?P<at>[0-9]{1,12})\.(?P<proof>[0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Seals:
    keys: Sequence[str]

    def new(self, what: str, browser: str, now: datetime) -> str:
        number, at = secrets.token_hex(16), str(int(now.timestamp()))
        return f"{number}.{at}.{_proof(self.keys[0], what, browser, number, at)}"

    def number(self, seal: str, what: str, browser: str | None, now: datetime) -> str | None:
        """The form's number; None if it is not ours, not this browser's, or too old."""
        found = _SEAL.fullmatch(seal)
        if found is None or browser is None:
            return None
        number, at, proof = found["number"], found["at"], found["proof"]
        ours = [hmac.compare_digest(_proof(key, what, browser, number, at), proof) for key in self.keys]
        fresh = abs(now.timestamp() - int(at)) <= KEPT.total_seconds()
        return number if any(ours) and fresh else None


def new_browser() -> str:
    return secrets.token_urlsafe(24)


def browser_of(cookie: str | None) -> str | None:
    return cookie if cookie and _BROWSER.fullmatch(cookie) else None


def _proof(key: str, *parts: str) -> str:
    words = "\n".join(("buckstop form", *parts))  # none of the parts has a line break in it but a team's key, the first
    return hmac.digest(key.encode(), words.encode(), "sha256").hex()
