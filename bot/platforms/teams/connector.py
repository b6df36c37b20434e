"""The Bot Connector, called once: whatever goes wrong is said, and nothing is tried again behind anybody's back.

https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol
from urllib.parse import urlencode
from urllib.request import getproxies

from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientHttpProxyError,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
    DummyCookieJar,
)

from bot.messages.delivery import NotDelivered
from bot.platforms.teams.errors import UNAUTHORIZED, perhaps, turned_away

TIMEOUT_S = 10.0
POST = "POST"  # the one method that does a thing twice if it is called twice
Json = dict[str, Any] | list[Any] | None

log = logging.getLogger(__name__)


class Token(Protocol):
    """What lets us in; empty where nobody asks for one. `fresh`: the one we had was refused. Raises NotDelivered."""

    def __call__(self, *, fresh: bool = False) -> Awaitable[str]: ...


class Connector:
    """One bot's way to Teams. It opens its session in the loop of the first call.

    The token is shown to services that `is_trusted` accepts, and to nobody else.
    """

    def __init__(self, token: Token, is_trusted: Callable[[str], bool], *, timeout_s: float = TIMEOUT_S) -> None:
        self._token = token
        self._is_trusted = is_trusted
        self._timeout_s = timeout_s
        self._session: ClientSession | None = None
        self._renewed = ""  # the last one that was asked for because another was refused
        self._locked_out = ""  # why, as far as it was said

    async def call(
        self, method: str, service: str, path: str, body: Mapping[str, Any] | None = None, **query: Any
    ) -> Json:
        """What the service answers; None if it says nothing. `path` is quoted already; what is None is left out.

        Raises NotDelivered with the service's own word.
        """
        if not self._is_trusted(service):
            raise NotDelivered("untrusted_service", permanent=True)
        named = {name: str(value) for name, value in query.items() if value is not None}
        url = f"{service.rstrip('/')}/{path.lstrip('/')}" + (f"?{urlencode(named)}" if named else "")
        token = await self._get_token()
        try:
            return await self._asked(method, url, body, token)
        except _TokenRefused as refused:
            if not token or token == self._renewed:  # the newest there is was refused: another one is no better
                raise refused.why from None
        self._renewed = await self._another_than(token)
        try:
            return await self._asked(method, url, body, self._renewed)
        except _TokenRefused as refused:
            raise refused.why from None

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _another_than(self, refused: str) -> str:
        """Others may have asked for it already."""
        token = await self._get_token()
        return token if token != refused else await self._get_token(fresh=True)

    async def _get_token(self, *, fresh: bool = False) -> str:
        try:
            async with asyncio.timeout(self._timeout_s):
                return await self._token(fresh=fresh)
        except (OSError, ClientError):  # of the network, or the deadline; its text may hold what was sent
            raise NotDelivered("no_token") from None

    async def _asked(self, method: str, url: str, body: Mapping[str, Any] | None, token: str) -> Json:
        try:
            async with self._opened().request(
                method,
                url,
                data=None if body is None else _packed(body),
                headers=_headers(token, body is not None),
                allow_redirects=False,  # the token goes to nobody that another names
            ) as response:
                status, headers, text = response.status, response.headers, await response.read()
        except (ClientError, TimeoutError, OSError) as failure:
            raise _why(failure, method) from None  # an error of the library may hold the request, with the token
        said = _read(text)
        if 200 <= status < 300:
            if text.strip() and said is None:  # somebody between Teams and us has answered
                raise NotDelivered("not_json", unsure=method == POST)
            self._locked_out = ""
            return said
        no = turned_away(status, said, headers.get("Retry-After"), headers.get("Date"), post=method == POST)
        if status == UNAUTHORIZED:
            raise _TokenRefused(self._complained(no))
        raise no

    def _opened(self) -> ClientSession:
        if self._session is None:
            # A connection that is not there in half the time is said to be so: then surely nothing was sent.
            timeout = ClientTimeout(total=self._timeout_s, connect=self._timeout_s / 2)
            # Looking for a proxy takes as long as the call, each time: so only where there are any at all.
            proxies = bool(getproxies())
            self._session = ClientSession(timeout=timeout, trust_env=proxies, cookie_jar=DummyCookieJar())
        return self._session

    def _complained(self, no: NotDelivered) -> NotDelivered:
        """That we are not let in only somebody of the house can mend: it is said once."""
        if self._locked_out != no.why:
            log.error("Teams locks us out", extra={"why": no.why})
        self._locked_out = no.why
        return no


class _TokenRefused(Exception):
    def __init__(self, why: NotDelivered) -> None:
        super().__init__(why.why)
        self.why = why


def _headers(token: str, packed: bool) -> dict[str, str]:
    kind = {"Content-Type": "application/json; charset=utf-8"} if packed else {}
    return {"Accept": "application/json", **kind, **({"Authorization": f"Bearer {token}"} if token else {})}


def _packed(body: Mapping[str, Any]) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _read(text: bytes) -> Json:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict | list) else None


def _why(failure: Exception, method: str) -> NotDelivered:
    match failure:
        case ConnectionTimeoutError() | ClientConnectorError() | ClientHttpProxyError():
            return NotDelivered("unreachable")
        case TimeoutError():
            return perhaps("timeout", post=method == POST)
        case _:
            return perhaps("connection_lost", post=method == POST)
