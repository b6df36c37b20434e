"""web and clock in one process: until a platform is connected, the clock alone."""

import asyncio
import signal

from bot.app import App
from bot.messages.delivery import Courier
from bot.programs.opening import opened, start
from bot.programs.printing import FINE, out, say
from bot.scheduler.beats import SWEEP_EVERY_S, beating
from bot.settings import Config, Environment


def serve(config: Config, environment: Environment) -> int:
    couriers: dict[str, Courier] = {}
    for platform in ("slack", "teams", "email"):
        if platform not in environment.platforms:
            out(say("check-off", platform=platform))
    if not couriers:
        out(say("cli-nothing-on"))
    app = opened(config, environment, couriers, "serve")
    try:
        start(app)
        asyncio.run(_until_stopped(app))
    finally:
        app.store.close()
    out(say("cli-stopped"))
    return FINE


async def _until_stopped(app: App) -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    house = app.house
    async with beating(app.tick, app.delivery.deliver):
        out(say("cli-serving", teams=len(house.teams), people=len(house.people), seconds=SWEEP_EVERY_S))
        await stopped.wait()
