"""The door: what comes over HTTP is measured, opened and proved here, before the SDK carries it.

Every token is checked, and the organisation besides: a token does not carry it.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from bot.platforms.door import LARGEST, Turned, json_of
from bot.platforms.teams.framework import Framework, Unproved
from bot.platforms.teams.keys import KeysAway
from bot.platforms.teams.us import Us

CHANNEL = "msteams"
# Where Microsoft's services speak from; our token goes nowhere else.
MICROSOFTS = ("trafficmanager.net", "botframework.com", "teams.microsoft.com", "teams.microsoft.us")
LOOPBACK = ("127.0.0.1", "localhost", "::1")
_JSON = "application/json"


class Door:
    """Lets in what the Bot Framework sends on behalf of our organisation."""

    def __init__(self, framework: Framework, us: Us, *, near: bool = False) -> None:
        self._framework, self._us, self._near = framework, us, near or us.local

    def is_trusted(self, service: str) -> bool:
        """May we send our token there?"""
        return is_at(service, MICROSOFTS) or (self._near and is_at(service, LOOPBACK, secure=False))

    async def opened(self, headers: Mapping[str, str], raw: bytes) -> tuple[dict[str, Any], Any]:
        """An activity, and whose it is proved to be.

        Raises Turned: 401 if it is not proved, or not ours; 400 too large or misshapen; 503 while nobody can tell.
        """
        header = headers.get("Authorization")
        if not self._us.local and header is None:
            raise Turned(401, "no token")
        body = _body(headers.get("Content-Type", ""), raw)
        try:
            claims = await self._framework.proved(body, header)
        except Unproved as no:
            raise Turned(401, f"token: {no}") from no
        except KeysAway:
            raise Turned(503, "no signing keys") from None
        if body["channelId"] != CHANNEL:
            raise Turned(401, "another channel")
        if self._us.tenant and tenant_of(body) != self._us.tenant:
            raise Turned(401, "another organisation")
        if not self.is_trusted(body["serviceUrl"]):
            raise Turned(401, "a service that is not Microsoft's")
        return body, claims


def _body(content_type: str, raw: bytes) -> dict[str, Any]:
    """What a token can be compared with. Raises Turned."""
    if len(raw) > LARGEST:
        raise Turned(400, "too large")
    if content_type.partition(";")[0].strip().lower() != _JSON:
        raise Turned(400, "no content type of Teams'")
    try:
        body = json_of(raw.decode("utf-8"))
    except UnicodeDecodeError:
        raise Turned(400, "not UTF-8") from None
    match body:
        case {"type": str(), "channelId": str(), "serviceUrl": str()}:
            return dict(body)
    raise Turned(400, "no activity")


def tenant_of(body: Mapping[str, Any]) -> str | None:
    """The organisation that an activity says it is from, in lower case."""
    match body:
        case {"channelData": {"tenant": {"id": str(tenant)}}} | {"conversation": {"tenantId": str(tenant)}}:
            return tenant.lower()
    return None


def is_at(url: str, hosts: tuple[str, ...], *, secure: bool = True) -> bool:
    """Is it the address of one of these hosts, or of one below them?"""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        return False
    if parts.scheme not in (("https",) if secure else ("https", "http")) or parts.username or "\\" in url:
        return False
    return any(host == one or host.endswith(f".{one}") for one in hosts)
