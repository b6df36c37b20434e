"""What comes over HTTP is measured and opened here, before anything else sees it."""

import json
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from bot.platforms.door import Turned, carried_in

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
MOST_FIELDS = 100
LARGEST_FORM = 300_000  # bytes; every sign of a long text may take nine of them


def caller(request: web.Request, proxies: int) -> str:
    """Whose request it is: what stands at the other end, or what so many proxies of ours say that they saw."""
    peer = request.remote or ""
    if not proxies:
        return peer
    seen = [one.strip() for line in request.headers.getall("X-Forwarded-For", []) for one in line.split(",")]
    return seen[-proxies] if len(seen) >= proxies else peer


def from_elsewhere(request: web.Request) -> bool:
    """Did another site send it? Browsers say so themselves; a link that is followed is fine."""
    return request.headers.get("Sec-Fetch-Site", "") in ("cross-site", "same-site")


async def form_of(request: web.Request) -> dict[str, str]:
    """The fields of a form, each once. Raises Turned."""
    if request.content_type != FORM:
        raise Turned(415, "no form")
    raw = await carried_in(request, LARGEST_FORM)
    if len(raw) > LARGEST_FORM:
        raise Turned(413, "too large")
    try:
        pairs = parse_qsl(raw.decode("ascii", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise Turned(400, "too many fields") from None
    return {name: _in_lines(value) for name, value in pairs}


def _in_lines(value: str) -> str:
    """Browsers end lines as mail does."""
    return value.replace("\r\n", "\n").replace("\r", "\n")


def object_of(raw: bytes) -> dict[str, Any] | None:
    """What a program sends; None if it is no JSON object."""
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
