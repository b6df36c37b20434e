"""A Slack that says yes to everything, or nothing at all while it is stalled; in a process of its own."""

import asyncio
import json
from itertools import count

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


class Workspace:
    def __init__(self) -> None:
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
        asked = await request.post() if request.content_type != "application/json" else json.loads(await request.text())
        await self.flows.wait()
        said = {"ok": True, "channel": asked.get("channel"), "ts": f"1700000000.{next(self._numbers):06}"}
        if method == "users.info":
            user = asked.get("user")
            profile = {"real_name": f"Somebody {user}", "display_name": ""}
            said["user"] = {"id": user, "team_id": TEAM, "tz": "Europe/Bucharest", "profile": profile}
        return web.json_response(said | ANSWERS.get(method, {}))


if __name__ == "__main__":
    app = web.Application()
    app.router.add_route("*", "/api/{method}", Workspace().answer)
    asyncio.run(listen(app))
