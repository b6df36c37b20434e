"""What goes on behind a response: nobody waits for it, and what goes wrong there is written down."""

import asyncio
import logging
from collections.abc import Awaitable

from bot.messages.delivery import NotDelivered

PATIENCE_S = 2.0  # with answers that are on their way when it stops

log = logging.getLogger(__name__)


class Behind:
    """Everything that was begun and is not done."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._going_on: set[asyncio.Task[None]] = set()

    def go_on(self, doing: Awaitable[object]) -> None:
        task = asyncio.ensure_future(self._logged(doing))
        self._going_on.add(task)
        task.add_done_callback(self._going_on.discard)

    async def arrive(self, within_s: float) -> None:
        """Let what is under way come to its end, if it does by then."""
        if self._going_on:
            await asyncio.wait(self._going_on, timeout=within_s)

    async def break_off(self) -> None:
        for task in self._going_on:
            task.cancel()
        await asyncio.gather(*self._going_on, return_exceptions=True)

    async def _logged(self, doing: Awaitable[object]) -> None:
        try:
            await doing
        except Exception:
            log.exception("went wrong", extra={"what": self._what})


class Posting:
    """Answers that are posted instead of standing in a response."""

    def __init__(self) -> None:
        self._behind = Behind("an answer")

    def later(self, posting: Awaitable[object]) -> None:
        self._behind.go_on(_arrived(posting))

    async def close(self) -> None:
        """Let what is under way arrive."""
        await self._behind.arrive(PATIENCE_S)


async def _arrived(posting: Awaitable[object]) -> None:
    try:
        await posting
    except NotDelivered as no:
        log.warning("an answer did not arrive", extra={"why": no.why})
