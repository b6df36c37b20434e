"""What comes back: a report that one of our own mails did not arrive (RFC 3464)."""

import re
from dataclasses import dataclass
from email.message import Message

from bot.platforms.mail.content import kind_of, leaves, payload
from bot.platforms.mail.headers import value
from bot.platforms.mail.tokens import Signing, Token

_LONGEST_WHY = 200
_LOOKED_AT = 200_000
_ID = re.compile(r"<(\d{1,15}\.[^<>@\s]{20,200})@[^<>\s]{1,200}>")
_FIELD = re.compile(r"(?im)^(?P<name>action|status|diagnostic-code)[ \t]*:[ \t]*(?P<value>.*(?:\r?\n[ \t]+.*)*)")


@dataclass(frozen=True, slots=True)
class Bounce:
    token: Token
    why: str
    failed: bool  # else it is only late


def bounce_of(mail: Message, raw: bytes, signing: Signing) -> Bounce | None:
    """None if it reports nothing, or nothing of ours: who only says so has no name of a mail that we signed."""
    if not (kind_of(mail) == "multipart/report" or value(mail, "return-path").strip() == "<>"):
        return None
    reports = [payload(part) for part in leaves(mail) if kind_of(part) == "message/delivery-status"]
    if not reports and kind_of(mail) == "multipart/report":
        reports = [raw[:_LOOKED_AT]]
    if not reports:
        return None
    tokens = (signing.read(found) for found in _ID.findall(raw[:_LOOKED_AT].decode("latin-1")))
    token = next((one for one in tokens if one and one.mark), None)
    if token is None:
        return None
    said = {one["name"].lower(): " ".join(one["value"].split()) for one in _FIELD.finditer(_text(reports[0]))}
    why = said.get("diagnostic-code", "").partition(";")[2].strip() or said.get("status", "")
    return Bounce(token, why[:_LONGEST_WHY] or "bounced", said.get("action", "failed").lower() == "failed")


def _text(report: bytes) -> str:
    return report[:_LOOKED_AT].decode("utf-8", "replace")
