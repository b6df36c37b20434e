"""The text of a mail, and what is attached to it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

from bot.platforms.mail.charsets import decoded
from bot.platforms.mail.headers import in_words, value, words
from bot.platforms.mail.hypertext import text_of
from bot.platforms.mail.limits import LONGEST_NAME, LONGEST_ORIGINAL, MOST_DEPTH, MOST_PARTS

_VALUE = r'\s*=\s*(?:"(?P<quoted>[^"]*)"|(?P<bare>[^;\s]*))'
_PARAMETER = re.compile(r";\s*(?P<name>[\w!#$&+.^`|~-]{1,40})(?P<star>\*?)" + _VALUE)
_EXTENDED = re.compile(r"(?P<set>[\w.:+-]*)'[\w-]*'(?P<value>.*)", re.DOTALL)
_PERCENT = re.compile(rb"%([0-9A-Fa-f]{2})")


class TooMuch(Exception):
    """It has more parts, or deeper ones, than anybody's mail."""


@dataclass(frozen=True, slots=True)
class File:
    name: str
    type: str
    size: int


@dataclass(frozen=True, slots=True)
class Content:
    text: str
    files: tuple[File, ...]
    sealed: bool = False  # encrypted for somebody else than us


def content_of(mail: Message) -> Content:
    """Text as text, else HTML as the text in it. Raises TooMuch."""
    texts: list[str] = []
    pages: list[str] = []
    files: list[File] = []
    sealed = False
    for part in leaves(mail):
        kind, disposition, name = kind_of(part), _disposition(part), file_name(part)
        sealed = sealed or kind in ("application/pgp-encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
        if kind in ("text/plain", "text/html") and disposition != "attachment" and not name:
            said = decoded(payload(part), parameter(part, "content-type", "charset"))
            (texts if kind == "text/plain" else pages).append(said)
        elif kind.startswith("image/") and disposition != "attachment" and value(part, "content-id"):
            continue  # a picture within the page: a signature's logo
        elif kind not in ("message/delivery-status", "text/rfc822-headers"):
            files.append(File(name or kind, kind, len(payload(part))))
    text = "\n\n".join(texts).strip()
    if not text and pages:
        text = "\n\n".join(map(text_of, pages)).strip()
    return Content(text.replace("\r\n", "\n").replace("\x00", "\ufffd")[:LONGEST_ORIGINAL], tuple(files), sealed)


def leaves(mail: Message) -> Iterator[Message]:
    """Its parts that have none themselves; a mail or a report within it is one. Raises TooMuch."""
    stack, seen = [(mail, 0)], 0
    while stack:
        part, depth = stack.pop()
        seen += 1
        if seen > MOST_PARTS or depth > MOST_DEPTH:
            raise TooMuch
        inside = part.get_payload()
        if isinstance(inside, list) and not kind_of(part).startswith("message/"):
            stack += [(one, depth + 1) for one in reversed(inside) if isinstance(one, Message)]
        else:
            yield part


def kind_of(part: Message) -> str:
    kind = value(part, "content-type").partition(";")[0].strip().lower()
    return kind if re.fullmatch(r"[\w.+-]{1,100}/[\w.+-]{1,100}", kind) else "text/plain"


def _disposition(part: Message) -> str:
    return value(part, "content-disposition").partition(";")[0].strip().lower()


def payload(part: Message) -> bytes:
    """Its bytes, as far as they can be read."""
    inside = part.get_payload()
    if isinstance(inside, list):  # a mail within it, or the parts of a report
        try:
            return b"\n".join(one.as_bytes() for one in inside if isinstance(one, Message))
        except Exception:  # what was read is not always written again
            return b""
    try:
        raw = part.get_payload(decode=True)
    except Exception:  # in whatever it is encoded
        raw = None
    return raw if isinstance(raw, bytes) else str(inside).encode("utf-8", "replace")


def file_name(part: Message) -> str:
    """Without folders, and on one line; empty if it has none."""
    name = parameter(part, "content-disposition", "filename") or parameter(part, "content-type", "name")
    if not name and kind_of(part) == "message/rfc822":
        within = part.get_payload()
        mail = within[0] if isinstance(within, list) and within else None
        name = words(mail, "subject") if isinstance(mail, Message) else ""
    name = in_words(name).replace("\\", "/").rpartition("/")[2].strip()
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 12]}…{name[-11:]}"


def parameter(part: Message, header: str, name: str) -> str:
    """A parameter of a header: plain, quoted, or continued (RFC 2231) as in filename*0*=utf-8''a; filename*1=b"""
    text = value(part, header)
    for found in _PARAMETER.finditer(text):
        if found["name"].lower() == name:
            said = _said(found)
            return _extended(said) if found["star"] else said
    pieces = {
        int(found["n"]): (bool(found["star"]), _said(found))
        for found in re.finditer(rf";\s*{name}\*(?P<n>\d{{1,3}})(?P<star>\*?)" + _VALUE, text, re.IGNORECASE)
    }
    if not pieces:
        return ""
    joined = "".join(piece for _, (_, piece) in sorted(pieces.items()))
    return _extended(joined) if pieces[min(pieces)][0] else joined


def _said(found: re.Match[str]) -> str:
    return found["bare"] if found["quoted"] is None else found["quoted"]


def _extended(text: str) -> str:
    found = _EXTENDED.fullmatch(text)
    charset, rest = (found["set"], found["value"]) if found else ("", text)
    raw = _PERCENT.sub(lambda one: bytes([int(one[1], 16)]), rest.encode("utf-8", "surrogateescape"))
    return decoded(raw, charset)
