"""The pictures and the file of a digest, for whoever has the link: Teams has no room for them in a message.

A link names one picture of one team's month and is signed with BUCKSTOP_KEYS; nobody can guess another. What it shows
is drawn when somebody looks, from what the store says then, so nothing is kept that could be forgotten to be erased.
"""

import asyncio
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections import OrderedDict
from collections.abc import Callable, Mapping
from functools import partial
from hashlib import sha256

from aiohttp import web

from bot.app import App, draw_digest, month_of_team
from bot.cases.figures import first_day
from bot.messages.values import Enclosed
from bot.platforms.enclosed import tag_of
from bot.programs.painting import painted
from bot.programs.web import Receive
from bot.scheduler.months import Remembered
from bot.settings import Environment
from bot.storage.reading import Reader

PATH = "/digest/{token}"
PURPOSE = b"digest"  # so that no other signature of these keys opens anything here
SIGNED = 32  # hex digits of the signature
LONGEST = 500
KEPT = 12
AGE_S = 24 * 3600  # for which whoever has seen it need not ask again
_SAFE = {"X-Content-Type-Options": "nosniff", "X-Robots-Tag": "noindex", "Cache-Control": f"private, max-age={AGE_S}"}


class Pictures:
    """Makes links, and shows what they lead to."""

    def __init__(self, environment: Environment, app: Callable[[], App]) -> None:
        self._url, self._keys = environment.url, environment.keys
        self._app = app
        self._months = Remembered(month_of_team)
        self._drawing = asyncio.Lock()  # one after the other, however many look
        self._kept: OrderedDict[str, bytes] = OrderedDict()

    @property
    def gets(self) -> Mapping[str, Receive]:
        return {PATH: self.receive} if self._keys else {}

    def link(self, one: Enclosed) -> str | None:
        """Of another content it is another link, so that nobody is shown an old picture; none without BUCKSTOP_URL."""
        if not (self._url and self._keys and one.subject):
            return None
        named = f"{one.subject}@{tag_of((one,))}".encode()
        token = f"{urlsafe_b64encode(named).decode().rstrip('=')}.{_signature(self._keys[0], named)}"
        return f"{self._url.rstrip('/')}{PATH.format(token=token)}"

    async def receive(self, request: web.Request) -> web.Response:
        """GET /digest/TOKEN: the picture or the file; 404 for whatever else."""
        subject = self._opened(request.match_info["token"])
        content = await self._content(subject) if subject else None
        if content is None or subject is None:
            raise web.HTTPNotFound
        name, body = content
        picture = name.endswith(".png")
        kind = "image/png" if picture else "text/csv"
        shown = "inline" if picture else "attachment"
        headers = {**_SAFE, "Content-Disposition": f'{shown}; filename="{_plain(name)}"'}
        return web.Response(body=body, content_type=kind, charset=None if picture else "utf-8", headers=headers)

    def _opened(self, token: str) -> str | None:
        """What the link is of, if it is one of ours."""
        if len(token) > LONGEST or not token.isascii():
            return None
        coded, _, signature = token.partition(".")
        try:
            named = urlsafe_b64decode(coded + "=" * (-len(coded) % 4))
            subject = named.decode().rpartition("@")[0]
        except (NotBase64, ValueError):
            return None
        proved = [hmac.compare_digest(_signature(key, named), signature) for key in self._keys]
        return subject if any(proved) else None

    async def _content(self, subject: str) -> tuple[str, bytes] | None:
        """Its name and its bytes, as things stand now."""
        team, month, _ = subject.split("/") if subject.count("/") == 2 else ("", "", "")
        app = self._app()
        if team not in app.house.teams or not _is_month(month):
            return None
        async with self._drawing:
            question = partial(self._enclosed, subject, team, month)
            one = await asyncio.to_thread(app.store.read, question)
            if one is None:
                return None
            if not one.is_picture:
                return one.name, one.source.encode()
            body = self._kept.get(one.source)
            if body is None:
                drawn = await asyncio.to_thread(painted, [one.source])
                if drawn is None:
                    return None
                body = self._kept[one.source] = drawn[0]
                if len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            return one.name, body

    def _enclosed(self, subject: str, team: str, month: str, reader: Reader) -> Enclosed | None:
        now = self._app().store.clock()
        card = draw_digest(team, month, reader, now, "digest_charts", self._months)
        return next((one for one in card.enclosed if one.subject == subject), None)


def _signature(key: str, named: bytes) -> str:
    return hmac.new(key.encode(), PURPOSE + b"\0" + named, sha256).hexdigest()[:SIGNED]


def _is_month(month: str) -> bool:
    try:
        first_day(month)
    except ValueError:
        return False
    return True


def _plain(name: str) -> str:
    return "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_.") else "-" for sign in name)
