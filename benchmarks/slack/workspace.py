"""A Slack that says yes to everything; nothing at all while it is stalled; at most one post a second in a channel where
it is strict. In a process of its own."""

import asyncio
import json
from itertools import count
from time import monotonic, time

from aiohttp import web

from benchmarks.outside import listen
from benchmarks.slack.requests import BOT, BOT_USER, TEAM

ANSWERS = {
    "auth.test": {"team_id": TEAM, "user_id": BOT_USER, "bot_id": BOT, "url": "https://bench.slack.com/"},
    "conversations.history": {"messages": [], "has_more": False},
    "conversations.replies": {"messages": [], "has_more": False},
    "conversations.open": {"channel": {"id": "D0BENCH"}},
    "views.open": {"view": {"id": "V1"}},
    "views.publish": {"view": {"id": "V1"}},
}


BURST = 2  # posts in a channel that may follow at once, where it is strict: then one a second


class Workspace:
    def __init__(self) -> None:
        self._strict = False
        self._posts: list[tuple[float, str, bool, str]] = []  # when, where, whether it was taken, its mark
        self._left: dict[str, tuple[float, float]] = {}  # where -> how many may follow at once, and as of when
        self.flows = asyncio.Event()
        self.flows.set()
        self._numbers = count(1)

    async def answer(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        if method == "stall":
            self.flows.clear()
            return web.Response()
        if method == "flow":
            self.flows.set()
            return web.Response()
        if method == "strict":
            self._strict = True
            return web.Response()
        if method == "told":
            return web.json_response(self._posts)
        asked = await request.post() if request.content_type != "application/json" else json.loads(await request.text())
        await self.flows.wait()
        if method == "chat.postMessage" and not self._taken(str(asked.get("channel")), _mark(asked.get("metadata"))):
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "1"})
        said = {"ok": True, "channel": asked.get("channel"), "ts": f"1700000000.{next(self._numbers):06}"}
        if method == "users.info":
            user = asked.get("user")
            profile = {"real_name": f"Somebody {user}", "display_name": ""}
            said["user"] = {"id": user, "team_id": TEAM, "tz": "Europe/Bucharest", "profile": profile}
        return web.json_response(said | ANSWERS.get(method, {}))

    def _taken(self, channel: str, mark: str) -> bool:
        now = monotonic()
        left, since = self._left.get(channel, (BURST, now))
        left = min(BURST, left + now - since)
        taken = not self._strict or left >= 1
        self._left[channel] = (left - 1 if taken else left, now)
        self._posts.append((time(), channel, taken, mark))
        return taken


def _mark(metadata: object) -> str:
    """What the product tells its posts apart by."""
    told = json.loads(metadata) if isinstance(metadata, str) and metadata else metadata or {}
    payload = told.get("event_payload", {}) if isinstance(told, dict) else {}
    return str(next(iter(payload.values()), ""))


if __name__ == "__main__":
    app = web.Application()
    app.router.add_route("*", "/api/{method}", Workspace().answer)
    asyncio.run(listen(app))
