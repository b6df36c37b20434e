"""What is measured beside the product: bare Bolt, and bare Bolt with the floor behind it. `python -m … bolt|floor`."""

import argparse
import asyncio
import re
import tempfile
from pathlib import Path

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from benchmarks.floor import Floor
from benchmarks.outside import listen
from benchmarks.slack.requests import BOT, BOT_USER, SECRET, TEAM

_NUMBER = re.compile(r"[0-9]+")


async def _authorize() -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=None, team_id=TEAM, bot_token="xoxb-1", bot_user_id=BOT_USER, bot_id=BOT)


def bolt(floor: Floor | None) -> web.Application:
    """Bolt as its documentation wires it, answering once the listener has (process_before_response)."""
    bare = AsyncApp(signing_secret=SECRET, authorize=_authorize, process_before_response=True)

    @bare.command("/case")
    async def claim(ack, command) -> None:  # type: ignore[no-untyped-def] # Bolt fills these in by name
        if floor is not None:
            number = int(_NUMBER.findall(command["text"])[0])
            await asyncio.wrap_future(floor.claim(number, command["user_id"]))
        await ack(text=f"{command['text']}: it is yours")

    @bare.event("message")
    async def hear(event) -> None:  # type: ignore[no-untyped-def]
        if floor is not None:
            await asyncio.wrap_future(floor.claim(int(event["ts"].partition(".")[2]), event["user"]))

    async def receive(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await bare.async_dispatch(await to_bolt_request(request)))

    app = web.Application()
    app.router.add_post("/slack/events", receive)
    return app


async def _serve(what: str, cases: int) -> None:
    with tempfile.TemporaryDirectory(prefix="buckstop-bench-floor-") as folder:
        floor = Floor(Path(folder) / "floor.db", cases) if what == "floor" else None
        await listen(bolt(floor))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=("bolt", "floor"))
    parser.add_argument("--cases", type=int, default=100_000)
    arguments = parser.parse_args()
    asyncio.run(_serve(arguments.what, arguments.cases))
