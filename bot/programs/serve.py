"""web and clock, in one process or apart."""

import asyncio
import gc
from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from typing import Protocol

from bot.app import App
from bot.messages.delivery import Courier
from bot.messages.values import Answer, Inbound
from bot.programs.facts import tell_facts
from bot.programs.opening import links_of, opened, start, tell_what_is_off
from bot.programs.parts import WHOLE, Part
from bot.programs.pictures import Pictures
from bot.programs.printing import FINE, CannotRun, out, say
from bot.programs.stopping import Stop
from bot.programs.watching import Watching
from bot.programs.web import Receive, listening
from bot.scheduler.beats import SWEEP_EVERY_S
from bot.settings import Config, Environment

YOUNG = 20_000  # values, until the collector looks at those that came since


class Connected(Protocol):
    """A platform that speaks with one app."""

    name: str

    @property
    def posts(self) -> Mapping[str, Receive]: ...
    @property
    def listens(self) -> str:
        """How it is said where: a sentence of the catalogue."""

    def connected(self) -> AbstractAsyncContextManager[None]: ...


def apart(config: Config, environment: Environment, part: Part) -> int:
    """One of many, of which others do the rest. Raises CannotRun if they could not write to the same store."""
    if not environment.shares_database:
        raise CannotRun(say("cli-needs-postgresql", command=part.name))
    return serve(config, environment, part)


def serve(config: Config, environment: Environment, part: Part = WHOLE) -> int:
    tell_facts()
    couriers: dict[str, Courier] = {}
    watching = Watching(config)
    tell_what_is_off(environment)
    if not environment.platforms:
        out(say("cli-nothing-on"))
    # The platforms need the app to hand over what they hear, and the app needs them to speak.
    running: list[App] = []

    async def handle(inbound: Inbound) -> Answer:
        return await running[0].handle(inbound)

    connected: list[Connected] = []
    pictures = Pictures(environment, lambda: running[0])
    if environment.has_slack:
        from bot.programs import slack  # its SDK is imported only where Slack is on

        workspace = slack.Workspace(config, environment, part, handle, lambda: running[0])
        couriers["slack"] = watching.courier("slack", workspace.slack.courier)
        connected.append(workspace)
    if environment.has_teams:
        from bot.programs import teams  # and Microsoft's only where Teams is on

        organisation = teams.Organisation(environment, handle, lambda: running[0], pictures.link)
        couriers["teams"] = watching.courier("teams", organisation.teams.courier)
        connected.append(organisation)
    if environment.has_mail:
        from bot.programs import mail  # and what reads mail only where mail is on

        post = mail.Post(environment, part, handle, lambda: running[0], links_of(environment).of)
        if post.courier is not None:
            couriers["email"] = watching.courier("email", post.courier)
        connected.append(post)
    looks = dict(pictures.gets)
    if environment.has_web:
        from bot.programs.pages import Pages  # and what draws pages only where there are any

        pages = Pages(environment, handle, lambda: running[0])
        looks |= pages.gets
        couriers["web"] = watching.courier("web", pages.courier(couriers.get("email")))
        connected.append(pages)
    running.append(app := opened(config, environment, couriers, part.name))
    watching.over(app, clock=part.clock, offset=lambda: app.store.offset)
    try:
        start(app)
        _keeps_what_is_there()
        asyncio.run(_until_stopped(app, environment, part, connected, watching, looks if part.web else {}))
    finally:
        app.store.close()
    out(say("cli-stopped"))
    return FINE


def _keeps_what_is_there() -> None:
    """What was loaded by now stays, and an act makes thousands of values that end with it: the collector need not look
    through the first at all, and less often for the second."""
    gc.freeze()
    gc.set_threshold(YOUNG, 20, 20)


async def _until_stopped(
    app: App,
    environment: Environment,
    part: Part,
    connected: Sequence[Connected],
    watching: Watching,
    looks: Mapping[str, Receive],
) -> None:
    stop = Stop(watching.stops)
    stop.listen()
    posts: dict[str, Receive] = {}
    async with AsyncExitStack() as open_now:
        for platform in connected:
            await open_now.enter_async_context(platform.connected())
            heard = platform.posts if part.web else {}
            posts |= {path: watching.timed(platform.name, receive) for path, receive in heard.items()}
        await open_now.enter_async_context(app.running(clock=part.clock))
        gets = {path: watching.timed("web", receive) for path, receive in looks.items()}
        port = await open_now.enter_async_context(
            listening(posts, environment.host, environment.port, {**gets, **watching.gets}, or_any_port=not part.web)
        )
        for platform in connected:
            for path in sorted(posts.keys() & platform.posts.keys())[:1]:
                where = {"host": environment.host, "port": str(port), "url": environment.url or "", "path": path}
                out(say(platform.listens, **where))
        house = app.house
        counts = {"teams": len(house.teams), "people": len(house.people)}
        out(say(f"cli-serving-{part.name}", **counts, seconds=SWEEP_EVERY_S, port=str(port)))
        await stop.asked()
