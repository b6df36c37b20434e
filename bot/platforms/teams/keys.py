"""The keys that the Bot Framework signs with: fetched off everybody's way, and again when it signs with a new one.

https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
"""

import asyncio
import json
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import aiohttp
from jwt import PyJWTError
from jwt.algorithms import RSAAlgorithm

METADATA = "https://login.botframework.com/v1/.well-known/openidconfiguration"
FRESH_S = 24 * 3600.0  # the documentation asks for a look at least once a day
AGAIN_S = 60.0  # between two looks because of a key that nobody knows: anybody can invent one
SOON_S = 1.0  # while we have none at all
TIMEOUT_S = 5.0
PATIENCE_S = 1.5  # that a delivery waits for keys; Teams sends it again

log = logging.getLogger(__name__)


class KeysAway(Exception):
    """Nobody can say now whether a token is genuine."""


class UnknownKey(Exception):
    """It was signed with no key of theirs."""


@dataclass(frozen=True, slots=True)
class Key:
    """As the SDK reads it."""

    public_key: Any
    endorsements: tuple[str, ...]


class Keys:
    """What the SDK would fetch by itself, with blocking calls and without a time limit."""

    def __init__(
        self,
        url: str = METADATA,
        *,
        again_s: float = AGAIN_S,
        patience_s: float = PATIENCE_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.url = url
        self._patience_s = patience_s
        self._again_s = again_s
        self._clock = clock
        self._keys: dict[str, Key] = {}
        self._read_at = self._tried_at = float("-inf")
        self._is_away = False  # the last look has brought nothing, so far at least
        self._fetching: asyncio.Task[None] | None = None

    async def get(self, key_id: str | None) -> Key:
        """Nobody waits whose key is known, even if it was a day ago. Raises UnknownKey, KeysAway."""
        if key_id is None:
            raise UnknownKey
        if key_id in self._keys:
            if self._clock() - self._read_at > FRESH_S:
                self._look()
            return self._keys[key_id]
        if looking := self._look():
            await asyncio.wait([looking], timeout=self._patience_s)
        if key_id in self._keys:
            return self._keys[key_id]
        if self._is_away:
            raise KeysAway
        raise UnknownKey

    def _look(self) -> "asyncio.Task[None] | None":
        """One look for all who wait for it; it goes on if they do not. None if it is too early for another."""
        if self._fetching is None or self._fetching.done():
            now = self._clock()
            if now - self._tried_at < (self._again_s if self._keys else SOON_S):
                return None
            self._tried_at, self._is_away = now, True
            self._fetching = asyncio.create_task(self._fetch())
        return self._fetching

    async def close(self) -> None:
        if self._fetching is not None:
            self._fetching.cancel()
            await asyncio.gather(self._fetching, return_exceptions=True)

    async def _fetch(self) -> None:
        limit = aiohttp.ClientTimeout(total=TIMEOUT_S)
        try:
            async with aiohttp.ClientSession(timeout=limit, trust_env=True, raise_for_status=True) as session:
                where = (await _json(session, self.url))["jwks_uri"]
                found = [_key(one) for one in (await _json(session, where))["keys"]]
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError, LookupError, TypeError) as no:
            log.warning("no signing keys", extra={"why": type(no).__name__})
            return
        keys = {name: key for name, key in filter(None, found)}
        if not keys:
            log.warning("no signing keys", extra={"why": "none is of use"})
            return
        self._keys, self._read_at, self._is_away = keys, self._clock(), False


async def _json(session: aiohttp.ClientSession, url: str) -> Any:
    async with session.get(url) as response:
        return await response.json(content_type=None)


def _key(jwk: Any) -> tuple[str, Key] | None:
    """None for a key of another kind than we can use."""
    try:
        name, endorsements = str(jwk["kid"]), tuple(map(str, jwk.get("endorsements") or ()))
        return name, Key(RSAAlgorithm.from_jwk(json.dumps(jwk)), endorsements)
    except (PyJWTError, LookupError, TypeError, AttributeError, ValueError):
        return None
