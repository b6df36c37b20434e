"""The customer's own link to a case: nobody can guess it, and it tells no number.

What stands in it is the number, sealed under a key: the newest key seals, older ones still open. The seal is made of
the number itself (a synthetic IV), so that a case has one link for as long as a key lasts.
"""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass, field

PAGE = "/c/"
_NUMBER = 8  # bytes
_SEAL = 16
_LENGTH = 32  # characters of both
_HIGHEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Links:
    """`url` is the public base address; without one a link is only a path, which no message can carry."""

    url: str | None = None
    keys: tuple[str, ...] = field(default=(), repr=False)

    def of(self, case: int) -> str | None:
        """The link as a message carries it; None if there is no address, or no key."""
        return f"{self.url}{self.path(case)}" if self.url and self.keys else None

    def path(self, case: int) -> str:
        """Where the page is, below the base address."""
        number, key = case.to_bytes(_NUMBER, "big"), self.keys[0]
        seal = _sealed(key, number)
        return PAGE + urlsafe_b64encode(seal + _covered(key, seal, number)).decode()

    def read(self, token: str) -> int | None:
        """The case of a link that was made here; every key is tried, whether one has opened it or not."""
        try:
            raw = urlsafe_b64decode(token) if len(token) == _LENGTH and token.isascii() else b""
        except NotBase64:
            raw = b""
        seal, covered = raw[:_SEAL].ljust(_SEAL, b"\0"), raw[_SEAL:].ljust(_NUMBER, b"\0")
        found = None
        for key in self.keys:
            number = _covered(key, seal, covered)
            if hmac.compare_digest(_sealed(key, number), seal):
                found = int.from_bytes(number, "big")
        return found if found is not None and found <= _HIGHEST else None


NO_LINKS = Links()


def _sealed(key: str, number: bytes) -> bytes:
    return hmac.digest(key.encode(), b"buckstop link: seal:" + number, "sha256")[:_SEAL]


def _covered(key: str, seal: bytes, number: bytes) -> bytes:
    """Covered, and by the same once more uncovered."""
    cover = hmac.digest(key.encode(), b"buckstop link: cover:" + seal, "sha256")
    return bytes(a ^ b for a, b in zip(number, cover[:_NUMBER], strict=True))
