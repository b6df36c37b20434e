"""A Microsoft that publishes its key and takes whatever is posted, or answers nothing while it is stalled."""

import asyncio
import sys
from itertools import count

from aiohttp import web

from benchmarks.outside import listen
from benchmarks.teams.desk import AGENTS, TENANT

MEMBERS = [
    {"id": f"29:1{n}-bench", "aadObjectId": aad, "name": f"Agent {n}", "tenantId": TENANT, "userRole": "user"}
    for n, aad in enumerate(AGENTS)
]


class Microsoft:
    def __init__(self, published: str) -> None:
        self._published = published
        self._flows = asyncio.Event()
        self._flows.set()
        self._numbers = count(1)

    async def discover(self, request: web.Request) -> web.Response:
        return web.json_response(
            {"issuer": "https://api.botframework.com", "jwks_uri": str(request.url.with_path("/keys"))}
        )

    async def keys(self, request: web.Request) -> web.Response:
        return web.Response(text=self._published, content_type="application/json")

    async def stall(self, request: web.Request) -> web.Response:
        self._flows.clear()
        return web.Response()

    async def flow(self, request: web.Request) -> web.Response:
        self._flows.set()
        return web.Response()

    async def connector(self, request: web.Request) -> web.Response:
        await request.read()
        await self._flows.wait()
        *_, last = parts = request.match_info["what"].split("/")
        if request.method != "GET":
            n = f"{next(self._numbers)}"
            return web.json_response({"id": n if parts[-1] != "conversations" else f"a:{n}", "activityId": n})
        if parts[-2:-1] == ["members"]:
            return web.json_response(next((one for one in MEMBERS if last in (one["id"], one["aadObjectId"])), {}))
        return web.json_response({"conversations": [], "members": MEMBERS})


if __name__ == "__main__":
    microsoft = Microsoft(sys.argv[1])
    app = web.Application()
    app.router.add_get("/openid", microsoft.discover)
    app.router.add_get("/keys", microsoft.keys)
    app.router.add_get("/stall", microsoft.stall)
    app.router.add_get("/flow", microsoft.flow)
    app.router.add_route("*", "/v3/{what:.*}", microsoft.connector)
    asyncio.run(listen(app))
