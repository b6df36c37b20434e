"""The bare SDK, and a bot that does nothing: `python -m benchmarks.teams.bare <where its keys are>`."""

import asyncio
import sys
from types import SimpleNamespace

from aiohttp import web
from botbuilder.core import TurnContext
from botbuilder.integration.aiohttp import CloudAdapter, ConfigurationBotFrameworkAuthentication
from botframework.connector.auth import ChannelValidation
from msrest.universal_http.requests import ClientRetryPolicy

from benchmarks.outside import listen
from benchmarks.teams.desk import APP, TENANT


def bare(keys: str) -> web.Application:
    """As its documentation wires it; but its retry table is repaired, without which it takes ten times as long."""
    ClientRetryPolicy.safe_codes = frozenset(ClientRetryPolicy.safe_codes)
    ChannelValidation.open_id_metadata_endpoint = keys
    settings = SimpleNamespace(APP_ID=APP, APP_PASSWORD="unused", APP_TENANTID=TENANT, APP_TYPE="SingleTenant")
    adapter = CloudAdapter(ConfigurationBotFrameworkAuthentication(settings))

    async def on_turn(context: TurnContext) -> None:
        pass

    bot = SimpleNamespace(on_turn=on_turn)

    async def receive(request: web.Request) -> web.Response | None:
        return await adapter.process(request, bot)

    app = web.Application()
    app.router.add_post("/api/messages", receive)
    return app


if __name__ == "__main__":
    asyncio.run(listen(bare(sys.argv[1])))
