"""What every platform's door has in common: it turns away, it measures, it opens JSON."""

import asyncio
import json
from typing import Any

from aiohttp import web

LARGEST = 1_000_000  # bytes; a modal of Slack's has at most 250 KB, a message of Teams' 100, and no event comes near it
SLOWEST_S = 10.0  # Slack itself gives up after three, Teams after fifteen


class Turned(Exception):
    """Somebody was turned away at the door, with this HTTP status. The reason holds nothing of what they brought."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status, self.why = status, why


async def carried_in(request: web.Request, largest: int = LARGEST) -> bytes:
    """The body of a request, read to its end or to more than is let in. Raises Turned."""
    if (request.content_length or 0) > largest:
        raise Turned(400, "too large")
    raw = b""
    try:
        async with asyncio.timeout(SLOWEST_S):
            while len(raw) <= largest and (more := await request.content.read(largest + 1 - len(raw))):
                raw += more
    except TimeoutError:
        raise Turned(400, "too slow") from None
    except web.RequestPayloadError:  # packed, and not as it says
        raise Turned(400, "a body that cannot be read") from None
    return raw


def json_of(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise Turned(400, "no JSON") from None
