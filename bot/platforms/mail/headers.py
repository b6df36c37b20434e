"""The header of a mail as text: RFC 2047 in all the ways in which it is got wrong, addresses, names of mails."""

import quopri
import re
from base64 import b64decode
from binascii import Error as NoBase64
from datetime import UTC, datetime
from email.message import Message
from email.utils import getaddresses, mktime_tz, parsedate_tz
from weakref import WeakKeyDictionary

from bot.platforms.mail.charsets import decoded
from bot.platforms.mail.limits import LONGEST_ADDRESS, LONGEST_HEADER, LONGEST_ID, LONGEST_NAME

_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
_BETWEEN = re.compile(r"(\?=)\s+(?==\?)")
_FOLDS = re.compile(r"[\r\n]+[ \t]*|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ADDRESS = re.compile(r"[^\s@,;:<>()\"\x00-\x20\x7f]{1,64}@[^\s@,;:<>()\"\x00-\x20\x7f]{1,190}")
_ID = re.compile(r"<([^<>\s]{1,900})>")


_READ: WeakKeyDictionary[Message, dict[str, list[str]]] = WeakKeyDictionary()  # of mails that are being looked at


def values(mail: Message, name: str) -> list[str]:
    """All headers of that name, as they stand there; bytes that are no ASCII are read as what they most likely are."""
    known = _READ.get(mail)
    if known is None:
        known = _READ[mail] = {}
        for key, value in mail.raw_items():
            known.setdefault(key.lower(), []).append(_unescaped(str(value)[:LONGEST_HEADER]))
    return known.get(name, [])


def value(mail: Message, name: str) -> str:
    return next(iter(values(mail, name)), "")


def words(mail: Message, name: str) -> str:
    """A header that people wrote, on one line."""
    return in_words(value(mail, name))


def in_words(text: str) -> str:
    text = _BETWEEN.sub(r"\1", _FOLDS.sub(" ", text))
    return " ".join(_decoded(text).split())


def _decoded(text: str) -> str:
    """Encoded words beside each other, in one set, are one: some programs break them within a character."""
    out: list[str] = []
    pending, charset, end = b"", "", 0
    for found in _WORD.finditer(text):
        between, name = text[end : found.start()], found[1].partition("*")[0].lower()
        if pending and (between or name != charset):
            out.append(decoded(pending, charset))
            pending = b""
        out.append(between)
        charset, end = name, found.end()
        pending += _bytes_of(found[2].lower(), found[3])
    if pending:
        out.append(decoded(pending, charset))
    out.append(text[end:])
    return "".join(out)


def _bytes_of(how: str, text: str) -> bytes:
    raw = text.encode("utf-8", "surrogateescape")
    if how == "q":
        return quopri.decodestring(raw, header=True)
    raw = re.sub(rb"[^A-Za-z0-9+/]", b"", raw)
    try:
        return b64decode(raw + b"=" * (-len(raw) % 4))
    except NoBase64:
        return b64decode(raw[: len(raw) // 4 * 4])


def _unescaped(text: str) -> str:
    """The parser keeps bytes that are no ASCII as halves of characters."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return decoded(text.encode("utf-8", "surrogateescape"))
    return text


def addresses(mail: Message, *names: str) -> list[tuple[str, str]]:
    """(name, address) of each in these headers, that can be one; the address in small letters."""
    found: list[tuple[str, str]] = []
    for header in (one for name in names for one in values(mail, name)):
        flat = _FOLDS.sub(" ", header)
        try:
            read = getaddresses([flat])
        except Exception:  # the library has fallen over more than one of them
            read = []
        there = [(name, address) for name, address in read if is_address(address)]
        if not there:  # it is written wrong; what looks like an address in it is one
            there = [("", one) for one in _ADDRESS.findall(flat)[:1]]
        found += [(in_words(name)[:LONGEST_NAME], address.lower()) for name, address in there]
    return found


def is_address(text: str) -> bool:
    return len(text) <= LONGEST_ADDRESS and _ADDRESS.fullmatch(text) is not None


def ids(mail: Message, *names: str) -> list[str]:
    """The names of mails in these headers, without < and >."""
    found = [one for name in names for header in values(mail, name) for one in _ID.findall(_FOLDS.sub("", header))]
    return [one for one in dict.fromkeys(found) if len(one) <= LONGEST_ID]


def date(mail: Message) -> datetime | None:
    try:
        parsed = parsedate_tz(value(mail, "date"))
        return None if parsed is None else datetime.fromtimestamp(mktime_tz(parsed), UTC)
    except Exception:  # years, zones and months of any kind
        return None
