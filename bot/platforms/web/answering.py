"""What every page of the web has in common: who reads it, and what is said where there is nothing to be shown."""

from aiohttp import web

from bot.messages.customers_page import CustomersPage
from bot.messages.wording import Reader, phrase
from bot.platforms.door import Turned
from bot.platforms.web.desk import Desk, Settings
from bot.platforms.web.door import caller, from_elsewhere
from bot.platforms.web.gate import Gate, Pace, household
from bot.platforms.web.render import Pages
from bot.platforms.web.seals import Seals, browser_of, new_browser
from bot.platforms.web.tongues import preferred


class TooMany(Exception):
    """It comes too often; so many seconds from now it may."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Room:
    """One web in one process."""

    def __init__(self, desk: Desk, settings: Settings) -> None:
        self.desk, self.settings = desk, settings
        self.links = settings.links
        self.pages = Pages(settings.links.url)
        self.seals = Seals(settings.links.keys)
        self.gate = Gate()

    def reader(self, request: web.Request, team: str | None = None) -> Reader:
        """In the language that the browser asks for, if it is one of ours, else in the team's."""
        return self.desk.reader(self.locale(request), team)

    def locale(self, request: web.Request) -> str | None:
        return preferred(request.headers.get("Accept-Language", ""))

    def lets_in(self, request: web.Request, pace: Pace, kind: str) -> None:
        """Raises TooMany."""
        self.paces(f"{kind}:{household(caller(request, self.settings.proxies))}", pace)

    def paces(self, key: str, pace: Pace) -> None:
        if wait := self.gate.wait(key, pace):
            raise TooMany(wait)

    def sent_here(self, request: web.Request) -> None:
        """Raises Turned if another site's page sent it."""
        if from_elsewhere(request):
            raise Turned(403, "sent by another site")

    def browser(self, request: web.Request) -> str | None:
        return browser_of(self.pages.cookie_of(request))

    def known(self, request: web.Request) -> tuple[str, bool]:
        """Which browser it is, and whether it has to be told so."""
        known = self.browser(request)
        return (known, False) if known else (new_browser(), True)

    def kind(
        self, request: web.Request, status: int, key: str, more: dict[str, str] | None = None, **blanks: object
    ) -> web.Response:
        """A page that says kindly what is the matter."""
        reader = self.reader(request)
        title, says = phrase(f"{key}-title", reader), phrase(key, reader, **blanks)
        response = self.pages.page("kind.html", reader, status, title=title, says=says)
        response.headers.update(more or {})
        return response

    def title(self, page: CustomersPage) -> str:
        return phrase("web-case-title", page.reader, case=f"C-{page.case}", team=page.title)

    def missing(self, request: web.Request) -> web.Response:
        """There is no such team, or no such case; which of the two it is, and why, nobody is told."""
        return self.kind(request, 404, "web-missing")
