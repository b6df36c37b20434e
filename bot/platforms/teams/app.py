"""Microsoft Teams, put together: what comes goes through our door, through the SDK, and by one way in to the desk."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from aiohttp import web

from bot.messages.delivery import Courier
from bot.messages.values import LATE, Address, Answer, Inbound, Profile, Whereabouts
from bot.platforms.answers import went_wrong
from bot.platforms.behind import Behind
from bot.platforms.door import Turned, carried_in
from bot.platforms.payload import Misshapen, part, text_in
from bot.platforms.teams.answering import Answering
from bot.platforms.teams.connector import TIMEOUT_S, Connector, Token
from bot.platforms.teams.door import Door
from bot.platforms.teams.events import newcomers
from bot.platforms.teams.framework import Credentials, Framework
from bot.platforms.teams.installed import Installed
from bot.platforms.teams.keys import METADATA, PATIENCE_S, Keys
from bot.platforms.teams.known import Known
from bot.platforms.teams.people import People
from bot.platforms.teams.receive import inbound_of, whereabouts_of
from bot.platforms.teams.rosters import PACE_S
from bot.platforms.teams.send import Link, Way, courier
from bot.platforms.teams.speaking import author_of
from bot.platforms.teams.unreadable import unreadable
from bot.platforms.teams.us import Us

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Desk:
    """What the room needs of the house: the one way in, and what is kept there for it."""

    handle: Callable[[Inbound], Awaitable[Answer]]
    late: Callable[[Inbound, Answer], Awaitable[None]]  # this was answered late
    profile: Callable[[Address], Awaitable[Profile | None]]
    whereabouts: Callable[[Address], Awaitable[Whereabouts | None]]
    places: Callable[[], Awaitable[Sequence[Whereabouts]]]
    keep: Callable[[Whereabouts], Awaitable[None]]
    forget: Callable[[Address], Awaitable[None]]
    now: Callable[[], datetime]


class Teams:
    """One organisation, by the application's credentials."""

    def __init__(
        self,
        credentials: Credentials,
        desk: Desk,
        *,
        keys_url: str = METADATA,
        near: bool = False,  # services on this very machine are believed, too
        token: Token | None = None,
        paced: bool = True,
        link: Link = lambda one: None,
        patience_s: float | None = None,  # with Microsoft; else what each of its answers is worth
    ) -> None:
        self.us = us_of(credentials)
        self.framework = Framework(credentials, Keys(keys_url, patience_s=patience_s or PATIENCE_S))
        self._desk = desk
        self._door = Door(self.framework, self.us, near=near)
        self.known = Known(desk.whereabouts, desk.keep, desk.forget)
        self.connector = Connector(
            token or self.framework.token, self._door.is_trusted, timeout_s=patience_s or TIMEOUT_S
        )
        self.people = People(
            self.connector,
            self.us,
            desk.profile,
            desk.handle,
            desk.places,
            clock=desk.now,
            pace_s=PACE_S if paced else 0,
        )
        self.installed = Installed(self.connector, self.known, desk.handle, desk.places)
        way = Way(self.connector, self.us, self.known.of, self.known.keep, link)
        self.courier: Courier = courier(way, paced=paced)
        self._answering = Answering(way, self.us, desk.now)
        self._behind = Behind("behind a turn")

    async def close(self) -> None:
        await self._answering.close()
        await self._behind.break_off()
        await self.connector.close()
        await self.framework.close()

    # --- in -----------------------------------------------------------------------------------------------------

    async def receive(self, request: web.Request) -> web.Response:
        """POST /api/messages: 401 unproved, 400 misshapen, 503 while it cannot be kept; else 200, once it is kept."""
        came = self._desk.now()
        try:
            body, claims = await self._door.opened(request.headers, await carried_in(request))
            turn = _Turn(body, came)
            await self.framework.turn(claims, body, lambda: self._heard(turn))
        except Turned as no:
            log.info("turned away", extra={"status": no.status, "why": no.why})
            return web.Response(status=no.status)
        return web.Response(status=200) if turn.response is None else web.json_response(turn.response)

    async def _heard(self, turn: "_Turn") -> None:
        """Every kind of activity: understood, handed to the desk, answered. Raises Turned."""
        body, inbound, answer = turn.body, None, Answer()
        try:
            await self._learn(body)
            inbound = self._understood(turn)
            if inbound is not None:
                inbound = await self._answerable(inbound)
                answer = await self._desk.handle(inbound)
        except Turned:
            raise
        except Exception:
            answer = went_wrong(body["type"])
            if body["type"] != "invoke":
                raise Turned(503, "it could not be kept") from None  # it may be sent again
            inbound = inbound or self._understood(turn)
        if inbound is None:
            turn.response = self._answering.nothing(body)
            self._behind.go_on(self._newcomers(body))
            return
        turn.response = self._answering.answered(body, inbound, answer)
        self._behind.go_on(self._afterwards(body, inbound, answer))

    async def _learn(self, body: dict[str, Any]) -> None:
        """Where it came from, and what the house keeps of whoever sent it: in a turn nobody is asked anything."""
        for one in whereabouts_of(body, self.us):
            await self.known.learn(one)
        with suppress(Misshapen):
            if body.get("from") and (account := author_of(body)):
                await self.people.warm(account.address.place)

    def _understood(self, turn: "_Turn") -> Inbound | None:
        """What it says, by what we know already. Raises Turned."""
        body, now = turn.body, self._desk.now()
        try:
            inbound = inbound_of(body, self.us, self.people, now)
        except Misshapen as wrong:
            inbound = unreadable(body, self.us, now)
            if inbound is None:
                raise Turned(400, str(wrong)) from None
        return inbound and replace(inbound, came=turn.came)

    async def _answerable(self, inbound: Inbound) -> Inbound:
        """A message extension is used where we are not, too: nobody can be answered in a thread there."""
        if inbound.quoted is None or inbound.thread is None or await self.known.of(inbound.thread) is not None:
            return inbound
        return replace(inbound, thread=None)

    # --- behind the turn ----------------------------------------------------------------------------------------

    async def _afterwards(self, body: dict[str, Any], inbound: Inbound, answer: Answer) -> None:
        if inbound.came is not None and self._desk.now() - inbound.came > LATE:
            await self._desk.late(inbound, answer)
        if inbound.kind in ("joined", "left") and inbound.place is not None:
            await self.installed.changed(inbound)
            if inbound.kind == "joined":
                await self.people.read_place(inbound.place)
        else:
            conversation, sender = part(body, "conversation"), part(body, "from")
            person = inbound.speaker.address.place
            await self.people.learn(person, text_in(conversation, "id"), body["serviceUrl"], text_in(sender, "id"))

    async def _newcomers(self, body: dict[str, Any]) -> None:
        """Who came into a team is known before they write: by their e-mail they may be a customer already."""
        for account, there in newcomers(body):
            await self.people.learn(account.address.place, there, body["serviceUrl"], account.wire)


def us_of(credentials: Credentials) -> Us:
    """Without a password what was sealed before a restart is believed no longer."""
    us = Us(credentials.app, credentials.tenant.lower(), local=not credentials.app)
    if not credentials.password:
        return us
    return replace(us, secret=sha256(f"forms of {credentials.app}: {credentials.password}".encode()).digest())


@dataclass(slots=True)
class _Turn:
    """One delivery on its way through the SDK."""

    body: dict[str, Any]
    came: datetime
    response: dict[str, Any] | None = None  # None: nobody reads one
