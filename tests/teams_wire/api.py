"""The HTTP side of Teams: the Bot Connector, the key documents, and where the bot's own token comes from."""

import asyncio
import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from aiohttp import web

from tests.teams_wire.keys import Keys
from tests.teams_wire.limits import Limits
from tests.teams_wire.methods import Methods
from tests.teams_wire.tenant import APP, TENANT, No

SCOPE = "https://api.botframework.com/.default"
_CONVERSATION = r"/v3/conversations/(?P<conversation>[^/]+)"
_PATHS = (
    ("POST", "create", r"/v3/conversations/?"),
    ("POST", "send", f"{_CONVERSATION}/activities/?"),
    ("POST", "reply", f"{_CONVERSATION}/activities/(?P<activity>[^/]+)"),
    ("PUT", "update", f"{_CONVERSATION}/activities/(?P<activity>[^/]+)"),
    ("DELETE", "delete", f"{_CONVERSATION}/activities/(?P<activity>[^/]+)"),
    ("GET", "members", f"{_CONVERSATION}/members"),
    ("GET", "paged_members", f"{_CONVERSATION}/pagedmembers"),
    ("GET", "member", f"{_CONVERSATION}/members/(?P<user>[^/]+)"),
    ("GET", "team", r"/v3/teams/(?P<team>[^/]+)"),
    ("GET", "channels", r"/v3/teams/(?P<team>[^/]+)/conversations"),
)
_CODES = {412: "PreconditionFailed", 429: "Throttled"}
_CREATED = ("create", "send", "reply")


@dataclass
class Trouble:
    """What goes wrong with the next calls of a method."""

    status: int = 0  # none: it is done, however slowly
    code: str = ""
    retry_after_s: float = 0
    delay_s: float = 0
    done: bool = False  # it was done all the same, and only the answer is lost or another
    cut: bool = False  # the connection ends without an answer
    times: int = 1


@dataclass
class Call:
    method: str
    named: dict[str, str]
    body: Any
    status: int = 0


@dataclass
class Refused:
    """What Teams would not take, or would not show."""

    what: str
    status: int
    code: str
    words: str = ""
    about: Any = field(default=None, repr=False)

    def __str__(self) -> str:
        return f"{self.what}: {self.status} {self.code} {self.words}".strip()


