"""Slack in a running process: who we are there, the way in, and what was missed. Imported only where Slack is on."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta

from bot.app import App
from bot.messages.delivery import NotDelivered
from bot.platforms.slack.app import Handle, Slack
from bot.platforms.slack.errors import LOCKED_OUT
from bot.platforms.slack.findings import staff
from bot.platforms.slack.look import Look
from bot.platforms.slack.socket import Socket
from bot.programs.beside import beside, safely
from bot.programs.painting import painted
from bot.programs.parts import Part
from bot.programs.printing import CannotRun, out, say
from bot.programs.web import Receive
from bot.scheduler.missed import READ_EVERY, Missed, Unread
from bot.settings import Config, Environment

PROFILES_EVERY = timedelta(days=1)
LONGEST_WAIT_S = 60.0  # between two tries to reach Slack
FIRST_CONNECTION_S = 10.0  # that reading waits for the socket to be there

log = logging.getLogger(__name__)


class Workspace:
    """One Slack workspace, connected to one app."""

    name = "slack"

    def __init__(
        self, config: Config, environment: Environment, part: Part, handle: Handle, app: Callable[[], App]
    ) -> None:
        self._environment, self._part, self._app = environment, part, app
        secret = None if environment.slack_app_token else environment.slack_signing_secret
        self.slack = Slack(
            environment.slack_bot_token or "",
            secret,
            handle,
            kept=lambda address: app().profile_of(address),
            now=lambda: app().store.clock(),
            api_url=environment.slack_api_url,
            command=config.command,
            paint=painted,
        )
        self._reconnected = asyncio.Event()
        self._told: frozenset[Unread] = frozenset()

    @property
    def posts(self) -> Mapping[str, Receive]:
        """What Slack calls from outside; nothing in Socket Mode."""
        return {} if self._environment.slack_app_token else {"/slack/events": self.slack.receive}

    @property
    def listens(self) -> str:
        return "serve-slack-listening" if self._environment.url else "serve-slack-local"

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[None]:
        """Know who we are before anything is heard, if Slack can be reached. Raises CannotRun if it refuses us."""
        try:
            try:
                await self._connect()
            except NotDelivered as no:
                out(say("serve-slack-waits", why=no.why))
            async with beside(self._work(), "slack"):
                yield
        finally:
            await self.slack.close()

    async def _connect(self) -> None:
        try:
            us = await self.slack.connect()
        except NotDelivered as no:
            if no.why in LOCKED_OUT:
                raise CannotRun(say("serve-slack-refused", why=no.why)) from no
            raise
        out(say("serve-slack-on", url=us.url or self._environment.slack_api_url, user=us.name or us.user))

    async def _work(self) -> None:
        await self._reach()
        socket = None
        if self._environment.slack_app_token and self._part.web:
            socket = Socket(
                self._environment.slack_app_token,
                self._environment.slack_api_url,
                self.slack.dispatch_socket,
                self._on_connection,
            )
        try:
            async with asyncio.TaskGroup() as going_on:
                if socket:  # the SDK tries for as long as it takes; what was missed can be read meanwhile
                    going_on.create_task(_open(socket))
                going_on.create_task(self._profiles())
                going_on.create_task(self._catch_up() if self._part.clock else self._names())
        finally:
            if socket:
                await socket.close()

    async def _reach(self) -> None:
        """Until Slack has said who we are: nothing can be heard or said before."""
        wait = 1.0
        while self.slack.us is None:
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT_S)
            try:
                await self._connect()
            except NotDelivered as no:
                log.warning("Slack is out of reach", extra={"why": no.why})
            except CannotRun as no:
                for line in no.lines:
                    log.error(line)
        self._app().nudge()

    async def _on_connection(self) -> None:
        self._reconnected.set()

    async def _profiles(self) -> None:
        """Everybody of the house, at the start and daily: who was deactivated meanwhile holds no case."""
        while True:
            await safely("profiles", self.slack.people.refresh(staff(self._app().house)))
            await asyncio.sleep(PROFILES_EVERY.total_seconds())

    async def _catch_up(self) -> None:
        """At the start, whenever a connection is there again, and every few minutes."""
        app = self._app()
        look = Look(self.slack.web, self.slack.known, self.slack.people)
        missed = Missed(app.store, app.handle, {"slack": look}, answered=self.slack.answered_late)
        if (
            self._environment.slack_app_token and self._part.web
        ):  # what comes until the connection is there would be read twice
            await self._connects_within(FIRST_CONNECTION_S)
        reconnected = False
        while True:
            self._reconnected.clear()
            unread = await safely("history", missed.catch_up(reconnected=reconnected))
            self._tell(unread or ())
            await safely("names", self.slack.people.ask_for_those_who_spoke())
            reconnected = await self._connects_within(READ_EVERY.total_seconds())

    async def _names(self) -> None:
        """Of those who spoke here; history is read by another process."""
        while True:
            await safely("names", self.slack.people.ask_for_those_who_spoke())
            await asyncio.sleep(READ_EVERY.total_seconds())

    async def _connects_within(self, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                return await self._reconnected.wait()
        except TimeoutError:
            return False

    def _tell(self, unread: tuple[Unread, ...]) -> None:
        """Where the promise is weaker, once for as long as it is so."""
        lasting = frozenset(one for one in unread if one.lasts)
        for one in sorted(lasting - self._told, key=lambda one: one.place):
            out(say("serve-missed-not", place=one.place, why=one.why))
        self._told = lasting


async def _open(socket: Socket) -> None:
    await socket.open()
    out(say("serve-socket"))
