"""The HTTP side of Slack: its Web API, the response URLs, and where sockets are opened."""

import asyncio
import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from aiohttp import WSMsgType, web

from tests.slack_wire.blocks import checked
from tests.slack_wire.deliver import FORM, JSON, Post
from tests.slack_wire.methods import METHODS, Methods, structured
from tests.slack_wire.workspace import BOT_USER, Message, No

RESPONSE_USES, RESPONSE_LIVES = 5, timedelta(minutes=30)
_RESPONSE = {"text", "blocks", "response_type", "replace_original", "delete_original", "thread_ts", "metadata"}


@dataclass
class Trouble:
    """What goes wrong with the next calls of a method."""

    status: int = 200
    error: str = ""
    retry_after_s: int = 0
    done: bool = False  # it was done all the same, and only the answer is lost
    times: int = 1
    hangs_s: float = 0.0  # before it says anything


@dataclass
class Refused:
    """What Slack would not take, or nobody saw."""

    what: str
    error: str
    details: tuple[str, ...] = ()
    arguments: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return " ".join((self.what, self.error, *self.details))


class Api:
    """Answers what the app asks."""

    def __init__(self, methods: Methods, post: Post, tokens: dict[str, str]) -> None:
        self.methods, self.post, self.tokens = methods, post, tokens
        self.troubles: dict[str, Trouble] = {}
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.refused: list[Refused] = []
        self.hanging: list[str] = []
        self.under_way = 0

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        self.under_way += 1
        try:
            head, _, name = request.path.lstrip("/").partition("/")
            if head == "link":
                return await self._socket(request)
            if head == "upload":
                return await self._upload(request, name)
            if head == "respond":
                return await self._respond(request, name)
            return await self._method(request, name)
        finally:
            self.under_way -= 1

    async def _upload(self, request: web.BaseRequest, name: str) -> web.StreamResponse:
        file, content = self.methods.space.files.get(name), await request.read()
        if file is None or file.content or len(content) != file.length:
            self.refused.append(Refused("upload", "refused", (name,)))
            return web.Response(status=400)
        file.content = content
        return web.Response(text=f"OK - {file.length}")

    async def _method(self, request: web.BaseRequest, name: str) -> web.StreamResponse:
        given: dict[str, Any] = {}
        trouble = self._trouble(name)
        if trouble and trouble.hangs_s:
            self.hanging.append(name)
            await asyncio.sleep(trouble.hangs_s)
        if trouble and not trouble.done:
            return _troubled(request, trouble)
        try:
            given = await self._arguments(request, name)
            self.calls.append((name, given))
            said = {"ok": True, **self.methods.call(name, given)}
            self.refused += [Refused(name, "unseen", (one,)) for one in self.methods.unseen]
            self.methods.unseen.clear()
        except No as no:
            self.refused.append(Refused(name, no.error, no.details, given))
            said = {"ok": False, "error": no.error}
            if no.details:
                said["response_metadata"] = {"messages": list(no.details)}
        if trouble:
            return _troubled(request, trouble)
        return web.json_response(said, headers={"x-oauth-scopes": ",".join(sorted(self.methods.scopes))})

    async def _arguments(self, request: web.BaseRequest, name: str) -> dict[str, Any]:
        """What was given, whoever gives it being who they must be. Raises No."""
        if name not in METHODS:
            raise No("unknown_method")
        raw = (await request.read()).decode()
        given: dict[str, Any] = dict(request.query)
        if request.content_type == JSON:
            given |= self._of_json(raw, name)
        elif raw:
            if request.content_type != FORM:
                raise No("invalid_post_type")
            given |= {key: str(value) for key, value in (await request.post()).items()}
        header = request.headers.get("Authorization", "")
        token = header.removeprefix("Bearer ") if header else given.pop("token", "")
        if not token:
            raise No("not_authed")
        wanted = "app" if name == "apps.connections.open" else "bot"
        if token not in self.tokens:
            raise No("invalid_auth")
        if self.tokens[token] != wanted:
            raise No("not_allowed_token_type")
        return structured(given)

    def _of_json(self, raw: str, name: str) -> dict[str, Any]:
        if not METHODS[name].json:
            return {}  # as if nothing had been said
        try:
            given = json.loads(raw or "{}")
        except ValueError:
            raise No("invalid_json") from None
        if not isinstance(given, dict):
            raise No("json_not_object")
        return given

    def _trouble(self, name: str) -> Trouble | None:
        trouble = self.troubles.get(name)
        if trouble is None:
            return None
        trouble.times -= 1
        if trouble.times <= 0:
            del self.troubles[name]
        return trouble

    # --- response URLs ----------------------------------------------------------------------------------------

    async def _respond(self, request: web.BaseRequest, key: str) -> web.StreamResponse:
        said: dict[str, Any] = {}
        try:
            said = json.loads(await request.read())
            self.calls.append(("response_url", said))
            self.responded(key, said)
        except No as no:
            self.refused.append(Refused("response_url", no.error, no.details, said))
            return web.json_response({"ok": False, "error": no.error}, status=404 if "url" in no.error else 400)
        return web.json_response({"ok": True})

    def responded(self, key: str, said: dict[str, Any], *, counts: bool = True) -> None:
        """What comes by a response URL, or in the response to a command, is shown. Raises No."""
        space = self.methods.space
        url = space.response_urls.get(key)
        if url is None or space.now() - url.at > RESPONSE_LIVES:
            raise No("expired_url")
        if counts and url.uses >= RESPONSE_USES:
            raise No("used_url")
        url.uses += counts
        if unknown := sorted(said.keys() - _RESPONSE):
            raise No("invalid_payload", f"nobody knows a field {', '.join(unknown)}")
        blocks = checked(said["blocks"]) if said.get("blocks") else []
        in_channel = said.get("response_type") == "in_channel"
        if url.on and (said.get("replace_original") or (in_channel and said.get("replace_original") is None)):
            url.on.text, url.on.blocks, url.on.drawn = said.get("text", ""), blocks, space.drew()
            return
        if not said.get("text") and not blocks:
            raise No("no_text")
        # A thread is documented for what all may see; bolt-js#963 saw the rest at the bottom of the channel.
        thread = said.get("thread_ts") if in_channel else None
        to = None if in_channel else url.user
        space.put(Message(url.channel, space.ts(), BOT_USER, said.get("text", ""), blocks, thread, to=to))

    # --- sockets ----------------------------------------------------------------------------------------------

    async def _socket(self, request: web.BaseRequest) -> web.StreamResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.under_way -= 1  # an open socket is nothing that anybody waits for
        self.post.sockets.append(socket)
        try:
            await socket.send_json({"type": "hello", "num_connections": len(self.post.sockets)})
            async for message in socket:
                if message.type == WSMsgType.TEXT:
                    self.post.acknowledged(json.loads(message.data))
        finally:
            self.under_way += 1
            if socket in self.post.sockets:
                self.post.sockets.remove(socket)
        return socket

    async def refreshes(self) -> None:
        """Slack ends its connections every few hours, and says so before."""
        for socket in list(self.post.sockets):
            self.post.sockets.remove(socket)
            await socket.send_json({"type": "disconnect", "reason": "refresh_requested"})
            await socket.close()


def _troubled(request: web.BaseRequest, trouble: Trouble) -> web.StreamResponse:
    if trouble.done and not trouble.error and trouble.status == 200:
        assert request.transport is not None
        request.transport.abort()  # the answer gets lost on the way
        return web.Response()
    headers = {"Retry-After": str(trouble.retry_after_s)} if trouble.retry_after_s else {}
    return web.json_response({"ok": False, "error": trouble.error}, status=trouble.status, headers=headers)
