"""A desk with its pages on the web, served over real HTTP in this process, and people who come there with a browser."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
from bs4 import BeautifulSoup, Tag

from bot.app import build
from bot.commands.erasing import erase_cases, erase_person
from bot.messages.links import Links
from bot.platforms.web.gate import Paces
from bot.platforms.web.programs import signature
from bot.programs.customer import find_somebody
from bot.programs.opening import links_of
from bot.programs.pages import Pages
from bot.programs.web import listening
from bot.settings import parse_config, read_environment
from tests.scheduler.office import Office, _place
from tests.stories.houses import TWO_TEAMS, written

KEY = "a key of the tests, long enough that nobody warns"
SECRET = "a secret of the tests"
ROMANIA = {"Accept-Language": "en-GB,en;q=0.8"}


class Site(Office):
    """Staff act in Slack, as in any office; customers come to `root`."""

    def __init__(
        self, url: str, do: Any, paces: Paces | None = None, teams: str = TWO_TEAMS, **environment: str
    ) -> None:
        self.environment = read_environment({"BUCKSTOP_KEYS": KEY, "BUCKSTOP_INTAKE_SECRET": SECRET, **environment})
        self.paces = paces
        self.root = ""
        super().__init__(url, do, teams)

    def opens(self) -> None:
        config = parse_config(
            written(
                self._teams, lambda key, name: f'[people.{key}]\nname = "{name}"\nslack = "U{key.upper()}"\n', _place
            )
        )
        self.pages = Pages(self.environment, self._hear, lambda: self.app, self.paces)
        self.couriers["web"] = self.pages.courier(self.couriers.get("email"))
        links = links_of(self.environment)
        self.app = build(config, self._url, self.couriers, clock=self.clock, synchronous="OFF", links=links)
        self.app.start()

    async def _hear(self, inbound: Any) -> Any:
        return await self.app.handle(inbound)

    @asynccontextmanager
    async def _listening(self) -> AsyncIterator[None]:
        async with listening(self.pages.posts, "127.0.0.1", 0, self.pages.gets) as port:
            self.root = f"http://127.0.0.1:{port}"
            yield

    @contextmanager
    def at_work(self) -> Iterator[None]:
        listens = self._listening()
        self.do(listens.__aenter__())
        try:
            yield
        finally:
            self.do(listens.__aexit__(None, None, None))
            self.app.store.close()

    @property
    def links(self) -> Links:
        return self.pages.web.room.links

    def link(self, case: int) -> str:
        return self.links.path(case)

    def visitor(self, **headers: str) -> "Visitor":
        return Visitor(self, headers)

    def case(self, number: int) -> Any:
        return self.app.store.read(lambda tx: tx.case(number))

    def story(self, number: int) -> list[tuple[str, str, str | None]]:
        """Who did what, and the words that belong to it."""
        return self.app.store.read(
            lambda tx: [
                (line.by, line.event.kind, tx.words(digest) if (digest := getattr(line.event, "text", None)) else None)
                for line in tx.lines(number)
            ]
        )

    def erases(self, case: int) -> None:
        """Everything that is known of its customer."""
        somebody = self.app.store.read(lambda tx: find_somebody(f"C-{case}", tx))

        def erase(tx: Any) -> None:
            erase_cases(tx, [one.id for one in somebody.cases(tx)])
            erase_person(tx, somebody)

        self.app.store.act(erase)

    async def sends_json(self, key: str, body: Any = None, team: str = "support", **more: Any) -> "Told":
        """As a program does that has the secret."""
        written = {"name": "Maria", "text": "charged twice"} | more if body is None else body
        raw = written if isinstance(written, bytes) else json.dumps(written).encode()
        stamp = str(int(self.clock.now.timestamp()))
        headers = {"X-Buckstop-Timestamp": stamp, "X-Buckstop-Signature": signature(SECRET, stamp, raw)}
        return await self.sends_raw(raw, team, headers | {"Idempotency-Key": key})

    async def sends_raw(self, raw: bytes, team: str, headers: dict[str, str]) -> "Told":
        headers = {"Content-Type": "application/json"} | headers
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{self.root}/intake/{team}", data=raw, headers=headers) as got,
        ):
            return Told(got.status, json.loads(await got.text()), dict(got.headers))

    def cases(self) -> list[int]:
        return self.app.store.read(lambda tx: [one.id for one in tx.all_running()])


@dataclass(frozen=True)
class Told:
    """What a program is answered."""

    status: int
    body: Any
    headers: dict[str, str]


class Visitor:
    """A browser without script: it has cookies, and sends a form as it stands."""

    def __init__(self, site: Site, headers: dict[str, str]) -> None:
        self._site, self._headers = site, headers
        self.cookies: dict[str, str] = {}
        self.status = 0
        self.headers: Any = {}
        self.path = ""
        self.html = ""

    def goes(self, path: str) -> "Visitor":
        return self._asks("GET", path)

    def _asks(self, method: str, path: str, data: Any = None, **headers: str) -> "Visitor":
        self._site.do(self._answered(method, path, data, headers))
        return self

    async def _answered(self, method: str, path: str, data: Any, headers: dict[str, str]) -> None:
        async with (
            aiohttp.ClientSession(cookies=self.cookies, headers=self._headers) as session,
            session.request(method, self._site.root + path, data=data, headers=headers, allow_redirects=False) as got,
        ):
            self.status, self.headers, self.path = got.status, got.headers, path
            self.html = await got.text()
            self.cookies |= {name: cookie.value for name, cookie in got.cookies.items()}
        if self.status == 303:
            self.history = self.path
            await self._answered("GET", self.headers["Location"].partition("#")[0], None, {})

    # --- what is there to be seen -------------------------------------------------------------------------------

    @property
    def page(self) -> BeautifulSoup:
        return BeautifulSoup(self.html, "html.parser")

    @property
    def text(self) -> str:
        main = self.page.find("main")
        return " ".join((main or self.page).get_text(" ").split())

    def fault(self, name: str) -> str:
        """What stands beside a field that is wrong."""
        field = self.page.find(attrs={"name": name})
        around = field.find_parent(class_="field") if isinstance(field, Tag) else None
        fault = around.find(class_="fault") if around else None
        return fault.get_text() if fault else ""

    def form(self, button: str) -> Tag:
        """The form that a button sends."""
        for one in self.page.find_all("button"):
            if one.get_text().strip() == button:
                return one.find_parent("form")
        raise AssertionError(f"there is no button {button!r} in: {self.text}")

    def fields(self, button: str = "Send") -> dict[str, str]:
        """As the form stands there now."""
        found: dict[str, str] = {}
        for one in self.form(button).find_all(["input", "textarea", "select"]):
            name = one.get("name")
            if one.name == "textarea":
                found[name] = one.get_text().removeprefix("\n")
            elif one.name == "select":
                chosen = one.find("option", selected=True)
                found[name] = chosen["value"] if chosen else ""
            elif one.get("type") not in ("radio", "checkbox") or one.has_attr("checked"):
                found[name] = one.get("value", "")
        return found

    # --- what they do -----------------------------------------------------------------------------------------------

    def sends(self, button: str = "Send", **typed: str) -> "Visitor":
        """Fill in and press; a name with a double underscore stands for one with a colon."""
        form = self.form(button)
        fields = self.fields(button) | {name.replace("__", ":").replace("_", " "): v for name, v in typed.items()}
        pressed = next(one for one in form.find_all("button") if one.get_text().strip() == button)
        if pressed.get("name"):
            fields[pressed["name"]] = pressed["value"]
        return self.posts(self.path, fields)

    def posts(self, path: str, fields: Any, **headers: str) -> "Visitor":
        return self._asks("POST", path, fields, **headers)


async def at_once(*doing: Any) -> list[Any]:
    return list(await asyncio.gather(*doing))
