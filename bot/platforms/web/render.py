"""Pages as HTML: templates that escape everything, one style sheet, and headers under which nothing else can act."""

from collections.abc import Mapping
from functools import cache, partial
from hashlib import sha256
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web
from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.messages.harmless import harmless, in_line
from bot.messages.wording import Reader, phrase, tongue, when
from bot.platforms.web.seals import KEPT

STATIC = "/static/"
_KINDS = {"css": "text/css", "svg": "image/svg+xml"}
_NOTHING_ACTS = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_A_YEAR = 365 * 24 * 3600
NEVER_KEPT = "no-store"
OWN = "private, no-cache"  # the browser may go back to it, and asks before it shows it anew


@cache
def templates() -> Environment:
    found = Environment(
        loader=PackageLoader("bot.platforms.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters |= {"harmless": harmless, "in_line": in_line}
    return found


@cache
def assets() -> Mapping[str, tuple[str, bytes]]:
    """What stands in our own files, by a name that changes with it: `page-1f3c….css`."""
    found = {}
    for file in (files("bot.platforms.web") / "static").iterdir():
        stem, _, kind = file.name.partition(".")
        if kind in _KINDS:
            content = file.read_bytes()
            found[f"{stem}-{sha256(content).hexdigest()[:16]}.{kind}"] = (_KINDS[kind], content)
    return found


class Pages:
    """Draws pages below one base address."""

    def __init__(self, url: str | None) -> None:
        parts = urlsplit(url or "")
        self.base = parts.path.rstrip("/")
        self.secure = parts.scheme == "https"
        self._cookie = "__Host-buckstop" if self.secure and not self.base else "buckstop"

    def page(
        self, template: str, reader: Reader, status: int = 200, *, kept: str = NEVER_KEPT, **blanks: Any
    ) -> web.Response:
        language, direction = tongue(reader)
        text = (
            templates()
            .get_template(template)
            .render(
                blanks,
                lang=language,
                dir=direction,
                say=partial(_say, reader),
                when=lambda at: when(at, reader),
                style=self.asset("page"),
                mark=self.asset("mark"),
                base=self.base,
            )
        )
        return self.response(status, text.encode("utf-8", "replace"), "text/html", kept, {"Content-Language": language})

    def response(
        self, status: int, body: bytes, kind: str, kept: str = NEVER_KEPT, more: Mapping[str, str] | None = None
    ) -> web.Response:
        headers = {
            "Cache-Control": kept,
            "Content-Security-Policy": _NOTHING_ACTS,
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Referrer-Policy": "no-referrer",
            "Server": "Buckstop",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "X-Robots-Tag": "noindex, nofollow",
        }
        if self.secure:
            headers["Strict-Transport-Security"] = f"max-age={_A_YEAR}"
        charset = None if kind == "image/svg+xml" else "utf-8"
        return web.Response(
            status=status, body=body, content_type=kind, charset=charset, headers={**headers, **(more or {})}
        )

    def to(self, path: str) -> web.Response:
        """See there: what was sent is not sent again by looking once more."""
        return self.response(303, b"", "text/html", more={"Location": f"{self.base}{path}"})

    def asset(self, stem: str) -> str:
        return next(f"{self.base}{STATIC}{name}" for name in assets() if name.startswith(f"{stem}-"))

    def file(self, name: str) -> web.Response | None:
        found = assets().get(name)
        return self.response(200, found[1], found[0], f"public, max-age={_A_YEAR}, immutable") if found else None

    # --- the cookie that says which browser it is, and nothing else ---------------------------------------------

    def cookie_of(self, request: web.Request) -> str | None:
        return request.cookies.get(self._cookie)

    def give_cookie(self, response: web.Response, browser: str) -> web.Response:
        response.set_cookie(
            self._cookie,
            browser,
            path=f"{self.base}/",
            max_age=int(KEPT.total_seconds()),
            httponly=True,
            secure=self.secure,
            samesite="Lax",
        )
        return response


def _say(reader: Reader, key: str, **blanks: Any) -> str:
    return phrase(key, reader, **blanks)
