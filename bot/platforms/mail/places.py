"""What stands in an address of ours: who is written to, from which of our own addresses, and which thread it is.

`email:maria@example.org/help@example.com/<id of the first mail>`: the conversation is the one with Maria, so that a
mailbox that refuses mail holds up no other. Each piece is written so that it has no / of its own.
"""

from dataclasses import dataclass
from urllib.parse import quote, unquote

from bot.messages.values import Address

PLATFORM = "email"
# Whatever else stands in an address or in the name of a mail, but / and %.
_PLAIN = "@!#$&'*+=?^_`{|}~.,:;<>()[]-" + "".join(map(chr, range(0x80, 0x100)))


@dataclass(frozen=True, slots=True)
class Place:
    to: str
    ours: str = ""  # the intake it is about; empty: the case knows
    root: str = ""  # the Message-ID that began it, without < and >

    @property
    def address(self) -> Address:
        pieces = (self.to, self.ours, self.root) if self.root else (self.to, self.ours) if self.ours else (self.to,)
        return Address(PLATFORM, "/".join(map(_written, pieces)))


def place_of(address: Address) -> Place:
    return Place(*(unquote(piece) for piece in address.place.split("/", 2)))


def person(mail_address: str) -> Address:
    """Somebody by their mail address: also the conversation with them."""
    return Address(PLATFORM, _written(mail_address))


def _written(piece: str) -> str:
    return quote(piece, safe=_PLAIN)
