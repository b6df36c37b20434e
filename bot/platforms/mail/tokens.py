"""The names of our own mails: signed, so that a mail that refers to one proves that its writer had it.

`<42.say=17.k3vq….7f2x…@example.com>`: the case, the mark of what was posted, a digest of whom it was sent to, and the
signature over all three. The first two stand also behind the + of an address that mail is answered to.
"""

import hmac
import re
from base64 import b32encode
from collections.abc import Sequence
from dataclasses import dataclass

_SIGNS = 16  # of a signature in base32: 80 bits
_WHO = 8
_OURS = re.compile(r"(?P<case>\d{1,15})\.(?P<mark>[a-z0-9=~+._-]{1,120})\.(?P<who>[a-z2-7]{8})\.(?P<sign>[a-z2-7]{16})")
_ON_THE_WIRE = str.maketrans(":@/", "=~_")
_BACK = str.maketrans("=~", ":@")
_MARK = re.compile(r"[a-z0-9:@+._-]{1,120}")


@dataclass(frozen=True, slots=True)
class Token:
    """What one of our own mails was."""

    case: int | None
    mark: str  # what was posted; empty where it cannot be said
    who: str

    def was_sent_to(self, address: str, keys: "Signing") -> bool:
        return any(hmac.compare_digest(self.who, _who(address, key)) for key in keys.keys)


@dataclass(frozen=True, slots=True, repr=False)
class Signing:
    """Signs with the first key, and takes what any of them has signed."""

    keys: tuple[bytes, ...]

    @classmethod
    def by(cls, keys: Sequence[str], otherwise: str) -> "Signing":
        """With the house's own keys; else by what else only we know."""
        return cls(tuple(f"mail\0{key}".encode() for key in keys or (otherwise,)))

    def local_part(self, case: int | None, mark: str, to: str) -> str:
        key = self.keys[0]
        written = mark.translate(_ON_THE_WIRE) if _MARK.fullmatch(mark) else f"x{_digest(mark.encode(), key, 24)}"
        head = f"{case or 0}.{written}.{_who(to, key)}"
        return f"{head}.{_digest(head.encode(), key, _SIGNS)}"

    def read(self, text: str) -> Token | None:
        """What the name of a mail, or what stands behind a +, says; None if we did not sign it."""
        found = _OURS.fullmatch(text.partition("@")[0].lower())
        if found is None:
            return None
        head = found[0].rpartition(".")[0]
        if not any(hmac.compare_digest(found["sign"], _digest(head.encode(), key, _SIGNS)) for key in self.keys):
            return None
        return Token(int(found["case"]) or None, found["mark"].translate(_BACK), found["who"])


def _who(address: str, key: bytes) -> str:
    return _digest(b"to\0" + address.lower().encode("utf-8", "replace"), key, _WHO)


def _digest(what: bytes, key: bytes, signs: int) -> str:
    return b32encode(hmac.digest(key, what, "sha256")).decode().lower()[:signs]
