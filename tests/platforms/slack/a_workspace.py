"""A Slack workspace over real HTTP that answers what the bot asks of it: who somebody is, what was said, who it is."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from aiohttp import web

from bot.platforms.slack.client import Web
from bot.platforms.slack.needs import scopes
from bot.platforms.slack.us import Us
from tests.platforms.a_platform import APlatform

T = TypeVar("T")
US = Us("T0ACME", "U0BOT", "B0BOT", "https://acme.slack.com/")
Arguments = dict[str, str]


class AWorkspace(APlatform):
    """Everything in it is what a test puts there; `called` keeps what the bot asked."""

    def __init__(self, do: Callable[[Coroutine[Any, Any, T]], T]) -> None:
        super().__init__(do)
        self.users: dict[str, dict[str, Any]] = {}
        self.channels: dict[str, dict[str, Any]] = {}
        self.chats: dict[str, dict[str, Any]] = {}
        self.said: dict[str, list[dict[str, Any]]] = {}  # channel, or channel/ts of a thread -> messages
        self.scopes = scopes()
        self.called: list[tuple[str, Arguments]] = []
        self.fails: dict[str, list[tuple[int, dict[str, Any], dict[str, str]] | None]] = {}  # None: it answers
        self.slow: dict[str, float] = {}  # method -> seconds
        self.a_page = 2  # messages, whatever limit was asked for
        self.person("U0BOT", "Buckstop", is_bot=True)

    # --- what is there ------------------------------------------------------------------------------------------

    def person(self, user: str, name: str, **more: Any) -> None:
        profile = {"display_name": name, "real_name": name, "email": f"{name.lower()}@acme.example"}
        self.users[user] = {
            "id": user,
            "team_id": US.team,
            "real_name": f"{name} Real",
            "tz": "Europe/Lisbon",
            "locale": "pt-PT",
            "updated": 1_760_000_000,
            "profile": profile,
            **more,
        }

    def channel(self, channel: str, name: str, **more: Any) -> None:
        self.channels[channel] = {"id": channel, "name": name, "is_member": True, "is_archived": False, **more}
        self.said.setdefault(channel, [])

    def chat(self, channel: str, user: str, **more: Any) -> None:
        """Somebody's direct chat with the bot; `says` writes in it, too."""
        self.chats[channel] = {"id": channel, "user": user, "is_im": True, "is_user_deleted": False, **more}
        self.channels[channel] = {**self.chats[channel], "is_member": True}
        self.said.setdefault(channel, [])

    def says(self, user: str, channel: str, text: str, ts: str, **more: Any) -> None:
        """In a channel, or below the message that begins a thread in it: `C0HELP/1700000000.000100`."""
        message = {"type": "message", "user": user, "text": text, "ts": ts, "team": US.team, **more}
        if "/" in channel:
            message["thread_ts"] = channel.partition("/")[2]
        self.said.setdefault(channel, []).append(message)

    def answers(self, method: str) -> None:
        """Once, before whatever is said next goes wrong."""
        self.fails.setdefault(method, []).append(None)

    def refuses(self, method: str, error: str, times: int = 1) -> None:
        self.fails.setdefault(method, []).extend([(200, {"ok": False, "error": error}, {})] * times)

    def is_busy(self, method: str, retry_after: int = 1, times: int = 1) -> None:
        answer = {"ok": False, "error": "ratelimited"}
        self.fails.setdefault(method, []).extend([(429, answer, {"Retry-After": str(retry_after)})] * times)

    def asked(self, method: str) -> list[Arguments]:
        return [arguments for name, arguments in self.called if name == method]

    # --- answering ----------------------------------------------------------------------------------------------

    async def _open(self) -> None:
        self.url = await self._listen([web.post("/api/{method}", self._answer)]) + "/api/"
        self.web = Web("xoxb-1", self.url)

    async def _close(self) -> None:
        await self.web.close()
        await super()._close()

    async def _answer(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        arguments = {name: str(value) for name, value in (await request.post()).items()}
        self.called.append((method, arguments))
        await asyncio.sleep(self.slow.get(method, 0))
        waiting = self.fails.get(method)
        if waiting and (failure := waiting.pop(0)):
            status, body, headers = failure
            return web.json_response(body, status=status, headers=headers)
        body = ANSWERS[method](self, arguments)
        headers = {"x-oauth-scopes": ",".join(sorted(self.scopes))} if method == "auth.test" else {}
        return web.json_response(body, headers=headers)

    def _auth(self, arguments: Arguments) -> dict[str, Any]:
        return {"ok": True, "team_id": US.team, "user_id": US.user, "bot_id": US.bot, "url": US.url, "user": "buckstop"}

    def _socket(self, arguments: Arguments) -> dict[str, Any]:
        return {"ok": True, "url": "wss://nobody.example/"}

    def _user(self, arguments: Arguments) -> dict[str, Any]:
        user = self.users.get(arguments["user"])
        return {"ok": True, "user": user} if user else {"ok": False, "error": "user_not_found"}

    def _channel(self, arguments: Arguments) -> dict[str, Any]:
        channel = self.channels.get(arguments["channel"])
        return {"ok": True, "channel": channel} if channel else {"ok": False, "error": "channel_not_found"}

    def _list(self, arguments: Arguments) -> dict[str, Any]:
        if arguments.get("types") != "im":
            return {"ok": False, "error": "invalid_types"}
        if "im:read" not in self.scopes:
            return {"ok": False, "error": "missing_scope", "needed": "im:read"}
        page = self._page(list(self.chats.values()), arguments)
        return {"ok": True, "channels": page["messages"], "response_metadata": page["response_metadata"]}

    def _history(self, arguments: Arguments) -> dict[str, Any]:
        channel = self.channels.get(arguments["channel"])
        if channel is None:
            return {"ok": False, "error": "channel_not_found"}
        if not channel["is_member"]:
            return {"ok": False, "error": "not_in_channel"}
        return self._page(sorted(self._since(arguments["channel"], arguments), key=_ts, reverse=True), arguments)

    def _replies(self, arguments: Arguments) -> dict[str, Any]:
        """The first of the thread comes with every page, whatever was asked for."""
        began = [one for one in self.said[arguments["channel"]] if one["ts"] == arguments["ts"]]
        if not began:
            return {"ok": False, "error": "thread_not_found"}
        page = self._page(self._since(f"{arguments['channel']}/{arguments['ts']}", arguments), arguments)
        return {**page, "messages": [*({**one, "thread_ts": one["ts"]} for one in began), *page["messages"]]}

    def _since(self, place: str, arguments: Arguments) -> list[dict[str, Any]]:
        oldest = arguments.get("oldest", "")
        return sorted((one for one in self.said.get(place, ()) if one["ts"] > oldest), key=_ts)

    def _page(self, found: list[dict[str, Any]], arguments: Arguments) -> dict[str, Any]:
        first = int(arguments.get("cursor", 0))
        after = first + min(self.a_page, int(arguments["limit"]))
        more = after < len(found)
        cursor = {"response_metadata": {"next_cursor": str(after) if more else ""}}
        return {"ok": True, "messages": found[first:after], "has_more": more, **cursor}


def _ts(message: dict[str, Any]) -> str:
    return str(message["ts"])


ANSWERS: dict[str, Callable[[AWorkspace, Arguments], dict[str, Any]]] = {
    "apps.connections.open": AWorkspace._socket,
    "auth.test": AWorkspace._auth,
    "conversations.history": AWorkspace._history,
    "conversations.info": AWorkspace._channel,
    "conversations.list": AWorkspace._list,
    "conversations.replies": AWorkspace._replies,
    "users.info": AWorkspace._user,
}