class Api:
    """Answers what the bot asks."""

    def __init__(self, methods: Methods, keys: Keys, token: str, secret: str, time: Callable[[], float]) -> None:
        self.methods, self.keys, self.token, self.secret = methods, keys, token, secret
        self.troubles: dict[str, Trouble] = {}
        self.calls: list[Call] = []
        self.refused: list[Refused] = []
        self.limits: Limits | None = None
        self.time = time
        self.stalled: asyncio.Event | None = None  # until it is set, the Connector answers nothing
        self.under_way = 0
        self.url = ""

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        self.under_way += 1
        try:
            path = request.rel_url.raw_path
            if "/.well-known/" in path or path.endswith("/discovery/instance"):
                return await self._published(path)
            if path.endswith("/oauth2/v2.0/token"):
                return await self._granted(request)
            return await self._method(request, path)
        finally:
            self.under_way -= 1

    async def _method(self, request: web.BaseRequest, path: str) -> web.StreamResponse:
        call = Call(*_named(request.method, path), body=None)
        self.calls.append(call)
        if self.stalled is not None:
            await self.stalled.wait()
        trouble = await self._troubles(call.method)
        if trouble and trouble.status and not trouble.done:
            call.status = trouble.status
            return _troubled(request, trouble)
        if trouble and trouble.cut and not trouble.done:
            return _cut(request)
        status, said, headers = await self._done(request, call)
        call.status = status
        if trouble and (trouble.cut or (trouble.done and not trouble.status)):
            return _cut(request)
        if trouble and trouble.status:
            return _troubled(request, trouble)
        return web.json_response(said, status=status, headers=headers)

    async def _done(self, request: web.BaseRequest, call: Call) -> tuple[int, Any, dict[str, str]]:
        try:
            if request.headers.get("Authorization") != f"Bearer {self.token}":
                raise No(401, "Unauthorized", "Authorization has been denied for this request.")
            call.body = await _body(request, call.method)
            if self.limits:
                self.limits.count(call.method, call.named.get("conversation", "").partition(";")[0])
            said = self._called(call, dict(request.query))
        except No as no:
            self.refused.append(Refused(call.method, no.status, no.code, no.words, call.body))
            headers = {"Retry-After": str(math.ceil(no.retry_after_s))} if no.retry_after_s else {}
            return no.status, {"error": {"code": no.code, "message": no.words}}, headers
        finally:
            self.refused += [Refused(call.method, 0, "unwise", one) for one in self.methods.complaints]
            self.methods.complaints.clear()
        return 201 if call.method in _CREATED else 200, said, {}

    def _called(self, call: Call, query: dict[str, str]) -> Any:
        if call.method == "nothing":
            raise No(404, "NotFound", "nothing has this address")
        does = getattr(self.methods, call.method)
        if call.method == "paged_members":
            return does(**call.named, query=query)
        return does(**call.named, body=call.body) if call.method in (*_CREATED, "update") else does(**call.named)

    async def _troubles(self, method: str) -> Trouble | None:
        """What goes wrong with this call; however slow it is to be, that is over."""
        trouble = self.troubles.get(method)
        if trouble is None:
            return None
        trouble.times -= 1
        if trouble.times <= 0:
            del self.troubles[method]
        await asyncio.sleep(trouble.delay_s)
        return trouble

    # --- keys and tokens --------------------------------------------------------------------------------------

    async def _published(self, path: str) -> web.StreamResponse:
        if path.endswith("/keys"):
            name, said = "keys", self.keys.published()
        elif path.endswith("/openidconfiguration"):
            name, said = "openid", self.keys.document(f"{self.url}/v1/.well-known/keys")
        elif path.endswith("/instance"):
            name, said = "instances", {"tenant_discovery_endpoint": f"{self.url}/{TENANT}", "metadata": []}
        else:
            name = "discovery"  # of the directory, as MSAL asks for it
            said = {"issuer": f"{self.url}/{TENANT}/v2.0", "authorization_endpoint": f"{self.url}/authorize"}
            said |= {"token_endpoint": f"{self.url}/{TENANT}/oauth2/v2.0/token"}
        self.calls.append(Call(name, {}, None, 200))
        trouble = await self._troubles(name)
        return web.Response(status=trouble.status) if trouble and trouble.status else web.json_response(said)

    async def _granted(self, request: web.BaseRequest) -> web.StreamResponse:
        """Client credentials, as https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow"""
        given = {name: str(value) for name, value in (await request.post()).items()}
        self.calls.append(call := Call("token", {}, {name: "…" for name in given}, 200))
        trouble = await self._troubles("token")
        wanted = {"grant_type": "client_credentials", "client_id": APP, "client_secret": self.secret, "scope": SCOPE}
        wrong = [name for name, value in wanted.items() if given.get(name) != value]
        if request.path.strip("/").partition("/")[0] != TENANT:
            wrong.append("tenant")
        if wrong or (trouble and trouble.status):
            call.status = (trouble.status if trouble else 0) or 401
            if wrong:
                self.refused.append(Refused("token", 401, "invalid_client", ", ".join(wrong)))
            return web.json_response({"error": "invalid_client", "error_codes": [7000215]}, status=call.status)
        return web.json_response({"token_type": "Bearer", "expires_in": 3599, "access_token": self.token})


def _named(verb: str, path: str) -> tuple[str, dict[str, str]]:
    """The method that an address is, behind whatever region it begins with."""
    _, v3, rest = path.partition("/v3/")
    for of, method, pattern in _PATHS:
        if verb == of and (match := re.fullmatch(pattern, v3 + rest)):
            return method, {name: unquote(value) for name, value in match.groupdict().items()}
    return "nothing", {}


async def _body(request: web.BaseRequest, method: str) -> Any:
    raw = await request.read()
    if method not in (*_CREATED, "update"):
        return None
    if request.content_type != "application/json":
        raise No(415, "UnsupportedMediaType", request.content_type)
    try:
        return json.loads(raw)
    except ValueError:
        raise No(400, "BadSyntax", "no JSON") from None


def _troubled(request: web.BaseRequest, trouble: Trouble) -> web.StreamResponse:
    headers = {"Retry-After": str(math.ceil(trouble.retry_after_s))} if trouble.retry_after_s else {}
    code = trouble.code or _CODES.get(trouble.status, "ServiceError")
    said = {"error": {"code": code, "message": "as it was ordered"}}
    return web.json_response(said, status=trouble.status, headers=headers)


def _cut(request: web.BaseRequest) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()
