"""The web's pages in a running process: what they are handed of the house, and where they are."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial

from bot.app import App
from bot.commands.customers_page import customers_page
from bot.commands.reading import reader_of
from bot.commands.team_form import all_faults
from bot.messages.customers_page import CustomersPage
from bot.messages.delivery import Courier
from bot.messages.team_form import of_other_categories, team_form
from bot.messages.values import Address, Answer, Inbound
from bot.messages.wording import Reader
from bot.platforms.web.app import Web
from bot.platforms.web.desk import Desk, Judged, Settings
from bot.platforms.web.gate import Paces
from bot.platforms.web.send import courier
from bot.programs.opening import links_of
from bot.programs.web import Receive
from bot.settings import Environment
from bot.storage import drafts


class Pages:
    """The forms of all teams and the pages of their customers, connected to one app."""

    name = "web"

    def __init__(
        self,
        environment: Environment,
        handle: Callable[[Inbound], Awaitable[Answer]],
        app: Callable[[], App],
        paces: Paces | None = None,
    ) -> None:
        self._environment, self._app = environment, app
        settings = Settings(links_of(environment), environment.intake_secret, environment.proxies, paces or Paces())
        desk = Desk(
            handle=handle,
            form=self._form,
            page=self._page,
            led_to=self._led_to,
            draft=self._draft,
            keep=self._keep,
            drop=self._drop,
            now=self._now,
            reader=self._reader,
        )
        self.web = Web(desk, settings)

    def courier(self, mail: Courier | None) -> Courier:
        return courier(mail, self._email_of)

    @property
    def posts(self) -> Mapping[str, Receive]:
        return self.web.posts

    @property
    def gets(self) -> Mapping[str, Receive]:
        return self.web.gets

    @property
    def listens(self) -> str:
        return "serve-web-on" if self._environment.url else "serve-web-local"

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[None]:
        """Nobody has to be asked."""
        yield

    # --- what it may look at, and what it keeps ---------------------------------------------------------------------

    def _now(self) -> datetime:
        return self._app().store.clock()

    def _reader(self, locale: str | None, team: str | None) -> Reader:
        """Whose language we do not speak reads their team's; on the page of a case that is known only later."""
        return reader_of(None, self._app().house.teams.get(team or ""), self._now(), locale)

    def _form(self, team: str, typed: Mapping[str, str], reader: Reader, complete: bool) -> Judged | None:
        known = self._app().house.teams.get(team)
        if known is None:
            return None
        form = team_form(known, reader, typed, mails=self._environment.has_mail)
        return Judged(form, all_faults(known, typed, reader, complete=complete), of_other_categories(known, typed))

    async def _page(self, number: int, locale: str | None) -> CustomersPage | None:
        store, now = self._app().store, self._now()
        return await asyncio.to_thread(store.read, lambda tx: customers_page(number, tx, now, locale))

    async def _led_to(self, keys: tuple[str, ...]) -> int | None:
        store = self._app().store
        return await asyncio.to_thread(store.read, lambda tx: tx.case_seen(keys))

    async def _email_of(self, address: Address) -> str | None:
        profile = await self._app().profile_of(address)
        return profile.email if profile else None

    async def _draft(self, secret: str) -> Mapping[str, str]:
        store = self._app().store
        return await asyncio.to_thread(store.read, lambda tx: drafts.draft(tx, secret))

    async def _keep(self, secret: str, typed: Mapping[str, str]) -> None:
        await self._app().store.acted(partial(drafts.keep, secret=secret, typed=typed))

    async def _drop(self, secret: str) -> None:
        await self._app().store.acted(partial(drafts.drop, secret=secret))
