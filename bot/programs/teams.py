"""Microsoft Teams in a running process: its way in, and who is there. Imported only where Teams is on."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager

from bot.app import App
from bot.messages.delivery import NotDelivered
from bot.messages.values import Answer, Inbound
from bot.platforms.teams.app import Desk, Teams, us_of
from bot.platforms.teams.connector import Connector
from bot.platforms.teams.door import Door
from bot.platforms.teams.findings import REFUSED, hears_only_mentions, not_let_in, staff
from bot.platforms.teams.framework import Credentials, Framework
from bot.platforms.teams.keys import Keys
from bot.platforms.teams.send import Link
from bot.programs.beside import beside, safely
from bot.programs.printing import CannotRun, out, say
from bot.programs.web import Receive
from bot.settings import Environment

ROSTERS_EVERY_S = 24 * 3600.0


def credentials(environment: Environment) -> Credentials:
    return Credentials(
        environment.microsoft_app_id or "",
        environment.microsoft_app_password or "",
        environment.microsoft_app_tenant_id or "",
        environment.microsoft_app_type,
    )


class Asking:
    """What asking takes, and nothing of what hearing takes."""

    def __init__(self, environment: Environment) -> None:
        given = credentials(environment)
        self.us = us_of(given)
        self.framework = Framework(given, Keys())
        self.connector = Connector(self.framework.token, Door(self.framework, self.us).is_trusted)

    async def close(self) -> None:
        await self.connector.close()
        await self.framework.close()


class Organisation:
    """One organisation in Teams, connected to one app."""

    name = "teams"

    def __init__(
        self,
        environment: Environment,
        handle: Callable[[Inbound], Awaitable[Answer]],
        app: Callable[[], App],
        link: Link,
    ) -> None:
        self._environment, self._app = environment, app
        desk = Desk(
            handle=handle,
            late=lambda inbound, answer: app().answered_late(inbound, answer),
            profile=lambda address: app().profile_of(address),
            whereabouts=lambda place: app().whereabouts_of(place),
            places=lambda: app().known_places("teams"),
            keep=lambda one: app().keep_whereabouts(one),
            forget=lambda place: app().forget_whereabouts(place),
            now=lambda: app().store.clock(),
        )
        self.teams = Teams(credentials(environment), desk, link=link)

    @property
    def posts(self) -> Mapping[str, Receive]:
        return {"/api/messages": self.teams.receive}

    @property
    def listens(self) -> str:
        if self.teams.us.local:
            return "serve-teams-near"
        return "serve-teams-listening" if self._environment.url else "serve-teams-local"

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[None]:
        """Let in from outside at once; who is there is read beside. Raises CannotRun if Entra refuses us."""
        try:
            await self._introduce()
            async with beside(self._work(), "teams"):
                yield
        finally:
            await self.teams.close()

    async def _introduce(self) -> None:
        if self.teams.us.local:
            out(say("serve-teams-insecure", host=self._environment.host))
            return
        try:
            await self.teams.framework.token()
        except NotDelivered as no:
            if no.why.startswith(REFUSED):
                raise CannotRun(say("serve-teams-refused", why=no.why)) from no
            found = not_let_in(no).say.key
            out(say(found if found == "check-teams-tenant" else "serve-teams-waits", why=no.why))
        else:
            out(say("serve-teams-on", tenant=self.teams.us.tenant))

    async def _work(self) -> None:
        """At the start and daily: teams and channels, and everybody in them."""
        await safely("channels", self.teams.installed.refresh())
        await safely("what is heard", self._tell_what_is_not_heard())
        while True:
            await safely("rosters", self.teams.people.read_rosters(staff(self._app().house)))
            await asyncio.sleep(ROSTERS_EVERY_S)
            await safely("channels", self.teams.installed.refresh())

    async def _tell_what_is_not_heard(self) -> None:
        """Where the promise is weaker."""
        app = self._app()
        out(say("serve-teams-no-history"))
        for one in hears_only_mentions(app.house, await app.known_places("teams")):
            out(say(one.say.key, **one.say.blanks))
