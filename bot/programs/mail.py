"""Mail in a running process: the mailbox it reads, and the server it hands mail to. Imported only where mail is on."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime

from bot.app import App
from bot.cases.people import House
from bot.commands.reading import read_by_customer
from bot.messages.languages import DEFAULT, first_spoken
from bot.messages.values import Address, Answer, Inbound
from bot.platforms.mail.drawing import About
from bot.platforms.mail.line import Line
from bot.platforms.mail.listening import Desk, Listening
from bot.platforms.mail.login import Login, read_login
from bot.platforms.mail.places import PLATFORM, place_of
from bot.platforms.mail.receive import Around
from bot.platforms.mail.send import Way, courier
from bot.platforms.mail.tokens import Signing
from bot.programs.beside import beside
from bot.programs.parts import Part
from bot.programs.printing import out, say
from bot.programs.web import Receive
from bot.settings import Environment
from bot.storage.errors import UnknownCase
from bot.storage.reading import Reader
from bot.storage.tx import Tx

Handle = Callable[[Inbound], Awaitable[Answer]]
PageOf = Callable[[int], str | None]  # where the customer of a case sees it


def signing(environment: Environment) -> Signing:
    """By the house's keys; without any, by what nobody else knows either."""
    return Signing.by(environment.keys, f"{environment.imap_url}\0{environment.smtp_url}")


def intakes(house: House) -> tuple[str, ...]:
    """The addresses that customers write to, in the order of the configuration."""
    places = (Address.read(place) for team in house.teams.values() for place in team.intake)
    return tuple(dict.fromkeys(place.place for place in places if place.platform == PLATFORM))


def around(house: House, environment: Environment) -> Around:
    logins = [read_login(url) for url in (environment.imap_url, environment.smtp_url) if url]
    own = {login.user.lower() for login in logins if "@" in login.user}
    return Around(intakes(house), frozenset({*intakes(house), *own}), signing(environment))


def no_page(case: int) -> str | None:
    """Where there are none."""
    return None


class Post:
    """One mailbox, and one server that takes mail."""

    name = PLATFORM

    def __init__(
        self, environment: Environment, part: Part, handle: Handle, app: Callable[[], App], page: PageOf = no_page
    ) -> None:
        self._environment, self._part, self._handle, self._app, self._page = environment, part, handle, app, page
        self._login = read_login(environment.imap_url) if environment.imap_url else None
        self._line = Line(read_login(environment.smtp_url)) if environment.smtp_url else None
        self.courier = None
        if self._line is not None:
            plus = self._login is not None and self._login.plus
            way = Way(self._line, signing(environment), self._about, lambda: app().store.clock(), plus=plus)
            self.courier = courier(way)

    @property
    def posts(self) -> Mapping[str, Receive]:
        """Nobody calls us: we look."""
        return {}

    @property
    def listens(self) -> str:
        return "serve-mail-on"

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[None]:
        """What is out of reach now is tried again; whoever watches is told."""
        listening = self.listening() if self._part.clock else None
        try:
            if listening is None:
                yield
            else:
                async with beside(listening.run(), "mail"):
                    yield
        finally:
            await self.close()

    async def close(self) -> None:
        if self._line is not None:
            await self._line.close()

    def listening(self) -> Listening | None:
        """To the mailbox, if there is one and anybody writes to it."""
        house = self._app().house
        if self._login is None:
            out(say("serve-mail-silent"))
            return None
        if not intakes(house):
            out(say("serve-mail-no-intake"))
            return None
        desk = Desk(handle=self._handle, mark=self._mark, move=self._move, told=self._told)
        return Listening(self._login, around(house, self._environment), desk)

    def _told(self, why: str) -> None:
        login = self._login or Login("", 0, tls=False)
        if why:
            out(say("serve-mail-waits", where=login.shown, why=why))
        else:
            out(say("serve-mail-on", where=login.shown, folder=login.folder, user=login.user))

    # --- how far it was read: the same for each of our addresses, as they share a mailbox ----------------------------

    async def _mark(self) -> str | None:
        app = self._app()

        def kept(reader: Reader) -> str | None:
            mark = reader.mark(Address(PLATFORM, intakes(app.house)[0]))
            return mark[0] if mark else None

        return await asyncio.to_thread(app.store.read, kept)

    async def _move(self, mark: str) -> None:
        app = self._app()

        def moved(tx: Tx) -> None:
            for one in intakes(app.house):
                tx.put_mark(Address(PLATFORM, one), mark)

        await app.store.acted(moved)

    # --- what a mail says beside its card -----------------------------------------------------------------------------

    async def _about(self, case: int | None, to: Address) -> About:
        app = self._app()

        def found(reader: Reader) -> About:
            return about(reader, case, to, app.store.clock(), own_address(app.house, self._environment))

        known = await app.store.glanced(found)
        page = self._page(case) if case is not None else None
        return replace(known, page=page)


def about(reader: Reader, number: int | None, to: Address, now: datetime, otherwise: str) -> About:
    """In whose name, in which language, and what it is about."""
    house = reader.house
    staff = str(to.conversation) in house.by_address
    team = next(iter(house.teams.values()))
    subject, locale = "", DEFAULT if staff else first_spoken(team.language)
    if number is not None:
        try:
            case = reader.case(number)
        except UnknownCase:
            case = None
        if case is not None:
            team = house.teams.get(case.team, team)
            subject = (reader.opening_words(number) or "").partition("\n")[0]
            locale = DEFAULT if staff else read_by_customer(case, reader, now).locale
    ours = place_of(to).ours or next(
        (place.place for place in map(Address.read, team.intake) if place.platform == PLATFORM), otherwise
    )
    return About(team.title, ours, subject, locale, staff)


def own_address(house: House, environment: Environment) -> str:
    """What mail comes from that is about no intake."""
    logins = [read_login(url).user for url in (environment.smtp_url, environment.imap_url) if url]
    named = [user for user in logins if "@" in user]
    return next(iter((*intakes(house), *named)), "buckstop@localhost")
