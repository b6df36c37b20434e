"""What goes on behind a response: nobody waits for it, and what goes wrong there is written down."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.messages.delivery import NotDelivered

TRIES = 4  # of an answer
LONGEST_PATIENCE = timedelta(seconds=30)  # whoever waited for longer has asked again
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

    def until_there(self, posting: Callable[[], Awaitable[object]]) -> None:
        """The same, tried again a few times if it surely did not arrive and may yet: somebody waits for it."""
        self._behind.go_on(_tried(posting))

    async def close(self) -> None:
        """Let what is under way arrive."""
        await self._behind.arrive(PATIENCE_S)


async def _arrived(posting: Awaitable[object]) -> None:
    try:
        await posting
    except NotDelivered as no:
        log.warning("an answer did not arrive", extra={"why": no.why})


async def _tried(posting: Callable[[], Awaitable[object]]) -> None:
    for time in range(TRIES):
        try:
            await posting()
        except NotDelivered as no:
            patience = no.retry_after or timedelta(seconds=2**time)
            if no.permanent or no.unsure or time + 1 == TRIES or patience > LONGEST_PATIENCE:
                log.warning("an answer did not arrive", extra={"why": no.why})
                return
            await asyncio.sleep(patience.total_seconds())
        else:
            return
