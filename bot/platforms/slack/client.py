"""Slack's Web API, called once: whatever goes wrong is said, and nothing is tried again behind anybody's back."""

import json
import logging
import re
from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import urlsplit

from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientResponse,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
    ContentTypeError,
)
from slack_sdk.web.async_client import AsyncWebClient

from bot.messages.delivery import NotDelivered
from bot.platforms.slack.errors import LOCKED_OUT, turned_away, waiting
from bot.platforms.slack.needs import METHODS

# What shows when it is done. Everything else is a look-up (opening a direct chat too): if it fails, nothing happened.
WRITES = frozenset(
    {
        *("chat.postMessage", "chat.update", "chat.postEphemeral", "files.completeUploadExternal"),
        *("views.open", "views.push", "views.publish"),
    }
)
HOOKS = ("https://hooks.slack.com/", "https://hooks.slack-gov.com/")  # where response_urls live
UPLOADS = (".slack.com", ".slack-gov.com")  # where files are handed over
ANSWER_TIMEOUT_S = 5.0
_POINTER = re.compile(r"\[json-pointer:([^\]]+)\]")

log = logging.getLogger(__name__)


class Web:
    """One bot's way to Slack. It opens its session in the loop of the first call."""

    def __init__(self, token: str, base_url: str = "https://slack.com/api/", *, timeout_s: float = 10.0) -> None:
        self.token = token
        # Left to itself the SDK posts again when a connection drops, although the first post may stand there already;
        # and at the level of debugging it would log every text.
        quiet = logging.getLogger(f"{__name__}.sdk")
        quiet.setLevel(logging.INFO)
        self._client = AsyncWebClient(token, base_url, retry_handlers=[], logger=quiet)
        # A connection that is not there in half the time is said to be so: then surely nothing was sent.
        self._timeout = ClientTimeout(total=timeout_s, connect=timeout_s / 2)
        base = urlsplit(base_url)
        self._answerable = (*HOOKS, f"{base.scheme}://{base.netloc}/")
        self._locked_out: dict[str, str] = {}  # method -> why, as far as it was said

    async def call(self, method: str, **arguments: Any) -> dict[str, Any]:
        """What Slack answers; to `auth.test` with the `scopes` of the token, which stand in a header alone.

        Arguments that are None are left out. Raises NotDelivered with Slack's own word.
        """
        if method not in METHODS:
            raise ValueError(f"{method} is not among the methods that we ask scopes for")
        try:
            self._session()
            answer = await self._client.api_call(method, data=_form(arguments))
        except (NotDelivered, ClientError, TimeoutError) as failure:
            no = _why(failure)
            no.unsure = no.unsure and method in WRITES
            raise no from None  # an error of the library may hold the request, with the token
        self._locked_out.pop(method, None)
        body = cast(dict[str, Any], answer.data)  # _judged lets nothing else through
        if method == "auth.test":
            body["scopes"] = answer.headers.get("x-oauth-scopes", "")
        return body

    async def respond(self, response_url: str, message: Mapping[str, Any]) -> None:
        """Answer the one who acted, once, and to nobody else unless the message says so. Raises NotDelivered."""
        if not response_url.startswith(self._answerable):
            raise NotDelivered("foreign_response_url", permanent=True)
        try:
            async with self._session().post(
                response_url,
                json={"response_type": "ephemeral", "replace_original": False, **message},
                timeout=ClientTimeout(total=ANSWER_TIMEOUT_S),
                allow_redirects=False,
                raise_for_status=False,
                proxy=self._client.proxy,
            ) as response:
                body = await _said(response)
        except (ClientError, TimeoutError) as failure:
            raise _why(failure) from None
        if response.status == 200 and body.get("ok", True) is True:  # it says a bare "ok", or JSON
            return
        no = turned_away(response.status, str(body.get("error", "")), response.headers.get("Retry-After"))
        if 300 <= response.status < 500 and response.status != 429:
            no.permanent, no.unsure = True, False  # it is used up, too old, or was never good
        raise no

    async def upload(self, url: str, content: bytes) -> None:
        """Hand over a file where Slack wants it; nobody sees it before it is shared. Raises NotDelivered."""
        if not self._is_slacks(url):
            raise NotDelivered("foreign_upload_url", permanent=True)
        try:
            async with self._session().post(
                url, data=content, allow_redirects=False, raise_for_status=False, proxy=self._client.proxy
            ) as response:
                status, retry_after = response.status, response.headers.get("Retry-After")
        except (ClientError, TimeoutError) as failure:
            raise NotDelivered(_why(failure).why) from None
        if status != 200:
            raise NotDelivered(f"upload_{status}", retry_after=waiting(retry_after))

    def _is_slacks(self, url: str) -> bool:
        place = urlsplit(url)
        ours = url.startswith(self._answerable)
        return ours or (place.scheme == "https" and (place.hostname or "").endswith(UPLOADS))

    async def close(self) -> None:
        if self._client.session is not None:
            await self._client.session.close()
            self._client.session = None

    def _session(self) -> ClientSession:
        if self._client.session is None:
            self._client.session = ClientSession(timeout=self._timeout, raise_for_status=self._judged)
        return self._client.session

    async def _judged(self, response: ClientResponse) -> None:
        """Slack's yes or no, heard before the SDK does: it stumbles over what is no JSON, and quotes the rest."""
        body = await _said(response)
        if response.status == 200 and body.get("ok") is True:
            return
        no = turned_away(response.status, str(body.get("error", "")), response.headers.get("Retry-After"))
        self._complain(response.url.name, no, body)
        raise no

    def _complain(self, method: str, no: NotDelivered, body: Mapping[str, Any]) -> None:
        """Say what only somebody of the house can mend; of a token that is not let in, once."""
        if no.why in LOCKED_OUT:
            if self._locked_out.get(method) != no.why:
                log.error("Slack locks us out", extra={"method": method, "why": no.why, "needed": body.get("needed")})
            self._locked_out[method] = no.why
        elif no.why.startswith("invalid_"):  # our own mistake: where it is, without what it says
            extra = {"method": method, "why": no.why, "at": _POINTER.findall(str(body.get("response_metadata", "")))}
            log.error("Slack does not understand us", extra=extra)


def _form(arguments: Mapping[str, Any]) -> dict[str, str]:
    """As a form, which every method takes; only some take JSON."""
    return {name: _field(value) for name, value in arguments.items() if value is not None}


def _field(value: Any) -> str:
    match value:
        case str():
            return value
        case bool():
            return str(int(value))
        case _:
            return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


async def _said(response: ClientResponse) -> dict[str, Any]:
    try:
        body = await response.json()
    except (ContentTypeError, ValueError):
        return {}
    return body if isinstance(body, dict) else {}


def _why(failure: Exception) -> NotDelivered:
    match failure:
        case NotDelivered():
            return failure
        case ConnectionTimeoutError() | ClientConnectorError():
            return NotDelivered("unreachable")
        case TimeoutError():
            return NotDelivered("timeout", unsure=True)
        case _:
            return NotDelivered("connection_lost", unsure=True)
